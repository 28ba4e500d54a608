"""Act on many items: all of them or none, under one batch, which can be undone as a whole."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db.models import Count, Q, prefetch_related_objects
from django.utils.translation import gettext as _

from ledger.models import Dialogue, Entry, Item, User
from ledger.models.item_fields import encode
from ledger.recording.amending import amend, amended_rows, present_values
from ledger.recording.correcting import correct, corrected_among
from ledger.recording.decoding import decode
from ledger.recording.entry_content import SAID_ROWS, EntryContent
from ledger.recording.errors import RecordingHalted, RuleViolation, Unchanged
from ledger.recording.ledger_transaction import LedgerTransaction, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.progress import Recording, adoption, record, what_stands
from ledger.recording.releasing import EntryAudience, audiences_before, audiences_of, release
from ledger.recording.trying_again import tried_again
from ledger.recording.withdrawing import withdraw_opened
from ledger.vocabulary import Act, Audience, Origin

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")
Targets = Sequence[tuple[Item, int | None]]
"""Items, each with the sequence of its last entry as the writer saw it."""


@tried_again
def record_many(
    *,
    user: User,
    targets: Targets,
    says: EntryContent,
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    request_id: UUID | None = None,
    batch: UUID | None = None,
    again: bool = False,
) -> list[Entry]:
    """Record the same status and note on many items. Returns the entries, which share a batch.

    The same ``request_id`` again returns the entries that it wrote. Raises as ``record_entry`` does; a broken rule
    names its item.
    """
    draft = NewEntry(
        act=says.act,
        author=user,
        origin=origin,
        proposed_audience=proposed_audience,
        request_id=request_id,
        batch=batch or uuid4(),
    ).with_content(says, answers=None, answer=None)
    with writing(*(item for item, _seen in targets)) as work:
        return _record_each(
            work,
            [
                Recording(item=item, expected_sequence=seen, says=says, draft=draft, again=again)
                for item, seen in targets
            ],
        )


@tried_again
def amend_many(
    *, user: User, targets: Targets, changes: Mapping[str, Any], reason: str = "", batch: UUID | None = None
) -> list[Entry]:
    """Give many items the same values (an officer, a review date…). Returns the amendments, which share a batch.

    Items that have the values already are left alone. Raises as ``amend_item`` does; a broken rule names its item.
    """
    draft = NewEntry(act=Act.AMEND, author=user, texts={"reason": reason.strip()}, batch=batch or uuid4())
    rows = amended_rows([item for item, _seen in targets], changes.get("continues"))
    with writing(*rows) as work:

        def act(target: tuple[Item, int | None], present: Mapping[int, Mapping[str, Any]]) -> Entry | None:
            with suppress(Unchanged):
                return amend(work, *target, changes, present[target[0].pk], draft)
            return None

        found = _for_each(
            work,
            [(target[0], target) for target in targets],
            lambda some: present_values(item for item, _seen in some),
            act,
        )
    return [entry for entry in found if entry is not None]


@tried_again
def release_many(
    *,
    user: User,
    entries: Sequence[tuple[Entry, int | None]],
    audience: Audience,
    reason: str = "",
    batch: UUID | None = None,
) -> list[Entry]:
    """Set the audience of many entries, of different items or of one. Returns the releases, which share a batch.

    Each entry comes with the sequence at which its item was seen. Raises as ``release_entry`` does; a broken rule
    names its item.
    """
    draft = NewEntry(act=Act.RELEASE, author=user, texts={"reason": reason.strip()}, batch=batch or uuid4())
    with writing(*(entry.item for entry, _seen in entries)) as work:

        def act(given: tuple[Entry, int | None], now: Mapping[int, EntryAudience]) -> Entry:
            entry, seen = given
            columns = {"releases": entry, "released_to": audience}
            return release(work, entry, seen, replace(draft, columns=columns), now[entry.pk])

        return _for_each(
            work,
            [(entry.item, (entry, seen)) for entry, seen in _seen_once(entries)],
            lambda some: audiences_of(entry for entry, _seen in some),
            act,
        )


@tried_again
def adopt_many(
    *,
    user: User,
    entries: Sequence[tuple[Entry, int | None]],
    note: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    batch: UUID | None = None,
    again: bool = False,
) -> list[Entry]:
    """Make many statuses of a party or of the record our office's own. Returns the new entries, which share a batch.

    Each entry comes with the sequence at which its item was seen. Raises as ``adopt_position`` does; a broken rule
    names its item.
    """
    batch = batch or uuid4()
    with writing(*(entry.item for entry, _seen in entries)) as work:
        prefetch_related_objects([entry for entry, _seen in entries], *SAID_ROWS)
        corrected = corrected_among(entry for entry, _seen in entries)
        recordings = []
        for entry, seen in _seen_once(entries):
            with _naming(entry.item):
                given = adoption(
                    user,
                    entry,
                    seen,
                    note.strip(),
                    proposed_audience,
                    is_corrected=entry.pk in corrected,
                    batch=batch,
                    again=again,
                )
            recordings.append(given)
        return _record_each(work, recordings)


@tried_again
def undo_batch(*, user: User, batch: UUID, reason: str, undoing: UUID | None = None) -> list[Entry]:
    """Undo everything that a batch recorded: statements are corrected, amendments amended back, releases set back,
    items that it opened withdrawn with all that it recorded on them.

    Nothing vanishes: each undoing is an entry of a new batch, which may be named as ``undoing``. Refuses where
    something of the batch was corrected or amended since, or something was recorded on an item that it opened, naming
    it. Raises PermissionDenied, RuleViolation.
    """
    undoing = undoing or uuid4()
    opened = Entry.objects.filter(batch=batch, act=Act.OPEN).values("item")
    rows = Entry.objects.filter(Q(batch=batch) & (Q(act=Act.OPEN) | ~Q(item__in=opened)))
    rows = rows.select_related("item", "speaker", "about", "releases")
    entries = list(rows.order_by("-item_id", "-sequence"))
    if not entries:
        raise RuleViolation({"batch": _("There is no such batch.")})
    draft = NewEntry(act=Act.CORRECT, author=user, texts={"reason": reason.strip()}, batch=undoing)
    with writing(*_undone_rows(entries)) as work:
        # Under the lock: a redaction that came first has taken its words away, and they do not come back.
        prefetch_related_objects(entries, "texts")
        return _for_each(
            work,
            [(entry.item, entry) for entry in entries],
            _Undone,
            lambda entry, undone: _undo(work, entry, undone, draft),
        )


def _undone_rows(entries: Sequence[Entry]) -> list[Item | Dialogue]:
    """Return the rows that undoing entries locks: of amendments, the items that theirs come to continue again, too."""
    amended = [entry.changes for entry in entries if entry.act is Act.AMEND]
    refs = {changes["continues"][0] for changes in amended if changes.get("continues")} - {None}
    return amended_rows(
        [entry.item for entry in entries], *(Item.objects.filter(ref__in=refs) if refs else ())
    )


class _Undone:
    """The facts that undoing entries of different items needs of them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        amended = [entry.item for entry in entries if entry.act is Act.AMEND]
        self.values = present_values(amended) if amended else {}
        released = [entry for entry in entries if entry.act is Act.RELEASE]
        self.before = audiences_before(released) if released else {}
        self.audiences = audiences_of(filter(None, (entry.releases for entry in released)))
        self.corrected = corrected_among(entries)
        opened = [entry for entry in entries if entry.act is Act.OPEN]
        self.recorded = _recorded_by_batch(opened)
        self.with_steps = _with_steps({entry.item_id for entry in opened})


