"""What every page has, whichever site a person signs in to."""

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from ledger.vocabulary import Role
from tests.makers import make_dialogue
from tests.support.admin_pages import signed_in
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["ledger:home", "admin:index", "mfa_index"])
def test_house_is_known_by_its_mark_and_leads_back_to_the_workspace(page: str) -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=make_dialogue()))
    shown = client.get(reverse(page)).content.decode()
    assert '<link rel="icon" href="/static/ledger/icon.svg"' in shown
    assert f'<a href="{reverse("ledger:home")}"' in shown
    assert finders.find("ledger/icon.svg")


@pytest.mark.parametrize("page", ["ledger:home", "ledger:item-list", "ledger:preferences", "mfa_index"])
def test_what_a_signed_in_person_saw_is_kept_by_no_cache(page: str) -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=make_dialogue()))
    assert "no-store" in client.get(reverse(page))["Cache-Control"]


def test_signing_out_is_kept_by_no_cache_either_and_strangers_may_keep_what_is_theirs() -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=make_dialogue()))
    assert "no-store" in client.post(reverse("account_logout"))["Cache-Control"]
    assert "Cache-Control" not in client.get(reverse("ledger:home"))


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("/items/A%00B/", 404),
        ("/items/A%00B/amend/", 404),
        ("/rounds/A%00B/1/", 404),
        ("/items/?after=A%00B", 200),
        ("/items/?q=A%00B", 200),
        ("/items.csv?q=A%00B", 302),
        ("/quick-note/?item=A%00B", 200),
        ("/quick-note/?words=A%00B", 200),
        ("/views/?q=A%00B", 200),
        ("/topics/?dialogue=A%00B", 404),
        ("/reports/topic/?topic=A%00B", 200),
    ],
)
def test_what_no_text_holds_is_looked_for_nowhere(page: str, answer: int) -> None:
    """A NUL, which PostgreSQL refuses in a question as in a text."""
    client = signed_in(make_staff(Role.EDITOR, dialogue=make_dialogue()))
    assert client.get(page).status_code == answer
