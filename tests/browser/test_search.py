"""The box of the header in a real browser: first results while one types, by keyboard; a plain form without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import User
from ledger.vocabulary import Role
from tests.browser.looking import faults
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper() -> User:
    dialogue = make_dialogue("ABC")
    user = make_member(Role.EDITOR, dialogue=dialogue)
    round = make_round(dialogue, number=7)
    item = make_item(round, user, summary_en="A register of missing persons.")
    make_item(round, user, summary_en="Another register.")
    make_entry(item, None, user, note="<img src=x onerror=alert(1)> The registér is kept.")
    return user


def test_first_results_come_while_one_types_and_the_keyboard_opens_one(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/", bypass_csp=True)
    field, found = page.locator("#jump"), page.locator("#jump-found")
    field.press_sequentially("REGÍST")
    expect(found.get_by_role("option")).to_have_count(4)  # two items, an entry, and all results
    expect(found.locator("mark").first).to_have_text("register")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#jump-said")).to_have_text("3 first results: arrow down to go there.")
    field.press("Escape")
    expect(found).to_be_hidden()
    assert field.input_value() == "REGÍST"
    field.press("ArrowDown")  # opens it again, at its first result
    expect(found).to_be_visible()
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_contain_text("ABC-7-02")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert faults(page) == []
    field.press("Enter")
    page.wait_for_url("**/items/ABC-7-02/")


def test_enter_leads_to_all_results_and_leaving_the_box_closes_it(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/")
    field, found = page.locator("#jump"), page.locator("#jump-found")
    field.press_sequentially("register")
    expect(found).to_be_visible()
    field.press("Tab")
    expect(found).to_be_hidden()
    field.fill("nowhere")
    expect(found).to_contain_text("Nothing is found.")
    field.fill("register")
    expect(found).to_contain_text("ABC-7-01")
    field.press("Enter")
    page.wait_for_url("**/search/?q=register")
    expect(page.get_by_role("heading", name="Entries")).to_be_visible()
    page.locator("#jump").fill("r")
    expect(page.locator("#jump-found")).to_be_hidden()


def test_who_was_signed_out_meanwhile_is_shown_nothing_in_the_list(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/")
    page.context.clear_cookies()
    with page.expect_response(lambda answer: "/accounts/login/" in answer.url):
        page.locator("#jump").press_sequentially("register")
    expect(page.locator("#jump-found")).to_be_hidden()
    assert page.locator("#jump-found").inner_text() == ""


def test_box_is_a_form_without_scripts(browse: Callable[..., Any], keeper: User) -> None:
    page = browse(keeper, "/", java_script_enabled=False)
    page.locator("#jump").fill("REGÍST")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".found > li")).to_have_count(3)
    page.locator("#jump").fill("7-01")
    page.locator("#jump").press("Enter")
    page.wait_for_url("**/items/ABC-7-01/")
