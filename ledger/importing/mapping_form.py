"""The page on which a table's columns and words are matched to ours: a form made of the table, read to a mapping."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.importing.cell_days import DayOrder, DayUnread, read_cell_day
from ledger.importing.delimited import ENCODINGS, QUOTES, SEPARATORS
from ledger.importing.drafts import ImportFindings
from ledger.importing.fields import FIELDS, WORDED
from ledger.importing.heads import heads_of, letters_of
from ledger.importing.mapping import ColumnUse, ImportMapping
from ledger.importing.our_words import NOTHING, RECORD, UnknownWord, Vocabulary
from ledger.importing.planning import TODAY
from ledger.importing.preview import SEPARATORS as SEPARATOR_WORDS
from ledger.importing.shapes import ReadOptions, SheetRows

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

EXAMPLES, LONGEST_EXAMPLE = 3, 60
SAYS_NOTHING = "-"
"""The choice by which a cell's words say nothing; an empty choice leaves them undecided."""
FIXED_FIELDS: "dict[str, StrOrPromise]" = {
    "round": _("Round"),
    "kind": _("Kind"),
    "topics": _("Topics"),
    "status_on": _("Day from which the statuses hold"),
    "says": _("Who says so"),
    "owed_by": _("Owed by"),
    "asked_by": _("Asked by"),
    "asked_of": _("Asked of"),
    "officer": _("Officer"),
    "update": _("Note of the update"),
    "no_evidence_reason": _("Why there is no evidence"),
    "language": _("Language of the words"),
}
"""What may hold for all rows without a value of their own, in the order of the page."""
FIRST_FIXED = 5
"""How many of these are shown unfolded."""


@dataclass(frozen=True)
class ColumnRow:
    """A column as the page shows it: its letter, head and first cells, with the form's fields for it."""

    letter: str
    head: str
    examples: list[str]
    use: BoundField
    update: BoundField | None
    order: BoundField | None


@dataclass(frozen=True)
class WordRow:
    """A word of a column as the page shows it: the field, the cell's words, how often, and the form's field."""

    label: object
    value: str
    count: int
    code: BoundField


