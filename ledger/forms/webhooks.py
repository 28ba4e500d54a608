"""Type where a dialogue's events are to be sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.models.webhooks import LONGEST_URL


class WebhookForm(AnsweredForm):
    """Gives what ``make_webhook`` takes."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What receives it, such as “Intranet of the ministry”.")
    )
    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST_URL,
        help_text=_("It begins with https://. Events are sent there by POST."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
