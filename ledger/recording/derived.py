"""What follows from an item's entries: its positions and the columns kept for quick reading.

Computed here once, for the door (which writes it in the transaction of every entry) and for the audit (which
compares it with what is there).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from ledger.models import Entry, Item, ItemTopic, Position
from ledger.vocabulary import Act, Status, Voice

_EVER = datetime.date.max
"""Nothing is effective after it is recorded, so "by today" and "ever" are the same; the first needs no clock."""

_FIGURES = ("status", "effective_on", "effective_precision")


@dataclass
class Derived:
    """The standing of one item: its positions (entries, as ``Entry.objects.as_of`` gives them) and columns."""

    positions: list[Entry] = field(default_factory=list)
    columns: dict[str, Any] = field(default_factory=dict)


def derive(items: Iterable[Item]) -> dict[int, Derived]:
    """Work out what follows from the entries of items, by primary key; three queries for any number."""
    derived = {item.pk: Derived() for item in items}
    entries = Entry.objects.filter(item__in=derived)
    for entry in entries.as_of(_EVER):
        derived[entry.item_id].positions.append(entry)
    newest: dict[int, datetime.date] = {}
    saying = entries.standing().filter(act__in=[Act.OPEN, Act.NOTE, Act.STATUS, Act.CORRECT])
    for key, day in saying.exclude(retracts=True).values_list("item", "effective_on"):
        newest[key] = max(day, newest.get(key, day))
    withdrawals = {entry.item_id: entry for entry in entries.standing().filter(act=Act.WITHDRAW)}
    for key, one in derived.items():
        one.columns = _columns(one.positions, newest.get(key), withdrawals.get(key))
    return derived


def _columns(
    positions: list[Entry], newest: datetime.date | None, withdrawal: Entry | None
) -> dict[str, Any]:
    ours = next((one for one in positions if one.voice is Voice.OFFICE and one.about_id is None), None)
    status = ours.status if ours else Status.UNASSESSED
    return {
        "status": status,
        "status_on": ours.effective_on if ours else None,
        "status_precision": ours.effective_precision if ours else None,
        "is_open": status.is_open,
        "is_differing": bool(differing(positions)),
        "newest_on": newest,
        "is_withdrawn": withdrawal is not None,
        "see_also_ref": withdrawal.changes["see_also"][1] if withdrawal else None,
    }


def differing(positions: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Pairs of positions about the same party whose statuses differ; an unassessed one says nothing."""
    said = [one for one in positions if one.status is not Status.UNASSESSED]
    return [
        (one, other)
        for one, other in combinations(said, 2)
        if one.item_id == other.item_id and one.about_id == other.about_id and one.status is not other.status
    ]


def write(item: Item, derived: Derived) -> None:
    """Bring an item's positions, columns and topic links to what follows from its entries. Inside the door."""
    _write_positions(item, derived.positions)
    see_also = derived.columns.pop("see_also_ref")
    item.see_also = Item.objects.get(ref=see_also) if see_also else None
    for column, value in derived.columns.items():
        setattr(item, column, value)
    links = ItemTopic.objects.filter(item=item)
    links.exclude(status=item.status, status_on=item.status_on).update(
        status=item.status, status_on=item.status_on
    )


def _write_positions(item: Item, entries: list[Entry]) -> None:
    there = {_key(one): one for one in Position.objects.filter(item=item)}
    wanted = {_key(entry): entry for entry in entries}
    stale = [one.pk for key, one in there.items() if key not in wanted]
    if stale:
        Position.objects.filter(pk__in=stale).delete()
    for key, entry in wanted.items():
        position = there.get(key)
        if position is None:
            Position.objects.create(item=item, entry=entry, **_place(entry), **_figures(entry))
        elif position.entry_id != entry.pk:
            Position.objects.filter(pk=position.pk).update(entry=entry, **_figures(entry))


def _key(one: Any) -> tuple[Any, ...]:
    return one.voice, one.about_id, one.speaker_id


def _place(entry: Entry) -> dict[str, Any]:
    return {"voice": entry.voice, "about_id": entry.about_id, "speaker_id": entry.speaker_id}


def _figures(entry: Entry) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in _FIGURES}
