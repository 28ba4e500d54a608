"""From an item's snapshot to the parts of a report: words, positions, entries, notes and records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.models import Party, Passage
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.presentation.languages import language_of
from ledger.reports.entry_rows import EntryRow, EvidenceRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Basis, FactBasis, Kind, Origin, Precision, SourceKind, Stance, Voice

Stand = tuple[ItemSnapshot, EntryRow]
"""A position and the item that it is about."""

VOICES = (Voice.OFFICE, Voice.PARTY, Voice.RECORD)
"""The order of the columns, always."""


@dataclass
class Notes:
    """The numbered notes of one report; the same source is one note, however often it is cited."""

    written: dict[shape.Note, int] = field(default_factory=dict)
    cited: dict[int, int] = field(default_factory=dict)
    """The number of each piece of evidence, by its key: the same one is cited where it stands and where it is told."""

    def cite(self, snapshot: ItemSnapshot, entry: EntryRow) -> tuple[int, ...]:
        """Return the numbers of an entry's evidence; of the entry itself where it rests on none."""
        return self.evidence(snapshot, entry) or (self._number(_note_on_entry(snapshot, entry)),)

    def evidence(self, snapshot: ItemSnapshot, entry: EntryRow) -> tuple[int, ...]:
        """Return the numbers of an entry's evidence, where the entry itself is told."""
        return tuple(self._evidence(snapshot, entry, piece) for piece in snapshot.evidence(entry))

    def _evidence(self, snapshot: ItemSnapshot, entry: EntryRow, evidence: EvidenceRow) -> int:
        if evidence.pk not in self.cited:
            self.cited[evidence.pk] = self._number(_note(snapshot, entry, evidence))
        return self.cited[evidence.pk]

    def said(self, snapshot: ItemSnapshot) -> tuple[int, ...]:
        """Return the number of an item's passage, or of the item where no words of the statement are given."""
        return (self._number(_note_on_item(snapshot)),)

    def said_by_office(self, note: shape.Note) -> int:
        """Return the number of a note on what our office says of a topic."""
        return self._number(note)

    def listed(self) -> tuple[shape.Note, ...]:
        """Return all notes in order of number."""
        return tuple(replace(note, number=number) for note, number in self.written.items())

    def _number(self, note: shape.Note) -> int:
        return self.written.setdefault(note, len(self.written) + 1)


def _note(snapshot: ItemSnapshot, entry: EntryRow, evidence: EvidenceRow) -> shape.Note:
    def word(name: str) -> str:
        return snapshot.text(entry, evidence.part(name))

    published = evidence.published_on
    kind = "" if evidence.source_kind is SourceKind.UNSTATED else wording.word(evidence.source_kind)
    details = [kind, wording.language(evidence.language)]
    if evidence.file_sha256 and not word("url"):
        details.append(_("kept as a file"))
    title = wording.as_written(word("title"))
    return shape.Note(
        number=0,
        title=title.text or _("redacted"),
        title_language=title.language,
        source=word("issuer"),
        source_language=language_of(word("issuer")),  # a name: how it is spoken, and no word on it
        day=wording.day(published, evidence.published_precision or Precision.DAY) if published else None,
        details=tuple(filter(None, details)),
        quote=shape.Text(word("quote"), evidence.language) if word("quote") else None,
        url=word("url"),
        stance=wording.word(evidence.stance),
        is_against=evidence.stance is Stance.CONTRADICTS,
    )


def _note_on_entry(snapshot: ItemSnapshot, entry: EntryRow) -> shape.Note:
    return shape.Note(
        number=0,
        title=_("Entry of the ledger on %(ref)s") % {"ref": snapshot.ref},
        source=wording.begin(wording.speaking(entry, snapshot.speaker(entry))),
        day=wording.day(entry.effective_on, entry.effective_precision),
        details=(_("no document is given"),) if snapshot.parameters.is_internal else (),
    )


def _note_on_item(snapshot: ItemSnapshot) -> shape.Note:
    round = snapshot.item.round
    if not (passage := snapshot.main_passage):
        title = _("%(ref)s, our paraphrase of %(round)s")
        words = {"ref": snapshot.ref, "round": wording.rounds([round])}
        return shape.Note(0, title % words, day=wording.day(round.starts_on) if round.starts_on else None)
    quote = shape.Text(passage.quote, passage.statement.language)
    place = _place(passage, snapshot.parameters)
    return shape.Note(0, f"{snapshot.ref}: {place}", quote=quote, url=passage.statement.url)


# --- What was said


