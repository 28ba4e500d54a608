"""Correcting what was recorded wrongly, and moving what was recorded on the wrong item."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.entry_content import EntryContent
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import LedgerTransaction, checked, sent_as_something_else, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.progress import say
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, Permission

SLIP = datetime.timedelta(hours=24)
"""How long an author may mend their own entry without giving a reason."""


@tried_again
def correct_entry(
    *,
    user: User,
    entry: Entry,
    expected_sequence: int | None,
    says: EntryContent | None,
    reason: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Correct an entry: it no longer stands, and what ``says`` holds stands in its place (None: nothing does).

    ``says`` is the whole statement as it should have been (``EntryContent.of(entry).but(…)``); for a withdrawal it is
    None, which brings the item back, with the steps that were withdrawn with it. An entry is corrected once, and a
    wrong correction in turn, by restating. A reason is required, unless authors mend their own slip of the last 24
    hours; even then a move (closing, reopening, a step back) from what stands without the entry needs a note. A person
    who may only mend corrects their own entries. Raises PermissionDenied, StaleItem, RuleViolation.
    """
    with writing(*_locked_for(entry)) as work:
        draft = NewEntry(
            act=Act.CORRECT,
            author=user,
            texts={"reason": reason.strip()},
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        is_corrected = bool(corrected_among([entry]))
        if entry.act is not Act.WITHDRAW:
            return correct(work, entry, expected_sequence, says, draft, is_corrected=is_corrected)
        return _bring_back(work, entry, expected_sequence, says, draft, is_corrected=is_corrected)


def _locked_for(entry: Entry) -> list[Item]:
    """Return the items whose rows are locked to correct an entry: of a step that is brought back also the item whose
    step it is, which nobody is to withdraw meanwhile (race).
    """
    whole = entry.item.part_of if entry.act is Act.WITHDRAW else None
    return [entry.item, whole] if whole else [entry.item]


def _bring_back(
    work: LedgerTransaction,
    withdrawal: Entry,
    expected_sequence: int | None,
    says: EntryContent | None,
    draft: NewEntry,
    *,
    is_corrected: bool,
) -> Entry:
    """Correct a withdrawal, and those of the item's steps that were withdrawn with it and not brought back since."""
    whole = work.item(withdrawal.item).part_of
    if whole is not None and work.item(whole).is_withdrawn:
        raise RuleViolation({"item": _("%(ref)s is withdrawn: bring it back first.") % {"ref": whole.ref}})
    also: list[Entry] = []
    if withdrawal.batch:
        beside = Entry.objects.filter(batch=withdrawal.batch, item__part_of=withdrawal.item, act=Act.WITHDRAW)
        also = list(beside.filter(corrected_by=None).select_related("item"))
        draft = replace(draft, batch=draft.batch or uuid4()) if also else draft
    written = correct(work, withdrawal, expected_sequence, says, draft, is_corrected=is_corrected)
    work.lock_too(*(entry.item for entry in also))
    for entry in also:
        correct(work, entry, None, None, replace(draft, request_id=None), is_corrected=False)
    return written


def correct(
    work: LedgerTransaction,
    entry: Entry,
    expected_sequence: int | None,
    says: EntryContent | None,
    draft: NewEntry,
    *,
    is_corrected: bool,
) -> Entry:
    """Correct an entry of the transaction's items, as ``correct_entry`` does; ``is_corrected``: it was already."""
    item, has_reason = entry.item, bool(draft.texts["reason"])
    own = _allow_correcting(work, draft.author, entry)
    draft = draft.with_content(says, **_instead_of(entry)) if says else draft.retracting(entry)
    if before := work.replayed(item, draft):
        return before
    work.check_version(item, expected_sequence)
    check_correctable(entry, is_corrected=is_corrected)
    slip = own and abs(work.began_at - entry.recorded_at) <= SLIP
    checked({"reason": "" if has_reason or slip else _("A correction needs a reason.")})
    if says is None:
        return work.append(item, draft)
    if entry.act is Act.WITHDRAW:
        raise RuleViolation(
            {"says": _("A withdrawal is corrected by nothing: what was withdrawn is there again.")}
        )
    return say(work, item, says, draft, explained=has_reason)


def _allow_correcting(work: LedgerTransaction, user: User, entry: Entry) -> bool:
    """Let through a person who may correct, or mend an entry of their own; return whether it is theirs."""
    own, dialogue = entry.author_id == user.pk, work.item(entry.item).round.dialogue
    if not (own and work.may(user, Permission.MEND, dialogue)):
        work.allow(user, Act.CORRECT, dialogue)
    return own


def corrected_among(entries: Iterable[Entry]) -> set[int | None]:
    """Return the keys of those of the entries that were corrected: one query for any number."""
    keys = [entry.pk for entry in entries]
    return set(Entry.objects.filter(corrects__in=keys).values_list("corrects", flat=True))


def check_correctable(entry: Entry, *, is_corrected: bool) -> None:
    """Raise RuleViolation where an entry cannot be corrected: by its act, or because it was already."""
    if not entry.act.is_correctable or entry.retracts:
        raise RuleViolation(
            {"entry": _("This entry is not corrected: amend, release or record again instead.")}
        )
    if is_corrected:
        raise RuleViolation({"entry": _("This entry was corrected already: correct what replaced it.")})


def _instead_of(entry: Entry) -> dict[str, object]:
    """Return the columns by which something stands in an entry's place."""
    return {"corrects": entry, **_answering(entry)}


def _answering(entry: Entry) -> dict[str, object]:
    """Let what stands in the place of an entry answer what that one answered."""
    return {"answers": entry.answers, "answer": entry.answer}


@tried_again
def move_entry(
    *,
    user: User,
    entry: Entry,
    to_item: Item,
    expected_sequence: int | None,
    seen_there: int | None,
    reason: str,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Move a note or status to the item it belongs to: corrected here, recorded there, in one batch.

    Evidence is carried along; the new entry is internal until it is released. Both items are of one dialogue.
    Returns the entry on ``to_item``; the same ``request_id`` again returns it again.
    Raises PermissionDenied, StaleItem (naming the item that moved on), RuleViolation.
    """
    batch = batch or uuid4()
    with writing(entry.item, to_item) as work:
        here, there = work.item(entry.item), work.item(to_item)
        work.allow(user, Permission.MOVE, here.round.dialogue)
        texts = {"reason": reason.strip()}
        if before := _moved_before(there, request_id):
            if (before.author_id, before.reason, moved_from(before)) != (user.pk, texts["reason"], entry):
                raise sent_as_something_else()
            return before
        work.check_version(here, expected_sequence)
        work.check_version(there, seen_there)
        checked(
            {
                "reason": "" if reason.strip() else _("Say why the entry is moved."),
                "to_item": _why_not_there(here, there),
                "entry": "" if entry.act.says_something else _("Only notes and statuses can be moved."),
            }
        )
        check_correctable(entry, is_corrected=bool(corrected_among([entry])))
        says = EntryContent.of(entry)
        work.append(here, NewEntry(act=Act.CORRECT, author=user, texts=texts, batch=batch).retracting(entry))
        draft = NewEntry(
            act=says.act, author=user, origin=entry.origin, texts=texts, batch=batch, request_id=request_id
        )
        draft = draft.with_content(says, **_answering(entry))
        return say(work, there, says, draft, explained=True)


def _why_not_there(here: Item, there: Item) -> str:
    """Explain why an entry is not moved from one item to another; empty where it can be."""
    if here.pk == there.pk:
        return _("The entry is on that item already: choose another.")
    if here.round.dialogue_id != there.round.dialogue_id:
        return _("That item belongs to another dialogue: choose one of this.")
    return ""


def _moved_before(there: Item, request_id: UUID | None) -> Entry | None:
    """Return what the same request moved to the item before, if it did."""
    if request_id is None:
        return None
    return Entry.objects.filter(item=there, request_id=request_id).with_texts().first()


def moved_from(entry: Entry) -> Entry | None:
    """Return the entry on another item of which this one is the moved copy; None where it was not moved here."""
    if entry.batch is None or not entry.act.says_something:
        return None
    there = Entry.objects.filter(batch=entry.batch, retracts=True).exclude(item=entry.item_id)
    taken_back = there.order_by("-sequence").select_related("corrects").first()
    return taken_back.corrects if taken_back else None
