"""Find the deadline that the words of an item set: a day, a month, a year, so many days, or the next round."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

from ledger.reading.languages import any_of
from ledger.reading.languages.en.days import MONTHS as ENGLISH_MONTHS
from ledger.reading.languages.es.days import MONTHS as SPANISH_MONTHS
from ledger.reading.shapes import Proposal, Reading
from ledger.vocabulary import Kind

LONGEST_WORDING = 200
YEARS = range(1900, 2200)
"""As ``ledger.days`` takes them."""
_NUMBERS = {
    "en": ("one two three four five six seven eight nine ten eleven twelve", {"thirty": 30, "sixty": 60, "ninety": 90}),
    "es": ("un dos tres cuatro cinco seis siete ocho nueve diez once doce", {"treinta": 30, "sesenta": 60, "noventa": 90}),
}  # fmt: skip
_NUMBER_WORDS = {language: [*words.split(), *tens] for language, (words, tens) in _NUMBERS.items()}
_MONTHS = {"en": ENGLISH_MONTHS, "es": SPANISH_MONTHS}
_DAYS_OF = {"day": 1, "week": 7, "día": 1, "semana": 7}
_MONTHS_OF = {"month": 1, "year": 12, "mes": 1, "año": 12}
_PATTERNS = {
    "en": r"""
        # e.g. no later than March 31, 2027 · by the end of 2026
        \b(?:(?:no|not)\ later\ than|on\ or\ before|(?P<before>before|prior\ to)|by|until)
        \ (?:the\ )?(?:end\ of\ )?
        (?:
            (?P<m1>MONTH)\.?\ (?P<d1>\d{1,2})(?:st|nd|rd|th)?,?\ (?P<y1>\d{4})
            |(?P<d2>\d{1,2})(?:st|nd|rd|th)?\ (?:of\ )?(?P<m2>MONTH)\.?,?\ (?P<y2>\d{4})
            |(?P<m3>MONTH)\.?,?\ (?:of\ )?(?P<y3>\d{4})
            |(?P<y4>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. within 90 days · over the next six months, but not: the violence seen in two years
        |\b(?:within\ (?:the\ )?(?:next\ |following\ )?|(?:in|over)\ (?:the\ )?(?:next|following)\ )
        (?P<n>\d{1,3}|NUMBER)\ (?P<unit>day|week|month|year)s?\b
        # e.g. by the next round
        |\b(?:by|before|prior\ to|ahead\ of|at|until|no\ later\ than)\ (?:the|their|its|our)
        \ (?:next|following)\ (?:round|meeting|session|dialogue)\b
    """,
    "es": r"""
        # e.g. a más tardar el 31 de marzo de 2027 · a más tardar a fines de 2026
        \b(?:a\ más\ tardar|no\ después|(?P<before>antes)|para|hasta)
        (?:\ (?:el|del|de|en|a|la|las|los))*\ (?:(?:día|mes|año|fin|fines|final|finales)\ (?:de(?:l)?\ )?)*
        (?:
            (?P<d1>\d{1,2})[º°]?\ de\ (?P<m1>MONTH)\ del?\ (?P<y1>\d{4})
            |(?P<m3>MONTH)\ del?\ (?P<y3>\d{4})
            |(?P<y4>(?:19|20|21)\d\d)
        )\b(?![-/])
        # e.g. en un plazo de 90 días · en los próximos seis meses · en los dos años siguientes, but not: en dos años
        |\b(?:en\ (?:un\ )?(?:plazo|máximo)|dentro|en(?=\ (?:l[oa]s\ )?(?:(?:\d{1,3}|NUMBER)\ \w+\ )?
            (?:próxim[oa]s|siguientes)\b))
        (?:\ (?:máximo|no\ mayor|de|a|un|plazo|los|las|próxim[oa]s|siguientes))*
        \ (?P<n>\d{1,3}|NUMBER)\ (?P<unit>día|semana|mes|año)(?:e?s)?\b
        # e.g. antes de la próxima ronda
        |\b(?:a\ más\ tardar\ (?:en\ )?|antes\ de\ |para\ |hasta\ |en\ )la\ (?:próxima|siguiente)
        \ (?:ronda|reunión|sesión)\b
    """,
}


@dataclass(frozen=True, slots=True)
class WrittenDeadline:
    """The words that set a deadline, and the date as exactly as they say it: "2027-03-31", "2027-03", "2027" or "".

    ``is_counted``: the date was counted from the day of the round.
    """

    wording: str
    on: str
    is_counted: bool = False


_ENGLISH = (
    _PATTERNS["en"].replace("MONTH", any_of(_MONTHS["en"])).replace("NUMBER", any_of(_NUMBER_WORDS["en"]))
)
_SPANISH = (
    _PATTERNS["es"].replace("MONTH", any_of(_MONTHS["es"])).replace("NUMBER", any_of(_NUMBER_WORDS["es"]))
)
_COMPILED = {
    "en": re.compile(_ENGLISH, re.VERBOSE | re.IGNORECASE),
    "es": re.compile(_SPANISH, re.VERBOSE | re.IGNORECASE),
}


def deadline_in(words: str, language: str, met: datetime.date | None = None) -> WrittenDeadline | None:
    """Return the first deadline of some words in English or Spanish, None for none.

    ``met`` is the day of the round: so many days are counted from it, and what has passed by then is no deadline.
    """
    if language not in _COMPILED:
        return None
    for match in _COMPILED[language].finditer(words):
        if found := _set_by(match, language, met):
            return found
    return None


def _set_by(match: re.Match[str], language: str, met: datetime.date | None) -> WrittenDeadline | None:
    """Return the deadline of one place; None for a date that does not exist, or that had passed when the round met.

    None too for words that match but are not known: without regard to case, ``ſ`` matches an s.
    """
    groups = match.groupdict()
    wording = " ".join(match[0].split())[:LONGEST_WORDING]
    if groups["n"]:
        day = _counted(match, language, met)
        return None if day is None else WrittenDeadline(wording, day, is_counted=bool(day))
    year = next((groups[name] for name in ("y1", "y2", "y3", "y4") if groups.get(name)), None)
    if year is None:
        return WrittenDeadline(wording, "")
    found = _date(match, int(year), language)
    if found is None or (met and found[1] < met):
        return None
    # Which day "before 2027" means, a person says.
    is_unclear = groups["before"] is not None and len(found[0]) < len("2027-03-31")
    return WrittenDeadline(wording, "" if is_unclear else found[0])


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


def _date(match: re.Match[str], year: int, language: str) -> tuple[str, datetime.date] | None:
    """Return the date as exactly as it is written, and its last day; None for one that does not exist."""
    groups = match.groupdict()
    name = groups["m1"] or groups.get("m2") or groups["m3"]
    day = groups["d1"] or groups.get("d2")
    month = _MONTHS[language].get(name.lower()) if name else 12
    if month is None:
        return None
    try:
        last = datetime.date(year, month, int(day) if day else monthrange(year, month)[1])
    except ValueError:
        return None
    length = len("2027-03-31") if day else len("2027-03") if name else len("2027")
    return (last.isoformat()[:length], last) if year in YEARS else None


def _counted(match: re.Match[str], language: str, met: datetime.date | None) -> str | None:
    """Return the day so much time after the round met; empty where that is not known, None for words or years
    that are not.
    """
    words, tens = _NUMBERS[language]
    typed, unit = match["n"].lower(), match["unit"].lower()
    known = dict(zip(words.split(), range(1, 13), strict=True)) | tens
    number = int(typed) if typed.isdecimal() else known.get(typed)
    if number is None or unit not in _DAYS_OF | _MONTHS_OF:
        return None
    if met is None or met.year not in YEARS:
        return ""
    if unit in _DAYS_OF:
        day = met + datetime.timedelta(days=number * _DAYS_OF[unit])
    else:
        months = met.year * 12 + met.month - 1 + number * _MONTHS_OF[unit]
        year, month = months // 12, months % 12 + 1
        day = datetime.date(year, month, min(met.day, monthrange(year, month)[1]))
    return day.isoformat() if day.year in YEARS else None
