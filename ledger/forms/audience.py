"""Choose to whom a source of a round is shown."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import WriteForm
from ledger.forms.fields import TextField, WordChoiceField
from ledger.vocabulary import Audience


class SourceAudienceForm(WriteForm):
    """The audience that is set, and why. ``seen`` is the newest version of the row as the page showed it."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    audience = WordChoiceField(Audience, label=_("It may be seen by"), widget=forms.RadioSelect)
    reason = TextField(label=_("Reason"), help_text=_("It stands in the record, for our own people."))

    def __init__(self, *args: Any, audiences: Sequence[Audience], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["audience"]
        assert isinstance(field, WordChoiceField)
        field.choices = [(audience.value, _(audience.label)) for audience in audiences]
