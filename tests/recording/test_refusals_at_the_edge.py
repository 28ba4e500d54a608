"""What a form or a command might let through: characters no text has, codes too long, items that were withdrawn."""

import datetime
from uuid import uuid4

import pytest

from ledger.models import Entry
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    RuleViolation,
    amend_item,
    copies_of,
    move_entry,
    record_entry,
    record_many,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import Audience, FactBasis, Precision, Role
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_member, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def keeper():
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=make_dialogue())


@pytest.fixture
def item(keeper):
    return make_item(make_round(keeper.memberships.first().dialogue), keeper)


def test_text_with_a_nul_is_refused_at_its_field_and_nothing_is_written(item, keeper):
    with pytest.raises(RuleViolation) as broken:
        make_entry(item, user=keeper, note="One\x00two")
    assert list(broken.value.fields) == ["note"]
    with pytest.raises(RuleViolation) as broken:
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"next_step": "One\x00two"})
    assert list(broken.value.fields) == ["next_step"]
    assert Entry.objects.filter(item=item).count() == 1


def test_language_of_evidence_that_is_no_code_is_refused(item, keeper):
    with pytest.raises(RuleViolation) as broken:
        make_entry(item, user=keeper, evidence=(EvidenceGiven(title="Law", language="Spanish of Mexico"),))
    assert list(broken.value.fields) == ["evidence"]


def test_withdrawn_item_is_neither_amended_nor_released(item, keeper):
    entry = make_entry(item, user=keeper)
    withdraw_item(user=keeper, item=item, expected_sequence=None, reason="Opened twice")
    with pytest.raises(RuleViolation):
        amend_item(user=keeper, item=item, expected_sequence=None, changes={"next_step": "Ask"})
    with pytest.raises(RuleViolation):
        release_entry(user=keeper, entry=entry, audience=Audience.SHARED, expected_sequence=None)


def test_withdrawn_item_is_nobodys_replacement(item, keeper):
    other = make_item(item.round, keeper)
    withdraw_item(user=keeper, item=other, expected_sequence=None, reason="Opened twice")
    other.refresh_from_db()
    with pytest.raises(RuleViolation) as broken:
        withdraw_item(user=keeper, item=item, expected_sequence=None, reason="Opened twice", see_also=other)
    assert list(broken.value.fields) == ["see_also"]


def test_entry_whose_evidence_lost_its_title_can_still_be_moved(item, keeper):
    entry = make_entry(item, user=keeper, evidence=(EvidenceGiven(title="Letter of a victim"),))
    request = request_redaction(user=keeper, entry=entry, parts=["evidence.0.title"], reason="A name")
    redact_entry(user=make_editor(item.round.dialogue), request=request)
    entry.refresh_from_db()
    there = make_item(item.round, keeper)
    moved = move_entry(
        user=keeper,
        entry=Entry.objects.get(pk=entry.pk),
        to_item=there,
        expected_sequence=None,
        seen_there=None,
        reason="Wrong item",
    )
    assert [one.title for one in moved.evidence.all()] == ["(redacted)"]


def test_moving_twice_by_one_request_moves_once(item, keeper):
    entry, there = make_entry(item, user=keeper), make_item(item.round, keeper)
    request = entry.uuid
    moves = [
        move_entry(
            user=keeper,
            entry=entry,
            to_item=there,
            expected_sequence=None,
            seen_there=None,
            reason="Wrong item",
            request_id=request,
        )
        for _time in range(2)
    ]
    assert moves[0] == moves[1]
    assert there.entries.count() == 2


def test_copies_of_a_text_are_found_where_an_amendment_keeps_it_as_old_value(item, keeper):
    opening = item.entries.get(sequence=1)
    amendment = amend_item(
        user=keeper,
        item=item,
        expected_sequence=None,
        changes={"summary_en": "Without the name."},
        reason="A name",
    )
    make_entry(item, user=keeper, note="Nothing of the kind.")
    copies = copies_of(opening, ["changes.summary_en"])
    assert [(row.entry, row.part) for row in copies] == [(amendment, "changes.summary_en")]


