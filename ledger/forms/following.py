"""The offer to follow an item that nobody follows, made where something is recorded on it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.vocabulary import Status

WITH_STATUS = "status"


class FollowOfferMixin(forms.Form):
    """A form that offers to follow its item: with a status unless somebody says otherwise, with a note if they say so.

    Its page takes the field away where somebody follows the item, or the person may not change it.
    """

    follow = forms.ChoiceField(
        label=_("Follow it from now on"),
        required=False,
        initial=WITH_STATUS,
        choices=[(WITH_STATUS, _("if a status is recorded")), ("yes", _("yes")), ("no", _("no"))],
        help_text=_("Nobody follows it. What is followed can become overdue or stale."),
    )

    def follows(self, status: Status | None) -> bool:
        """Tell whether the item is to be followed once this status, or a note, is recorded."""
        answer = self.cleaned_data.get("follow")  # nothing, where it is not offered
        return answer == "yes" or (answer == WITH_STATUS and status is not None)
