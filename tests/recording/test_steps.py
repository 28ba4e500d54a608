"""Steps of an item: how they are numbered and put in order, what they cannot be, and what becomes of them with it."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from ledger.models import Entry, Item, Round, User
from ledger.models.fields import write_api
from ledger.recording import (
    RuleViolation,
    StaleItem,
    amend_item,
    audit,
    carry_over,
    correct_entry,
    move_step,
    open_item,
    triggers,
    undo_batch,
    withdraw_item,
)
from ledger.vocabulary import Act, Kind, Role, RoundState, Status
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_round,
    make_step,
    make_topic,
)
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def make_seven() -> tuple[Item, User]:
    """The first item of the dialogue's seventh round, and an editor."""
    dialogue = make_dialogue("USMX")
    editor = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    return make_item(make_round(dialogue, number=7), editor, kind=Kind.UNDERTAKEN), editor


def in_order(item: Item) -> list[str]:
    steps = Item.objects.current().filter(part_of=item).order_by("step_order")
    return list(steps.values_list("ref", flat=True))


def refusal(item: Item, user: User, **fields: Any) -> dict[str, str]:
    """What the write API says of a step with these fields; nothing is written."""
    before = Item.objects.count(), Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        make_step(item, user, **fields)
    assert (Item.objects.count(), Entry.objects.count()) == before
    return refused.value.fields


# Opening


def test_step_is_numbered_under_its_item() -> None:
    item, editor = make_seven()
    first, second = make_step(item, editor), make_step(item, editor)
    assert [first.ref, second.ref] == ["USMX-7-01.1", "USMX-7-01.2"]
    assert (first.kind, first.part_of, first.round, first.number, first.step_number) == (
        Kind.STEP,
        item,
        item.round,
        1,
        1,
    )
    assert make_item(item.round, editor).ref == "USMX-7-02"
    assert list(audit()) == []


def test_number_of_a_withdrawn_step_is_not_given_again() -> None:
    item, editor = make_seven()
    first = make_step(item, editor)
    withdraw_item(user=editor, item=first, expected_sequence=1, reason="Opened twice.")
    assert make_step(item, editor).ref == "USMX-7-01.2"


def test_step_is_opened_with_its_words_officer_agency_and_date() -> None:
    item, editor = make_seven()
    agency = make_agency("SRE", item.round.dialogue.parties.all()[0].code)
    day = datetime.date(2027, 3, 31)
    step = make_step(
        item, editor, summary_en="Train judges.", officer=editor, agencies=[agency], target_on=day
    )
    step = Item.objects.get(pk=step.pk)
    assert (step.summary_en, step.officer, list(step.agencies.all()), step.target_on, step.is_followed) == (
        "Train judges.",
        editor,
        [agency],
        day,
        True,
    )
    (entry,) = step.entries.all()
    assert (entry.act, entry.changes["part_of"], entry.changes["step_order"]) == (
        Act.OPEN,
        [None, "USMX-7-01"],
        [None, 1],
    )


def test_opening_of_an_item_says_nothing_of_steps() -> None:
    item, _editor = make_seven()
    (entry,) = item.entries.all()
    assert {"part_of", "step_order"} & entry.changes.keys() == set()


def test_same_request_opens_one_step() -> None:
    item, editor = make_seven()
    request = uuid4()
    first = make_step(item, editor, request_id=request)
    make_step(item, editor)
    assert make_step(item, editor, request_id=request) == first
    assert in_order(item) == ["USMX-7-01.1", "USMX-7-01.2"]
    with pytest.raises(RuleViolation) as refused:
        make_step(item, editor, request_id=request, summary_en="Something else.")
    assert list(refused.value.fields) == ["request_id"]


def test_step_without_words_is_refused() -> None:
    item, editor = make_seven()
    assert list(refusal(item, editor, summary_en=" ")) == ["summary_en"]


