"""One act on many items, and its undoing."""

import datetime
from uuid import uuid4

import pytest

from ledger.models import Entry
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    adopt_many,
    amend_many,
    record_many,
    release_entry,
    release_many,
    undo_batch,
)
from ledger.vocabulary import Act, Audience, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_party, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2016, 3, 1)
OTHER_DAY = datetime.date(2016, 4, 1)


@pytest.fixture
def keeper():
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=make_dialogue())


@pytest.fixture
def items(keeper):
    round = make_round(keeper.memberships.first().dialogue)
    return [make_item(round, keeper) for _number in range(3)]


def _targets(items):
    return [(item, item.last_sequence) for item in items]


def _fresh(items, name):
    for item in items:
        item.refresh_from_db()
    return [getattr(item, name) for item in items]


def test_amend_many_shares_a_batch_and_leaves_alone_what_has_the_value(keeper, items):
    items[0].review_on = None
    amend_many(user=keeper, targets=_targets(items[:1]), changes={"review_on": DAY})
    _fresh(items, "review_on")
    amendments = amend_many(user=keeper, targets=_targets(items), changes={"review_on": DAY})
    assert [entry.item_id for entry in amendments] == [items[1].pk, items[2].pk]
    assert len({entry.batch for entry in amendments}) == 1
    assert _fresh(items, "review_on") == [DAY, DAY, DAY]


def test_amend_many_with_one_refused_writes_none(keeper, items):
    amend_many(user=keeper, targets=_targets(items[2:]), changes={"review_on": DAY})
    _fresh(items, "review_on")
    with pytest.raises(RuleViolation) as broken:
        amend_many(user=keeper, targets=_targets(items), changes={"review_on": OTHER_DAY})
    assert broken.value.fields == {"reason": f"{items[2].ref}: Moving a date needs a reason."}
    assert _fresh(items, "review_on") == [None, None, DAY]


def test_record_many_where_one_moved_on_writes_none(keeper, items):
    targets = _targets(items)
    make_entry(items[1], user=keeper)
    with pytest.raises(StaleItem):
        record_many(user=keeper, targets=targets, says=EntryContent(note="Called."))
    assert Entry.objects.filter(act=Act.NOTE).count() == 1


def test_undo_batch_of_statuses_corrects_each(keeper, items):
    entries = record_many(
        user=keeper, targets=_targets(items), says=EntryContent(status=Status.IN_PROGRESS, note="Begun.")
    )
    assert _fresh(items, "status") == [Status.IN_PROGRESS] * 3
    undone = undo_batch(user=keeper, batch=entries[0].batch, reason="Wrong meeting")
    assert {entry.corrects_id for entry in undone} == {entry.pk for entry in entries}
    assert _fresh(items, "status") == [Status.UNASSESSED] * 3


def test_undo_batch_of_amendments_gives_the_values_before(keeper, items):
    amend_many(user=keeper, targets=_targets(items), changes={"review_on": DAY, "officer": keeper})
    _fresh(items, "review_on")
    moved = amend_many(
        user=keeper,
        targets=_targets(items),
        changes={"review_on": OTHER_DAY, "officer": None},
        reason="Later",
    )
    undo_batch(user=keeper, batch=moved[0].batch, reason="Not later")
    assert _fresh(items, "review_on") == [DAY] * 3
    assert _fresh(items, "officer") == [keeper] * 3


def test_undo_batch_amended_again_since_is_refused_whole(keeper, items):
    first = amend_many(user=keeper, targets=_targets(items), changes={"review_on": DAY})
    _fresh(items, "review_on")
    amend_many(user=keeper, targets=_targets(items[:1]), changes={"review_on": OTHER_DAY}, reason="Later")
    with pytest.raises(RuleViolation) as broken:
        undo_batch(user=keeper, batch=first[0].batch, reason="All of it")
    assert list(broken.value.fields) == ["review_on"]
    assert _fresh(items, "review_on") == [OTHER_DAY, DAY, DAY]


def test_release_many_of_one_item_and_undo_gives_the_audiences_before(keeper, items):
    shared, internal = make_entry(items[0], user=keeper), make_entry(items[0], user=keeper)
    release_entry(user=keeper, entry=shared, audience=Audience.SHARED, expected_sequence=None)
    items[0].refresh_from_db()
    seen = items[0].last_sequence
    released = release_many(
        user=keeper, entries=[(shared, seen), (internal, seen)], audience=Audience.PUBLIC, reason="Cleared"
    )
    visible = Entry.objects.visible_to(Audience.PUBLIC)
    assert set(visible.values_list("pk", flat=True)) == {shared.pk, internal.pk}
    undo_batch(user=keeper, batch=released[0].batch, reason="Not cleared")
    visible = Entry.objects.visible_to(Audience.SHARED, dialogue=items[0].round.dialogue)
    assert set(visible.values_list("pk", flat=True)) == {shared.pk}
    assert not Entry.objects.visible_to(Audience.PUBLIC).exists()


def test_adopt_many_writes_each_in_one_batch_and_is_undone_as_one(keeper, items):
    mexico = make_party("MEX")
    theirs = [
        make_entry(items[0], Status.STALLED, keeper, voice=Voice.RECORD, source="CNDH", about=about)
        for about in (None, mexico)
    ]
    theirs.append(make_entry(items[1], Status.IN_PROGRESS, keeper, voice=Voice.PARTY, speaker=mexico))
    _fresh(items, "status")
    seen = {item.pk: item.last_sequence for item in items}
    batch, undoing = uuid4(), uuid4()
    ours = adopt_many(user=keeper, entries=[(entry, seen[entry.item_id]) for entry in theirs], batch=batch)
    assert [(entry.answers_id, entry.batch) for entry in ours] == [(entry.pk, batch) for entry in theirs]
    assert _fresh(items, "status") == [Status.STALLED, Status.IN_PROGRESS, Status.UNASSESSED]
    undone = undo_batch(user=keeper, batch=batch, reason="Too early", undoing=undoing)
    assert {entry.batch for entry in undone} == {undoing}
    assert _fresh(items, "status") == [Status.UNASSESSED] * 3


def test_adopt_many_where_one_is_no_status_of_another_writes_none(keeper, items):
    theirs = make_entry(items[0], Status.STALLED, keeper, voice=Voice.RECORD, source="CNDH")
    ours = make_entry(items[1], Status.STALLED, keeper)
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as broken:
        adopt_many(user=keeper, entries=[(theirs, None), (ours, None)])
    only = "Only a status of a party or of the record can be adopted."
    assert broken.value.fields == {"entry": f"{items[1].ref}: {only}"}
    assert Entry.objects.count() == before
