"""Days of a list that move with the calendar: a view that is kept with "yesterday" shows another day tomorrow."""

import datetime
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.utils import timezone

from ledger.filters.days import OneDay
from ledger.filters.items import ItemFilterSet
from ledger.reading.typed_days import KnownDay, written_out
from ledger.vocabulary import Precision


@dataclass(frozen=True)
class MovingDay:
    """A filter by a day that was typed as "yesterday" or the like, and which day that is today."""

    label: str
    typed: str
    day: KnownDay


def moving_days(query: str) -> list[MovingDay]:
    """Return the days among the filters of a list, as an address bears them, that are read anew each day."""
    filters, found = ItemFilterSet.base_filters, []
    for name, typed in parse_qsl(query):
        if isinstance(filters.get(name), OneDay):
            written = written_out(typed, timezone.localdate())
            if written != typed:
                day = datetime.date.fromisoformat(written)
                found.append(
                    MovingDay(ItemFilterSet.label_of(name), typed.strip(), KnownDay(day, Precision.DAY))
                )
    return found
