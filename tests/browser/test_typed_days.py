"""A date typed or picked in a real browser: what is understood stands beside it before anything is written."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.vocabulary import Role
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_item, make_member, make_round
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_date_is_understood_while_it_is_typed_and_can_be_picked(browse: Callable[..., Any]) -> None:
    item = make_item()
    editor = make_member(Role.EDITOR, dialogue=item.round.dialogue)
    page = browse(
        editor, f"/items/{item.ref}/amend/", bypass_csp=True, viewport={"width": 360, "height": 740}
    )
    typed, picker = page.get_by_label("Review date", exact=True), page.get_by_label("Calendar: Review date")
    told = page.locator("output[for=id_review_on]")
    typed.press_sequentially("3 nov 2026")
    expect(told).to_have_text("= 3 November 2026")
    expect(picker).to_have_value("2026-11-03")
    typed.fill("Nov 2026")
    expect(told).to_contain_text("names no day")
    expect(picker).to_have_value("")
    picker.fill("2027-01-31")
    expect(typed).to_have_value("2027-01-31")
    expect(told).to_have_text("= 31 January 2027")
    assert breaches(page) + is_wide(page) == []
    page.get_by_label("Reason").fill("Agreed by phone.")
    typed.fill("31/1/2027")
    expect(told).to_have_text("= 31 January 2027")
    page.get_by_role("button", name="Edit").click()
    page.get_by_text("Review date: “31/1/2027” was read as 31 January 2027.").wait_for()


@pytest.mark.parametrize("code", ["USMX", "DIALOGUE-OF-MANY-COUNTRIES-AND-WORDS"])
def test_a_date_in_the_admin_has_the_same_field(browse: Callable[..., Any], code: str) -> None:
    """Whatever the dialogue's length: axe asks of links among words only once the words are the longer part."""
    row = make_round(make_dialogue(code))
    keeper = make_staff(Role.EDITOR, dialogue=row.dialogue)
    page = browse(keeper, f"/admin/ledger/round/{row.pk}/change/", bypass_csp=True)
    page.locator("#id_starts_on").fill("3 de noviembre de 2015")
    expect(page.locator("output[for=id_starts_on]")).to_have_text("= 3 November 2015")
    expect(page.locator("#id_starts_on + .day-picker")).to_have_value("2015-11-03")
    assert breaches(page) == []


def test_the_filter_by_a_day_asks_once_a_day_is_picked(browse: Callable[..., Any]) -> None:
    item = make_item()
    page = browse(make_member(Role.VIEWER, dialogue=item.round.dialogue), "/items/")
    page.get_by_text("More: party, agency").click()
    page.get_by_label("Calendar: Opened since").fill("2015-01-31")
    page.wait_for_url("**opened_since=2015-01-31**")
    expect(page.get_by_label("Opened since", exact=True)).to_have_value("2015-01-31")
