"""Ask for what was done: by whom, in which dialogue, of which kind, on which day."""

import datetime
from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from ledger.filters.activity import ANY, BATCHES, CHANGES
from ledger.filters.days import PastDay
from ledger.models import Dialogue, User
from ledger.vocabulary import Act

EVERYBODY = "all"


class ActivityForm(forms.Form):
    """The filters of the activity; untouched, it is one's own. A single dialogue is no choice."""

    person = forms.ChoiceField(label=_("Person"), required=False)
    dialogue = forms.ChoiceField(label=_("Dialogue"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    day = PastDay(label=_("Day"), required=False)

    def __init__(self, data: QueryDict, *, dialogues: Sequence[Dialogue], others: Iterable[User]) -> None:
        super().__init__(data)
        offered = [(dialogue.code, str(dialogue)) for dialogue in dialogues]
        people = [(str(person.pk), str(person)) for person in others]
        acts = [(act.value, gettext(act.label)) for act in Act]
        choices = {
            "person": [("", gettext("me")), (EVERYBODY, gettext("everybody")), *people],
            "dialogue": [("", gettext("all")), *offered],
            "kind": [
                (ANY, gettext("any")),
                (BATCHES, gettext("batches")),
                *acts,
                (CHANGES, gettext("changes of reference rows")),
            ],
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]
        if len(offered) < 2:
            self.fields["dialogue"].widget = forms.HiddenInput()

    def in_force(self, user: User) -> list[tuple[str, str]]:
        """Return what a valid form asks for, label and value in words; whose it is in any case."""
        told = []
        for name, value in self.cleaned_data.items():
            if name == "person" and not value:
                told.append((name, str(user)))
            elif isinstance(value, datetime.date):
                told.append((name, date_format(value, pgettext("date", "j M Y"))))
            elif value:
                told.append((name, str(dict(self.fields[name].choices)[value])))  # type: ignore[attr-defined]
        return [(str(self.fields[name].label), shown) for name, shown in told]
