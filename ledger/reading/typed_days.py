"""Read one date as a person types it into a form: ISO 8601, day first, by the month's name, or "yesterday"."""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from ledger.reading.languages.en.days import MONTHS as ENGLISH_MONTHS
from ledger.reading.languages.es.days import MONTHS as SPANISH_MONTHS
from ledger.vocabulary import Precision

LONGEST_CHARACTERS = 60
"""The longest date in words has 45 characters, in Spanish with its weekday."""
READ_CHARACTERS = 10 * LONGEST_CHARACTERS
"""So many are folded at most, with spaces and marks of no width: a megabyte would take ten seconds."""
MONTHS = {
    short: number
    for names in (ENGLISH_MONTHS, SPANISH_MONTHS)
    for name, number in names.items()
    for short in (name, name[:3])
}
_DAYS_AWAY = {
    "today": 0, "yesterday": -1, "tomorrow": 1, "hoy": 0, "ayer": -1, "anteayer": -2, "antier": -2, "manana": 1,
    "pasado manana": 2,
}  # fmt: skip
"""Folded: without accents."""
_FILLERS = frozenset(["the", "of", "st", "nd", "rd", "th", "de", "del", "el", "dia", "o", "er", "ano"])
"""What says nothing of the date."""
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            ("monday", "mon", "lunes", "lun"),
            ("tuesday", "tues", "tue", "martes"),
            ("wednesday", "wed", "miercoles", "mie"),
            ("thursday", "thurs", "thu", "jueves", "jue"),
            ("friday", "fri", "viernes", "vie"),
            ("saturday", "sat", "sabado", "sab"),
            ("sunday", "sun", "domingo", "dom"),
        ]
    )
    for name in names
}
"""As ``datetime.date.weekday`` numbers them; "mar" is a month, and no Tuesday."""
_YEAR_FIRST = re.compile(
    r"""
    # e.g. 2026 · 2026-11 · 2026-11-03 · 2026/11/3
    (?P<y>\d{4})
    (?:(?P<by>[-/.])(?P<m>\d{1,2})(?:(?P=by)(?P<d>\d{1,2}))?)?
    """,
    re.VERBOSE | re.ASCII,
)
_DAY_FIRST = re.compile(
    r"""
    # e.g. 3/11/2026 · 3.11.2026 · 11/2026
    (?:(?P<d>\d{1,2})(?P<by>[-/.]))?
    (?P<m>\d{1,2})(?(by)(?P=by)|[-/.])(?P<y>\d{4})
    """,
    re.VERBOSE | re.ASCII,
)
_AROUND_MARKS = re.compile(r"(?<=\d) ?([-/.]) ?(?=\d)", re.ASCII)
_WORDED = re.compile(r"[a-z0-9 .,/-]+", re.ASCII)
_TOKEN = re.compile(r"[a-z]+|\d+", re.ASCII)


class KnownDay(NamedTuple):
    """A date and how exactly it is known; a month or year is given by its first day. Its text is ISO 8601."""

    day: datetime.date
    precision: Precision

    def __str__(self) -> str:
        length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}[self.precision]
        return self.day.isoformat()[:length]


def read_day(typed: str, today: datetime.date) -> KnownDay | None:
    """Return the date that somebody typed, as exactly as they did; None for what is no date.

    Figures are day first (3/11/2026 is 3 November), years have four figures, months are named in English or Spanish. No
    year is guessed, and no day and month are exchanged to make a date of them. A day beside a weekday that it does not
    fall on is no date: ``contradicted_day`` returns it.
    """
    known, weekdays = _read(typed, today)
    return None if known and _is_contradicted(known, weekdays) else known


def contradicted_day(typed: str, today: datetime.date) -> datetime.date | None:
    """Return the day that was typed beside a weekday on which it does not fall; None where they agree."""
    known, weekdays = _read(typed, today)
    return known.day if known and _is_contradicted(known, weekdays) else None


def _is_contradicted(known: KnownDay, weekdays: Sequence[str]) -> bool:
    """Tell whether a day falls on another weekday than one that was typed; a month or a year falls on none."""
    falls_on = known.day.weekday()
    return known.precision is Precision.DAY and any(_WEEKDAYS[name] != falls_on for name in weekdays)


def _read(typed: str, today: datetime.date) -> tuple[KnownDay | None, list[str]]:
    """Return the date that was typed, and the weekdays that stand beside it."""
    text = _folded(typed[:READ_CHARACTERS])
    if len(typed) > READ_CHARACTERS or len(text) > LONGEST_CHARACTERS:
        return None, []
    if text in _DAYS_AWAY:
        return _away(today, _DAYS_AWAY[text]), []
    if match := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        return _known(*match.group("y", "m", "d")), []
    words = _TOKEN.findall(text) if _WORDED.fullmatch(text) else []
    return _from_words([word for word in words if word not in _FILLERS and word not in _WEEKDAYS]), [
        word for word in words if word in _WEEKDAYS
    ]


def written_out(typed: str, today: datetime.date) -> str:
    """Return "yesterday" and its like as the day in ISO 8601, for what is kept: tomorrow they mean another day.

    Anything else is returned as it was typed.
    """
    known = read_day(typed, today) if not any(sign.isdecimal() for sign in typed) else None
    return str(known) if known else typed


def _away(today: datetime.date, days: int) -> KnownDay | None:
    try:
        return KnownDay(today + datetime.timedelta(days=days), Precision.DAY)
    except OverflowError:  # at the ends of the calendar
        return None


def _folded(typed: str) -> str:
    """Small letters without accents, one space between words, none around the marks between figures.

    Dashes of any kind are hyphens, and what has no width is left out, as it comes with what is pasted.
    """
    plain = unicodedata.normalize("NFKD", typed).casefold()
    plain = " ".join("".join(map(_plain_sign, plain)).split())
    return _AROUND_MARKS.sub(r"\1", plain)


def _plain_sign(sign: str) -> str:
    if sign == "\u2212" or unicodedata.category(sign) == "Pd":  # the minus sign, dashes
        return "-"
    return "" if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf" else sign


def _from_words(words: list[str]) -> KnownDay | None:
    """Return a date whose month has a name: "3 Nov 2026", "noviembre de 2026", "Nov 3, 2026"."""
    if words[:1] in (["primero"], ["primer"]):
        words[0] = "1"
    match words:
        case [month, year] if month in MONTHS:
            day = None
        case [day, month, year] if month in MONTHS and len(day) <= 2:
            pass
        case [month, day, year] if month in MONTHS and len(day) <= 2:
            pass
        case _:
            return None
    return _known(year, str(MONTHS[month]), day) if len(year) == len("2026") else None


def _known(year: str, month: str | None, day: str | None) -> KnownDay | None:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        return KnownDay(datetime.date(int(year), int(month or 1), int(day or 1)), precision)
    except ValueError:
        return None
