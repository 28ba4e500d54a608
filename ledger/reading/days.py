"""Find when the round met: stated dates and ranges; relative dates have no value, and a year is never guessed."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ledger.reading.languages import LOWER, UPPER, Wording, any_of, compiled
from ledger.reading.segments import Sentence
from ledger.reading.shapes import Span


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day or several days as worded; the year is None where it is not written."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    span: Span

    def value(self, year: int | None) -> str | None:
        """Return ISO 8601 for the days of a year; None for a year or day that does not exist."""
        try:
            days = [datetime.date(year or 0, *day).isoformat() for day in (self.first, self.last)]
        except ValueError:
            return None
        return "/".join(dict.fromkeys(days))

    def holds(self, other: "WrittenDay") -> bool:
        """Return whether the other day, month and all, is among these."""
        return self.first <= other.first and other.last <= self.last


@cache
def _patterns(wording: Wording) -> tuple[re.Pattern[str], ...]:
    months = rf"(?i:{any_of(wording.days.months)})"
    return tuple(
        re.compile(rf"(?<![\w-]){pattern.replace('MONTH', months)}") for pattern in wording.days.dates
    )


@cache
def _months(wording: Wording) -> re.Pattern[str]:
    months = rf"(?i:{any_of(wording.days.months)})"
    return re.compile(rf"(?<![\w-]){wording.days.month_of_year.replace('MONTH', months)}(?!\w)")


def meeting_month(
    plain: str,
    days: Iterable[WrittenDay],
    sentences: Sequence[Sentence],
    meetings: Iterable[Span],
    wording: Wording,
) -> Span | None:
    """Find the words of the month in which the round met ("in March 2027"), where a text gives no day of it."""
    starts = [sentence.start for sentence in sentences]
    of_days = {day.span[1] for day in days}
    held, ahead = compiled(rf"\b{wording.rounds.held}\b"), compiled(rf"\b{wording.days.ahead}\b")
    elsewhere = compiled(rf"{wording.days.elsewhere} $")
    for at in sorted({bisect_right(starts, start) - 1 for start, _end in meetings} - {-1}):
        place = sentences[at].start, sentences[at].end
        if not held.search(plain, *place) or ahead.search(plain, *place):
            continue
        for found in _months(wording).finditer(plain, *place):
            before = max(0, found.start() - 25), found.start()
            if found.end() not in of_days and not elsewhere.search(plain, *before):
                return found.span()
    return None


_NUMERIC = re.compile(
    r"""
    # e.g. 2019-03-14 · 14.03.2019 · 14/03/2019
    (?<![\w./-])
    (?:
        (?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)
        |(?P<d2>\d{1,2})(?P<by>[./])(?P<m2>\d\d)(?P=by)(?P<y2>\d{4})
    )
    (?![\w-])
    """,
    re.VERBOSE,
)


_MONTHS_OF_A_YEAR = 12


def find_days(plain: str, wording: Wording) -> list[WrittenDay]:
    """Find every day of the text, in its order."""
    found: dict[int, WrittenDay] = {}
    taken = bytearray(len(plain))
    for pattern in _patterns(wording):
        for match in pattern.finditer(plain):
            if not taken[match.start()] and (day := _day(match, wording)):
                found[match.start()] = day
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for day in _days_in_figures(plain, wording):
        found.setdefault(day.span[0], day)
    return [found[at] for at in sorted(found)]


def _days_in_figures(plain: str, wording: Wording) -> Iterator[WrittenDay]:
    for match in _NUMERIC.finditer(plain):
        month_day = (int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        if match["by"] == "/" and not (wording.days.is_day_first or month_day[1] > _MONTHS_OF_A_YEAR):
            continue  # 3/4/2019 is another day in London than in Washington
        yield WrittenDay(int(match["y"] or match["y2"]), month_day, month_day, match.span())


def _day(match: re.Match[str], wording: Wording) -> WrittenDay | None:
    groups = match.groupdict()
    month = wording.days.months[groups["m"].lower()]
    day = _figure(groups["d"])
    last_day = _figure(groups.get("d2") or groups.get("d3")) or day
    last_month = wording.days.months[groups["m2"].lower()] if groups.get("m2") else month
    if not (1 <= day <= 31 and 1 <= last_day <= 31):
        return None
    return WrittenDay(_figure(groups.get("y")) or None, (month, day), (last_month, last_day), match.span())


def _figure(text: str | None) -> int:
    if not text:
        return 0
    found = re.match(r"\d+", text)
    return int(found[0]) if found else 1  # "primero"


MAX_WEIGHED_DAYS = 300
"""Days that are weighed, at most: a statement says early when it met, and a long list of dates is none."""


def meeting_day(
    plain: str,
    days: Sequence[WrittenDay],
    sentences: Sequence[Sentence],
    meetings: Iterable[Span],
    wording: Wording,
) -> WrittenDay | None:
    """Find the day on which the round met: in a sentence that tells of the meeting, and not in a dateline."""
    starts = [sentence.start for sentence in sentences]
    told = {bisect_right(starts, start) - 1 for start, _end in meetings}
    held = compiled(rf"\b{wording.rounds.held}\b")
    ahead = compiled(rf"\b{wording.days.ahead}\b")
    best: tuple[int, WrittenDay] | None = None
    for day in days[:MAX_WEIGHED_DAYS]:
        at = bisect_right(starts, day.span[0]) - 1
        if at < 0 or day.span[0] >= sentences[at].end or is_dateline(plain, sentences[at], day, held):
            continue
        worth = 2 * (at in told) + (held.search(plain, sentences[at].start, sentences[at].end) is not None)
        worth -= 3 * (
            ahead.search(plain, max(sentences[at].start, day.span[0] - 45), day.span[0]) is not None
        )
        worth -= 3 * _is_elsewhere(plain, day, wording)
        if worth > 0 and (best is None or worth > best[0]):
            best = (worth, day)
    return best[1] if best else None


def _is_elsewhere(plain: str, day: WrittenDay, wording: Wording) -> bool:
    """Return whether the words before a day make it the day of something else; "from 4 to 5 October" does not."""
    before = compiled(rf"{wording.days.elsewhere} $").search(plain, max(0, day.span[0] - 25), day.span[0])
    return before is not None and not (before[0].startswith(wording.days.from_) and day.first != day.last)


def is_dateline(plain: str, sentence: Sentence, day: WrittenDay, held: re.Pattern[str]) -> bool:
    """Return whether the day stands in a line of its own, or in "Brussels, 16 March 2023 – ": in no statement."""
    rest = plain[sentence.start : day.span[0]] + plain[day.span[1] : sentence.end]
    if len(rest.split()) <= 7 and not held.search(rest):
        return True
    before = plain[sentence.start : day.span[0]]
    after = plain[day.span[1] : day.span[1] + 6]
    return len(before.split()) <= 4 and re.match(r"\)?[.,]? ?[-–.:]", after) is not None


_FIRST_SENTENCES, _LAST_SENTENCES = 12, 3
_PLACE_BEFORE = rf"""(?x:
    # e.g. Brussels, · Ciudad de México, a · Genève, le
    [{UPPER}][^:;()]{{1,60}}(?:,|–)(?:\ [{LOWER}]{{1,3}}){{0,2}}\ ?$
)"""
"""What stands before the day of a dateline: a place."""


def dateline_day(
    plain: str, days: Sequence[WrittenDay], sentences: Sequence[Sentence], wording: Wording
) -> WrittenDay | None:
    """Find the day that a dateline with its place bears, at the beginning or the end of a text: the day of the text.

    A day alone on its line is one where the text says "today"; that of a page's making ("Updated: 3 May") never is.
    """
    says_today = compiled(rf"\b{wording.days.same_day}\b").search(plain) is not None
    held = compiled(rf"\b{wording.rounds.held}\b")
    starts = [sentence.start for sentence in sentences]
    for day in days[:MAX_WEIGHED_DAYS]:
        at = bisect_right(starts, day.span[0]) - 1
        if at < 0 or day.year is None or day.value(day.year) is None:
            continue
        is_outside = _FIRST_SENTENCES <= at < len(sentences) - _LAST_SENTENCES
        before = plain[sentences[at].start : day.span[0]]
        begins = not before.strip() if says_today else False
        if is_outside or not (begins or compiled(_PLACE_BEFORE).match(before)):
            continue
        if is_dateline(plain, sentences[at], day, held):
            return day
    return None


def before(day: WrittenDay, dateline: WrittenDay) -> str | None:
    """Return ISO 8601 for a day without a year: the last one that a dateline does not precede."""
    last = dateline.value(dateline.year)
    if last is None or dateline.year is None:
        return None
    value = day.value(dateline.year)
    return value if value and value <= last else day.value(dateline.year - 1)


def dated(day: WrittenDay, days: Iterable[WrittenDay]) -> str | None:
    """Return the meeting's day with its value; a missing year may stand with the same day elsewhere in the text."""
    years = {other.year for other in days if other.year and day.holds(other)}
    return day.value(day.year or (years.pop() if len(years) == 1 else None))
