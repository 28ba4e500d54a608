"""Steps in a real browser: added and put in order without scripts, and pages with them accessible."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Item, User
from ledger.vocabulary import Kind, Role, Status
from tests.browser.looking import faults
from tests.makers import make_agency, make_dialogue, make_entry, make_item, make_member, make_round, make_step

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor() -> User:
    """An editor of a dialogue with an item that has two steps, one of them under way and late."""
    dialogue = make_dialogue("ABC")
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    item = make_item(make_round(dialogue, number=7), editor, kind=Kind.UNDERTAKEN)
    agency = make_agency("SRE")
    step = make_step(item, editor, officer=editor, agencies=[agency], target_on=datetime.date(2016, 1, 1))
    make_entry(step, Status.IN_PROGRESS, editor)
    make_step(item, editor, summary_en="Train the judges.")
    return editor


def test_step_is_added_and_moved_without_scripts(editor: User, browse: Callable[..., Any]) -> None:
    page = browse(editor, "/items/ABC-7-01/", java_script_enabled=False)
    page.get_by_role("link", name="Add a step").click()
    page.get_by_role("button", name="Add a step").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    page.get_by_label("What is to be done, in English").fill("Publish the figures.")
    page.get_by_label("Target date").fill("31 Mar 2027")
    page.get_by_role("button", name="Add a step").click()
    expect(page.get_by_role("heading", name="Steps")).to_have_text("Steps 0 of 3 done")
    page.get_by_role("button", name="Move up: ABC-7-01.3").click()
    page.get_by_text("ABC-7-01.3 is moved.").wait_for()
    steps = Item.objects.filter(kind=Kind.STEP).order_by("step_order")
    assert list(steps.values_list("ref", flat=True)) == ["ABC-7-01.1", "ABC-7-01.3", "ABC-7-01.2"]


@pytest.mark.parametrize("path", ["ABC-7-01/", "ABC-7-01.1/", "ABC-7-01/add-step/", "ABC-7-01.1/step-down/"])
def test_pages_with_steps_are_accessible(editor: User, browse: Callable[..., Any], path: str) -> None:
    page = browse(editor, f"/items/{path}", bypass_csp=True)
    assert faults(page) == []
