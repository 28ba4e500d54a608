"""Count how many items stand where, by kind and by topic: then, now, and between, from the standings of ``models``.

A topic counts the items on it, on those under it and on those merged into it, each once: what the items' list filters.
"""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from ledger.days import last_day, later
from ledger.models import Topic
from ledger.models.past_status import Move, StandingCount
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.topic_grid import Place
from ledger.vocabulary import Precision, Status

Statuses = Counter[Status]
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
        raised = {tree.final[key].pk for some in standings for key in some.topics if key in tree.final}
        self.topics = list(tree.indented(raised))
        self._above: Mapping[int, set[Topic]] = defaultdict(set)
        for topic, _depth in self.topics:
            for part in tree.with_parts([topic]):
                self._above[part.pk].add(topic)

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


def days_between(day: datetime.date, today: datetime.date) -> list[datetime.date]:
    """Return the day, ends of months in equal steps, and today: at most ``MOST_STEPS`` steps."""
    ends, end = [], last_day(day, Precision.MONTH)
    while end < today:
        ends.append(end)
        end = last_day(later(end, 1), Precision.MONTH)
    step = max(ceil(len(ends) / (MOST_STEPS - 1)), 1)
    between = [chosen for chosen in ends[::-step] if day < chosen][::-1]
    return [day, *between, today]
