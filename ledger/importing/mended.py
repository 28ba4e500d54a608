"""Rows at fault as a file of the same layout, with a column that says what is wrong: to mend, and to send again."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.exceptions import XlsxWriterException

from ledger.importing.planning import CellFault
from ledger.importing.shapes import MAX_CELL_CHARACTERS, SheetRows
from ledger.presentation.formulas import safe

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


def mended_file(table: SheetRows, head_row: int, faults: Iterable[CellFault]) -> tuple[bytes, str, str]:
    """Return the rows at fault under the table's own heads: bytes, ending and media type.

    A text stays a text in its encoding and with its separator; of a workbook a new one is made, with dates in ISO 8601.
    What stands above the heads stays, so that the same mapping reads the file. No cell is a formula.
    """
    rows = list(_rows(table, head_row, faults))
    if table.kind == "workbook":
        return _workbook(rows, table.sheet), "xlsx", XLSX
    return _text(rows, table), "csv", CSV


def sentence_of(fault: CellFault) -> str:
    """Return what is wrong with a row, with the column that is at fault."""
    return f"{fault.column}: {fault.says}" if fault.column else fault.says


def _rows(table: SheetRows, head_row: int, faults: Iterable[CellFault]) -> Iterator[Sequence[str]]:
    says: defaultdict[int, list[str]] = defaultdict(list)
    for fault in faults:
        says[fault.row].append(sentence_of(fault))
    yield from table.rows[: head_row - 1]
    heads = table.rows[head_row - 1]
    yield [*heads, _("What is wrong")]
    for number in sorted(says):
        row = table.rows[number - 1]
        yield [*row, *[""] * (len(heads) - len(row)), " ".join(says[number])]


def _workbook(rows: Iterable[Sequence[str]], sheet: str) -> bytes:
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        try:
            page = book.add_worksheet(sheet[:31] or None)
        except XlsxWriterException:  # other programs name sheets as Excel does not
            page = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                page.write_string(number, place, cell[:MAX_CELL_CHARACTERS])
    return stream.getvalue()


def _text(rows: Iterable[Sequence[str]], table: SheetRows) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=table.separator, quotechar=table.quote, lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    text = stream.getvalue()
    try:
        raw = text.encode(table.encoding)
    except UnicodeEncodeError:  # the sentences hold a character that the file's own encoding lacks
        return b"\xef\xbb\xbf" + text.encode()
    return b"\xef\xbb\xbf" + raw if table.encoding == "utf-8" else raw
