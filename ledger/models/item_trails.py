"""Work out of a live item which counts it is in, from which day to which: what is kept, and what is counted anew."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from django.db.models import Q

from ledger.models.entries import Entry
from ledger.models.item_links import ItemTopic
from ledger.models.items import Item, is_continued
from ledger.models.past_status import FIRST, Whose
from ledger.models.topic_tree import TopicTree
from ledger.vocabulary import AgreedAs, Kind, Status, Voice


class Subject(StrEnum):
    """Of which items the number is counted."""

    KIND = "kind"
    """Of a kind, and of what was agreed: see ``place_key``."""
    TOPIC = "topic"
    """On a topic that goes on, on one under it or on one merged into it: by its primary key."""
    MATTER = "matter"
    """Of a kind, and standing for their matter (``Item.objects.heads``): counted as they are now, on no earlier day."""
    MOVED = "moved"
    """That have another status now. Of these, the status that is counted is the one they have now."""


Steps = list[tuple[datetime.date, Status]]
"""The days from which an item had a status, and which; the first is the day from which it counts."""
Under = Mapping[int, Collection[int]]
"""The keys of the topics under which items of a topic count, by its key."""


class Cell(NamedTuple):
    """A day's number of items: by whose word, of which subject, and with which status."""

    dialogue: int
    whose: Whose
    subject: Subject
    key: str
    status: Status
    day: datetime.date


@dataclass(frozen=True)
class ItemTrail:
    """A live item: its dialogue, its kind, its topics' keys, and its statuses since it counts.

    ``continues`` is the key of the item that it continues; ``is_continued``: a live item of a later round continues it.
    """

    dialogue: int
    place: str
    topics: tuple[int, ...]
    steps: Mapping[Whose, Steps]
    continues: int | None = None
    is_continued: bool = False

    def cells(self, under: Under) -> Iterator[tuple[Cell, int]]:
        """Yield by how much the item changes which counts."""
        keys = {str(above) for topic in self.topics for above in under.get(topic, ())}
        subjects = [(Subject.KIND, self.place), *((Subject.TOPIC, key) for key in sorted(keys))]
        for whose, steps in self.steps.items():
            changes = [*_changes(steps)]
            for subject, key in subjects:
                for day, status, change in changes:
                    yield Cell(self.dialogue, whose, subject, key, status, day), change
            since, now = steps[-1]
            if not self.is_continued:
                yield Cell(self.dialogue, whose, Subject.MATTER, self.place, now, since), 1
            for day, change in _away(steps):
                yield Cell(self.dialogue, whose, Subject.MOVED, "", now, day), change

    def written(self) -> dict[str, Any]:
        """Return the trail as JSON has it."""
        steps = {
            whose.value: [[day.isoformat(), status.value] for day, status in some]
            for whose, some in self.steps.items()
        }
        return {
            "dialogue": self.dialogue,
            "place": self.place,
            "topics": [*self.topics],
            "steps": steps,
            "continues": self.continues,
            "is_continued": self.is_continued,
        }


def trail_from(written: Mapping[str, Any]) -> ItemTrail:
    """Return a trail that was written as JSON."""
    steps = {
        Whose(whose): [(datetime.date.fromisoformat(day), Status(status)) for day, status in some]
        for whose, some in written["steps"].items()
    }
    return ItemTrail(**{**written, "topics": tuple(written["topics"]), "steps": steps})


def _changes(steps: Steps) -> Iterator[tuple[datetime.date, Status, int]]:
    yield steps[0][0], steps[0][1], 1
    for (_since, before), (day, after) in pairwise(steps):
        yield day, before, -1
        yield day, after, 1


def _away(steps: Steps) -> Iterator[tuple[datetime.date, int]]:
    """Yield the days from which the status was another than now, as 1, and from which it was the same again, as -1."""
    was_away, now = False, steps[-1][1]
    for day, status in steps:
        is_away = status is not now
        if is_away is not was_away:
            yield day, 1 if is_away else -1
        was_away = is_away


