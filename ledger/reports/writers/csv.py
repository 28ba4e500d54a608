"""CSV: the report's records, one flat table, for spreadsheets and statistics.

Days are ISO 8601 and numbers bare digits, whatever the language: a spreadsheet sorts them. UTF-8 **with** a
byte-order mark: without it Excel reads "Mexico's" and "México" in the machine's old code page, and every
other reader of note skips the mark. Lines end in CRLF (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"):
evidence titles and quotes come from outside. Numbers are ours and stay numbers.
"""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ledger.presentation.shape import Cell, Column, Day, Link, Number, Ref, Report, ReportStatus, Row, Text

FORMAT = "csv"
LABEL = "CSV"
EXTENSION = ".csv"
CONTENT_TYPE = "text/csv; charset=utf-8"
IS_TABULAR = True
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 40_000

BLOCK_CHARACTERS = 64 * 1024
"""How much is given at once: a server sends each block with a call of its own."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
FORMULA_CHARACTERS = "\t\n\r+=@⁺⁼₊₌⩵⩶﬩﹢﹣﹦﹫＋－＝＠-"
"""Every character that ``safe`` takes for the start of a formula, as a regular expression's class has them."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write a header, then a row for each record; rows go out one by one."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([safe(column.label) for column in report.records.columns])
    for row in report.records.rows:
        rows.writerow([_value(cell) for cell in row.cells])
    text.detach()


def blocks(columns: Iterable[Column], rows: Iterable[Row]) -> Iterator[bytes]:
    """Yield a table of any length as the same CSV, in blocks of whole lines."""
    lines = io.StringIO(newline="")
    out = csv.writer(lines, lineterminator="\r\n")
    lines.write("\ufeff")
    out.writerow([safe(column.label) for column in columns])
    for row in rows:
        out.writerow([_value(cell) for cell in row.cells])
        if lines.tell() >= BLOCK_CHARACTERS:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def _value(cell: Cell | None) -> str | int:
    match cell:
        case None:
            return ""
        case Number(value=value):
            return value
        case Day(value=value):
            return value
        case Text(text=words) | ReportStatus(label=words) | Ref(ref=words) | Link(url=words):
            return safe(words)


def safe(words: str) -> str:
    """Take the meaning of a formula from words that begin like one, full-width signs included."""
    start = unicodedata.normalize("NFKC", words.lstrip(" ")[:1])
    return f"'{words}" if start.startswith(FORMULA_STARTS) or words.startswith(FORMULA_STARTS) else words
