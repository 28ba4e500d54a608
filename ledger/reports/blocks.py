"""From an item's dossier to the parts of a report: words, positions, entries, notes and records."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ledger.models import Party, Passage
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.entry_rows import Line, Source
from ledger.reports.snapshots import Dossier
from ledger.vocabulary import Basis, FactBasis, Origin, Precision, Stance, Voice

Stand = tuple[Dossier, Line]
"""A position and the item that it is about."""

VOICES = (Voice.OFFICE, Voice.PARTY, Voice.RECORD)
"""The order of the columns, always."""


@dataclass
class Notes:
    """The numbered notes of one report; the same source is one note, however often it is cited."""

    written: dict[shape.Note, int] = field(default_factory=dict)
    cited: dict[int, int] = field(default_factory=dict)
    """The number of each piece of evidence, by its key: the same one is cited where it stands and where it is told."""

    def cite(self, dossier: Dossier, entry: Line) -> tuple[int, ...]:
        """The numbers of an entry's evidence; of the entry itself where it rests on none."""
        return self.evidence(dossier, entry) or (self._number(_note_on_entry(dossier, entry)),)

    def evidence(self, dossier: Dossier, entry: Line) -> tuple[int, ...]:
        """The numbers of an entry's evidence, where the entry itself is told."""
        return tuple(self._evidence(dossier, entry, one) for one in dossier.evidence(entry))

    def _evidence(self, dossier: Dossier, entry: Line, one: Source) -> int:
        if one.pk not in self.cited:
            self.cited[one.pk] = self._number(_note(dossier, entry, one))
        return self.cited[one.pk]

    def said(self, dossier: Dossier) -> tuple[int, ...]:
        """The number of an item's passage, or of the item where no words of the statement are given."""
        return (self._number(_note_on_item(dossier)),)

    def said_by_office(self, note: shape.Note) -> int:
        """The number of a note on what our office says of a topic."""
        return self._number(note)

    def listed(self) -> tuple[shape.Note, ...]:
        """All notes in order of number."""
        return tuple(replace(note, number=number) for note, number in self.written.items())

    def _number(self, note: shape.Note) -> int:
        return self.written.setdefault(note, len(self.written) + 1)


def _note(dossier: Dossier, entry: Line, evidence: Source) -> shape.Note:
    def word(name: str) -> str:
        return dossier.text(entry, evidence.part(name))

    published = evidence.published_on
    details = [wording.word(evidence.source_kind), wording.language(evidence.language)]
    if evidence.file_sha256 and not word("url"):
        details.append(_("kept as a file"))
    return shape.Note(
        number=0,
        title=word("title") or _("redacted"),
        source=word("issuer"),
        day=wording.day(published, evidence.published_precision or Precision.DAY) if published else None,
        details=tuple(filter(None, details)),
        quote=shape.Text(word("quote"), evidence.language) if word("quote") else None,
        url=word("url"),
        stance=wording.word(evidence.stance),
        is_against=evidence.stance is Stance.CONTRADICTS,
    )


def _note_on_entry(dossier: Dossier, entry: Line) -> shape.Note:
    return shape.Note(
        number=0,
        title=_("Entry of the ledger on %(ref)s") % {"ref": dossier.ref},
        source=wording.begin(wording.speaking(entry, dossier.speaker(entry))),
        day=wording.day(entry.effective_on, entry.effective_precision),
        details=(_("no document is given"),),
    )


def _note_on_item(dossier: Dossier) -> shape.Note:
    round = dossier.item.round
    if not (passage := dossier.main_passage):
        title = _("%(ref)s, our paraphrase of %(round)s")
        words = {"ref": dossier.ref, "round": wording.rounds([round])}
        return shape.Note(0, title % words, day=wording.day(round.starts_on) if round.starts_on else None)
    quote = shape.Text(passage.quote, passage.statement.language)
    return shape.Note(0, f"{dossier.ref}: {_place(passage)}", quote=quote, url=passage.statement.url)


# --- What was said


