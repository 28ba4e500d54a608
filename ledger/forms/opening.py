"""Opening an item by hand: in which round, and what it is."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.forms.amending import AmendForm
from ledger.forms.base import AGAIN, WriteForm
from ledger.forms.fields import (
    RequiredSelect,
    SeveralRowsField,
    TextField,
    WordChoiceField,
    YesNoField,
    offer,
)
from ledger.forms.review import kind_choices
from ledger.models import Agency, Dialogue, Forum, Item, Passage, Round, Statement, Topic, User
from ledger.models.statements import spans_of
from ledger.presentation.paragraphs import paragraph_spans, sentence_spans
from ledger.reading.segments import trimmed
from ledger.vocabulary import AgreedAs, FactBasis, ItemSource, Kind, StatementForm

MOST_CHOICES = 600
"""Passages that are offered of all statements of a round; of longer ones the paragraphs alone, or none."""
MOST_KEY = 2**31 - 1
ROUNDS_OFFERED = 100

Span = tuple[Statement, int, int]
"""A statement, and ``[start, end)`` in characters of its text."""


class ChooseRoundForm(forms.Form):
    """The round in which an item is opened: ``rounds`` are those that may be chosen, the newest first."""

    round = forms.ChoiceField(
        label=_("Round"),
        widget=RequiredSelect,
        help_text=_("The newest are offered; of an older round, go on from its own page."),
    )

    def __init__(self, data: QueryDict | None = None, *, rounds: Sequence[Round]) -> None:
        super().__init__(data)
        field = self.fields["round"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (f"{round.dialogue.code}-{round.number}", str(round)) for round in rounds[:ROUNDS_OFFERED]
        ]


class OpenItemForm(WriteForm):
    """An item of ``round``: its words, found in the round's statements, or a paraphrase; and how our office reads it.

    ``passage`` is chosen from the text's paragraphs and sentences. Typed words (``quote``) are looked for there, else
    in all statements of the round; ``statement``, ``start`` and ``end`` say where words stand that were selected on the
    page. ``span`` is then what the item cites.
    """

    groups = (
        (
            _("What the statement says"),
            (
                "passage",
                "quote",
                "kind",
                "asked_by",
                "asked_of",
                "owed_by",
                "first_topic",
                "summary_en",
                "summary_es",
            ),
        ),
        (_("Agreed deadline"), ("deadline_on", "deadline_basis", "deadline_wording")),
        (
            _("How we read it"),
            ("further_topics", "owner_basis", "agencies", "forums", "continues", "note"),
        ),
        (_("Our work on it"), ("officer", "is_followed", "next_step", "review_on", "target_on", "priority")),
    )

    passage = forms.ChoiceField(label=_("Passage"), required=False)
    quote = TextField(
        label=_("Its words"),
        rows=3,
        strip=False,
        help_text=_(
            "Letter for letter, where they are fewer than the passage. Or select them in the text. "
            "Without passage and words the item is a paraphrase, in our own words: the summary."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=kind_choices, widget=RequiredSelect)
    asked_by = SeveralRowsField(label=_("Asked by"), help_text=_("Of what was asked, and of nothing else."))
    asked_of = SeveralRowsField(label=_("Asked of"))
    deadline_on = AmendForm.base_fields["deadline_on"]
    deadline_basis = AmendForm.base_fields["deadline_basis"]
    deadline_wording = AmendForm.base_fields["deadline_wording"]
    first_topic: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        None, label=_("First topic"), empty_label=None, widget=RequiredSelect
    )
    further_topics = SeveralRowsField(label=_("Further topics"))
    owed_by = SeveralRowsField(label=_("Owed by"))
    owner_basis = WordChoiceField(FactBasis, label=_("Basis of who owes"), empty=_("(our reading)"))
    agencies = SeveralRowsField(label=_("Agencies"))
    forums = SeveralRowsField(label=_("Forums"))
    continues = AmendForm.base_fields["continues"]
    summary_en = TextField(label=_("Summary in English"), rows=2, help_text=_("Our words."))
    summary_es = TextField(label=_("Summary in Spanish"), rows=2, help_text=_("Our words."))
    note = AmendForm.base_fields["note"]
    officer = AmendForm.base_fields["officer"]
    is_followed = YesNoField(label=_("Followed"), help_text=_("Commitments and asks usually are."))
    next_step = AmendForm.base_fields["next_step"]
    review_on = AmendForm.base_fields["review_on"]
    target_on = AmendForm.base_fields["target_on"]
    priority = AmendForm.base_fields["priority"]
    statement = forms.IntegerField(required=False, min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, max_value=MOST_KEY, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, max_value=MOST_KEY, widget=forms.HiddenInput)

    def __init__(self, *, round: Round, statements: Sequence[Statement], **options: Any) -> None:
        options["initial"] = {"priority": Item().priority} | (options.pop("initial", None) or {})
        super().__init__(**options)
        self.round, self.statements = round, statements
        self.span: Span | None = None
        self._offer(round.dialogue)
        if not statements:
            del self.fields["passage"], self.fields["quote"]

    def _offer(self, dialogue: Dialogue) -> None:
        parties = dialogue.parties.all()
        rows = {
            "officer": access.officers_in(User.objects.all(), dialogue),
            "first_topic": Topic.objects.current(),
            "further_topics": Topic.objects.current(),
            "owed_by": parties,
            "asked_by": parties,
            "asked_of": parties,
            "agencies": Agency.objects.filter(party__dialogues=dialogue),
            "forums": Forum.objects.all(),
        }
        for name, queryset in rows.items():
            offer(self.fields[name], queryset)
        fields: dict[str, Any] = self.fields
        fields["continues"].dialogue = dialogue
        fields["passage"].choices = [("", _("(none, or the words below)")), *passage_choices(self.statements)]
        followed = [("", _("as usual for its kind")), ("yes", _("yes")), ("no", _("no"))]
        fields["is_followed"].choices = followed

    # --- Which words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._locate(cleaned)
        if not self.again:
            self._ask_about_same()
        return cleaned

    def _locate(self, cleaned: dict[str, Any]) -> None:
        """Find where the words stand: where they were selected, in the chosen passage, else in any text."""
        quote = (cleaned.get("quote") or "").replace("\r\n", "\n")
        chosen = _span(cleaned.get("passage") or "", self.statements)
        if not quote.strip():
            self.span = chosen
            return
        spans = [chosen] if chosen else [(statement, 0, len(statement.text)) for statement in self.statements]
        found = [
            (statement, start + a, start + b)
            for statement, start, end in spans
            for a, b in spans_of(statement.text[start:end], quote)
        ]
        if selected := self._selected(cleaned, quote, found, chosen):
            self.span = selected
        elif not found:
            self.add_error("quote", self._not_there(chosen))
        elif len(found) > 1:
            says = _("These words stand there %(times)d times: choose the passage that is meant.")
            self.add_error("passage", ValidationError(says, params={"times": len(found)}))
        else:
            self.span = found[0]

    def _selected(
        self, cleaned: dict[str, Any], quote: str, found: Sequence[Span], chosen: Span | None
    ) -> Span | None:
        """Return the place where the words were selected on the page.

        None where other words were typed since, or where a passage was chosen that does not hold them.
        """
        key, start, end = (cleaned.get(name) for name in ("statement", "start", "end"))
        statement = next((statement for statement in self.statements if statement.pk == key), None)
        if statement is None or start is None or end is None or end > len(statement.text):
            return None
        if statement.text[start:end].split() != quote.split():
            return next((span for span in found if (span[0].pk, span[1]) == (key, start)), None)
        selected = (statement, *trimmed(statement.text, start, end))
        return selected if _holds(chosen, selected) else None

    @staticmethod
    def _not_there(chosen: Span | None) -> str:
        if chosen:
            return translated("These words do not stand in the passage chosen above.")
        return translated("These words stand in none of the round's statements.")

    def _ask_about_same(self) -> None:
        """Ask whether another item of the very same words is meant."""
        request_id: UUID | None = self.cleaned_data.get("request_id")
        if self.span is None or request_id is None:
            return
        statement, start, end = self.span
        there = Item.objects.current().filter(
            passage__statement=statement, passage__start=start, passage__end=end
        )
        there = there.exclude(entries__request_id=request_id)  # sent twice
        if ref := there.order_by("number").values_list("ref", flat=True).first():
            says = translated("%(ref)s cites these words already. Tick the box to open another item of them.")
            self.refuse({AGAIN: says % {"ref": ref}})

    def _ask_again(self) -> None:
        super()._ask_again()
        self.fields[AGAIN].label = translated("Open another item of these words")

    # --- What the write API is told

    def values(self, passage: Passage | None) -> dict[str, Any]:
        """Return what was typed, by the names of ``ledger.models.ITEM_FIELDS``; ``passage`` is the row of ``span``."""
        cleaned = self.cleaned_data
        kind, _colon, way = cleaned["kind"].partition(":")
        first = cleaned["first_topic"]
        is_press = self.span is not None and self.span[0].form == StatementForm.PRESS
        inferred = FactBasis.INFERRED if cleaned["owed_by"] else FactBasis.UNKNOWN
        values = {name: list(cleaned[name]) for name in _MANY} | {name: cleaned[name] for name in _SAME}
        return {
            **values,
            **self._changed_defaults(),
            "kind": Kind(kind),
            "agreed_as": AgreedAs(way) if way else None,
            "passage": passage,
            "topics": list(dict.fromkeys([first, *cleaned["further_topics"]])),
            "owner_basis": cleaned["owner_basis"] or inferred,
            "source": ItemSource.PRESS if is_press else ItemSource.STATEMENT,
        }

    def _changed_defaults(self) -> dict[str, Any]:
        """Return what was typed of the fields that the write API fills in by itself."""
        known, is_followed = self.cleaned_data["deadline_on"], self.cleaned_data["is_followed"]
        given = {"is_followed": is_followed} if is_followed is not None else {}
        return given | ({"deadline_on": known.day, "deadline_precision": known.precision} if known else {})

    def field_for(self, name: str) -> str:
        return {
            "topics": "first_topic",
            "deadline_precision": "deadline_on",
            "agreed_as": "kind",
            "is_paraphrase": "passage",
        }.get(name, name)


_MANY = ("owed_by", "asked_by", "asked_of", "agencies", "forums")
_SAME = (
    "summary_en",
    "summary_es",
    "deadline_basis",
    "deadline_wording",
    "continues",
    "note",
    "officer",
    "next_step",
    "review_on",
    "target_on",
    "priority",
)


# --- Passages to choose from


def passage_choices(statements: Sequence[Statement]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the paragraphs of some statements, each with its sentences, as grouped choices: "5:120:180" and
    its words.
    """
    for with_sentences in (True, False):
        groups = [
            group for statement in statements for group in _groups(statement, with_sentences=with_sentences)
        ]
        if sum(len(choices) for _label, choices in groups) <= MOST_CHOICES:
            return groups
    return []


def _groups(statement: Statement, *, with_sentences: bool) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    text = statement.text
    sentences = sentence_spans(text, statement.language) if with_sentences else []
    for number, (start, end) in enumerate(paragraph_spans(text), 1):
        within = [span for span in sentences if start <= span[0] and span[1] <= end]
        spans = [(start, end), *within] if len(within) != 1 else within
        label = translated("%(language)s, paragraph %(number)d")
        name = label % {"language": translated(statement.language.label), "number": number}
        yield (
            name,
            [(f"{statement.pk}:{a}:{b}", _shown(text[a:b], whole=(a, b) == (start, end))) for a, b in spans],
        )


def _shown(words: str, *, whole: bool) -> str:
    words = Truncator(" ".join(words.split())).chars(90)
    return translated("Whole paragraph: %(words)s") % {"words": words} if whole else words


def _holds(outer: Span | None, inner: Span) -> bool:
    return outer is None or (outer[0] == inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2])


def _span(choice: str, statements: Sequence[Statement]) -> Span | None:
    """Return the place that a choice names; the form offers no other."""
    if not choice:
        return None
    key, start, end = map(int, choice.split(":"))
    return next(((statement, start, end) for statement in statements if statement.pk == key), None)
