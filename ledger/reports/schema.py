"""The JSON Schema of a report's JSON, made from the classes of the shape (JSON Schema 2020-12).

What is published is ``static/ledger/report.schema.json``; a test holds it to this. To write it anew:
``python -c "from ledger.reports.schema import publish; publish()"``.
"""

import json
from dataclasses import fields
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from ledger.presentation import shape
from ledger.reports.writers.json import VERSION

PUBLISHED = Path(__file__).parents[1] / "static" / "ledger" / "report.schema.json"

PLAIN: dict[type, str] = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def schema() -> dict[str, Any]:
    """Return the schema, as a dictionary that JSON can carry."""
    parts: dict[str, Any] = {}
    report = {"anyOf": [_of(kind, parts) for kind in (shape.Report, shape.Brief)]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of the Dialogue Ledger",
        "type": "object",
        "required": ["format", "version", "report"],
        "properties": {
            "format": {"const": "dialogue-ledger-report"},
            "version": {"const": VERSION},
            "marking": {
                "type": "string",
                "description": "The words that stand on every page of a marked report.",
            },
            "report": report,
        },
        "$defs": dict(sorted(parts.items())),
    }


def text() -> str:
    """Return the published file's content."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def publish() -> None:
    """Write the published file anew."""
    PUBLISHED.write_text(text(), encoding="utf-8")


def _of(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type of the shape; a class goes among the parts, and is pointed to."""
    if get_origin(kind) is tuple:  # the shape's tuples are all of one type
        return {"type": "array", "items": _of(get_args(kind)[0], parts)}
    if get_origin(kind) in {Union, UnionType}:
        return {"anyOf": [_of(get_arg, parts) for get_arg in get_args(kind)]}
    if kind in PLAIN:
        return {"type": PLAIN[kind]}
    name = shape.type_name(kind)
    if name not in parts:
        parts[name] = {}  # a section holds sections
        parts[name] = _of_class(kind, name, parts)
    return {"$ref": f"#/$defs/{name}"}


def _of_class(kind: type, name: str, parts: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    told = [field.name for field in fields(kind) if field.name not in shape.AROUND]
    found = {name: _of(hints[name], parts) for name in told}
    return {
        "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
        "type": "object",
        "required": ["type", *found],
        "properties": {"type": {"const": name}} | found,
    }
