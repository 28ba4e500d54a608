"""What reports use of entries and evidence, as plain values: making rows of the models is what would cost most."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ledger.models import Entry, Evidence, Party
from ledger.vocabulary import Act, Answer, Basis, Origin, Precision, SourceKind, Stance, Status, Voice


class EntryRow(NamedTuple):
    """A standing entry. ``answers`` is the key of another; ``digests`` names the parts that have words."""

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
    digests: Mapping[str, str]
    is_attributable: bool | None
    speaker: Party | None
    about: Party | None


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
        """Which part of its entry's texts holds a word of it: "title", "issuer", "url", "quote"."""
        return f"evidence.{self.position}.{name}"


def lines(entries: QuerySet[Entry], parties: Iterable[Party]) -> Iterator[EntryRow]:
    """The entries in their order, with the parties that they name. One query."""
    by_key: dict[Any, Party] = {party.pk: party for party in parties}
    for *values, speaker, about in entries.values_list(*EntryRow._fields):
        yield EntryRow._make((*values, by_key.get(speaker), by_key.get(about)))


def sources(entries: Iterable[int]) -> Iterator[EvidenceRow]:
    """The evidence of entries, by their keys, in order. One query."""
    rows = Evidence.objects.filter(entry__in=entries).order_by("entry", "position")
    return map(EvidenceRow._make, rows.values_list(*EvidenceRow._fields))
