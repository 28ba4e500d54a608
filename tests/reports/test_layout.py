"""What paper makes of a table and a picture: columns that keep their words whole, pictures that fit a page."""

import io
import re
import zipfile

import pytest

from ledger.presentation.shape import Cell, Column, Day, Figure, Ref, ReportStatus, Row, Table, Text
from ledger.reports.writers import drawing, formats
from ledger.reports.writers.words import weights
from tests.reports.kitchen_sink import make_report
from tests.support.reading_back import written

ROOM = 60


def table(*rows: tuple[Cell | None, ...]) -> Table:
    columns = (Column("ref", "Ref"), Column("words", "What was said"), Column("status", "Our office"))
    return Table("", columns, tuple(map(Row, rows)))


@pytest.mark.parametrize(
    ("words", "wide"),
    [("Short.", 8), ("word " * 12, 35), ("w" * 200, 38)],
    ids=["as wide as it is", "its share", "a word too long"],
)
def test_columns_keep_words_whole_and_share_what_is_left(words: str, wide: int) -> None:
    row = (
        Ref("USMX-7-05"),
        Text(words),
        ReportStatus("unassessed", "unassessed", Day("2018-02", "Feb 2018")),
    )
    first, second, third = weights(table(row), ROOM)
    assert first == len("USMX-7-05") + 3, "bold, and apart from the next"
    assert second == wide
    assert third >= len("××unassessed") + 2


def test_column_in_which_nothing_stands_is_left_out_by_name() -> None:
    made = table((Ref("A-1-01"), None, None), (Ref("A-1-02"), None, None))
    assert [one.key for one in made.without_empty("status").columns] == ["ref", "words"]
    assert [len(row.cells) for row in made.without_empty("status").rows] == [2, 2]
    kept = table((Ref("A-1-01"), None, None), (Ref("A-1-02"), Text("x"), None))
    assert [one.key for one in kept.without_empty("words", "status").columns] == ["ref", "words"]


@pytest.mark.parametrize("rows", [drawing.TALL, drawing.TALL + 1, 60])
def test_grid_fits_a_page_and_shows_its_words(rows: int) -> None:
    columns = (Column("topic", "Topic"), *(Column(str(n), f"Round {n}") for n in range(4)))
    kinds = tuple(Text("acordado: posición compartida") for _ in range(4))
    names = [Text(f"Obligaciones y mecanismos internacionales {number}") for number in range(rows)]
    figure = Figure(
        "Topic by round", "", Table("", columns, tuple(Row((one, *kinds)) for one in names)), "grid"
    )
    svg = drawing.draw(figure, "figure-1")
    _zero, _none, wide, tall = map(float, svg.split('viewBox="')[1].split('"')[0].split())
    on_paper = drawing.width(svg)
    assert on_paper <= 170
    assert on_paper * tall / wide <= 205.01
    if rows > drawing.TALL:
        assert "…" not in svg
        assert ">compartida<" in svg


def test_arabic_and_hebrew_letters_are_as_large_in_word_as_others() -> None:
    with zipfile.ZipFile(io.BytesIO(written(formats()["docx"], make_report()))) as folder:
        words = b"".join(map(folder.read, ("word/document.xml", "word/styles.xml"))).decode()
    sizes = re.findall(r'<w:sz w:val="(\d+)"/>(?:<w:szCs w:val="(\d+)"/>)?', words)
    assert {"14", "21"} <= {size for size, _also in sizes}, "a table's, and the usual one"
    assert [pair for pair in sizes if pair[0] != pair[1]] == []