def _recorded_by_batch(openings: Sequence[Entry]) -> dict[int, int]:
    """Return how many entries of the openings' batch stand on their items, by items' keys. One query, where any."""
    if not openings:
        return {}
    rows = Entry.objects.filter(batch=openings[0].batch, item__in=[entry.item_id for entry in openings])
    counts = rows.order_by().values("item_id").annotate(count=Count("pk"))
    return dict(counts.values_list("item_id", "count"))


def _with_steps(opened: set[int]) -> set[int]:
    """Return the keys of those of the items that have steps which were not opened with them. One query, where any."""
    steps = Item.objects.current().filter(part_of__in=opened).exclude(pk__in=opened)
    return set(steps.values_list("part_of_id", flat=True)) if opened else set()


def _undo(work: LedgerTransaction, entry: Entry, undone: _Undone, draft: NewEntry) -> Entry:
    match entry.act:
        case Act.AMEND:
            present = undone.values[entry.item_id]
            values = _values_before(entry, present)
            return amend(work, entry.item, None, values, present, replace(draft, act=Act.AMEND))
        case Act.RELEASE:
            released = entry.releases
            assert released is not None
            released.item = entry.item
            columns = {"releases": released, "released_to": undone.before[entry.pk]}
            draft = replace(draft, act=Act.RELEASE, columns=columns)
            return release(work, released, None, draft, undone.audiences[released.pk])
        case Act.OPEN:
            has_steps = entry.item_id in undone.with_steps
            return withdraw_opened(work, entry, undone.recorded[entry.item_id], draft, has_steps=has_steps)
        case _:
            return correct(work, entry, None, None, draft, is_corrected=entry.pk in undone.corrected)


