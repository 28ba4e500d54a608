"""The activity in a real browser: folded amendments opened, a batch undone from there."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import User
from ledger.recording import EntryContent, amend_item, record_many
from ledger.vocabulary import Basis, Role, Status
from tests.browser.looking import faults
from tests.makers import make_dialogue, make_item, make_member, make_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper() -> User:
    dialogue = make_dialogue("ABC")
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    items = [make_item(make_round(dialogue, number=number), user) for number in (7, 8)]
    says = EntryContent(status=Status.IN_PROGRESS, note="Begun.", basis=Basis.READING)
    record_many(user=user, targets=[(item, None) for item in items], says=says)
    for item in items:
        amend_item(user=user, item=item, expected_sequence=None, changes={"next_step": "Ask."}, reason="")
    return user


def test_amendments_unfold_and_a_batch_is_undone(browse: Callable[..., Any], keeper: User) -> None:
    page = browse(keeper, "/activity/", bypass_csp=True)
    assert faults(page) == []
    page.goto("/activity/")
    page.get_by_text("2 amendments of working fields: next step").click()
    expect(page.get_by_role("link", name="ABC-7-01").first).to_be_visible()
    page.get_by_role("link", name="Undo").click()
    page.get_by_label("Reason").fill("Wrong items.")
    page.get_by_role("button", name="Undo the batch").click()
    page.get_by_text("The batch is undone").wait_for()
    page.get_by_role("link", name="Activity").click()
    expect(page.get_by_text("undone, corrected or changed since")).to_have_count(1)
