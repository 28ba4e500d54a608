"""What somebody says of an item, and the rules that a statement of status or a note must meet."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import Entry, Evidence, Item, Party
from ledger.recording import file_types, uploads
from ledger.vocabulary import (
    Act,
    Audience,
    Basis,
    EvidenceType,
    Move,
    Precision,
    SourceKind,
    Stance,
    Status,
    Voice,
    move_between,
)

EVIDENCE_WORDS = ("title", "issuer", "url", "quote", "file_name")
LANGUAGE_CODE = 10
"""The longest code of a language that a piece of evidence may have."""
SAYING_WORDS = ("note", "source", "quote", "oral_with", "basis_note", "no_evidence_reason")


@dataclass(frozen=True, kw_only=True)
class EvidenceGiven:
    """One piece of evidence as a writer gives it: by link, by file, or by title alone.

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
        """The evidence's row, not yet saved; stores an uploaded file. Its words go to the entry's texts."""
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
        """The evidence's free text by part of its entry."""
        row = Evidence(position=position)
        return {row.part(name): getattr(self, name) for name in EVIDENCE_WORDS}


@dataclass(frozen=True, kw_only=True)
class Saying:
    """A status or a note: who says what of whom, since when, on what basis and evidence.

    ``speaker`` is the party that speaks (voice: party); ``source`` names who speaks for the record; ``about`` is the
    party whose performance is judged, None for the item as a whole. ``oral_with`` names the other in an oral
    exchange, ``is_attributable`` whether the words may be laid to them. ``effective_on`` None means the day of
    recording; a month or year is given by any day in it.
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
    effective_on: datetime.date | None = None
    effective_precision: Precision = Precision.DAY
    evidence: tuple[EvidenceGiven, ...] = ()
    no_evidence_reason: str = ""

    @property
    def act(self) -> Act:
        """Whether this is a status or a plain note."""
        return Act.NOTE if self.status is None else Act.STATUS

    def columns(self) -> dict[str, Any]:
        """The entry's columns that hold this."""
        names = ("voice", "speaker", "about", "basis", "is_attributable", "status")
        return {name: getattr(self, name) for name in names}

    def texts(self) -> dict[str, str]:
        """The free text by part, that of the evidence included."""
        texts = {name: getattr(self, name).strip() for name in SAYING_WORDS}
        for position, one in enumerate(self.evidence):
            texts |= one.words(position)
        return texts

    def rows(self) -> list[Evidence]:
        """The evidence's rows, not yet saved."""
        return [one.row(position) for position, one in enumerate(self.evidence)]

    @classmethod
    def of(cls, entry: Entry) -> "Saying":
        """What a recorded entry says, as it could be said again: used to correct and to move it."""
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

    def but(self, **changes: Any) -> "Saying":
        """The same, with some of it said differently."""
        return replace(self, **changes)


def _evidence_of(entry: Entry) -> tuple[EvidenceGiven, ...]:
    gone = entry.taken_parts()
    return tuple(
        _given(one, has_file=bool(one.file_sha256) and one.part("file") not in gone)
        for one in entry.evidence.all()
    )


def _given(one: Evidence, *, has_file: bool) -> EvidenceGiven:
    """A row of evidence as it could be given again; a file that a redaction destroyed is not there to give."""
    kept = (one.file_sha256, one.file_size or 0, one.file_type) if has_file else None
    return EvidenceGiven(
        # A redacted title is not there to repeat, and a title there must be.
        title=one.title or _("(redacted)"),
        type=one.type,
        issuer=one.issuer,
        source_kind=one.source_kind,
        language=one.language,
        published_on=one.published_on,
        published_precision=one.published_precision,
        url=one.url,
        quote=one.quote,
        stance=one.stance,
        file_name=one.text("file_name"),
        kept_file=kept,
    )


def broken_rules(says: Saying, item: Item, proposed: Audience) -> Mapping[str, str]:
    """The rules that a saying breaks by itself, whatever was said before: field → what to do about it."""
    return _voice_rules(says, item) | _basis_rules(says, proposed) | _content_rules(says)


