"""The HTML report as a browser shows it: alone, never sideways, accessible, printable."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ledger.presentation.shape import Paraphrase, Quote, Text
from ledger.reports.writers import formats, save
from tests.reports.kitchen_sink import make_report


@pytest.fixture
def page(browser_page: Any, tmp_path: Path) -> Any:
    """The kitchen sink, open in the browser; ``asked`` lists what it asked for."""
    path = tmp_path / "report.html"
    save(make_report(), formats()["html"], path)
    browser_page.asked = []
    browser_page.on("request", lambda request: browser_page.asked.append(request.url))
    browser_page.goto(path.as_uri())
    return browser_page


def test_it_stands_alone_and_prints(page: Any) -> None:
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    assert [url.rpartition("/")[2] for url in page.asked] == ["report.html"]


def swollen(value: Any) -> Any:
    """The shape with a word of 200 letters in each of its texts."""
    if isinstance(value, tuple):
        return tuple(map(swollen, value))
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: swollen(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Text | Quote | Paraphrase):
        changed["text"] += " " + "w" * 200
    return replace(value, **changed)


def test_nothing_scrolls_sideways_whatever_the_words(page: Any, tmp_path: Path) -> None:
    path = tmp_path / "swollen.html"
    save(swollen(make_report()), formats()["html"], path)
    page.goto(path.as_uri())
    _nothing_scrolls(page)


def test_nothing_scrolls_sideways(page: Any) -> None:
    _nothing_scrolls(page)


def _nothing_scrolls(page: Any) -> None:
    for width in (360, 768, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_nothing_in_light_and_dark(page: Any) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_only_the_statements_words_are_in_serif(page: Any) -> None:
    fonts = page.evaluate(
        "[...document.body.querySelectorAll('*')].filter(e => !e.closest('svg'))"
        ".map(e => [e.closest('.said') !== null, getComputedStyle(e).fontFamily.endsWith(' serif')])"
    )
    assert {(said, serif) for said, serif in fonts} == {(True, True), (False, False)}