def said(snapshot: ItemSnapshot) -> tuple[shape.Block, ...]:
    """Return the statement's own words, in each language held; else our words, marked as ours.

    That there are no words, our own people alone are told.
    """
    if snapshot.passages:
        passages = ((passage, passage.statement.language) for passage in snapshot.passages)
        asked = snapshot.parameters
        return tuple(shape.Quote(one.quote, language, _place(one, asked)) for one, language in passages)
    words, language = snapshot.summary
    is_redacted = bool({"summary_en", "summary_es"} & snapshot.known.redacted)
    if not (words or is_redacted or snapshot.parameters.is_internal):
        return ()
    missing = _("Redacted.") if is_redacted else _("No words are given.")
    label = wording.in_language(_("Our paraphrase"), language) + "." if words else ""
    return (shape.Paraphrase(words or missing, language, label),)


def _place(passage: Passage, parameters: ReportParameters) -> str:
    """Find where a passage stands; between which characters of the text that we keep, for our own people."""
    statement = passage.statement
    title = statement.title or wording.begin(wording.word(statement.form))
    issuer = statement.issued_by.name if statement.issued_by else ""
    span = _("characters %(start)s to %(end)s") % {"start": passage.start, "end": passage.end}
    parts = [title, issuer, statement.publisher, wording.language(statement.language)]
    if parameters.is_internal:
        parts.append(span)
    return ", ".join(part for part in parts if part)


def kind_and_marks(snapshot: ItemSnapshot) -> str:
    """Return an item's kind, and whether it is late or stale: "asked · overdue"."""
    return " · ".join((wording.kind(snapshot.kind, snapshot.agreed_as), *marks(snapshot)))


def marks(snapshot: ItemSnapshot) -> Iterator[str]:
    """Tell whether an item is late or, for our own people, stale; beyond internal only the day is told."""
    if snapshot.is_overdue and snapshot.parameters.is_internal:
        yield _("overdue")
    elif snapshot.is_overdue:
        is_asked = snapshot.kind is Kind.ASKED
        yield _("past the deadline asked for") if is_asked else _("past its agreed deadline")
    if snapshot.is_stale:
        yield _("stale")


def facts(snapshot: ItemSnapshot, shown: Iterable[str]) -> tuple[shape.Fact, ...]:
    """Find who owes, asks or is asked, by when, what it continues; ``shown`` are the refs that may be named."""
    owner_basis = snapshot.field("owner_basis")
    owes = wording.basis(_parties(snapshot, "owed_by"), FactBasis(owner_basis) if owner_basis else None)
    named = [
        (_("owed by"), owes),
        (_("asked by"), _parties(snapshot, "asked_by")),
        (_("asked of"), _parties(snapshot, "asked_of")),
        (
            _("deadline asked for") if snapshot.kind is Kind.ASKED else _("agreed deadline"),
            _deadline(snapshot),
        ),
        (_("topics"), ", ".join(topic.name for topic in snapshot.topics) if len(snapshot.topics) > 1 else ""),
    ]
    found = [shape.Fact(label, shape.Text(words)) for label, words in named if words]
    earlier = snapshot.field("continues")
    if earlier and (snapshot.parameters.is_internal or earlier in shown):
        found.append(shape.Fact(_("continues"), shape.Ref(earlier)))
    return tuple(found)


def plans(snapshot: ItemSnapshot) -> tuple[shape.Fact, ...]:
    """Return our working fields, for our own people and for the present only."""
    if not (snapshot.parameters.is_internal and snapshot.parameters.is_present):
        return ()
    dated = [(_("to be reviewed by us on"), "review_on"), (_("our target"), "target_on")]
    days = [shape.Fact(label, wording.day(day)) for label, name in dated if (day := snapshot.date(name))]
    step = snapshot.field("next_step")
    return (*days, *([shape.Fact(_("our next step"), wording.as_written(step))] if step else []))


def _parties(snapshot: ItemSnapshot, field_name: str) -> str:
    return wording.listed(party.name for party in snapshot.parties(field_name))


def _deadline(snapshot: ItemSnapshot) -> str:
    if not (deadline := snapshot.deadline):
        return ""
    day = wording.day(deadline.day, deadline.precision).label
    return wording.basis(f"{day}, “{deadline.wording}”" if deadline.wording else day, deadline.basis)


# --- Where it stands


def standings(positions: Sequence[Stand], notes: Notes, *, in_full: bool) -> tuple[shape.Standing, ...]:
    """Return one row for each party judged, the item as a whole last, our office in each even where it is silent.

    ``in_full`` adds what was said and of which item: for positions drawn from several items.
    """
    judged = {entry.about for _snapshot, entry in positions}
    return tuple(
        _standing(about, [pair for pair in positions if pair[1].about == about], notes, in_full)
        for about in sorted(judged, key=lambda party: (party is None, party.code if party else ""))
    )


