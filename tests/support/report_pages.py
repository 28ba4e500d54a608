"""Pages of reports, asked and read."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client


def page_of(kind: str, **asked: Any) -> str:
    return f"/reports/{kind}/?{urlencode(asked, doseq=True)}"


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def send(client: Client, page: str, **fields: str) -> Any:
    return client.post(
        page, {"issue-format": "md", **{f"issue-{name}": value for name, value in fields.items()}}
    )
