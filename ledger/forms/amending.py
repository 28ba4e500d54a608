"""Editing an item: only the fields that somebody changed go to the write API, each as it stood when they looked."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.filters.days import DayField, KnownDayField, known_day
from ledger.forms.base import ReasonForm
from ledger.forms.fields import (
    ItemReferenceField,
    RequiredSelect,
    SeveralRowsField,
    TextField,
    WordChoiceField,
    offer,
)
from ledger.forms.optimistic_lock import as_sent
from ledger.models import ITEM_FIELDS, Agency, Forum, Item, Passage, Statement, Topic, User
from ledger.models.statements import spans_of
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import SAID_KINDS, AgreedAs, FactBasis, ItemSource, Kind, Priority

WHY = (_("Why"), ("reason",))
STATEMENTS_OWN = (
    "first_topic",
    "further_topics",
    "owed_by",
    "owner_basis",
    "forums",
    "continues",
    "source",
    "deadline_on",
    "deadline_basis",
    "deadline_wording",
)
"""The fields that a step has not, as it is ours."""


class FieldsForm(ReasonForm):
    """Some of an item's fields. Each carries along how it stood when the page was made.

    What another person changes in the meantime is therefore never set back by somebody who did not touch it.
    """

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        options["initial"] = self.present(item) | (options.pop("initial", None) or {})
        super().__init__(*args, item=item, **options)
        for name in self.editable:
            self.fields[name].show_hidden_initial = True
        self.offer(item)

    @property
    def editable(self) -> list[str]:
        """The fields that are the item's."""
        return [name for name in self.fields if name not in ("seen", "request_id", "reason")]

    def present(self, item: Item) -> dict[str, Any]:
        """Return the item's values as the fields show them."""
        return {name: ITEM_FIELDS[name].read(item) for name in self.base_fields if name in ITEM_FIELDS}

    def offer(self, item: Item) -> None:
        """Fill the choices with rows of the item's dialogue."""

    def changes(self) -> dict[str, Any]:
        """Return the new values of what was changed, by the names of ``ledger.models.ITEM_FIELDS``."""
        changed = [name for name in self.changed_data if name in ITEM_FIELDS]
        values = {name: self.cleaned_data[name] for name in changed}
        return {name: list(one) if ITEM_FIELDS[name].is_many else one for name, one in values.items()}

    def look_again(self, item: Item) -> None:
        """Take the item's present values for fields left alone; what was typed stays, over the present ones."""
        typed = set(self.changed_data)
        fresh = self.present(item)
        super().look_again(item)
        for name in self.editable:
            now = as_sent(self.fields[name], fresh.get(name))
            self.data.setlist(f"initial-{name}", _as_initial(self.fields[name], fresh.get(name)))
            if name not in typed:
                self.data.setlist(name, now)


def _as_initial(field: forms.Field, value: object) -> list[str]:
    """Return a value as the page carries it along."""
    if isinstance(field, forms.BooleanField):
        return [str(value)]
    return as_sent(field, value)


