"""Write an extract: a dialogue alone, or what of the ledger may leave for an audience, so that what it holds verifies.

An extract names rows by codes, references and identifiers, never by primary keys, which would count what is not in it.
For an audience it holds what `visible_to` gives the audience, and of that no more than reports tell:

* an entry is a status or note that was released, with all that its hash is over. Texts that no report tells the
  audience appear as their digests, which are salted, as a redacted text does;
* openings, amendments and releases stay here: what they are hashed over holds our working fields. Items are told by
  their fields instead, which no hash proves;
* what was said orally stays here, since its hash is over how we came by it, and so does an entry on a kept text file,
  since a file's digest has no salt and a short text can be guessed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import timezone

from ledger.archive import verify_ledger
from ledger.archive.exporting import Exported, Members, write_archive, write_files, write_reader, write_rows
from ledger.archive.extract_rows import (
    OTHERS_TEXTS,
    README,
    Quoted,
    item_row,
    named_row,
    round_row,
    schema_of_extract,
    statement_row,
    topic_text_row,
)
from ledger.models import (
    Agency,
    Dialogue,
    DialogueMissing,
    Entry,
    EntryText,
    Forum,
    Item,
    KnownItem,
    Party,
    Round,
    Statement,
    Topic,
    TopicText,
    User,
    items_known,
)
from ledger.models.entries import EntryQuerySet
from ledger.recording import archived_entries
from ledger.recording.clock import ledger_day
from ledger.recording.file_types import TEXT
from ledger.vocabulary import Audience, Basis

ITEMS_AT_A_TIME = 500
Rows = Iterator[dict[str, Any]]


def export_extract(path: Path, *, dialogue: Dialogue | None, audience: Audience) -> Exported:
    """Write an extract to a new file, whole or not at all: for our own people of one dialogue, which holds all of it.

    Raises DialogueMissing where an audience needs a dialogue and none is given, OSError where it cannot be written.
    """
    if dialogue is None and audience is not Audience.PUBLIC:
        raise DialogueMissing
    return write_archive(path, lambda members: _Extract(dialogue, audience).write(members))


@dataclass
class _Extract:
    """An extract under way. ``named`` gathers the codes of rows that others name, to be told by name at the end."""

    dialogue: Dialogue | None
    audience: Audience
    named: dict[type[Model], set[str]] = field(default_factory=dict)
    rounds: set[int] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def write(self, members: Members) -> Exported:
        exported = Exported()
        rows = {
            "item": self._item_rows(),
            "entry": self._entry_rows(),
            "entrytext": self._text_rows(),
            "statement": self._statement_rows(),
            "topictext": self._topic_text_rows(),
            "round": self._round_rows(),
            "dialogue": self._dialogue_rows(),
            "name": self._name_rows(),
        }
        if self.is_internal:
            rows["person"] = self._person_rows()
        for kind, kind_rows in rows.items():
            write_rows(members, kind, kind_rows, schema_of_extract(kind), exported)
        texts = {statement.sha256: statement.text for statement in self._statements() if statement.text}
        for sha256, text in sorted(texts.items()):
            members.add(f"statements/{sha256}.txt", [text.encode()])
        write_files(members, self.files, exported)
        write_reader(members, README)
        members.finish(
            {
                "format": verify_ledger.EXTRACT,
                "version": verify_ledger.VERSION,
                "audience": self.audience.value,
                "dialogue": self.dialogue.code if self.dialogue else None,
                "rows": exported.rows,
                "files_missing": exported.missing,
            }
        )
        return exported

    @property
    def is_internal(self) -> bool:
        return self.audience is Audience.INTERNAL

    def _name(self, model: type[Model], *codes: str | None) -> None:
        self.named.setdefault(model, set()).update(filter(None, codes))

    # --- Items and entries, in the order of the references

    @cached_property
    def _items(self) -> dict[str, int]:
        """Every item that is told, by reference."""
        return {ref: key for chunk in self._chunks() for ref, key in chunk.items()}

    def _chunks(self) -> Iterator[dict[str, int]]:
        items = Item.objects.filter(round__dialogue=self.dialogue) if self.dialogue else Item.objects.all()
        if self.dialogue is None:
            items = items.filter(pk__in=self._visible(Entry.objects.all()).values("item"))
        refs = iter(sorted(items.order_by().values_list("ref", "pk")))
        while chunk := dict(islice(refs, ITEMS_AT_A_TIME)):
            known = self._known(chunk.values())
            if told := {ref: key for ref, key in chunk.items() if key in known}:
                yield told

    def _visible(self, entries: EntryQuerySet) -> EntryQuerySet:
        return entries.visible_to(self.audience, dialogue=self.dialogue)

    def _known(self, keys: Iterable[int]) -> dict[int, KnownItem]:
        return items_known(keys, None, self.audience, dialogue=self.dialogue)

    def _told(self) -> Iterator[list[int]]:
        keys = iter(self._items.values())
        while chunk := list(islice(keys, ITEMS_AT_A_TIME)):
            yield chunk

    def _item_rows(self) -> Rows:
        quoted = Quoted(self._statements())
        told = None if self.is_internal else self._items.keys()
        for keys in self._told():
            known, items = self._known(keys), Item.objects.select_related("round__dialogue").in_bulk(keys)
            for key in keys:
                self.rounds.add(items[key].round_id)
                row = item_row(items[key], known[key], quoted, told)
                self._name_fields(row["fields"])
                yield row

    def _name_fields(self, fields: Mapping[str, Any]) -> None:
        for model, names in _NAMED_BY.items():
            for name in names:
                self._name(model, *(fields.get(name) or ()))
        self._name(User, fields.get("officer"))

    def _entries(self) -> Rows:
        """Return entries as an archive holds them, by reference and sequence."""
        for keys in self._told():
            entries = self._visible(Entry.objects.filter(item__in=keys))
            if not self.is_internal:
                entries = entries.filter(voice__isnull=False, retracts=False).exclude(basis=Basis.ORAL)
            rows = [row for row in archived_entries(entries) if self.is_internal or _may_leave(row["hashed"])]
            yield from sorted(rows, key=lambda row: (row["hashed"]["item"], row["hashed"]["sequence"]))

    def _entry_rows(self) -> Rows:
        redacted: set[tuple[str, str]] = set()
        kept: list[tuple[str, str, str]] = []
        for row in self._entries():
            form = row["hashed"]
            self._name(Party, form["about"], form["speaker"])
            redacted.update((form["redacts"], part) for part in form["redacted_parts"])
            kept += [
                (form["uuid"], f"evidence.{piece['position']}.file", piece["file_sha256"])
                for piece in form["evidence"]
                if piece["file_sha256"]
            ]
            self._name(User, form["author"], form["approver"])
            yield {"version": row["version"], "hash": row["hash"], "hashed": form}
        if self.is_internal:
            self.files = {sha256 for uuid, part, sha256 in kept if (uuid, part) not in redacted}

    def _text_rows(self) -> Rows:
        rows = self._entries()
        while chunk := list(islice(rows, ITEMS_AT_A_TIME)):
            texts: dict[int, list[EntryText]] = {}
            for text in EntryText.objects.filter(entry__in=[row["id"] for row in chunk]):
                if self.is_internal or OTHERS_TEXTS.fullmatch(text.part):
                    texts.setdefault(text.entry_id, []).append(text)
            for row in chunk:
                place = {"item": row["hashed"]["item"], "sequence": row["hashed"]["sequence"]}
                for text in sorted(texts.get(row["id"], ()), key=lambda text: text.part):
                    yield place | {"part": text.part, "salt": text.salt, "text": text.text}

    # --- What they rest on

    def _statements(self) -> list[Statement]:
        found = Statement.objects.visible_to(self.audience, dialogue=self.dialogue)
        if self.dialogue:
            found = found.filter(round__dialogue=self.dialogue)
        rows = found.select_related("round__dialogue", "issued_by")
        return sorted(rows, key=lambda row: (row.round.dialogue.code, row.round.number, row.sha256, row.pk))

    def _statement_rows(self) -> Rows:
        for statement in self._statements():
            self.rounds.add(statement.round_id)
            row = statement_row(statement, is_internal=self.is_internal)
            self._name(Party, row["issued_by"])
            yield row

    def _topic_text_rows(self) -> Rows:
        texts = TopicText.objects.filter(dialogue=self.dialogue) if self.dialogue else TopicText.objects.all()
        if not self.is_internal:
            texts = texts.as_of(ledger_day(timezone.now()), None, self.audience, dialogue=self.dialogue)
        for text in sorted(texts.select_related("words", "topic", "dialogue"), key=lambda row: str(row.uuid)):
            self._name(Topic, str(text.topic.uuid))
            self._name(Dialogue, text.dialogue.code)
            yield topic_text_row(text)

    def _round_rows(self) -> Rows:
        rounds = Round.objects.filter(pk__in=self.rounds)
        if self.is_internal:
            rounds = Round.objects.filter(dialogue=self.dialogue)
        for round in sorted(rounds.select_related("dialogue", "host_party"), key=_round_order):
            self._name(Dialogue, round.dialogue.code)
            place = round_row(round, self.audience, self.dialogue)
            self._name(Party, place["host_party"])
            yield place

    def _dialogue_rows(self) -> Rows:
        if self.is_internal and self.dialogue:
            self._name(Dialogue, self.dialogue.code)
        found = Dialogue.objects.filter(code__in=self.named.get(Dialogue, ()))
        for dialogue in sorted(found.prefetch_related("parties"), key=lambda row: row.code):
            parties = sorted(party.code for party in dialogue.parties.all())
            self._name(Party, *parties)
            yield named_row(dialogue, dialogue.code) | {"parties": parties}

    def _name_rows(self) -> Rows:
        for model, kind in {Agency: "agency", Forum: "forum", Party: "party", Topic: "topic"}.items():
            key = "uuid" if model is Topic else "code"
            codes = self.named.get(model, ())
            found: QuerySet[Any] = model._default_manager.filter(**{f"{key}__in": codes})
            for row in sorted(found, key=lambda row: str(getattr(row, key))):
                yield {"kind": kind} | named_row(row, str(getattr(row, key)))

    def _person_rows(self) -> Rows:
        found = User.objects.filter(uuid__in=self.named.get(User, ()))
        for user in sorted(found, key=lambda user: str(user.uuid)):
            yield {"uuid": str(user.uuid), "username": user.username, "name": user.get_full_name()}


_NAMED_BY: dict[type[Model], tuple[str, ...]] = {
    Party: ("owed_by", "asked_by", "asked_of"),
    Agency: ("agencies",),
    Forum: ("forums",),
    Topic: ("topics",),
}
"""Fields of an item that name such rows."""


def _may_leave(form: Mapping[str, Any]) -> bool:
    """Tell whether all that an entry's hash is over may leave, once the entry was released."""
    return not form["changes"] and not any(piece["file_type"] == TEXT for piece in form["evidence"])


def _round_order(round: Round) -> tuple[str, int]:
    return round.dialogue.code, round.number
