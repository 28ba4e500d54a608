"""Workbooks and texts as offices keep them, for tests."""

import datetime
import io
from collections.abc import Sequence

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

Cell = str | int | float | bool | datetime.date | None
Rows = Sequence[Sequence[Cell]]

HEADS = ["N.º", "Ronda", "Tipo", "Compromiso", "Tema", "A cargo de", "Estatus", "Fecha", "Observaciones"]
TRACKER: Rows = [
    [*HEADS],
    [
        "A-1",
        7,
        "Compromiso concreto",
        "Publicar el protocolo sobre desapariciones.",
        "Tortura",
        "México",
        "En proceso",
        datetime.date(2019, 3, 31),
        "Borrador listo.",
    ],
    [
        "A-2",
        7,
        "Compromiso general",
        "Seguir intercambiando información.",
        "Tortura",
        "México; Estados Unidos",
        "No iniciado",
        datetime.date(2019, 4, 1),
        "",
    ],
]


def workbook(rows: Rows, *, title: str = "Seguimiento", mac: bool = False) -> openpyxl.Workbook:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xlsx(rows: Rows, **options: object) -> bytes:
    """A workbook of one sheet, as bytes."""
    return saved(workbook(rows, **options))  # type: ignore[arg-type]


def text(rows: Rows, *, separator: str = ";", encoding: str = "cp1252", newline: str = "\r\n") -> bytes:
    """The rows as a text."""

    def written(cell: Cell) -> str:
        if isinstance(cell, datetime.date):
            return f"{cell.day:02}/{cell.month:02}/{cell.year}"
        words = "" if cell is None else str(cell)
        return f'"{words}"' if separator in words else words

    return newline.join(separator.join(map(written, row)) for row in [*rows, []]).encode(encoding)
