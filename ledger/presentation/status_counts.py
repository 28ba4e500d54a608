"""Count how many items stand where, by kind and by topic: then, now, and between, from the standings of ``models``.

A topic counts the items on it, on those under it and on those merged into it, each once: what the items' list filters.
"""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from ledger.days import last_day, later
from ledger.models import Topic
from ledger.models.item_trails import Subject, place_of
from ledger.models.items import ItemQuerySet
from ledger.models.past_status import (
    Move,
    StandingCount,
    Whose,
    moves,
    standings_by_kind,
    standings_by_topics,
)
from ledger.models.status_figures import status_figures
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.topic_grid import Place
from ledger.vocabulary import Precision, Status

Statuses = Counter[Status]
_SUBJECTS = (Subject.KIND, Subject.TOPIC, Subject.MOVED)
MOST_STEPS = 12
"""Into so many steps at most the time since a day is divided."""


@dataclass(frozen=True)
class ThenAndNow:
    """The number of items that had each status on a day, and have it now."""

    then: Statuses = field(default_factory=Counter)
    now: Statuses = field(default_factory=Counter)

    def add(self, some: StandingCount) -> None:
        self.now[some.now] += some.number
        if some.opened_on is None:
            self.then[some.then] += some.number


def counted_by_kind(standings: Iterable[StandingCount]) -> dict[Place, ThenAndNow]:
    """Count statuses by kind, what binds most first."""
    found: dict[Place, ThenAndNow] = defaultdict(ThenAndNow)
    for some in standings:
        if some.kind:
            found[some.kind, some.agreed_as].add(some)
    return {place: found[place] for place in wording.KINDS if place in found}


class TopicCounts:
    """Statuses by topic: those that items are on and the broader ones above, in the order of the tree."""

    def __init__(self, standings: Sequence[StandingCount], tree: TopicTree) -> None:
        self.standings = standings
        self._above = {key: tree.finding(key) for some in standings for key in some.topics}
        self.topics = list(tree.indented({topic.pk for above in self._above.values() for topic in above}))

    def _of(self, keys: frozenset[int]) -> set[Topic]:
        """Return the topics under which items on some topics count."""
        return set().union(*(self._above.get(key, ()) for key in keys))

    def then_and_now(self) -> dict[Topic, ThenAndNow]:
        """Count how many items of each topic stood and stand where."""
        found = {topic: ThenAndNow() for topic, _depth in self.topics}
        for some in self.standings:
            for topic in self._of(some.topics):
                found[topic].add(some)
        return found

    def at(self, days: Sequence[datetime.date], moves: Iterable[Move]) -> dict[Topic, list[Statuses]]:
        """Count how many items of each topic stood where on each of some days, the first of them that of the
        standings.
        """
        steps = {topic: [Statuses() for _day in days] for topic, _depth in self.topics}
        self._put_openings(steps, days)
        for move in moves:
            for topic in self._of(move.topics):
                steps[topic][move.place][move.before] -= move.number
                steps[topic][move.place][move.after] += move.number
        for counts in steps.values():
            for before, after in pairwise(counts):
                after.update(before)
        return {topic: [+counts for counts in of_topic] for topic, of_topic in steps.items()}

    def _put_openings(self, steps: Mapping[Topic, list[Statuses]], days: Sequence[datetime.date]) -> None:
        """Put each item where it stood first, at the day from which it counts."""
        for some in self.standings:
            place = bisect_left(days, some.opened_on) if some.opened_on else 0
            for topic in self._of(some.topics) if place < len(days) else ():
                steps[topic][place][some.then] += some.number


@dataclass(frozen=True)
class DashboardCounts:
    """Items by kind and by topic, then and now, and on days between; how many moved, and how many were opened since.

    ``topics`` are those that live items are on and the broader ones, in the order of the tree, each with its depth.
    """

    by_kind: Mapping[Place, ThenAndNow]
    topics: Sequence[tuple[Topic, int]]
    by_topic: Mapping[Topic, ThenAndNow]
    over_time: Mapping[Topic, Sequence[Statuses]]
    moved: int
    opened: int

    @property
    def statuses(self) -> list[Status]:
        """The statuses that some item has or had."""
        there = {status for found in self.by_kind.values() for status in (found.then | found.now)}
        return [status for status in Status if status in there]


def kept_counts(
    dialogues: Collection[int], days: Sequence[datetime.date], whose: Whose, tree: TopicTree
) -> DashboardCounts | None:
    """Return what the kept counts say of live items of dialogues, since the first of the days, or None."""
    figures = status_figures(dialogues, whose, days, *_SUBJECTS, tree=tree)
    if figures is None:
        return None
    kinds, of_topics = _then_and_now(figures[Subject.KIND]), figures[Subject.TOPIC]
    by_place = {place_of(key): found for key, found in kinds.items()}
    on_topics = {int(key): counts for key, counts in of_topics.items() if counts[-1]}
    topics = [(topic, depth) for topic, depth in tree.indented(on_topics) if topic.pk in on_topics]
    found = _then_and_now(of_topics)
    return DashboardCounts(
        {place: by_place[place] for place in wording.KINDS if place in by_place},
        topics,
        {topic: found[str(topic.pk)] for topic, _depth in topics},
        {topic: on_topics[topic.pk][:-1] for topic, _depth in topics},
        moved=_then_and_now(figures[Subject.MOVED]).get("", ThenAndNow()).then.total(),
        opened=sum(found.now.total() - found.then.total() for found in kinds.values()),
    )


def _then_and_now(figures: Mapping[str, Sequence[Statuses]]) -> dict[str, ThenAndNow]:
    """Return the first and the last counts of each key."""
    return {key: ThenAndNow(counts[0], counts[-1]) for key, counts in figures.items()}


def counted(
    items: ItemQuerySet, days: Sequence[datetime.date], whose: Whose, tree: TopicTree
) -> DashboardCounts:
    """Count the items themselves, since the first of the days. Three queries."""
    kinds = standings_by_kind(items, days[0], whose)
    counts = TopicCounts(standings_by_topics(items, days[0], whose), tree)
    return DashboardCounts(
        counted_by_kind(kinds),
        counts.topics,
        counts.then_and_now(),
        counts.at(days, moves(items, days, whose)),
        moved=sum(some.number for some in kinds if some.opened_on is None and some.then is not some.now),
        opened=sum(some.number for some in kinds if some.opened_on),
    )


def days_between(day: datetime.date, today: datetime.date) -> list[datetime.date]:
    """Return the day, ends of months in equal steps, and today: at most ``MOST_STEPS`` steps."""
    ends, end = [], last_day(day, Precision.MONTH)
    while end < today:
        ends.append(end)
        end = last_day(later(end, 1), Precision.MONTH)
    step = max(ceil(len(ends) / (MOST_STEPS - 1)), 1)
    between = [chosen for chosen in ends[::-step] if day < chosen][::-1]
    return [day, *between, today]
