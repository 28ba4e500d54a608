"""Rows of many entries: stamped, hashed and chained without a model's object for each, as ``bulk_rows`` takes them."""

import datetime
import hashlib
import os
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from ledger.models import (
    ITEM_FIELDS,
    Entry,
    EntryText,
    Evidence,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Position,
    Round,
    User,
)
from ledger.recording import chain, clock, derived
from ledger.recording.bulk_rows import BulkTable, Row, plain
from ledger.recording.entry_content import EntryContent, EvidenceGiven
from ledger.recording.item_values import ROLES
from ledger.vocabulary import Act, Status

COLUMNS = {field.name: field.attname for field in Item._meta.concrete_fields}
"""The columns of an item by the names of its fields."""
DIFFERING = (
    "item",
    "uuid",
    "sequence",
    "previous",
    "status",
    "effective_on",
    "changes",
    "recorded_at",
    "request",
    "digests",
    "evidence",
)
"""What of the hashed form differs from entry to entry of one act and speaker."""
NOT_TEXT = ("sequence", "status", "changes", "digests", "evidence")
"""Those that are no text in JSON, or are null where an entry has none."""
RANDOM_BYTES = 1 << 16
"""Random bytes asked of the system at a time: a call for each salt takes longer than the hash."""


@dataclass
class ChainedItem:
    """An item whose chain grows: its key and reference, and where its chain ends.

    ``standing`` holds the entries written here, from which a new item's columns follow; ``values`` the fields of a new
    item, which stands at ``number`` in its ``round``.
    """

    key: int
    ref: str
    round: Round
    number: int
    values: Mapping[str, Any]
    last_sequence: int = 0
    head_hash: str = ""
    recorded_at: str = ""
    standing: list[derived.StandingEntry] = field(default_factory=list)


@dataclass(frozen=True)
class _EntryPattern:
    """Entries of one act and speaker: an example, and the hashed form with places for what differs."""

    example: Entry
    columns: Row
    form: str

    def hash_of(self, **values: object) -> str:
        """Return the hash of such an entry with these values, by their names in the hashed form."""
        return hashlib.sha256((self.form % values).encode()).hexdigest()


