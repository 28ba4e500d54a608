"""Every address of the workspace, for everybody, by every method."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger import urls
from ledger.models import User
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_user
from tests.support.admin_pages import names
from tests.support.page_table import EVERYBODY, PAGES, WALKED_ELSEWHERE
from tests.support.rows import Everything

pytestmark = pytest.mark.both_databases


def make_people(everything: Everything) -> dict[str, User | None]:
    dialogue, other = everything.dialogue, make_dialogue()
    return {
        "anonymous": None,
        "closed": make_member(Role.EDITOR, dialogue=dialogue, user=make_user(is_active=False)),
        "no membership": make_user(),
        "viewer": make_member(Role.VIEWER, dialogue=dialogue),
        "recorder": make_member(Role.RECORDER, dialogue=dialogue),
        "editor": make_member(Role.EDITOR, dialogue=dialogue),
        "releaser": make_member(Role.RELEASER, dialogue=dialogue),
        "viewer of another": make_member(Role.VIEWER, dialogue=other),
        "editor of another": make_member(Role.EDITOR, dialogue=other),
    }


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
