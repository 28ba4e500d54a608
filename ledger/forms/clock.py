"""Closing stamps that a wrong clock put into the future: the day as the person knows it, and why."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayField
from ledger.forms.base import AnsweredForm
from ledger.forms.fields import TextField


class ClockDecisionForm(AnsweredForm):
    """The second person's word; ``wanted`` is the request as the page showed it."""

    today = DayField(label=_("Today's date"), help_text=_("As you know it yourself: it must be the clock's."))
    wanted = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["today"].required = True

    def clean_today(self) -> datetime.date:
        """Refuse "today" and its like, which the clock itself would answer: the day is a second source."""
        typed = str(self["today"].data or "")
        if not any(sign.isdecimal() for sign in typed):
            raise ValidationError(
                translated("Write the day, the month and the year: “%(typed)s” would ask the clock itself.")
                % {"typed": typed.strip()},
                code="asks_clock",
            )
        day: datetime.date = self.cleaned_data["today"]
        return day


class ClockRequestForm(ClockDecisionForm):
    """The request of the first person to correct the clock."""

    reason = TextField(
        label=_("Reason"), help_text=_("What was wrong with the clock, since when, and who set it right.")
    )
