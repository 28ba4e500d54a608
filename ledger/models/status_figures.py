"""Tell how many live items stood where on some days and stand now, from the counts that are kept.

The answer is that of ``past_status``, to which tests hold it: of the items that were written to since the counts were
made, what is in the counts is taken out, and what is true now is put in. Where that cannot be known or would take
longer than counting, the answer is None, and who asked counts the items.
"""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from ledger.days import last_day
from ledger.models.clock_corrections import ClockCorrection
from ledger.models.entries import Entry
from ledger.models.item_trails import (
    Cell,
    ItemTrail,
    Subject,
    continued_by,
    counted_under,
    total_of,
    trail_from,
    trails_of,
)
from ledger.models.kept_counts import CountedItem, CountingState, MonthCount, YearCount
from ledger.models.past_status import Whose
from ledger.models.topic_tree import TopicTree
from ledger.vocabulary import Precision, Status

MOST_WRITTEN = 500
"""Of more items written to since the counts were made, nobody works out what they changed: they are counted."""
TRIES = 2
"""How often the counts are read, where they are being written meanwhile."""

Statuses = Counter[Status]
Figures = dict[Subject, dict[str, list[Statuses]]]
"""By subject and key the number of items with each status: on each of the days that were asked, and now."""


class _Asked(NamedTuple):
    dialogues: Collection[int]
    whose: Whose
    subjects: Sequence[Subject]
    days: Sequence[datetime.date]


def status_figures(
    dialogues: Collection[int],
    whose: Whose,
    days: Sequence[datetime.date],
    *subjects: Subject,
    tree: TopicTree | None = None,
) -> Figures | None:
    """Return the figures of live items of dialogues, without steps, on days in their order and now, or None.

    ``tree`` holds all topics, where they are a subject that is asked. Five queries at most, and four more where items
    were written to since the counts were made, or eight where they continue others; two at most for None.
    """
    asked = _Asked(dialogues, whose, subjects, days)
    for _try in range(TRIES):
        if (state := _state()) is None or not _is_fit(state, tree):
            return None
        if (written := _written_since(state, dialogues)) is None:
            return None
        changes = _changed(written, state, tree)
        with suppress(_CountsMoved):
            return _added_up(asked, state.version, changes)
    return None


class _CountsMoved(Exception):
    """The counts were written between two queries."""


def _state() -> CountingState | None:
    """Return how far the counts go; None where there are none, or where a clock correction let stamps go back since."""
    made = ClockCorrection.objects.order_by().annotate(all=Value(1)).values("all").annotate(count=Count("pk"))
    corrections = Coalesce(Subquery(made.values("count")), 0)
    return CountingState.objects.filter(known_at__isnull=False, corrections=corrections).first()


def _is_fit(state: CountingState, tree: TopicTree | None) -> bool:
    """Tell whether the counts are still those of the topics as they hang together now."""
    if tree is None:
        return True
    now = counted_under(tree)
    return all(now.get(int(key)) == above for key, above in state.topics.items())


def _written_since(state: CountingState, dialogues: Collection[int]) -> list[int] | None:
    """Return the items that were written to since the counts were made; None for too many."""
    entries = Entry.objects.filter(recorded_at__gt=state.known_at, item__round__dialogue__in=dialogues)
    items = entries.order_by().values_list("item", flat=True).distinct()[: MOST_WRITTEN + 1]
    written = list(items)
    return None if len(written) > MOST_WRITTEN else written


def _changed(items: Collection[int], state: CountingState, tree: TopicTree | None) -> Counter[Cell]:
    """Add up what items have changed in the counts since these were made: theirs, and of those that they continue."""
    under = counted_under(tree, state.topics) if tree else {}
    changes: Counter[Cell] = Counter()
    keys, done = {*items}, set[int]()
    while keys:
        kept, now = kept_trails(keys), trails_of(keys)
        changes.update(total_of(kept.values(), under, sign=-1))
        changes.update(total_of(now.values(), under))
        done |= keys
        # Only what was written to can have come to continue others, or not to.
        keys = continued_by(kept, now) - done if done == {*items} else set()
    return changes


def kept_trails(keys: Collection[int]) -> dict[int, ItemTrail]:
    """Return what of items is in the counts, by primary key."""
    rows = CountedItem.objects.filter(item__in=keys).values_list("item", "trail")
    return {key: trail_from(trail) for key, trail in rows}


