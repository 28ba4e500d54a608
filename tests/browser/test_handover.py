"""Handing over in a real browser, without scripts, by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.models import Item
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_member
from tests.support.handing_over import make_held

pytestmark = pytest.mark.django_db(transaction=True)


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
