"""The hash chain of an item: what of an entry is hashed, how, and how a chain is checked.

An entry's hash is SHA-256 over the RFC 8785 form of ``hashed_form``. The form's version fixes its list of fields
for ever: a new field is a new version, and old entries keep theirs. It names rows by codes, references and UUIDs,
never by primary keys, slugs or usernames, so that a ledger restored elsewhere has the same hashes. Free text enters
as SHA-256 over salt and text, so that a redaction leaves every chain whole.
"""

import datetime
import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from ledger.models import Entry, EntryText, Evidence, User

VERSION = 1
SALT_BYTES = 32


@dataclass(frozen=True)
class Break:
    """A break of a chain: the entry's number in its item, and what is wrong with it."""

    sequence: int
    what: str


def new_salt() -> str:
    """Return a fresh salt, in hexadecimal."""
    return secrets.token_hex(SALT_BYTES)


def digest(salt: str, text: str) -> str:
    """Return SHA-256 over salt and text, in hexadecimal."""
    return hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def hash_of(entry: Entry, evidence: Iterable[Evidence]) -> str:
    """Return the entry's hash, in hexadecimal, from its columns and its evidence as they are now."""
    return hashlib.sha256(canonical(hashed_form(entry, evidence))).hexdigest()


def hashed_form(entry: Entry, evidence: Iterable[Evidence]) -> dict[str, object]:
    """Return what of an entry is hashed, by its version's fields, in plain JSON."""
    return _FORMS[entry.version](entry, evidence)


def canonical(form: Mapping[str, object]) -> bytes:
    """Write a form as RFC 8785 does: texts, whole numbers, truths and null, under keys of ASCII, which all forms hold.

    Of these json's own encoder makes the same bytes as the RFC's library, which takes five times as long: a test
    compares them. Fractions and other keys would differ; no version may bring any.
    """
    return _encoder.encode(form).encode()


_encoder = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def _form_1(entry: Entry, evidence: Iterable[Evidence]) -> dict[str, object]:
    return {
        "v": 1,
        "item": entry.item.ref,
        "uuid": str(entry.uuid),
        "sequence": entry.sequence,
        "previous": entry.previous_hash,
        "act": entry.act,
        "origin": entry.origin,
        "voice": entry.voice,
        "speaker": entry.speaker.code if entry.speaker else None,
        "about": entry.about.code if entry.about else None,
        "basis": entry.basis,
        "attributable": entry.is_attributable,
        "status": entry.status,
        "effective_on": entry.effective_on.isoformat(),
        "effective_precision": entry.effective_precision,
        "corrects": _uuid(entry.corrects),
        "retracts": entry.retracts,
        "answers": _uuid(entry.answers),
        "answer": entry.answer,
        "releases": _uuid(entry.releases),
        "released_to": entry.released_to,
        "redacts": _uuid(entry.redacts),
        "redacted_parts": entry.redacted_parts,
        "changes": entry.changes,
        "proposed_audience": entry.proposed_audience,
        "author": str(entry.author.uuid),
        "approver": _uuid(entry.approver),
        "recorded_at": _moment(entry.recorded_at),
        "recorded_on": entry.recorded_on.isoformat(),
        "request": str(entry.request_id),
        "batch": str(entry.batch) if entry.batch else None,
        "digests": entry.digests,
        "evidence": [_evidence_1(piece) for piece in sorted(evidence, key=lambda piece: piece.position)],
    }


def evidence_form(evidence: Iterable[Evidence]) -> str:
    """Return pieces of evidence, in their order, as the form of the present version holds them."""
    return _encoder.encode([_evidence_1(piece) for piece in evidence])


def _evidence_1(evidence: Evidence) -> dict[str, object]:
    return {
        "uuid": str(evidence.uuid),
        "position": evidence.position,
        "type": evidence.type,
        "source_kind": evidence.source_kind,
        "language": evidence.language,
        "published_on": evidence.published_on.isoformat() if evidence.published_on else None,
        "published_precision": evidence.published_precision,
        "stance": evidence.stance,
        "file_sha256": evidence.file_sha256,
        "file_size": evidence.file_size,
        "file_type": evidence.file_type,
    }


_FORMS = {1: _form_1}


def _uuid(row: Entry | User | None) -> str | None:
    return str(row.uuid) if row else None


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(timezone.get_fixed_timezone(0)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


CHAIN_ROWS = ("item", "speaker", "about", "author", "approver", "corrects", "answers", "releases", "redacts")
"""What to join to entries before hashing many of them."""


def breaks(entries: Iterable[Entry]) -> Iterator[Break]:
    """Check one item's entries, in order; yields nothing where the chain holds.

    Entries come with ``CHAIN_ROWS`` joined and their texts and evidence prefetched.
    """
    previous, redacted = "", _redacted(entries := list(entries))
    for expected, entry in enumerate(entries, start=1):
        if entry.sequence != expected:
            yield Break(entry.sequence, f"entry {expected} is missing")
            return
        if entry.previous_hash != previous:
            yield Break(entry.sequence, "it does not follow the entry before it")
        if entry.version not in _FORMS:
            yield Break(entry.sequence, f"its form {entry.version} is unknown")
        elif not _is_hashed(entry):
            yield Break(entry.sequence, "its hash is not that of what it holds")
        yield from _text_breaks(entry, redacted.get(entry.pk, set()))
        previous = entry.hash


def _is_hashed(entry: Entry) -> bool:
    """Tell whether the entry's hash is that of what it holds; a column that no entry could hold has no hash at all."""
    try:
        return hash_of(entry, entry.evidence.all()) == entry.hash
    except (AttributeError, TypeError, ValueError):
        return False


def _redacted(entries: list[Entry]) -> dict[int, set[str]]:
    """Return the parts that redactions of the item name, by the entry they were taken from."""
    redacted: dict[int, set[str]] = {}
    for entry in entries:
        if entry.redacts_id:
            redacted.setdefault(entry.redacts_id, set()).update(parts_named(entry.redacted_parts))
    return redacted


def parts_named(redacted_parts: object) -> set[str]:
    """Return the parts that a redaction names; of a column that no redaction could hold, what can be read as such."""
    return (
        {part for part in redacted_parts if isinstance(part, str)}
        if isinstance(redacted_parts, list)
        else set()
    )


def _text_breaks(entry: Entry, redacted: set[str]) -> Iterator[Break]:
    texts: dict[str, EntryText] = {row.part: row for row in entry.texts.all()}
    digests = entry.digests if isinstance(entry.digests, dict) else {}
    for part in sorted(texts.keys() | digests.keys()):
        if part not in digests:
            yield Break(entry.sequence, f"its {part} was put in afterwards")
        elif part in redacted:
            if part in texts:
                yield Break(entry.sequence, f"its {part} was redacted and is there again")
        elif part not in texts:
            yield Break(entry.sequence, f"its {part} is gone without a redaction")
        elif not _is_recorded(texts[part], digests[part]):
            yield Break(entry.sequence, f"its {part} is not the text that was recorded")


def _is_recorded(row: EntryText, recorded: str) -> bool:
    try:
        # A longer salt would take the text's first words into it, and the digest would be the same.
        return len(bytes.fromhex(row.salt)) == SALT_BYTES and digest(row.salt, row.text) == recorded
    except ValueError:  # a salt that is no hexadecimal
        return False