class AmendForm(FieldsForm):
    """All fields but those that say what kind of item it is and what it cites."""

    groups = (
        (
            _("Our work on it"),
            ("is_followed", "officer", "next_step", "review_on", "target_on", "priority"),
        ),
        (
            _("How we read it"),
            (
                "summary_en",
                "summary_es",
                "first_topic",
                "further_topics",
                "owed_by",
                "owner_basis",
                "agencies",
                "forums",
                "continues",
                "note",
                "outside_ref",
            ),
        ),
        (
            _("What the statement says"),
            ("source", "deadline_on", "deadline_basis", "deadline_wording"),
        ),
        WHY,
    )

    is_followed = forms.BooleanField(label=_("Followed"), required=False)
    officer: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        None, label=_("Officer"), required=False, empty_label=_("(nobody)")
    )
    next_step = TextField(label=_("Next step"), rows=2)
    review_on = DayField(label=_("Review date"))
    target_on = DayField(label=_("Target date"), help_text=_("Ours. An agreed deadline is the statement's."))
    priority = WordChoiceField(Priority, label=_("Priority"))
    summary_en = TextField(label=_("Summary in English"), help_text=_("Our words."))
    summary_es = TextField(label=_("Summary in Spanish"), help_text=_("Our words."))
    first_topic: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        None, label=_("First topic"), empty_label=None, widget=RequiredSelect
    )
    further_topics = SeveralRowsField(label=_("Further topics"))
    owed_by = SeveralRowsField(label=_("Owed by"))
    owner_basis = WordChoiceField(FactBasis, label=_("Basis of who owes"))
    agencies = SeveralRowsField(label=_("Agencies"))
    forums = SeveralRowsField(label=_("Forums"))
    continues = ItemReferenceField(
        label=_("Continues"),
        required=False,
        help_text=_("The reference of an earlier item, such as USMX-6-04."),
    )
    note = TextField(label=_("Note on our reading"), rows=2)
    outside_ref = forms.CharField(
        label=_("Reference elsewhere"),
        required=False,
        max_length=200,
        empty_value=None,
        help_text=_("As the list numbers it from which it was imported. It is found again by this."),
    )
    source = WordChoiceField(ItemSource, label=_("Source"))
    deadline_on = KnownDayField(label=_("Agreed deadline"), required=False)
    deadline_basis = WordChoiceField(FactBasis, label=_("Basis of the deadline"), empty=_("(no deadline)"))
    deadline_wording = forms.CharField(label=_("Deadline as written"), required=False, max_length=200)

    def present(self, item: Item) -> dict[str, Any]:
        first, *further = ITEM_FIELDS["topics"].read(item) or [None]
        return super().present(item) | {
            "first_topic": first,
            "further_topics": further,
            "deadline_on": known_day(item.deadline_on, item.deadline_precision),
        }

    def offer(self, item: Item) -> None:
        dialogue = item.round.dialogue
        officers = access.officers_in(User.objects.all(), dialogue)
        rows = {
            "officer": officers | User.objects.filter(pk=item.officer_id or 0).distinct(),
            "first_topic": Topic.objects.all(),
            "further_topics": Topic.objects.all(),
            "owed_by": dialogue.parties.all(),
            "agencies": Agency.objects.filter(party__dialogues=dialogue),
            "forums": Forum.objects.all(),
        }
        for name, queryset in rows.items():
            offer(self.fields[name], queryset)
        for name in STATEMENTS_OWN if item.part_of_id else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first_topic") in (further := list(cleaned.get("further_topics") or ())):
            further.remove(cleaned["first_topic"])
            cleaned["further_topics"] = further
        return cleaned

    def changes(self) -> dict[str, Any]:
        values = super().changes()
        changed = set(self.changed_data)
        if changed & {"first_topic", "further_topics"}:
            values["topics"] = [self.cleaned_data["first_topic"], *self._further()]
        if "deadline_on" in changed:
            known: KnownDay | None = self.cleaned_data["deadline_on"]
            values["deadline_on"] = known.day if known else None
            values["deadline_precision"] = known.precision if known else None
        return values

    def _further(self) -> list[Topic]:
        """Return the further topics, those that were there in the order they had."""
        chosen = list(self.cleaned_data["further_topics"])
        before = [topic.pk for topic in ITEM_FIELDS["topics"].read(self.item)]
        return sorted(chosen, key=lambda one: before.index(one.pk) if one.pk in before else len(before))

    def field_for(self, name: str) -> str:
        return {"topics": "first_topic", "deadline_precision": "deadline_on"}.get(name, name)


class ReclassifyForm(FieldsForm):
    """Reclassify the item: its kind of speech act, and what hangs on that."""

    groups = (("", ("kind", "agreed_as", "asked_by", "asked_of", "is_followed", "reason")),)

    kind = WordChoiceField(
        Kind,
        label=_("Kind"),
        choices=lambda: [(kind.value, translated(kind.label)) for kind in SAID_KINDS],
        widget=forms.RadioSelect,
    )
    agreed_as = WordChoiceField(
        AgreedAs,
        label=_("Agreed as"),
        empty=_("(not agreed)"),
        help_text=_("Of what was agreed, and of nothing else."),
    )
    asked_by = SeveralRowsField(label=_("Asked by"), help_text=_("Of what was asked, and of nothing else."))
    asked_of = SeveralRowsField(label=_("Asked of"))
    is_followed = forms.BooleanField(
        label=_("Followed"), required=False, help_text=_("Commitments and asks usually are.")
    )

    def offer(self, item: Item) -> None:
        for name in ("asked_by", "asked_of"):
            self.fields[name].queryset = item.round.dialogue.parties.all()  # type: ignore[attr-defined]


