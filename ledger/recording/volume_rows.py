"""Rows of made-up items: chained, hashed, and with what follows from their entries, as ``bulk_rows`` takes them."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model

from ledger.models import (
    ITEM_FIELDS,
    Entry,
    EntryText,
    Item,
    ItemParty,
    ItemTopic,
    Party,
    Position,
    Round,
    User,
)
from ledger.recording import chain, clock, derived
from ledger.recording.bulk_rows import BulkTable, Row, plain
from ledger.recording.item_values import ROLES, changes_between
from ledger.vocabulary import Act, Basis, Status, Voice

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
)
"""What of the hashed form differs from entry to entry of one act and speaker."""
NOT_TEXT = ("sequence", "status", "changes", "digests")
"""Those that are no text in JSON, or are null where an entry has none."""


@dataclass
class MadeItem:
    """An item under way: its key and reference, its round and number there, its fields, and its entries so far."""

    key: int
    ref: str
    round: Round
    number: int
    values: dict[str, Any]
    standing: list[derived.StandingEntry] = field(default_factory=list)
    head_hash: str = ""
    recorded_at: str = ""


@dataclass(frozen=True)
class _EntryPattern:
    """Entries of one act and speaker: an example, and the hashed form with places for what differs."""

    example: Entry
    columns: Row
    form: str

    def hash_of(self, **values: object) -> str:
        """Return the hash of such an entry with these values, by their names in the hashed form."""
        return hashlib.sha256((self.form % values).encode()).hexdigest()


class VolumeRows:
    """The rows of one transaction. Entries are given as they are made; all other rows are kept until those are in."""

    def __init__(self, author: User, parties: Sequence[Party], began_at: datetime.datetime) -> None:
        self.author, self.next_stamp, self.today = author, began_at, clock.ledger_day(began_at)
        said = {"act": Act.STATUS, "basis": Basis.READING}
        self.opened = self._pattern(act=Act.OPEN)
        self.said = {None: self._pattern(voice=Voice.OFFICE, **said)} | {
            party.pk: self._pattern(voice=Voice.PARTY, speaker=party, **said) for party in parties
        }
        self.kept: dict[type[Model], list[Row]] = {
            model: [] for model in (Item, ItemTopic, ItemParty, EntryText, Position)
        }

    def insert(self, entries: Iterable[Row]) -> None:
        """Insert the entries, then what was kept of their making: foreign keys are checked at the end."""
        BulkTable(Entry(), with_keys=True).insert(entries)
        for model, rows in self.kept.items():
            BulkTable(model(), with_keys=model is Item).insert(rows)

    def opening(self, item: MadeItem, key: int, day: datetime.date, request: UUID) -> Row:
        """Make an item's first entry, its fields as changes from nothing."""
        changes, texts = changes_between({}, item.values)
        return self._chained(
            item, key, self.opened, texts, request, effective_on=day, status=None, changes=changes
        )

    def status(
        self,
        item: MadeItem,
        key: int,
        *,
        days: int,
        speaker: Party | None,
        note: str,
        status: Status,
        request: UUID,
    ) -> Row:
        """Make an item's next entry: a status so many days after the one before, but not after today."""
        day = min(item.standing[-1].effective_on + datetime.timedelta(days=days), self.today)
        pattern = self.said[speaker.pk if speaker else None]
        return self._chained(
            item, key, pattern, {"note": note}, request, effective_on=day, status=status, changes={}
        )

    def close(self, item: MadeItem) -> None:
        """Keep an item's row, its links and its positions, once its entries are made."""
        follows = derived.follows_from(item.standing)
        columns = {
            COLUMNS[name]: plain(value)
            for name, value in item.values.items()
            if not ITEM_FIELDS[name].is_many
        } | {name: plain(value) for name, value in follows.columns.items()}
        self.kept[Item].append(
            columns
            | {
                "id": item.key,
                "uuid": uuid4().hex,
                "round_id": item.round.pk,
                "number": item.number,
                "ref": item.ref,
                "last_sequence": len(item.standing),
                "last_recorded_at": item.recorded_at,
                "head_hash": item.head_hash,
            }
        )
        status = {"status": columns["status"], "status_on": columns["status_on"]}
        self.kept[ItemTopic] += [
            {"item_id": item.key, "topic_id": topic.pk, "position": at, **status}
            for at, topic in enumerate(item.values["topics"])
        ]
        self.kept[ItemParty] += [
            {"item_id": item.key, "party_id": party.pk, "role": role.value}
            for name, role in ROLES.items()
            for party in item.values[name]
        ]
        self.kept[Position] += [_position_row(position) for position in follows.positions]

    # --- An entry

    def _pattern(self, **columns: object) -> _EntryPattern:
        example = Entry(
            item=Item(),
            sequence=1,
            author=self.author,
            effective_on=self.today,
            recorded_at=self.next_stamp,
            recorded_on=self.today,
            version=chain.VERSION,
            **columns,
        )
        places = {name: f"%({name})s" for name in DIFFERING}
        form = chain.canonical(chain.hashed_form(example, ()) | places).decode()
        for name in NOT_TEXT:
            form = form.replace(f'"{places[name]}"', places[name])
        return _EntryPattern(example, BulkTable(example, with_keys=True).defaults, form)

    def _chained(
        self,
        item: MadeItem,
        key: int,
        pattern: _EntryPattern,
        texts: dict[str, str],
        request: UUID,
        *,
        effective_on: datetime.date,
        status: Status | None,
        changes: Mapping[str, object],
    ) -> Row:
        """Make an entry after the last one, stamped and hashed; its texts are kept."""
        stamp, uuid, sequence = self._stamp(), uuid4(), len(item.standing) + 1
        written = {
            "changes": chain.canonical(changes).decode(),
            "digests": chain.canonical(self._digests(key, texts)).decode(),
        }
        hash = pattern.hash_of(
            item=item.ref,
            uuid=uuid,
            sequence=sequence,
            previous=item.head_hash,
            status=f'"{status.value}"' if status else "null",
            effective_on=effective_on,
            recorded_at=f"{stamp}Z",
            request=request,
            **written,
        )
        item.standing.append(_standing(pattern.example, key, item.key, status, effective_on))
        item.head_hash, item.recorded_at, previous_hash = hash, stamp.replace("T", " "), item.head_hash
        return {
            **pattern.columns,
            "id": key,
            "uuid": uuid.hex,
            "item_id": item.key,
            "sequence": sequence,
            "status": status.value if status else None,
            "effective_on": effective_on.isoformat(),
            "recorded_at": item.recorded_at,
            "request_id": request.hex,
            "previous_hash": previous_hash,
            "hash": hash,
            **written,
        }

    def _stamp(self) -> str:
        """Take the next moment, in UTC, to the microsecond."""
        stamp = self.next_stamp.isoformat(timespec="microseconds").removesuffix("+00:00")
        self.next_stamp += clock.TICK
        return stamp

    def _digests(self, key: int, texts: dict[str, str]) -> dict[str, str]:
        """Keep an entry's texts under new salts, and give their digests by part."""
        digests = {}
        for part, text in texts.items():
            salt = chain.new_salt()
            digests[part] = chain.digest(salt, text)
            self.kept[EntryText].append({"entry_id": key, "part": part, "salt": salt, "text": text})
        return digests


def _standing(
    example: Entry, key: int, item_key: int, status: Status | None, effective_on: datetime.date
) -> derived.StandingEntry:
    """Return an entry as what follows is worked out from; none of these is corrected."""
    return derived.StandingEntry(
        pk=key,
        item_id=item_key,
        act=example.act,
        voice=example.voice,
        about_id=None,
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
