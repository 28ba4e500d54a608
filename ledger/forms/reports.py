"""Forms of the pages of reports: what is kept with an issued one, and a file to verify."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.forms.fields import RequiredSelect, TextField


class IssueForm(AnsweredForm):
    """The details kept with a report that is issued to others."""

    format = forms.ChoiceField(label=_("Format"), widget=RequiredSelect)
    recipient = forms.CharField(
        label=_("For whom"),
        max_length=200,
        required=False,
        help_text=_("The embassy, a delegation, the press…"),
    )
    note = TextField(label=_("Note"), required=False, rows=2)

    def __init__(self, *args: Any, formats: Sequence[tuple[str, str]], **more: object) -> None:
        super().__init__(*args, **more)
        self.fields["format"].choices = formats  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """A file that may be one of ours."""

    file = forms.FileField(
        label=_("File"), max_length=255, help_text=_("As it came to you; it is looked at and not kept.")
    )
