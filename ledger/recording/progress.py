"""Recording what became of an item: a status or a note, for one item or for many at once."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording import clock
from ledger.recording.errors import RuleBroken
from ledger.recording.sayings import Saying, broken_rules, unexplained_move
from ledger.recording.writing import Draft, Writing, allow, checked, first_day, writing
from ledger.vocabulary import Answer, Audience, Origin


def record_entry(
    *,
    user: User,
    item: Item,
    seen: int | None,
    says: Saying,
    answers: Entry | None = None,
    answer: Answer | None = None,
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Record a status or a note on an item, with its evidence, as one entry.

    Effects: the entry; the item's positions, status, newest date and head. ``seen`` is the item's last entry as the
    writer saw it (None for an import that has not looked). ``answers`` with ``answer`` confirms or contests another
    entry of the dialogue. The same ``request_id`` again returns the entry that it wrote. Raises NotAllowed, MovedOn,
    RuleBroken; nothing is written then.
    """
    with writing(item) as work:
        if before := work.already(item, request_id):
            return before
        allow(user, says.act, work.item(item).round.dialogue)
        work.expect(item, seen)
        draft = Draft(
            act=says.act,
            author=user,
            origin=origin,
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        _check_answer(work.item(item), answers, answer)
        draft.columns = {"answers": answers, "answer": answer}
        return say(work, item, says, draft)


def say(work: Writing, item: Item, says: Saying, draft: Draft, *, explained: bool = False) -> Entry:
    """Append what is said, once it meets the rules. ``explained``: the act carries its own reason for a move."""
    fresh = work.item(item)
    if fresh.is_withdrawn:
        raise RuleBroken({"item": _("%(ref)s was withdrawn: record on another item.") % {"ref": fresh.ref}})
    checked(broken_rules(says, fresh, draft.proposed_audience))
    day = first_day(says.effective_on or clock.ledger_day(clock.now()), says.effective_precision)
    if not explained:
        checked(unexplained_move(says, fresh, day))
    draft.columns = says.columns() | draft.columns
    draft.texts = says.texts() | draft.texts
    draft.evidence = says.rows()
    draft.effective_on, draft.effective_precision = says.effective_on, says.effective_precision
    return work.append(item, draft)


def _check_answer(item: Item, answers: Entry | None, answer: Answer | None) -> None:
    if (answers is None) != (answer is None):
        raise RuleBroken(
            {"answer": _("Say which entry is answered, and whether it is confirmed or contested.")}
        )
    if answers is not None and answers.item.round.dialogue_id != item.round.dialogue_id:
        raise RuleBroken({"answers": _("That entry belongs to another dialogue.")})


def record_many(
    *,
    user: User,
    targets: Sequence[tuple[Item, int | None]],
    says: Saying,
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    batch: UUID | None = None,
) -> list[Entry]:
    """Record the same status and note on many items, in one batch: all of them or none.

    ``targets`` are items with the sequence at which each was seen. Returns the entries in the targets' order, which
    share ``batch`` (made here where none is given). Raises as ``record_entry`` does; a broken rule names its item.
    """
    batch = batch or uuid4()
    entries = []
    with writing(*(item for item, _seen in targets)) as work:
        for item, seen in targets:
            allow(user, says.act, work.item(item).round.dialogue)
            work.expect(item, seen)
            draft = Draft(
                act=says.act, author=user, origin=origin, proposed_audience=proposed_audience, batch=batch
            )
            try:
                entries.append(say(work, item, says, draft))
            except RuleBroken as broken:
                named = {name: f"{item.ref}: {says_}" for name, says_ in broken.fields.items()}
                raise RuleBroken(named) from broken
    return entries
