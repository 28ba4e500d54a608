"""Write what follows from new entries: positions, topic links and items' columns, for any number of items together.

``derived`` says what follows. It is written by as many statements for two hundred items as for a single one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ledger.models import ITEM_FIELDS, Entry, Item, ItemTopic, Position
from ledger.recording.bulk_rows import update_rows
from ledger.recording.derived import Derived, StandingEntry, columns_of, derive, key_of
from ledger.vocabulary import Act

_FIGURES = ("status", "effective_on", "effective_precision")
_HEAD = ("last_sequence", "last_recorded_at", "head_hash")
"""The columns of an item that every entry moves."""

Positions = dict[tuple[object, ...], Position]


@dataclass
class _Changes:
    """The rows to write once all of it is worked out."""

    new: list[Position] = field(default_factory=list)
    moved: list[Position] = field(default_factory=list)
    stale: list[int] = field(default_factory=list)
    columns: dict[tuple[str, ...], list[Item]] = field(default_factory=dict)
    """Items by the names of the columns that are written."""
    topics: dict[tuple[Any, ...], list[Item]] = field(default_factory=dict)
    """Items by the status and its day that their links to topics are given."""

    def put(self, item: Item, there: Positions, entry: StandingEntry | Entry) -> None:
        """Let an entry be its voice's position, in the place of the one held."""
        held = there.get(key_of(entry))
        if held is None:
            place: dict[str, Any] = {
                name: getattr(entry, name) for name in ("voice", "about_id", "speaker_id")
            }
            held = there[key_of(entry)] = Position(item=item, **place)
            self.new.append(held)
        elif held.entry_id == entry.pk:
            return
        elif held not in self.new and held not in self.moved:
            self.moved.append(held)
        held.entry_id = entry.pk
        for name in _FIGURES:
            setattr(held, name, getattr(entry, name))

    def write(self) -> None:
        """Write the positions, then what the links to topics keep of them, then the items."""
        if self.stale:
            Position.objects.filter(pk__in=self.stale).delete()
        if self.new:
            Position.objects.bulk_create(self.new)
        update_rows(self.moved, ("entry", *_FIGURES))
        for (status, status_on), items in self.topics.items():
            links = ItemTopic.objects.filter(item__in=[item.pk for item in items])
            links.exclude(status=status, status_on=status_on).update(status=status, status_on=status_on)
        for names, items in self.columns.items():
            update_rows(items, names)


def bring_up_to_date(entries: Sequence[Entry]) -> None:
    """Bring the items of entries that were just inserted to what follows from them. Inside the write API.

    Each entry bears its item as the transaction holds it, with the entry at its head already.
    """
    written: dict[int, list[Entry]] = {}
    for entry in entries:
        written.setdefault(entry.item_id, []).append(entry)
    added = {key: some for key, some in written.items() if all(map(_is_addition, some))}
    anew = [some[0].item for key, some in written.items() if key not in added]
    judged = [entry.item for some in added.values() for entry in some if entry.status is not None]
    there, changes = _positions([*anew, *judged]), _Changes()
    for key, some in added.items():
        _add(some, there.get(key, {}), changes)
    for key, found in derive(anew).items() if anew else ():
        _follow(written[key][0].item, found, there[key], changes)
    changes.write()


def bring_items_up_to_date(items: Sequence[Item]) -> None:
    """Bring items to what follows from all their entries, and write their heads. Inside the write API."""
    there, changes = _positions(items), _Changes()
    found = derive(items)
    for item in items:
        _follow(item, found[item.pk], there[item.pk], changes)
    changes.write()


_ALL = tuple(column.name for column in Item._meta.concrete_fields if not column.primary_key)


def _is_addition(entry: Entry) -> bool:
    """Tell whether an entry takes the place of no other but its own voice's position, so that nothing else is
    read anew.

    An amendment takes no place at all. New links to topics are given the item's status with all the rest.
    """
    if entry.act is Act.AMEND:
        return "topics" not in entry.changes
    return entry.act in {Act.NOTE, Act.STATUS} and not entry.item.is_withdrawn


def _positions(items: Iterable[Item]) -> dict[int, Positions]:
    """Return the positions of items by primary key and by whose they are; one query, or none for no items."""
    found: dict[int, Positions] = {item.pk: {} for item in items}
    for position in Position.objects.filter(item__in=found) if found else ():
        found[position.item_id][key_of(position)] = position
    return found


def _add(entries: Sequence[Entry], there: Positions, changes: _Changes) -> None:
    """Let an item have entries more. Its other columns are as they were when its row was locked."""
    names = [name for entry in entries for name in _added(entry, there, changes)]
    changes.columns.setdefault((*dict.fromkeys(names), *_HEAD), []).append(entries[0].item)


def _added(entry: Entry, there: Positions, changes: _Changes) -> list[str]:
    """Let an item have a note, status or amendment more; what ``derive`` says of all entries is the same.

    Returns the columns that it set: an amendment's own were set before it was appended.
    """
    item = entry.item
    if entry.act is Act.AMEND:
        return [name for name in entry.changes if not ITEM_FIELDS[name].is_many]
    item.newest_on = max(filter(None, (item.newest_on, entry.effective_on)))
    held = there.get(key_of(entry))
    if entry.status is None or (held is not None and held.effective_on > entry.effective_on):
        return ["newest_on"]
    changes.put(item, there, entry)
    before = item.status, item.status_on
    columns = columns_of([*there.values()], item.newest_on)
    for column, value in columns.items():
        setattr(item, column, value)
    if (item.status, item.status_on) != before:
        _keep_beside_topics(item, changes)
    return list(columns)


def _follow(item: Item, derived: Derived, there: Positions, changes: _Changes) -> None:
    """Bring an item to what follows from all its entries."""
    wanted = {key_of(entry): entry for entry in derived.positions}
    changes.stale += [position.pk for key, position in there.items() if key not in wanted]
    for entry in wanted.values():
        changes.put(item, there, entry)
    item.see_also = Item.objects.get(ref=derived.see_also) if derived.see_also else None
    for column, value in derived.columns.items():
        setattr(item, column, value)
    _keep_beside_topics(item, changes)
    changes.columns.setdefault(_ALL, []).append(item)


def _keep_beside_topics(item: Item, changes: _Changes) -> None:
    """Note what the item's links to topics keep: the last of several entries counts."""
    for items in changes.topics.values():
        if item in items:
            items.remove(item)
    changes.topics.setdefault((item.status, item.status_on), []).append(item)
