"""From what a row gives, by codes, to what the write API takes: rows of the ledger, days and what is said."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ledger.days import last_day
from ledger.importing.our_words import OFFICE, RECORD
from ledger.importing.planning import CellFault, GivenItem, GivenUpdate
from ledger.importing.reference import ImportReference
from ledger.models import Passage, Round, Statement
from ledger.reading.typed_days import KnownDay
from ledger.recording import EntryContent, EvidenceGiven
from ledger.vocabulary import (
    AgreedAs,
    EvidenceType,
    FactBasis,
    Kind,
    Precision,
    SourceKind,
    Status,
    Voice,
)

PARTY_FIELDS = ("owed_by", "asked_by", "asked_of")
TEXT_FIELDS = ("summary_en", "summary_es", "next_step", "note", "outside_ref")
FIXED_FIELDS = ("round", "kind", "topics", "officer", *PARTY_FIELDS)
Span = tuple[Statement, int, int]


@dataclass
class ReadyUpdate:
    """An update as it would be recorded, with the row that gives it."""

    given: GivenUpdate
    says: EntryContent
    has_own_note: bool


@dataclass
class ReadyItem:
    """An item as it would be opened: its round and fields; ``span`` is where its words stand in a statement."""

    given: GivenItem
    round: Round | None
    fields: dict[str, Any]
    span: Span | None = None
    updates: list[ReadyUpdate] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)

    def column(self, name: str) -> str:
        """Return the head of the column that gives a field; empty where none does."""
        columns = self.given.columns
        return next((columns[other] for other in (name, *_BESIDE.get(name, ())) if other in columns), "")


_BESIDE: dict[str, tuple[str, ...]] = {
    "agreed_as": ("kind",),
    "deadline_precision": ("deadline_on",),
    "summary_en": ("summary_es", "words"),
    "is_paraphrase": ("summary_en", "summary_es"),
    "passage": ("quote", "words"),
}
"""The fields whose column is meant where a rule names another."""
UPDATE_COLUMNS: dict[str, tuple[str, ...]] = {
    "note": ("update", "status"),
    "effective_on": ("status_on", "status"),
    "evidence": ("evidence_url", "evidence_title", "status"),
    "speaker": ("says",),
    "source": ("says",),
    "about": ("says",),
}
"""The columns of an update that are meant where a rule names a part of an entry."""


class Readier:
    """Makes ready what rows give, with what holds for rows without a value of their own (``fixed``)."""

    def __init__(self, reference: ImportReference, fixed: Mapping[str, str]) -> None:
        self.reference, self.fixed = reference, fixed

    def ready(self, given: GivenItem) -> ReadyItem:
        """Return what a row gives, ready for the write API; what is wrong by itself stands in its ``faults``."""
        values = self._fixed_values() | dict(given.values)
        round = self.reference.rounds.get(str(values.get("round", "")))
        ready = ReadyItem(given, round, self._fields(values))
        ready.updates = sorted(
            map(self._update, given.updates), key=lambda update: update.says.effective_on or datetime.date.max
        )
        if quote := str(values.get("quote", "")):
            self._locate(ready, quote)
        return ready

    def _fixed_values(self) -> dict[str, Any]:
        given = {name: self.fixed[name] for name in FIXED_FIELDS if self.fixed.get(name)}
        many = {"topics", *PARTY_FIELDS}
        return {
            name: tuple(code.strip() for code in value.split(";") if code.strip()) if name in many else value
            for name, value in given.items()
        }

    def _fields(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the item's fields by the names of ``ledger.models.ITEM_FIELDS``, those alone that are given."""
        fields: dict[str, Any] = {name: values[name] for name in TEXT_FIELDS if values.get(name)}
        if words := str(values.get("words", "")):
            fields |= self._words(words)
        fields |= self._rows(values) | _kind(str(values.get("kind", "")))
        if isinstance(values.get("is_followed"), bool):
            fields["is_followed"] = values["is_followed"]
        return fields | _days(values)

    def _rows(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the rows of the ledger that a row names."""
        reference = self.reference
        fields: dict[str, Any] = {}
        rows: dict[str, Mapping[str, Any]] = {
            "topics": reference.topics,
            "agencies": reference.agencies,
            "forums": reference.forums,
            **dict.fromkeys(PARTY_FIELDS, reference.parties),
        }
        for name, known in rows.items():
            if codes := values.get(name):
                fields[name] = [known[code] for code in codes if code in known]
        if fields.get("owed_by"):
            fields["owner_basis"] = FactBasis.INFERRED
        if officer := reference.officers.get(str(values.get("officer", ""))):
            fields["officer"] = officer
        return fields

    def _words(self, words: str) -> dict[str, Any]:
        """Return a summary in the language that the mapping names; words in quotation marks are a statement's."""
        if words.startswith("“") and words.endswith("”"):
            return {}
        return {"summary_es" if self.fixed.get("language") == "es" else "summary_en": words}

    def _locate(self, ready: ReadyItem, quote: str) -> None:
        """Find the words in the statements of the item's round; what is not there, or there twice, is a fault."""
        spans = self.reference.spans(ready.round, quote) if ready.round else []
        if len(spans) == 1:
            ready.span = spans[0]
            return
        says = _(
            "These words stand in none of the round’s statements: read its statement first, or take the column as "
            "a summary."
        )
        if spans:
            says = _("These words stand there %(times)s times: give more of them.") % {"times": len(spans)}
        ready.faults.append(CellFault(ready.given.row, ready.column("quote"), says))

    def _update(self, given: GivenUpdate) -> ReadyUpdate:
        values = {
            name: given.values.get(name) or self.fixed.get(name, "")
            for name in ("says", "no_evidence_reason")
        }
        known = given.values.get("status_on")
        status = Status(str(given.values["status"])) if given.values.get("status") else None
        own_note = str(given.values.get("update", ""))
        evidence = tuple(_evidence(given))
        needs_reason = status is not None and status.needs_evidence and not evidence
        says = EntryContent(
            **self._voice(str(values["says"])),
            status=status,
            note=own_note or (self.fixed.get("update", "") if status else ""),
            evidence=evidence,
            no_evidence_reason=str(values["no_evidence_reason"]) if needs_reason else "",
            effective_on=known.day if isinstance(known, KnownDay) else None,
            effective_precision=known.precision if isinstance(known, KnownDay) else Precision.DAY,
        )
        return ReadyUpdate(given, says, has_own_note=bool(own_note))

    def _voice(self, says: str) -> dict[str, Any]:
        if not says or says == OFFICE:
            return {"voice": Voice.OFFICE}
        if says.startswith(f"{RECORD}:"):
            return {"voice": Voice.RECORD, "source": says.removeprefix(f"{RECORD}:")}
        return {"voice": Voice.PARTY, "speaker": self.reference.parties.get(says)}


def _kind(code: str) -> dict[str, Any]:
    word, _colon, way = code.partition(":")
    return {"kind": Kind(word), "agreed_as": AgreedAs(way) if way else None} if word else {}


def _days(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the dates: an agreed deadline as it is known, our own ones as their last day."""
    found: dict[str, Any] = {}
    if isinstance(known := values.get("deadline_on"), KnownDay):
        found |= {
            "deadline_on": known.day,
            "deadline_precision": known.precision,
            "deadline_basis": FactBasis.INFERRED,
        }
    for name in ("target_on", "review_on"):
        if isinstance(known := values.get(name), KnownDay):
            found[name] = last_day(known.day, known.precision)
    return found


def _evidence(given: GivenUpdate) -> Iterator[EvidenceGiven]:
    url, title = (str(given.values.get(name, "")) for name in ("evidence_url", "evidence_title"))
    if url or title:
        yield EvidenceGiven(
            title=title or url, url=url, type=EvidenceType.UNSTATED, source_kind=SourceKind.UNSTATED
        )


def passage_of(span: Span, *, is_kept: bool) -> Passage:
    """Return the passage of a span; ``is_kept``: made in the database where it is not there."""
    statement, start, end = span
    if is_kept:
        return statement.passage_at(start, end)
    there = statement.passages.filter(start=start, end=end).first()
    return there or Passage(statement=statement, start=start, end=end, quote=statement.text[start:end])
