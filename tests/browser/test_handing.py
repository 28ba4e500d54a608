"""Preferences, handing over and its sheet in a real browser: narrow and dark, without scripts, by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ledger.models import Item
from ledger.vocabulary import Role
from tests.colleagues.test_handing import make_held
from tests.makers import make_dialogue, make_editor, make_entry, make_member

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def test_pages_are_accessible_and_do_not_scroll_sideways(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper, new = make_editor(dialogue), make_member(Role.RECORDER, dialogue=dialogue)
    item = make_held(keeper, dialogue, next_step="https://example.org/" + "long" * 40)
    make_entry(item, None, keeper, note="https://example.org/" + "long" * 40)
    # Axe measures with inline styles of its own, which the pages' policy would rightly refuse.
    narrow = {"color_scheme": "dark", "bypass_csp": True, "viewport": {"width": 360, "height": 740}}
    page = browse(keeper, "/preferences/", **narrow)
    between = f"?from_user={keeper.uuid}&to_user={new.uuid}"
    for path in ("/preferences/", "/hand-over/", f"/hand-over/{between}", f"/hand-over/sheet/{keeper.uuid}/"):
        page.goto(path)
        found = Axe().run(page).response["violations"]
        assert [f"{path} {one['id']}: {one['nodes'][0]['html']}" for one in found] == []
        assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, 360)


def test_hand_over_by_keyboard_without_scripts(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    keeper, new = make_editor(dialogue), make_member(Role.RECORDER, dialogue=dialogue)
    make_held(keeper, dialogue)
    page = browse(keeper, "/", java_script_enabled=False)
    page.get_by_role("link", name="Hand over", exact=True).press("Enter")
    page.get_by_label("To", exact=True).select_option(str(new.uuid))
    page.get_by_role("button", name="Preview").press("Enter")
    page.get_by_role("button", name="Hand over all of it").press("Enter")
    page.get_by_label("Reason").fill("Too early.")
    assert Item.objects.get().officer == new
    page.get_by_role("button", name="Undo the handover").press("Enter")
    page.get_by_text("The handover is undone.").wait_for()
    assert Item.objects.get().officer == keeper
