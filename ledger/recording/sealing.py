"""Seals: one hash over the heads of all items, as known at a moment after which nothing can slip in before it.

And roots over the rows beside the chains that are never changed.
"""

import datetime
from collections.abc import Iterator

import rfc8785
from django.db import transaction
from django.db.models import OuterRef, Subquery

from ledger.models import ClockCorrection, Entry, Item, Seal, User
from ledger.models.fields import write_api
from ledger.recording import clock, merkle, writers_lock
from ledger.recording.sealed_rows import rows_to_seal
from ledger.recording.single_state import one_moment
from ledger.recording.trying_again import tried_again


def heads(
    known_at: datetime.datetime, closed_by: ClockCorrection | None = None
) -> Iterator[tuple[str, int, str]]:
    """Yield, per item in ref order by code point, its reference and its last entry's sequence and hash at the moment.

    ``closed_by`` is the correction that closed the moment, where a wrong clock gave it: what was stamped by then before
    the correction was made.
    """
    recorded = (
        Entry.objects.filter(recorded_at__lte=known_at, pk__lte=closed_by.last_entry) if closed_by else None
    )
    entries = Entry.objects.known_at(known_at) if recorded is None else recorded
    last = entries.filter(item=OuterRef("pk")).order_by("-sequence")
    rows = (
        Item.objects.annotate(
            head_sequence=Subquery(last.values("sequence")[:1]), head=Subquery(last.values("hash")[:1])
        )
        .filter(head__isnull=False)
        .order_by()
        .values_list("ref", "head_sequence", "head")
    )
    yield from sorted(rows.iterator())


def root(known_at: datetime.datetime, closed_by: ClockCorrection | None = None) -> tuple[str, int, int]:
    """Return the Merkle root over (ref, sequence, head hash) of all items, in hexadecimal; how many items and
    entries.
    """
    leaves = list(heads(known_at, closed_by))
    entries = [rfc8785.dumps(list(leaf)) for leaf in leaves]
    return merkle.root_hash(entries).hex(), len(leaves), sum(sequence for _ref, sequence, _hash in leaves)


@tried_again
def seal_ledger(*, user: User | None = None) -> Seal:
    """Seal the whole ledger as it is: waits for writers under way, then chooses the moment. Returns the seal.

    Raises TriggersMissing, ClockWrong, WritersUnderWay.
    """
    with one_moment():  # these rows are named by their keys: no writer has to wait for them to be read
        tables = rows_to_seal()
    with transaction.atomic(), write_api():
        writers_lock.wait_for_writers()
        known_at = clock.stamp()
        digest, items, entries = root(known_at)
        return Seal.objects.create(
            known_at=known_at, items=items, entries=entries, root=digest, sealed_by=user, tables=tables
        )
