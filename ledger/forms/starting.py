"""A dialogue, a round, a delegation: as they are typed when they begin."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.forms.base import AnsweredForm
from ledger.forms.fields import RequiredSelect, SeveralRowsField, WordChoiceField, tidy_fields
from ledger.forms.meeting import FactsForm, PersonForm
from ledger.models import Agency, Delegation, Dialogue, Party, Round, User
from ledger.models.parties import PARTY_CODE, Named, taken_code
from ledger.typed_text import alphabetical, name_form
from ledger.vocabulary import FactBasis, Role, RoundState

N = TypeVar("N", bound=Named)

NEW_PARTIES, PEOPLE, DELEGATES = 2, 4, 8
"""How many empty rows a page has."""
NEUTRAL, ADDED = "none", "added"
"""Choices of one's own party that are no code."""


def capitals(code: str) -> str:
    """Return a code in capital letters. Others than ASCII stay, to be refused: ``ß`` would become two that
    nobody typed.
    """
    return code.upper() if code.isascii() else code


def namesake(name: str, others: Iterable[N]) -> N | None:
    """Find the first of some rows that has this name in either language, but for capitals and accents."""
    wanted = name_form(name)
    return next((row for row in others if wanted in map(name_form, (row.name_en, row.name_es))), None)


class OptionalRowForm(forms.Form):
    """A row of fields that may stay empty as a whole."""

    def __init__(self, data: QueryDict | None = None, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix, empty_permitted=True, use_required_attribute=False)
        tidy_fields(self)


