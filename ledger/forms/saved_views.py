"""A saved view as it is typed: its name, and with whose staff it is shared."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.filters import ItemFilterSet
from ledger.forms.base import AnsweredForm
from ledger.forms.optimistic_lock import OptimisticLockForm
from ledger.models import Dialogue, Item, User


class ViewForm(OptimisticLockForm, AnsweredForm):
    """Name and sharing of a view; ``query`` are the filters, carried along. ``dialogues`` are those of the ``user``.

    Filters that the list would not understand are refused, each by its name and value; ``query``, where it is given,
    are those of the view that is changed, whatever was sent.
    """

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

    def __init__(
        self, *args: Any, user: User, dialogues: Sequence[Dialogue], query: str | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.user, self.dialogues, self.query_of_row = user, dialogues, query
        keys = [dialogue.pk for dialogue in dialogues]
        self.fields["dialogue"].queryset = Dialogue.objects.filter(pk__in=keys)  # type: ignore[attr-defined]
        if len(keys) == 1:
            self.fields["dialogue"].initial = keys[0]

    def clean(self) -> dict[str, Any]:
        """Check the filters. Raises ValidationError for those that the list would not understand."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        kept = self.query_of_row if self.query_of_row is not None else typed.get("query", "")
        asked = ItemFilterSet(QueryDict(kept), Item.objects.none(), user=self.user, dialogues=self.dialogues)
        if asked.faults:
            raise ValidationError([*asked.faults, _("Filter the list anew, and save that.")])
        return typed
