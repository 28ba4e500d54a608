"""Dates in cells: ISO 8601, serial numbers of a spreadsheet, figures in an order that is never guessed, words."""

import datetime
import re
from collections.abc import Iterable
from enum import StrEnum

from ledger.days import is_kept
from ledger.reading.typed_days import KnownDay, read_day
from ledger.vocabulary import Precision


class DayOrder(StrEnum):
    """In which order day and month stand in figures."""

    DAY_FIRST = "day"
    MONTH_FIRST = "month"


class DayUnread(ValueError):
    """The cell is no date. ``lacks``: "order" or "epoch" where only that is missing, "" otherwise."""

    def __init__(self, lacks: str = "") -> None:
        super().__init__(lacks)
        self.lacks = lacks


_FIGURES = re.compile(
    r"""
    # e.g. 31/03/2019 · 3-31-2019 · 31.3.2019 10:30
    (\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})
    (?:[ T,]{1,2}\d{1,2}:\d{2}.{0,12})?
    """,
    re.VERBOSE | re.ASCII,
)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]\d{1,2}:\d{2}.{0,20})?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d{1,12})?")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def order_of(cells: Iterable[str]) -> DayOrder | None:
    """Return the order that a column of dates settles by itself: a first figure over 12 is a day. None for unsettled.

    Where cells contradict each other, the first that settles it holds, and the others are at fault.
    """
    for cell in cells:
        if match := _FIGURES.fullmatch(cell.strip()):
            first, second = int(match[1]), int(match[2])
            if first > 12:
                return DayOrder.DAY_FIRST
            if second > 12:
                return DayOrder.MONTH_FIRST
    return None


def is_in_doubt(cell: str) -> bool:
    """Tell whether a date in figures reads as two different days."""
    match = _FIGURES.fullmatch(cell.strip())
    return match is not None and match[1].zfill(2) != match[2].zfill(2)


def is_serial(cell: str) -> bool:
    """Tell whether a cell holds a number that a spreadsheet may show as a date."""
    return bool(_SERIAL.fullmatch(cell.strip()))


def read_cell_day(cell: str, *, order: DayOrder | None, epoch: int | None) -> KnownDay:
    """Return the date of a cell, no more exact than it is. Raises DayUnread.

    ``epoch``: the year from which serial numbers count days. Excel's 1900 holds a 29 February that there was not, so
    that its numbers count from 30 December 1899 from March 1900 on; five figures are later than that.
    """
    text = cell.strip()
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _SERIAL.fullmatch(text):
        if epoch is None:
            raise DayUnread("epoch")
        first = datetime.date(1904, 1, 1) if epoch == 1904 else datetime.date(1899, 12, 30)
        return _kept(KnownDay(first + datetime.timedelta(days=int(match[1])), Precision.DAY))
    if match := _FIGURES.fullmatch(text):
        if order is None and is_in_doubt(text):
            raise DayUnread("order")
        day, month = (match[1], match[2]) if order is not DayOrder.MONTH_FIRST else (match[2], match[1])
        return _day(int(match[3]), int(month), int(day))
    known = read_day(text, datetime.date.min) if any(sign.isdecimal() for sign in text) else None
    if known is None:
        raise DayUnread
    return _kept(known)


def _day(year: int, month: int, day: int) -> KnownDay:
    try:
        return _kept(KnownDay(datetime.date(year, month, day), Precision.DAY))
    except ValueError as wrong:
        raise DayUnread from wrong


def _kept(known: KnownDay) -> KnownDay:
    if not is_kept(known.day):
        raise DayUnread
    return known


def day_in_head(head: str) -> str:
    """Return the date that a column's head names, as it is known: "Estatus 2019" is of that year; empty for none."""
    try:
        return str(read_cell_day(head, order=None, epoch=None))
    except DayUnread:
        pass
    years = _YEARS.findall(head)
    words = re.split(r"[\s(),:]+", head)
    for length in (3, 2):
        for at in range(len(words) - length + 1):
            known = read_day(" ".join(words[at : at + length]), datetime.date.min) if years else None
            if known is not None and known.day.year > 1:
                return str(known)
    return years[0] if len(years) == 1 else ""