class CiteForm(ReasonForm):
    """Other words of a statement of the round, given as they stand there, or none: a paraphrase.

    ``span`` are the statement and where the words stand in its text, ``[start, end)`` in characters.
    """

    groups = (("", ("statement", "quote", "occurrence", "is_paraphrase", "other_passages", "reason")),)

    statement: "forms.ModelChoiceField[Statement]" = forms.ModelChoiceField(
        None, label=_("Statement"), required=False, empty_label=_("(none)")
    )
    quote = forms.CharField(
        label=_("Its words"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("As they stand in the text below: copy them from there."),
    )
    occurrence = forms.IntegerField(
        label=_("Which time"),
        required=False,
        min_value=1,
        help_text=_("Where the same words stand there more than once: 1 for the first, 2 for the second…"),
    )
    is_paraphrase = forms.BooleanField(
        label=_("Paraphrase"),
        required=False,
        help_text=_("No passage says it: the item is given in our words alone."),
    )
    other_passages = SeveralRowsField(label=_("The same matter in other languages"))

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        passage = item.passage
        present = {
            "statement": passage.statement if passage else None,
            "quote": passage.quote if passage else "",
            "is_paraphrase": item.is_paraphrase,
            "other_passages": ITEM_FIELDS["other_passages"].read(item),
        }
        super().__init__(*args, item=item, initial=present | (options.pop("initial", None) or {}), **options)
        self.statements = list(Statement.objects.filter(round=item.round_id).exclude(text=""))
        held = Statement.objects.filter(pk__in=[statement.pk for statement in self.statements])
        self.fields["statement"].queryset = held  # type: ignore[attr-defined]
        cited = Passage.objects.filter(statement__round=item.round_id).select_related("statement")
        own = passage.statement_id if passage else None
        self.fields["other_passages"].queryset = cited.exclude(statement=own)  # type: ignore[attr-defined]
        if self.fields["other_passages"].queryset.exists():  # type: ignore[attr-defined]
            self.fields["other_passages"].show_hidden_initial = True
        else:
            del self.fields["other_passages"]
        self.span: tuple[Statement, int, int] | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_paraphrase") or self.errors:
            return cleaned
        statement = cleaned.get("statement")
        quote = (cleaned.get("quote") or "").replace("\r\n", "\n")
        if statement is None:
            self.add_error("statement", _("Say which statement is cited, or mark the item a paraphrase."))
        elif not quote.strip():
            self.add_error("quote", _("Give the words that are cited, or mark the item a paraphrase."))
        else:
            self._locate(statement, quote, cleaned.get("occurrence"))
        return cleaned

    def _locate(self, statement: Statement, quote: str, occurrence: int | None) -> None:
        spans = spans_of(statement.text, quote)
        if not spans:
            self.add_error("quote", _("These words do not stand in the text."))
        elif occurrence is None and len(spans) > 1 and not self._is_cited(statement, spans):
            says = _("These words stand there %(times)d times: say which is meant.")
            self.add_error("occurrence", ValidationError(says, params={"times": len(spans)}))
        elif occurrence is not None and occurrence > len(spans):
            says = _("These words stand there only %(times)d times.")
            self.add_error("occurrence", ValidationError(says, params={"times": len(spans)}))
        elif self.span is None:
            self.span = (statement, *spans[(occurrence or 1) - 1])

    def _is_cited(self, statement: Statement, spans: Sequence[tuple[int, int]]) -> bool:
        """Tell whether the words are those cited now, which need no saying which."""
        now = self.item.passage
        if now is None or now.statement_id != statement.pk or (now.start, now.end) not in spans:
            return False
        self.span = (statement, now.start, now.end)
        return True

    def changes(self, passage: Passage | None) -> Mapping[str, Any]:
        """Return the new values; ``passage`` is the row of ``span``."""
        cited = {"passage": passage, "is_paraphrase": passage is None}
        if "other_passages" in self.changed_data:
            others = self.cleaned_data["other_passages"]
            return cited | {"other_passages": [other for other in others if other != passage]}
        return cited