class MappingForm(forms.Form):
    """How a table is read; ``mapping_given`` is what was chosen. Columns are told by their place, words by theirs."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        table: SheetRows,
        mapping: ImportMapping,
        vocabulary: Vocabulary,
        found: ImportFindings | None,
    ) -> None:
        super().__init__(data)
        self.table, self.mapping, self.vocabulary = table, mapping, vocabulary
        number = mapping.head_row
        self.heads = heads_of(table.rows[number - 1]) if 0 < number <= len(table.rows) else []
        self.asked = {question.key: question for question in found.questions} if found else {}
        self.words = list(_words(mapping, found.unknown if found else []))
        self._add_reading()
        for place, head in enumerate(self.heads):
            self._add_column(place, mapping.columns.get(head, ColumnUse(field="")))
        for name in FIXED_FIELDS:
            self.fields[f"fixed-{name}"] = self._fixed(name)
        for place, word in enumerate(self.words):
            self._add_word(place, word)

    # --- Fields

    def _add_reading(self) -> None:
        table, options = self.table, self.mapping.options
        if len(table.sheets) > 1:
            self._choose("sheet", _("Sheet"), list(_sheets(table)), options.sheet or table.sheet)
        if table.kind == "text":
            self._add_text_reading()
        self.fields["head_row"] = forms.IntegerField(
            label=_("Row of the heads"),
            min_value=1,
            max_value=len(table.rows),
            initial=self.mapping.head_row,
        )
        if self.mapping.epoch or any(question.about == "epoch" for question in self.asked.values()):
            years = [
                ("", gettext("Choose …")),
                ("1900", gettext("1900 (most programs)")),
                ("1904", gettext("1904 (older Macs)")),
            ]
            self._choose("epoch", _("Year from which dates count"), years, str(self.mapping.epoch or ""))
        if table.hidden:
            self.fields["leaves_out_hidden"] = forms.BooleanField(
                label=_("Leave out the hidden rows"),
                required=False,
                initial=self.mapping.leaves_out_hidden,
                help_text=gettext("Hidden: %(count)s.") % {"count": len(table.hidden)},
            )

    def _add_text_reading(self) -> None:
        table = self.table
        encodings = [(name, name) for name in dict.fromkeys((table.encoding, *ENCODINGS))]
        self._choose("encoding", _("Encoding"), encodings, table.encoding)
        separators = dict.fromkeys((table.separator, *SEPARATORS))
        named = [(sign, str(SEPARATOR_WORDS.get(sign, sign))) for sign in separators]
        self._choose("separator", _("Separator"), named, table.separator)
        quotes = [(sign, sign) for sign in dict.fromkeys((table.quote, *QUOTES))]
        self._choose("quote", _("Quotation mark"), quotes, table.quote)

    def _choose(
        self, name: str, label: "StrOrPromise", choices: Sequence[tuple[str, object]], initial: str
    ) -> None:
        field = forms.ChoiceField(label=label, choices=list(choices), required=False, initial=initial)
        self.fields[name] = field

    def _add_column(self, place: int, use: ColumnUse) -> None:
        label = gettext("Column %(letter)s") % {"letter": letters_of(place)}
        self._choose(f"use-{place}", label, _FIELD_CHOICES, use.field)
        if use.field and FIELDS[use.field].is_update:
            self.fields[f"update-{place}"] = forms.CharField(
                label=gettext("%(column)s: update of") % {"column": label},
                required=False,
                max_length=60,
                initial=use.update,
            )
        if use.field and FIELDS[use.field].reads == "day":
            orders = [
                ("", _("as the column shows")),
                (DayOrder.DAY_FIRST.value, _("day first (31/03)")),
                (DayOrder.MONTH_FIRST.value, _("month first (03/31)")),
            ]
            order_label = gettext("%(column)s: order of its dates") % {"column": label}
            self._choose(f"order-{place}", order_label, orders, use.order)

    def _fixed(self, name: str) -> forms.Field:
        initial, label = self.mapping.fixed.get(name, ""), FIXED_FIELDS[name]
        if name == "language":
            choices = [("", "–"), ("en", _("English")), ("es", _("Spanish"))]
            return forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)
        if name in self.vocabulary:
            ours = [("", "–"), *self._our_words(name)]
            if initial and initial not in dict(ours):
                ours.append((initial, initial))
            return forms.ChoiceField(label=label, choices=ours, required=False, initial=initial)
        hints = {"status_on": _("A date, or “today” where the file says how things stand now.")}
        return forms.CharField(
            label=label,
            required=False,
            max_length=60 if name == "status_on" else 2000,
            initial=initial,
            help_text=hints.get(name, ""),
        )

    def _our_words(self, name: str) -> list[tuple[str, str]]:
        return [(word.code, word.label) for word in self.vocabulary[name].words.values()]

    def _add_word(self, place: int, word: UnknownWord) -> None:
        choices = [("", _("Choose …")), (SAYS_NOTHING, _("(says nothing)"))]
        if word.field == "says":
            choices.append((RECORD, _("a named source, by these words")))
        chosen = self.mapping.words.get(word.field, {}).get(word.value)
        initial = word.proposed if chosen is None else chosen or SAYS_NOTHING
        self._choose(f"word-{place}", word.value, [*choices, *self._our_words(word.field)], initial)
        key = forms.CharField(widget=forms.HiddenInput, required=False, initial=f"{word.field}\n{word.value}")
        key.strip = False
        self.fields[f"word-{place}-of"] = key

    # --- For the page

    def _bound(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    @property
    def reading(self) -> list[BoundField]:
        """The fields that say how the file is read."""
        names = ("sheet", "encoding", "separator", "quote", "head_row", "epoch", "leaves_out_hidden")
        return [self[name] for name in names if name in self.fields]

    @property
    def columns(self) -> Iterator[ColumnRow]:
        """The columns with their fields."""
        below = self.table.rows[self.mapping.head_row :]
        for place, head in enumerate(self.heads):
            cells = (row[place] for row in below if place < len(row) and row[place])
            examples = [
                cell if len(cell) <= LONGEST_EXAMPLE else f"{cell[:LONGEST_EXAMPLE]}…"
                for cell, _number in zip(cells, range(EXAMPLES), strict=False)
            ]
            yield ColumnRow(
                letters_of(place),
                head,
                examples,
                self[f"use-{place}"],
                self._bound(f"update-{place}"),
                self._bound(f"order-{place}"),
            )

    @property
    def first_fixed(self) -> list[BoundField]:
        """The fields for all rows that are mostly needed."""
        return [self[f"fixed-{name}"] for name in list(FIXED_FIELDS)[:FIRST_FIXED]]

    @property
    def further_fixed(self) -> list[BoundField]:
        """The other fields for all rows."""
        return [self[f"fixed-{name}"] for name in list(FIXED_FIELDS)[FIRST_FIXED:]]

    @property
    def has_further_fixed(self) -> bool:
        """Whether any of the others is given."""
        return any(self.mapping.fixed.get(name) for name in list(FIXED_FIELDS)[FIRST_FIXED:])

    @property
    def word_rows(self) -> list[WordRow]:
        """The words to match, and those that were."""
        return [
            WordRow(FIELDS[word.field].label, word.value, word.count, self[f"word-{place}"])
            for place, word in enumerate(self.words)
        ]

    @property
    def word_keys(self) -> list[BoundField]:
        """The hidden fields that say which words are meant."""
        return [self[f"word-{place}-of"] for place in range(len(self.words))]

    # --- What was chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("fixed-status_on", "")
        if day and day.casefold() not in {TODAY, "hoy"} and not _is_day(day):
            self.add_error(
                "fixed-status_on",
                gettext("This is no date: write it as 2019-03-31, March 2019 or 2019, or “today”."),
            )
        return cleaned

    @property
    def mapping_given(self) -> ImportMapping:
        """The mapping as it was chosen; of a form that is not valid what is of use."""
        given, before = self.cleaned_data, self.mapping
        columns = {head: self._use(place, head) for place, head in enumerate(self.heads)}
        return replace(
            before,
            options=self._options(),
            head_row=given.get("head_row") or before.head_row,
            epoch=int(given.get("epoch") or before.epoch),
            leaves_out_hidden=bool(given.get("leaves_out_hidden")),
            columns=columns,
            updates=self._updates(columns.values()),
            fixed=self._fixed_given(),
            words=self._words_given(),
        )

    def _options(self) -> ReadOptions:
        given, before = self.cleaned_data, self.mapping.options
        names = ("sheet", "encoding", "separator", "quote")
        options = ReadOptions(**{name: given.get(name) or getattr(before, name) for name in names})
        return before if self._is_as_found(options) else options

    def _updates(self, uses: Iterable[ColumnUse]) -> dict[str, str]:
        before = self.mapping.updates
        days = {use.update: before.get(use.update) or _day_of(use.update) for use in uses if use.update}
        return {name: day for name, day in days.items() if day}

    def _fixed_given(self) -> dict[str, str]:
        fixed = {name: self.cleaned_data.get(f"fixed-{name}") or "" for name in FIXED_FIELDS}
        if fixed["status_on"].casefold() in {TODAY, "hoy"}:
            fixed["status_on"] = TODAY
        return {name: value for name, value in fixed.items() if value}

    def _is_as_found(self, options: ReadOptions) -> bool:
        """Tell whether the options are those that were found out, so that the file need not be read anew."""
        table = self.table
        there = ReadOptions(
            sheet=table.sheet if len(table.sheets) > 1 else self.mapping.options.sheet,
            encoding=table.encoding,
            separator=table.separator,
            quote=table.quote,
        )
        return options == there

    def _use(self, place: int, head: str) -> ColumnUse:
        given = self.cleaned_data
        name = given.get(f"use-{place}") or ""
        before = self.mapping.columns.get(head, ColumnUse(field=""))
        is_update = bool(name) and FIELDS[name].is_update
        update = given.get(f"update-{place}", before.update) if is_update else ""
        order = given.get(f"order-{place}", before.order) if name and FIELDS[name].reads == "day" else ""
        return ColumnUse(field=name, update=update or "", order=order or "")

    def _words_given(self) -> dict[str, dict[str, str]]:
        words: dict[str, dict[str, str]] = {}
        sent = self.data
        for name in sent:
            key = sent.get(f"{name}-of")
            if not name.startswith("word-") or key is None:
                continue
            field, _break, value = str(key).replace("\r\n", "\n").partition("\n")
            code = str(sent.get(name) or "")
            if field in WORDED and value and self._is_code(field, code):
                words.setdefault(field, {})[value[:200]] = NOTHING if code == SAYS_NOTHING else code
        return words

    def _is_code(self, field: str, code: str) -> bool:
        return (
            code == SAYS_NOTHING
            or code in self.vocabulary[field].words
            or (code == RECORD and field == "says")
        )


_FIELD_CHOICES: list[tuple[str, object]] = [
    ("", _("(not read)")),
    (_("Of the item"), [(field.name, field.label) for field in FIELDS.values() if not field.is_update]),  # type: ignore[list-item]
    (_("Of what became of it"), [(field.name, field.label) for field in FIELDS.values() if field.is_update]),  # type: ignore[list-item]
]


def _sheets(table: SheetRows) -> Iterator[tuple[str, str]]:
    """Yield the sheets of a workbook as choices."""
    for sheet in table.sheets:
        label = gettext("%(sheet)s (hidden)") % {"sheet": sheet.name} if sheet.is_hidden else sheet.name
        yield sheet.name, label


def _words(mapping: ImportMapping, unknown: list[UnknownWord]) -> Iterator[UnknownWord]:
    """Yield the words to match: the unknown ones, then those that the mapping matches already."""
    yield from unknown
    asked = {(word.field, word.value) for word in unknown}
    for field, words in mapping.words.items():
        for value, code in words.items():
            if (field, value) not in asked:
                yield UnknownWord(field, value, 0, code)


def _is_day(text: str) -> bool:
    return bool(_day_of(text))


def _day_of(text: str) -> str:
    """Return a text that reads as a date, as mappings write it; empty for another."""
    try:
        return str(read_cell_day(text, order=None, epoch=None))
    except DayUnread:
        return ""
