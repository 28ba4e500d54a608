"""Record what became of items: facts of the public record, each once, through the write API.

A fact stands with its status on the item that it follows, and as a note on the items that it also touches, in
one batch. It may contest an earlier fact, or an item's opening.
"""

import uuid
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Dialogue, Entry, Item, Party, User
from ledger.recording import EntryContent, EvidenceGiven, record_entry
from ledger.seeding.acts import refusals_at, request_for
from ledger.seeding.changes import SeedOutcome
from ledger.seeding.errors import FaultList
from ledger.seeding.items import ItemRows
from ledger.seeding.reference import Reference
from ledger.seeding.source import TomlSource, TomlTable
from ledger.vocabulary import Act, Answer, EvidenceType, Origin, SourceKind, Stance, Status, Voice

TABLES = ("dialogue", "facts")
FACT_FIELDS = (
    "id", "follows", "also_follows", "voice", "source", "about", "effective", "status", "note", "basis_note",
    "contests", "evidence",
)  # fmt: skip
EVIDENCE_FIELDS = (
    "type", "title", "issuer", "source_kind", "language", "published_on", "url", "quote", "stance",
)  # fmt: skip
PARTS = (
    "voice", "speaker", "source", "about", "effective_on", "effective_precision", "status", "note", "basis_note",
)  # fmt: skip
WORDS = ("source", "note", "basis_note")
"""The parts that are free text of the entry, and can be redacted."""
EVIDENCE_PARTS = (*EVIDENCE_FIELDS, "published_precision")


@dataclass(frozen=True, kw_only=True)
class SeededEntry:
    """An entry that a file wants to stand on one item."""

    record: TomlTable
    name: str
    """The fact's id, unique in the dialogue."""
    item: Item
    says: EntryContent
    request_id: uuid.UUID
    batch: uuid.UUID | None = None
    contests: "SeededEntry | Item | None" = None
    """The fact, or the item by its opening, that it calls in question."""


@dataclass
class FollowUp:
    """A file of follow-up on its way into the ledger."""

    top: TomlTable
    dialogue: Dialogue
    items: dict[str, Item]
    parties: dict[str, Party]
    lines: dict[str, SeededEntry] = field(default_factory=dict)
    """Each fact as it stands on the item that it follows, by its id."""

    def request(self, name: str, item: Item | None = None) -> uuid.UUID:
        """Return the identity of a fact, or of a fact on an item, whenever it is loaded: ``usmx:fu-01:USMX-6-05``."""
        return request_for(":".join([self.dialogue.code.lower(), name, *([item.ref] if item else [])]))


def read_follow_up(
    source: TomlSource, items: ItemRows, reference: Reference, *, author: User, outcome: SeedOutcome
) -> None:
    """Record the facts of a file that the ledger lacks and report those that differ. Raises ``Fault(s)``."""
    dialogue = source.top.named("dialogue", reference.dialogues)
    own = {ref: item for ref, item in items.items() if ref.startswith(f"{dialogue.code}-")}
    parties = {party.code: party for party in dialogue.parties.all()}
    lines = _lines(FollowUp(source.top, dialogue, own, parties))
    _write(lines, author=author, outcome=outcome)


def _lines(follow_up: FollowUp) -> list[SeededEntry]:
    """Return all that a file wants to stand: facts by the day on which they took effect, so that answers follow."""
    faults = FaultList()
    lines: list[SeededEntry] = []
    for record in follow_up.top.records("facts"):
        with faults.noting():
            lines += _fact(record, follow_up)
    # A fact may contest another: with a wrong one left out, it would be blamed for what is not its fault.
    faults.raise_any()
    with faults.noting():
        lines = [_answering(line, follow_up) for line in lines]
    faults.raise_any()
    return sorted(lines, key=_day)


def _day(line: SeededEntry) -> str:
    """Return the day by which facts are put in order; those of one day stay in the order of their file."""
    return str(line.says.effective_on)


def _fact(record: TomlTable, follow_up: FollowUp) -> Iterator[SeededEntry]:
    """Yield a fact on the item that it follows, then on those that it also touches."""
    record.only(*FACT_FIELDS)
    name = record.text("id", required=True)
    if name in follow_up.lines:
        raise record.fault("id", _("%(value)r is there twice") % {"value": name})
    item = record.named("follows", follow_up.items)
    also = record.several("also_follows", follow_up.items)
    line = SeededEntry(
        record=record,
        name=name,
        item=item,
        says=_saying(record, follow_up),
        request_id=follow_up.request(name, item),
        batch=follow_up.request(name) if also else None,
    )
    follow_up.lines[name] = line
    yield line
    for other in also:
        # The status was given for the item that the fact follows; elsewhere it is news.
        said = line.says.but(status=None)
        yield replace(line, item=other, says=said, request_id=follow_up.request(name, other))


def _saying(record: TomlTable, follow_up: FollowUp) -> EntryContent:
    effective_on, precision = record.moment("effective", required=True)
    evidence = tuple(_evidence(piece) for piece in record.records("evidence"))
    voice, speaker, source = _speaker(record, follow_up, evidence)
    return EntryContent(
        voice=voice,
        speaker=speaker,
        source=source,
        about=record.one("about", follow_up.parties),
        status=record.optional_word("status", Status),
        note=record.text("note", required=True).strip(),
        basis_note=record.text("basis_note").strip(),
        effective_on=effective_on,
        effective_precision=precision,
        evidence=evidence,
    )


