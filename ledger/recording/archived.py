"""Entries as an archive holds them: what is hashed, as it is hashed, with the primary keys beside it."""

import datetime
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any
from uuid import UUID

from ledger.models import Entry
from ledger.models.entries import EntryQuerySet
from ledger.recording import chain

CHUNK = 2000
KEYS = (
    "id",
    "item_id",
    "speaker_id",
    "about_id",
    "author_id",
    "approver_id",
    "corrects_id",
    "answers_id",
    "releases_id",
    "redacts_id",
    "version",
    "hash",
)
"""Columns of an entry that stand beside what is hashed, which names these rows by codes."""
COLUMNS = {
    "uuid": "uuid",
    "sequence": "sequence",
    "previous": "previous_hash",
    "act": "act",
    "origin": "origin",
    "voice": "voice",
    "basis": "basis",
    "attributable": "is_attributable",
    "status": "status",
    "effective_on": "effective_on",
    "effective_precision": "effective_precision",
    "retracts": "retracts",
    "answer": "answer",
    "released_to": "released_to",
    "redacted_parts": "redacted_parts",
    "changes": "changes",
    "proposed_audience": "proposed_audience",
    "recorded_at": "recorded_at",
    "recorded_on": "recorded_on",
    "request": "request_id",
    "batch": "batch",
    "digests": "digests",
}
"""The columns that what is hashed holds, by its names for them."""


def written(value: object) -> object:
    """Return a column's value as JSON has it: moments in UTC to the microsecond, days as ISO 8601, words as codes."""
    match value:
        case Enum():
            return value.value
        case datetime.datetime():
            return value.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case datetime.date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value


def archived_entries(entries: EntryQuerySet | None = None) -> Iterator[dict[str, Any]]:
    """Return all entries, or these, in the order of their keys: columns of ``KEYS``, and ``hashed``, what is hashed."""
    chosen = Entry.objects.all() if entries is None else entries
    rows = chosen.select_related(*chain.CHAIN_ROWS).prefetch_related("evidence").order_by("pk")
    for entry in rows.iterator(chunk_size=CHUNK):
        yield {name: getattr(entry, name) for name in KEYS} | {
            "hashed": chain.hashed_form(entry, entry.evidence.all())
        }


def columns_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an archived entry's columns; raises KeyError where what is hashed lacks one."""
    return {name: row[name] for name in KEYS} | {
        column: row["hashed"][name] for name, column in COLUMNS.items()
    }
