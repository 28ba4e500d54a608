"""What follows from an item's entries: its positions and the columns kept for quick reading.

Computed here once, for the write API (which writes it in the transaction of every entry) and for the audit (which
compares it with what is there).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from ledger.models import Entry, Item, ItemTopic, Position
from ledger.vocabulary import Act, Precision, Status, Voice

_FIGURES = ("status", "effective_on", "effective_precision")


class StandingEntry(NamedTuple):
    """What is asked of a standing entry: as much of its row as positions and columns follow from."""

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
    last = {_key(entry): entry for entry in entries if entry.status is not None}
    positions = list(last.values())
    said = [entry for entry in entries if entry.act in _SAYING and not entry.retracts]
    withdrawal = next((entry for entry in entries if entry.act is Act.WITHDRAW), None)
    newest = max((entry.effective_on for entry in said), default=None)
    columns = _columns(positions, newest) | {"is_withdrawn": withdrawal is not None}
    return Derived(positions, columns, withdrawal.changes["see_also"][1] if withdrawal else None)


_SAYING = {Act.OPEN, Act.NOTE, Act.STATUS, Act.CORRECT}


def _columns(positions: list[Any], newest: datetime.date | None) -> dict[str, Any]:
    ours = next(
        (position for position in positions if position.voice is Voice.OFFICE and position.about_id is None),
        None,
    )
    status = ours.status if ours and ours.status else Status.UNASSESSED
    return {
        "status": status,
        "status_on": ours.effective_on if ours else None,
        "status_precision": ours.effective_precision if ours else None,
        "is_open": status.is_open,
        "is_differing": bool(differing(positions)),
        "is_assessed": any(position.status is not Status.UNASSESSED for position in positions),
        "newest_on": newest,
    }


def differing(positions: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Pairs of positions about the same party whose statuses differ; an unassessed one says nothing."""
    said = [position for position in positions if position.status is not Status.UNASSESSED]
    return [
        (one, other)
        for one, other in combinations(said, 2)
        if one.item_id == other.item_id and one.about_id == other.about_id and one.status is not other.status
    ]


def write(item: Item, derived: Derived) -> None:
    """Bring an item's positions, columns and topic links to what follows from its entries. Inside the write API."""
    _write_positions(item, derived.positions)
    item.see_also = Item.objects.get(ref=derived.see_also) if derived.see_also else None
    for column, value in derived.columns.items():
        setattr(item, column, value)
    links = ItemTopic.objects.filter(item=item)
    links.exclude(status=item.status, status_on=item.status_on).update(
        status=item.status, status_on=item.status_on
    )


def write_addition(item: Item, entry: Entry) -> list[str]:
    """Bring an item's positions, columns and topic links to what follows once a note or a status joins its entries.

    Such an entry takes the place of no other but its own voice's position, so that nothing else is read anew; what
    ``derive`` says of all entries is the same. Returns the columns that it set. One query at most besides those that
    write. Inside the write API.
    """
    item.newest_on = max(filter(None, (item.newest_on, entry.effective_on)))
    if entry.status is None:
        return ["newest_on"]
    positions: dict[tuple[Any, ...], Any] = {
        _key(position): position for position in Position.objects.filter(item=item)
    }
    held = positions.get(_key(entry))
    if held is not None and held.effective_on > entry.effective_on:
        return ["newest_on"]
    _put_position(item, held, entry)
    before = item.status, item.status_on
    columns = _columns([*(positions | {_key(entry): entry}).values()], item.newest_on)
    for column, value in columns.items():
        setattr(item, column, value)
    if (item.status, item.status_on) != before:
        ItemTopic.objects.filter(item=item).update(status=item.status, status_on=item.status_on)
    return list(columns)


def _write_positions(item: Item, entries: list[StandingEntry]) -> None:
    there = {_key(position): position for position in Position.objects.filter(item=item)}
    wanted = {_key(entry): entry for entry in entries}
    stale = [position.pk for key, position in there.items() if key not in wanted]
    if stale:
        Position.objects.filter(pk__in=stale).delete()
    for key, entry in wanted.items():
        _put_position(item, there.get(key), entry)


def _put_position(item: Item, held: Position | None, entry: StandingEntry | Entry) -> None:
    """Let an entry be its voice's position, in the place of the one held."""
    if held is None:
        Position.objects.create(item=item, entry_id=entry.pk, **_place(entry), **_figures(entry))
    elif held.entry_id != entry.pk:
        Position.objects.filter(pk=held.pk).update(entry_id=entry.pk, **_figures(entry))


def _key(stands: Position | StandingEntry | Entry) -> tuple[object, ...]:
    return stands.voice, stands.about_id, stands.speaker_id


def _place(entry: StandingEntry | Entry) -> dict[str, Any]:
    return {"voice": entry.voice, "about_id": entry.about_id, "speaker_id": entry.speaker_id}


def _figures(entry: StandingEntry | Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FIGURES}
