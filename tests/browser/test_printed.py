"""Pages on paper: what stands there is read, and nothing on it is an act."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.vocabulary import Role, Status
from tests.makers import (
    make_dialogue,
    make_entry,
    make_file,
    make_item,
    make_member,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)

pytestmark = pytest.mark.django_db(transaction=True)

ACTS = (
    "Edit in the admin",
    "In the admin",
    "Open an item",
    "Review it again",
    "Add a file",
    "Correct",
    "Undo",
    "Items",
)
"""Links that are of no use on paper."""


def test_paper_bears_no_links_that_are_acts(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper = make_member(Role.EDITOR, dialogue=dialogue, user=make_user(is_staff=True))
    round = make_round(dialogue)
    statement = make_statement(round, title="Joint statement")
    item = make_item(round, keeper, passage=make_passage(statement), topics=[make_topic("torture")])
    make_entry(item, Status.STALLED, keeper)
    make_file(round, keeper, statement=statement)
    page = browse(keeper, "/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for where in (round.get_absolute_url(), f"/items/{item.ref}/", "/topics/torture/", "/activity/"):
        page.goto(where)
        links = page.locator("main a").all()
        shown = [link.inner_text().strip() for link in links if link.is_visible()]
        assert [words for words in shown if words.startswith(ACTS)] == [], where
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)", where
    page.goto(round.get_absolute_url())
    assert page.get_by_role("link", name="Who may see it: internal").is_visible()


def test_printed_activity_says_its_filters_and_the_page_its_form(browse: Callable[..., Any]) -> None:
    keeper = make_member(Role.EDITOR, dialogue=make_dialogue())
    page = browse(keeper, "/activity/?person=all&kind=batch")
    in_force, form = page.get_by_role("list", name="Filters in force"), page.get_by_label("Kind")
    assert (in_force.is_visible(), form.is_visible()) == (False, True)
    page.emulate_media(media="print")
    assert (in_force.is_visible(), form.is_visible()) == (True, False)
    assert in_force.inner_text().split("\n") == ["Person: everybody", "Kind: batches"]
