"""Literal numbers of queries, at one item and at three: what grows with a page shows here."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Entry, items_known
from ledger.vocabulary import Audience, Status
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_round, make_topic

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


QUERIES_OF_RECORDING = {"sqlite": 9, "postgresql": 10}
"""Rights; the item, locked; clock, newest stamps and triggers; earlier entries; entry, text, position (twice), item.

PostgreSQL adds the writers' lock.
"""
