"""Say something of an item: a status or a note, with its evidence, before it is an entry."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Entry, Evidence, Party
from ledger.models.evidence import evidence_part
from ledger.recording import file_types, uploads
from ledger.vocabulary import (
    Act,
    Basis,
    EvidenceType,
    Precision,
    SourceKind,
    Stance,
    Status,
    Voice,
)

EVIDENCE_WORDS = ("title", "issuer", "url", "quote", "file_name")
TRANSLATIONS = ("note_en", "note_es")
"""Our own translations of a note, by the language into which each is: texts of the same entry, hashed, released and
redacted with the note.
"""
SAYING_WORDS = ("note", *TRANSLATIONS, "source", "quote", "oral_with", "basis_note", "no_evidence_reason")


@dataclass(frozen=True, kw_only=True)
class EvidenceGiven:
    """A piece of evidence as a writer gives it: by link, by file, or by title alone.

    ``file`` holds the bytes of an upload, kept by SHA-256 and typed by its content (``file_types``); ``kept_file``
    names one that is kept already (digest, size, type), as when an entry is moved. ``language`` is a code such as
    "en"; it may be any language.
    """

    title: str
    type: EvidenceType = EvidenceType.OTHER
    issuer: str = ""
    source_kind: SourceKind = SourceKind.OFFICIAL
    language: str = ""
    published_on: datetime.date | None = None
    published_precision: Precision | None = None
    url: str = ""
    quote: str = ""
    stance: Stance = Stance.SUPPORTS
    file: bytes | None = None
    file_name: str = ""
    kept_file: tuple[str, int, str] | None = None

    def row(self, position: int) -> Evidence:
        """Return the evidence's row, not yet saved; stores an uploaded file. Its words go to the entry's texts."""
        precision = self.published_precision or (Precision.DAY if self.published_on else None)
        sha256, size, media_type = self.kept_file or self._keep()
        return Evidence(
            position=position,
            type=self.type,
            source_kind=self.source_kind,
            language=self.language,
            published_on=self.published_on,
            published_precision=precision,
            stance=self.stance,
            file_sha256=sha256,
            file_size=size,
            file_type=media_type,
        )

    def _keep(self) -> tuple[str, int | None, str]:
        if self.file is None:
            return "", None, ""
        return uploads.keep(self.file), len(self.file), file_types.media_type(self.file)

    def words(self, position: int) -> dict[str, str]:
        """Return the evidence's free text by part of its entry."""
        return {evidence_part(position, name): getattr(self, name) for name in EVIDENCE_WORDS}


@dataclass(frozen=True, kw_only=True)
class EntryContent:
    """A status or a note: who says what of whom, since when, on what basis and evidence.

    ``speaker`` is the party that speaks (voice: party); ``source`` names who speaks for the record; ``about`` is the
    party whose performance is judged, None for the item as a whole. ``oral_with`` names the other in an oral
    exchange, ``is_attributable`` whether the words may be laid to them. ``effective_on`` None means the day of
    recording; a month or year is given by any day in it. ``note_en`` and ``note_es`` are translations of the note that
    our office made; a later one is a correction that says all else again.
    """

    voice: Voice = Voice.OFFICE
    speaker: Party | None = None
    source: str = ""
    about: Party | None = None
    basis: Basis = Basis.READING
    quote: str = ""
    oral_with: str = ""
    is_attributable: bool | None = None
    basis_note: str = ""
    status: Status | None = None
    note: str = ""
    note_en: str = ""
    note_es: str = ""
    effective_on: datetime.date | None = None
    effective_precision: Precision = Precision.DAY
    evidence: tuple[EvidenceGiven, ...] = ()
    no_evidence_reason: str = ""

    @property
    def act(self) -> Act:
        """Whether this is a status or a plain note."""
        return Act.NOTE if self.status is None else Act.STATUS

    def columns(self) -> dict[str, Any]:
        """Return the entry's columns that hold this."""
        names = ("voice", "speaker", "about", "basis", "is_attributable", "status")
        return {name: getattr(self, name) for name in names}

    def texts(self) -> dict[str, str]:
        """Return the free text by part, that of the evidence included."""
        texts = {name: getattr(self, name).strip() for name in SAYING_WORDS}
        for position, one in enumerate(self.evidence):
            texts |= one.words(position)
        return texts

    @classmethod
    def of(cls, entry: Entry) -> "EntryContent":
        """Return what a recorded entry says, as it could be said again: used to correct and to move it."""
        return cls(
            voice=entry.voice,
            speaker=entry.speaker,
            about=entry.about,
            basis=entry.basis,
            is_attributable=entry.is_attributable,
            status=entry.status,
            effective_on=entry.effective_on,
            effective_precision=entry.effective_precision,
            evidence=_evidence_of(entry),
            **{name: entry.text(name) for name in SAYING_WORDS},
        )

    def but(self, **changes: Any) -> "EntryContent":
        """Return the same, with some of it said differently."""
        return replace(self, **changes)


SAID_ROWS = ("texts", "evidence", "speaker", "about")
"""What to prefetch before reading what many entries say."""


def _evidence_of(entry: Entry) -> tuple[EvidenceGiven, ...]:
    pieces = list(entry.evidence.all())
    gone = entry.taken_parts() if any(piece.file_sha256 for piece in pieces) else set()
    for piece in pieces:
        piece.entry = entry  # whose texts are read already
    return tuple(
        _given(piece, has_file=bool(piece.file_sha256) and piece.part("file") not in gone) for piece in pieces
    )


def _given(evidence: Evidence, *, has_file: bool) -> EvidenceGiven:
    """Return a row of evidence as it could be given again; a file that a redaction destroyed is not there to give."""
    kept = (evidence.file_sha256, evidence.file_size or 0, evidence.file_type) if has_file else None
    return EvidenceGiven(
        # A redacted title is not there to repeat, and a title there must be.
        title=evidence.title or _("(redacted)"),
        type=evidence.type,
        issuer=evidence.issuer,
        source_kind=evidence.source_kind,
        language=evidence.language,
        published_on=evidence.published_on,
        published_precision=evidence.published_precision,
        url=evidence.url,
        quote=evidence.quote,
        stance=evidence.stance,
        file_name=evidence.text("file_name"),
        kept_file=kept,
    )
