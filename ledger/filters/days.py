"""Dates as forms and addresses take them: typed as people write them, and shown as they were understood."""

import datetime
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from ledger.days import EARLIEST_DAY
from ledger.models.fields import check_day
from ledger.reading.typed_days import KnownDay, contradicted_day, read_day
from ledger.vocabulary import Precision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAY_MESSAGES: "dict[str, StrOrPromise]" = {
    "invalid": gettext_lazy(
        "“%(typed)s” is no date that is understood. Write the day first and the year in full: 16 Jun 2017, "
        "16/6/2017 or 2017-06-16."
    ),
    "inexact": gettext_lazy("“%(typed)s” names no day. Write the day too, such as 16 Jun 2017."),
}
KNOWN_DAY_MESSAGES: "dict[str, StrOrPromise]" = {
    "invalid": gettext_lazy(
        "Write the date as exactly as it is known, the day first and the year in full: 2017, Jun 2017, 16 Jun 2017 or "
        "16/6/2017; “%(typed)s” is no date that is understood."
    )
}


class DayInput(forms.DateInput):
    """A text in which a date is typed, with what was understood beside it; a script adds the browser's own calendar.

    ``exactness`` is "day" where a day must be named, "known" where a month or a year will do; ``is_past`` says that
    the field takes no day after today, which is then told while it is typed.
    """

    template_name = "ledger/widgets/day.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, exactness: str = "day", is_past: bool = False
    ) -> None:
        plain = {"data-day": exactness, "autocomplete": "off"} | ({"data-day-past": True} if is_past else {})
        super().__init__(attrs=plain | (attrs or {}), format="%Y-%m-%d")

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["understood"] = read_day(shown, timezone.localdate()) if shown else None
        return context


class KnownDayField(forms.CharField):
    """A date typed as exactly as it is known: 2017, Jun 2017 or 16 Jun 2017. Gives a ``KnownDay``, or None.

    ``is_past`` says that the write API refuses a day after today, which the field's script tells while it is typed.
    """

    default_error_messages = KNOWN_DAY_MESSAGES

    def __init__(self, *, is_past: bool = False, **options: Any) -> None:
        options.setdefault(
            "help_text",
            gettext_lazy("As exactly as it is known: 2017, Jun 2017, 16 Jun 2017, 16/6/2017, yesterday."),
        )
        super().__init__(widget=DayInput(exactness="known", is_past=is_past), **options)

    def to_python(self, value: object) -> KnownDay | None:  # type: ignore[override]
        if isinstance(value, KnownDay):
            return value
        typed = super().to_python(value)
        return understood(typed, self.error_messages) if typed else None

    def run_validators(self, value: object) -> None:
        """Leave out the validators of a text, which do not fit a day; the parser says it all."""

    def prepare_value(self, value: object) -> object:
        return str(value) if isinstance(value, KnownDay) else value


class DayField(forms.DateField):
    """A plain day, typed or picked. Gives a date, None for nothing typed; a month or a year alone is refused."""

    default_error_messages = DAY_MESSAGES

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("widget", DayInput)
        super().__init__(**options)
        self.validators.append(check_day)

    def to_python(self, value: str | datetime.date | datetime.datetime | None) -> datetime.date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not (typed := value.strip()):
            return None
        known = understood(typed, self.error_messages)
        if known.precision is not Precision.DAY:
            raise ValidationError(
                self.error_messages["inexact"], code="inexact", params={"typed": _shortened(typed)}
            )
        return known.day


class PastDay(DayField):
    """A day no later than today. Gives a date, None for nothing typed."""

    def __init__(self, *, label: "StrOrPromise | None" = None, required: bool = True) -> None:
        super().__init__(label=label, required=required, widget=DayInput(is_past=True))

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value:
            check_past(value)


class OneDay(django_filters.Filter):
    """A day by one method of the set, no later than today."""

    field_class = PastDay


def understood(typed: str, messages: "dict[str, Any]") -> KnownDay:
    """Return the date that was typed. Raise ValidationError for what is none, and for a year that is not kept."""
    today = timezone.localdate()
    if says := contradiction(typed, today):
        raise ValidationError(says, code="weekday")
    known = read_day(typed, today)
    if known is None:
        raise ValidationError(messages["invalid"], code="invalid", params={"typed": _shortened(typed)})
    check_day(known.day)
    return known


def check_past(day: datetime.date) -> None:
    """Raise ValidationError for a day after today, and for one before the years that are kept."""
    if not EARLIEST_DAY <= day <= timezone.localdate():
        raise ValidationError(_("Choose a day no later than today, and not before 1900."), code="unfit_day")


def contradiction(typed: str, today: datetime.date) -> str:
    """Say on which weekday the date falls that was typed beside another; empty where nothing contradicts."""
    if (day := contradicted_day(typed, today)) is None:
        return ""
    words = {
        "typed": _shortened(typed),
        "day": date_format(day, pgettext("date", "j M Y")),
        "weekday": date_format(day, "l"),
    }
    return _("“%(typed)s”: %(day)s is a %(weekday)s. Correct the weekday or the date.") % words


def known_day(day: datetime.date | None, precision: Precision | None) -> KnownDay | None:
    """Return a date from its two columns."""
    return KnownDay(day, precision or Precision.DAY) if day else None


def _shortened(typed: str) -> str:
    return typed if len(typed) <= 60 else f"{typed[:60]}…"
