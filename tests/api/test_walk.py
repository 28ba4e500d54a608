"""Every address of the API, for everybody, by every method; and nothing of one dialogue in the answers to another's."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.api import urls
from ledger.models import User
from tests.support.admin_pages import names
from tests.support.api_table import API, METHODS, WALKED_ELSEWHERE
from tests.support.page_table import READERS
from tests.support.people import make_people
from tests.support.rows import Everything

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("readings_made_once")]


def test_every_address_has_its_line() -> None:
    assert names(urls.urlpatterns) - WALKED_ELSEWHERE == set(API)


@pytest.mark.django_db
@pytest.mark.parametrize("name", API)
def test_address_for_everybody(name: str, everything: Everything) -> None:
    line = API[name]
    address = reverse(f"api:{name}", kwargs=line.where(everything))
    found: dict[str, dict[str, int]] = {method: {} for method in METHODS}
    leaks = []
    for who, user in make_people(everything).items():
        for method, answers in found.items():
            answer = ask(user, method, address)
            answers[who] = answer.status_code
            if who not in READERS:
                leaks += [
                    (who, method, word) for word in own_words(everything) if word.encode() in told(answer)
                ]
    assert found == {method: line.answers_to(method) for method in METHODS}
    assert leaks == []


def own_words(everything: Everything) -> list[str]:
    """Words that stand in this dialogue's rows alone, and that no address holds which a stranger asks for."""
    return [everything.item.head_hash, everything.statement.sha256, str(everything.editor.uuid)]


def told(answer: Any) -> bytes:
    whole: bytes = b"".join(answer) if answer.streaming else answer.content
    return whole


def ask(user: User | None, method: str, address: str) -> Any:
    client: Any = Client()
    if user is not None:
        client.force_login(user)
    return getattr(client, method)(
        address, **({} if method == "get" else {"content_type": "application/json"})
    )