def place_key(kind: Kind, agreed_as: AgreedAs | None) -> str:
    """Return the key of items of a kind; of agreed ones, with as what."""
    return f"{kind}/{agreed_as}" if agreed_as else str(kind)


def place_of(key: str) -> tuple[Kind, AgreedAs | None]:
    """Return the kind, and as what it was agreed, of a key of items."""
    kind, _, agreed_as = key.partition("/")
    return Kind(kind), AgreedAs(agreed_as) if agreed_as else None


def counted_under(tree: TopicTree, known: Mapping[str, list[int]] | None = None) -> dict[int, list[int]]:
    """Return under which topics items of each one count, by primary keys."""
    kept = {int(key): above for key, above in (known or {}).items()}
    return {key: sorted(topic.pk for topic in tree.finding(key)) for key in tree.by_key} | kept


def continued_by(*trails: Mapping[int, ItemTrail]) -> set[int]:
    """Return the keys of items that others continue: with those, it may change whether they stand for their matter."""
    continued = {trail.continues for some in trails for trail in some.values()}
    return {key for key in continued if key is not None}


def total_of(trails: Iterable[ItemTrail], under: Under, sign: int = 1) -> Counter[Cell]:
    """Add up what items change in the counts."""
    found: Counter[Cell] = Counter()
    for trail in trails:
        for cell, change in trail.cells(under):
            found[cell] += sign * change
    return found


# --- From the rows


def trails_of(keys: Collection[int]) -> dict[int, ItemTrail]:
    """Read the trails of items by primary key; those that are not live, and steps, are left out. Three queries."""
    items = Item.objects.live().without_steps().filter(pk__in=keys).order_by().annotate(ends=~is_continued())
    columns = ("pk", "round__dialogue", "kind", "agreed_as", "continues", "ends")
    rows = {key: row for key, *row in items.values_list(*columns)}
    topics: dict[int, list[int]] = {key: [] for key in rows}
    links = ItemTopic.objects.filter(item__in=keys).order_by("item", "topic")
    for item, topic in links.values_list("item", "topic"):
        if item in topics:
            topics[item].append(topic)
    said = _said_on(keys)
    found = {}
    for key, (dialogue, kind, agreed_as, continues, ends) in rows.items():
        if opened := said.get(key):
            steps = {whose: _steps(opened, whose) for whose in Whose}
            place = place_key(kind, agreed_as)
            found[key] = ItemTrail(dialogue, place, tuple(topics[key]), steps, continues, not ends)
    return found


class _OpeningOrStatus(NamedTuple):
    sequence: int
    on: datetime.date
    status: Status | None
    is_office: bool


def _said_on(keys: Collection[int]) -> dict[int, list[_OpeningOrStatus]]:
    """Read the openings and standing statuses of items, in the order in which each takes another's place."""
    rows = Entry.objects.filter(item__in=keys).standing()
    rows = rows.filter(Q(sequence=FIRST) | Q(status__isnull=False)).order_by(
        "item", "effective_on", "sequence"
    )
    found: dict[int, list[_OpeningOrStatus]] = {}
    columns = ("item", "sequence", "effective_on", "status", "voice", "about")
    for item, sequence, day, status, voice, about in rows.values_list(*columns).iterator(chunk_size=5_000):
        said = _OpeningOrStatus(sequence, day, status, voice is Voice.OFFICE and about is None)
        found.setdefault(item, []).append(said)
    return found


def _steps(said: list[_OpeningOrStatus], whose: Whose) -> Steps:
    """Return since when an item had which status. What was said before its opening counts from that day on."""
    opened_on = next(entry.on for entry in said if entry.sequence == FIRST)
    by_day = {opened_on: Status.UNASSESSED}
    for entry in said:
        if entry.status is not None and (entry.is_office or whose is Whose.NEWEST):
            by_day[max(entry.on, opened_on)] = entry.status
    days = sorted(by_day.items())
    return [days[0], *(later for earlier, later in pairwise(days) if earlier[1] is not later[1])]
