"""The HTML of a brief, and of a table with many columns, as a browser shows them."""

import io
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from ledger.presentation.shape import Brief, Column, Listing, Report, Row, Section, Table, Text
from ledger.reports.writers import formats, save
from tests.reports.kitchen_sink import make_report


def as_brief(report: Report) -> Brief:
    return Brief(**{part.name: getattr(report, part.name) for part in fields(report)})


def with_wide_table() -> Report:
    columns = tuple(Column(f"column-{place}", f"1 Mar 201{place}, round {place}") for place in range(10))
    row = Row(tuple(Text("Mexico: largely done (27 Jun 2017) ↑ better") for _column in columns))
    section = Section("Where each stood", (Table("Each commitment.", columns, (row,) * 3),))
    return replace(make_report(), sections=(section,))


@pytest.fixture(params=[as_brief(make_report()), with_wide_table()], ids=["brief", "wide"])
def page(request: pytest.FixtureRequest, browser_page: Any, tmp_path: Path) -> Any:
    path = tmp_path / "report.html"
    save(request.param, formats()["html"], path)
    browser_page.goto(path.as_uri())
    return browser_page


def test_nothing_scrolls_sideways(page: Any) -> None:
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_axe_finds_nothing_in_light_and_dark_folded_and_unfolded(page: Any) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for is_open in ("false", "true"):
            page.evaluate(f"document.querySelectorAll('details').forEach(each => each.open = {is_open})")
            found = Axe().run(page).response["violations"]
            assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


def test_a_brief_prints_its_first_lines_and_what_follows_on_one_page(
    browser_page: Any, tmp_path: Path
) -> None:
    titles = ("What to raise", "What was promised and asked", "What is due next")
    sections = tuple(Section(title, (Listing((Text("A line."),)),)) for title in titles)
    report = replace(as_brief(make_report()), sections=sections)
    save(report, formats()["html"], tmp_path / "brief.html")
    browser_page.goto((tmp_path / "brief.html").as_uri())
    first = PdfReader(io.BytesIO(browser_page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    assert [title for title in titles if title not in first] == []


def test_a_wide_table_prints_on_pages_that_lie_on_their_side(browser_page: Any, tmp_path: Path) -> None:
    save(with_wide_table(), formats()["html"], tmp_path / "wide.html")
    browser_page.goto((tmp_path / "wide.html").as_uri())
    pages = PdfReader(io.BytesIO(browser_page.pdf(prefer_css_page_size=True))).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
