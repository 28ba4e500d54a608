"""Acting through the admin's pages as a browser would: open, type, send."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import MultipleChoiceField
from django.test import Client

from ledger.models import Entry, Item
from tests.support.act_table import act_address

PDF = b"%PDF-1.4 the text of a law"


def seen_on(client: Client, page: str) -> dict[str, str]:
    """What the form of a row on the page carries along of the row as it stands."""
    [sent] = re.findall(r'name="row_seen" value="([^"]+)"', client.get(page).content.decode())
    return {"row_seen": sent}


def upload(content: bytes = PDF, name: str = "law.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def sent_by(form: Any) -> dict[str, Any]:
    """What a browser would send if the form were sent as it stands on the page."""
    forms = [form]
    if hasattr(form, "evidence"):
        forms += [form.evidence.management_form, *form.evidence.forms]
    sent: dict[str, Any] = {}
    for one in forms:
        for bound in one:
            value = bound.value()
            if value is None and isinstance(bound.field, MultipleChoiceField):
                continue
            if bound.field.show_hidden_initial:
                sent[bound.html_initial_name] = _sent(value, hidden=True)
            sent[bound.html_name] = _sent(value)
    return {name: value for name, value in sent.items() if value is not None}


def _sent(value: Any, *, hidden: bool = False) -> Any:
    if isinstance(value, bool):
        return str(value) if hidden else "on" if value else None
    if isinstance(value, list | tuple):
        return [str(one) for one in value]
    return "" if value is None else value if hasattr(value, "read") else str(value)


def page_of(client: Client, name: str, item: Item, **key: Any) -> Any:
    """An act's page, freshly opened."""
    return client.get(act_address(name, item, **key))


def opened(client: Client, name: str, item: Item, **key: Any) -> dict[str, Any]:
    """What the act's form would send, untouched."""
    return sent_by(page_of(client, name, item, **key).context["form"])


def send(client: Client, name: str, item: Item, sent: dict[str, Any], **key: Any) -> Any:
    return client.post(act_address(name, item, **key), sent)


def act(client: Client, name: str, item: Item, typed: dict[str, Any], **key: Any) -> Any:
    """Open an act's form, type into it, send it."""
    return send(client, name, item, opened(client, name, item, **key) | typed, **key)


def errors_of(answer: Any) -> dict[str, list[str]]:
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


def last(item: Item) -> Entry:
    found = Entry.objects.filter(item=item).order_by("-sequence").first()
    assert found is not None
    return found
