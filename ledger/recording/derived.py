"""Derive from an item's entries its positions and the columns kept for quick reading.

Computed here once, for the write API (which writes it in the transaction of every entry: ``derived_rows``) and for the
audit (which compares it with what is there).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from ledger.models import Entry, Item, Position
from ledger.vocabulary import Act, Precision, Status, Voice


class StandingEntry(NamedTuple):
    """The columns of a standing entry from which positions and an item's columns follow."""

    pk: int
    item_id: int
    act: Act
    voice: Voice | None
    about_id: int | None
    speaker_id: int | None
    status: Status | None
    effective_on: datetime.date
    effective_precision: Precision
    retracts: bool
    changes: dict[str, Any]


@dataclass
class Derived:
    """The standing of one item: its positions, one for each voice and party judged, and its columns.

    ``see_also`` is the reference of the item to look at instead of a withdrawn one.
    """

    positions: list[StandingEntry]
    columns: dict[str, Any]
    see_also: str | None


def derive(items: Iterable[Item]) -> dict[int, Derived]:
    """Work out what follows from the entries of items, by primary key; one query for any number.

    It says what ``Entry.objects.as_of`` says of today, without asking the database to rank: nothing is effective
    after it is recorded, so that "by today" is all that stands.
    """
    standing: dict[int, list[StandingEntry]] = {item.pk: [] for item in items}
    rows = Entry.objects.filter(item__in=standing).standing().order_by("effective_on", "sequence")
    for row in rows.values_list(*StandingEntry._fields):
        entry = StandingEntry(*row)
        standing[entry.item_id].append(entry)
    return {key: follows_from(entries) for key, entries in standing.items()}


def follows_from(entries: list[StandingEntry]) -> Derived:
    """Reduce an item's standing entries, which come in the order in which one takes another's place."""
    last = {key_of(entry): entry for entry in entries if entry.status is not None}
    positions = list(last.values())
    said = [entry for entry in entries if entry.act in _SAYING and not entry.retracts]
    withdrawal = next((entry for entry in entries if entry.act is Act.WITHDRAW), None)
    newest = max((entry.effective_on for entry in said), default=None)
    columns = columns_of(positions, newest) | {"is_withdrawn": withdrawal is not None}
    return Derived(positions, columns, withdrawal.changes["see_also"][1] if withdrawal else None)


_SAYING = {Act.OPEN, Act.NOTE, Act.STATUS, Act.CORRECT}


def columns_of(positions: list[Any], newest: datetime.date | None) -> dict[str, Any]:
    """Return the item's columns that follow from its positions and the day of what was said last."""
    ours = next(
        (position for position in positions if position.voice is Voice.OFFICE and position.about_id is None),
        None,
    )
    last = max(positions, key=lambda position: (position.effective_on, _entry_of(position)), default=None)
    columns = _status_columns("status", ours) | _status_columns("newest_status", last)
    return columns | {
        "is_open": columns["status"].is_open,
        "is_differing": bool(differing(positions)),
        "is_assessed": any(position.status is not Status.UNASSESSED for position in positions),
        "newest_on": newest,
    }


def _status_columns(name: str, position: Position | StandingEntry | Entry | None) -> dict[str, Any]:
    """Return the three columns of an item that say a status, since when, and how precisely that is known."""
    return {
        name: position.status if position and position.status else Status.UNASSESSED,
        f"{name}_on": position.effective_on if position else None,
        f"{name}_precision": position.effective_precision if position else None,
    }


def _entry_of(stands: Position | StandingEntry | Entry) -> int:
    """Return the primary key of the entry that says it: of two from one day the later one counts."""
    return stands.entry_id if isinstance(stands, Position) else stands.pk


def differing(positions: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Return pairs of positions about the same party whose statuses differ; an unassessed one says nothing."""
    said = [position for position in positions if position.status is not Status.UNASSESSED]
    return [
        (one, other)
        for one, other in combinations(said, 2)
        if one.item_id == other.item_id and one.about_id == other.about_id and one.status is not other.status
    ]


def key_of(stands: Position | StandingEntry | Entry) -> tuple[object, ...]:
    """Find whose position it is, and on whom: of the standing entries with the same key the newest is the position."""
    return stands.voice, stands.about_id, stands.speaker_id
