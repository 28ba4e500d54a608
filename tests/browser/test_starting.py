"""A dialogue from nothing in a real browser, without scripts: each page leads on to the next, to the first item."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Delegate, Dialogue, Item
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


class Hand:
    """A person's hand: counts what it does, and how long a practised one takes.

    By the keystroke-level model (Card, Moran and Newell, 1980): 1.35 s to think, 1.1 s to point and 0.2 s to
    click for each act, 0.28 s for each character of an average typist.
    """

    ACT_SECONDS, CHARACTER_SECONDS = 1.35 + 1.1 + 0.2, 0.28

    def __init__(self) -> None:
        self.acts, self.characters = 0, 0

    @property
    def seconds(self) -> float:
        return self.acts * self.ACT_SECONDS + self.characters * self.CHARACTER_SECONDS

    def click(self, place: Any) -> None:
        self.acts += 1
        place.click()

    def choose(self, place: Any, label: str) -> None:
        self.acts += 2  # open the list, and take the line
        place.select_option(label=label)

    def type(self, place: Any, words: str) -> None:
        self.acts += 1
        self.characters += len(words)
        place.fill(words)


def test_dialogue_round_and_ten_items_by_hand_take_less_than_ten_minutes(browse: Callable[..., Any]) -> None:
    hand = Hand()
    editor = make_editor(make_dialogue())
    make_party("MEX"), make_topic(name_en="Prisons"), make_topic(name_en="Journalists")
    page = browse(editor, "/rounds/")
    save = page.get_by_role("button", name="Save, and go on")

    hand.click(page.get_by_role("link", name="Start a dialogue"))
    hand.type(page.get_by_label("Code", exact=True).first, "brmx")
    hand.type(page.get_by_label("Name in English").first, "Brazil–Mexico dialogue on human rights")
    hand.click(page.get_by_label("Mexico"))
    hand.choose(page.get_by_label("Own party"), "the first party added below")
    hand.type(page.locator("[name=party-0-code]"), "bra")
    hand.type(page.locator("[name=party-0-name_en]"), "Brazil")
    hand.click(save)
    hand.type(page.get_by_label("City"), "Brasília")
    hand.click(save)
    hand.click(page.get_by_role("link", name="Open an item"))
    for number in range(1, 11):
        hand.choose(page.get_by_label("Kind", exact=True), "discussed")
        hand.choose(page.get_by_label("First topic"), "Prisons" if number % 2 else "Journalists")
        hand.type(
            page.get_by_label("Summary in English"),
            f"{number}: how judges see to it that prisons are inspected.",
        )
        hand.click(page.get_by_role("button", name="Open it, and another"))
        page.get_by_text(f"BRMX-1-{number:02} is open.").wait_for()

    dialogue = Dialogue.objects.get(code="BRMX")
    assert Item.objects.filter(round__dialogue=dialogue).count() == 10
    assert (hand.acts, round(hand.seconds)) == (72, 350)
    assert hand.seconds < 10 * 60


def test_form_of_a_dialogue_with_errors_is_accessible(browse: Callable[..., Any]) -> None:
    page = browse(make_editor(make_dialogue()), "/dialogues/new/", bypass_csp=True)
    page.locator("[name=party-1-code]").fill("B")
    page.get_by_role("button", name="Save, and go on").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    assert faults(page) == []