def _voice_rules(says: Saying, item: Item) -> dict[str, str]:
    broken = {}
    parties = set(item.round.dialogue.parties.values_list("pk", flat=True))
    if (says.voice is Voice.PARTY) != (says.speaker is not None):
        broken["speaker"] = _("Say which party speaks, and only where a party does.")
    elif says.speaker is not None and says.speaker.pk not in parties:
        broken["speaker"] = _("%(party)s is no party to this dialogue: choose one that is.") % {
            "party": says.speaker
        }
    if (says.voice is Voice.RECORD) != bool(says.source.strip()):
        broken["source"] = _("Name the source that speaks for the record, and only where the record speaks.")
    if says.about is not None and says.about.pk not in parties:
        broken["about"] = _("%(party)s is no party to this dialogue: choose one that is.") % {
            "party": says.about
        }
    return broken


def _basis_rules(says: Saying, proposed: Audience) -> dict[str, str]:
    broken = {}
    if says.basis is Basis.QUOTED and not says.quote.strip():
        broken["quote"] = _("Give the words that are quoted.")
    if says.basis is Basis.ORAL:
        if not says.oral_with.strip():
            broken["oral_with"] = _("Name with whom this was said.")
        if says.is_attributable is None:
            broken["is_attributable"] = _("Say whether it may be attributed.")
        if proposed is not Audience.INTERNAL:
            broken["proposed_audience"] = _("What was said orally is recorded as internal.")
    elif says.is_attributable is not None or says.oral_with.strip():
        broken["basis"] = _("With whom and whether attributable belong to an oral basis alone.")
    return broken


def _content_rules(says: Saying) -> dict[str, str]:
    broken = {}
    if says.status is None and not says.note.strip():
        broken["note"] = _("Write the note, or choose a status.")
    supported = any(one.stance is Stance.SUPPORTS for one in says.evidence)
    if says.status and says.status.needs_evidence and not supported and not says.no_evidence_reason.strip():
        wanted = (
            _("“%(status)s” rests on evidence that supports it: add some, or say why there is none.")
            if says.evidence
            else _("“%(status)s” rests on evidence: add some, or say why there is none.")
        )
        broken["evidence"] = wanted % {"status": _(says.status.label)}
    for one in says.evidence:
        if not one.title.strip():
            broken["evidence"] = _("Every piece of evidence has a title.")
        if len(one.language) > LANGUAGE_CODE:
            broken["evidence"] = _("A language is given by its code, such as en or es.")
        if one.url and not one.url.startswith(("http://", "https://")):
            broken["evidence"] = _("“%(url)s” is no link: it begins with http:// or https://.") % {
                "url": one.url
            }
        if problem := _unfit(one):
            broken["evidence"] = problem
    return broken


def _unfit(one: EvidenceGiven) -> str:
    """Why an uploaded file is not kept; empty where it is, or where there is none."""
    try:
        if one.file is not None:
            file_types.media_type(one.file)
    except file_types.UnfitFile as unfit:
        return str(unfit.message)
    return ""


def move_made(says: Saying, item: Item, day: datetime.date, corrected: Entry | None = None) -> Move | None:
    """What the saying's status does to the one that stands before it in the same voice, by its effective day.

    The entry that it corrects, if it corrects one, does not stand any more.
    """
    if says.status is None:
        return None
    entries = Entry.objects.filter(item=item, voice=says.voice, about=says.about, speaker=says.speaker)
    if corrected is not None:
        entries = entries.exclude(pk=corrected.pk)
    before = entries.as_of(day).first()
    return move_between(before.status if before else Status.UNASSESSED, says.status)


def unexplained_move(
    says: Saying, item: Item, day: datetime.date, corrected: Entry | None = None
) -> dict[str, str]:
    """The missing note of a status that steps back, closes or reopens; empty when there is one."""
    move = None if says.note.strip() else move_made(says, item, day, corrected)
    return (
        {"note": _("%(move)s needs a note that says why.") % {"move": _(move.label).capitalize()}}
        if move
        else {}
    )
