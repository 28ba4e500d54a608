"""Read entries and evidence for reports as plain values: making rows of the models is what would cost most."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from ledger.models import Entry, Evidence, Party
from ledger.vocabulary import Act, Answer, Basis, Origin, Precision, SourceKind, Stance, Status, Voice

ROWS_AT_A_TIME = 1_000
"""How many rows of a long list the database hands over at a time."""


class EntryRow(NamedTuple):
    """A standing entry. ``answers`` is the key of another."""

    pk: int
    item: int
    act: Act
    origin: Origin
    voice: Voice
    basis: Basis
    status: Status | None
    effective_on: datetime.date
    effective_precision: Precision
    answers: int | None
    answer: Answer | None
    recorded_at: datetime.datetime
    digests_json: str
    is_attributable: bool | None
    speaker: Party | None
    about: Party | None

    @property
    def digests(self) -> Mapping[str, str]:
        """The parts that have words, each with its digest: read where an entry is told, not for all of them."""
        digests: dict[str, str] = json.loads(self.digests_json)
        return digests


class EvidenceRow(NamedTuple):
    """A piece of evidence; its words are texts of its entry."""

    pk: int
    entry: int
    position: int
    source_kind: SourceKind
    language: str
    published_on: datetime.date | None
    published_precision: Precision | None
    stance: Stance
    file_sha256: str

    def part(self, name: str) -> str:
        """Find which part of its entry's texts holds a word of it: "title", "issuer", "url", "quote"."""
        return f"evidence.{self.position}.{name}"


def lines(entries: QuerySet[Entry], parties: Iterable[Party]) -> Iterator[EntryRow]:
    """Yield the entries in their order, with the parties that they name. One query."""
    by_key: dict[Any, Party] = {party.pk: party for party in parties}
    rows = entries.annotate(digests_json=Cast("digests", TextField()))
    for *values, speaker, about in rows.values_list(*EntryRow._fields).iterator(chunk_size=ROWS_AT_A_TIME):
        yield EntryRow._make((*values, by_key.get(speaker), by_key.get(about)))


def sources(entries: Iterable[int]) -> Iterator[EvidenceRow]:
    """Return the evidence of entries, by their keys, in order. One query."""
    rows = Evidence.objects.filter(entry__in=entries).order_by("entry", "position")
    return map(EvidenceRow._make, rows.values_list(*EvidenceRow._fields))
