"""JSON: the whole report, field by field, for other programs.

The document is the shape of ``ledger.presentation.shape`` as it stands, under two fields that say what it is::

    {"format": "dialogue-ledger-report", "version": 1, "report": {"type": "report", "code": "topic", …}}

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

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from json import JSONEncoder
from typing import Any, BinaryIO

from ledger.presentation.shape import Report, type_name

FORMAT = "json"
LABEL = "JSON"
EXTENSION = ".json"
CONTENT_TYPE = "application/json"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 40_000

VERSION = 1
INDENT = "  "
AT_A_TIME_CHARACTERS = 2**16
"""About how much text is gathered before it is written."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write UTF-8 without a byte-order mark (RFC 8259), indented, fields in the order of their classes.

    The text goes out as the report is walked through: the whole document is never held in memory.
    """
    gathered, size = [f'{{\n  "format": "dialogue-ledger-report",\n  "version": {VERSION},\n  "report": '], 0
    for piece in _pieces(report, report.language, "\n" + INDENT):
        gathered.append(piece)
        size += len(piece)
        if size > AT_A_TIME_CHARACTERS:
            stream.write("".join(gathered).encode())
            gathered, size = [], 0
    stream.write("".join([*gathered, "\n}\n"]).encode())


_scalar = JSONEncoder(ensure_ascii=False).encode


def _pieces(value: Any, language: str, margin: str) -> Iterator[str]:
    """The JSON of a shape, piece by piece; ``margin`` is the line break and indent before its closing bracket."""
    if isinstance(value, tuple):
        yield from _listed(value, language, margin)
    elif value is None or isinstance(value, str | int):
        yield _scalar(value)
    else:
        inner = margin + INDENT
        start, names = _head(value.__class__)
        yield f"{{{inner}{start}"
        for name in names:
            yield f',{inner}"{name}": '
            given = getattr(value, name)
            yield from _pieces(given or language if name == "language" else given, language, inner)
        yield f"{margin}}}"


def _listed(values: tuple[Any, ...], language: str, margin: str) -> Iterator[str]:
    inner = margin + INDENT
    before = f"[{inner}"
    for value in values:
        yield before
        yield from _pieces(value, language, inner)
        before = f",{inner}"
    yield f"{margin}]" if values else "[]"


@cache
def _head(kind: type) -> tuple[str, tuple[str, ...]]:
    """How the object of a class begins, and the names of its fields."""
    return f'"type": "{type_name(kind)}"', tuple(field.name for field in fields(kind))
