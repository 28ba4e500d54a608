"""JSON: the whole report, field by field, for other programs.

The document is the shape of ``ledger.presentation.shape`` as it stands, under two fields that say what it is::

    {"format": "dialogue-ledger-report", "version": 1, "report": {"type": "report", "code": "topic", …}}

A report that an office marks has its words before it, as ``"marking"``; without a marking there is no such field.

* Every object names its class in ``type``; the fields are those of that class, none is left out, and ``null``
  or an empty string or list stands where there is nothing.
* ``language`` is an ISO 639-1 code and always filled: words without one of their own are in the report's
  language.
* ``notes`` beside words are the numbers of the report's ``notes``; days are ISO 8601, "2018-02" or "2018"
  where no more is known; ``status.code``, ``said.voice`` and ``column.key`` are the ledger's own words and
  never translated.
* ``records`` is the flat table that the CSV file holds.

The same as a JSON Schema: ``static/ledger/report.schema.json``, made by ``ledger.reports.schema``.

``version`` goes up when a field changes its meaning or goes away; a new field does not change it.
"""

from dataclasses import fields
from functools import cache
from json import JSONEncoder
from json.encoder import encode_basestring as _quoted
from typing import Any, BinaryIO

from ledger.presentation.shape import AROUND, Report, type_name

FORMAT = "json"
LABEL = "JSON"
EXTENSION = ".json"
CONTENT_TYPE = "application/json"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 40_000

VERSION = 1
INDENT = "  "
PIECES_AT_A_TIME = 2_000
"""How many pieces of the text are gathered before they are written: some 30 KB."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write UTF-8 without a byte-order mark (RFC 8259), indented, fields in the order of their classes.

    The text goes out as the report is walked through: the whole document is never held in memory.
    """
    writer = _Writer(stream, report.language)
    marking = f'\n  "marking": {_quoted(report.marking)},' if report.marking else ""
    writer.put(f'{{\n  "format": "dialogue-ledger-report",\n  "version": {VERSION},{marking}\n  "report": ')
    writer.shape(report, "\n" + INDENT)
    writer.put("\n}\n")
    writer.flush()


class _Writer:
    """Writes shapes as JSON; ``margin`` is the line break and indent before a value's closing bracket."""

    def __init__(self, stream: BinaryIO, language: str) -> None:
        self.stream, self.language = stream, language
        self.pieces: list[str] = []
        self.put = self.pieces.append

    def flush(self) -> None:
        """Let out what is gathered."""
        self.stream.write("".join(self.pieces).encode())
        self.pieces.clear()

    def shape(self, value: Any, margin: str) -> None:
        """Write an object of a class, field by field."""
        kind, put = value.__class__, self.put
        for start, name in _fields(kind, margin):
            put(start)
            given = getattr(value, name)
            if name == "language" and not given:
                given = self.language
            if given.__class__ is str:
                put(_quoted(given))
            else:
                self.value(given, margin + INDENT)
        put(f"{margin}}}")

    def value(self, value: object, margin: str) -> None:
        """Write anything that a field may hold."""
        if isinstance(value, tuple):
            self.listed(value, margin)
        elif value is None or isinstance(value, str | int):
            self.put(_scalar(value))
        else:
            self.shape(value, margin)

    def listed(self, values: tuple[Any, ...], margin: str) -> None:
        """Write values in a row, each on lines of its own."""
        inner = margin + INDENT
        before, between = f"[{inner}", f",{inner}"
        for value in values:
            self.put(before)
            self.value(value, inner)
            before = between
            if len(self.pieces) > PIECES_AT_A_TIME:
                self.flush()
        self.put(f"{margin}]" if values else "[]")


_scalar = JSONEncoder(ensure_ascii=False).encode


@cache
def _fields(kind: type, margin: str) -> tuple[tuple[str, str], ...]:
    """Return what stands before the value of each field of a class, and the field's name."""
    inner = margin + INDENT
    type_ = f'{{{inner}"type": "{type_name(kind)}"'
    names = [field.name for field in fields(kind) if field.name not in AROUND]
    return tuple((f'{"" if at else type_},{inner}"{name}": ', name) for at, name in enumerate(names))
