"""The topics' pages in a real browser: a line to take written without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import TopicText
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_topic

pytestmark = pytest.mark.django_db(transaction=True)


def test_line_to_take_is_written_without_scripts(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue()
    recorder = make_member(Role.RECORDER, dialogue=dialogue)
    make_item(make_round(dialogue), topics=[make_topic("torture-prevention")])
    page = browse(recorder, "/topics/", java_script_enabled=False)
    page.get_by_role("rowheader").get_by_role("link").click()
    page.get_by_role("link", name="Write it in Spanish").last.click()
    page.get_by_label("Text").fill("Lo celebramos.")
    page.get_by_role("button", name="Write it").click()
    expect(page.get_by_text("Lo celebramos.")).to_be_visible()
    assert TopicText.objects.get().text == "Lo celebramos."
