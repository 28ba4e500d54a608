"""Links both ways: from pages of the workspace to the forms of the admin, for people who may edit there, and back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from ledger.models import Agency, AgendaPoint, Delegate, Delegation, Event, Forum, Party, Passage, TopicPhrase
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_party
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_everything, make_staff, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything() -> Everything:
    return make_everything()


def rules(dialogue: Any) -> str:
    return reverse("ledger:dialogue-rules", args=[dialogue.code])


PAGES: dict[str, Callable[[Everything], tuple[str, list[Any]]]] = {
    "round": lambda every: (
        every.round.get_absolute_url(),
        [every.round, every.statement, row_of(Delegation, every)],
    ),
    "topic": lambda every: (every.item.topics.get().get_absolute_url(), [every.item.topics.get()]),
    "item": lambda every: (every.item.get_absolute_url(), [every.item, *every.item.entries.all()]),
    "dialogue": lambda every: (rules(every.dialogue), [every.dialogue, make_party("MEX"), make_party("USA")]),
}
"""Pages of the workspace, each with its address and the rows whose forms it leads to."""


@pytest.mark.parametrize("page", list(PAGES))
@pytest.mark.parametrize("who", ["editor", "editor without the admin", "viewer", "recorder", "releaser"])
def test_page_leads_to_the_form_for_people_who_may_edit_there(
    page: str, who: str, everything: Everything
) -> None:
    url, rows = PAGES[page](everything)
    user = {
        "editor": lambda: make_staff(Role.EDITOR, dialogue=everything.dialogue),
        "editor without the admin": lambda: make_member(Role.EDITOR, dialogue=everything.dialogue),
        "viewer": lambda: make_staff(Role.VIEWER, dialogue=everything.dialogue),
        "recorder": lambda: make_staff(Role.RECORDER, dialogue=everything.dialogue),
        "releaser": lambda: make_staff(Role.RELEASER, dialogue=everything.dialogue),
    }[who]()
    answer = signed_in(user).get(url)
    assert answer.status_code == 200
    found = {f'href="{address(type(row), "change", row.pk)}"' in answer.content.decode() for row in rows}
    assert found == {who == "editor"}
    if who == "editor":
        opened = {signed_in(user).get(address(type(row), "change", row.pk)).status_code for row in rows}
        assert opened == {200}


def test_editor_of_another_dialogue_finds_no_form_of_this_one(everything: Everything) -> None:
    other = make_dialogue()
    user = make_staff(Role.EDITOR, dialogue=other)
    make_member(Role.VIEWER, dialogue=everything.dialogue, user=user)
    for page in ("round", "item", "dialogue"):
        url, rows = PAGES[page](everything)
        text = signed_in(user).get(url).content.decode()
        assert [row for row in rows if address(type(row), "change", row.pk) in text] == []


@pytest.mark.parametrize(
    "model", [Agency, AgendaPoint, Delegate, Delegation, Event, Forum, Party, Passage, TopicPhrase]
)
def test_form_leads_to_where_the_workspace_shows_the_row(model: Any, everything: Everything) -> None:
    client, row = signed_in(everything.editor), row_of(model, everything)
    link = client.get(address(model, "change", row.pk)).context["absolute_url"]
    assert client.get(link, follow=True).status_code == 200
