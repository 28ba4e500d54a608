"""An item's page and the quick note in a real browser: errors, two people at once, keys alone, a session that ended."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Item, User
from ledger.vocabulary import Basis, Role, Status, Voice
from tests.browser.looking import OPEN, breaches, is_wide
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.acting import last
from tests.support.loud import make_loud

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}}


def make_said(keeper: User, round: Any) -> Item:
    """A loud item on torture, its passage held."""
    topic = make_topic(name_en="Torture prevention")
    return make_loud(round, keeper, passage=make_passage(make_statement(round)), topics=[topic])


def check(page: Any) -> None:
    """Everything opened: axe finds nothing, and nothing scrolls sideways."""
    page.locator("details").evaluate_all(OPEN)
    assert breaches(page) + is_wide(page) == []


def test_error_then_success_and_two_at_once(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    first, second = (make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue) for _time in range(2))
    item = make_said(first, make_round(dialogue))
    # Axe measures with inline styles of its own, which the pages' policy would rightly refuse.
    page = browse(first, f"/items/{item.ref}/", bypass_csp=True, **NARROW)
    other = browse(second, f"/items/{item.ref}/")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "status"
    page.get_by_label("Status", exact=True).select_option("done")
    page.get_by_label("Note", exact=True).fill("The law is in force.")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_role("heading", name="Nothing was written yet").wait_for()
    check(page)
    expect(page.get_by_label("Note", exact=True)).to_have_value("The law is in force.")
    page.get_by_label("Why there is no evidence").fill("Everybody knows.")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text(f"Entry 4 of {item.ref} is written.").wait_for()
    assert last(item).status is Status.DONE
    other.get_by_label("Note", exact=True).fill("My call with Ana.")
    other.get_by_role("button", name="Record", exact=True).click()
    told = other.get_by_role("alert")
    expect(told).to_contain_text("The law is in force.")
    other.get_by_role("button", name="Record", exact=True).click()
    other.get_by_text(f"Entry 5 of {item.ref} is written.").wait_for()
    assert last(item).note == "My call with Ana."


def test_quick_note_by_keys_alone(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper = make_member(Role.RECORDER, dialogue=dialogue)
    item = make_said(make_member(Role.EDITOR, dialogue=dialogue), make_round(dialogue))
    page = browse(keeper, "/", bypass_csp=True, **NARROW)
    page.keyboard.press("n")
    page.wait_for_url("**/quick-note/")
    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.type("Ana called: it is late.")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("tortu")  # at once, so that items are found once
    page.get_by_text("Items found").wait_for()
    check(page)
    page.get_by_label("On which item").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/items/{item.ref}/*")
    assert (last(item).note, last(item).author) == ("Ana called: it is late.", keeper)


def test_phone_call_is_noted_by_keys_alone_with_its_source_attribution_and_status(
    browse: Callable[..., Any],
) -> None:
    """One tab from the item opens who said it and how we know; another, the status."""
    dialogue = make_dialogue()
    keeper = make_member(Role.RECORDER, dialogue=dialogue)
    item = make_said(make_member(Role.EDITOR, dialogue=dialogue), make_round(dialogue))
    page = browse(keeper, "/quick-note/")

    def press(*keys: str) -> None:
        for key in keys:
            page.keyboard.press(key)

    expect(page.get_by_label("What happened")).to_be_focused()
    page.keyboard.type("The law is late.")
    press("Tab")
    page.keyboard.insert_text("tortu")  # at once, so that items are found once
    page.get_by_text("Items found").wait_for()
    press("Tab", "Space", "Tab", "Enter")  # the item; who said it
    press("Tab", "ArrowRight", "Tab", "ArrowDown")  # a party; which
    press("Tab", "ArrowLeft", "Tab")  # told orally; no source is asked for
    page.keyboard.type("Ana Roe, SEGOB")
    press("Tab", "n", "Tab", "Enter", "Tab")  # not to be attributed; the status
    page.keyboard.type("stalled")
    press("Control+Enter")
    page.get_by_text(f"of {item.ref} is written").wait_for()
    entry = last(item)
    assert (entry.note, entry.status, entry.voice) == ("The law is late.", Status.STALLED, Voice.PARTY)
    assert (entry.basis, entry.text("oral_with")) == (Basis.ORAL, "Ana Roe, SEGOB")
    assert entry.is_attributable is False


def test_keys_print_and_forced_colours_of_list_and_item(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper = make_member(Role.EDITOR, dialogue=dialogue)
    round = make_round(dialogue)
    item = make_said(keeper, round)
    make_item(round, keeper)
    page = browse(keeper, "/items/")
    focused = "document.activeElement.textContent.trim()"
    refs = page.locator(".rows tbody .ref").all_inner_texts()
    for key, ref in (("j", refs[0]), ("j", refs[1]), ("k", refs[0])):
        page.keyboard.press(key)
        assert page.evaluate(focused) == ref
    for where in ("/items/", f"/items/{item.ref}/"):
        page.goto(where)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "jump"
    page.locator("#jump").blur()
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('.timeline, .rows, [data-row]') !== null")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == "status"
    page.emulate_media(forced_colors="active")
    shape = "getComputedStyle(document.querySelector('.status'), '::before')"
    assert 'shapes.svg")' in page.evaluate(f"{shape}.maskImage")
    assert page.evaluate(f"{shape}.backgroundColor") == page.evaluate("getComputedStyle(document.body).color")
    page.emulate_media(forced_colors="none", media="print")
    for gone in (".masthead nav", "#record", ".keys"):
        assert page.locator(gone).first.is_hidden()
    assert page.locator(".timeline > li").first.is_visible()


def test_session_that_ended_loses_nothing(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper = make_member(
        Role.EDITOR, dialogue=dialogue, user=make_user(username="ana", password="Long-and-odd-7")
    )
    item = make_item(make_round(dialogue), keeper)
    make_entry(item, Status.STALLED, keeper)
    for where in (f"/items/{item.ref}/", "/quick-note/"):
        page = browse(keeper, where, java_script_enabled=False)
        note = page.locator("[name=note]")
        note.fill(f"Typed on {where}")
        if where == "/quick-note/":
            page.get_by_label("On which item").fill(item.ref)
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Record", exact=True).click()
        page.locator("[name=login]").fill("ana")
        page.locator("[name=password]").fill("Long-and-odd-7")
        page.locator("[name=password]").press("Enter")
        page.get_by_text("Your session had ended").wait_for()
        expect(note).to_have_value(f"Typed on {where}")
        page.get_by_role("button", name="Record", exact=True).click()
        page.get_by_text(f"of {item.ref} is written").wait_for()
        assert last(item).note == f"Typed on {where}"
