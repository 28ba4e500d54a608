"""An entry about to be written, and whether one that the same request wrote before is the same."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from ledger.days import first_day
from ledger.models import Entry, Evidence, User
from ledger.models.history import items_known
from ledger.models.item_fields import Code
from ledger.recording.entry_content import EntryContent, EvidenceGiven
from ledger.vocabulary import Act, Audience, Origin, Precision


@dataclass(frozen=True, kw_only=True)
class NewEntry:
    """An entry about to be written: its columns, its free text by part, its evidence.

    It is whole when it is made, and not changed afterwards: what is compared with an earlier entry of the same request
    (idempotency key) is what is written.
    """

    act: Act
    author: User
    effective_on: datetime.date | None = None  # None: the day of recording
    effective_precision: Precision = Precision.DAY
    columns: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    evidence: Sequence[EvidenceGiven] = ()
    changes: Mapping[str, Any] = field(default_factory=dict)
    origin: Origin = Origin.OFFICER
    proposed_audience: Audience = Audience.INTERNAL
    request_id: UUID | None = None
    batch: UUID | None = None

    def with_content(self, says: EntryContent, **columns: Any) -> "NewEntry":
        """Return the draft with what is said: voice, status, words, evidence and day; and with further columns."""
        return replace(
            self,
            columns={**says.columns(), **self.columns, **columns},
            texts={**says.texts(), **self.texts},
            evidence=says.evidence,
            effective_on=says.effective_on,
            effective_precision=says.effective_precision,
        )

    def retracting(self, entry: Entry) -> "NewEntry":
        """Return the draft as a correction that puts nothing in an entry's place.

        It keeps whose voice it takes back, and of whom; it answers nothing, and stays internal.
        """
        voiced = ("voice", "speaker", "about", "basis", "is_attributable") if entry.voice is not None else ()
        return replace(
            self,
            columns={"corrects": entry, "retracts": True} | {name: getattr(entry, name) for name in voiced},
            proposed_audience=Audience.INTERNAL,
            effective_on=entry.effective_on,
            effective_precision=entry.effective_precision,
        )


def is_repeated(before: Entry, draft: NewEntry, fields: Mapping[str, Code] | None = None) -> bool:
    """Tell whether an entry holds what a draft would write: the same act by the same person, with the same content.

    ``fields`` are the item's new values, as codes. What a redaction took meanwhile cannot be compared, and counts as
    the same.
    """
    if before.act is not draft.act or before.author_id != draft.author.pk:
        return False
    return (
        all(_holds(before, name, value) for name, value in draft.columns.items())
        and _has_texts(before, draft.texts)
        and _has_evidence(before, draft.evidence)
        and (before.retracts or _is_dated(before, draft))
        and _has_fields(before, fields or {})
    )


def _holds(before: Entry, name: str, value: object) -> bool:
    column = getattr(before, before._meta.get_field(name).attname)  # type: ignore[union-attr]
    return bool(column == getattr(value, "pk", value))


def _has_texts(before: Entry, texts: Mapping[str, str]) -> bool:
    """Compare an item's own fields (``changes.…``) by their values."""
    there = {part for part in before.digests if not part.startswith("changes.")}
    given = {part for part, text in texts.items() if text and not part.startswith("changes.")}
    return there == given and all(
        before.is_redacted(part) or before.text(part) == texts[part] for part in there
    )


def _has_evidence(before: Entry, evidence: Sequence[EvidenceGiven]) -> bool:
    def coded(piece: Evidence | EvidenceGiven, sha256: str) -> tuple[object, ...]:
        published = (piece.published_on, piece.published_on and (piece.published_precision or Precision.DAY))
        return (piece.type, piece.source_kind, piece.language, *published, piece.stance, sha256)

    given = [coded(piece, _digest(piece)) for piece in evidence]
    return given == [coded(piece, piece.file_sha256) for piece in before.evidence.all()]


def _digest(given: EvidenceGiven) -> str:
    if given.kept_file:
        return given.kept_file[0]
    return "" if given.file is None else hashlib.sha256(given.file).hexdigest()


def _is_dated(before: Entry, draft: NewEntry) -> bool:
    day = first_day(draft.effective_on or before.recorded_on, draft.effective_precision)
    return (day, draft.effective_precision, draft.proposed_audience) == (
        before.effective_on,
        before.effective_precision,
        before.proposed_audience,
    )


def _has_fields(before: Entry, fields: Mapping[str, Code]) -> bool:
    """Tell whether the item had these values once the entry was written."""
    if not fields:
        return True
    known = items_known([before.item_id], before.recorded_at)[before.item_id]
    return all(name in known.redacted or known.fields.get(name) == code for name, code in fields.items())
