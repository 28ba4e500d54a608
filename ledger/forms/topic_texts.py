"""Type what our office says of a topic: written anew, released, asked to be destroyed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayField, DayInput
from ledger.forms.base import AnsweredForm, WriteForm
from ledger.forms.fields import MOST_ENTRIES, TextField, WordChoiceField
from ledger.models import TopicText
from ledger.vocabulary import Audience


class WriteTextForm(WriteForm):
    """The next version. ``seen`` is the sequence of the newest one as the page showed it, 0 for none."""

    field_order = ("text", "written_on")

    seen = forms.IntegerField(min_value=0, max_value=MOST_ENTRIES, widget=forms.HiddenInput)
    text = TextField(
        label=_("Text"),
        rows=8,
        help_text=_(
            "The whole of it: the version before stays readable, as of then. Yours, and internal at first."
        ),
    )
    written_on = DayField(
        label=_("Stands from"),
        help_text=_("Left empty, today. Never a day that lies ahead."),
        widget=DayInput(is_past=True),
    )

    def look_again(self, newest: TopicText) -> None:
        """Keep what was typed, and be ready to be sent again by somebody who now sees the newest version."""
        self.renew(seen=newest.sequence)


class ReleaseTextForm(WriteForm):
    """The audience of one version; "our own people alone" takes its release back."""

    audience = WordChoiceField(Audience, label=_("It may be seen by"), widget=forms.RadioSelect)


class RedactTextForm(AnsweredForm):
    """The reason why the words of one version must go."""

    reason = TextField(
        label=_("Reason"), help_text=_("Say why it must go, without repeating it. A second person decides.")
    )
