"""The HTML report as a browser shows it: alone, never sideways, accessible, printable."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from ledger.presentation.shape import (
    Column,
    Day,
    Paraphrase,
    Quote,
    Ref,
    ReportStatus,
    Row,
    Section,
    Table,
    Text,
)
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


@pytest.mark.parametrize("columns", [4, 6, 8, 10])
def test_wide_table_folds_on_a_phone_and_fits_a_desk(columns: int, page: Any, tmp_path: Path) -> None:
    """Cells as reports have them: a kind, what was said, statuses with a long word and a day."""
    status = ReportStatus("substantial", "cumplido en gran parte", Day("2017-06-27", "27 jun 2017"))
    cells = (
        Ref("USMX-7-04"),
        Text("acordado: compromiso general · sin novedades"),
        Text("Qué se dijo, " * 12),
    )
    row = Row((*cells, *[status] * (columns - len(cells))))
    heads = tuple(Column(str(place), f"Columna {place}") for place in range(columns))
    section = Section("Lo que prometió", (Table("Cada punto.", heads, (row,) * 3),))
    path = tmp_path / "wide.html"
    save(replace(make_report(), sections=(section,)), formats()["html"], path)
    page.goto(path.as_uri())
    _nothing_scrolls(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("getComputedStyle(document.querySelector('main table')).display") == "table"
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("getComputedStyle(document.querySelector('main table')).display") == "block"


def _nothing_scrolls(page: Any) -> None:
    for width in (360, 768, 1024, 1200, 1280):
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
