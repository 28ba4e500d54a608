"""Find the deadline that the words of an item set: a day, a month, part of a year, so many days, or the next round."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from ledger.reading.languages import Wording, any_of, wordings
from ledger.reading.shapes import Proposal, Reading
from ledger.vocabulary import Kind

LONGEST_WORDING = 200
YEARS = range(1900, 2200)
"""As ``ledger.days`` takes them."""


@dataclass(frozen=True, slots=True)
class WrittenDeadline:
    """The words that set a deadline, and the date as exactly as they say it: "2027-03-31", "2027-03", "2027" or "".

    ``is_counted``: the date is not written so: it was counted from the day of the round, or is the last month of "the
    first half of 2027".
    """

    wording: str
    on: str
    is_counted: bool = False


@cache
def _pattern(wording: Wording) -> re.Pattern[str]:
    months, numbers = any_of(wording.days.months), any_of(wording.days.number_words)
    parts = any_of([word for word, number in wording.days.ordinals.items() if number <= _MOST_PARTS])
    named = wording.days.deadlines.replace("MONTH", months).replace("NUMBER", numbers)
    return re.compile(named.replace("ORDINAL", parts), re.IGNORECASE)


_MOST_PARTS = 4
"""Parts of a year that are counted: quarters."""


def deadline_in(words: str, language: str, met: datetime.date | None = None) -> WrittenDeadline | None:
    """Return the first deadline of some words in English or Spanish, None for none.

    ``met`` is the day of the round: so many days are counted from it, and what has passed by then is no deadline.
    """
    wording = wordings().get(language)
    if wording is None:
        return None
    for match in _pattern(wording).finditer(words):
        if found := _set_by(match, wording, met):
            return found
    return None


def _set_by(match: re.Match[str], wording: Wording, met: datetime.date | None) -> WrittenDeadline | None:
    """Return the deadline of one place; None for a date that does not exist, or that had passed when the round met.

    None too for words that match but are not known (without regard to case, ``ſ`` matches an s), and for a time within
    which something happens ("in March 2027") where neither the round's day nor the words around tell that it is ahead.
    """
    words = " ".join(match[0].split())[:LONGEST_WORDING]
    if _said(match, "n"):
        day = _counted(match, wording, met)
        return None if day is None else WrittenDeadline(words, day, is_counted=bool(day))
    is_alone = match.span() == (0, len(match.string))
    if _said(match, "within") and met is None and not is_alone:
        return None
    year = _said(match, *_YEARS)
    if year is None:
        return WrittenDeadline(words, "")
    part = _said(match, "part1", "part2")
    found = _end_of_part(match, int(year), wording) if part else _date(match, int(year), wording)
    if found is None or (met and found[1] < met):
        return None
    if _is_unclear(match, found[0], wording):
        return WrittenDeadline(words, "")
    return WrittenDeadline(words, found[0], is_counted=part is not None)


_YEARS = tuple(f"y{n}" for n in range(1, 11))


def _said(match: re.Match[str], *names: str) -> str | None:
    """Return what the first of some groups holds, of those that the language's pattern has."""
    groups = match.groupdict()
    return next((groups[name] for name in names if groups.get(name)), None)


def _is_unclear(match: re.Match[str], on: str, wording: Wording) -> bool:
    """Return whether a person must say which day is meant: by "before 2027", and by 3/4/2027 in English."""
    is_before = _said(match, "before") is not None and not (_said(match, "end") or "").strip()
    day, month = _said(match, "a1"), _said(match, "b1")
    is_either = (
        day is not None and month is not None and max(int(day), int(month)) <= _MONTHS and day != month
    )
    return (is_before and len(on) < len("2027-03-31")) or (is_either and not wording.days.is_day_first)


BINDING = frozenset({Kind.AGREED, Kind.UNDERTAKEN, Kind.ASKED})
"""Of these alone a deadline is looked for: what was discussed has none."""


def deadline_of(
    proposal: Proposal, reading: Reading, met: datetime.date | None = None
) -> WrittenDeadline | None:
    """Return the deadline that the text sets for a proposal: in its words, else in the rest of its sentence.

    The rest is that behind it, then that before it, as far as no other proposal stands there.
    """
    if proposal.kind not in BINDING:
        return None
    start, end = proposal.span
    others = [other.span for other in reading.proposals if other.span != proposal.span]
    behind = min([at for at, _end in others if at >= end] + [proposal.sentence[1]])
    before = max([at for _start, at in others if at <= start] + [proposal.sentence[0]])
    for place in ((start, end), (end, min(behind, proposal.sentence[1])), (before, start)):
        if found := deadline_in(reading.text[slice(*place)], reading.language, met):
            return found
    return None


def _date(match: re.Match[str], year: int, wording: Wording) -> tuple[str, datetime.date] | None:
    """Return the date as exactly as it is written, and its last day; None for one that does not exist."""
    name, typed = _said(match, "m1", "m2", "m3", "m4"), _said(match, "d1", "d2", "a1", "a2")
    month = wording.days.months.get(name.lower(), 0) if name else int(_said(match, "b1", "b2") or _MONTHS)
    day = _day_of_month(typed)
    if month > _MONTHS and not wording.days.is_day_first:
        month, day = day, month  # 03/13/2027
    try:
        last = datetime.date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None
    length = len("2027-03-31") if typed else len("2027-03") if name else len("2027")
    return (last.isoformat()[:length], last) if year in YEARS else None


_MONTHS = 12


def _day_of_month(typed: str | None) -> int:
    """Return the day of some figures, 1 for a word ("primero"), 0 for none."""
    if not typed:
        return 0
    return int(typed) if typed.isdecimal() else 1


def _end_of_part(match: re.Match[str], year: int, wording: Wording) -> tuple[str, datetime.date] | None:
    """Return the last month of a half or a quarter of a year, and its last day; None for a part that no year has."""
    number = wording.days.ordinals.get((_said(match, "part1", "part2") or "").lower())
    months = wording.days.parts_of_years.get((_said(match, "of1", "of2") or "").lower())
    if number is None or months is None or number * months > _MONTHS or year not in YEARS:
        return None
    last = datetime.date(year, number * months, monthrange(year, number * months)[1])
    return last.isoformat()[: len("2027-03")], last


def _counted(match: re.Match[str], wording: Wording, met: datetime.date | None) -> str | None:
    """Return the day so much time after the round met; empty where that is not known, None for words or years
    that are not.
    """
    typed, unit = match["n"].lower(), match["unit"].lower()
    days, months_of = wording.days.units_of_days, wording.days.units_of_months
    number = int(typed) if typed.isdecimal() else wording.days.number_words.get(typed)
    if number is None or unit not in days | months_of:
        return None
    if met is None or met.year not in YEARS:
        return ""
    if unit in days:
        day = met + datetime.timedelta(days=number * days[unit])
    else:
        months = met.year * 12 + met.month - 1 + number * months_of[unit]
        year, month = months // 12, months % 12 + 1
        day = datetime.date(year, month, min(met.day, monthrange(year, month)[1]))
    return day.isoformat() if day.year in YEARS else None
