"""The topics' pages in a real browser: looked at by axe, narrow and dark; a line to take written without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ledger.models import TopicText
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_topic, make_topic_text
from tests.views.test_topics import make_loud, make_rounds

pytestmark = pytest.mark.django_db(transaction=True)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browse: Callable[..., Any]) -> None:
    dialogue, topic = make_dialogue(), make_topic("torture-prevention")
    keeper = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    first, second, third, _unread = make_rounds(dialogue, 4)
    make_loud(first, keeper, topic, make_topic("military-justice", parent=topic))
    for round, words in ((second, "How to prevent torture."), (third, "How to end torture.")):
        make_item(round, keeper, topics=[topic], summary_en=words)
    text = make_topic_text(dialogue, keeper, topic=topic, text="https://example.org/" + "long" * 40)
    pages = [
        "/topics/",
        "/topics/torture-prevention/",
        f"/topics/torture-prevention/{dialogue.code}/line/en/",
        f"/topic-texts/{text.uuid}/audience/",
    ]
    found = {}
    for scheme, width in (("light", 1280), ("dark", 360)):
        size = {"width": width, "height": 740}
        # Axe measures with inline styles of its own, which the pages' policy would rightly refuse.
        page = browse(keeper, pages[0], color_scheme=scheme, bypass_csp=True, viewport=size)
        for path in pages:
            page.goto(path)
            breaches = Axe().run(page).response["violations"]
            found[path, scheme] = [f"{one['id']}: {one['nodes'][0]['html']}" for one in breaches]
            assert (path, page.evaluate("document.documentElement.scrollWidth")) == (path, width)
    assert found == {(path, scheme): [] for path in pages for scheme in ("light", "dark")}


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
