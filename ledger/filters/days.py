"""A past day in the address of a page."""

import datetime
from typing import TYPE_CHECKING

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.days import EARLIEST_DAY

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PastDay(forms.DateField):
    """A day as ``YYYY-MM-DD``, no later than today. Gives a date, None for nothing typed."""

    default_error_messages = {"invalid": gettext_lazy("Write the day as YYYY-MM-DD.")}

    def __init__(self, *, label: "StrOrPromise | None" = None, required: bool = True) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": EARLIEST_DAY.isoformat()})
        super().__init__(input_formats=["%Y-%m-%d"], widget=widget, label=label, required=required)

    def validate(self, value: datetime.date | None) -> None:
        super().validate(value)
        if value and not EARLIEST_DAY <= value <= timezone.localdate():
            raise ValidationError(
                _("Choose a day no later than today, and not before 1900."), code="unfit_day"
            )


class OneDay(django_filters.Filter):
    """A day by one method of the set, no later than today."""

    field_class = PastDay