class ChainedRows:
    """The rows of some items in one transaction. Entries are given as they are made; all other rows are kept until
    those are in.

    ``began_at``: the stamp of the first entry; each further one is a tick later. ``alike``: columns that all entries
    share, such as their batch.
    """

    def __init__(
        self,
        author: User,
        began_at: datetime.datetime,
        **alike: object,
    ) -> None:
        self.author, self.next_stamp = author, began_at
        self.alike = alike
        self.random = _Random()
        self.tables = {model: BulkTable(model(), with_keys=model is Item) for model in _KEPT}
        self.kept: dict[type[Model], list[Row]] = {}
        self._begin_day()
        self.forget()

    def _begin_day(self) -> None:
        """Take the day of the next stamp, and when it ends: what is alike of entries is of one day."""
        zone = zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE)
        self.today = clock.ledger_day(self.next_stamp)
        tomorrow = self.today + datetime.timedelta(days=1)
        self.day_ends = datetime.datetime.combine(tomorrow, datetime.time(), zone)
        self._patterns: dict[tuple[object, ...], _EntryPattern] = {}

    def forget(self) -> None:
        """Forget the rows that were inserted."""
        self.kept = {model: [] for model in _KEPT}

    def insert(self, entries: Iterable[Row]) -> None:
        """Insert the entries, then what was kept of their making: foreign keys are checked at the end."""
        BulkTable(Entry(), with_keys=True).insert(entries)
        for model, rows in self.kept.items():
            if rows:
                self.tables[model].insert(rows)
        self.forget()

    # --- Entries

    def opening(
        self,
        item: ChainedItem,
        key: int,
        effective_on: datetime.date,
        request: UUID,
        written: tuple[Mapping[str, Any], Mapping[str, str]],
        precision: str = "day",
    ) -> Row:
        """Make an item's first entry: its fields as changes from nothing, and the texts that are written beside."""
        changes, texts = written
        pattern = self.pattern(act=Act.OPEN, effective_precision=precision)
        return self._chained(item, key, pattern, texts, request, effective_on, None, changes=changes)

    def said(
        self,
        item: ChainedItem,
        key: int,
        says: EntryContent,
        effective_on: datetime.date,
        request: UUID,
        texts: Mapping[str, str],
    ) -> Row:
        """Make an item's next entry: a status or a note with its texts (``says.texts()``) and evidence."""
        pattern = self.pattern(
            act=says.act,
            voice=says.voice,
            speaker=says.speaker,
            about=says.about,
            basis=says.basis,
            is_attributable=says.is_attributable,
            effective_precision=says.effective_precision,
        )
        return self._chained(
            item, key, pattern, texts, request, effective_on, says.status, evidence=says.evidence
        )

    def pattern(self, **columns: object) -> _EntryPattern:
        """Return the pattern of the next entry, which has these columns: made once a day for each."""
        if self.next_stamp >= self.day_ends:
            self._begin_day()
        key = tuple(getattr(value, "pk", value) for value in columns.values())
        if (pattern := self._patterns.get(key)) is None:
            pattern = self._patterns[key] = self._new_pattern(columns)
        return pattern

    def _new_pattern(self, columns: Mapping[str, Any]) -> _EntryPattern:
        example = Entry(
            item=Item(),
            sequence=1,
            author=self.author,
            effective_on=self.today,
            recorded_at=self.next_stamp,
            recorded_on=self.today,
            version=chain.VERSION,
            **self.alike,
            **columns,
        )
        places = {name: f"%({name})s" for name in DIFFERING}
        form = chain.canonical(chain.hashed_form(example, ()) | places).decode().replace("%", "%%")
        for name, place in places.items():
            quoted = f'"{place}"'.replace("%", "%%")
            form = form.replace(quoted, place if name in NOT_TEXT else f'"{place}"')
        return _EntryPattern(example, BulkTable(example, with_keys=True).defaults, form)

    def _chained(
        self,
        item: ChainedItem,
        key: int,
        pattern: _EntryPattern,
        texts: Mapping[str, str],
        request: UUID,
        effective_on: datetime.date,
        status: Status | None,
        *,
        changes: Mapping[str, object] | None = None,
        evidence: Sequence[EvidenceGiven] = (),
    ) -> Row:
        """Make an entry after the last one, stamped and hashed; its texts and evidence are kept."""
        stamp, uuid, sequence = self._stamp(), self.random.uuid(), item.last_sequence + 1
        digests = chain.canonical(self._digests(key, texts)).decode()
        written = {"changes": chain.canonical(changes).decode() if changes else "{}", "digests": digests}
        previous = {"previous_hash": item.head_hash}
        hash = pattern.hash_of(
            item=item.ref,
            uuid=uuid,
            sequence=sequence,
            previous=item.head_hash,
            status=f'"{status.value}"' if status else "null",
            effective_on=effective_on.isoformat(),
            recorded_at=f"{stamp}Z",
            request=request,
            evidence=self._evidence(key, evidence) if evidence else "[]",
            **written,
        )
        item.standing.append(_standing(pattern.example, key, item.key, status, effective_on))
        item.head_hash, item.last_sequence, item.recorded_at = hash, sequence, stamp.replace("T", " ")
        return {**pattern.columns, **written, **previous} | {
            "id": key,
            "uuid": uuid.replace("-", ""),
            "item_id": item.key,
            "sequence": sequence,
            "status": status.value if status else None,
            "effective_on": effective_on.isoformat(),
            "recorded_at": item.recorded_at,
            "request_id": request.hex,
            "hash": hash,
        }

    def _stamp(self) -> str:
        """Take the next moment, in UTC, to the microsecond."""
        stamp = self.next_stamp.isoformat(timespec="microseconds").removesuffix("+00:00")
        self.next_stamp += clock.TICK
        return stamp

    def _digests(self, key: int, texts: Mapping[str, str]) -> dict[str, str]:
        """Keep an entry's texts under new salts, and give their digests by part."""
        digests, kept = {}, self.kept[EntryText]
        for part, text in texts.items():
            if text:
                salt = self.random.salt()
                digests[part] = chain.digest(salt, text)
                kept.append({"entry_id": key, "part": part, "salt": salt, "text": text})
        return digests

    def _evidence(self, key: int, evidence: Sequence[EvidenceGiven]) -> str:
        """Keep an entry's evidence, and give it as it is hashed."""
        pieces = [given.row(position) for position, given in enumerate(evidence)]
        for piece in pieces:
            columns = {str(field.column): getattr(piece, field.attname) for field in _EVIDENCE_COLUMNS}
            self.kept[Evidence].append(
                {column: plain(value) for column, value in columns.items()} | {"entry_id": key}
            )
        return chain.evidence_form(pieces)

    # --- New items

    def close(self, item: ChainedItem) -> None:
        """Keep a new item's row, its links and its positions, once its entries are made."""
        follows = derived.follows_from(sorted(item.standing, key=lambda entry: entry.effective_on))
        columns = {
            COLUMNS[name]: plain(value)
            for name, value in item.values.items()
            if not ITEM_FIELDS[name].is_many
        } | {name: plain(value) for name, value in follows.columns.items()}
        self.kept[Item].append(
            columns
            | {
                "id": item.key,
                "uuid": self.random.uuid().replace("-", ""),
                "round_id": item.round.pk,
                "number": item.number,
                "ref": item.ref,
                "last_sequence": item.last_sequence,
                "last_recorded_at": item.recorded_at,
                "head_hash": item.head_hash,
            }
        )
        self._keep_links(item, {"status": columns["status"], "status_on": columns["status_on"]})
        self.kept[Position] += [_position_row(position) for position in follows.positions]

    def _keep_links(self, item: ChainedItem, status: Row) -> None:
        self.kept[ItemTopic] += [
            {"item_id": item.key, "topic_id": topic.pk, "position": at, **status}
            for at, topic in enumerate(item.values["topics"])
        ]
        self.kept[ItemParty] += [
            {"item_id": item.key, "party_id": party.pk, "role": role.value}
            for name, role in ROLES.items()
            for party in item.values[name]
        ]
        for name, (model, column) in _LINKS.items():
            self.kept[model] += [{"item_id": item.key, column: row.pk} for row in item.values[name]]


