"""One act on many items: all of them or none, under one batch, which can be undone as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger.models import ITEM_FIELDS, Entry, Item, User
from ledger.models.item_fields import Code, encode
from ledger.recording.amending import amend_item
from ledger.recording.correcting import correct_entry
from ledger.recording.decoding import decode
from ledger.recording.entry_content import EntryContent
from ledger.recording.errors import RecordingHalted, RuleViolation, Unchanged
from ledger.recording.ledger_transaction import writing
from ledger.recording.progress import adopt_position, record_entry
from ledger.recording.releasing import audience_before, release_entry
from ledger.vocabulary import Act, Audience, Origin

Targets = Sequence[tuple[Item, int | None]]
"""Items, each with the sequence of its last entry as the writer saw it."""


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
    batch = batch or uuid4()
    return _for_each(
        targets,
        lambda item, expected_sequence: record_entry(
            user=user,
            item=item,
            expected_sequence=expected_sequence,
            says=says,
            proposed_audience=proposed_audience,
            origin=origin,
            request_id=request_id,
            batch=batch,
            again=again,
        ),
    )


def amend_many(
    *, user: User, targets: Targets, changes: Mapping[str, Any], reason: str = "", batch: UUID | None = None
) -> list[Entry]:
    """Give many items the same values (an officer, a review date…). Returns the amendments, which share a batch.

    Items that have the values already are left alone. Raises as ``amend_item`` does; a broken rule names its item.
    """
    batch = batch or uuid4()

    def amend(item: Item, expected_sequence: int | None) -> Entry | None:
        with suppress(Unchanged):
            return amend_item(
                user=user,
                item=item,
                expected_sequence=expected_sequence,
                changes=changes,
                reason=reason,
                batch=batch,
            )
        return None

    return _for_each(targets, amend)


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
    batch = batch or uuid4()
    return _for_each_entry(
        entries,
        lambda entry, expected_sequence: release_entry(
            user=user,
            entry=entry,
            audience=audience,
            expected_sequence=expected_sequence,
            reason=reason,
            batch=batch,
        ),
    )


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
    return _for_each_entry(
        entries,
        lambda entry, expected_sequence: adopt_position(
            user=user,
            entry=entry,
            expected_sequence=expected_sequence,
            note=note,
            proposed_audience=proposed_audience,
            batch=batch,
            again=again,
        ),
    )


def undo_batch(*, user: User, batch: UUID, reason: str, undoing: UUID | None = None) -> list[Entry]:
    """Undo everything that a batch recorded: statements are corrected, amendments amended back, releases set back.

    Nothing vanishes: each undoing is an entry of a new batch, which may be named as ``undoing``. Refuses where
    something of the batch was corrected or amended since, naming it. Raises PermissionDenied, RuleViolation.
    """
    undoing = undoing or uuid4()
    entries = list(Entry.objects.filter(batch=batch).select_related("item").order_by("-item_id", "-sequence"))
    if not entries:
        raise RuleViolation({"batch": _("There is no such batch.")})
    with writing(*{entry.item for entry in entries}):
        return [_undo(entry, user=user, reason=reason, batch=undoing) for entry in entries]


def _undo(entry: Entry, *, user: User, reason: str, batch: UUID) -> Entry:
    with _naming(entry.item):
        match entry.act:
            case Act.AMEND:
                return amend_item(
                    user=user,
                    item=entry.item,
                    expected_sequence=None,
                    changes=_values_before(entry),
                    reason=reason,
                    batch=batch,
                )
            case Act.RELEASE:
                released = entry.releases
                assert released is not None
                return release_entry(
                    user=user,
                    entry=released,
                    audience=audience_before(entry),
                    expected_sequence=None,
                    reason=reason,
                    batch=batch,
                )
            case _:
                return correct_entry(
                    user=user, entry=entry, expected_sequence=None, says=None, reason=reason, batch=batch
                )


def _values_before(amendment: Entry) -> dict[str, Any]:
    """The values that an amendment replaced, provided that nobody has replaced its own since."""
    item = amendment.item
    values = {}
    for name in amendment.changes:
        change = amendment.change(name)
        if change is None:
            raise RuleViolation({name: _("The value before was redacted: amend it by hand.")})
        before, after = change
        if _present(item, name) != after:
            raise RuleViolation(
                {name: _("It was amended again since: undo that first, or amend it by hand.")}
            )
        values[name] = decode(name, before, item)
    return values


def _present(item: Item, name: str) -> Code:
    return encode(ITEM_FIELDS[name].read(Item.objects.get(pk=item.pk)))


def _for_each(targets: Targets, act: Callable[[Item, int | None], Entry | None]) -> list[Entry]:
    """Do the act on every item, all of them locked first in the order of their keys; a refusal undoes the rest."""
    entries = []
    with writing(*(item for item, _seen in targets)):
        for item, seen in targets:
            with _naming(item):
                entries.append(act(item, seen))
    return [entry for entry in entries if entry is not None]


def _for_each_entry(
    entries: Sequence[tuple[Entry, int | None]], act: Callable[[Entry, int | None], Entry]
) -> list[Entry]:
    """Do the act on every entry; of several of one item, each sees what the act on the one before it wrote."""
    seen_by = {entry.item_id: seen for entry, seen in entries}
    written: list[Entry] = []
    with writing(*{entry.item for entry, _seen in entries}):
        for entry, _seen in entries:
            with _naming(entry.item):
                one = act(entry, seen_by[entry.item_id])
            written.append(one)
            seen_by[entry.item_id] = one.sequence
    return written


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