def _speaker(
    record: TomlTable, follow_up: FollowUp, evidence: Iterable[EvidenceGiven]
) -> tuple[Voice, Party | None, str]:
    """Say who says so: a party, or the record with the name of its source."""
    source = record.text("source").strip()
    choices: dict[str, Party | None] = {**follow_up.parties, Voice.RECORD.value: None}
    speaker = record.named("voice", choices)
    if speaker is not None:
        if source:
            raise record.fault("source", _("goes with voice = 'record', and only with it"))
        return Voice.PARTY, speaker, ""
    source = source or next((piece.issuer for piece in evidence if piece.stance is Stance.SUPPORTS), "")
    if not source:
        raise record.fault("source", _("is missing: name who speaks, or give evidence with its issuer"))
    return Voice.RECORD, None, source


def _evidence(record: TomlTable) -> EvidenceGiven:
    record.only(*EVIDENCE_FIELDS)
    published_on, precision = record.moment("published_on")
    return EvidenceGiven(
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


def _answering(line: SeededEntry, follow_up: FollowUp) -> SeededEntry:
    """Return the line with what it contests: of a fact's lines, the one on the contested item, else on its own."""
    choices: dict[str, SeededEntry | Item] = {**follow_up.items, **follow_up.lines}
    contested = line.record.one("contests", choices)
    if contested is None:
        return line
    own = follow_up.lines[line.name]
    order = [fact.name for fact in sorted(follow_up.lines.values(), key=_day)]
    if isinstance(contested, SeededEntry) and order.index(contested.name) >= order.index(own.name):
        raise line.record.fault("contests", _("names a later fact: the later account contests the earlier"))
    there = contested.item if isinstance(contested, SeededEntry) else contested
    also = line.record.several("also_follows", follow_up.items)
    answering = there if there in also else own.item
    return replace(line, contests=contested) if line.item == answering else line


def _write(lines: list[SeededEntry], *, author: User, outcome: SeedOutcome) -> None:
    """Record the lines that are not there and compare the others. Raises ``Faults``."""
    requests = [line.request_id for line in lines]
    entries = Entry.objects.filter(request_id__in=requests).select_related(
        "about", "speaker", "item", "answers__item"
    )
    entries = entries.with_texts()
    there = {entry.request_id: entry for entry in entries}
    faults = FaultList()
    for line in lines:
        with faults.noting():
            answers = _contested(line, there)
            if line.request_id in there:
                _compare(line, there[line.request_id], answers, outcome)
            else:
                there[line.request_id] = _record(line, answers, author=author)
                outcome.wrote(Entry)
    faults.raise_any()


def _contested(line: SeededEntry, there: dict[uuid.UUID, Entry]) -> Entry | None:
    """Return the entry that a line answers; None where it answers none, or where that one was refused itself."""
    match line.contests:
        case SeededEntry(request_id=request_id):
            return there.get(request_id)
        case Item() as item:
            return Entry.objects.get(item=item, act=Act.OPEN)
    return None


def _record(line: SeededEntry, answers: Entry | None, *, author: User) -> Entry:
    with refusals_at(line.record):
        return record_entry(
            user=author,
            item=line.item,
            expected_sequence=None,
            says=line.says,
            answers=answers,
            answer=Answer.CONTESTS if answers else None,
            origin=Origin.COMPILED,
            request_id=line.request_id,
            batch=line.batch,
            again=True,  # a file says what it says, however often
        )


def _compare(line: SeededEntry, entry: Entry, answers: Entry | None, outcome: SeedOutcome) -> None:
    """Report each part in which an entry differs from its file, and the entry that it should answer."""
    kept: dict[str, Any] = {
        part: entry.text(part) if part in WORDS else getattr(entry, part) for part in PARTS
    }
    given = {part: getattr(line.says, part) for part in PARTS}
    redacted = {word for word in WORDS if entry.is_redacted(word)}
    _report(line, line.record, kept, given, outcome, unless=redacted)
    if entry.answers != answers:
        kept, given = {"contests": _place(entry.answers)}, {"contests": _place(answers)}
        _report(line, line.record, kept, given, outcome)
    _compare_evidence(line, entry, outcome)


def _place(entry: Entry | None) -> str | None:
    """Find where an entry stands, for people."""
    return (
        None
        if entry is None
        else _("entry %(number)d of %(ref)s") % {"number": entry.sequence, "ref": entry.item.ref}
    )


def _compare_evidence(line: SeededEntry, entry: Entry, outcome: SeedOutcome) -> None:
    rows, given = entry.evidence.all(), line.says.evidence
    if len(rows) != len(given):
        titles = [[piece.title for piece in evidence] for evidence in (rows, given)]
        _report(line, line.record, {"evidence": titles[0]}, {"evidence": titles[1]}, outcome)
        return
    for record, old, new in zip(line.record.records("evidence"), rows, given, strict=True):
        redacted = {part for part in EVIDENCE_PARTS if entry.is_redacted(old.part(part))}
        was, now = ({part: getattr(piece, part) for part in EVIDENCE_PARTS} for piece in (old, new))
        _report(line, record, was, now, outcome, unless=redacted)


def _report(
    line: SeededEntry,
    record: TomlTable,
    kept: dict[str, Any],
    given: dict[str, Any],
    outcome: SeedOutcome,
    *,
    unless: Collection[str] = (),
) -> None:
    """Report the parts that differ, ``unless`` they were redacted: those are nobody's to compare."""
    name = f"{line.name} on {line.item.ref}"
    remedy = _("correct the entry instead")
    for part, value in given.items():
        if part not in unless and kept[part] != value:
            at = _field_in_file(part)
            outcome.report(record, part, name, at=at, kept=kept[part], given=value, remedy=remedy)


def _field_in_file(part: str) -> str:
    """Return the field of the file that says what a part of an entry says."""
    if part.startswith("effective_"):
        return "effective"
    return {"speaker": "voice", "published_precision": "published_on"}.get(part, part)
