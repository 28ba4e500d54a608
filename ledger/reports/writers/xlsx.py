"""XLSX: first a sheet that says what it is, as of when and for whom; then each table on its own; last the records.

Cells are typed: numbers are numbers, days are days shown as exactly as they are known, and only addresses of the web
become links. Words are never formulas. Rows go out one by one, so that a long table needs no memory.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import Any, BinaryIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ledger.presentation.shape import (
    Cell,
    Column,
    Day,
    Figure,
    Link,
    Number,
    Report,
    Row,
    Section,
    Table,
    is_web,
)
from ledger.reports.writers.words import bare

FORMAT = "xlsx"
LABEL = "Excel"
EXTENSION = ".xlsx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IS_TABULAR = True
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 40_000

ROWS = 1_048_575
"""How many rows a sheet holds under its header; what is longer goes on on the next sheet."""
LINKS, LINK_LENGTH, WORDS = 65_530, 2_079, 32_767
"""What a sheet holds of links, a link of characters, a cell of characters: more would be lost without a word."""
RUNNING = 120
"""How many characters of a marking stand on each printed page: a header holds 255, with each & twice."""
NAME_LENGTH = 31
"""How many characters the name of a sheet may have."""
HANGING, SHORT, MARKS = {"about", "from", "para", "sobre", "with"}, 3, " '·:;,–-"
"""What does not end a name that is cut: these words, words so short ("on a", "un"), and marks."""
COVER_WIDTHS = (24, 96)
"""How wide the two columns of the first sheet are, in characters."""
FIRST_YEAR = 1900
PATTERNS = {4: "yyyy", 7: "yyyy-mm", 10: "yyyy-mm-dd"}
MOMENT = "yyyy-mm-dd hh:mm:ss"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}

FIRST = 200
"""By how many rows a column's width is told."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write one workbook, dated by the report's own moment."""
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        created = report.moment.replace(tzinfo=None)
        title, comments = f"{report.label}: {report.title}", report.colophon
        book.set_properties({"title": title, "created": created, "comments": comments})
        formats = _formats(book)
        names = _SheetNames()
        _cover(book.add_worksheet(names.free(report.label)), report, formats)
        for title, table in (*_tables(report.sections), ("", report.records)):
            for rows in _sheets(table):
                name = names.free(title or table.caption or report.label)
                _Sheet(book.add_worksheet(name), formats).fill(table.columns, rows)
        for sheet in book.worksheets() if report.marking else ():
            _mark(sheet, report.marking)


def _cover(sheet: Worksheet, report: Report, formats: dict[str, Any]) -> None:
    """Say what the workbook is, as of when and for whom, then the first lines and the closing one."""
    sheet.set_column(0, 0, COVER_WIDTHS[0], formats["top"])
    sheet.set_column(1, 1, COVER_WIDTHS[1], formats["wrapped"])
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
    said = [" ".join(text.text for text in paragraph.texts) for paragraph in report.summary]
    lines = [
        *([("", report.marking)] if report.marking else []),
        (report.label, report.title),
        *((fact.label, bare(fact.value)) for fact in report.facts),
        *(("", words) for words in (*said, report.colophon) if words),
    ]
    headings = 2 if report.marking else 1
    for line, (label, words) in enumerate(lines):
        if label:
            sheet.write_string(line, 0, _cut(label))
        sheet.write_string(line, 1, _cut(words), formats["title" if line < headings else "wrapped"])


def _mark(sheet: Worksheet, marking: str) -> None:
    """Put a marking above and below each printed page; a header takes the character & for a code."""
    words = f"&C&B{_cut(marking, RUNNING).replace('&', '&&')}"
    sheet.set_header(words)
    sheet.set_footer(words)


def write_rows(
    stream: BinaryIO, title: str, created: datetime.datetime, columns: tuple[Column, ...], rows: Iterable[Row]
) -> None:
    """Write a table of any length on a sheet, and on as many more as it takes. ``created`` is naive, in UTC."""
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        book.set_properties({"title": title, "created": created})
        formats, names, line, sheet = _formats(book), _SheetNames(), ROWS, None
        rows = iter(rows)
        first = tuple(islice(rows, FIRST))
        for row in chain(first, rows):
            if line >= ROWS or sheet is None:
                line, sheet = 0, _Sheet(book.add_worksheet(names.free(title)), formats)
                sheet.head(columns, ROWS, first)
            line += 1
            sheet.row(line, row)
        if sheet is None:
            _Sheet(book.add_worksheet(names.free(title)), formats).head(columns, 1)


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    """Return the looks of cells: each pattern of a day, and the header."""
    formats = {name: book.add_format({"num_format": name}) for name in (*PATTERNS.values(), MOMENT)}
    formats["top"] = book.add_format({"valign": "top"})
    formats["wrapped"] = book.add_format({"valign": "top", "text_wrap": True})
    formats["title"] = book.add_format({"valign": "top", "text_wrap": True, "bold": True, "font_size": 14})
    formats["head"] = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    return formats


def _tables(sections: tuple[Section, ...]) -> Iterator[tuple[str, Table]]:
    """Yield the tables in reading order, each with its section's title."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield section.title, block
            elif isinstance(block, Figure):
                yield block.title, block.table
        yield from _tables(section.sections)


