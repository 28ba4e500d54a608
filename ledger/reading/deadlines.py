"""Find the deadline that the words of an item set: a day, a month, a year, so many days, or the next round."""

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

    ``is_counted``: the date was counted from the day of the round.
    """

    wording: str
    on: str
    is_counted: bool = False


@cache
def _pattern(wording: Wording) -> re.Pattern[str]:
    months, numbers = any_of(wording.days.months), any_of(wording.days.number_words)
    deadlines = wording.days.deadlines.replace("MONTH", months).replace("NUMBER", numbers)
    return re.compile(deadlines, re.IGNORECASE)


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

    None too for words that match but are not known: without regard to case, ``ſ`` matches an s.
    """
    groups = match.groupdict()
    words = " ".join(match[0].split())[:LONGEST_WORDING]
    if groups["n"]:
        day = _counted(match, wording, met)
        return None if day is None else WrittenDeadline(words, day, is_counted=bool(day))
    year = next((groups[name] for name in ("y1", "y2", "y3", "y4") if groups.get(name)), None)
    if year is None:
        return WrittenDeadline(words, "")
    found = _date(match, int(year), wording)
    if found is None or (met and found[1] < met):
        return None
    # Which day "before 2027" means, a person says.
    is_unclear = groups["before"] is not None and len(found[0]) < len("2027-03-31")
    return WrittenDeadline(words, "" if is_unclear else found[0])


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
    groups = match.groupdict()
    name = groups["m1"] or groups.get("m2") or groups["m3"]
    day = groups["d1"] or groups.get("d2")
    month = wording.days.months.get(name.lower()) if name else 12
    if month is None:
        return None
    try:
        last = datetime.date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None
    length = len("2027-03-31") if day else len("2027-03") if name else len("2027")
    return (last.isoformat()[:length], last) if year in YEARS else None


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
