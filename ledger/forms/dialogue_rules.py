"""Type a change of the rules that protect a dialogue."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ledger.forms.base import AnsweredForm
from ledger.forms.fields import TextField
from ledger.models import Dialogue, Party


class RulesForm(AnsweredForm):
    """The rules as they are to be, and why."""

    releases_need_second_person = forms.BooleanField(
        label=_("Releases need a second person"),
        required=False,
        help_text=_("The person who wrote an entry may then not release it."),
    )
    parties = forms.ModelMultipleChoiceField(
        Party.objects.all(),
        label=_("Parties"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The sides of the dialogue: who can owe, ask, report and be judged."),
    )
    own_party = forms.ModelChoiceField(
        Party.objects.all(),
        label=_("Own party"),
        required=False,
        empty_label=_("none: a neutral office"),
        help_text=_("Whose office keeps this ledger; none for a neutral one."),
    )
    marking_en = forms.CharField(
        label=_("Marking of internal reports in English"),
        required=False,
        help_text=_(
            "It stands on every page of an internal report, in your office’s own words; empty for none."
        ),
    )
    marking_es = forms.CharField(
        label=_("Marking of internal reports in Spanish"),
        required=False,
        help_text=_("The same for reports in Spanish; the same words where your office has only those."),
    )
    reason = TextField(label=_("Reason"), help_text=_("It stands in the record, for our own people."))

    def __init__(self, *args: Any, dialogue: Dialogue, **options: Any) -> None:
        initial = {
            "releases_need_second_person": dialogue.releases_need_second_person,
            "parties": [party.pk for party in dialogue.parties.all()],
            "own_party": dialogue.own_party_id,
            "marking_en": dialogue.marking_en,
            "marking_es": dialogue.marking_es,
        }
        super().__init__(*args, **{"initial": initial} | options)