_KEPT: tuple[type[Model], ...] = (
    Item,
    ItemTopic,
    ItemParty,
    ItemAgency,
    ItemForum,
    ItemPassage,
    EntryText,
    Evidence,
    Position,
)
_LINKS: dict[str, tuple[type[Model], str]] = {
    "agencies": (ItemAgency, "agency_id"),
    "forums": (ItemForum, "forum_id"),
    "other_passages": (ItemPassage, "passage_id"),
}
_EVIDENCE_COLUMNS = [field for field in Evidence._meta.concrete_fields if not field.primary_key]


class _Random:
    """Random salts and identifiers, from the system's generator, many bytes at a time."""

    def __init__(self) -> None:
        self._bytes = self._hexadecimal()

    @staticmethod
    def _hexadecimal() -> Iterator[str]:
        """Yield 16 random bytes after another, in hexadecimal."""
        while True:
            more = os.urandom(RANDOM_BYTES).hex()
            yield from (more[at : at + 32] for at in range(0, len(more), 32))

    def salt(self) -> str:
        """Return a fresh salt, in hexadecimal."""
        return next(self._bytes) + next(self._bytes)

    def uuid(self) -> str:
        """Return a random identifier of version 4 (RFC 9562), as text."""
        more = next(self._bytes)
        variant = "89ab"[int(more[16], 16) & 3]
        return f"{more[:8]}-{more[8:12]}-4{more[13:16]}-{variant}{more[17:20]}-{more[20:]}"


def _standing(
    example: Entry, key: int, item_key: int, status: Status | None, effective_on: datetime.date
) -> derived.StandingEntry:
    """Return an entry as what follows is worked out from; none of these is corrected."""
    return derived.StandingEntry(
        pk=key,
        item_id=item_key,
        act=example.act,
        voice=example.voice,
        about_id=example.about_id,
        speaker_id=example.speaker_id,
        status=status,
        effective_on=effective_on,
        effective_precision=example.effective_precision,
        retracts=False,
        changes={},
    )


def _position_row(position: derived.StandingEntry) -> Row:
    names = ("item_id", "about_id", "voice", "speaker_id", "status", "effective_on", "effective_precision")
    return {name: plain(getattr(position, name)) for name in names} | {"entry_id": position.pk}