def _standing(about: Party | None, positions: Sequence[Stand], notes: Notes, in_full: bool) -> shape.Standing:
    voices = [_said(snapshot, entry, notes, in_full) for snapshot, entry in in_voice_order(positions)]
    if may_be_called_unassessed(positions):
        ours = wording.begin(positions[0][0].office_name)
        voices.insert(0, shape.Said(Voice.OFFICE.value, ours, wording.unassessed()))
    return shape.Standing(wording.about(about), tuple(voices), difference(positions))


def may_be_called_unassessed(positions: Iterable[Stand]) -> bool:
    """Tell whether our office has said nothing; beyond internal its silence may be an assessment not released."""
    return all(
        snapshot.parameters.is_internal and entry.voice is not Voice.OFFICE for snapshot, entry in positions
    )


def _said(snapshot: ItemSnapshot, entry: EntryRow, notes: Notes, in_full: bool) -> shape.Said:
    cited = notes.cite(snapshot, entry) if in_full else notes.evidence(snapshot, entry)
    text = snapshot.note(entry, cited) if in_full else shape.Text("", notes=cited)
    return shape.Said(
        voice=entry.voice.value,
        speaker=wording.reporting(entry, snapshot.speaker(entry)),
        status=wording.status(entry, is_context=snapshot.is_context(entry)),
        texts=(text,) if text.text or text.notes else (),
        ref=shape.Ref(snapshot.ref) if in_full else None,
    )


def in_voice_order(positions: Iterable[Stand]) -> list[Stand]:
    """Return positions by voice: our office, the parties, the record."""

    def place(stand: Stand) -> tuple[int, str]:
        _snapshot, entry = stand
        return VOICES.index(entry.voice), entry.speaker.code if entry.speaker else ""

    return sorted(positions, key=place)


def difference(positions: Iterable[Stand]) -> str:
    """Describe how voices differ: "they differ: Mexico largely done, the record stalled"; empty where they do not."""
    judging = [(snapshot, entry) for snapshot, entry in positions if entry in snapshot.standing]
    if len({entry.status for _snapshot, entry in judging}) < 2:
        return ""
    each = (
        f"{snapshot.speaker(entry)}: {_(entry.status.label)}"
        for snapshot, entry in in_voice_order(judging)
        if entry.status
    )
    return _("they differ (%(positions)s)") % {"positions": "; ".join(each)}


# --- What was recorded


def timeline(
    snapshot: ItemSnapshot, notes: Notes, entries: Sequence[EntryRow] | None = None
) -> shape.Timeline:
    """Return the item's last entries, or the given ones, oldest first, each with the notes of its evidence."""
    chosen = snapshot.told if entries is None else entries
    return shape.Timeline(tuple(_event(snapshot, entry, notes) for entry in chosen))


def _event(snapshot: ItemSnapshot, entry: EntryRow, notes: Notes) -> shape.ReportEvent:
    is_context = snapshot.is_context(entry)
    said = snapshot.note(entry, notes.evidence(snapshot, entry))
    quote = snapshot.text(entry, "quote")
    quoted = wording.as_written(f"“{quote}”") if quote else None
    return shape.ReportEvent(
        day=wording.day(entry.effective_on, entry.effective_precision),
        speaker=wording.begin(wording.speaking(entry, snapshot.speaker(entry))),
        texts=(said, quoted) if quoted else (said,),
        act="" if entry.status else _("note"),
        status=wording.status(entry, is_context=is_context) if entry.status else None,
        marks=tuple(_marks(snapshot, entry)),
    )


def _marks(snapshot: ItemSnapshot, entry: EntryRow) -> Iterator[str]:
    """Yield remarks on an entry itself; how we came by it is for our own people alone."""
    if entry.status is None and snapshot.is_context(entry):
        yield _("before this round")
    if answered := snapshot.answered(entry):
        words = {
            "answer": _(entry.answer.label) if entry.answer else "",
            "speaker": snapshot.speaker(answered),
            "day": wording.day(answered.effective_on, answered.effective_precision).label,
        }
        yield _("%(answer)s: %(speaker)s, %(day)s") % words
    if entry.origin is Origin.COMPILED:
        yield wording.origin(entry.origin, is_internal=snapshot.parameters.is_internal)
    if not snapshot.parameters.is_internal:
        return
    if entry.basis is Basis.ORAL:
        answer = _("yes") if entry.is_attributable else _("no")
        words = {"with": snapshot.text(entry, "oral_with"), "answer": answer}
        yield _("oral: %(with)s; may be attributed: %(answer)s") % words
    if snapshot.text(entry, "basis_note"):
        yield _("our reading: %(note)s") % {
            "note": wording.as_written(snapshot.text(entry, "basis_note")).text
        }
    if snapshot.text(entry, "no_evidence_reason"):
        reason = wording.as_written(snapshot.text(entry, "no_evidence_reason")).text
        yield _("no evidence: %(reason)s") % {"reason": reason}
