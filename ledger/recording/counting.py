"""Bring the kept counts of statuses forward: what of items is in them, and by how much each day changes them.

No writer of the ledger waits for this, and none does it: of what is recorded later, readers know by its stamp.
"""

import datetime
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from ledger.models import ClockCorrection, CountedItem, CountingState, Entry, Item, MonthCount, YearCount
from ledger.models.clock_corrections import closed_by
from ledger.models.fields import write_api
from ledger.models.item_trails import Cell, Under, continued_by, counted_under, total_of, trails_of
from ledger.models.status_figures import changes_of, kept_trails, parts_from
from ledger.models.topic_tree import TopicTree
from ledger.recording.bulk_rows import insert_values
from ledger.recording.snapshot_moment import choose_snapshot_moment

CHUNK_ITEMS = {"postgresql": 50_000, "sqlite": 2_000}
"""Items at a time, in a transaction of their own: on SQLite, nobody else writes meanwhile."""
ROWS_AT_A_TIME = 2_000

STATE = 1
"""The key of the row that says how far the counts go."""
PLACE = ("dialogue", "whose", "subject", "key", "status", "since")
"""The columns that tell a row of counts from all others."""

Place = tuple[int, str, str, str, str, datetime.date]
"""A row of counts: dialogue, whose word, subject, key, status and the first day of its period."""
_Periods = defaultdict[Place, Counter[int]]
"""Changes by the rows that hold them, and the numbers of their parts."""


class CountedElsewhere(Exception):
    """Another process began to count meanwhile: it goes on, and this one ends."""


def count_statuses(*, anew: bool = False, told: Callable[[int, int], None] = lambda done, of: None) -> int:
    """Bring the kept counts to what is recorded, and return how many items were looked at.

    Those written to since the last time are; all of them where there are no counts yet, where ``anew`` is asked, where
    topics were merged, separated or moved, or where a clock correction let stamps go back. Writes by chunks, each in a
    transaction of its own, and may be killed at any time. ``told`` is called with how many are done, and of how many.
    Raises CountedElsewhere where another process begins to count before this one has ended.
    """
    corrections = ClockCorrection.objects.count()
    if (newest := _newest_stamp()) is None:
        return 0
    # Never later than the newest stamp: the clock may step back as far as that.
    known_at = min(newest, choose_snapshot_moment())
    turn, under = _Turn(), counted_under(TopicTree())
    with turn.taken() as state:
        is_kept = state.known_at is not None and not anew and state.corrections == corrections
        is_kept = is_kept and all(under.get(int(key)) == above for key, above in state.topics.items())
        since = state.known_at if is_kept else None
        if since is None:
            _forget(state)
        state.topics = under
    keys = _items_since(since)
    size = CHUNK_ITEMS[connection.vendor]
    for at in range(0, len(keys), size):
        with turn.taken():
            _count(keys[at : at + size], under)
        told(min(at + size, len(keys)), len(keys))
    with turn.taken() as state:
        state.known_at, state.corrections = known_at, corrections
    return len(keys)


def forget_counts() -> None:
    """Drop the kept counts, inside a transaction of the write API: items are counted until they are made anew."""
    with _Turn().taken() as state:
        _forget(state)


def _forget(state: CountingState) -> None:
    state.known_at = None
    YearCount.objects.all().delete()
    MonthCount.objects.all().delete()
    CountedItem.objects.all().delete()


class _Turn:
    """A run of counting, which writes as long as no other one has begun."""

    version: int | None = None
    """The version of the counts that the run wrote last; None before the first."""

    @contextmanager
    def taken(self) -> Iterator[CountingState]:
        """Open a transaction that may write counts; what is set of the state is saved at its end."""
        with transaction.atomic(), write_api():
            CountingState.objects.get_or_create(pk=STATE)
            state = CountingState.objects.select_for_update().get(pk=STATE)
            if self.version not in {None, state.version}:
                raise CountedElsewhere
            yield state
            state.version += 1
            state.save()
        self.version = state.version


def _newest_stamp() -> datetime.datetime | None:
    """Return the newest stamp of an entry, but for those that a clock correction closed."""
    entries = Entry.objects.alias(is_closed=closed_by("last_entry")).filter(is_closed=False)
    return entries.order_by("-recorded_at").values_list("recorded_at", flat=True).first()


def _items_since(moment: datetime.datetime | None) -> list[int]:
    """Return the keys of items written to after a moment; of all for None."""
    if moment is None:
        return list(Item.objects.order_by("pk").values_list("pk", flat=True))
    entries = Entry.objects.filter(recorded_at__gt=moment).order_by("item")
    return list(entries.values_list("item", flat=True).distinct())


def _count(keys: Sequence[int], under: Under) -> None:
    """Take items out of the counts as they were put in, and put them in as they are; those that they continue, too."""
    kept, trails = kept_trails(keys), trails_of(keys)
    if more := continued_by(kept, trails) - {*keys}:
        kept, trails = kept | kept_trails(more), trails | trails_of(more)
    new = {key: trail for key, trail in trails.items() if kept.get(key) != trail}
    old = [key for key in kept if key in new or key not in trails]
    changes = total_of((kept[key] for key in old), under, sign=-1)
    changes.update(total_of(new.values(), under))
    _write(changes)
    _delete(CountedItem, old)
    rows = ((key, json.dumps(trail.written())) for key, trail in new.items())
    insert_values(CountedItem._meta.db_table, ("item", "trail"), rows)


def _write(changes: Counter[Cell]) -> None:
    """Add changes to the rows of their years and months; a row without any is deleted."""
    years: _Periods = defaultdict(Counter)
    months: _Periods = defaultdict(Counter)
    for cell, change in changes.items():
        year, month = places_of(cell)
        years[year][cell.day.month] += change
        months[month][cell.day.day] += change
    _write_periods(YearCount, years)
    _write_periods(MonthCount, months)


def places_of(cell: Cell) -> tuple[Place, Place]:
    """Return the rows of the year and of the month that a change of a day is in."""
    dialogue, whose, subject, key, status, day = cell
    row = dialogue, str(whose), str(subject), key, str(status)
    return (*row, day.replace(month=1, day=1)), (*row, day.replace(day=1))


def _write_periods(model: type[YearCount | MonthCount], changes: _Periods) -> None:
    """Replace the rows of some periods by what they come to with changes."""
    rows = model.objects.filter(
        dialogue__in={place[0] for place in changes}, since__in={place[-1] for place in changes}
    ).order_by()
    replaced = []
    for key, parts, *place in rows.values_list("pk", "parts", *PLACE).iterator(chunk_size=ROWS_AT_A_TIME):
        if (found := changes.get(tuple(place))) is not None:
            replaced.append(key)
            found.update(dict(changes_of(parts)))
    _delete(model, replaced)
    columns: tuple[str, ...] = (*PLACE, "parts")
    written = ((*place, parts_from(parts)) for place, parts in changes.items())
    whole: Iterator[tuple[Any, ...]] = (row for row in written if row[-1])
    if model is YearCount:
        columns = (*columns, "count")
        whole = ((*row, sum(change for _part, change in changes_of(row[-1]))) for row in whole)
    insert_values(model._meta.db_table, columns, whole)


def _delete(model: type[Model], keys: Sequence[int]) -> None:
    for at in range(0, len(keys), ROWS_AT_A_TIME):
        model._base_manager.filter(pk__in=keys[at : at + ROWS_AT_A_TIME]).delete()
