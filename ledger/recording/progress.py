"""Recording what became of an item: a status or a note, or the adoption of somebody else's status."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.days import first_day
from ledger.models import Entry, Item, User
from ledger.recording import clock
from ledger.recording.day_rules import unfit_effective_day
from ledger.recording.duplicates import EarlierEntries, entries_before
from ledger.recording.entry_content import TRANSLATIONS, EntryContent
from ledger.recording.entry_rules import broken_rules, names_parties, standing_statuses, unexplained_move
from ledger.recording.errors import RuleViolation
from ledger.recording.following import follow_too
from ledger.recording.ledger_transaction import LedgerTransaction, checked, parties_to, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Answer, Audience, Basis, Origin, Status, Voice


@tried_again
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
    follow: bool = False,
) -> Entry:
    """Record a status or a note on an item, with its evidence, as one entry.

    Effects: the entry; the item's positions, status, newest date and head; with ``follow`` an amendment after it, if
    nobody follows the item. ``expected_sequence`` is the item's last
    entry as the writer saw it (None for an import that has not looked). ``answers`` with ``answer`` confirms or
    contests another entry of the dialogue. The same ``request_id`` again returns the entry that it wrote. The same
    words by the same person within the hour are refused (DuplicateEntry) unless ``again``, which seeds and imports
    give. Raises PermissionDenied, StaleItem, RuleViolation; nothing is written then.
    """
    with writing(item) as work:
        recording = Recording(
            item=item,
            expected_sequence=expected_sequence,
            says=says,
            answers=answers,
            answer=answer,
            draft=NewEntry(
                act=says.act,
                author=user,
                origin=origin,
                proposed_audience=proposed_audience,
                request_id=request_id,
                batch=batch,
            ).with_content(says, answers=answers, answer=answer),
            again=again,
        )
        return _record_one(work, recording, follow=follow)


@dataclass(frozen=True, kw_only=True)
class Recording:
    """The arguments of ``record_entry``, once it is a draft."""

    item: Item
    expected_sequence: int | None
    says: EntryContent
    draft: NewEntry
    answers: Entry | None = None
    answer: Answer | None = None
    again: bool = False


@dataclass(frozen=True)
class WhatStands:
    """The ledger's rows of items before something is recorded on them, by their keys."""

    earlier: Mapping[int, EarlierEntries]
    statuses: Mapping[int, Status]


def what_stands(work: LedgerTransaction, recordings: Sequence[Recording]) -> WhatStands:
    """Ask what recording on items needs to know of them, each of which is named once: two queries at most.

    The recordings are one person's, and of one request.
    """
    says = {work.item(each.item): each.says for each in recordings}
    draft = recordings[0].draft
    earlier = entries_before(says, draft.author, draft.request_id, work.began_at)
    return WhatStands(earlier, standing_statuses(says, clock.ledger_day(work.began_at)))


def _record_one(work: LedgerTransaction, recording: Recording, *, follow: bool) -> Entry:
    """Record on one item, and let it be followed where that is wanted: the rows are inserted together.

    A request that comes again follows nothing: a colleague may have taken the item off the list since.
    """
    stands = what_stands(work, [recording])
    with work.together():
        entry = record(work, recording, stands)
        if follow and entry.recorded_at >= work.began_at:
            follow_too(work, recording.item, recording.draft)
    return entry


def record(work: LedgerTransaction, recording: Recording, stands: WhatStands) -> Entry:
    """Record on an item of the transaction, as ``record_entry`` does."""
    fresh, says, draft = work.item(recording.item), recording.says, recording.draft
    work.allow(draft.author, says.act, fresh.round.dialogue)
    earlier = stands.earlier[fresh.pk]
    if earlier.is_repeated and (before := work.replayed(fresh, draft)):
        return before
    work.check_version(fresh, recording.expected_sequence)
    if not recording.again:
        earlier.check_not_said(says)
    _check_answer(fresh, recording.answers, recording.answer)
    _check_saying(work, fresh, says, draft, unexplained_move(says, stands.statuses.get(fresh.pk)))
    return work.append(fresh, draft)


def say(
    work: LedgerTransaction, item: Item, says: EntryContent, draft: NewEntry, *, explained: bool = False
) -> Entry:
    """Append what is said, once it meets the rules. ``explained``: the act carries its own reason for a move.

    A move is made from what stood without the entry that this one corrects.
    """
    fresh = work.item(item)
    unexplained = {}
    if not explained:
        today, corrected = clock.ledger_day(work.began_at), draft.columns.get("corrects")
        before = standing_statuses({fresh: says}, today, corrected).get(fresh.pk)
        unexplained = unexplained_move(says, before)
    _check_saying(work, fresh, says, draft, unexplained)
    return work.append(item, draft)