def _added_up(asked: _Asked, version: int, changes: Mapping[Cell, int]) -> Figures:
    """Add up whole years, months of years that days cut, days of months that they cut, and the changes since.

    Three queries. Raises _CountsMoved.
    """
    sums = _Sums(asked)
    first = min(asked.days, default=datetime.date.max).replace(month=1, day=1)
    years = _rows(YearCount.objects.all(), asked)
    totals = years.filter(since__lt=first).values_list("version", *_CELL).annotate(change=Sum("count"))
    for *cell, change in _of(version, totals):
        sums.of(*cell)[0] += change
    if asked.days:
        cut_years = years.filter(since__gte=first).values_list("version", *_CELL, "since", "parts")
        for *cell, since, parts in _of(version, cut_years):
            added, ends = sums.of(*cell), sums.ends_of_months(since.year)
            for month, change in changes_of(parts):
                added[ends[month]] += change
    cut = {day.replace(day=1) for day in asked.days if day != last_day(day, Precision.MONTH)}
    months = _rows(MonthCount.objects.filter(since__in=cut), asked)
    for *cell, since, parts in _of(version, months.values_list("version", *_CELL, "since", "parts")):
        added, end = sums.of(*cell), sums.ends_of_months(since.year)[since.month]
        for day, change in changes_of(parts):  # until the month's end, from where on its year has them
            added[sums.place_of(since.replace(day=day))] += change
            added[end] -= change
    for cell_, change in changes.items():
        if cell_.whose is asked.whose and cell_.subject in asked.subjects:
            sums.of(cell_.subject, cell_.key, cell_.status)[sums.place_of(cell_.day)] += change
    return sums.found()


_CELL = ("subject", "key", "status")


def _rows(counts: QuerySet[Any], asked: _Asked) -> QuerySet[Any]:
    wanted = {"whose": asked.whose.value, "subject__in": [subject.value for subject in asked.subjects]}
    rows = counts.filter(dialogue__in=asked.dialogues, **wanted).order_by()
    versioned: QuerySet[Any] = rows.annotate(version=Subquery(CountingState.objects.values("version")[:1]))
    return versioned


def _of(version: int, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Yield rows without their version, which is this one; raises _CountsMoved."""
    for read, *row in rows:
        if read != version:
            raise _CountsMoved
        yield (*row,)


class _Sums:
    """Figures on their way: for each key and status what is added from each day on, and what from now on."""

    def __init__(self, asked: _Asked) -> None:
        self._subjects, self._days = asked.subjects, asked.days
        self._added: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * (len(asked.days) + 1))
        self._ends: dict[int, list[int]] = {}

    def of(self, subject: str, key: str, status: str) -> list[int]:
        """Return what is added to a count, by place: to be added to."""
        return self._added[str(subject), key, str(status)]

    def place_of(self, day: datetime.date) -> int:
        """Return the place from which on a change of a day counts."""
        return bisect_left(self._days, day)

    def ends_of_months(self, year: int) -> list[int]:
        """Return the places from which on changes of the months of a year count whole, by their numbers from 1."""
        if year not in self._ends:
            ends = [last_day(datetime.date(year, month, 1), Precision.MONTH) for month in range(1, 13)]
            self._ends[year] = [0, *map(self.place_of, ends)]
        return self._ends[year]

    def found(self) -> Figures:
        """Return the figures; what comes to nothing is left out."""
        figures: Figures = {
            subject: defaultdict(lambda: [Counter() for _place in range(len(self._days) + 1)])
            for subject in self._subjects
        }
        for (subject, key, status), added in self._added.items():
            for at, count in enumerate(accumulate(added)):
                if count:
                    figures[Subject(subject)][key][at][Status(status)] = count
        return figures


def changes_of(parts: str) -> list[tuple[int, int]]:
    """Return the numbers of a period's parts, each with its change, of a count's ``parts``."""
    split = (part.split(":") for part in parts.split(","))
    return [(int(number), int(change)) for number, change in split]


def parts_from(changes: Mapping[int, int]) -> str:
    """Return a count's ``parts`` for changes of a period by the numbers of its parts; none without a change."""
    return ",".join(f"{number}:{change}" for number, change in sorted(changes.items()) if change)
