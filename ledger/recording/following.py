"""Follow an item from what is recorded on it: an amendment of its own, in the same transaction."""

from uuid import uuid5

from ledger.models import Item
from ledger.recording.ledger_transaction import LedgerTransaction
from ledger.recording.new_entries import NewEntry
from ledger.vocabulary import Act


def follow_too(work: LedgerTransaction, item: Item, draft: NewEntry) -> None:
    """Let an item be followed from now on, by the person whose note or status was just appended to it.

    An item that somebody follows meanwhile is left alone. Raises PermissionDenied.
    """
    fresh, field = work.item(item), "is_followed"
    if fresh.is_followed:
        return
    work.allow(draft.author, Act.AMEND, fresh.round.dialogue)
    once = uuid5(draft.request_id, "follow") if draft.request_id else None
    follow = NewEntry(
        act=Act.AMEND, author=draft.author, changes={field: [fresh.is_followed, True]}, request_id=once
    )
    fresh.is_followed = True
    work.append(fresh, follow)
