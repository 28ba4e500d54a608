"""The small parts: shapes, colours and words belong together, and nothing asks the database."""

import datetime
import re
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

from ledger.vocabulary import Precision, Status

STATIC = Path(__file__).parents[2] / "ledger" / "static" / "ledger"
TOKENS = {one.token for one in Status}


def drawn(source: str, **context: object) -> str:
    return Template("{% load ledger %}" + source).render(Context(context)).strip()


def test_every_status_has_a_shape_and_a_colour() -> None:
    sheet = (STATIC / "statuses.css").read_text(encoding="utf-8")
    shapes = (STATIC / "shapes.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'<symbol id="([\w-]+)"', shapes)) == TOKENS
    assert set(re.findall(r'\[data-status="([\w-]+)"\] \{ --tone', sheet)) == TOKENS
    assert set(re.findall(r"--status-([\w-]+): light-dark", sheet)) == TOKENS


@pytest.mark.parametrize(
    ("file", "sheet", "attribute"),
    [("shapes.svg", "statuses.css", "data-status"), ("kinds.svg", "ledger.css", "data-kind")],
)
def test_shapes_stand_in_a_row_by_their_place(file: str, sheet: str, attribute: str) -> None:
    """The stylesheet shows the part of the file at ``--place``: it must be the shape of that status or kind."""
    drawing, css = ((STATIC / name).read_text(encoding="utf-8") for name in (file, sheet))
    row = dict(re.findall(r'<use href="#([\w-]+)" x="(\d+)"', drawing))
    places = dict(re.findall(rf'\[{attribute}="([\w-]+)"\] \{{[^}}]*--place: (\d+);', css))
    assert set(row) == set(re.findall(r'<symbol id="([\w-]+)"', drawing))
    assert {name: 16 * int(place) for name, place in places.items()} == {
        name: int(x) for name, x in row.items()
    }
    last = len(row) - 1
    assert f'viewBox="0 0 {16 * len(row)} 16"' in drawing
    assert f'url("{file}") calc(var(--place) * 100% / {last}) 0 / {len(row)}00% 100%' in css


def test_status_is_shape_word_and_date() -> None:
    day = datetime.date(2017, 6, 1)
    shown = drawn("{% status one on precision %}", one=Status.STALLED, on=day, precision=Precision.MONTH)
    assert '<span class="status" data-status="stalled">stalled</span>' in shown
    assert '<time datetime="2017-06">Jun 2017</time>' in shown


def test_status_speaks_the_language_of_the_page() -> None:
    english = drawn("{% status one %}", one=Status.DONE)
    with translation.override("es"):
        assert drawn("{% status one %}", one=Status.DONE) != english


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (72, "72"), (1000, "1,000"), (1001, "1,000+")])
def test_counts_are_capped(count: int, shown: str) -> None:
    assert drawn("{{ count|capped }}", count=count) == shown


@pytest.mark.parametrize(("language", "shown"), [("en", "12,345"), ("es", "12.345")])
def test_numbers_are_written_as_the_language_does(language: str, shown: str) -> None:
    with translation.override(language):
        assert drawn("{{ count|grouped }}", count=12345).replace("\xa0", ".") == shown