def test_step_of_a_step_is_refused() -> None:
    item, editor = make_seven()
    assert list(refusal(make_step(item, editor), editor)) == ["part_of"]


def test_step_of_a_withdrawn_item_is_refused() -> None:
    item, editor = make_seven()
    withdraw_item(user=editor, item=item, expected_sequence=1, reason="Opened twice.")
    assert list(refusal(item, editor)) == ["item"]


def test_what_the_statement_says_is_not_a_steps() -> None:
    item, editor = make_seven()
    earlier = make_item(item.round, editor)
    assert list(refusal(item, editor, topics=[make_topic()])) == ["topics"]
    assert list(refusal(item, editor, owed_by=[make_party("MEX")])) == ["owed_by"]
    assert list(refusal(item, editor, continues=earlier)) == ["continues"]
    assert list(refusal(item, editor, deadline_wording="by March")) == ["deadline_wording"]


def test_officer_of_another_dialogue_is_refused() -> None:
    item, editor = make_seven()
    stranger = make_member(Role.EDITOR, dialogue=make_dialogue("XYZ"))
    assert list(refusal(item, editor, officer=stranger)) == ["officer"]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER])
def test_step_is_opened_by_an_editor_of_its_dialogue_alone(role: Role) -> None:
    item, _editor = make_seven()
    stranger = make_member(Role.EDITOR, dialogue=make_dialogue("XYZ"))
    for user in (make_member(role, dialogue=item.round.dialogue), stranger):
        with pytest.raises(PermissionDenied):
            make_step(item, user)


def test_item_is_not_opened_as_a_step() -> None:
    item, editor = make_seven()
    words = {"summary_en": "Train judges.", "topics": [make_topic()]}
    for fields, says in (({"kind": Kind.STEP}, "kind"), ({"kind": Kind.STEP, "part_of": item}, "part_of")):
        with pytest.raises(RuleViolation) as refused:
            open_item(user=editor, round=item.round, fields=words | fields)
        assert says in refused.value.fields


# What it stays


def amend(item: Item, user: User, **changes: Any) -> Entry:
    return amend_item(user=user, item=item, expected_sequence=None, changes=changes, reason="A mistake.")


def test_step_stays_with_its_item() -> None:
    item, editor = make_seven()
    step, other = make_step(item, editor), make_item(item.round, editor)
    for changes, says in (({"part_of": other}, "part_of"), ({"kind": Kind.DISCUSSED}, "kind")):
        with pytest.raises(RuleViolation) as refused:
            amend(step, editor, **changes)
        assert list(refused.value.fields) == [says]
    with pytest.raises(RuleViolation) as refused:
        amend(other, editor, kind=Kind.STEP)
    assert list(refused.value.fields) == ["kind"]


def test_no_item_continues_a_step() -> None:
    item, editor = make_seven()
    later = make_item(make_round(item.round.dialogue), editor)
    with pytest.raises(RuleViolation) as refused:
        amend(later, editor, continues=make_step(item, editor))
    assert list(refused.value.fields) == ["continues"]


def test_database_refuses_what_is_no_step_of_its_item() -> None:
    item, editor = make_seven()
    step, other = make_step(item, editor), make_item(make_round(item.round.dialogue), editor)
    row = {"kind": Kind.STEP, "is_paraphrase": True, "step_number": 9, "step_order": 9, "ref": "X-1-01.9"}
    stray = [
        Item(round=other.round, number=item.number, part_of=item, **row),
        Item(round=item.round, number=5, part_of=item, **row),
        Item(round=item.round, number=item.number, part_of=step, **row),
    ]
    for made in stray:
        with pytest.raises(IntegrityError), transaction.atomic(), write_api():
            made.save()
    for changes in ({"part_of": other}, {"number": 5}, {"round": other.round}, {"step_number": 4}):
        with pytest.raises(IntegrityError), transaction.atomic(), write_api():
            Item.objects.filter(pk=step.pk).update(**changes)


# Their order


