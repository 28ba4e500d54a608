"""Handing over: from whom to whom, and what goes with it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayField
from ledger.forms.base import AnsweredForm, WriteForm
from ledger.forms.fields import TextField
from ledger.models import User


class BetweenForm(forms.Form):
    """From whom to whom, by the identifiers of their accounts."""

    from_user: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("From"), to_field_name="uuid", empty_label=_("(choose)")
    )
    to_user: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("To"), to_field_name="uuid", empty_label=_("(choose)")
    )

    def __init__(
        self, *args: Any, officers: QuerySet[User], receivers: QuerySet[User], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["from_user"].queryset = officers  # type: ignore[attr-defined]
        self.fields["to_user"].queryset = receivers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("from_user") and cleaned.get("from_user") == cleaned.get("to_user"):
            self.add_error("to_user", _("Choose somebody else."))
        return cleaned


class HandOverForm(BetweenForm, WriteForm):
    """The confirmation of a preview. ``seen`` is the plan's digest, ``request_id`` the page, and the batch."""

    review_on = DayField(
        label=_("Review all of it on"), help_text=_("Left empty, every item keeps its review date.")
    )
    reason = TextField(
        label=_("Reason"), rows=2, help_text=_("Required where an item has another review date already.")
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("from_user", "to_user"):
            self.fields[name].widget = forms.HiddenInput()


class TakeBackForm(AnsweredForm):
    """The reason for taking a handover back."""

    reason = TextField(label=_("Reason"), rows=2, required=True, error_messages={"required": _("Say why.")})
