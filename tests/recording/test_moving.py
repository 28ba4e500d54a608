"""Moving an entry to the item it belongs to: corrected here, recorded there, in one batch."""

import datetime
from typing import Any

import pytest

from ledger.models import Entry, Item
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    audience_of,
    correct_entry,
    move_entry,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import Act, Answer, Audience, Basis, Origin, Precision, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def move(entry: Entry, to_item: Item, **options: Any) -> Entry:
    return move_entry(
        entry=entry,
        to_item=to_item,
        **{
            "user": make_editor(entry.item.round.dialogue),
            "expected_sequence": None,
            "seen_there": None,
            "reason": "Wrong item.",
        }
        | options,
    )


def refusal(entry: Entry, to_item: Item, **options: Any) -> dict[str, str]:
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        move(entry, to_item, **options)
    assert Entry.objects.count() == before
    return refused.value.fields


def two_items() -> tuple[Item, Item]:
    round = make_round()
    return make_item(round), make_item(round)


def full_entry(item: Item) -> Entry:
    mexico = make_party("MEX")
    return make_entry(
        item,
        Status.DONE,
        voice=Voice.PARTY,
        speaker=mexico,
        about=mexico,
        basis=Basis.QUOTED,
        quote="It is done.",
        basis_note="Speech.",
        effective_on=datetime.date(2017, 6, 1),
        effective_precision=Precision.MONTH,
        evidence=(
            make_evidence(
                title="Law",
                issuer="Congress",
                url="https://example.org",
                quote="Article 1",
                published_on=datetime.date(2017, 6, 16),
                file=b"%PDF",
                file_name="law.pdf",
            ),
            make_evidence(title="Report"),
        ),
        origin=Origin.COMPILED,
    )


def test_moved_entry_says_there_what_it_said_here() -> None:
    here, there = two_items()
    entry = full_entry(here)
    moved = move(entry, there)
    assert EntryContent.of(moved) == EntryContent.of(entry)
    assert (moved.item, moved.sequence, moved.act, moved.origin, moved.reason) == (
        there,
        2,
        Act.STATUS,
        Origin.COMPILED,
        "Wrong item.",
    )


def test_moved_entry_is_corrected_here_in_the_same_batch() -> None:
    here, there = two_items()
    moved = move(full_entry(here), there)
    correction = here.entries.get(sequence=3)
    assert (correction.act, correction.retracts, correction.corrects.sequence, correction.reason) == (  # type: ignore[union-attr]
        Act.CORRECT,
        True,
        2,
        "Wrong item.",
    )
    assert correction.batch is not None
    assert correction.batch == moved.batch


def test_moving_moves_the_status() -> None:
    here, there = two_items()
    move(make_entry(here, Status.STALLED), there)
    rows = [Item.objects.get(pk=item.pk).status for item in (here, there)]
    assert rows == [Status.UNASSESSED, Status.STALLED]


def test_evidence_is_carried_with_its_file() -> None:
    here, there = two_items()
    entry = full_entry(here)
    names = ("position", "type", "language", "published_on", "published_precision", "stance")
    files = ("file_sha256", "file_size", "file_type")
    rows = [
        [[getattr(one, name) for name in names + files] for one in owner.evidence.all()]
        for owner in (entry, move(entry, there))
    ]
    assert rows[0] == rows[1]
    assert rows[0][0][-2] == len(b"%PDF")


def test_moved_entry_still_answers_what_it_answered() -> None:
    here, there = two_items()
    claim = make_entry(here)
    moved = move(make_entry(here, answers=claim, answer=Answer.CONTESTS), there)
    assert (moved.answers, moved.answer) == (claim, Answer.CONTESTS)
    correction = here.entries.get(sequence=4)
    assert (correction.answers, correction.answer) == (None, None)


