"""The items' list in a real browser: filtered as one chooses, and without scripts."""

import io
import re
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from playwright.sync_api import expect

from ledger.models import User
from ledger.vocabulary import Role
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_item, make_member, make_round
from tests.support.loud import make_loud

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def keeper() -> User:
    dialogue = make_dialogue("ABC")
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    round = make_round(dialogue, number=7)
    make_loud(round, user, summary_en="https://example.org/" + "long" * 40)
    make_item(round, user, summary_en="A register of missing persons.")
    return user


def test_filter_narrows_at_once_and_ticked_items_are_given_to_an_officer(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/items/")
    expect(page.locator(".rows .status").first).to_have_css("overflow-wrap", "normal")  # no word is broken
    page.get_by_label("Kind").first.select_option(label="discussed")
    page.get_by_role("heading", name="1 item").wait_for()
    page.wait_for_url("**/items/?*kind=discussed*")
    page.get_by_label("ABC-7-02").check()
    page.get_by_role("button", name="Reassign").click()
    page.get_by_label("Officer").select_option(label=str(keeper))
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("button", name="Write 1 entry").click()
    page.get_by_text("1 entry is written.").wait_for()
    assert "kind=discussed" in page.url
    page.get_by_role("link", name="Undo").click()
    page.get_by_label("Reason").fill("Wrong person.")
    page.get_by_role("button", name="Undo the batch").click()
    page.get_by_text("The batch is undone").wait_for()


def test_words_are_found_and_a_view_is_saved_without_scripts(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/items/", java_script_enabled=False)
    page.locator("#id_q").fill("REGÍST")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.locator(".rows tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name").fill("Registers")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Registers")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Remove filter: Words, REGÍST").click()
    expect(page.locator(".rows tbody tr")).to_have_count(2)


def test_two_values_of_a_filter_are_chosen_one_after_the_other_and_taken_back(
    browse: Callable[..., Any], keeper: User
) -> None:
    page = browse(keeper, "/items/", bypass_csp=True)
    kind = page.get_by_label("Kind", exact=True)
    kind.select_option(label="discussed")
    page.get_by_role("heading", name="1 item").wait_for()
    kind.select_option(label="specific commitment")
    page.wait_for_url("**kind=discussed&kind=undertaken*")
    page.get_by_role("heading", name="2 items").wait_for()
    assert breaches(page) == []
    page.get_by_label("Kind: discussed").uncheck()
    page.get_by_role("heading", name="1 item").wait_for()
    page.get_by_role("link", name="Remove filter: Kind, specific commitment").wait_for()


def test_two_values_of_a_filter_are_chosen_without_a_script(browse: Callable[..., Any], keeper: User) -> None:
    page = browse(keeper, "/items/?kind=discussed", java_script_enabled=False)
    expect(page.get_by_label("Kind: discussed")).to_be_checked()
    page.get_by_label("Kind", exact=True).select_option(label="specific commitment")
    page.get_by_role("button", name="Filter", exact=True).click()
    expect(page.locator(".rows tbody tr")).to_have_count(2)
    assert page.url.count("kind=") == 2


def test_a_box_in_the_head_ticks_all_of_the_page(browse: Callable[..., Any], keeper: User) -> None:
    page = browse(keeper, "/items/", bypass_csp=True)
    every = page.get_by_label("Tick all on this page")
    every.check()
    expect(page.get_by_label("ABC-7-01")).to_be_checked()
    expect(page.get_by_label("ABC-7-02")).to_be_checked()
    page.get_by_label("ABC-7-02").uncheck()
    expect(every).not_to_be_checked()
    page.get_by_label("Kind", exact=True).select_option(label="discussed")
    page.get_by_role("heading", name="1 item").wait_for()
    page.get_by_label("Tick all on this page").check()
    page.get_by_role("button", name="Reassign").click()
    page.get_by_role("heading", name="1 item").wait_for()


def test_the_printed_list_holds_25_items_on_a_page(browse: Callable[..., Any], keeper: User) -> None:
    round = keeper.memberships.get(role=Role.EDITOR).dialogue.rounds.get(number=7)
    words = "To strengthen the national register of missing persons, and to report on it before each round."
    for _number in range(40):
        make_loud(round, keeper, summary_en=words)
    page = browse(keeper, "/items/")
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = [len(re.findall(r"ABC-7-\d\d", leaf.extract_text())) for leaf in reader.pages]
    assert sum(printed) == 42
    assert max(printed) >= 25


def test_columns_named_in_spanish_stay_within_the_window(browse: Callable[..., Any]) -> None:
    editor = make_member(Role.EDITOR, dialogue=(dialogue := make_dialogue("ABC")))
    User.objects.filter(pk=editor.pk).update(language="es")
    make_item(make_round(dialogue, number=7), editor, summary_en="A register of missing persons.")
    page = browse(editor, "/items/")
    expect(page.get_by_role("columnheader", name="En seguimiento, nuestro")).to_be_visible()
    # From where the rows are a table, to where they have room.
    assert [is_wide(page, width) for width in (1152, 1200, 1280)] == [[], [], []]