def broken_by(
    item: Item | None, says: EntryContent, proposed: Audience, *, is_explained: bool = False
) -> dict[str, str]:
    """Return every rule that recording this would break as things stand, for a form: field → what to do about it.

    ``item`` is None where it is not known yet: its own rules are left out then. ``is_explained``: the act carries its
    own reason. Nothing is locked: the write API looks again.
    """
    if item is None:
        named = {party.pk for party in (says.speaker, says.about) if party}
        return dict(broken_rules(says, named, proposed))
    today = clock.ledger_day(timezone.now())
    parties = parties_to(item.round.dialogue) if names_parties(says) else ()
    before = {} if is_explained else standing_statuses({item: says}, today)
    found = {
        **({} if is_explained else unexplained_move(says, before.get(item.pk))),
        **broken_rules(says, parties, proposed),
        "effective_on": unfit_effective_day(_since(says, today), item, today),
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def _since(says: EntryContent, today: datetime.date) -> datetime.date:
    return first_day(says.effective_on or today, says.effective_precision)


def _check_saying(
    work: LedgerTransaction,
    item: Item,
    says: EntryContent,
    draft: NewEntry,
    unexplained: Mapping[str, str],
) -> None:
    """Raise RuleViolation with all that is wrong where something cannot be said of an item."""
    if item.is_withdrawn:
        raise RuleViolation({"item": _("%(ref)s was withdrawn: record on another item.") % {"ref": item.ref}})
    parties = work.once(parties_to, item.round.dialogue) if names_parties(says) else ()
    today = clock.ledger_day(work.began_at)
    day = {"effective_on": unfit_effective_day(_since(says, today), item, today)}
    checked({**unexplained, **broken_rules(says, parties, draft.proposed_audience), **day})


def _check_answer(item: Item, answers: Entry | None, answer: Answer | None) -> None:
    if (answers is None) != (answer is None):
        raise RuleViolation(
            {"answer": _("Say which entry is answered, and whether it is confirmed or contested.")}
        )
    if answers is not None and answers.item.round.dialogue_id != item.round.dialogue_id:
        raise RuleViolation({"answers": _("That entry belongs to another dialogue: answer one of this.")})


@tried_again
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
    follow: bool = False,
) -> Entry:
    """Make a party's or the record's status our office's assessment: a new entry by the officer who adopts it.

    It judges the same party, from the same day on the same evidence, confirms the entry it adopts, and keeps that
    entry's note unless another is given; of an oral one it never keeps the note, and asks for one. A corrected entry
    is not adopted. ``follow`` as for ``record_entry``. Raises PermissionDenied, StaleItem, RuleViolation.
    """
    with writing(entry.item) as work:
        recording = adoption(
            user,
            entry,
            expected_sequence,
            note.strip(),
            proposed_audience,
            is_corrected=Entry.objects.filter(corrects=entry).exists(),
            request_id=request_id,
            batch=batch,
            again=again,
        )
        return _record_one(work, recording, follow=follow)


def adoption(
    user: User,
    entry: Entry,
    expected_sequence: int | None,
    note: str,
    proposed_audience: Audience,
    *,
    is_corrected: bool,
    request_id: UUID | None = None,
    batch: UUID | None = None,
    again: bool = False,
) -> Recording:
    """Return what is recorded by adopting an entry. Raises RuleViolation where it cannot be adopted."""
    says = _as_ours(entry, note, is_corrected=is_corrected)
    draft = NewEntry(
        act=says.act, author=user, proposed_audience=proposed_audience, request_id=request_id, batch=batch
    )
    return Recording(
        item=entry.item,
        expected_sequence=expected_sequence,
        says=says,
        draft=draft.with_content(says, answers=entry, answer=Answer.CONFIRMS),
        answers=entry,
        answer=Answer.CONFIRMS,
        again=again,
    )


def _as_ours(entry: Entry, note: str, *, is_corrected: bool) -> EntryContent:
    """Return what our office says by adopting an entry; raises RuleViolation where it cannot be adopted."""
    if entry.status is None or entry.voice is Voice.OFFICE:
        raise RuleViolation({"entry": _("Only a status of a party or of the record can be adopted.")})
    if is_corrected:
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
        **({"note": note} | dict.fromkeys(TRANSLATIONS, "") if note else {}),  # which are of the other note
    )