class NewPartyForm(OptionalRowForm):
    """A party that the ledger does not know yet."""

    code = forms.CharField(
        label=_("Code"),
        max_length=3,
        help_text=_("ISO 3166-1 alpha-3, such as BRA."),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_es = forms.CharField(label=_("Name in Spanish"), max_length=200, required=False)

    def clean_code(self) -> str:
        """Take a code in small letters, too."""
        code = capitals(self.cleaned_data["code"])
        PARTY_CODE(code)
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse a code that is there under another name, and a name that is there under another code."""
        cleaned = super().clean() or self.cleaned_data
        code, name_en, name_es = (cleaned.get(name, "") for name in ("code", "name_en", "name_es"))
        there = Party.objects.filter(code=code).first()
        if there and (there.name_en != name_en or name_es not in ("", there.name_es)):
            self.add_error("code", taken_code(there))
        others = list(Party.objects.exclude(code=code))
        for field, name in (("name_en", name_en), ("name_es", name_es)):
            if name and (other := namesake(name, others)):
                self.add_error(field, taken_code(other))
        return cleaned

    def party(self) -> Party:
        """Return the party of that code, or a new row."""
        values = self.cleaned_data
        return Party.objects.filter(code=values["code"]).first() or Party(**values)


class RoleForm(OptionalRowForm):
    """A person who gets a role."""

    person: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Person"), empty_label=_("(nobody)")
    )
    role = WordChoiceField(
        Role,
        label=_("Role"),
        help_text=_("Editors give “editor” to people who edit a dialogue already; superusers to anybody."),
    )

    def __init__(self, data: QueryDict | None = None, *, prefix: str, giver: User) -> None:
        super().__init__(data, prefix=prefix)
        self.giver = giver
        people = access.role_candidates(User.objects.exclude(pk=giver.pk), giver)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        person, role = cleaned.get("person"), cleaned.get("role")
        if person and role and not access.gives_role(self.giver, role, person):
            self.add_error("role", translated("Only people who edit a dialogue already become editors here."))
        return cleaned


class RowsForm(AnsweredForm):
    """A form with further rows of fields; an error in a row is told above, too."""

    def rows(self) -> Iterator[OptionalRowForm]:
        """Return every row of the page."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if [row for row in self.rows() if not row.is_valid()]:  # each is checked
            self.add_error(None, translated("A row below is not complete: what it lacks stands beside it."))
        return cleaned


def filled(rows: Sequence[Any]) -> list[Any]:
    """Return the rows in which something was typed."""
    return [row for row in rows if row.has_changed()]


class DialogueForm(RowsForm):
    """A dialogue: its names and parties, and people with roles. ``giver`` is the person who starts it."""

    groups = (
        (_("The dialogue"), ("code", "name_en", "name_es")),
        (_("Parties"), ("parties", "own_party")),
        (_("Rules"), ("releases_need_second_person", "stale_after_days")),
    )

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_(
            "Short, such as USMX: the references of its items begin with it. It stays once there are any."
        ),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=200)
    name_es = forms.CharField(
        label=_("Name in Spanish"),
        max_length=200,
        required=False,
        help_text=_("Pages and reports in Spanish use it; without one they show the English name."),
    )
    parties = SeveralRowsField(
        label=_("Parties"), help_text=_("Two or more. One that is missing here is added below.")
    )
    own_party = forms.ChoiceField(
        label=_("Own party"), widget=RequiredSelect, help_text=_("Whose office keeps this ledger.")
    )
    releases_need_second_person = forms.BooleanField(
        label=_("Releases need a second person"),
        required=False,
        help_text=_("The person who wrote an entry may then not release it."),
    )
    stale_after_days = forms.IntegerField(
        label=_("Stale after days"),
        min_value=1,
        max_value=36_500,
        initial=180,
        help_text=_("A followed, open item with nothing newer than this is stale."),
    )

    def __init__(self, data: QueryDict | None = None, *, giver: User) -> None:
        super().__init__(data)
        parties = sorted(Party.objects.all(), key=lambda party: alphabetical(party.name))
        fields: dict[str, Any] = self.fields
        fields["parties"].queryset = Party.objects.all()
        fields["parties"].choices = [(party.pk, str(party)) for party in parties]
        fields["own_party"].choices = [
            *((party.code, str(party)) for party in parties),
            (ADDED, _("the first party added below")),
            (NEUTRAL, _("none: a neutral office")),
        ]
        self.new_parties = [NewPartyForm(data, prefix=f"party-{at}") for at in range(NEW_PARTIES)]
        self.people = [RoleForm(data, prefix=f"person-{at}", giver=giver) for at in range(PEOPLE)]

    def rows(self) -> Iterator[OptionalRowForm]:
        yield from self.new_parties
        yield from self.people

    def clean_code(self) -> str:
        """Take a code in small letters, too."""
        return capitals(self.cleaned_data["code"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        added = [row.cleaned_data for row in filled(self.new_parties) if row.is_valid()]
        if any(len({row[name].lower() for row in added}) < len(added) for name in ("code", "name_en")):
            self.add_error(None, translated("Two of the parties added below have the same code or name."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of the write API's arguments."""
        cleaned = dict(self.cleaned_data)
        added = [row.party() for row in filled(self.new_parties)]
        parties = {party.code: party for party in [*cleaned["parties"], *added]}
        own = added[0].code if cleaned["own_party"] == ADDED and added else cleaned["own_party"]
        nobody = Party(code=own)  # the write API says that it is none of the parties
        return cleaned | {
            "parties": list(parties.values()),
            "own_party": None if own == NEUTRAL else parties.get(own, nobody),
            "roles": [(row.cleaned_data["person"], row.cleaned_data["role"]) for row in filled(self.people)],
        }


class RoundForm(AnsweredForm):
    """A round of a dialogue, held or planned."""

    groups = (
        ("", ("number", "state", "title")),
        (_("When"), ("starts_on", "ends_on", "dates_basis", "dates_evidence")),
        (_("Where"), ("city", "venue", "host_party")),
    )

    number = forms.IntegerField(
        label=_("Number of the round"),
        min_value=1,
        max_value=9999,
        help_text=_("Items are named by it (USMX-7-04): it stays once the round has items."),
    )
    state = WordChoiceField(
        RoundState,
        label=_("State"),
        initial=RoundState.HELD,
        help_text=_("A planned round has an agenda before there is any statement."),
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("What the sides called the meeting, if they did."),
    )
    starts_on = FactsForm.base_fields["starts_on"]
    ends_on = FactsForm.base_fields["ends_on"]
    dates_basis = WordChoiceField(FactBasis, label=_("Basis of the dates"), initial=FactBasis.UNKNOWN)
    dates_evidence = FactsForm.base_fields["dates_evidence"]
    city = FactsForm.base_fields["city"]
    venue = FactsForm.base_fields["venue"]
    host_party: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None, label=_("Host"), required=False, empty_label=_("not said")
    )

    def __init__(self, data: QueryDict | None = None, *, dialogue: Dialogue) -> None:
        newest = Round.objects.filter(dialogue=dialogue).order_by("-number").first()
        super().__init__(data, initial={"number": newest.number + 1 if newest else 1})
        self.fields["host_party"].queryset = dialogue.parties.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("starts_on") and not cleaned.get("ends_on") and "ends_on" not in self.errors:
            cleaned["ends_on"] = cleaned["starts_on"]
        last: datetime.date | None = cleaned.get("ends_on")
        if last and last > timezone.localdate() and cleaned.get("state") is RoundState.HELD:
            self.add_error("state", translated("Its last day lies ahead: the round is planned."))
        return cleaned


class DelegateForm(OptionalRowForm):
    """A person who came, or an agency that came without a name."""

    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    office = forms.CharField(label=_("Office"), required=False, max_length=300)
    agency: "forms.ModelChoiceField[Agency]" = forms.ModelChoiceField(
        None, label=_("Agency"), required=False, empty_label="–"
    )
    role = PersonForm.base_fields["role"]

    def has_changed(self) -> bool:
        """Tell whether anything was typed: a role alone is nobody."""
        return bool({*self.changed_data} - {"role"})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.has_changed() and not cleaned.get("name") and not cleaned.get("agency"):
            self.add_error("name", translated("Give a name, or the agency that came without one."))
        return cleaned


class DelegationForm(RowsForm):
    """The delegation of a party that has none in the round yet."""

    party: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None, label=_("Party"), empty_label=None, widget=RequiredSelect
    )
    heads_complete = forms.BooleanField(
        label=_("All heads are known"),
        required=False,
        help_text=_("The source names every head of delegation."),
    )
    agencies_complete = forms.BooleanField(
        label=_("All agencies are known"),
        required=False,
        help_text=_("The source names every agency that came."),
    )

    def __init__(self, data: QueryDict | None = None, *, round: Round, party: Party | None = None) -> None:
        super().__init__(data, initial={"party": party})
        came = Delegation.objects.filter(round=round).values("party")
        # A second click finds the party that the first one has written.
        parties = round.dialogue.parties.all()
        self.fields["party"].queryset = parties if data else parties.exclude(pk__in=came)  # type: ignore[attr-defined]
        agencies = Agency.objects.filter(party=party) if party else Agency.objects.filter(party__in=parties)
        self.delegates = [DelegateForm(data, prefix=f"person-{at}") for at in range(DELEGATES)]
        for row in self.delegates:
            row.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def rows(self) -> Iterator[OptionalRowForm]:
        yield from self.delegates

    def values(self) -> dict[str, Any]:
        """Return what was typed, by the names of the write API's arguments."""
        return self.cleaned_data | {"delegates": [row.cleaned_data for row in filled(self.delegates)]}

    def field_for(self, name: str) -> str:
        return "party" if name in ("round", "") else name
