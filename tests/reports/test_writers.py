"""The contract of all writers: a format added to the package is tested here without a word more."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, BinaryIO

import docx
import openpyxl
import pytest

from ledger.presentation.shape import (
    AROUND,
    FIRST_MOMENT,
    Column,
    Day,
    Link,
    Number,
    Ref,
    Report,
    ReportStatus,
    Row,
    Table,
    Text,
    parts,
)
from ledger.reports.writers import Writer, format_of, formats, save, xlsx
from tests.reports.kitchen_sink import make_empty_report, make_report
from tests.support.reading_back import words_of, written

# Fields whose strings are for machines: a writer may turn them into colours, columns or nothing.
CODES = {"code", "language", "voice", "value", "key"}

every_writer = pytest.mark.parametrize("writer", formats().values(), ids=formats().keys())


def strings(shape: Any) -> set[str]:
    """Every string that a reader of the shape must meet."""
    values = (
        getattr(part, field.name)
        for part in parts(shape)
        for field in fields(part)
        if field.name not in CODES
    )
    flat = (one for value in values for one in (value if isinstance(value, tuple) else (value,)))
    return {one for one in flat if isinstance(one, str) and one}


def expected_of(writer: Writer, report: Report) -> set[str]:
    """The words that a writer must carry; a flat table holds bare values and no page does."""
    if not writer.IS_TABULAR:
        return strings(replace(report, records=EMPTY))
    words = {column.label for column in report.records.columns}
    for row in report.records.rows:
        for cell in filter(None, row.cells):
            match cell:
                case Day(value=value) | Number(value=value):
                    words.add(str(value))
                case ReportStatus(label=label) | Link(url=label) | Text(text=label) | Ref(ref=label):
                    words.add(label)
    return words


EMPTY = Table("", (Column("", ""),), ())


def squeezed(text: str) -> str:
    return "".join(text.split())


@every_writer
def test_every_word_arrives(writer: Writer) -> None:
    report = make_report()
    read = squeezed(words_of(writer, written(writer, report)))
    assert {word for word in expected_of(writer, report) if squeezed(word) not in read} == set()


@every_writer
def test_same_report_gives_same_bytes(writer: Writer) -> None:
    assert written(writer, make_report()) == written(writer, make_report())


def test_columns_of_long_tables_are_as_wide_as_their_first_rows() -> None:
    stream, columns = io.BytesIO(), (Column("ref", "Reference"), Column("words", "Words"))
    rows = (Row((Ref(f"USMX-{number}"), Text("Words of some length"))) for number in range(300))
    xlsx.write_rows(stream, "Items", FIRST_MOMENT.replace(tzinfo=None), columns, rows)
    sheet = openpyxl.load_workbook(stream)["Items"]
    assert (sheet.max_row, sheet["A301"].value) == (301, "USMX-299")
    assert (round(sheet.column_dimensions["A"].width), round(sheet.column_dimensions["B"].width)) == (12, 23)


DIGESTS = """
import hashlib, io
from ledger.reports.writers import formats
from tests.reports.kitchen_sink import make_report
for name, writer in sorted(formats().items()):
    stream = io.BytesIO()
    writer.write(make_report(), stream)
    print(name, hashlib.sha256(stream.getvalue()).hexdigest())