def said(dossier: Dossier) -> tuple[shape.Block, ...]:
    """The statement's own words, in each language held; else our words, marked as ours."""
    if dossier.passages:
        passages = ((one, one.statement.language) for one in dossier.passages)
        return tuple(shape.Quote(one.quote, language, _place(one)) for one, language in passages)
    words, language = dossier.summary
    is_redacted = bool({"summary_en", "summary_es"} & dossier.known.redacted)
    missing = _("Redacted.") if is_redacted else _("No words are given.")
    return (shape.Paraphrase(words or missing, language, _("Our paraphrase.") if words else ""),)


def _place(passage: Passage) -> str:
    """Where a passage stands, for who wants to look it up."""
    statement = passage.statement
    title = statement.title or wording.begin(wording.word(statement.form))
    issuer = statement.issued_by.name if statement.issued_by else ""
    span = _("characters %(start)s to %(end)s") % {"start": passage.start, "end": passage.end}
    parts = [title, issuer, statement.publisher, wording.language(statement.language), span]
    return ", ".join(part for part in parts if part)


def kind_and_marks(dossier: Dossier) -> str:
    """An item's kind, and whether it is late or stale: "asked · overdue"."""
    return " · ".join((wording.kind(dossier.kind, dossier.agreed_as), *marks(dossier)))


def marks(dossier: Dossier) -> Iterator[str]:
    """Whether an item is late or, for our own people, stale; beyond internal only the day is told."""
    if dossier.is_overdue:
        yield _("overdue") if dossier.question.is_internal else _("past its agreed deadline")
    if dossier.is_stale:
        yield _("stale")


def facts(dossier: Dossier, shown: Iterable[str]) -> tuple[shape.Fact, ...]:
    """Who owes, asks or is asked, by when, what it continues; ``shown`` are the refs that may be named."""
    owner_basis = dossier.field("owner_basis")
    owes = wording.basis(_parties(dossier, "owed_by"), FactBasis(owner_basis) if owner_basis else None)
    named = [
        (_("owed by"), owes),
        (_("asked by"), _parties(dossier, "asked_by")),
        (_("asked of"), _parties(dossier, "asked_of")),
        (_("agreed deadline"), _deadline(dossier)),
        (_("topics"), ", ".join(topic.name for topic in dossier.topics) if len(dossier.topics) > 1 else ""),
    ]
    found = [shape.Fact(label, shape.Text(words)) for label, words in named if words]
    earlier = dossier.field("continues")
    if earlier and (dossier.question.is_internal or earlier in shown):
        found.append(shape.Fact(_("continues"), shape.Ref(earlier)))
    return tuple(found)


def plans(dossier: Dossier) -> tuple[shape.Fact, ...]:
    """Our working fields, for our own people and for the present only."""
    if not (dossier.question.is_internal and dossier.question.is_present):
        return ()
    dated = [(_("to be reviewed by us on"), "review_on"), (_("our target"), "target_on")]
    days = [shape.Fact(label, wording.day(day)) for label, name in dated if (day := dossier.date(name))]
    step = dossier.field("next_step")
    return (*days, *([shape.Fact(_("our next step"), shape.Text(step))] if step else []))


def _parties(dossier: Dossier, field_name: str) -> str:
    return wording.listed(party.name for party in dossier.parties(field_name))


def _deadline(dossier: Dossier) -> str:
    if not (deadline := dossier.deadline):
        return ""
    day = wording.day(deadline.day, deadline.precision).label
    return wording.basis(f"{day}, “{deadline.wording}”" if deadline.wording else day, deadline.basis)


# --- Where it stands


def standings(positions: Sequence[Stand], notes: Notes, *, in_full: bool) -> tuple[shape.Standing, ...]:
    """One row for each party judged, the item as a whole last, our office in each even where it is silent.

    ``in_full`` adds what was said and of which item: for positions drawn from several items.
    """
    judged = {entry.about for _dossier, entry in positions}
    return tuple(
        _standing(one, [pair for pair in positions if pair[1].about == one], notes, in_full)
        for one in sorted(judged, key=lambda party: (party is None, party.code if party else ""))
    )


def _standing(about: Party | None, positions: Sequence[Stand], notes: Notes, in_full: bool) -> shape.Standing:
    voices = [_said(dossier, entry, notes, in_full) for dossier, entry in in_voice_order(positions)]
    if may_be_called_unassessed(positions):
        ours = wording.begin(positions[0][0].office_name)
        voices.insert(0, shape.Said(Voice.OFFICE.value, ours, wording.unassessed()))
    return shape.Standing(wording.about(about), tuple(voices), difference(positions))