def test_step_changes_places_with_its_neighbour() -> None:
    item, editor = make_seven()
    one, two, three = (make_step(item, editor).ref for _ in range(3))
    move_step(user=editor, step=Item.objects.get(ref=three), up=True, expected_sequence=1)
    assert in_order(item) == [one, three, two]
    move_step(user=editor, step=Item.objects.get(ref=one), up=False, expected_sequence=1)
    assert in_order(item) == [three, one, two]
    assert list(audit()) == []


def test_withdrawn_steps_are_passed_over() -> None:
    item, editor = make_seven()
    one, two, three = (make_step(item, editor) for _ in range(3))
    withdraw_item(user=editor, item=two, expected_sequence=1, reason="Opened twice.")
    move_step(user=editor, step=three, up=True, expected_sequence=1)
    assert in_order(item) == [three.ref, one.ref]
    with pytest.raises(RuleViolation):
        move_step(user=editor, step=two, up=True, expected_sequence=None)


def test_first_step_goes_no_further_up() -> None:
    item, editor = make_seven()
    one, two = make_step(item, editor), make_step(item, editor)
    for step, up in ((one, True), (two, False)):
        with pytest.raises(RuleViolation) as refused:
            move_step(user=editor, step=step, up=up, expected_sequence=1)
        assert list(refused.value.fields) == ["item"]
    with pytest.raises(RuleViolation):
        move_step(user=editor, step=item, up=True, expected_sequence=1)


def test_move_is_sent_twice_and_done_once() -> None:
    item, editor = make_seven()
    steps, request = [make_step(item, editor) for _ in range(3)], uuid4()
    for _time in range(2):
        move_step(user=editor, step=steps[2], up=True, expected_sequence=1, request_id=request)
    assert in_order(item) == [steps[0].ref, steps[2].ref, steps[1].ref]


def test_move_by_who_saw_less_or_may_not_is_refused() -> None:
    item, editor = make_seven()
    make_step(item, editor)
    step = make_step(item, editor)
    make_entry(step, Status.IN_PROGRESS, editor)
    with pytest.raises(StaleItem):
        move_step(user=editor, step=step, up=True, expected_sequence=1)
    with pytest.raises(PermissionDenied):
        move_step(
            user=make_member(Role.RECORDER, dialogue=item.round.dialogue),
            step=step,
            up=True,
            expected_sequence=2,
        )


def test_move_is_undone_as_a_batch() -> None:
    item, editor = make_seven()
    one, two = make_step(item, editor), make_step(item, editor)
    moved = move_step(user=editor, step=two, up=True, expected_sequence=1)
    assert moved.batch is not None
    undo_batch(user=editor, batch=moved.batch, reason="They were right.")
    assert in_order(item) == [one.ref, two.ref]


# With their item


def standing(item: Item) -> dict[str, bool]:
    rows = Item.objects.filter(number=item.number, round=item.round).in_ref_order()
    return {ref: not is_withdrawn for ref, is_withdrawn in rows.values_list("ref", "is_withdrawn")}


def test_steps_are_withdrawn_and_brought_back_with_their_item() -> None:
    item, editor = make_seven()
    gone, kept = make_step(item, editor), make_step(item, editor)
    withdraw_item(user=editor, item=gone, expected_sequence=1, reason="Opened twice.")
    withdrawal = withdraw_item(user=editor, item=item, expected_sequence=1, reason="Not agreed.")
    assert standing(item) == {item.ref: False, gone.ref: False, kept.ref: False}
    correct_entry(
        user=editor, entry=withdrawal, expected_sequence=2, says=None, reason="It was agreed after all."
    )
    assert standing(item) == {item.ref: True, gone.ref: False, kept.ref: True}
    assert list(audit()) == []


def test_step_is_not_brought_back_before_its_item() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    withdraw_item(user=editor, item=item, expected_sequence=1, reason="Not agreed.")
    withdrawal = step.entries.get(act=Act.WITHDRAW)
    with pytest.raises(RuleViolation) as refused:
        correct_entry(user=editor, entry=withdrawal, expected_sequence=None, says=None, reason="It is there.")
    assert list(refused.value.fields) == ["item"]


