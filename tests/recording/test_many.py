"""One act on many items: all or nothing, one batch, undone as a whole."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import Entry, Item
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    amend_many,
    audience_of,
    record_many,
    release_many,
    undo_batch,
)
from ledger.vocabulary import Act, Audience, Priority, Role, Status
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
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

STALLED = EntryContent(status=Status.STALLED, note="Nothing heard.")


def make_items(count: int) -> list[Item]:
    round = make_round()
    return [make_item(round) for _ in range(count)]


def record(
    items: list[Item], says: EntryContent = STALLED, seen: int | None = 1, **options: Any
) -> list[Entry]:
    user = options.pop("user", None) or make_editor(items[0].round.dialogue)
    return record_many(user=user, targets=[(item, seen) for item in items], says=says, **options)


def statuses(items: list[Item]) -> list[Status]:
    return [Item.objects.get(pk=item.pk).status for item in items]


# Recording


def test_many_are_recorded_in_one_batch_in_the_order_given() -> None:
    items = make_items(3)[::-1]
    entries = record(items)
    assert [entry.item for entry in entries] == items
    assert len({entry.batch for entry in entries}) == 1
    assert entries[0].batch is not None
    assert statuses(items) == [Status.STALLED] * 3


def test_each_of_many_carries_the_evidence() -> None:
    items = make_items(2)
    says = STALLED.but(evidence=(make_evidence(),))
    assert [[one.title for one in entry.evidence.all()] for entry in record(items, says)] == [
        ["Official gazette, 16 June 2017"]
    ] * 2


def test_given_batch_is_kept() -> None:
    batch = uuid4()
    assert {entry.batch for entry in record(make_items(2), batch=batch)} == {batch}


def test_none_is_recorded_where_one_has_moved_on() -> None:
    items = make_items(3)
    make_entry(items[1])
    with pytest.raises(StaleItem) as refused:
        record(items)
    assert refused.value.item == items[1]
    assert [item.entries.count() for item in items] == [1, 2, 1]


def test_none_is_recorded_where_one_breaks_a_rule_and_it_is_named() -> None:
    items = make_items(2)
    make_entry(items[1], Status.SUBSTANTIAL)
    with pytest.raises(RuleViolation) as refused:
        record(items, STALLED.but(note=""), seen=None)
    assert refused.value.fields == {"note": f"{items[1].ref}: A step back needs a note that says why."}
    assert statuses(items) == [Status.UNASSESSED, Status.SUBSTANTIAL]


def test_none_is_recorded_where_one_is_of_a_dialogue_without_the_right() -> None:
    ours, theirs = make_item(), make_item()
    with pytest.raises(PermissionDenied):
        record([ours, theirs], user=make_editor(ours.round.dialogue))
    assert (ours.entries.count(), theirs.entries.count()) == (1, 1)


def test_same_request_records_many_once() -> None:
    items, request = make_items(2), uuid4()
    editor = make_editor(items[0].round.dialogue)
    first = record(items, user=editor, request_id=request)
    assert record(items, user=editor, request_id=request) == first
    assert [item.entries.count() for item in items] == [2, 2]


# Amending


def test_many_are_given_the_same_values() -> None:
    items, officer = make_items(2), None
    editor = make_editor(items[0].round.dialogue)
    officer = make_member(Role.RECORDER, dialogue=items[0].round.dialogue)
    made = amend_many(user=editor, targets=[(item, 1) for item in items], changes={"officer": officer})
    assert [entry.act for entry in made] == [Act.AMEND, Act.AMEND]
    assert {entry.batch for entry in made} == {made[0].batch}
    assert [Item.objects.get(pk=item.pk).officer for item in items] == [officer, officer]


def test_item_that_has_the_values_already_is_left_alone() -> None:
    round = make_round()
    items = [make_item(round), make_item(round, priority=Priority.HIGH)]
    editor = make_editor(round.dialogue)
    made = amend_many(
        user=editor, targets=[(item, None) for item in items], changes={"priority": Priority.HIGH}
    )
    assert [entry.item for entry in made] == [items[0]]


def test_item_that_has_the_rows_in_another_order_is_left_alone() -> None:
    both = [make_party("USA"), make_party("MEX")]
    item = make_item(owed_by=both)
    editor = make_editor(item.round.dialogue)
    assert amend_many(user=editor, targets=[(item, None)], changes={"owed_by": both}, reason="x") == []


def test_item_amended_meanwhile_is_read_afresh() -> None:
    items = make_items(1)
    editor = make_editor(items[0].round.dialogue)
    stale = Item.objects.get(pk=items[0].pk)
    amend_many(user=editor, targets=[(items[0], None)], changes={"priority": Priority.HIGH})
    assert amend_many(user=editor, targets=[(stale, None)], changes={"priority": Priority.HIGH}) == []
    back = amend_many(user=editor, targets=[(stale, None)], changes={"priority": Priority.NORMAL})
    assert [entry.changes for entry in back] == [{"priority": ["high", "normal"]}]


def test_unknown_field_of_many_is_refused() -> None:
    items = make_items(1)
    with pytest.raises(RuleViolation) as refused:
        amend_many(
            user=make_editor(items[0].round.dialogue), targets=[(items[0], 1)], changes={"colour": "green"}
        )
    assert list(refused.value.fields) == ["colour"]


def test_none_is_amended_where_one_breaks_a_rule() -> None:
    round = make_round()
    items = [make_item(round), make_item(round, review_on=datetime.date(2018, 1, 1))]
    editor = make_editor(round.dialogue)
    day = datetime.date(2019, 1, 1)
    with pytest.raises(RuleViolation) as refused:
        amend_many(user=editor, targets=[(item, 1) for item in items], changes={"review_on": day})
    assert refused.value.fields == {"reason": f"{items[1].ref}: Moving a date needs a reason."}
    assert [item.entries.count() for item in items] == [1, 1]


# Releasing


def test_many_are_released_two_of_one_item_too() -> None:
    one, other = make_items(2)
    entries = [make_entry(one), make_entry(one), make_entry(other)]
    seen = {one.pk: 3, other.pk: 2}
    made = release_many(
        user=make_releaser(one.round.dialogue),
        entries=[(entry, seen[entry.item_id]) for entry in entries],
        audience=Audience.PUBLIC,
    )
    assert [audience_of(entry) for entry in entries] == [Audience.PUBLIC] * 3
    assert [entry.releases for entry in made] == entries
    assert {entry.batch for entry in made} == {made[0].batch}


def test_none_is_released_where_one_cannot_be() -> None:
    one, other = make_items(2)
    fine = make_entry(one)
    theirs = make_entry(other)
    releaser = make_releaser(one.round.dialogue)
    release_many(user=releaser, entries=[(theirs, None)], audience=Audience.PUBLIC)
    with pytest.raises(RuleViolation) as refused:
        release_many(user=releaser, entries=[(fine, None), (theirs, None)], audience=Audience.PUBLIC)
    assert list(refused.value.fields) == ["audience"]
    assert refused.value.fields["audience"].startswith(f"{other.ref}: ")
    assert audience_of(fine) is Audience.INTERNAL


# Undoing


def undo(batch: Any, user: Any, reason: str = "Wrong list.") -> list[Entry]:
    return undo_batch(user=user, batch=batch, reason=reason)


def test_recorded_batch_is_undone_by_a_batch_of_corrections() -> None:
    items = make_items(2)
    batch = record(items)[0].batch
    undone = undo(batch, make_editor(items[0].round.dialogue))
    assert {(entry.act, entry.retracts, entry.reason) for entry in undone} == {
        (Act.CORRECT, True, "Wrong list.")
    }
    assert len({entry.batch for entry in undone} | {batch}) == 2
    assert statuses(items) == [Status.UNASSESSED] * 2


def test_amended_batch_is_amended_back() -> None:
    one, another = make_topic(), make_topic()
    item = make_item(topics=[one], review_on=datetime.date(2018, 1, 1))
    editor = make_editor(item.round.dialogue)
    made = amend_many(
        user=editor,
        targets=[(item, 1)],
        changes={"topics": [another], "review_on": None, "next_step": "Call.", "summary_en": "Other words."},
        reason="Sorted anew.",
    )
    undo(made[0].batch, editor)
    row = Item.objects.get(pk=item.pk)
    assert (list(row.topics.all()), row.review_on, row.next_step, row.summary_en) == (
        [one],
        datetime.date(2018, 1, 1),
        "",
        "How to prevent torture.",
    )


def test_released_batch_is_set_back_to_what_it_was() -> None:
    items = make_items(2)
    entries = [make_entry(item) for item in items]
    releaser = make_releaser(items[0].round.dialogue)
    release_many(user=releaser, entries=[(entries[0], None)], audience=Audience.SHARED)
    made = release_many(user=releaser, entries=[(entry, None) for entry in entries], audience=Audience.PUBLIC)
    undo(made[0].batch, releaser)
    assert [audience_of(entry) for entry in entries] == [Audience.SHARED, Audience.INTERNAL]


def test_batch_of_which_something_was_corrected_since_is_not_undone() -> None:
    items = make_items(2)
    editor = make_editor(items[0].round.dialogue)
    entries = record(items)
    undo(record(items[:1], seen=2)[0].batch, editor)
    batch = entries[0].batch
    undo(batch, editor)
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        undo(batch, editor)
    assert list(refused.value.fields) == ["entry"]
    assert Entry.objects.count() == before


def test_amendment_amended_since_is_not_undone() -> None:
    (item,) = make_items(1)
    editor = make_editor(item.round.dialogue)
    made = amend_many(user=editor, targets=[(item, 1)], changes={"priority": Priority.HIGH})
    amend_many(user=editor, targets=[(item, 2)], changes={"priority": Priority.LOW})
    with pytest.raises(RuleViolation) as refused:
        undo(made[0].batch, editor)
    assert list(refused.value.fields) == ["priority"]


def test_undoing_needs_a_reason_where_the_author_is_another() -> None:
    items = make_items(1)
    batch = record(items)[0].batch
    with pytest.raises(RuleViolation) as refused:
        undo(batch, make_editor(items[0].round.dialogue), reason="")
    assert list(refused.value.fields) == ["reason"]


def test_unknown_batch_is_not_undone() -> None:
    with pytest.raises(RuleViolation) as refused:
        undo(uuid4(), make_editor(make_dialogue()))
    assert list(refused.value.fields) == ["batch"]


def test_viewer_undoes_nothing() -> None:
    items = make_items(1)
    batch = record(items)[0].batch
    with pytest.raises(PermissionDenied):
        undo(batch, make_member(Role.VIEWER, dialogue=items[0].round.dialogue))
    assert statuses(items) == [Status.STALLED]
