"""Describe the rows of an archive in JSON Schema, from the models."""

from typing import Any

from django.db.models import Field, ForeignKey
from django.utils.translation import override

from ledger.archive.kinds import TABLES, RowKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: dict[str, dict[str, Any]] = {
    "BooleanField": {"type": "boolean"},
    "DateField": {"type": "string", "format": "date"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "UUIDField": {"type": "string", "format": "uuid"},
    "JSONField": {},
    "CharField": {"type": "string"},
    "SlugField": {"type": "string"},
    "TextField": {"type": "string"},
}
_ENTRY = {
    "type": "object",
    "description": "What the entry's hash is over, as it is written here: see README.txt.",
    "required": ["v", "item", "uuid", "sequence", "previous", "act", "author", "recorded_at", "digests"],
}


def schema_of(kind: RowKind) -> dict[str, Any]:
    """Return the JSON Schema of a kind's rows, in English."""
    with override("en"):
        columns = {field.attname: _column(field) for field in kind.fields}
        if kind.name == "entry":
            columns = {name: columns[name] for name in kind.columns} | {"hashed": _ENTRY}
        return {
            "$schema": DRAFT,
            "title": str(kind.model._meta.verbose_name),
            "type": "object",
            "properties": columns,
            "required": sorted(columns),
            "additionalProperties": False,
        }


def _column(field: "Field[Any, Any]") -> dict[str, Any]:
    plain = field.target_field if isinstance(field, ForeignKey) else field
    column = dict(_TYPES.get(plain.get_internal_type(), {"type": "integer"}))
    if field.choices:
        column["enum"] = [value for value, _label in field.flatchoices]
        if field.blank and "" not in column["enum"] and not field.null:
            column["enum"].append("")
    if field.null:
        column = {"anyOf": [column, {"type": "null"}]}
    described = " ".join(filter(None, (str(field.verbose_name), str(field.help_text))))
    if field.related_model is not None and not isinstance(field.related_model, str):
        described = (
            f"{described}: the id of a row of {field.related_model._meta.db_table.removeprefix(TABLES)}"
        )
    return column | {"description": described}
