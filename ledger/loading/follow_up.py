"""What became of items: facts of the public record, each recorded once through the door.

A fact stands with its status on the item that it follows, and as a note on the items that it also touches, in
one batch. A difference is a note of ours, without a status, that contests one entry in the light of another.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ledger.loading.acts import refusals_at, request_for
from ledger.loading.changes import Outcome
from ledger.loading.faults import FaultList
from ledger.loading.items import ItemRows
from ledger.loading.reference import Reference
from ledger.loading.source import Record, Source
from ledger.models import Dialogue, Entry, Item, Party, User
from ledger.recording import EvidenceInput, record_entry
from ledger.vocabulary import (
    Answer,
    Basis,
    EvidenceType,
    Origin,
    Precision,
    SourceKind,
    Stance,
    Status,
    Voice,
)

TABLES = ("dialogue", "facts", "differences")
FACT_FIELDS = (
    "id", "follows", "also_follows", "voice", "source", "about", "effective", "status", "note", "basis_note",
    "evidence",
)  # fmt: skip
EVIDENCE_FIELDS = (
    "type", "title", "issuer", "source_kind", "language", "published_on", "url", "quote", "stance",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One entry that a file wants to stand on one item."""

    record: Record
    name: str
    """The fact's id, unique in the dialogue."""
    item: Item
    request_id: uuid.UUID
    voice: Voice
    note: str
    effective_on: date
    precision: Precision = Precision.DAY
    speaker: Party | None = None
    source: str = ""
    about: Party | None = None
    status: Status | None = None
    basis_note: str = ""
    evidence: tuple[EvidenceInput, ...] = ()
    batch: uuid.UUID | None = None
    contests: uuid.UUID | None = None
    """The request id of the entry that it answers."""


@dataclass
class FollowUp:
    """One file of follow-up on its way into the ledger."""

    top: Record
    dialogue: Dialogue
    items: dict[str, Item]
    reference: Reference
    lines: dict[str, Line] = field(default_factory=dict)
    """Each fact as it stands on the item that it follows, by its id."""

    @property
    def parties(self) -> dict[str, Party]:
        """The dialogue's parties, by code."""
        return {party.code: party for party in self.dialogue.parties.all()}

    def request_id(self, name: str, item: Item) -> uuid.UUID:
        """The same for the same fact on the same item, whenever it is loaded."""
        return request_for(f"{self.dialogue.code.lower()}:{name}:{item.ref}")


def read_follow_up(
    source: Source, items: ItemRows, reference: Reference, *, author: User, outcome: Outcome
) -> None:
    """Record the facts of a file that the ledger lacks and report those that differ. Raises ``Fault(s)``."""
    top = source.top
    top.only(*TABLES)
    dialogue = top.named("dialogue", reference.dialogues)
    own = {ref: item for ref, item in items.items() if ref.startswith(f"{dialogue.code}-")}
    follow_up = FollowUp(top, dialogue, own, reference)
    lines = _lines(follow_up)
    _write(lines, author=author, outcome=outcome)


def _lines(follow_up: FollowUp) -> list[Line]:
    """All that a file wants to stand: facts by the day on which they took effect, then differences."""
    faults = FaultList()
    lines: list[Line] = []
    for record in follow_up.top.records("facts"):
        with faults.noting():
            lines += _fact(record, follow_up)
    lines.sort(key=lambda line: line.effective_on)
    # A difference names facts: with a wrong one left out, it would be blamed for what is not its fault.
    faults.raise_any()
    for record in follow_up.top.records("differences"):
        with faults.noting():
            lines.append(_difference(record, follow_up))
    faults.raise_any()
    return lines


def _fact(record: Record, follow_up: FollowUp) -> Iterator[Line]:
    record.only(*FACT_FIELDS)
    name = record.text("id", required=True)
    if name in follow_up.lines:
        raise record.fault("id", _("%(name)r is there twice") % {"name": name})
    item = record.named("follows", follow_up.items)
    also = record.several("also_follows", follow_up.items)
    effective_on, precision = record.moment("effective", required=True)
    evidence = tuple(_evidence(one) for one in record.records("evidence"))
    voice, speaker, source = _speaker(record, follow_up, evidence)
    line = Line(
        record=record,
        name=name,
        item=item,
        request_id=follow_up.request_id(name, item),
        voice=voice,
        speaker=speaker,
        source=source,
        about=record.one("about", follow_up.parties),
        status=record.optional_word("status", Status),
        note=record.text("note", required=True),
        basis_note=record.text("basis_note"),
        effective_on=effective_on,
        precision=precision,
        evidence=evidence,
        batch=request_for(f"{follow_up.dialogue.code.lower()}:{name}") if also else None,
    )
    follow_up.lines[name] = line
    yield line
    for other in also:
        yield replace(line, item=other, request_id=follow_up.request_id(name, other), status=None)


