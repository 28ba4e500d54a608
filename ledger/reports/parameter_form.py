"""The form of a report's parameters: read from a page's address, a saved link, an issued report or the command line."""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.filters.searched import (
    LONGEST_WORDS,
    OfferedRow,
    OfferedSelect,
    OfferedSelects,
    rows_called,
    words_that_chose_nothing,
)
from ledger.models import Agency, Dialogue, Party, Round, Topic, User
from ledger.models.fields import word_choices
from ledger.recording import SnapshotMoment, take_snapshot
from ledger.recording.clock import ledger_day
from ledger.reports.parameter_fields import (
    KnownWordField,
    NamedRowField,
    NamedRowsField,
    ParameterField,
    PastDayField,
    PastDaysField,
    PastMomentField,
    nearest,
    refused,
)
from ledger.reports.parameters import (
    NAMES,
    NARROWING,
    BadParameter,
    ReportParameters,
    not_taken,
    only_internal,
    only_internal_names,
)
from ledger.reports.past_positions import MOST_DAYS
from ledger.typed_text import plain_dashes
from ledger.vocabulary import Audience, Language, ReportLength

if TYPE_CHECKING:
    from ledger.reports import ReportKind

Options = Mapping[str, Sequence[OfferedRow]]
"""The rows that a page offers for a field, by its name."""

NAME_CHARACTERS = 120
"""How long the name of who drafted or cleared a report may be, with an office or two names."""

IN_LISTS: Mapping[str, Any] = {
    "topic": _("Several may be chosen."),
    "dialogue": _("All of yours where none is chosen. A shared report needs one."),
}
"""What a page says beside a list, in place of how its rows are typed."""


