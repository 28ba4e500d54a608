"""PDFs: columns are told apart by position where a file runs them into each other; hostile files are refused."""

import io
import re
import zlib
from pathlib import Path

import pypdf
import pytest
import typst

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of
from ledger.reading.formats import pdf
from ledger.reading.formats.columns import PlacedWords, in_columns

FILES = Path(__file__).parent / "files"
COLUMNS = re.findall(r"<text:p>(.*?)</text:p>", (FILES / "columns.fodt").read_text(encoding="utf-8"))
"""The paragraphs of the page: a title, what stands in columns, an end."""


def words_of(text: str) -> str:
    return " ".join(text.split())


def as_written(raw: bytes) -> str:
    """The text of a PDF in the order of its file, as pypdf gives it."""
    return words_of("\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages))


@pytest.mark.parametrize("name", ["columns-by-tabs", "columns-across"])
def test_columns_that_a_file_runs_into_each_other_are_told_apart(name: str) -> None:
    raw = (FILES / f"{name}.pdf").read_bytes()
    paragraphs = " ".join(COLUMNS[1:-1])
    assert paragraphs not in as_written(raw)
    said = words_of(text_of(raw))
    assert paragraphs in said
    assert said.startswith(COLUMNS[0])
    assert said.index("The two sides thanked") > said.index("indigenous peoples.")


def test_columns_that_a_file_holds_in_order_stay_as_they_are() -> None:
    raw = (FILES / "columns.pdf").read_bytes()
    assert words_of(text_of(raw)) == as_written(raw) == " ".join(COLUMNS)


def compiled(body: str) -> bytes:
    return typst.compile(f"#set page(margin: 50pt)\n#set text(size: 10pt)\n{body}".encode())


TABLES = {
    "rows of a line": [f"Topic {at}" if at % 2 else f"Commitment {at} of both sides" for at in range(24)],
    "rows of several lines": [paragraph for paragraph in COLUMNS[1:6] for _side in range(2)],
    "terms and what they mean": [
        words
        for at in range(12)
        for words in ("the prevention of torture", f"that every person number {at} is seen")
    ],
}


@pytest.mark.parametrize("what", TABLES)
def test_rows_of_a_table_are_read_row_by_row(what: str) -> None:
    cells = ", ".join(f"[{words}]" for words in TABLES[what])
    raw = compiled(f"#table(columns: (1fr, 1fr), {cells})")
    assert words_of(text_of(raw)) == as_written(raw) == " ".join(TABLES[what])


def test_columns_of_typst_stay_as_they_are() -> None:
    raw = compiled("= Joint Statement\n#columns(2)[" + "\n\n".join(COLUMNS[1:-1] * 3) + "]\nThe end.")
    assert words_of(text_of(raw)) == as_written(raw)


LINES = [f"and so, line {at} of the column goes on" for at in range(8)]


def across(columns: int, *, drop: float = 0.0) -> list[PlacedWords]:
    """Lines of columns as they are shown line by line; ``drop``: by how much each column stands lower."""
    return [
        PlacedWords(200.0 * at, 200.0 * at + 170, 700 - 12.0 * line - drop * at, 10, f"{words} ({at})")
        for line, words in enumerate(LINES)
        for at in range(columns)
    ]


@pytest.mark.parametrize(("columns", "drop"), [(2, 0.0), (2, 5.0), (3, 0.0)])
def test_columns_are_read_one_after_the_other(columns: int, drop: float) -> None:
    assert in_columns(across(columns, drop=drop)) == [
        f"{words} ({at})" for at in range(columns) for words in LINES
    ]


def test_lines_across_the_columns_stand_where_they_are() -> None:
    pieces = across(2)
    middle = PlacedWords(0, 370, pieces[8].y, 10, "A title across")
    pieces[8:10] = [middle]
    assert in_columns(pieces) == [
        *(f"{words} ({at})" for at in range(2) for words in LINES[:4]),
        "A title across",
        *(f"{words} ({at})" for at in range(2) for words in LINES[5:]),
    ]


def test_bullets_and_indents_are_no_columns() -> None:
    pieces = [
        piece
        for line, words in enumerate(LINES)
        for piece in (
            PlacedWords(0, 5, 700 - 12.0 * line, 10, "•"),
            PlacedWords(25, 400, 700 - 12.0 * line, 10, words),
        )
    ]
    assert in_columns(pieces) is None
    assert in_columns([]) is None


# --- Hostile files


def packed(content: bytes, head: bytes = b"") -> bytes:
    twice = zlib.compress(zlib.compress(content, 9), 9)
    return b"<<%b/Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (
        head,
        len(twice),
        twice,
    )


def make_file(*objects: bytes) -> bytes:
    """A PDF of numbered objects, the first of which is its root."""
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(places) + 1, rows)
    end = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(made))
    return made + table + end


def make_pages(content: bytes, *more: bytes, pages: int = 1) -> bytes:
    resources = b"<</Font<</F1 4 0 R>>/XObject<</X0 6 0 R>>>>"
    return make_file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, b"3 0 R " * pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources%b/Contents 5 0 R>>" % resources,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        content,
        *more,
    )


SHOW = b"BT /F1 9 Tf "
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 4 0 R>>>>"
HOSTILE = {
    "content that unpacks into 74 MB": (make_pages(packed(b" " * 74_000_000)), files.UNPACKED),
    "words without end": (make_pages(packed(SHOW + b"(" + b"a" * 2_100_000 + b") Tj ET")), files.TOO_LONG),
    "a million operators": (make_pages(packed(SHOW + b"(a) Tj " * 1_000_000)), files.UNPACKED),
    "90,000 pages in one": (make_pages(packed(SHOW + b"(a) Tj ET"), pages=90_000), files.UNPACKED),
    "a page 500 times": (make_pages(packed(SHOW + b"0 -9 Td " * 5_000), pages=500), files.UNPACKED),
    "a drawing 400 times": (
        make_pages(packed(b"/X0 Do " * 400), packed(SHOW + b"0 -9 Td " * 5_000, FORM)),
        files.UNPACKED,
    ),
    "endless page tree": (
        make_file(
            b"<</Type/Catalog/Pages 2 0 R>>",
            *(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (at + 3) for at in range(3_000)),
        ),
        files.UNPACKED,
    ),
    "page tree in a circle": (
        make_file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        None,
    ),
    "endless nesting": (b"%PDF-1.7\n1 0 obj\n" + b"<</A" * 50_000, files.BROKEN),
    "table of contents in a circle": (
        b"%PDF-1.7\nxref\n0 0\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF",
        files.BROKEN,
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_pdf_is_refused(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, message = HOSTILE[what]
    if what.startswith(("a page", "a drawing")):
        monkeypatch.setattr(pdf, "_MAX_OPERATORS", 20_000)  # else these alone take ten seconds
    with pytest.raises(Unreadable) as refused:
        text_of(raw)
    assert message is None or refused.value.message == message
