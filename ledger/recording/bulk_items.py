"""Many items in one batch: opened with what became of them, or given new entries. All of them, or none.

What single acts check is checked of each row (``bulk_checks``), and what they write is written: a chunk of rows at a
time (``chained_rows``), so that memory does not grow with their number.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4, uuid5

from django.utils import timezone

from ledger.models import Dialogue, Entry, Item, Round, User
from ledger.models.reference_stamps import renew_stamp
from ledger.recording.bulk_checks import CheckedRow, ItemGiven, RowChecks, RowRefused, RowsRefused
from ledger.recording.bulk_rows import Row, new_keys
from ledger.recording.chained_rows import ChainedItem, ChainedRows
from ledger.recording.derived_rows import bring_items_up_to_date
from ledger.recording.item_values import changes_between, with_defaults
from ledger.recording.ledger_transaction import (
    lock_dialogues,
    locked_round,
    sent_as_something_else,
    writing,
)
from ledger.recording.new_entries import NewEntry, is_repeated
from ledger.recording.opening import item_ref
from ledger.recording.outbox import queue_batch
from ledger.vocabulary import Act, Audience, Origin

CHUNK_ROWS, CHUNK_ENTRIES = 500, 5000
"""A chunk ends with the row that fills one of the two."""


@dataclass(frozen=True)
class Imported:
    """The outcome of an import: its batch, how many items it opened, and how many entries it wrote, openings included.

    ``is_repeated``: the same request had written all of it before, and nothing was written now.
    """

    batch: UUID
    items: int
    entries: int
    is_repeated: bool = False


def import_items(
    *,
    user: User,
    dialogue: Dialogue,
    rows: Iterable[ItemGiven],
    existing: Collection[int] = (),
    origin: Origin = Origin.OFFICER,
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
    again: bool = True,
    told: Callable[[int], None] = lambda done: None,
) -> Imported:
    """Open items with what became of them, and record on items that stand, in one batch of one transaction.

    ``rows`` are read once and never held together. ``existing`` are the keys of all items that rows name, which are
    locked first. Each row meets the rules of ``open_item`` and ``record_entry``. ``request_id`` is the batch as well
    (idempotency key): a second run with the same rows writes nothing. Without ``again``, words that the person recorded
    on an item within the hour are refused. ``told`` is called with how many rows were done, inside the transaction.
    Nobody is told by mail. Raises PermissionDenied; RowsRefused with all rows that break a rule; RuleViolation where
    the request wrote other rows before. Nothing is written then.
    """
    batch = request_id or uuid4()
    with writing() as work:
        _lock(dialogue, existing)
        if Entry.objects.filter(batch=batch).exists():
            return _repeated(user, rows, batch, origin, proposed_audience)
        checks = RowChecks(
            user,
            dialogue,
            frozenset(existing),
            began_at=work.began_at,
            proposed_audience=proposed_audience,
            again=again,
            find_round=locked_round,
        )
        alike = {"origin": origin, "proposed_audience": proposed_audience, "batch": batch}
        run = _Run(checks, ChainedRows(user, work.began_at, **alike), batch)
        for chunk in _chunks(rows):
            run.take(chunk)
            told(run.rows)
        if run.refused:
            raise RowsRefused(run.refused)
        run.tell(dialogue, work.began_at)
        return Imported(batch, run.items, run.entries)


def refused_rows(
    *,
    user: User,
    dialogue: Dialogue,
    rows: Iterable[ItemGiven],
    existing: Collection[int] = (),
    proposed_audience: Audience = Audience.INTERNAL,
    again: bool = True,
    told: Callable[[int], None] = lambda done: None,
) -> Iterator[RowRefused]:
    """Yield the rows that ``import_items`` would refuse as things stand. Locks nothing and writes nothing."""
    checks = RowChecks(
        user,
        dialogue,
        frozenset(existing),
        began_at=timezone.now(),
        proposed_audience=proposed_audience,
        again=again,
        find_round=lambda round: Round.objects.select_related("dialogue").get(pk=round.pk),
    )
    done = 0
    for chunk in _chunks(rows):
        checks.look(chunk)
        for given in chunk:
            _row, refused = checks.check(given)
            yield from refused
        done += len(chunk)
        told(done)


def _lock(dialogue: Dialogue, existing: Collection[int]) -> None:
    """Lock the dialogue, so that of two imports the second waits; then the items, in the order of their keys."""
    lock_dialogues([dialogue])
    keys = sorted(existing)
    for at in range(0, len(keys), CHUNK_ENTRIES):
        items = Item.objects.filter(pk__in=keys[at : at + CHUNK_ENTRIES]).order_by("pk")
        list(items.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _chunks(rows: Iterable[ItemGiven]) -> Iterator[list[ItemGiven]]:
    chunk: list[ItemGiven] = []
    entries = 0
    for given in rows:
        chunk.append(given)
        entries += len(given.entries)
        if len(chunk) >= CHUNK_ROWS or entries >= CHUNK_ENTRIES:
            yield chunk
            chunk, entries = [], 0
    if chunk:
        yield chunk


def _request(batch: UUID, at: int, place: int | None) -> UUID:
    """Return the request id of an entry: the same for the same place of the same row."""
    return uuid5(batch, f"{at}/{'' if place is None else place}")


class _Run:
    """An import under way. After the first refused row the rest is checked, and nothing more is written."""

    def __init__(self, checks: RowChecks, chained: ChainedRows, batch: UUID) -> None:
        self.checks, self.chained, self.batch = checks, chained, batch
        self.refused: list[RowRefused] = []
        self.rows = self.items = self.entries = 0

    def take(self, chunk: Sequence[ItemGiven]) -> None:
        """Check a chunk of rows, and write it where nothing was refused so far."""
        self.checks.look(chunk)
        found = []
        for given in chunk:
            row, refused = self.checks.check(given)
            self.refused += refused
            if row is not None:
                found.append(row)
        if not self.refused:
            self._write(found)
            self.checks.unwritten.clear()
        self.rows += len(chunk)

    def tell(self, dialogue: Dialogue, began_at: datetime.datetime) -> None:
        """Let lists offer new officers, and queue an event for webhooks, of all that was written."""
        if self.checks.has_officers:
            renew_stamp()
        if self.entries:
            queue_batch(dialogue, self.batch, began_at)

    def _write(self, rows: Sequence[CheckedRow]) -> None:
        """Insert rows with all that follows from them: a COPY for each table."""
        new = sum(row.item is None for row in rows)
        count = new + sum(len(row.entries) for row in rows)
        keys = new_keys(Item, new), new_keys(Entry, count)
        standing: dict[int, tuple[Item, ChainedItem]] = {}
        chains = [self._standing(row.item, standing) if row.item else self._numbered(row) for row in rows]
        self.chained.insert(self._entries(rows, chains, *map(iter, keys)))
        self._move_heads(standing.values())
        if new:
            for round in self.checks.rounds.values():
                # No change of the round that a person made: the change log keeps no row of it (``opening``).
                Round.objects.filter(pk=round.pk).update(next_item_number=round.next_item_number)
        self.items += new
        self.entries += count

    def _standing(self, item: Item, standing: dict[int, tuple[Item, ChainedItem]]) -> ChainedItem:
        """Return the chain of an item that stands: a single chain for all rows that name it."""
        if item.pk not in standing:
            chain = ChainedItem(
                item.pk, item.ref, item.round, item.number, {}, item.last_sequence, item.head_hash
            )
            standing[item.pk] = item, chain
        return standing[item.pk][1]

    def _numbered(self, row: CheckedRow) -> ChainedItem:
        """Return the chain of a new item, under the next reference of its locked round."""
        round = row.round
        assert round is not None
        number = round.next_item_number
        round.next_item_number = number + 1
        return ChainedItem(0, item_ref(round, number), round, number, row.values)

    def _entries(
        self,
        rows: Sequence[CheckedRow],
        chains: Sequence[ChainedItem],
        items: Iterator[int],
        entries: Iterator[int],
    ) -> Iterator[Row]:
        """Make the entries of rows, in the order of the rows; what goes into other tables is kept meanwhile."""
        for at, (row, chain) in enumerate(zip(rows, chains, strict=True), start=self.rows):
            if row.item is None:
                chain.key = next(items)
                yield self.chained.opening(
                    chain,
                    next(entries),
                    row.effective_on,
                    _request(self.batch, at, None),
                    row.written,
                    row.given.effective_precision,
                )
            for place, (says, day, texts) in enumerate(row.entries):
                request = _request(self.batch, at, place)
                yield self.chained.said(chain, next(entries), says, day, request, texts)
            if row.item is None:
                self.chained.close(chain)

    def _move_heads(self, standing: Collection[tuple[Item, ChainedItem]]) -> None:
        """Bring the items that stood before to what follows from their entries."""
        moved = [(item, chain) for item, chain in standing if chain.standing]
        for item, chain in moved:
            item.last_sequence, item.head_hash = chain.last_sequence, chain.head_hash
            recorded_at = datetime.datetime.fromisoformat(chain.recorded_at)
            item.last_recorded_at = recorded_at.replace(tzinfo=datetime.UTC)
            self.checks.written[item.pk] += len(chain.standing)
        if moved:
            bring_items_up_to_date([item for item, _chain in moved])


# --- The same request again


def _repeated(
    user: User, rows: Iterable[ItemGiven], batch: UUID, origin: Origin, proposed_audience: Audience
) -> Imported:
    """Compare rows with what the same request wrote before; raises RuleViolation where that was something else."""
    items = entries = done = 0
    common = NewEntry(
        act=Act.NOTE, author=user, origin=origin, proposed_audience=proposed_audience, batch=batch
    )
    for chunk in _chunks(rows):
        drafts = dict(_drafts(chunk, done, common))
        before = Entry.objects.filter(batch=batch, request_id__in=drafts).with_texts()
        found = {entry.request_id: entry for entry in before}
        if found.keys() != drafts.keys() or not all(
            _is_same(found[request], draft) for request, draft in drafts.items()
        ):
            raise sent_as_something_else()
        items += sum(draft.act is Act.OPEN for draft in drafts.values())
        entries += len(drafts)
        done += len(chunk)
    if entries != Entry.objects.filter(batch=batch).count():
        raise sent_as_something_else()
    return Imported(batch, items, entries, is_repeated=True)


def _drafts(chunk: Sequence[ItemGiven], done: int, common: NewEntry) -> Iterator[tuple[UUID, NewEntry]]:
    """Yield the entries that rows would write, by their request ids."""
    batch = common.batch
    assert batch is not None
    for at, given in enumerate(chunk, start=done):
        if given.item is None and given.round is not None:
            changes, texts = changes_between({}, with_defaults(given.fields))
            yield (
                _request(batch, at, None),
                replace(
                    common,
                    act=Act.OPEN,
                    changes=changes,
                    texts={"reason": given.reason.strip()} | texts,
                    effective_on=given.effective_on or given.round.ends_on,
                    effective_precision=given.effective_precision,
                ),
            )
        for place, says in enumerate(given.entries):
            draft = replace(common, act=says.act).with_content(says, answers=None, answer=None)
            yield _request(batch, at, place), draft


def _is_same(before: Entry, draft: NewEntry) -> bool:
    """Tell whether an entry holds what a draft would write; of an opening, its fields too."""
    if not is_repeated(before, draft):
        return False
    texts = {part: text for part, text in draft.texts.items() if part.startswith("changes.")}
    return before.changes == draft.changes and all(
        before.is_redacted(part) or before.text(part) == text for part, text in texts.items()
    )
