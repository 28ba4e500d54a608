"""What a seal binds beside the chains: rows that are never changed, by table, and the audit of them.

Change logs, releases, texts on topics, issued reports, clock corrections, decided requests and earlier seals. For each
table a seal holds how many rows there were and the RFC 9162 root over them, each a line as an archive writes it, in the
order of their keys; a table that is as an earlier seal said is not said again. The seals before this came hold nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain as joined
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import Model, Q

from ledger.models import (
    ClockCorrection,
    ClockCorrectionRequest,
    DialogueRuleChange,
    FileRedaction,
    FileRelease,
    IssuedReport,
    IssuedReportDialogue,
    RedactionRequest,
    RoundRelease,
    Seal,
    StatementRelease,
    TopicText,
    TopicTextRedaction,
    TopicTextRelease,
)
from ledger.recording.archived import written
from ledger.recording.auditing_logs import logged_models
from ledger.recording.chain import canonical
from ledger.recording.merkle import root_hash

Found: TypeAlias = tuple[str, str]
"""Where something does not hold, and what."""
Sealed: TypeAlias = dict[str, Any]
"""What a seal says of a table: ``key`` and ``columns`` by name, ``last`` key and ``rows``, their ``root``, and the
ranges of keys ``without`` a row of the seal: not yet committed, undone, or of a request that nobody had decided.
"""

CHUNK = 500
PREFIX, SEALS = "ledger_", "seal"
_NEVER_CHANGED = (
    ClockCorrection,
    FileRelease,
    IssuedReport,
    IssuedReportDialogue,
    RoundRelease,
    Seal,
    StatementRelease,
    TopicText,
    TopicTextRelease,
)
_DECIDED = Q(decided_at__isnull=False)
_SETTLED: dict[type[Model], Q] = {
    ClockCorrectionRequest: _DECIDED,
    DialogueRuleChange: _DECIDED,
    FileRedaction: _DECIDED,
    RedactionRequest: _DECIDED,
    TopicTextRedaction: Q(approved_at__isnull=False) | Q(declined_at__isnull=False),
}
"""Requests of two people, and which of them are decided: those never change any more."""
LEFT_OUT: dict[str, frozenset[str]] = {
    "dialoguerulechange": frozenset({"is_applied"}),
    "historicalsourcefile": frozenset({"title", "file_name", "withdrawn_because", "history_change_reason"}),
}
"""Columns that change later for a reason: a rule that takes effect, words that the redaction of a file takes."""


@dataclass(frozen=True)
class SealedTable:
    """A table whose rows a seal binds, once they are settled."""

    model: type[Model]
    settled: Q

    @property
    def name(self) -> str:
        """The table's name, as archives and seals have it."""
        return self.model._meta.db_table.removeprefix(PREFIX)

    @property
    def key(self) -> str:
        """The name of the column with the primary key."""
        return self.model._meta.pk.attname

    @property
    def columns(self) -> list[str]:
        """The columns that are bound, in the order of the table."""
        left_out = LEFT_OUT.get(self.name, frozenset())
        return [field.attname for field in self.model._meta.concrete_fields if field.attname not in left_out]

    def leaves(self, columns: list[str], only: Q) -> Iterator[tuple[int, bytes]]:
        """Yield the key of each row and the row as an archive writes it, in the order of the keys."""
        rows = self.model._base_manager.filter(only).order_by("pk").values_list("pk", *columns)
        for key, *values in rows.iterator(chunk_size=CHUNK):
            yield key, canonical({name: written(value) for name, value in zip(columns, values, strict=True)})


@cache
def sealed_tables() -> dict[str, SealedTable]:
    """Return the tables that a seal binds, by name."""
    logs: Iterable[type[Model]] = (model.history.model for model in logged_models())  # type: ignore[attr-defined]
    parties = apps.get_model("ledger", "HistoricalDialogue_parties")
    whole: Iterable[type[Model]] = (*_NEVER_CHANGED, *logs, parties)
    tables = (SealedTable(model, Q()) for model in whole)
    settled = (SealedTable(model, only) for model, only in _SETTLED.items())
    return {table.name: table for table in sorted(joined(tables, settled), key=lambda table: table.name)}


def rows_to_seal() -> dict[str, Sealed]:
    """Return what a new seal says of each table that is not as the newest seal that speaks of it said."""
    said = {name: sealed for name, (_moment, sealed) in _said().of.items()}
    now = {name: _state(table) for name, table in sealed_tables().items()}
    return {name: sealed for name, sealed in now.items() if said.get(name) != sealed}


def _state(table: SealedTable) -> Sealed:
    keys: list[list[int]] = []
    last = rows = 0

    def leaves() -> Iterator[bytes]:
        nonlocal last, rows
        for key, leaf in table.leaves(table.columns, table.settled):
            if key > last + 1:
                keys.append([last + 1, key - 1])
            last, rows = key, rows + 1
            yield leaf

    root = root_hash(leaves()).hex()
    return {
        "key": table.key,
        "columns": table.columns,
        "last": last,
        "rows": rows,
        "without": keys,
        "root": root,
    }


@dataclass
class _Said:
    """What seals say: of each table the newest, with the moment of its seal; and the seals that were emptied."""

    of: dict[str, tuple[str, Sealed]]
    silent: list[str]


def _said() -> _Said:
    """Read what all seals say, in the order in which they were made. One query."""
    said = _Said({}, [])
    for known_at, tables in Seal.objects.order_by("pk").values_list("known_at", "tables").iterator():
        moment, is_read = known_at.isoformat(), isinstance(tables, dict)
        if not is_read or (said.of and SEALS not in tables):
            said.silent.append(moment)
        if is_read:
            said.of |= {name: (moment, sealed) for name, sealed in tables.items()}
    return said


def sealed_row_findings(names: Collection[str] | None = None) -> Iterator[Found]:
    """Yield the tables whose rows are not those that were sealed: changed, put in between, or gone.

    Of some tables, or of all. A query for the seals and one for each table: earlier seals are rows of a table too.
    """
    said = _said()
    for moment in said.silent:
        yield f"seal of {moment}", "it says nothing of the seals before it"
    for name, (moment, sealed) in sorted(said.of.items()):
        if names is None or name in names:
            try:
                says = _difference(sealed_tables()[name], sealed, moment)
            except (KeyError, TypeError, ValueError, AttributeError):
                says = f"what the seal of {moment} says of it cannot be read"
            if says:
                yield f"{PREFIX}{name}", says


def _difference(table: SealedTable, sealed: Sealed, moment: str) -> str:
    """Say how a table's rows differ from those that a seal bound; empty where they do not.

    A column that a later version dropped cannot be read any more: nothing is said of that table until the next seal.
    Raises KeyError, TypeError, ValueError or AttributeError where no seal could say this.
    """
    columns = list(sealed["columns"])
    if not set(columns) <= {field.attname for field in table.model._meta.concrete_fields}:
        return ""
    gaps = [(int(first), int(last)) for first, last in sealed["without"]]
    gaps.reverse()
    rows = 0

    def leaves() -> Iterator[bytes]:
        nonlocal rows
        for key, leaf in table.leaves(columns, Q(pk__lte=int(sealed["last"]))):
            while gaps and gaps[-1][1] < key:
                gaps.pop()
            if not (gaps and gaps[-1][0] <= key):
                rows += 1
                yield leaf

    root = root_hash(leaves()).hex()
    if rows != sealed["rows"]:
        return f"{rows} of the {sealed['rows']} rows that the seal of {moment} holds are there"
    return "" if root == sealed["root"] else f"a row of it is not the one that the seal of {moment} holds"