def test_moved_entry_is_internal_until_it_is_released() -> None:
    here, there = two_items()
    entry = make_entry(here, proposed_audience=Audience.PUBLIC)
    release_entry(
        user=make_releaser(here.round.dialogue), entry=entry, audience=Audience.PUBLIC, expected_sequence=None
    )
    moved = move(entry, there)
    assert (moved.proposed_audience, audience_of(moved), audience_of(entry)) == (Audience.INTERNAL,) * 3


def test_note_is_moved_as_a_note() -> None:
    here, there = two_items()
    moved = move(make_entry(here, note="Somebody called."), there)
    assert (moved.act, moved.note) == (Act.NOTE, "Somebody called.")


def test_correction_is_moved_as_what_it_says() -> None:
    here, there = two_items()
    wrong = make_entry(here, Status.STALLED)
    right = correct_entry(
        user=make_editor(here.round.dialogue),
        entry=wrong,
        expected_sequence=None,
        says=EntryContent.of(wrong).but(status=Status.IN_PROGRESS),
        reason="Misread.",
    )
    assert move(right, there).act is Act.STATUS


def test_step_back_that_a_move_makes_there_is_explained_by_its_reason() -> None:
    here, there = two_items()
    make_entry(there, Status.SUBSTANTIAL)
    assert move(make_entry(here, Status.NOT_STARTED, note=""), there).status is Status.NOT_STARTED


# Refusals


def test_move_without_a_reason_is_refused() -> None:
    here, there = two_items()
    assert list(refusal(make_entry(here), there, reason=" ")) == ["reason"]


def test_move_to_the_same_item_is_refused() -> None:
    here, _there = two_items()
    assert list(refusal(make_entry(here), here)) == ["to_item"]


def test_move_to_another_dialogue_is_refused() -> None:
    assert list(refusal(make_entry(make_item()), make_item())) == ["to_item"]


def test_opening_is_not_moved() -> None:
    here, there = two_items()
    assert list(refusal(here.entries.get(), there)) == ["entry"]


def test_entry_is_moved_once() -> None:
    here, there = two_items()
    entry = make_entry(here)
    move(entry, there)
    assert list(refusal(entry, there)) == ["entry"]


def test_nothing_is_moved_to_a_withdrawn_item_or_half_moved() -> None:
    here, there = two_items()
    withdraw_item(
        user=make_editor(here.round.dialogue), item=there, expected_sequence=None, reason="In error."
    )
    assert list(refusal(make_entry(here, Status.STALLED), there)) == ["item"]
    assert Item.objects.get(pk=here.pk).status is Status.STALLED


@pytest.mark.parametrize("seen", [{"expected_sequence": 1}, {"seen_there": 0}])
def test_move_names_the_item_that_has_moved_on(seen: dict[str, int]) -> None:
    here, there = two_items()
    entry = make_entry(here)
    with pytest.raises(StaleItem) as refused:
        move(entry, there, **seen)
    assert refused.value.item == (here if "expected_sequence" in seen else there)
    assert (here.entries.count(), there.entries.count()) == (2, 1)


def test_moved_entry_does_not_carry_a_destroyed_file() -> None:
    here, there = two_items()
    entry = full_entry(here)
    request = request_redaction(
        user=make_editor(here.round.dialogue), entry=entry, parts=["evidence.0.file"], reason="A name."
    )
    redact_entry(user=make_editor(here.round.dialogue), request=request)
    moved = move(entry, there)
    first = moved.evidence.all()[0]
    assert (first.title, first.file_sha256, first.file_size) == ("Law", "", None)


def test_who_wrote_the_words_does_not_release_them_after_a_move() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    round = make_round(dialogue)
    writer, mover, third = (make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue) for _ in range(3))
    entry = make_entry(make_item(round), user=writer)
    moved = move(entry, make_item(round), user=mover)
    moved_on = move(moved, make_item(round), user=mover)
    for user in (writer, mover):
        with pytest.raises(RuleViolation) as refused:
            release_entry(user=user, entry=moved_on, audience=Audience.SHARED, expected_sequence=None)
        assert list(refused.value.fields) == ["audience"]
    release_entry(user=third, entry=moved_on, audience=Audience.SHARED, expected_sequence=None)