def _sheets(table: Table) -> Iterator[tuple[Row, ...]]:
    yield from _batched(table.rows, ROWS) if table.rows else ((),)


def _batched(rows: tuple[Row, ...], size: int) -> Iterator[tuple[Row, ...]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


class _SheetNames:
    """Names of sheets: whole words of at most 31 characters, without those that Excel refuses, each once."""

    def __init__(self) -> None:
        self.taken = {"history"}  # Excel keeps it for itself

    def free(self, wanted: str) -> str:
        words = _whole_words(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", wanted), NAME_LENGTH)
        for number in count(2):
            if words.casefold() not in self.taken:
                break
            tail = f" {number}"
            words = f"{_whole_words(re.sub(r' [0-9]+$', '', words), NAME_LENGTH - len(tail))}{tail}"
        self.taken.add(words.casefold())
        return words


def _whole_words(wanted: str, most: int) -> str:
    """Return as many of the words as fit; a first word that is too long is cut, and none is a hyphen."""
    words = " ".join(wanted.split()).strip("' ")
    if len(words) > most:
        whole = words[: most + 1].split(" ")[:-1]
        while whole and _is_hanging(whole[-1].strip(MARKS)):
            del whole[-1]
        words = " ".join(whole).rstrip(MARKS) or words[:most].strip("' ")
    return words or "-"


def _is_hanging(word: str) -> bool:
    return word in HANGING or (len(word) <= SHORT and word == word.lower() and not word.isdigit())


class _Sheet:
    """A table on a sheet."""

    def __init__(self, sheet: Worksheet, formats: dict[str, Any]) -> None:
        self.sheet, self.formats, self.links = sheet, formats, 0

    def fill(self, columns: tuple[Column, ...], rows: tuple[Row, ...]) -> None:
        """Write the header, frozen and with filters, then a line for each row."""
        self.head(columns, len(rows), rows[:FIRST])
        for line, row in enumerate(rows, start=1):
            self.row(line, row)

    def head(self, columns: tuple[Column, ...], count: int, first: tuple[Row, ...] = ()) -> None:
        """Write the header over so many rows; a column is as wide as its first ones."""
        sheet = self.sheet
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _width(column, first, place))
            sheet.write_string(0, place, _cut(column.label), self.formats["head"])

    def row(self, line: int, row: Row) -> None:
        """Write one row of cells."""
        for place, cell in enumerate(row.cells):
            self.write(line, place, cell)

    def write(self, line: int, place: int, cell: Cell | None) -> None:
        """Write one cell; nothing where there is nothing."""
        match cell:
            case Number(value=value):
                self.sheet.write_number(line, place, value)
            case Day():
                self.day(line, place, cell)
            case Link(label=label, url=url) if self.is_linked(url):
                self.links += 1
                self.sheet.write_url(line, place, url, None, _cut(label))
            case Link(label=label, url=url):
                self.sheet.write_string(line, place, _cut(" ".join(part for part in (label, url) if part)))
            case _:
                if words := bare(cell):
                    self.sheet.write_string(line, place, _cut(words))

    def is_linked(self, url: str) -> bool:
        return is_web(url) and len(url) <= LINK_LENGTH and self.links < LINKS

    def day(self, line: int, place: int, day: Day) -> None:
        """Write a day that Excel can reckon with, shown as exactly as it is known; an earlier one as words."""
        if int(day.value[:4]) < FIRST_YEAR:
            self.sheet.write_string(line, place, day.value)
            return
        pattern = PATTERNS.get(len(day.value), MOMENT)
        first = day.value + "YYYY-01-01"[len(day.value) :]
        self.sheet.write_datetime(line, place, datetime.datetime.fromisoformat(first), self.formats[pattern])


def _cut(words: str, most: int = WORDS) -> str:
    """Return words that fit into a cell; one that was cut says so."""
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _width(column: Column, rows: tuple[Row, ...], place: int) -> int:
    """Return a column's width in characters, by its first rows."""
    longest = max((len(bare(row.cells[place])) for row in rows), default=0)
    return max(min(max(longest, len(column.label)) + 2, 60), 8)
