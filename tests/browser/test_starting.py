"""A dialogue from nothing in a real browser, without scripts: each page leads on to the next, to the first item."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Delegate, Item
from tests.browser.looking import faults
from tests.makers import make_dialogue, make_editor, make_party, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


def test_dialogue_round_delegation_and_item_one_after_the_other(browse: Callable[..., Any]) -> None:
    editor = make_editor(make_dialogue())
    make_party("MEX"), make_topic(name_en="Prisons")
    page = browse(editor, "/rounds/", java_script_enabled=False)
    page.get_by_role("link", name="Start a dialogue").click()
    page.get_by_label("Code", exact=True).first.fill("brmx")
    page.get_by_label("Mexico").check()
    page.get_by_label("Own party").select_option("added")
    page.locator("[name=party-0-code]").fill("bra")
    page.locator("[name=party-0-name_en]").fill("Brazil")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    expect(page.locator("[name=party-0-name_en]")).to_have_value("Brazil")
    page.get_by_label("Name in English").first.fill("Brazil–Mexico dialogue")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_text("BRMX is there, and you are its editor.").wait_for()
    expect(page.get_by_label("Number of the round")).to_have_value("1")
    page.get_by_label("City").fill("Brasília")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_role("link", name="Brazil", exact=True).click()
    expect(page.get_by_label("Party")).to_have_value(str(make_party("BRA").pk))
    page.locator("[name=person-0-name]").fill("Ana Ruiz")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_text("Who came for Brazil is there.").wait_for()
    assert Delegate.objects.get().name == "Ana Ruiz"
    page.get_by_role("link", name="Open an item").click()
    page.get_by_label("Kind", exact=True).select_option("discussed")
    page.get_by_label("First topic").select_option(label="Prisons")
    page.get_by_label("Summary in English").fill("How to see prisons.")
    page.get_by_role("button", name="Open the item").click()
    page.get_by_text("BRMX-1-01 is open.").wait_for()
    assert Item.objects.get().ref == "BRMX-1-01"


def test_form_of_a_dialogue_with_errors_is_accessible(browse: Callable[..., Any]) -> None:
    page = browse(make_editor(make_dialogue()), "/dialogues/new/", bypass_csp=True)
    page.locator("[name=party-1-code]").fill("B")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    assert faults(page) == []
