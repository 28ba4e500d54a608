"""Ask the dashboard's question: of which dialogue, and as of which day."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import PastDay
from ledger.models import Dialogue
from ledger.models.past_status import Whose


class DashboardForm(forms.Form):
    """A dialogue or all of one's own, whose word counts, and a past day; a single dialogue is no choice."""

    dialogue = forms.ChoiceField(label=_("Dialogue"), required=False)
    voice = forms.ChoiceField(
        label=_("Statuses by"),
        required=False,
        choices=[("", _("the newest word in any voice")), (Whose.OFFICE.value, _("our office"))],
    )
    as_of = PastDay(label=_("Compare with the day"), required=False)

    def __init__(self, data: QueryDict, *, dialogues: Sequence[Dialogue]) -> None:
        super().__init__(data)
        offered = [(dialogue.code, str(dialogue)) for dialogue in dialogues]
        self.fields["dialogue"].choices = [("", _("all")), *offered]  # type: ignore[attr-defined]
        if len(offered) < 2:
            self.fields["dialogue"].widget = forms.HiddenInput()
