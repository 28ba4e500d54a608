"""Withdrawing an item that was opened in error."""

from django.utils.translation import gettext_lazy as _

from ledger.forms.base import ReasonForm
from ledger.forms.fields import ItemReferenceField


class WithdrawForm(ReasonForm):
    """The reason why an item goes, and the item to look at instead."""

    see_also = ItemReferenceField(
        label=_("See instead"),
        required=False,
        help_text=_("The reference of another item, such as USMX-7-04."),
    )