def may_be_called_unassessed(positions: Iterable[Stand]) -> bool:
    """Whether our office has said nothing; beyond internal its silence may be an assessment not released."""
    return all(
        dossier.question.is_internal and entry.voice is not Voice.OFFICE for dossier, entry in positions
    )


def _said(dossier: Dossier, entry: Line, notes: Notes, in_full: bool) -> shape.Said:
    cited = notes.cite(dossier, entry) if in_full else notes.evidence(dossier, entry)
    text = shape.Text(dossier.note(entry) if in_full else "", notes=cited)
    return shape.Said(
        voice=entry.voice.value,
        speaker=wording.reporting(entry, dossier.speaker(entry)),
        status=wording.status(entry, is_context=dossier.is_context(entry)),
        texts=(text,) if text.text or text.notes else (),
        ref=shape.Ref(dossier.ref) if in_full else None,
    )


def in_voice_order(positions: Iterable[Stand]) -> list[Stand]:
    """Positions by voice: our office, the parties, the record."""

    def place(stand: Stand) -> tuple[int, str]:
        _dossier, entry = stand
        return VOICES.index(entry.voice), entry.speaker.code if entry.speaker else ""

    return sorted(positions, key=place)


def difference(positions: Iterable[Stand]) -> str:
    """How voices differ: "they differ: Mexico largely done, the record stalled"; empty where they do not."""
    judging = [(dossier, entry) for dossier, entry in positions if entry in dossier.standing]
    if len({entry.status for _dossier, entry in judging}) < 2:
        return ""
    each = (
        f"{dossier.speaker(entry)}: {_(entry.status.label)}"
        for dossier, entry in in_voice_order(judging)
        if entry.status
    )
    return _("they differ (%(positions)s)") % {"positions": "; ".join(each)}


# --- What was recorded


def timeline(dossier: Dossier, notes: Notes, entries: Sequence[Line] | None = None) -> shape.Timeline:
    """The item's last entries, or the given ones, oldest first, each with the notes of its evidence."""
    chosen = dossier.told if entries is None else entries
    return shape.Timeline(tuple(_event(dossier, entry, notes) for entry in chosen))


def _event(dossier: Dossier, entry: Line, notes: Notes) -> shape.Event:
    is_context = dossier.is_context(entry)
    said = shape.Text(dossier.note(entry), notes=notes.evidence(dossier, entry))
    quoted = shape.Text(f"“{dossier.text(entry, 'quote')}”") if dossier.text(entry, "quote") else None
    return shape.Event(
        day=wording.day(entry.effective_on, entry.effective_precision),
        speaker=wording.begin(wording.speaking(entry, dossier.speaker(entry))),
        texts=(said, quoted) if quoted else (said,),
        act="" if entry.status else _("note"),
        status=wording.status(entry, is_context=is_context) if entry.status else None,
        marks=tuple(_marks(dossier, entry)),
    )


def _marks(dossier: Dossier, entry: Line) -> Iterator[str]:
    """Remarks on an entry itself; how we came by it is for our own people alone."""
    if entry.status is None and dossier.is_context(entry):
        yield _("before this round")
    if answered := dossier.answered(entry):
        words = {
            "answer": _(entry.answer.label) if entry.answer else "",
            "speaker": dossier.speaker(answered),
            "day": wording.day(answered.effective_on, answered.effective_precision).label,
        }
        yield _("%(answer)s: %(speaker)s, %(day)s") % words
    if entry.origin is Origin.COMPILED:
        yield _("compiled from the public record, to be reviewed")
    if not dossier.question.is_internal:
        return
    if entry.basis is Basis.ORAL:
        yield _("oral: %(with)s") % {"with": dossier.text(entry, "oral_with")}
    if dossier.text(entry, "basis_note"):
        yield _("our reading: %(note)s") % {"note": dossier.text(entry, "basis_note")}
    if dossier.text(entry, "no_evidence_reason"):
        yield _("no evidence: %(reason)s") % {"reason": dossier.text(entry, "no_evidence_reason")}
