"""Say what the ledger holds of an item as of a day, as known at a moment, for an audience: asks the database nothing.

`snapshot_rows` reads what it is made of.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ledger.days import last_day, later
from ledger.models import Item, KnownItem, Party, Passage, Topic
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.entry_rows import EntryRow, EvidenceRow
from ledger.reports.parameters import ReportParameters
from ledger.vocabulary import (
    AgreedAs,
    FactBasis,
    Kind,
    Precision,
    Status,
    Voice,
    is_commitment,
    is_followed_by_default,
)

TOLD_ENTRIES = 5
"""How many of an item's last entries a report tells with their words and evidence."""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A day the sides agreed, with its precision, how it is known, and the words that set it."""

    day: datetime.date
    precision: Precision
    basis: FactBasis
    wording: str

    @property
    def last_day(self) -> datetime.date:
        """The last day on which it is kept."""
        return last_day(self.day, self.precision)


@dataclass(frozen=True, kw_only=True)
class References:
    """The rows that items and entries name, read once for all: by code, words and evidence by entry."""

    parties: dict[str, Party]
    texts: dict[int, dict[str, str]]
    evidence: dict[int, list[EvidenceRow]]
    topics: dict[str, Topic]
    passages: dict[tuple[int, str], Passage]


@dataclass(frozen=True, kw_only=True)
class ItemSnapshot:
    """An item's file: ``entries`` that stand, oldest first, and the ``positions`` among them.

    Only of the last entries (`told`) and the positions are words and evidence at hand.
    """

    parameters: ReportParameters
    item: Item
    known: KnownItem
    rows: References
    entries: tuple[EntryRow, ...]
    positions: tuple[EntryRow, ...]
    steps: tuple["ItemSnapshot", ...] = ()
    """The item's steps in their order, as far as they may be told."""

    # --- What the item is

    def field(self, name: str) -> Any:
        """Return a field's value as the ledger writes it; None or empty where the audience may not see it."""
        return self.known.fields.get(name)

    @property
    def ref(self) -> str:
        """The item's reference."""
        return self.item.ref

    @property
    def order(self) -> tuple[str, int, int, int]:
        """Its place among items of all rounds: the order of references."""
        return (
            self.item.round.dialogue.code,
            self.item.round.number,
            self.item.number,
            self.item.step_number,
        )

    @property
    def kind(self) -> Kind:
        """The speech act, as known then."""
        return Kind(self.field("kind"))

    @property
    def place(self) -> int:
        """Where the kind stands among `wording.WITH_STEPS`, what binds most first."""
        return wording.WITH_STEPS.index((self.kind, self.agreed_as))

    @property
    def agreed_as(self) -> AgreedAs | None:
        """What an agreement amounts to; None for other kinds."""
        code = self.field("agreed_as")
        return AgreedAs(code) if code else None

    @property
    def is_commitment(self) -> bool:
        """Whether the item promises something."""
        return is_commitment(self.kind, self.agreed_as)

    @property
    def topics(self) -> list[Topic]:
        """The item's topics, the first one first."""
        return [self.rows.topics[code] for code in self.field("topics") or [] if code in self.rows.topics]

    @property
    def subject(self) -> str:
        """The name of the item's first topic, or empty."""
        return self.topics[0].name if self.topics else ""

    def parties(self, field: str) -> list[Party]:
        """Return the parties of a field: ``owed_by``, ``asked_by`` or ``asked_of``."""
        return [self.rows.parties[code] for code in self.field(field) or [] if code in self.rows.parties]

    @cached_property
    def passages(self) -> list[Passage]:
        """The verbatim passages, the main one first, of statements that the audience may see."""
        codes = [self.field("passage"), *(self.field("other_passages") or [])]
        found = (self.rows.passages.get((self.item.round_id, code)) for code in codes if code)
        return [passage for passage in found if passage]

    @property
    def main_passage(self) -> Passage | None:
        """The passage to quote where there is room for one: in the report's language where it is held."""
        ours = (
            passage for passage in self.passages if passage.statement.language == self.parameters.language
        )
        return next(ours, None) or next(iter(self.passages), None)

    @property
    def is_quotable(self) -> bool:
        """Whether the source's own words may be told: not where its statement is kept from the audience."""
        cited = self.field("passage")
        return not cited or any(passage.code == cited for passage in self.passages)

    @property
    def summary(self) -> tuple[str, str]:
        """Our words for the item and their language: the report's own where there are any."""
        languages = [self.parameters.language.value, *({"en", "es"} - {self.parameters.language.value})]
        return next(
            ((words, code) for code in languages if (words := self.field(f"summary_{code}"))), ("", "")
        )

    @property
    def deadline(self) -> Deadline | None:
        """The agreed deadline, which is the statement's."""
        if not (day := self.date("deadline_on")):
            return None
        return Deadline(
            day=day,
            precision=Precision(self.field("deadline_precision") or Precision.DAY),
            basis=FactBasis(self.field("deadline_basis") or FactBasis.STATED),
            wording=(self.field("deadline_wording") or "") if self.is_quotable else "",
        )

    @property
    def deadline_words(self) -> str:
        """The words of a deadline of which no date is known, while the item is open; empty for none."""
        is_told = self.is_quotable and not self.date("deadline_on") and self.status.is_open
        return str(self.field("deadline_wording") or "") if is_told else ""

    def date(self, name: str) -> datetime.date | None:
        """Return a field that holds a day."""
        code = self.field(name)
        return datetime.date.fromisoformat(code) if code else None

    @cached_property
    def office_name(self) -> str:
        """Our office, by the name under which the audience knows it."""
        return wording.office(self.item.round.dialogue, is_internal=self.parameters.is_internal)

    # --- Where it stands

    @cached_property
    def told(self) -> tuple[EntryRow, ...]:
        """The last entries, oldest first."""
        return self.entries[-TOLD_ENTRIES:]

    def text(self, entry: EntryRow, part: str) -> str:
        """Return the words of one part of an entry ("note", "source", "evidence.0.title"…), or empty."""
        return self.rows.texts.get(entry.pk, {}).get(part, "")

    def note(self, entry: EntryRow, cited: tuple[int, ...] = ()) -> shape.Text:
        """Return what an entry says, in our translation into the report's language where there is one, else with the
        name of its language where that is another; a redacted one says so.
        """
        if "note" in entry.digests and "note" not in self.rows.texts.get(entry.pk, {}):
            return shape.Text(_("Redacted."), notes=cited)
        if ours := self.text(entry, f"note_{self.parameters.language.value}"):
            return shape.Text(_("%(note)s (our translation)") % {"note": ours}, notes=cited)
        return wording.as_written(self.text(entry, "note"), cited)

    def evidence(self, entry: EntryRow) -> list[EvidenceRow]:
        """Return what an entry rests on; the words of each are texts of the entry."""
        return self.rows.evidence.get(entry.pk, [])

    def speaker(self, entry: EntryRow) -> str:
        """Say who speaks in an entry, within a sentence."""
        told = entry if self.parameters.is_internal else entry._replace(is_attributable=None)
        return wording.speaker(told, self.text(entry, "source"), self.office_name)

    def answered(self, entry: EntryRow) -> EntryRow | None:
        """Return the told entry that another one confirms or contests, where the audience sees it."""
        return next((told for told in (*self.told, *self.positions) if told.pk == entry.answers), None)

    def is_context(self, entry: EntryRow) -> bool:
        """Tell whether an entry is older than the item's round: it tells of the past, not of what came of it."""
        begun = self.item.round.starts_on or self.known.opened_on
        return last_day(entry.effective_on, entry.effective_precision) < begun

    @cached_property
    def standing(self) -> tuple[EntryRow, ...]:
        """The positions that judge what became of the item: assessed, and not older than its round."""
        return tuple(
            position
            for position in self.positions
            if position.status is not Status.UNASSESSED and not self.is_context(position)
        )

    @property
    def status(self) -> Status:
        """Our office's assessment of the item as a whole."""
        ours = (
            position.status
            for position in self.positions
            if position.voice is Voice.OFFICE and position.about is None
        )
        return next(ours, None) or Status.UNASSESSED

    def differences(self) -> dict[Party | None, list[EntryRow]]:
        """Return the parties about whom voices differ, each with the differing positions."""
        by_party: dict[Party | None, list[EntryRow]] = defaultdict(list)
        for position in self.standing:
            by_party[position.about].append(position)
        return {one: found for one, found in by_party.items() if len({entry.status for entry in found}) > 1}

    @property
    def newest_on(self) -> datetime.date:
        """The day of the newest entry, the opening included."""
        return max([self.known.opened_on, *(entry.effective_on for entry in self.entries)])

    @property
    def is_followed(self) -> bool:
        """Whether somebody should be working on it; beyond internal only the kind of item tells."""
        chosen = self.field("is_followed")
        return is_followed_by_default(self.kind, self.agreed_as) if chosen is None else bool(chosen)

    @property
    def is_live(self) -> bool:
        """Whether it is followed or any voice has said where it stands, as ``ItemQuerySet.live`` asks it of today."""
        said = (position.status for position in self.positions)
        return self.is_followed or any(status is not Status.UNASSESSED for status in said)

    @property
    def is_overdue(self) -> bool:
        """Whether a day by which it should be done has passed and our office has not closed it."""
        days = [self.deadline.last_day if self.deadline else None, self.date("target_on")]
        is_late = any(day < self.parameters.as_of for day in days if day)
        return self.is_followed and self.status.is_open and is_late

    @property
    def is_stale(self) -> bool:
        """Whether nothing was heard for longer than the dialogue allows; told to our own people only."""
        limit = self.item.round.dialogue.stale_after_days
        is_quiet = self.newest_on < later(self.parameters.as_of, -limit)
        return self.parameters.is_internal and self.is_followed and self.status.is_open and is_quiet
