"""A saved view as it is typed: its name, and with whose staff it is shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.forms.optimistic_lock import OptimisticLockForm
from ledger.models import Dialogue


class ViewForm(OptimisticLockForm, AnsweredForm):
    """Name and sharing of a view; ``query`` are the filters, carried along. ``dialogues`` are the person's own."""

    name = forms.CharField(label=_("Name"), max_length=80)
    dialogue: "forms.ModelChoiceField[Dialogue]" = forms.ModelChoiceField(
        None,
        label=_("Dialogue"),
        required=False,
        empty_label=_("(all of mine)"),
        help_text=_("A view of a dialogue goes along when work is handed over."),
    )
    is_shared = forms.BooleanField(label=_("Share it with the dialogue's staff"), required=False)
    query = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, dialogues: Sequence[Dialogue], **options: Any) -> None:
        super().__init__(*args, **options)
        keys = [dialogue.pk for dialogue in dialogues]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if len(keys) == 1:
            self.fields["dialogue"].initial = keys[0]
