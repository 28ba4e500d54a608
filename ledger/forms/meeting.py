"""The facts of a round and of its statement, as they are typed while the statement is under review."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger.filters.days import DayField, KnownDayField, known_day
from ledger.forms.fields import (
    SeveralRowsField,
    TextField,
    WordChoiceField,
    offer,
    tidy_fields,
)
from ledger.models import Agency, Forum, Party, ReviewDraft
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import Audience, DelegateRole, FactBasis, Precision, StatementForm

DRAFT_FIELDS = ("title", "form", "issued_by", "publisher", "url")
"""What the draft keeps in columns of its own."""
FACTS = (
    "starts_on", "ends_on", "dates_basis", "dates_evidence", "dates_evidence_url", "city", "venue",
    "host_party", "visibility",
)  # fmt: skip
"""What it keeps among the facts of the round."""


class FactsForm(forms.Form):
    """The round and the statement; ``values`` gives what the draft keeps."""

    number = forms.IntegerField(label=_("Number of the round"), min_value=1, max_value=9999, required=False)
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"), help_text=_("Empty for a meeting of one day."))
    dates_basis = WordChoiceField(FactBasis, label=_("Basis of the dates"))
    dates_evidence = TextField(
        label=_("Evidence for the dates"),
        rows=2,
        help_text=_("From what an inferred day follows, so that others can check it."),
    )
    dates_evidence_url = forms.URLField(
        label=_("Link to that evidence"), required=False, max_length=500, assume_scheme="https"
    )
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    venue = forms.CharField(label=_("Place"), required=False, max_length=200)
    host_party: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None, label=_("Host"), required=False, to_field_name="code", empty_label=_("not said")
    )
    forums = SeveralRowsField(label=_("Forums"), to_field_name="code")
    events = forms.MultipleChoiceField(
        label=_("Other meetings that it names"), required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    form = WordChoiceField(StatementForm, label=_("Form"))
    issued_by: "forms.ModelChoiceField[Party]" = forms.ModelChoiceField(
        None, label=_("Issued by"), required=False, to_field_name="code", empty_label=_("both sides jointly")
    )
    publisher = forms.CharField(label=_("Publisher"), required=False, max_length=200)
    url = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")
    published_on = KnownDayField(label=_("Published on"), required=False)
    visibility = WordChoiceField(
        Audience,
        label=_("Proposed for"),
        help_text=_("To whom a releaser may show it. It is internal until somebody releases it."),
    )

    def __init__(self, *args: Any, draft: ReviewDraft, **options: Any) -> None:
        self.draft = draft
        super().__init__(*args, **{"auto_id": "facts-%s", "initial": _initial(draft)} | options)
        tidy_fields(self)
        parties = Party.objects.filter(dialogues=draft.dialogue)
        self.fields["host_party"].queryset = self.fields["issued_by"].queryset = parties  # type: ignore[attr-defined]
        offer(self.fields["forums"], Forum.objects.all())
        events = draft.facts.get("events", [])
        names = [
            (str(at), f"{one['name']} ({one['wording']})" if one["wording"] else one["name"])
            for at, one in enumerate(events)
        ]
        self.fields["events"].choices = names  # type: ignore[attr-defined]
        if not names:
            del self.fields["events"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if "starts_on" not in self.errors and "ends_on" not in self.errors:
            self._clean_days(starts, ends)
        basis = cleaned.get("dates_basis")
        if basis and (starts is not None) != (basis is not FactBasis.UNKNOWN):
            says = translated(
                "Days that are given are stated or inferred; without days their basis is unknown."
            )
            self.add_error("dates_basis", says)
        if basis is FactBasis.INFERRED and starts and not cleaned.get("dates_evidence"):
            self.add_error(
                "dates_evidence", translated("Inferred days need the evidence from which they follow.")
            )
        return cleaned

    def _clean_days(self, starts: datetime.date | None, ends: datetime.date | None) -> None:
        if ends and not starts:
            self.add_error("starts_on", translated("Give the first day too."))
        elif starts and ends and ends < starts:
            self.add_error("ends_on", translated("The last day is not before the first."))
        elif (ends or starts or timezone.localdate()) > timezone.localdate():
            says = translated("A round that has a statement has been held: this day lies ahead.")
            self.add_error("ends_on" if ends else "starts_on", says)

    def values(self) -> dict[str, Any]:
        """Return new values of the draft: columns by their names, and ``facts`` whole."""
        cleaned = self.cleaned_data
        facts = dict(self.draft.facts)
        facts |= {name: _plain(cleaned[name]) for name in FACTS}
        facts["ends_on"] = facts["ends_on"] or facts["starts_on"]
        spans = {forum["code"]: forum.get("span") for forum in facts.get("forums", ())}
        facts["forums"] = [{"code": forum.code, "span": spans.get(forum.code)} for forum in cleaned["forums"]]
        facts["events"] = [
            one | {"is_kept": str(at) in cleaned.get("events", ())}
            for at, one in enumerate(facts.get("events", ()))
        ]
        known: KnownDay | None = cleaned["published_on"]
        return {name: cleaned[name] for name in DRAFT_FIELDS} | {
            "round_number": cleaned["number"],
            "facts": facts,
            "published_on": known.day if known else None,
            "published_precision": known.precision if known else Precision.DAY,
        }


def _initial(draft: ReviewDraft) -> dict[str, Any]:
    facts = draft.facts
    return {
        **{name: facts.get(name, "") for name in FACTS},
        **{name: getattr(draft, name) for name in DRAFT_FIELDS},
        "issued_by": draft.issued_by.code if draft.issued_by else None,
        "number": draft.round_number,
        "forums": [forum["code"] for forum in facts.get("forums", ())],
        "events": [str(at) for at, one in enumerate(facts.get("events", ())) if one["is_kept"]],
        "published_on": known_day(draft.published_on, draft.published_precision),
    }


def _plain(value: object) -> str:
    """Return a value as JSON keeps it: a day by its ISO form, a party by its code, none as an empty text."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Party):
        return value.code
    return "" if value is None else str(value)


