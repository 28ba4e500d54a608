"""Moving an entry: the item it goes to is shown before anything is written."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import ReasonForm
from ledger.forms.fields import MOST_ENTRIES, ItemReferenceField
from ledger.models import Item


class MoveForm(ReasonForm):
    """The item to which an entry belongs, and why it is moved.

    Sent a first time, the page shows ``there``, the item it would go to; ``seen_there`` and ``shown`` then hold what
    was shown, and sent again it is done. Naming another item shows that one first.
    """

    field_order = ("to_item", "reason")

    to_item = ItemReferenceField(label=_("To which item"), help_text=_("Its reference, such as USMX-7-04."))
    shown = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)
    seen_there = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_ENTRIES, widget=forms.HiddenInput
    )

    @property
    def there(self) -> Item | None:
        """The item that the entry would go to, once one was named."""
        found = getattr(self, "cleaned_data", {}).get("to_item")
        return found if isinstance(found, Item) else None

    @property
    def was_shown(self) -> bool:
        """Whether the page that was sent showed the item it names."""
        there, seen = self.there, self.cleaned_data.get("seen_there")
        return there is not None and there.ref == self.cleaned_data.get("shown") and seen is not None

    def show(self) -> None:
        """Show the item named, so that the next time it is meant."""
        if self.there is not None:
            self._look(self.there)

    def look_again(self, item: Item) -> None:
        """Take either of the two items anew: it may be the one that moved on."""
        if self.there is not None and item.pk == self.there.pk:
            self._look(item)
        else:
            super().look_again(item)

    def _look(self, there: Item) -> None:
        self.renew(shown=there.ref, seen_there=there.last_sequence)
