"""JSON: the whole report, field by field, for other programs.

The document is the shape of ``ledger.reports.shape`` as it stands, under two fields that say what it is::

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

import json
from typing import Any, BinaryIO

from ledger.reports.shape import Report, plain

FORMAT = "json"
LABEL = "JSON"
EXTENSION = ".json"
CONTENT_TYPE = "application/json"
IS_TABULAR = False

VERSION = 1


def write(report: Report, stream: BinaryIO) -> None:
    """Write UTF-8 without a byte-order mark (RFC 8259), indented, fields in the order of their classes."""
    document = {
        "format": "dialogue-ledger-report",
        "version": VERSION,
        "report": _with_language(plain(report), report.language),
    }
    stream.write(json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n")


def _with_language(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [_with_language(part, language) for part in value]
    if isinstance(value, dict):
        filled = {name: _with_language(part, language) for name, part in value.items()}
        return filled | {"language": filled["language"] or language} if "language" in filled else filled
    return value
