"""Every address of the workspace, for everybody, by every method."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger import urls
from ledger.models import User
from tests.support.admin_pages import names
from tests.support.page_table import EVERYBODY, PAGES, WALKED_ELSEWHERE
from tests.support.people import make_people
from tests.support.rows import Everything

pytestmark = [pytest.mark.both_databases, pytest.mark.usefixtures("readings_made_once")]


def test_every_address_has_its_line() -> None:
    assert names(urls.urlpatterns) - WALKED_ELSEWHERE == set(PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_address_for_everybody(name: str, everything: Everything) -> None:
    line = PAGES[name]
    page = reverse(f"ledger:{name}", kwargs=line.where(everything))
    found: dict[str, dict[str, int]] = {"get": {}, "post": {}}
    for who, user in make_people(everything).items():
        for method, answers in found.items():
            answers[who] = _ask(user, method, page)
    assert set(line.get) == set(line.post) == set(EVERYBODY)
    assert found == {"get": line.get, "post": line.post}


def _ask(user: User | None, method: str, page: str) -> int:
    client: Any = Client()
    if user is not None:
        client.force_login(user)
    answer: int = getattr(client, method)(page).status_code
    return answer
