"""Read a sheet out of a workbook (.xlsx, .xls, .ods): in a process of its own, without Django (see ``tables``)."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ledger.importing.shapes import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_UNPACKED_BYTES,
    NO_SUCH_SHEET,
    TOO_MANY_ROWS,
    TOO_WIDE,
    UNPACKED,
    SheetListed,
    SheetRows,
    TableUnreadable,
)

PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a packed workbook (.xlsx, .ods) and an old one (.xls) begin."""


def is_workbook(raw: bytes) -> bool:
    """Tell a workbook by how it begins."""
    return raw.startswith((PACKED, OLD))


def read_workbook(raw: bytes, sheet: str = "") -> SheetRows:
    """Return the rows of a sheet, by default of the first that is shown and holds any. Raises ``TableUnreadable``."""
    parts = _parts(raw) if raw.startswith(PACKED) else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        listed = [row for row in book.sheets_metadata if row.typ == SheetTypeEnum.WorkSheet]
        sheets = tuple(SheetListed(row.name, row.visible != SheetVisibleEnum.Visible) for row in listed)
        chosen, rows = _chosen(book, sheets, sheet)
    except PasswordError:
        raise TableUnreadable(ENCRYPTED) from None
    except CalamineError as broken:
        raise TableUnreadable(ENCRYPTED if _is_protected(raw, broken) else DAMAGED) from None
    return SheetRows(
        kind="workbook",
        rows=rows,
        sheets=sheets,
        sheet=chosen,
        hidden=tuple(_hidden_rows(parts, [row.name for row in sheets], chosen)),
        epoch=_epoch(parts),
    )


def _is_protected(raw: bytes, broken: Exception) -> bool:
    """Tell whether an old container holds an encrypted new workbook."""
    return "assword" in str(broken) or (
        raw.startswith(OLD) and "EncryptedPackage".encode("utf-16-le") in raw[:1_000_000]
    )


def _chosen(
    book: CalamineWorkbook, sheets: tuple[SheetListed, ...], wanted: str
) -> tuple[str, list[list[str]]]:
    """Return the name and the rows of the sheet that is wanted, else of the first with any, shown ones first."""
    if wanted and wanted not in {sheet.name for sheet in sheets}:
        raise TableUnreadable(NO_SUCH_SHEET, sheet=wanted)
    names = [wanted] if wanted else [row.name for row in sorted(sheets, key=lambda row: row.is_hidden)]
    for name in names:
        if rows := _rows(book.get_sheet_by_name(name)):
            return name, rows
    raise TableUnreadable(EMPTY)


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """Return all rows from the first one of the sheet on; a cell merged over several rows stands in each."""
    if sheet.start is None or sheet.end is None:
        return []
    if sheet.end[0] >= MAX_ROWS:
        raise TableUnreadable(TOO_MANY_ROWS, limit=f"{MAX_ROWS:,}")
    if sheet.end[1] >= MAX_COLUMNS:
        raise TableUnreadable(TOO_WIDE, limit=MAX_COLUMNS)
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_down(rows, sheet.merged_cell_ranges or ())
    return rows if any(map(any, rows)) else []


def _fill_down(rows: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Put what a cell holds that is merged over several rows into each of them."""
    for (top, left), (bottom, _right) in merged:
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]


def cell_text(cell: object) -> str:
    """Return a cell as text: days and times in ISO 8601, whole numbers without a fraction."""
    match cell:
        case str():
            return cell[: MAX_CELL_CHARACTERS + 1].strip()
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime.datetime():
            is_day = cell.time() == datetime.time(0)
            return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case None:
            return ""
        case _:
            return str(cell)


# --- What the library does not tell, from the parts of the packed file


def _parts(raw: bytes) -> dict[str, Any]:
    """Return the archive and its names. Raises ``TableUnreadable`` for a damaged one, or one that unpacks too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, OSError):
        raise TableUnreadable(DAMAGED) from None
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
        raise TableUnreadable(UNPACKED)
    return {"archive": archive, "names": set(archive.namelist())}


def _part(parts: dict[str, Any], name: str) -> bytes:
    if not parts or name not in parts["names"]:
        return b""
    try:
        content: bytes = parts["archive"].read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise TableUnreadable(DAMAGED) from None
    return content


def _epoch(parts: dict[str, Any]) -> int | None:
    """Return the year from which a workbook's serial numbers count days; None where it does not say (.xls)."""
    if not parts:
        return None
    head = re.search(rb"<(?:\w{1,9}:)?workbookPr\b[^<>]*+>", _part(parts, "xl/workbook.xml"))
    if head and re.search(rb'\bdate1904="(?:1|true)"', head.group()):
        return 1904
    return 1900


_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b([^<>]*+)>")
_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


def _hidden_rows(parts: dict[str, Any], names: list[str], chosen: str) -> Iterator[int]:
    """Yield the numbers of hidden rows: of .xlsx and .ods; an old .xls does not tell."""
    if "content.xml" in parts.get("names", ()):
        yield from _hidden_in_document(_part(parts, "content.xml"), names.index(chosen))
        return
    for tag in _ROW.finditer(_part(parts, _sheet_part(parts, chosen))):
        if _HIDDEN.search(tag.group(1)) and (number := _NUMBER.search(tag.group(1))):
            yield int(number.group(1))


def _sheet_part(parts: dict[str, Any], chosen: str) -> str:
    """Return the name of the part that holds a sheet, by the relations that the workbook names."""
    relations = {
        _attribute(tag, "Id"): _attribute(tag, "Target")
        for tag in re.findall(rb"<Relationship\b[^<>]*+>", _part(parts, "xl/_rels/workbook.xml.rels"))
    }
    for tag in re.findall(rb"<(?:\w{1,9}:)?sheet\b[^<>]*+>", _part(parts, "xl/workbook.xml")):
        if _attribute(tag, "name") == chosen:
            target = relations.get(_attribute(tag, "r:id"), "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


_ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')


def _attribute(tag: bytes, name: str) -> str:
    """Return an attribute of a tag, its five named characters as they are read."""
    found = dict(_ATTRIBUTE.findall(tag)).get(name.encode(), b"")
    return unescape(found.decode("utf-8", "replace"))


_DOCUMENT_ROW = re.compile(rb"<table:table-row\b([^<>]*+)>")
_REPEATED = re.compile(rb'table:number-rows-repeated="(\d{1,7})"')


def _hidden_in_document(content: bytes, place: int) -> Iterator[int]:
    """Yield the numbers of the rows that an OpenDocument's sheet hides or filters away."""
    tables = content.split(b"<table:table ")
    if place + 1 >= len(tables):
        return
    number = 1
    for tag in _DOCUMENT_ROW.finditer(tables[place + 1]):
        repeated = _REPEATED.search(tag.group(1))
        count = int(repeated.group(1)) if repeated else 1
        if b'table:visibility="' in tag.group(1) and b'"visible"' not in tag.group(1) and count < MAX_ROWS:
            yield from range(number, number + count)
        number += count
