"""Correcting an entry: what stands afterwards, who needs a reason, what cannot be corrected."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from ledger.models import Entry, Item, Position, User
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    amend_item,
    correct_entry,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import Act, Answer, Audience, Basis, Priority, Role, Status, Voice
from tests.makers import (
    ROUND_DAY,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_releaser,
    set_clock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(hours=24)


def correct(
    entry: Entry, says: EntryContent | None = None, user: User | None = None, **options: Any
) -> Entry:
    """Correct an entry, by an editor who did not write it and with a reason, unless said otherwise."""
    user = user or make_editor(entry.item.round.dialogue)
    return correct_entry(
        user=user, entry=entry, says=says, **{"expected_sequence": None, "reason": "Misread."} | options
    )


def restated(entry: Entry, **changes: Any) -> EntryContent:
    return EntryContent.of(entry).but(**changes)


def refusal(entry: Entry, says: EntryContent | None = None, **options: Any) -> dict[str, str]:
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        correct(entry, says, **options)
    assert Entry.objects.count() == before
    return refused.value.fields


def now_of(item: Item) -> Item:
    return Item.objects.get(pk=item.pk)


def standing(item: Item) -> list[int]:
    return list(
        Entry.objects.filter(item=item).standing().order_by("sequence").values_list("sequence", flat=True)
    )


# What stands afterwards


def test_corrected_entry_gives_way_to_what_is_said_instead() -> None:
    item = make_item()
    wrong = make_entry(item, Status.DONE, evidence=(make_evidence(),), effective_on=datetime.date(2017, 1, 1))
    right = correct(wrong, restated(wrong, status=Status.IN_PROGRESS, note="Only begun."))
    assert (right.act, right.corrects, right.retracts, right.status) == (
        Act.CORRECT,
        wrong,
        False,
        Status.IN_PROGRESS,
    )
    assert (right.effective_on, right.reason) == (datetime.date(2017, 1, 1), "Misread.")
    assert (now_of(item).status, now_of(item).is_open) == (Status.IN_PROGRESS, True)
    assert standing(item) == [1, 3]


def test_restated_entry_keeps_what_is_not_said_differently() -> None:
    item, mexico = make_item(), make_party("MEX")
    says = {
        "voice": Voice.PARTY,
        "speaker": mexico,
        "about": mexico,
        "basis": Basis.QUOTED,
        "quote": "We will.",
        "basis_note": "Speech.",
        "evidence": (make_evidence(file=b"x", file_name="x.txt"),),
    }
    wrong = make_entry(item, Status.STALLED, **says)
    right = correct(wrong, restated(wrong, note="Said otherwise."))
    assert EntryContent.of(right) == restated(wrong, note="Said otherwise.")


def test_retraction_puts_nothing_in_its_place() -> None:
    item = make_item()
    before = make_entry(item, Status.STALLED, effective_on=datetime.date(2016, 1, 1))
    wrong = make_entry(item, Status.DONE, evidence=(make_evidence(),), effective_on=datetime.date(2017, 1, 1))
    correction = correct(wrong)
    assert (correction.retracts, correction.status, correction.voice) == (True, None, Voice.OFFICE)
    row = now_of(item)
    assert (row.status, row.is_open, row.newest_on) == (Status.STALLED, True, datetime.date(2016, 1, 1))
    assert Position.objects.get(item=item).entry == before


def test_retraction_of_the_only_status_leaves_the_item_unassessed() -> None:
    item = make_item()
    correct(make_entry(item, Status.STALLED))
    row = now_of(item)
    assert (row.status, row.status_on, row.newest_on) == (Status.UNASSESSED, None, ROUND_DAY)
    assert not Position.objects.filter(item=item).exists()


def test_wrong_correction_is_corrected_by_restating_and_the_first_never_stands_again() -> None:
    item = make_item()
    first = make_entry(item, Status.STALLED)
    second = correct(first, restated(first, status=Status.IN_PROGRESS))
    third = correct(second, restated(second, status=Status.STALLED))
    assert standing(item) == [1, 4]
    assert now_of(item).status is Status.STALLED
    assert third.corrects == second
    assert list(refusal(first)) == ["entry"]


def test_corrected_correction_that_is_retracted_revives_nothing() -> None:
    item = make_item()
    first = make_entry(item, Status.STALLED)
    correct(correct(first, restated(first, status=Status.IN_PROGRESS)))
    assert now_of(item).status is Status.UNASSESSED


def test_correction_may_change_voice_and_party() -> None:
    item, mexico = make_item(), make_party("MEX")
    wrong = make_entry(item, Status.STALLED)
    correct(wrong, restated(wrong, voice=Voice.PARTY, speaker=mexico, about=mexico))
    position = Position.objects.get(item=item)
    assert (position.voice, position.about, position.speaker) == (Voice.PARTY, mexico, mexico)
    assert now_of(item).status is Status.UNASSESSED


def test_correction_answers_what_the_entry_answered_and_a_retraction_nothing() -> None:
    item = make_item()
    claim = make_entry(item)
    reply = make_entry(item, answers=claim, answer=Answer.CONTESTS)
    better = correct(reply, restated(reply, note="Put better."))
    assert (better.answers, better.answer) == (claim, Answer.CONTESTS)
    gone = correct(better)
    assert (gone.answers, gone.answer) == (None, None)


def test_correcting_a_withdrawal_brings_the_item_back() -> None:
    item = make_item()
    editor = make_editor(item.round.dialogue)
    see = make_item(item.round)
    withdrawal = withdraw_item(user=editor, item=item, expected_sequence=1, reason="Twice.", see_also=see)
    correct(withdrawal)
    assert (now_of(item).is_withdrawn, now_of(item).see_also) == (False, None)
    assert make_entry(item).sequence == 4


# Reasons


def test_correction_without_a_reason_is_refused() -> None:
    entry = make_entry(make_item())
    assert list(refusal(entry, restated(entry, note="x"), reason=" ")) == ["reason"]
    assert list(refusal(entry, reason="")) == ["reason"]


@pytest.mark.parametrize(
    ("later", "is_slip"), [(DAY, True), (DAY + datetime.timedelta(microseconds=1), False)]
)
def test_author_mends_a_slip_of_the_last_24_hours_without_a_reason(
    later: datetime.timedelta, is_slip: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    author = make_editor(item.round.dialogue)
    entry = make_entry(item, user=author)
    set_clock(monkeypatch, entry.recorded_at + later)
    says = restated(entry, note="Without the typing error.")
    if is_slip:
        assert correct(entry, says, user=author, reason="").note == "Without the typing error."
    else:
        assert list(refusal(entry, says, user=author, reason="")) == ["reason"]


def test_somebody_elses_slip_needs_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    entry = make_entry(make_item())
    assert list(refusal(entry, restated(entry, note="x"), reason="")) == ["reason"]


def test_recorder_mends_an_old_entry_of_their_own_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    author = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    entry = make_entry(item, user=author)
    set_clock(monkeypatch, NOON + 30 * DAY)
    assert correct(entry, user=author, reason="Wrong person.").retracts


def test_slip_that_closes_needs_a_note_all_the_same() -> None:
    item = make_item()
    author = make_editor(item.round.dialogue)
    entry = make_entry(item, Status.IN_PROGRESS, note="", user=author)
    says = restated(entry, status=Status.DONE, evidence=(make_evidence(),))
    assert list(refusal(entry, says, user=author, reason="")) == ["note"]
    assert correct(entry, says.but(note="Published."), user=author, reason="").status is Status.DONE


def test_slip_is_no_move_from_the_entry_that_it_mends() -> None:
    item = make_item()
    author = make_editor(item.round.dialogue)
    entry = make_entry(item, Status.SUBSTANTIAL, note="", user=author)
    mended = correct(entry, restated(entry, status=Status.IN_PROGRESS), user=author, reason="")
    assert mended.status is Status.IN_PROGRESS


def test_reason_of_a_correction_explains_its_move() -> None:
    item = make_item()
    make_entry(item, Status.SUBSTANTIAL, effective_on=datetime.date(2016, 1, 1))
    entry = make_entry(item, Status.SUBSTANTIAL, note="", effective_on=datetime.date(2017, 1, 1))
    assert correct(entry, restated(entry, status=Status.STALLED)).status is Status.STALLED


# What cannot be corrected


def _opening(item: Item, _editor: User) -> Entry:
    return item.entries.get()


def _amendment(item: Item, editor: User) -> Entry:
    return amend_item(user=editor, item=item, expected_sequence=None, changes={"priority": Priority.HIGH})


def _release(item: Item, _editor: User) -> Entry:
    releaser = make_releaser(item.round.dialogue)
    return release_entry(
        user=releaser, entry=item.entries.get(), audience=Audience.PUBLIC, expected_sequence=None
    )


def _redaction(item: Item, editor: User) -> Entry:
    entry = make_entry(item)
    request = request_redaction(user=editor, entry=entry, parts=["note"], reason="A name.")
    return redact_entry(user=make_editor(item.round.dialogue), request=request)


def _retraction(item: Item, _editor: User) -> Entry:
    return correct(make_entry(item))


def _corrected(item: Item, _editor: User) -> Entry:
    entry = make_entry(item)
    correct(entry)
    return entry


@pytest.mark.parametrize(
    "make",
    [_opening, _amendment, _release, _redaction, _retraction, _corrected],
    ids=lambda make: make.__name__,
)
def test_entry_that_cannot_be_corrected(make: Callable[[Item, User], Entry]) -> None:
    item = make_item()
    entry = make(item, make_editor(item.round.dialogue))
    assert list(refusal(entry)) == ["entry"]
    assert list(refusal(entry, EntryContent(note="Otherwise."))) == ["entry"]


def test_withdrawal_is_not_restated() -> None:
    item = make_item()
    withdrawal = withdraw_item(
        user=make_editor(item.round.dialogue), item=item, expected_sequence=None, reason="In error."
    )
    assert list(refusal(withdrawal, EntryContent(note="Otherwise."))) == ["says"]


def test_correction_meets_the_rules_of_what_it_says() -> None:
    entry = make_entry(make_item(), Status.STALLED)
    assert list(refusal(entry, restated(entry, status=Status.DONE))) == ["evidence"]
    assert list(refusal(entry, restated(entry, voice=Voice.RECORD))) == ["source"]
    assert list(refusal(entry, restated(entry, effective_on=datetime.date(9999, 1, 1)))) == ["effective_on"]


def test_entry_of_a_withdrawn_item_is_retracted_but_not_restated() -> None:
    item = make_item()
    entry = make_entry(item)
    withdraw_item(
        user=make_editor(item.round.dialogue), item=item, expected_sequence=None, reason="In error."
    )
    assert list(refusal(entry, restated(entry, note="x"))) == ["item"]
    assert correct(entry).retracts


def test_oral_words_are_retracted_internally_whatever_is_proposed() -> None:
    said = {"basis": Basis.ORAL, "oral_with": "the deputy", "is_attributable": False}
    entry = make_entry(make_item(), **said)
    gone = correct(entry, proposed_audience=Audience.PUBLIC)
    assert (gone.proposed_audience, gone.basis) == (Audience.INTERNAL, Basis.ORAL)


# Who saw what, and twice


def test_item_that_has_moved_on_is_not_corrected() -> None:
    item = make_item()
    entry = make_entry(item)
    make_entry(item)
    with pytest.raises(StaleItem):
        correct(entry, expected_sequence=2)
    assert standing(item) == [1, 2, 3]
