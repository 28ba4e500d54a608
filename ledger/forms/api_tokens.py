"""Type what a new API token is called, for which dialogues it is, and how long it lasts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.forms.fields import RequiredSelect
from ledger.models import Dialogue

LASTS = ((30, _("a month")), (90, _("three months")), (365, _("a year")))
"""Days, and the words for them."""


class ApiTokenForm(AnsweredForm):
    """Gives what ``make_token`` takes; ``dialogues`` are those of the person."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What uses it, such as “Intranet” or “Notebook”.")
    )
    dialogue: "forms.ModelChoiceField[Dialogue]" = forms.ModelChoiceField(
        None,
        label=_("Dialogue"),
        required=False,
        empty_label=_("(all of mine)"),
        help_text=_("With your roles there as they are today, as long as you hold them."),
    )
    days = forms.TypedChoiceField(label=_("It lasts"), coerce=int, choices=LASTS, widget=RequiredSelect)

    may_write = forms.BooleanField(
        label=_("It may write"),
        required=False,
        help_text=_(
            "Record, correct, release and all else that you may do to items. Otherwise it reads alone."
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, dialogues: Sequence[Dialogue]) -> None:
        super().__init__(data)
        self.dialogues = dialogues
        keys = [dialogue.pk for dialogue in dialogues]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return the arguments for ``make_token``."""
        typed = dict(self.cleaned_data)
        chosen = typed.pop("dialogue")
        return typed | {"dialogues": [chosen] if chosen else self.dialogues}
