"""Withdrawing an item that was opened in error."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import (
    LedgerTransaction,
    allow,
    checked,
    sent_as_something_else,
    writing,
)
from ledger.recording.new_entries import NewEntry
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act


@tried_again
def withdraw_item(
    *,
    user: User,
    item: Item,
    expected_sequence: int | None,
    reason: str,
    see_also: Item | None = None,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Withdraw an item: it leaves lists and reports, its reference is not reused, its entries can still be read.

    Its steps are withdrawn with it, in one batch. ``see_also`` is the item to look at instead. Undone by correcting the
    withdrawal, which brings these steps back too. Raises PermissionDenied, StaleItem, RuleViolation.
    """
    with writing(item) as work:
        fresh = work.item(item)
        allow(user, Act.WITHDRAW, fresh.round.dialogue)
        steps = list(Item.objects.current().filter(part_of=fresh).order_by("pk"))
        changes = {"is_withdrawn": [False, True], "see_also": [None, see_also.ref if see_also else None]}
        draft = NewEntry(
            act=Act.WITHDRAW,
            author=user,
            changes=changes,
            texts={"reason": reason.strip()},
            request_id=request_id,
            batch=batch or (uuid4() if steps else None),
        )
        if before := work.replayed(item, draft):
            if before.changes != changes:
                raise sent_as_something_else()
            return before
        work.check_version(item, expected_sequence)
        if fresh.is_withdrawn:
            raise RuleViolation({"item": _("%(ref)s is withdrawn already.") % {"ref": fresh.ref}})
        checked(
            {
                "reason": "" if reason.strip() else _("Say why it is withdrawn."),
                "see_also": _why_not_instead(see_also, fresh) if see_also else "",
            }
        )
        _withdraw_steps(work, steps, draft)
        return work.append(item, draft)


def withdraw_opened(
    work: LedgerTransaction, opening: Entry, recorded: int, draft: NewEntry, *, has_steps: bool = False
) -> Entry:
    """Withdraw an item on which nothing stands but the ``recorded`` entries of the batch that opened it.

    ``draft`` bears author, reason and batch; ``has_steps``: others gave it steps. Raises PermissionDenied,
    RuleViolation.
    """
    item = work.item(opening.item)
    work.allow(draft.author, Act.WITHDRAW, item.round.dialogue)
    if item.is_withdrawn:
        raise RuleViolation({"item": _("%(ref)s is withdrawn already.") % {"ref": item.ref}})
    if item.last_sequence != recorded or has_steps:
        raise RuleViolation({"item": _("It was worked on since it was opened: withdraw it by hand.")})
    checked({"reason": "" if draft.texts["reason"] else _("Say why it is withdrawn.")})
    changes = {"is_withdrawn": [False, True], "see_also": [None, None]}
    return work.append(item, replace(draft, act=Act.WITHDRAW, changes=changes))


def _withdraw_steps(work: LedgerTransaction, steps: Sequence[Item], draft: NewEntry) -> None:
    """Withdraw the steps of an item that is withdrawn, where nobody has done so meanwhile."""
    work.lock_too(*steps)
    alone = replace(draft, changes={**draft.changes, "see_also": [None, None]}, request_id=None)
    for step in steps:
        if not work.item(step).is_withdrawn:
            work.append(step, alone)


def _why_not_instead(other: Item, item: Item) -> str:
    """Explain why an item is not the one to look at instead of another; empty where it is."""
    if other == item:
        return _("An item is not its own replacement: choose another, or none.")
    if other.part_of_id == item.pk:
        return _("That is a step of the item, and is withdrawn with it: choose another, or none.")
    if other.is_withdrawn:
        return _("That item is withdrawn itself: choose another, or none.")
    if other.round.dialogue_id != item.round.dialogue_id:
        return _("That item belongs to another dialogue: choose one of this.")
    return ""
