"""What the forms of all acts on an item have in common: what the writer saw, and other items near it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import DoorForm
from ledger.forms.fields import MOST_ENTRIES, ItemField
from ledger.models import Item


class ActForm(DoorForm):
    """An act on an item. ``seen`` is the item's last entry as the page showed it."""

    seen = forms.IntegerField(min_value=0, max_value=MOST_ENTRIES, widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        options["initial"] = {"seen": item.last_sequence} | (options.pop("initial", None) or {})
        super().__init__(*args, **options)
        self.item = item
        for field in self.fields.values():
            if isinstance(field, ItemField):
                field.near(item)

    def look_again(self, item: Item) -> None:
        """Keep what was typed, and be ready to be sent again by somebody who now sees the item as it is."""
        self.item = item
        self.renew(seen=item.last_sequence)


class ReasonForm(ActForm):
    """An act that takes nothing but its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason for the act. It is kept with it and stands in no report as a note."),
    )