class ReportForm(forms.Form):
    """The parameters of a report, typed one by one; empty means today, all recorded, internal, English.

    ``kind`` is the kind of report that must be able to answer; None where any may. ``within`` holds the keys of the
    dialogues that the person may name and know of; None for all. ``reader`` is who opens it, if a person does.
    """

    topic = NamedRowsField(
        lambda: Topic.objects.select_related("parent"),
        names=("name_es", "name_en", "slug"),
        expected=lambda: gettext("expected a topic's short name or its name"),
        label=_("Topic"),
        help_text=_("Its short name or its name, as torture-prevention. Several may be given."),
    )
    with_children = forms.BooleanField(label=_("With the topics under it"), required=False)
    round = ParameterField(
        label=_("Round"), help_text=_("The dialogue’s code and the round’s number, as USMX-7.")
    )
    party = NamedRowField(
        lambda: Party.objects.all(),
        names=("name_es", "name_en", "code"),
        expected=lambda: gettext("expected a party's code or its name"),
        label=_("Party"),
        help_text=_("Its code or its name, as MEX."),
    )
    agency = NamedRowField(
        lambda: Agency.objects.select_related("party"),
        names=("name_es", "name_en", "acronym_es", "acronym_en", "code"),
        expected=lambda: gettext("expected an agency's code, acronym or name"),
        label=_("Agency"),
        help_text=_("Its code, acronym or name, as SRE."),
    )
    since = PastDayField(
        label=_("Changes since"), help_text=_("The day after which changes count, such as 31 Dec 2018.")
    )
    days = PastDaysField(
        most=MOST_DAYS,
        label=_("On the days"),
        help_text=_(
            "Up to five days, as 2015-10-21; 2018-12-31; empty for the last rounds and the day of the report."
        ),
    )
    dialogue = KnownWordField(
        dict,
        label=_("Dialogue"),
        help_text=_("Its code, as USMX; empty for all of yours. A shared report needs one."),
    )
    as_of = PastDayField(
        label=_("As of"), help_text=_("The day to report on, such as 31 Dec 2018; empty for today.")
    )
    known_at = PastMomentField(
        label=_("Known at"),
        help_text=_("Only what had been recorded by then, as 2018-12-31T18:00; empty for now."),
    )
    length = KnownWordField(lambda: {word.value: word for word in ReportLength}, label=_("Length"))
    audience = KnownWordField(lambda: {word.value: word for word in Audience}, label=_("Audience"))
    language = KnownWordField(lambda: {word.value: word for word in Language}, label=_("Language"))
    drafted_by = ParameterField(
        max_length=NAME_CHARACTERS,
        label=_("Drafted by"),
        help_text=_("A name for the head of an internal report; empty for none."),
    )
    cleared_by = ParameterField(
        max_length=NAME_CHARACTERS,
        label=_("Cleared by"),
        help_text=_("Who cleared it, for the head of an internal report; empty for none."),
    )

    def __init__(
        self,
        *args: Any,
        kind: "ReportKind | None" = None,
        within: frozenset[int] | None = None,
        reader: User | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.within, self.reader = kind, within, reader
        self.fields["dialogue"].known = self._dialogues  # type: ignore[attr-defined]
        for name in ("since", "days", "as_of", "known_at"):
            self.fields[name].now = lambda: self.moment  # type: ignore[attr-defined]

    # --- On a page

    options: Options = {}
    _typed_help: Mapping[str, object] = {}

    def show(self, offered: Options, select: type[forms.Select], *, source: str = "") -> None:
        """Prepare the form for a page: only what the kind takes, rows in lists, and words in a ``select``.

        ``source`` is the address that finds rows by words, with FIELD in place of the field's name.
        """
        self._leave_out_what_is_not_taken()
        words = {"length": ReportLength, "audience": Audience, "language": Language}
        for name in words.keys() & self.fields.keys():
            self.fields[name].widget = select(choices=word_choices(words[name])())
        self.options = {name: offered[name] for name in self.fields if name in offered}
        self._typed_help = {name: self.fields[name].help_text for name in self.options}
        lists = {
            name: self._list_of(name, rows, source.replace("FIELD", name))
            for name, rows in self.options.items()
        }
        for name, widget in lists.items():
            self.fields[name].widget = widget
            self.fields[name].help_text = IN_LISTS.get(name, "")
        for name, field in self.fields.items():
            if field.help_text:
                field.widget.attrs["aria-describedby"] = f"id_{name}_helptext"
        for name, widget in lists.items():
            widget.choose(*self._chosen(name, widget))

    def _leave_out_what_is_not_taken(self) -> None:
        """Drop the fields that the kind of report does not take."""
        takes = (*self.kind.NEEDS, *self.kind.TAKES) if self.kind else NARROWING
        for name in NARROWING:
            if name not in takes:
                del self.fields[name]

    def _list_of(self, name: str, rows: Sequence[OfferedRow], source: str) -> OfferedSelect:
        """Return the list of a field, with nothing chosen."""
        field = self.fields[name]
        is_needed = self.kind is not None and name in self.kind.NEEDS
        empty = gettext("(choose)") if is_needed else gettext("(all)")
        made = OfferedSelects if isinstance(field, NamedRowsField) else OfferedSelect
        return made(rows, label=str(field.label), empty=empty, source=source)

    def _chosen(self, name: str, widget: OfferedSelect) -> tuple[list[OfferedRow], str]:
        """Return the rows that were asked for, and what was typed and chose none."""
        if self.is_bound and name not in self.errors and (given := self.cleaned_data.get(name)):
            by_value = {row.value: row for row in widget.rows}
            asked = [(value_of(row), str(row)) for row in _rows(given)]
            return [by_value.get(value) or OfferedRow(value, label) for value, label in asked], ""
        sent = widget.value_from_datadict(self.data, self.files, name)
        typed = (sent if self.is_bound else self.initial.get(name)) or ""
        found, unread = rows_called(widget.rows, [typed] if isinstance(typed, str) else typed)
        return found, ", ".join(unread) or self._words(name)

    def _words(self, name: str) -> str:
        """Return the words that were typed to find a row of a field's list."""
        return str(self.data.get(f"{name}-words", "")).strip()[:LONGEST_WORDS]

    def _check_words(self) -> None:
        """Refuse words that chose nothing from a list: dropped in silence, they would have asked for all."""
        for name, rows in self.options.items():
            chosen = {value_of(row) for row in _rows(self.cleaned_data.get(name) or ())}
            says = words_that_chose_nothing(self._words(name), rows, chosen)
            if says and name not in self.errors:
                self.add_error(name, ValidationError(says, code="words"))

    @cached_property
    def snapshot(self) -> SnapshotMoment:
        """The moment up to which everything that was recorded counts, unless an earlier one is given."""
        return take_snapshot(self.reader)

    @property
    def moment(self) -> datetime.datetime:
        """The moment of ``snapshot``."""
        return self.snapshot.at

    def parameters(self) -> ReportParameters:
        """Give the parameters as reports take them; call when the form is valid."""
        given = self.cleaned_data
        return ReportParameters(
            as_of=given["as_of"] or ledger_day(self.moment),
            known_at=given["known_at"] or self.moment,
            audience=given["audience"] or Audience.INTERNAL,
            language=given["language"] or Language(self.initial.get("language", Language.EN)),
            dialogue=given.get("dialogue"),
            topics=given.get("topic", ()),
            with_children=given.get("with_children", False),
            round=given.get("round"),
            party=given.get("party"),
            agency=given.get("agency"),
            since=given.get("since"),
            days=given.get("days") or (),
            length=given.get("length") or ReportLength.FULL,
            within=self.within,
            **{name: given.get(name) or "" for name in NAMES},
        )

    # --- What one parameter means beside another

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("round") and "dialogue" not in self.errors:
            self._clean_part("round", lambda: self._round(given["round"], given.get("dialogue")))
        if given.get("since") and "as_of" not in self.errors:
            self._clean_part("since", lambda: self._since(given["since"], given.get("as_of")))
        if given.get("days") and "as_of" not in self.errors:
            self._clean_part("days", lambda: self._days(given["days"], given.get("as_of")))
        self._check_words()
        if self.kind:
            self._check_kind(self.kind)
        if not self.errors:
            self._check_audience()
        return given

    def _clean_part(self, name: str, make: Callable[[], Any]) -> None:
        try:
            self.cleaned_data[name] = make()
        except ValidationError as wrong:
            self.add_error(name, wrong)

    def _dialogues(self) -> dict[str, Dialogue]:
        """Return the dialogues that the person may name, by code."""
        rows = Dialogue.objects.all()
        return {row.code: row for row in (rows if self.within is None else rows.filter(pk__in=self.within))}

    def _round(self, typed: str, dialogue: Dialogue | None) -> Round:
        """Return a round by its dialogue's code and its number, or by the number alone where the dialogue is given."""
        rounds: QuerySet[Round] = Round.objects.select_related("dialogue__own_party", "host_party")
        rounds = rounds if self.within is None else rounds.filter(dialogue__in=self.within)
        if dialogue:
            rounds = rounds.filter(dialogue=dialogue)
        by_name = {f"{row.dialogue.code}-{row.number}": row for row in rounds}
        name = re.sub(r"[\s,.:_-]+", "-", plain_dashes(typed).strip())
        name = f"{dialogue.code}-{name}" if dialogue and name.isdecimal() else name
        found = {known.casefold(): row for known, row in by_name.items()}.get(name.casefold())
        if found is None:
            expected = gettext("expected a dialogue’s code and the round’s number, as USMX-7")
            raise refused(typed, expected, nearest(name, {known: known for known in by_name}))
        return found

    def _since(self, since: datetime.date, day: datetime.date | None) -> datetime.date:
        """Return the day after which changes count: before the day of the report."""
        day = day or ledger_day(self.moment)
        if since < day:
            return since
        before = (day - datetime.timedelta(days=1)).isoformat()
        raise refused(since.isoformat(), gettext("expected a day before the day of the report"), before)

    def _days(self, days: tuple[datetime.date, ...], day: datetime.date | None) -> tuple[datetime.date, ...]:
        """Return the days that are looked at, none after the day of the report."""
        day = day or ledger_day(self.moment)
        if days[-1] <= day:
            return days
        raise refused(
            days[-1].isoformat(), gettext("expected days up to the day of the report"), day.isoformat()
        )

    def _check_kind(self, kind: "ReportKind") -> None:
        """Refuse what the kind does not take, and ask for what it needs."""
        given = {name for name in NARROWING if self.cleaned_data.get(name)}
        for name in kind.NEEDS:
            if name not in given and name not in self.errors:
                words = {"words": self._typed_help.get(name, self.fields[name].help_text)}
                self.add_error(
                    name, refused("", gettext("a report of this kind needs it: %(words)s") % words)
                )
        for name in NARROWING:
            if name in given and name not in (*kind.NEEDS, *kind.TAKES):
                self.add_error(name, not_taken())

    def _check_audience(self) -> None:
        """Keep what is internal to our own people, and share with the counterpart of one dialogue, not of several."""
        given = self.cleaned_data
        audience = given["audience"] or Audience.INTERNAL
        if self.kind and self.kind.IS_INTERNAL and audience is not Audience.INTERNAL:
            self.add_error("audience", only_internal(audience))
        elif audience is Audience.SHARED and self.kind and not (given.get("dialogue") or given.get("round")):
            codes = ", ".join(sorted(self._dialogues()))
            expected = gettext("Choose one dialogue for a shared report: %(codes)s") % {"codes": codes}
            self.add_error("dialogue" if "dialogue" in self.fields else None, refused("", expected))
        if audience is not Audience.INTERNAL:
            self._refuse_names(given)

    def _refuse_names(self, given: Mapping[str, str]) -> None:
        """Refuse the names of people of the office in a report for others."""
        for name in NAMES:
            if given.get(name):
                self.add_error(name, only_internal_names(given[name]))


Named = Topic | Round | Party | Agency | Dialogue
"""A row that a report can be narrowed to."""


def _rows(given: Named | tuple[Named, ...]) -> tuple[Named, ...]:
    return given if isinstance(given, tuple) else (given,)


def value_of(row: Named) -> str:
    """Return the value by which an address names a row that a list offers."""
    if isinstance(row, Round):
        return f"{row.dialogue.code}-{row.number}"
    return str(row.slug if isinstance(row, Topic) else row.code)


def read_parameters(
    *, kind: "ReportKind | None" = None, within: frozenset[int] | None = None, **typed: Any
) -> ReportParameters:
    """Read typed parameters by the names of the form's fields, such as ``as_of="2018-12-31"``. Raises BadParameter."""
    form = ReportForm(typed, kind=kind, within=within)
    refusals = {name: not_taken().messages for name in sorted(typed.keys() - form.fields.keys())}
    refusals |= {
        name: [str(says) for says in form.errors[name]] for name in form.fields if name in form.errors
    }
    if refusals:
        raise BadParameter(refusals)
    return form.parameters()


def only_dialogue(kind: "ReportKind", asked: Mapping[str, object], codes: Sequence[str]) -> dict[str, str]:
    """Return the dialogue of a shared report that names none, where there is only one to choose; else nothing.

    ``asked`` are the parameters as typed, ``codes`` the dialogues that may be named.
    """
    is_shared = str(asked.get("audience") or "").casefold() == Audience.SHARED
    takes_dialogue = "dialogue" in (*kind.NEEDS, *kind.TAKES)
    if is_shared and not asked.get("dialogue") and takes_dialogue and len(codes) == 1:
        return {"dialogue": codes[0]}
    return {}