def test_copies_of_a_text_are_found_where_a_move_or_a_batch_wrote_it_too(item, keeper):
    there, aside = make_item(item.round, keeper), make_item(item.round, keeper)
    says = EntryContent(note='Her name: "Jane Roe".')
    here, beside = record_many(user=keeper, targets=[(item, None), (aside, None)], says=says)
    moved = move_entry(
        user=keeper, entry=here, to_item=there, expected_sequence=None, seen_there=None, reason="Wrong item"
    )
    amended = amend_item(user=keeper, item=item, expected_sequence=None, changes={"next_step": says.note})
    everywhere = {here, beside, moved, amended}
    assert {row.entry for row in copies_of(here, ["note"])} == everywhere - {here}
    assert {row.entry for row in copies_of(moved, ["note"])} == {here, amended}
    assert copies_of(amended, ["reason"]) == []


def test_saying_of_an_entry_says_the_same_again(item, keeper):
    entry = make_entry(item, user=keeper, note="Reported.", evidence=(EvidenceGiven(title="Law"),))
    assert EntryContent.of(entry).note == "Reported."
    assert [one.title for one in EntryContent.of(entry).evidence] == ["Law"]


@pytest.mark.parametrize("name", ["kind", "agreed_as", "source", "owner_basis", "priority"])
def test_word_that_the_vocabulary_does_not_have_is_refused(item, keeper, name):
    with pytest.raises(RuleViolation) as refused:
        amend_item(
            user=keeper, item=item, expected_sequence=None, changes={name: "promised"}, reason="A slip."
        )
    assert refused.value.fields[name] == "There is no such word: choose one of those offered."
    assert Entry.objects.filter(item=item).count() == 1


def test_text_longer_than_its_column_is_refused_on_both_databases(item, keeper):
    deadline = {
        "deadline_on": datetime.date(2016, 12, 1),
        "deadline_precision": Precision.DAY,
        "deadline_basis": FactBasis.STATED,
    }
    with pytest.raises(RuleViolation) as refused:
        amend_item(
            user=keeper,
            item=item,
            expected_sequence=None,
            changes=deadline | {"deadline_wording": "x" * 201},
            reason="A slip.",
        )
    assert refused.value.fields == {"deadline_wording": "It is too long: at most 200 characters fit."}


def test_item_is_not_continued_in_a_circle_by_rows_that_are_out_of_date(item, keeper):
    other = make_item(item.round)
    amend_item(
        user=keeper,
        item=item,
        expected_sequence=None,
        changes={"continues": other},
        reason="The same matter.",
    )
    assert item.continues is None  # as it was read before
    with pytest.raises(RuleViolation) as refused:
        amend_item(
            user=keeper,
            item=other,
            expected_sequence=None,
            changes={"continues": item},
            reason="The same matter.",
        )
    assert refused.value.fields == {"continues": "The earlier item already continues this one."}


def test_request_sent_again_as_another_act_is_refused(item, keeper):
    request = uuid4()
    record_entry(
        user=keeper, item=item, expected_sequence=None, says=EntryContent(note="First."), request_id=request
    )
    with pytest.raises(RuleViolation) as refused:
        withdraw_item(
            user=keeper, item=item, expected_sequence=None, reason="Opened in error.", request_id=request
        )
    assert list(refused.value.fields) == ["request_id"]
    item.refresh_from_db()
    assert (item.is_withdrawn, item.last_sequence) == (False, 2)


HALF = "One \ud83d two"


def test_half_a_character_is_refused_at_its_field_and_nothing_is_written(item, keeper):
    def refusal(act, **given):
        with pytest.raises(RuleViolation) as broken:
            act(**{"user": keeper} | given)
        return list(broken.value.fields)

    entry = item.entries.get()
    seen = {"item": item, "expected_sequence": None}
    says = EntryContent(note="Seen.", evidence=(EvidenceGiven(title=HALF),))
    assert refusal(record_entry, **seen, says=EntryContent(note=HALF)) == ["note"]
    assert refusal(record_entry, **seen, says=says) == ["evidence"]
    assert refusal(amend_item, **seen, changes={"next_step": HALF}) == ["next_step"]
    assert refusal(amend_item, **seen, changes={"next_step": "Ask."}, reason=HALF) == ["reason"]
    assert refusal(request_redaction, entry=entry, parts=["changes.summary_en"], reason=HALF) == ["reason"]
    with pytest.raises(RuleViolation) as broken:
        make_item(item.round, keeper, summary_en=HALF)
    assert list(broken.value.fields) == ["summary_en"]
    assert item.entries.count() == 1
