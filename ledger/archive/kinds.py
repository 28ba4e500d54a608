"""Say which rows an archive holds, in which order, and how a row is written as a line of JSON.

Every model of the ledger is in ``KINDS`` or in ``LEFT_OUT``; a test holds it. A kind goes by the name of its table
without ``ledger_``, and comes after the kinds that the database's triggers look for when its rows are inserted.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Field, Model

from ledger.recording import ARCHIVED_KEYS, archived_entries, written

TABLES = "ledger_"

KINDS_IN_ORDER = (
    "user",
    "party",
    "agency",
    "topic",
    "topicphrase",
    "forum",
    "dialogue",
    "dialogue_parties",
    "membership",
    "round",
    "roundrelease",
    "roundforum",
    "agendapoint",
    "event",
    "delegation",
    "statement",
    "statementrelease",
    "passage",
    "delegate",
    "sourcefile",
    "filerelease",
    "fileredaction",
    "item",
    "itemparty",
    "itemtopic",
    "itemagency",
    "itemforum",
    "itempassage",
    "clockcorrection",
    "entry",
    "entrytext",
    "evidence",
    "position",
    "redactionrequest",
    "topictext",
    "topictextwords",
    "topictextrelease",
    "topictextredaction",
    "dialoguerulechange",
    "clockcorrectionrequest",
    "seal",
    "issuedreport",
    "issuedreportdialogue",
    "savedview",
    "pinnedview",
    "watch",
    "reminder",
    "handover",
    "preference",
    "colleaguequestion",
    "reviewdraft",
    "entrydraft",
    "keptmapping",
    "pendingremoval",
)
"""The change logs of reference rows follow, in the order of their names."""

LEFT_OUT = {
    "auditrun": "when this database was proved: another one is audited anew",
    "countingstate": "how far the counts of statuses go, which are made anew",
    "counteditem": "what of items is in those counts",
    "yearcount": "those counts, by year",
    "monthcount": "the same, by month",
    "apitoken": "keys: by what programs are let in",
    "apitokenrole": "how far those keys let programs in",
    "importdraft": "a file on its way in: what was written of it is in the ledger",
    "securityevent": "who came in here: it is exported by itself",
    "feedkey": "keys: what is in the addresses of calendars",
    "webhook": "keys: what signs, and where this machine sends it",
    "webhookdelivery": "what this machine sent: another one is to send none of it again",
    "referencestamp": "a stamp of what is cached, made anew",
    "user_groups": "Django's own rights, which the ledger does not use",
    "user_user_permissions": "Django's own rights, which the ledger does not use",
}
"""Tables of the ledger that no archive holds, each with the reason."""

_SECRET = {"user": frozenset({"password", "last_login"})}
"""Columns that no archive holds, by kind."""


_ORDER = {"entrytext": ("entry_id",), "evidence": ("entry_id", "position")}


@dataclass(frozen=True)
class RowKind:
    """A kind of rows: those of one table."""

    name: str
    model: type[Model]

    @cached_property
    def fields(self) -> "tuple[Field[Any, Any], ...]":
        """The columns that the archive holds, in the order of the table."""
        secret = _SECRET.get(self.name, frozenset())
        return tuple(field for field in self.model._meta.concrete_fields if field.name not in secret)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that a row holds; an entry's others are in what is hashed."""
        return ARCHIVED_KEYS if self.name == "entry" else tuple(field.attname for field in self.fields)

    def rows(self) -> Iterator[dict[str, object]]:
        """Return the table's rows, by column, in the order of their keys; with constant memory.

        What belongs to entries comes in the entries' order, so that both are read side by side.
        """
        if self.name == "entry":
            yield from archived_entries()
            return
        rows = self.model._base_manager.order_by(*_ORDER.get(self.name, ()), "pk").values_list(*self.columns)
        for values in rows.iterator(chunk_size=2000):
            yield {name: written(value) for name, value in zip(self.columns, values, strict=True)}


def kinds() -> tuple[RowKind, ...]:
    """Return the kinds of rows that an archive holds, in order."""
    config = apps.get_app_config("ledger")
    models = {
        model._meta.db_table.removeprefix(TABLES): model
        for model in config.get_models(include_auto_created=True)
    }
    logs = sorted(name for name in models if name.startswith("historical"))
    return tuple(RowKind(name, models[name]) for name in (*KINDS_IN_ORDER, *logs))


def line_of(row: Mapping[str, object]) -> bytes:
    """Write a row as a line: its keys in order, so that the same rows are the same bytes on every database."""
    return _encoder.encode(row).encode() + b"\n"


_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
