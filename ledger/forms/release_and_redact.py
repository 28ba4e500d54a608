"""Setting an entry's audience, and asking that a text be destroyed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import ReasonForm
from ledger.forms.fields import WordChoiceField
from ledger.models import Entry, RedactionRequest
from ledger.vocabulary import Audience


class ReleaseForm(ReasonForm):
    """The audience of an entry; "our own people alone" withdraws its release."""

    field_order = ("audience", "reason")

    audience = WordChoiceField(Audience, label=_("It may be seen by"), widget=forms.RadioSelect)


class RedactForm(ReasonForm):
    """The texts and files of an entry that must go, and why. ``parts`` are pairs of name and what the page shows."""

    field_order = ("parts", "reason")

    parts = forms.MultipleChoiceField(
        label=_("What must go"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, entry: Entry, parts: Sequence[tuple[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        field = self.fields["parts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = parts
        self.fields["reason"].help_text = _(
            "Say why it must go, without repeating it. A second person decides."
        )

    def clean_parts(self) -> list[str]:
        """Refuse what somebody has asked for already: asking twice would have it decided twice."""
        parts: list[str] = self.cleaned_data["parts"]
        waiting = RedactionRequest.objects.filter(entry=self.entry, decided_by=None)
        asked = {part for request in waiting for part in request.parts}
        if asked.intersection(parts):
            raise ValidationError(_("That was asked for already and waits for a second person."))
        return parts
