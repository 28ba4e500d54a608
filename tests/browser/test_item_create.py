"""An item opened by hand in a real browser: words selected on two pages, and all of it without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Item, Round
from tests.browser.looking import faults
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = "keep working together"
SELECT = """words => {
  for (const piece of document.querySelectorAll(".said p, .said p *")) {
    const node = [...piece.childNodes].find(one => one.nodeType === 3 && one.data.includes(words));
    if (node) document.getSelection().setBaseAndExtent(
      node, node.data.indexOf(words), node, node.data.indexOf(words) + words.length);
  }
}"""


@pytest.fixture
def said() -> Round:
    """A round with a statement of which some words are cited."""
    round, topic = make_round(make_dialogue()), make_topic(name_en="Prisons")
    make_item(round, passage=make_passage(make_statement(round)), topics=[topic])
    return round


def test_words_selected_become_an_item(said: Round, browse: Callable[..., Any]) -> None:
    page = browse(make_editor(said.dialogue), said.get_absolute_url())
    page.evaluate(SELECT, WORDS)
    asked: list[str] = []
    # the page before may still be asking for its icon
    page.on("request", lambda request: request.is_navigation_request() and asked.append(request.url))
    page.get_by_role("link", name="Open an item").click()
    expect(page.get_by_label("Its words")).to_have_value(WORDS)
    assert (
        page.url == asked[0] == page.url.partition("#")[0].partition("?")[0]
    )  # no log and no history has the words
    page.get_by_label("Passage", exact=True).select_option(index=1)
    page.evaluate(SELECT, "The two sides")  # and others instead, which the chosen passage gives way to
    expect(page.get_by_label("Its words")).to_have_value("The two sides")
    expect(page.get_by_label("Passage", exact=True)).to_have_value("")
    page.get_by_label("Kind", exact=True).select_option("discussed")
    page.get_by_label("First topic").select_option(label="Prisons")
    page.get_by_role("button", name="Open it, and another").click()
    page.get_by_text("is open.").wait_for()
    item = Item.objects.latest("pk")
    assert item.passage is not None
    assert (item.passage.start, item.passage.quote) == (0, "The two sides")
    expect(page.get_by_label("Its words")).to_have_value("")


def test_without_scripts_a_passage_is_chosen_and_what_was_typed_stays(
    said: Round, browse: Callable[..., Any]
) -> None:
    where = f"{said.get_absolute_url()}items/new/"
    page = browse(make_editor(said.dialogue), where, java_script_enabled=False)
    page.get_by_label("Passage", exact=True).select_option(index=1)
    page.get_by_label("Summary in English").fill("Both sides go on.")
    page.get_by_role("button", name="Open the item").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    expect(page.get_by_label("Summary in English")).to_have_value("Both sides go on.")
    page.get_by_label("Kind", exact=True).select_option("undertaken")
    page.get_by_label("First topic").select_option(label="Prisons")
    page.get_by_role("button", name="Open the item").click()
    page.get_by_text("is open.").wait_for()
    item = Item.objects.latest("pk")
    assert item.passage is not None
    assert item.passage.quote.startswith("The two sides discussed")


def test_page_with_errors_is_accessible(said: Round, browse: Callable[..., Any]) -> None:
    where = f"{said.get_absolute_url()}items/new/"
    page = browse(make_editor(said.dialogue), where, bypass_csp=True)
    page.get_by_role("button", name="Open the item").click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    assert faults(page) == []
