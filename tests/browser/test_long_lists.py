"""Long lists of recording forms and item filters in a browser: typed in, by keyboard, and plain without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Item, User
from ledger.vocabulary import Role
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_item, make_member, make_round, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

TOPICS = 14


@pytest.fixture
def item() -> Item:
    round = make_round(make_dialogue("ABC"), number=7)
    topics = [make_topic(f"matter-{number}", name_es=f"Asunto {number}") for number in range(TOPICS)]
    make_item(round, topics=[topics[1]])
    return make_item(round, topics=[topics[2], make_topic("prisons", name_es="Cárceles")])


@pytest.fixture
def keeper(item: Item) -> User:
    return make_member(Role.EDITOR, dialogue=item.round.dialogue)


def test_long_filter_is_typed_in_and_adds_one_value_after_another(
    item: Item, keeper: User, browse: Callable[..., Any]
) -> None:
    page = browse(keeper, "/items/", bypass_csp=True)
    field = page.get_by_role("combobox", name="Topic", exact=True)
    field.fill("pris")
    page.keyboard.press("Enter")  # what is found alone is chosen
    page.wait_for_url("**topic=prisons**")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Topic: Prisons")).to_be_checked()
    expect(field).to_have_value("")
    field.fill("matter 1")
    options = page.get_by_role("listbox", name="Topic").get_by_role("option")
    expect(options.first).to_have_text("Matter 1")
    assert breaches(page) == []
    options.first.click()
    expect(page.locator("#list tbody tr")).to_have_count(2)
    assert "topic-words" not in page.url
    field.fill("nowhere")
    page.get_by_label("Words", exact=True).focus()  # leaves what was typed and chose nothing
    expect(field).to_have_value("")
    assert page.get_by_label("Order", exact=True).evaluate("list => list.tagName") == "SELECT"  # is read
    assert is_wide(page) == []


def test_long_list_of_a_form_is_typed_in_and_boxes_are_narrowed(
    item: Item, keeper: User, browse: Callable[..., Any]
) -> None:
    page = browse(keeper, f"/items/{item.ref}/amend/", bypass_csp=True)
    first = page.get_by_role("combobox", name="First topic")
    expect(first).to_have_value("Matter 2")
    first.fill("matter 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(first).to_have_value("Matter 1")
    further = page.get_by_role("group", name="Further topics")
    words = further.get_by_role("searchbox")
    words.fill("matter 9")
    expect(further.get_by_role("checkbox")).to_have_count(2)  # what is ticked stays in sight
    further.get_by_label("Matter 9").check()
    assert breaches(page) == []
    words.press("Enter")  # sends nothing
    page.get_by_label("Reason").fill("As agreed.")
    page.get_by_role("button", name="Edit").click()
    page.wait_for_url(f"**/items/{item.ref}/#entry-2")
    names = item.topics.values_list("slug", flat=True)
    assert sorted(names) == ["matter-1", "matter-9", "prisons"]


def test_long_lists_are_plain_without_a_script(item: Item, keeper: User, browse: Callable[..., Any]) -> None:
    page = browse(keeper, "/items/", java_script_enabled=False)
    page.get_by_label("Topic", exact=True).select_option("prisons")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("#list tbody tr")).to_have_count(1)
    page.goto(f"/items/{item.ref}/amend/")
    page.get_by_label("First topic").select_option(label="Matter 1")
    page.get_by_label("Matter 9").check()
    page.get_by_label("Reason").fill("As agreed.")
    page.get_by_role("button", name="Edit").click()
    page.wait_for_url(f"**/items/{item.ref}/#entry-2")
