"""Form fields of a report's parameters: each takes what people type, and a refusal names the nearest that would do."""

import datetime
import difflib
import re
import zoneinfo
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ledger.days import EARLIEST_DAY, is_kept
from ledger.filters.days import DayInput, contradiction
from ledger.filters.searched import texts_given
from ledger.models.fields import odd_character
from ledger.reading.typed_days import read_day
from ledger.recording.clock import ledger_day
from ledger.typed_text import first_place, tidied
from ledger.vocabulary import Precision

Meant = TypeVar("Meant")


def refused(given: str, expected: str, nearest: str = "") -> ValidationError:
    """Give the refusal of a value: a sentence that says what was expected, what was given and the nearest."""
    words = {"given": given, "expected": expected[:1].upper() + expected[1:], "nearest": nearest}
    if not given:
        return ValidationError(_("%(expected)s.") % words)
    if not nearest:
        return ValidationError(_("%(expected)s, not “%(given)s”.") % words)
    return ValidationError(_("%(expected)s, not “%(given)s”; the nearest is “%(nearest)s”.") % words)


def choose(given: str, known: Mapping[str, Meant]) -> Meant:
    """Give the meaning of the known word that was typed, in any case. Raises ValidationError, naming the nearest."""
    by_folded = {word.casefold(): word for word in known}
    if (word := by_folded.get(given.casefold())) is not None:
        return known[word]
    expected = _("expected one of %(words)s") % {"words": ", ".join(known)}
    raise refused(given, expected, nearest(given, {word: word for word in known}))


def nearest(given: str, known: Mapping[str, str], *, likeness: float = 0.4) -> str:
    """Give the meaning of the known wording most like what was typed, if at least so like (0 to 1), or empty."""
    folded = {wording.casefold(): meant for wording, meant in known.items()}
    close = difflib.get_close_matches(given.casefold(), folded, n=1, cutoff=likeness)
    return folded[close[0]] if close else ""


class ParameterField(forms.CharField):
    """A parameter typed as text, without what nobody sees. Gives what ``read`` makes of it, None for nothing typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: object) -> object:
        typed = self.tidy(super().clean(value))
        return self.read(typed) if typed else None

    def tidy(self, typed: str) -> str:
        """Leave out what nobody sees; what would change what is read is refused with its place."""
        text, _count = tidied(typed)
        if says := odd_character(first_place(text)):
            raise ValidationError(says, code="odd_character")
        return text

    def read(self, typed: str) -> object:
        """Give the value of what was typed. Raises ValidationError."""
        return typed


class KnownWordField(ParameterField):
    """A choice of one of a few words, which a refusal lists. ``known`` gives them with their values."""

    known: Callable[[], Mapping[str, Any]]

    def __init__(self, known: Callable[[], Mapping[str, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.known = known

    def read(self, typed: str) -> object:
        return choose(typed, self.known())


class NamedRowField(ParameterField):
    """A row by one of its ``names``, in any case. Gives the row; the last of the names is the one proposed."""

    def __init__(
        self,
        rows: Callable[[], QuerySet[Any]],
        names: Sequence[str],
        expected: Callable[[], str],
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.rows, self.names, self.expected = rows, names, expected

    def read(self, typed: str) -> object:
        return self.find([typed])[0]

    def find(self, typed: Iterable[str]) -> list[Any]:
        """Give the row of each wording, by one query for any number. Raises ValidationError."""
        wordings: dict[str, Model] = {}
        for row in self.rows():
            called = (str(getattr(row, name) or "") for name in self.names)
            wordings |= {wording.casefold(): row for wording in called if wording}
        codes = {wording: getattr(row, self.names[-1]) for wording, row in wordings.items()}
        found = []
        for wording in typed:
            if (row := wordings.get(wording.casefold())) is None:
                raise refused(wording, self.expected(), nearest(wording, codes, likeness=0))
            found.append(row)
        return found


class SeveralTexts(forms.MultipleHiddenInput):
    """Any number of texts of one name, as an address or a command gives them. A page shows a list instead."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: object, name: str) -> list[str]:
        return texts_given(data, name)


class NamedRowsField(NamedRowField):
    """Several rows, each by one of its names. Gives a tuple of them, each once, in the order given."""

    widget = SeveralTexts

    def clean(self, value: Any) -> object:
        typed = [self.tidy(text) for text in value or []]
        return tuple(dict.fromkeys(self.find(typed))) if typed else ()


class PastDayField(ParameterField):
    """A day that has come, typed as forms take it. ``now`` gives the moment from which the past is told."""

    widget = DayInput(is_past=True)
    now: Callable[[], datetime.datetime]

    def read(self, typed: str) -> datetime.date:
        today = ledger_day(self.now())
        if says := contradiction(typed, today):
            raise ValidationError(says, code="weekday")
        expected = _("expected a day that has come, such as 31 Dec 2018 or 2018-12-31")
        known = read_day(typed, today)
        if known is None or known.precision is not Precision.DAY:
            raise refused(typed, expected, nearest_day(typed, today).isoformat())
        day = known.day
        if day > today:
            raise refused(typed, expected, today.isoformat())
        if not is_kept(day):
            expected = _("expected a day from %(first)s on") % {"first": EARLIEST_DAY.year}
            raise refused(typed, expected, today.isoformat())
        return day


class PastDaysField(ParameterField):
    """A few days that have come, each typed as forms take it, with semicolons between them. Gives them in order."""

    now: Callable[[], datetime.datetime]

    def __init__(self, *, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def read(self, typed: str) -> tuple[datetime.date, ...]:
        each = PastDayField()
        each.now = self.now
        parts = [part.strip() for part in re.split(r";|,(?=\s*\d{4}-\d\d-\d\d)", typed)]
        days = sorted({each.read(part) for part in parts if part})
        if len(days) > self.most:
            raise refused("", _("expected at most %(most)s days") % {"most": self.most})
        return tuple(days)


class PastMomentField(ParameterField):
    """A time that has passed, ISO 8601, in the ledger's time zone unless it says its own. Gives it in UTC."""

    now: Callable[[], datetime.datetime]

    def read(self, typed: str) -> datetime.datetime:
        now = self.now()
        expected = _(
            "expected a time that has passed, as 2018-12-31T18:00 with or without a zone such as +00:00"
        )
        try:
            moment = datetime.datetime.fromisoformat(typed)
        except ValueError:
            moment = None
        latest = now.isoformat(timespec="seconds")
        if moment is None or not re.search(r"\d[T ]\d", typed):  # a day alone does not say when on it
            day = nearest_day(typed, ledger_day(now))
            raise refused(typed, expected, latest if day == ledger_day(now) else f"{day}T23:59:59")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE))
        if moment > now or not is_kept(moment.date()):
            raise refused(typed, expected, latest)
        return moment.astimezone(datetime.UTC)  # PostgreSQL knows no zone as far away as Python does


def nearest_day(given: str, today: datetime.date) -> datetime.date:
    """Give the day that a bad date most likely meant: year first or last, all brought into bounds."""
    given = re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", given)
    numbers = [int(number) for number in re.findall(r"\d{1,4}", given)]
    if len(numbers) == 3 and numbers[2] > 31:
        numbers.reverse()
    if not numbers or numbers[0] < EARLIEST_DAY.year:
        return today
    year, month, day, *_rest = (*numbers, 1, 1)
    month = min(max(month, 1), 12)
    return min(datetime.date(year, month, min(max(day, 1), monthrange(year, month)[1])), today)
