"""CSV: the report's records, one flat table, for spreadsheets and statistics.

Days are ISO 8601 and numbers bare digits, whatever the language: a spreadsheet sorts them. UTF-8 **with** a
byte-order mark: without it Excel reads "Mexico's" and "México" in the machine's old code page, and every
other reader of note skips the mark. Lines end in CRLF (RFC 4180).

A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"):
evidence titles and quotes come from outside. Numbers are ours and stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from ledger.presentation.shape import (
    Cell,
    Column,
    Day,
    Link,
    Number,
    Ref,
    Report,
    ReportStatus,
    Row,
    Text,
    safe,
)

FORMAT = "csv"
LABEL = "CSV"
EXTENSION = ".csv"
CONTENT_TYPE = "text/csv; charset=utf-8"
IS_TABULAR = True
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 40_000

DELIMITERS = (",", ";")
WITH_DECIMAL_POINT = frozenset(["do", "gt", "hn", "mx", "ni", "pa", "pe", "pr", "sv", "us", "419"])
"""Where Spanish is written with a decimal point, and a spreadsheet takes the comma to part cells (Unicode CLDR 44)."""

BLOCK_CHARACTERS = 64 * 1024
"""How much is given at once: a server sends each block with a call of its own."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write a header, then a row for each record; rows go out one by one."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow([safe(column.label) for column in report.records.columns])
    for row in report.records.rows:
        rows.writerow([_value(cell) for cell in row.cells])
    text.detach()


def blocks(columns: Iterable[Column], rows: Iterable[Row], delimiter: str = ",") -> Iterator[bytes]:
    """Yield a table of any length as the same CSV, in blocks of whole lines; ``delimiter`` as for ``delimiter_for``."""
    lines = io.StringIO(newline="")
    out = csv.writer(lines, lineterminator="\r\n", delimiter=delimiter)
    lines.write("\ufeff")
    out.writerow([safe(column.label) for column in columns])
    for row in rows:
        out.writerow([_value(cell) for cell in row.cells])
        if lines.tell() >= BLOCK_CHARACTERS:
            yield lines.getvalue().encode()
            lines.seek(0)
            lines.truncate()
    yield lines.getvalue().encode()


def delimiter_for(language: str, accepted: Iterable[str] = ()) -> str:
    """Return what parts the cells of a reader's spreadsheet: the semicolon where their Spanish has a decimal comma.

    ``language`` is that of the page, ``accepted`` the languages that the browser names in small letters, the
    dearest first.
    """
    if language.partition("-")[0] != "es":
        return ","
    spanish = [name.partition("-")[2] for name in accepted if name.partition("-")[0] == "es"]
    region = next(filter(None, spanish), "")
    return "," if region in WITH_DECIMAL_POINT else ";"


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