def _speaker(
    record: Record, follow_up: FollowUp, evidence: Iterable[EvidenceInput]
) -> tuple[Voice, Party | None, str]:
    """Who says so: a party, or the record with the name of its source."""
    named = record.text("voice", required=True)
    source = record.text("source")
    if named != Voice.RECORD:
        choices: dict[str, Party | None] = {**follow_up.parties, Voice.RECORD.value: None}
        speaker = record.named("voice", choices)
        if source:
            raise record.fault("source", _("goes with voice = 'record', and only with it"))
        return Voice.PARTY, speaker, ""
    source = source or next((one.issuer for one in evidence if one.stance is Stance.SUPPORTS), "")
    if not source:
        raise record.fault(
            "source", _("is missing: the record speaks through a named source or an issuer that supports it")
        )
    return Voice.RECORD, None, source


def _evidence(record: Record) -> EvidenceInput:
    record.only(*EVIDENCE_FIELDS)
    published_on, precision = record.moment("published_on")
    return EvidenceInput(
        type=record.word("type", EvidenceType),
        title=record.text("title", required=True),
        issuer=record.text("issuer"),
        source_kind=record.word("source_kind", SourceKind),
        language=record.text("language"),
        published_on=published_on,
        published_precision=precision if published_on else None,
        url=record.text("url"),
        quote=record.text("quote"),
        stance=record.word("stance", Stance, Stance.SUPPORTS),
    )


def _difference(record: Record, follow_up: FollowUp) -> Line:
    """Our reading that two accounts differ, beside the account (or the item) that it calls in question."""
    record.only("id", "contests", "item", "by", "note")
    name = record.text("id", required=True)
    contested = record.one("contests", follow_up.lines)
    item = contested.item if contested else record.named("item", follow_up.items)
    by = record.named("by", follow_up.lines)
    later = max((by, contested or by), key=lambda line: line.effective_on)
    return Line(
        record=record,
        name=name,
        item=item,
        request_id=follow_up.request_id(name, item),
        voice=Voice.OFFICE,
        about=(contested or by).about,
        note=record.text("note", required=True),
        effective_on=later.effective_on,
        precision=later.precision,
        contests=contested.request_id if contested else None,
    )


def _write(lines: list[Line], *, author: User, outcome: Outcome) -> None:
    """Record the lines that are not there and compare the others. Raises ``Faults``."""
    requests = [line.request_id for line in lines]
    there = {
        entry.request_id: entry
        for entry in Entry.objects.filter(request_id__in=requests)
        .select_related("about", "speaker")
        .with_texts()
    }
    faults = FaultList()
    for line in lines:
        with faults.noting():
            entry = there.get(line.request_id)
            if entry is None:
                there[line.request_id] = _record(line, there, author=author)
                outcome.wrote(Entry)
            else:
                _compare(line, entry, outcome)
    faults.raise_any()


def _record(line: Line, there: dict[uuid.UUID, Entry], *, author: User) -> Entry:
    answers = there[line.contests] if line.contests else None
    with refusals_at(line.record):
        return record_entry(
            user=author,
            item=line.item,
            seen=None,
            voice=line.voice,
            speaker=line.speaker,
            source=line.source,
            about=line.about,
            basis=Basis.READING,
            basis_note=line.basis_note,
            status=line.status,
            note=line.note,
            effective_on=line.effective_on,
            effective_precision=line.precision,
            evidence=line.evidence,
            answers=answers,
            answer=Answer.CONTESTS if answers else None,
            request_id=line.request_id,
            batch=line.batch,
            origin=Origin.COMPILED,
        )


def _compare(line: Line, entry: Entry, outcome: Outcome) -> None:
    """Report each part in which an entry differs from its file."""
    kept, given = _parts_of_entry(entry), _parts_of_line(line)
    for part, value in given.items():
        # A text that was redacted is nobody's to compare.
        if part in kept and kept[part] != value:
            outcome.report(
                line.record,
                part,
                f"{line.name} on {line.item.ref}",
                kept=kept[part],
                given=value,
                remedy=_("correct the entry instead"),
            )


def _parts_of_line(line: Line) -> dict[str, Any]:
    """What a line says, by the field of the file that says it."""
    return {
        "voice": [line.voice, line.speaker],
        "about": line.about,
        "effective": [line.effective_on, line.precision],
        "status": line.status,
        "source": line.source,
        "note": line.note,
        "basis_note": line.basis_note,
        "evidence": [tuple(getattr(one, name) for name in EVIDENCE_FIELDS) for one in line.evidence],
    }


def _parts_of_entry(entry: Entry) -> dict[str, Any]:
    """What an entry says, in the same words; a redacted text is left out."""
    parts: dict[str, Any] = {
        "voice": [entry.voice, entry.speaker],
        "about": entry.about,
        "effective": [entry.effective_on, entry.effective_precision],
        "status": entry.status,
    }
    parts |= {
        name: entry.text(name) for name in ("source", "note", "basis_note") if not entry.is_redacted(name)
    }
    if not any(entry.is_redacted(digest) for digest in entry.digests if digest.startswith("evidence.")):
        rows = entry.evidence.all()
        parts["evidence"] = [tuple(getattr(one, name) for name in EVIDENCE_FIELDS) for one in rows]
    return parts