"""


def test_another_process_at_another_place_writes_the_same_bytes() -> None:
    places = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "tr_TR.UTF-8"},
    )
    known = {name: value for name, value in os.environ.items() if name not in places[0]}
    said = [
        subprocess.run(
            [sys.executable, "-c", DIGESTS], env=known | place, capture_output=True, text=True, check=True
        ).stdout
        for place in places
    ]
    here = [
        f"{name} {sha256(written(one, make_report())).hexdigest()}" for name, one in sorted(formats().items())
    ]
    assert [one.splitlines() for one in said] == [here, here]


@every_writer
def test_empty_report_is_written(writer: Writer) -> None:
    assert words_of(writer, written(writer, make_empty_report())).strip() != ""


@every_writer
def test_writer_says_what_it_is(writer: Writer) -> None:
    assert formats()[writer.FORMAT] is writer
    assert format_of(Path(f"report{writer.EXTENSION.upper()}")) == writer.FORMAT
    assert writer.CONTENT_TYPE.partition("/")[0] in {"text", "application"}
    assert writer.LABEL


@every_writer
def test_failing_writer_leaves_the_old_file(writer: Writer, tmp_path: Path) -> None:
    class Broken:
        def write(self, report: Report, stream: BinaryIO) -> None:
            writer.write(report, stream)
            raise RuntimeError("the disk is full")

    path = tmp_path / f"report{writer.EXTENSION}"
    path.write_bytes(b"the old one")
    with pytest.raises(RuntimeError):
        save(make_report(), Broken(), path)  # type: ignore[arg-type]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"the old one"


@every_writer
def test_saved_file_holds_what_the_writer_wrote(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "report"
    save(make_report(), writer, path)
    assert path.read_bytes() == written(writer, make_report())


def test_unknown_ending_has_no_format() -> None:
    assert format_of(Path("report.rtf")) is None


# --- CSV

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "=cmd|' /C calc'!A0"]


@pytest.mark.parametrize("words", DANGEROUS)
def test_csv_formula_is_made_safe(words: str) -> None:
    report = replace(
        make_report(),
        records=Table("", (Column("a", "A"), Column("b", "-B")), (Row((Text(words), Number(-3, "−3"))),)),
    )
    text = written(formats()["csv"], report).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["A", "'-B"], [f"'{words}", "-3"]]


def test_csv_has_a_mark_and_rfc_lines() -> None:
    content = written(formats()["csv"], make_report())
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 2


# --- HTML


class _Structure(HTMLParser):
    """Tags, attributes and nesting, as a strict reader meets them."""

    VOID = ("meta", "link", "br", "img", "hr", "input")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def structure(report: Report) -> _Structure:
    reader = _Structure()
    reader.feed(written(formats()["html"], report).decode())
    assert reader.open == []
    return reader


def test_html_loads_nothing_and_runs_nothing() -> None:
    page = structure(make_report())
    assert {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
    } == set()
    assert [
        attributes for _, attributes in page.tags if {"src", "onclick", "style"} & attributes.keys()
    ] == []
    style = (Path(formats()["html"].__file__).with_suffix(".css")).read_text()  # type: ignore[attr-defined]
    assert [word for word in ("url(", "@import") if word in style] == []


def test_html_links_lead_to_the_web_or_into_the_page() -> None:
    page = structure(make_report())
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = {attributes["href"] for tag, attributes in page.tags if tag == "a"}
    web = {"https://example.org/figures", "https://example.org/a?b=1&c=2"}
    assert links == web | {"#n1", "#n2", "#USMX-7-05"}
    assert [link for link in links - web if str(link)[1:] not in anchors] == []


def test_html_names_its_languages_and_parts() -> None:
    page = structure(make_report())
    assert page.tags[0] == ("html", {"lang": "en"})
    assert [attributes["lang"] for tag, attributes in page.tags if tag == "blockquote"] == ["en"]
    assert [attributes["id"] for _, attributes in page.tags if "id" in attributes].count("USMX-7-05") == 1
    headings = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert headings == [1, 2, 3, 4, 2]


def test_html_status_is_shape_word_and_date() -> None:
    text = written(formats()["html"], make_report()).decode()
    assert re.search(
        r'data-status="stalled"><svg [^>]*><use href="#stalled"></use></svg>stalled on paper</span> '
        r'<time datetime="2018-02">Feb 2018</time>',
        text,
    )


# --- Markdown


def test_markdown_quotes_only_the_statement() -> None:
    text = written(formats()["md"], make_report()).decode()
    quoted = [line for line in text.split("\n") if line.startswith(">")]
    assert quoted == ["> actions to  prevent", "> torture", ">", r'> \> "and" \<ill>-treatment']


def test_markdown_keeps_its_marks_for_itself() -> None:
    text = written(formats()["md"], make_report()).decode()
    assert r"\*stars\*, \_lines\_, \`ticks\` and \[brackets\]." in text
    assert r"- 1\. not a list" in text
    assert r"- \# not a heading" in text
    assert r"A caption with a \| bar" in text


# --- JSON


def test_json_is_the_shape_with_languages_filled() -> None:
    document = json.loads(written(formats()["json"], make_report()))
    assert (document["format"], document["version"]) == ("dialogue-ledger-report", 1)
    report = document["report"]
    assert list(report)[1:] == [field.name for field in fields(Report) if field.name not in AROUND]
    assert report["summary"][0]["texts"][0] == {
        "type": "text",
        "text": "Where it stands.",
        "language": "en",
        "notes": [1],
    }
    assert report["records"]["rows"][0]["cells"][4]["day"] == {
        "type": "day",
        "value": "2018-02",
        "label": "Feb 2018",
    }


def test_shape_is_plain_data() -> None:
    assert all(is_dataclass(part) for part in parts(make_report()))
    assert make_report() == make_report()
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Table("t", (Column("a", "A"), Column("b", "B")), (Row((None,)),))


def test_pictures_of_a_document_are_numbered_each_once() -> None:
    """Shapes are copied; Word takes two pictures of one number for a fault."""
    document = docx.Document(io.BytesIO(written(formats()["docx"], make_report())))
    numbers = [one.get("id") for one in document.element.body.iter(f"{DRAWN}docPr")]
    assert len(numbers) == len(set(numbers)) > 2


DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def test_workbook_opens_on_what_it_is_as_of_when_and_for_whom() -> None:
    report = make_report()
    book = openpyxl.load_workbook(io.BytesIO(written(formats()["xlsx"], report)))
    first = book.worksheets[0]
    assert book.active == first
    assert first.title == "Status report"
    rows = [row[:2] for row in first.iter_rows(values_only=True)]
    assert rows[0] == (report.label, report.title)
    facts = [
        (fact.label, getattr(fact.value, "label", None) or getattr(fact.value, "text", ""))
        for fact in report.facts
    ]
    assert rows[1 : 1 + len(facts)] == facts
    assert rows[-1] == (None, report.colophon)
    assert book.worksheets[-1].title == report.records.caption


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("Nota informativa sobre un diálogo", ["Nota informativa", "Nota informativa 2"]),
        (
            "Informe sobre una dependencia",
            ["Informe sobre una dependencia", "Informe sobre una dependencia 2"],
        ),
        (
            "Status by topic: agreed: general pledge",
            ["Status by topic agreed general", "Status by topic agreed 2"],
        ),
        (
            "Donaudampfschifffahrtsgesellschaftskapitän",
            ["Donaudampfschifffahrtsgesellsch", "Donaudampfschifffahrtsgesells 2"],
        ),
        ("  ", ["-", "- 2"]),
    ],
)
def test_sheets_are_named_by_whole_words(wanted: str, names: list[str]) -> None:
    free = xlsx._SheetNames()
    assert [free.free(wanted) for _name in names] == names