def test_withdrawal_with_steps_is_undone_as_a_batch() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    withdrawal = withdraw_item(user=editor, item=item, expected_sequence=1, reason="Not agreed.")
    assert withdrawal.batch is not None
    undo_batch(user=editor, batch=withdrawal.batch, reason="It was agreed.")
    assert standing(item) == {item.ref: True, step.ref: True}


def test_step_has_statuses_of_its_own() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    make_entry(step, Status.IN_PROGRESS, editor)
    item.refresh_from_db()
    step.refresh_from_db()
    assert (item.status, step.status) == (Status.UNASSESSED, Status.IN_PROGRESS)


def test_items_are_carried_over_and_steps_stay_with_them() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    planned = Round.objects.create(dialogue=item.round.dialogue, number=8, state=RoundState.PLANNED)
    carry_over(user=editor, round=planned, items=[item])
    with pytest.raises(RuleViolation):
        carry_over(user=editor, round=planned, items=[step])


# The audit


@pytest.mark.parametrize("column", ["step_number", "number"])
def test_step_that_its_item_has_not_counted_is_found(column: str) -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    connection.check_constraints()
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE ledger_item SET {column} = 7 WHERE id = {step.pk}")
    assert f"{step.ref}: it is not where its item counted it" in map(str, audit())


# Two at once


@pytest.mark.django_db(transaction=True)
def test_steps_opened_at_once_have_numbers_of_their_own() -> None:
    item, editor = make_seven()
    opened = at_once([lambda: make_step(item, editor) for _job in range(4)])
    assert sorted(step.ref for step in opened) == [f"USMX-7-01.{number}" for number in range(1, 5)]
    assert sorted(Item.objects.filter(part_of=item).values_list("step_order", flat=True)) == [1, 2, 3, 4]
    assert list(audit()) == []


@pytest.mark.django_db(transaction=True)
def test_step_moved_by_two_at_once_moves_once() -> None:
    item, editor = make_seven()
    first, second, third = (make_step(item, editor) for _number in range(3))

    def move() -> Entry:
        return move_step(user=editor, step=third, up=True, expected_sequence=1)

    moved = at_once([move, move])
    assert sorted(type(outcome).__name__ for outcome in moved) == ["Entry", "StaleItem"]
    assert in_order(item) == [first.ref, third.ref, second.ref]


@pytest.mark.django_db(transaction=True)
def test_item_withdrawn_while_a_step_is_opened_leaves_none_standing() -> None:
    item, editor = make_seven()

    def withdraw() -> Entry:
        return withdraw_item(user=editor, item=item, expected_sequence=1, reason="Not agreed.")

    at_once([withdraw, lambda: make_step(item, editor)])
    assert not any(standing(item).values())


def test_item_is_not_replaced_by_a_step_that_is_withdrawn_with_it() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    with pytest.raises(RuleViolation) as refused:
        withdraw_item(user=editor, item=item, expected_sequence=None, reason="Not agreed.", see_also=step)
    assert set(refused.value.fields) == {"see_also"}
    assert all(standing(item).values())


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_step_is_not_brought_back_while_its_item_is_withdrawn() -> None:
    item, editor = make_seven()
    step = make_step(item, editor)
    withdrawal = withdraw_item(user=editor, item=step, expected_sequence=None, reason="Not needed.")

    def bring_back() -> object:
        try:
            return correct_entry(
                user=editor, entry=withdrawal, expected_sequence=None, says=None, reason="It is."
            )
        except RuleViolation as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            withdraw_item(user=editor, item=item, expected_sequence=None, reason="Not agreed.")
            brought_back = pool.submit(bring_back)
            wait_until_one_waits()
        assert isinstance(brought_back.result(), RuleViolation)
    assert not any(standing(item).values())