# --- Who came


class PersonForm(forms.Form):
    """A person who came, or an agency that came without a name."""

    is_kept = forms.BooleanField(label=_("Came"), required=False)
    party = forms.ChoiceField(label=_("For"), required=False)
    role = WordChoiceField(DelegateRole, label=_("Role"), initial=DelegateRole.MEMBER)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    office = forms.CharField(label=_("Office"), required=False, max_length=300)
    agency = forms.ChoiceField(label=_("Agency"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tidy_fields(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_kept") and not cleaned.get("party"):
            self.add_error("party", translated("Say for which party."))
        if cleaned.get("is_kept") and not cleaned.get("name") and not cleaned.get("agency"):
            self.add_error("name", translated("Give a name, or the agency that came without one."))
        return cleaned


def people_forms(draft: ReviewDraft, data: QueryDict | None = None) -> list[PersonForm]:
    """Return a row for everybody whom the draft names, and an empty one."""
    parties = [(party.code, str(party)) for party in draft.dialogue.parties.all()]
    agencies = [
        (agency.code, f"{agency} ({agency.code})")
        for agency in Agency.objects.filter(party__dialogues=draft.dialogue)
    ]
    people = draft.facts.get("people", [])
    rows = []
    for at in range(len(people) + 1):
        row = PersonForm(
            data, prefix=f"person-{at}", initial=people[at] if at < len(people) else None,
            empty_permitted=at >= len(people), use_required_attribute=False,
        )  # fmt: skip
        row.fields["party"].choices = [("", "–"), *parties]  # type: ignore[attr-defined]
        row.fields["agency"].choices = [("", "–"), *agencies]  # type: ignore[attr-defined]
        rows.append(row)
    return rows


def people_typed(draft: ReviewDraft, rows: list[PersonForm]) -> list[dict[str, Any]]:
    """Find those who came as the draft keeps them: what was read stays beside what was typed."""
    before = draft.facts.get("people", [])
    people = []
    for at, row in enumerate(rows):
        if at >= len(before) and not row.has_changed():
            continue
        typed = {name: _plain(value) for name, value in row.cleaned_data.items() if name != "is_kept"}
        kept = before[at] if at < len(before) else {"agency_as_written": "", "span": None}
        people.append(kept | typed | {"is_kept": row.cleaned_data["is_kept"]})
    return people
