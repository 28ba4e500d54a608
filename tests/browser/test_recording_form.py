"""The form that records: only fields that apply, the button in sight, few steps. No script is needed for any of it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Item
from ledger.vocabulary import Basis, Role, Status, Voice
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round
from tests.support.acting import last

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = {"narrow": {"width": 360, "height": 740}, "wide": {"width": 1280, "height": 800}}


@pytest.fixture
def item() -> Item:
    found = make_item(make_round(make_dialogue("ABC"), number=7))
    for _time in range(3):
        make_entry(found, Status.IN_PROGRESS)
    return found


def shown(page: Any) -> set[str]:
    """The names of the fields that the form shows, its evidence left out."""
    names = page.locator("#record-form .field").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('[name]').name)"
    )
    return {name for name in names if not name.startswith("evidence-")}


ALWAYS = {"voice", "about", "status", "note", "effective_on", "basis"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("has_script", [True, False])
def test_an_oral_report_with_a_status_takes_seven_steps(
    browse: Callable[..., Any], item: Item, size: str, has_script: bool
) -> None:
    recorder = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    page = browse(
        recorder, f"/items/{item.ref}/#record", java_script_enabled=has_script, viewport=SIZES[size]
    )
    assert shown(page) == ALWAYS
    button = page.get_by_role("button", name="Record", exact=True)
    page.get_by_label("a party").check()
    expect(button).to_be_in_viewport()
    page.get_by_label("Which party speaks").select_option(index=1)
    page.get_by_label("oral", exact=False).first.check()
    assert shown(page) == ALWAYS | {"speaker", "oral_with", "is_attributable"}
    page.get_by_label("With whom").fill("Ana, at the ministry")
    page.get_by_label("May be attributed").select_option("no")
    page.get_by_label("Status", exact=True).select_option("stalled")
    expect(button).to_be_in_viewport()
    button.click()
    page.get_by_text(f"Entry 5 of {item.ref} is written.").wait_for()
    entry = last(item)
    assert (entry.voice, entry.basis, entry.status) == (Voice.PARTY, Basis.ORAL, Status.STALLED)


def test_a_field_in_which_something_was_sent_stays_in_sight(browse: Callable[..., Any], item: Item) -> None:
    recorder = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    page = browse(recorder, f"/items/{item.ref}/#record", bypass_csp=True, viewport=SIZES["narrow"])
    page.get_by_label("a party").check()
    page.get_by_label("Which party speaks").select_option(index=1)
    page.get_by_label("our office").check()
    page.get_by_label("Status", exact=True).select_option("done")
    expect(page.get_by_label("Why there is no evidence")).to_be_visible()
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_label("Which party speaks")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("only where a party does")
    expect(page.get_by_role("alert")).to_contain_text("rests on evidence")
    assert breaches(page) + is_wide(page) == []
