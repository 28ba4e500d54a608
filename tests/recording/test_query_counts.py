"""Literal numbers of queries, at one item and at three: what grows with a page shows here."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Entry, items_known
from ledger.recording import (
    EntryContent,
    adopt_many,
    amend_many,
    audit,
    record_many,
    release_many,
    undo_batch,
)
from ledger.vocabulary import Audience, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2099, 1, 1)
LATER = datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture
def items():
    round = make_round(make_dialogue())
    editor, topic = make_editor(round.dialogue), make_topic()
    items = [make_item(round, editor, topics=[topic]) for _ in range(3)]
    for item in items:
        make_entry(item, Status.IN_PROGRESS, editor)
        make_entry(item, None, editor)
    return items


@pytest.mark.parametrize("count", [1, 3])
def test_as_of_one_query(items, count, django_assert_num_queries):
    entries, dialogue = Entry.objects.filter(item__in=items[:count]), items[0].round.dialogue
    for audience in Audience:
        with django_assert_num_queries(1):
            list(entries.as_of(DAY, LATER, audience, dialogue=dialogue))


@pytest.mark.parametrize("count", [1, 3])
def test_saying_with_texts_three_queries(items, count, django_assert_num_queries):
    entries = Entry.objects.filter(item__in=items[:count])
    with django_assert_num_queries(3):
        assert [entry.note for entry in entries.saying(DAY).with_texts()] == ["Reported."] * 2 * count


@pytest.mark.parametrize("count", [1, 3])
def test_items_known_two_queries(items, count, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(items_known(items[:count], LATER)) == count


def queries_of_recording(items) -> int:
    editor = make_editor(items[0].round.dialogue)
    with CaptureQueriesContext(connection) as captured:
        make_entry(items[0], Status.IN_PROGRESS, editor)
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def test_record_entry_queries_do_not_grow_with_the_history(items):
    """The same number for an item's third entry and for its ninth."""
    first = queries_of_recording(items)
    for _ in range(4):
        make_entry(items[0], None)
    assert [first, queries_of_recording(items)] == [QUERIES_OF_RECORDING[connection.vendor]] * 2


QUERIES_OF_RECORDING = {"sqlite": 10, "postgresql": 11}
"""Rights; the item, locked; clock, newest stamps and triggers; earlier entries; entry, text, position (twice), item;
the webhooks that are told.

PostgreSQL adds the writers' lock.
"""


# --- Acts on many items


def record_status(user, items) -> list[Entry]:
    targets = [(item, item.last_sequence) for item in items]
    return record_many(user=user, targets=targets, says=EntryContent(status=Status.STALLED, note="No."))


def record_without_a_note(user, items) -> list[Entry]:
    targets = [(item, item.last_sequence) for item in items]
    return record_many(user=user, targets=targets, says=EntryContent(status=Status.SUBSTANTIAL))


def reassign(user, items) -> list[Entry]:
    return amend_many(
        user=user, targets=[(item, item.last_sequence) for item in items], changes={"officer": user}
    )


def release_openings(user, items) -> list[Entry]:
    openings = Entry.objects.filter(item__in=items, sequence=1).select_related("item")
    entries = [(entry, entry.item.last_sequence) for entry in openings]
    return release_many(user=user, entries=entries, audience=Audience.PUBLIC)


def adopt_theirs(user, items) -> list[Entry]:
    theirs = Entry.objects.filter(item__in=items, voice=Voice.RECORD).select_related("item__round__dialogue")
    return adopt_many(user=user, entries=[(entry, entry.item.last_sequence) for entry in theirs], note="So.")


@pytest.mark.parametrize(
    ("act", "sqlite", "undone"),
    [
        (record_status, 12, 17),
        (record_without_a_note, 12, 17),
        (reassign, 18, 18),
        (release_openings, 14, 18),
        (adopt_theirs, 16, 17),
    ],
)
def test_batch_asks_as_much_for_nine_items_as_for_three(act, sqlite, undone):
    """Also where items differ: some stand somewhere already, on another day, some have voices that differ."""
    asked = []
    for count in (3, 9):
        user = make_member(Role.EDITOR, Role.RELEASER, dialogue=make_dialogue())
        items = [make_item(make_round(user.memberships.first().dialogue), user) for _ in range(count)]
        for place, item in enumerate(items):
            if place % 3 != 2 or act is adopt_theirs:
                make_entry(item, Status.STALLED, user, voice=Voice.RECORD, source="CNDH")
            if place % 3:
                make_entry(item, Status.IN_PROGRESS, user, effective_on=datetime.date(2017, 1, 1 + place % 2))
            item.refresh_from_db()
        with CaptureQueriesContext(connection) as captured:
            entries = act(user, items)
        with CaptureQueriesContext(connection) as undoing:
            undo_batch(user=user, batch=entries[0].batch, reason="A mistake.")
        assert len(entries) == count
        asked.append([counted(captured), counted(undoing)])
        assert list(audit()) == []
    lock = connection.vendor == "postgresql"
    assert asked == [[sqlite + lock, undone + lock]] * 2


def counted(captured: CaptureQueriesContext) -> int:
    return sum("SAVEPOINT" not in query["sql"] for query in captured)
