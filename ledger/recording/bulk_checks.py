"""The rules that single acts hold, for many rows at a time: each row is checked, and what breaks a rule is named."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from ledger.days import first_day
from ledger.models import Dialogue, Entry, Item, Round, User
from ledger.recording import clock
from ledger.recording.day_rules import unfit_effective_day, unfit_field_days
from ledger.recording.duplicates import DuplicateEntry, entries_before
from ledger.recording.entry_content import EntryContent
from ledger.recording.entry_rules import broken_rules, may_be_unexplained, unexplained_move
from ledger.recording.errors import RuleViolation
from ledger.recording.field_rules import broken_fields, check_known, no_officer
from ledger.recording.item_values import changes_between, check_codes, with_defaults
from ledger.recording.ledger_transaction import allow, checked, parties_to, unfit_texts
from ledger.vocabulary import Act, Audience, Precision, Status

NAMED_ROWS = 5
"""So many refused rows are named in the sentence that stands for all of them."""


@dataclass(frozen=True, kw_only=True)
class ItemGiven:
    """A row of an import: an item to open with what became of it, or an item that stands and gets new entries.

    ``row`` is what a refusal names. To open: ``round`` and ``fields``, with ``effective_on``, ``effective_precision``
    and ``reason``, as ``open_item`` takes them. Else ``item`` is the key of the item that stands, and
    ``expected_sequence`` its last entry as the writer saw it, None for a writer who has not looked. ``entries`` are
    recorded in their order.
    """

    row: int
    round: Round | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    effective_on: datetime.date | None = None
    effective_precision: Precision = Precision.DAY
    reason: str = ""
    entries: Sequence[EntryContent] = ()
    item: int | None = None
    expected_sequence: int | None = None


@dataclass(frozen=True)
class RowRefused:
    """What is wrong with a row: with an entry by its place, or (None) with the opening; field → what to do about it."""

    row: int
    entry: int | None
    fields: dict[str, str]

    def __str__(self) -> str:
        says = " ".join(self.fields.values())
        return _("Row %(row)s: %(says)s") % {"row": self.row, "says": says}


class RowsRefused(RuleViolation):
    """Rows of an import break rules; nothing was written. ``rows`` are all of them, in their order."""

    def __init__(self, rows: Sequence[RowRefused]) -> None:
        self.rows = list(rows)
        says = [str(refused) for refused in islice(rows, NAMED_ROWS)]
        if more := len(rows) - len(says):
            says.append(_("And %(count)s more.") % {"count": more})
        super().__init__({"rows": " ".join(says)})


@dataclass
class CheckedRow:
    """A row that may be written: the item that stands, or the values and the changes of a new one.

    ``entries`` come with their first day and their texts by part.
    """

    given: ItemGiven
    item: Item | None
    round: Round | None
    values: Mapping[str, Any]
    written: tuple[dict[str, Any], dict[str, str]]
    effective_on: datetime.date
    entries: list[tuple[EntryContent, datetime.date, Mapping[str, str]]] = field(default_factory=list)


Said = list[tuple[object, datetime.date, Status]]
"""The standing statuses of an item, in the order in which they were recorded: whose, from when on, which."""


class RowChecks:
    """The checks of a run, and what its rows have in common: asked of the database once.

    ``find_round`` locks a round, or only reads it where nothing is going to be written.
    """

    def __init__(
        self,
        user: User,
        dialogue: Dialogue,
        existing: Collection[int],
        *,
        began_at: datetime.datetime,
        proposed_audience: Audience,
        again: bool,
        find_round: Callable[[Round], Round],
    ) -> None:
        self.user, self.dialogue, self.existing = user, dialogue, existing
        self.began_at, self.today = began_at, clock.ledger_day(began_at)
        self.proposed_audience, self.again, self.find_round = proposed_audience, again, find_round
        self.parties = parties_to(dialogue)
        self.rounds: dict[int, Round] = {}
        self.written = Counter[int]()
        """How many entries of the run stand on an item."""
        self.unwritten: dict[int, Said] = {}
        """The statuses of rows that were checked and are not written yet, by the items that stand."""
        self._items: dict[int, Item] = {}
        self._new_items: dict[int, Item] = {}
        """An item of each round, of which its rules ask nothing but the round."""
        self._said: dict[int, Said] = {}
        self._officers: dict[int, dict[str, str]] = {}
        self._codes = set[tuple[str, int]]()
        self._allowed = set[Act]()

    def look(self, rows: Sequence[ItemGiven]) -> None:
        """Ask the database for the items on which rows record, and for what stands on them: two queries at most."""
        keys = {given.item for given in rows if given.item is not None}
        found = Item.objects.filter(pk__in=keys, round__dialogue=self.dialogue)
        self._items = {item.pk: item for item in found.select_related("round__dialogue")} if keys else {}
        self._said = {key: [] for key in keys}
        if any(
            may_be_unexplained(says) for given in rows if given.item is not None for says in given.entries
        ):
            standing = Entry.objects.filter(item__in=keys, status__isnull=False).standing()
            columns = ("item_id", "voice", "about_id", "speaker_id", "effective_on", "status")
            for key, *who, day, status in standing.order_by("effective_on", "sequence").values_list(*columns):
                self._said[key].append((tuple(who), day, status))
        for key in keys:
            self._said[key] += self.unwritten.get(key, [])

    def check(self, given: ItemGiven) -> tuple[CheckedRow | None, list[RowRefused]]:
        """Return the row as it may be written, or what is wrong with it."""
        row, broken = self._existing(given) if given.item is not None else self._new(given)
        refused = [RowRefused(given.row, None, broken)] if broken else []
        if row is not None and row.round is not None:
            refused += self._entries_refused(given, row, row.item or self._new_items[row.round.pk])
        return (None if refused else row), refused

    def _entries_refused(self, given: ItemGiven, row: CheckedRow, item: Item) -> list[RowRefused]:
        """Check the entries of a row, each by what stands before it; returns those that break a rule."""
        refused = []
        said = self._said[item.pk] if row.item else []
        for place, says in enumerate(given.entries):
            day = first_day(says.effective_on or self.today, says.effective_precision)
            texts = says.texts()
            if wrong := self._entry(item, says, day, said) | unfit_texts(texts):
                refused.append(RowRefused(given.row, place, wrong))
            row.entries.append((says, day, texts))
            if says.status is not None:
                said.append((_who(says), day, says.status))
                if row.item:
                    self.unwritten.setdefault(item.pk, []).append(said[-1])
        return refused

    # --- An item

    def _existing(self, given: ItemGiven) -> tuple[CheckedRow | None, dict[str, str]]:
        """Find the item that a row names, as it stands."""
        item = self._items.get(given.item or 0)
        if item is None or given.item not in self.existing:
            return None, {"item": _("There is no such item in this dialogue: choose another.")}
        broken = {}
        seen = given.expected_sequence
        if item.is_withdrawn:
            broken["item"] = _("%(ref)s was withdrawn: record on another item.") % {"ref": item.ref}
        elif seen is not None and seen != item.last_sequence - self.written[item.pk]:
            words = {"ref": item.ref, "seen": seen, "now": item.last_sequence}
            broken["item"] = (
                _("%(ref)s has moved on from entry %(seen)d to entry %(now)d since you looked.") % words
            )
        if given.fields:
            broken["fields"] = _("An item that stands is amended, not opened: give its entries alone.")
        return CheckedRow(given, item, item.round, {}, ({}, {}), self.today), broken

    def _new(self, given: ItemGiven) -> tuple[CheckedRow | None, dict[str, str]]:
        """Work out a new item, and what is wrong with it."""
        if given.round is None or given.round.dialogue_id != self.dialogue.pk:
            return None, {"round": _("Choose a round of this dialogue.")}
        self.allow(Act.OPEN)
        round = self._round(given.round)
        try:
            check_known(given.fields)
            checked({"part_of": _("Steps are opened as such.") if given.fields.get("part_of") else ""})
        except RuleViolation as broken:
            return None, broken.fields
        values = with_defaults(given.fields)
        day = first_day(given.effective_on or round.ends_on or self.today, given.effective_precision)
        wrong = {
            **broken_fields(values, round, self.parties),
            **unfit_field_days(values),
            **self._no_officer(values["officer"]),
            "effective_on": unfit_effective_day(day, self._new_items[round.pk], self.today),
            **unfit_texts({"reason": given.reason}),
        }
        found = {name: says for name, says in wrong.items() if says}
        if found := found or self._other_codes(values):
            return CheckedRow(given, None, round, values, ({}, {}), day), found
        changes, texts = changes_between({}, values)
        written = changes, {"reason": given.reason.strip()} | texts
        return CheckedRow(given, None, round, values, written, day), {}

    def _round(self, round: Round) -> Round:
        if round.pk not in self.rounds:
            self.rounds[round.pk] = self.find_round(round)
            self._new_items[round.pk] = Item(round=self.rounds[round.pk])
        return self.rounds[round.pk]

    def _no_officer(self, officer: User | None) -> dict[str, str]:
        if officer is None:
            return {}
        if officer.pk not in self._officers:
            self._officers[officer.pk] = no_officer(officer, self.dialogue)
        return self._officers[officer.pk]

    @property
    def has_officers(self) -> bool:
        """Whether some row named an officer."""
        return bool(self._officers)

    def _other_codes(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Name agencies and forums that were removed or got another code since they were read; each is asked for
        once.
        """
        for name in ("agencies", "forums"):
            new = [row for row in values[name] if (name, row.pk) not in self._codes]
            if not new:
                continue
            try:
                check_codes(name, new)
            except RuleViolation as broken:
                return broken.fields
            self._codes |= {(name, row.pk) for row in new}
        return {}

    # --- An entry

    def allow(self, act: Act) -> None:
        """Go on only if the person may do this in the dialogue; raises PermissionDenied."""
        if act not in self._allowed:
            allow(self.user, act, self.dialogue)
            self._allowed.add(act)

    def _entry(self, item: Item, says: EntryContent, day: datetime.date, said: Said) -> dict[str, str]:
        """Return the rules that an entry breaks."""
        self.allow(says.act)
        broken = {
            **(unexplained_move(says, _before(said, says, day)) if may_be_unexplained(says) else {}),
            **broken_rules(says, self.parties, self.proposed_audience),
            "effective_on": unfit_effective_day(day, item, self.today),
        }
        found = {name: sentence for name, sentence in broken.items() if sentence}
        if not found and not self.again and item.pk:
            found = self._said_already(item, says)
        return found

    def _said_already(self, item: Item, says: EntryContent) -> dict[str, str]:
        try:
            entries_before({item: says}, self.user, None, self.began_at)[item.pk].check_not_said(says)
        except DuplicateEntry as duplicate:
            return duplicate.fields
        return {}


def _who(says: EntryContent) -> tuple[object, ...]:
    about, speaker = says.about, says.speaker
    return says.voice, about.pk if about else None, speaker.pk if speaker else None


def _before(said: Said, says: EntryContent, day: datetime.date) -> Status | None:
    """Return the status that stands before what is said, in the same voice, by its day."""
    who, found = _who(says), None
    for whose, since, status in said:
        if whose == who and since <= day and (found is None or since >= found[0]):
            found = since, status
    return found[1] if found else None
