"""Recording what became of an item: a status or a note, or the adoption of somebody else's status."""

from uuid import UUID

from django.utils.translation import gettext as _

from ledger.days import first_day
from ledger.models import Entry, Item, User
from ledger.recording import clock
from ledger.recording.duplicates import entries_before
from ledger.recording.entry_content import EntryContent
from ledger.recording.entry_rules import broken_rules, unexplained_move
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import LedgerTransaction, allow, checked, writing
from ledger.recording.new_entries import NewEntry
from ledger.vocabulary import Answer, Audience, Basis, Origin, Voice


def record_entry(
    *,
    user: User,
    item: Item,
    expected_sequence: int | None,
    says: EntryContent,
    answers: Entry | None = None,
    answer: Answer | None = None,
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    request_id: UUID | None = None,
    batch: UUID | None = None,
    again: bool = False,
) -> Entry:
    """Record a status or a note on an item, with its evidence, as one entry.

    Effects: the entry; the item's positions, status, newest date and head. ``expected_sequence`` is the item's last
    entry as the writer saw it (None for an import that has not looked). ``answers`` with ``answer`` confirms or
    contests another entry of the dialogue. The same ``request_id`` again returns the entry that it wrote. The same
    words by the same person within the hour are refused (DuplicateEntry) unless ``again``, which seeds and imports
    give. Raises PermissionDenied, StaleItem, RuleViolation; nothing is written then.
    """
    with writing(item) as work:
        allow(user, says.act, work.item(item).round.dialogue)
        draft = NewEntry(
            act=says.act,
            author=user,
            origin=origin,
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        ).with_content(says, answers=answers, answer=answer)
        earlier = entries_before(work.item(item), user, says, request_id, work.began_at)
        if earlier.is_repeated and (before := work.replayed(item, draft)):
            return before
        work.check_version(item, expected_sequence)
        if not again:
            earlier.check_not_said(says)
        _check_answer(work.item(item), answers, answer)
        return say(work, item, says, draft)


def say(
    work: LedgerTransaction, item: Item, says: EntryContent, draft: NewEntry, *, explained: bool = False
) -> Entry:
    """Append what is said, once it meets the rules. ``explained``: the act carries its own reason for a move.

    A move is made from what stood without the entry that this one corrects.
    """
    fresh = work.item(item)
    if fresh.is_withdrawn:
        raise RuleViolation(
            {"item": _("%(ref)s was withdrawn: record on another item.") % {"ref": fresh.ref}}
        )
    checked(broken_rules(says, fresh, draft.proposed_audience))
    day = first_day(says.effective_on or clock.ledger_day(work.began_at), says.effective_precision)
    if not explained:
        checked(unexplained_move(says, fresh, day, draft.columns.get("corrects")))
    return work.append(item, draft)


def _check_answer(item: Item, answers: Entry | None, answer: Answer | None) -> None:
    if (answers is None) != (answer is None):
        raise RuleViolation(
            {"answer": _("Say which entry is answered, and whether it is confirmed or contested.")}
        )
    if answers is not None and answers.item.round.dialogue_id != item.round.dialogue_id:
        raise RuleViolation({"answers": _("That entry belongs to another dialogue: answer one of this.")})


def adopt_position(
    *,
    user: User,
    entry: Entry,
    expected_sequence: int | None,
    note: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
    batch: UUID | None = None,
    again: bool = False,
) -> Entry:
    """Make a party's or the record's status our office's assessment: a new entry by the officer who adopts it.

    It judges the same party, from the same day on the same evidence, confirms the entry it adopts, and keeps that
    entry's note unless another is given; of an oral one it never keeps the note, and asks for one. A corrected entry
    is not adopted. Raises PermissionDenied, StaleItem, RuleViolation.
    """
    return record_entry(
        user=user,
        item=entry.item,
        expected_sequence=expected_sequence,
        says=_as_ours(entry, note.strip()),
        answers=entry,
        answer=Answer.CONFIRMS,
        proposed_audience=proposed_audience,
        request_id=request_id,
        batch=batch,
        again=again,
    )


def _as_ours(entry: Entry, note: str) -> EntryContent:
    """What our office says by adopting an entry; raises RuleViolation where it cannot be adopted."""
    if entry.status is None or entry.voice is Voice.OFFICE:
        raise RuleViolation({"entry": _("Only a status of a party or of the record can be adopted.")})
    if Entry.objects.filter(corrects=entry).exists():
        raise RuleViolation({"entry": _("This entry was corrected: adopt what replaced it.")})
    if entry.basis is Basis.ORAL and not note:
        # As ours the words could be released, whatever was said about attributing them.
        raise RuleViolation(
            {"note": _("What was said orally is not repeated as ours: write a note of our own.")}
        )
    return EntryContent.of(entry).but(
        voice=Voice.OFFICE,
        speaker=None,
        source="",
        basis=Basis.READING,
        quote="",
        oral_with="",
        is_attributable=None,
        note=note or entry.note,
    )
