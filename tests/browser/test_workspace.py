"""The workspace in a real browser: its keys, and its list on paper."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member, make_round
from tests.support.loud import make_loud

pytestmark = pytest.mark.django_db(transaction=True)


def test_keys_step_through_rows_and_can_be_switched_off(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper = make_member(Role.EDITOR, dialogue=dialogue)
    make_loud(make_round(dialogue), keeper)
    page = browse(keeper, "/")
    keys = page.locator("details.keys")
    assert page.evaluate("document.fonts.ready.then(fonts => fonts.check('16px \"Public Sans\"'))")
    page.keyboard.press("?")
    expect(keys).to_have_attribute("open", "")
    keys.get_by_role("button", name="Switch the keys off").click()
    page.keyboard.press("?")
    expect(keys).to_have_attribute("open", "")


def test_printed_list_says_which_list_it_is(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    item = make_loud(make_round(dialogue), make_member(Role.EDITOR, dialogue=dialogue))
    page = browse(make_member(Role.VIEWER, dialogue=dialogue), f"/items/?kind={item.kind}")
    page.emulate_media(media="print")
    chips = page.locator(".chips li:visible")
    assert [one.strip() for one in chips.all_inner_texts()] == [f"Kind: {item.kind.label}"]
    expect(page.get_by_text("Counts by value")).to_be_hidden()
