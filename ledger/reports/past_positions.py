"""Find where items stood on earlier days: from the entries of a report's own snapshots, without a further query.

An item's entries in a snapshot are those that stand as known at the report's moment, for its audience. The last with
a status that took effect by a day, in each voice and about each party, is what ``Entry.objects.as_of`` gives for it.
"""

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ledger.reports.entry_rows import EntryRow
from ledger.reports.sentences import Judgement
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Status

MOST_DAYS = 5
"""How many days a matrix shows: as many columns as a page on its side has room for."""
APART_DAYS = 60
"""How far two days are apart at least before a third is put between them."""


def standing_on(snapshot: ItemSnapshot, day: datetime.date) -> dict[Judgement, EntryRow]:
    """Return the positions of a day that judge what became of the item: assessed, and not older than its round."""
    newest: dict[Judgement, EntryRow] = {}
    for entry in snapshot.entries:  # in the order in which they took effect
        if entry.status and entry.effective_on <= day:
            newest[entry.about, entry.voice, entry.speaker] = entry
    return {
        judgement: entry
        for judgement, entry in newest.items()
        if entry.status is not Status.UNASSESSED and not snapshot.is_context(entry)
    }


def had_begun(snapshot: ItemSnapshot, day: datetime.date) -> bool:
    """Tell whether the item's round had met by a day; a round of which no day is known is taken to have met."""
    met = snapshot.item.round.starts_on
    return met is None or met <= day


def days_of_rounds(snapshots: Iterable[ItemSnapshot], until: datetime.date) -> tuple[datetime.date, ...]:
    """Choose five days: the last rounds that made the items and the day ``until``; where those are fewer, the longest
    times between them are halved.
    """
    met = {snapshot.item.round.starts_on for snapshot in snapshots}
    before = sorted(day for day in met if day and day < until)
    days = [*before[-(MOST_DAYS - 1) :], until]
    while len(days) < MOST_DAYS and (between := _middle(days)):
        days = sorted([*days, between])
    return tuple(days)


def _middle(days: Sequence[datetime.date]) -> datetime.date | None:
    """Return the day in the middle of the longest time between two days; None where all are short."""
    times = [(later - earlier, earlier) for earlier, later in pairwise(days)]
    longest, start = max(times, default=(datetime.timedelta(), days[0]))
    return start + longest // 2 if longest.days >= APART_DAYS else None