def _values_before(amendment: Entry, present: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that an amendment replaced, provided that nobody has replaced its own since:
    ``present`` are those.
    """
    item = amendment.item
    values = {}
    for name in amendment.changes:
        change = amendment.change(name)
        if change is None:
            raise RuleViolation({name: _("The value before was redacted: amend it by hand.")})
        before, after = change
        if encode(present[name]) != after:
            raise RuleViolation(
                {name: _("It was amended again since: undo that first, or amend it by hand.")}
            )
        values[name] = decode(name, before, item)
    return values


def _record_each(work: LedgerTransaction, recordings: Sequence[Recording]) -> list[Entry]:
    """Record on items of the transaction."""
    return _for_each(
        work,
        [(each.item, each) for each in recordings],
        lambda some: what_stands(work, some),
        lambda each, stands: record(work, each, stands),
    )


def _for_each(
    work: LedgerTransaction,
    targets: Sequence[tuple[Item, T]],
    look: Callable[[Sequence[T]], S],
    act: Callable[[T, S], R],
) -> list[R]:
    """Do an act on items that the transaction has locked; a refusal undoes the rest. Returns what each did, in order.

    ``look`` asks for all of them at once what the act needs to know, and what they write is inserted together. Acts on
    one and the same item come one after the other: each sees what the one before it wrote.
    """
    done: dict[int, R] = {}
    turns: list[list[tuple[int, Item, T]]] = []
    times: Counter[int] = Counter()
    for place, (item, target) in enumerate(targets):
        if times[item.pk] == len(turns):
            turns.append([])
        turns[times[item.pk]].append((place, item, target))
        times[item.pk] += 1
    for turn in turns:
        with work.together():
            found = look([target for _place, _item, target in turn])
            for place, item, target in turn:
                with _naming(item):
                    done[place] = act(target, found)
    return [done[place] for place in range(len(targets))]


def _seen_once(entries: Sequence[tuple[Entry, int | None]]) -> Iterator[tuple[Entry, int | None]]:
    """Yield entries with the sequence at which their items were seen; further ones of an item follow the first's."""
    first = set[int]()
    for entry, seen in entries:
        yield entry, None if entry.item_id in first else seen
        first.add(entry.item_id)


@contextmanager
def _naming(item: Item) -> Iterator[None]:
    """Put the item's reference before what a rule says of it."""
    try:
        yield
    except RecordingHalted:
        raise
    except RuleViolation as broken:
        named = {name: f"{item.ref}: {says}" for name, says in broken.fields.items()}
        raise RuleViolation(named) from broken
