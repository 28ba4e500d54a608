"""Days that the ledger takes, and what a date known by its month or year means (floor 0: no Django, no database)."""

import datetime
from calendar import monthrange

from ledger.vocabulary import Precision

EARLIEST_DAY = datetime.date(1900, 1, 1)
LATEST_DAY = datetime.date(2199, 12, 31)
"""A year outside of these was mistyped: no dialogue held here is as old, and no deadline as far."""
YEARS_BEFORE_FIRST_ROUND = 50
"""How long before its dialogue's first round an entry may be effective: its background, and no mistyped century."""


def is_kept(day: datetime.date) -> bool:
    """Tell whether a day lies within the years that the ledger takes."""
    return EARLIEST_DAY <= day <= LATEST_DAY


def first_day(day: datetime.date, precision: Precision) -> datetime.date:
    """Give the day that stands for a date of this precision: a month's or year's first."""
    if precision is Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision is Precision.MONTH else day


def last_day(day: datetime.date, precision: Precision | None) -> datetime.date:
    """Give the last day that a date may mean, on which a deadline is due: a month's or year's last one."""
    if precision is Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision is Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day


def later(day: datetime.date, days: int) -> datetime.date:
    """Give the day so many days later, or earlier where they are negative; at the ends of the calendar, its end."""
    ordinal = min(max(day.toordinal() + days, 1), datetime.date.max.toordinal())
    return datetime.date.fromordinal(ordinal)


def years_before(day: datetime.date, years: int) -> datetime.date:
    """Give the same day some years earlier; 28 February for 29 February, the calendar's first day before it began."""
    if day.year <= years:
        return datetime.date.min
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
