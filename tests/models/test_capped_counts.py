"""Counts of several lists in one query, up to a cap."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, Entry, Item
from ledger.models.capped_counts import CappedCount, capped_counts
from tests.makers import make_dialogue, make_item, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    """Three items of a round, all followed, and one of the next that continues the first."""
    dialogue = make_dialogue("ABC")
    earlier, later = make_round(dialogue), make_round(dialogue)
    first = make_item(earlier, is_followed=True)
    make_item(earlier, is_followed=True)
    make_item(earlier, is_followed=True)
    make_item(later, is_followed=True, continues=first)
    return dialogue


def test_each_list_is_counted_in_its_place(dialogue: Dialogue) -> None:
    items, entries = Item.objects.all(), Entry.objects.all()
    wanted = [items.none(), items, entries, items.filter(is_followed=False), items.filter(continues=None)]

    with CaptureQueriesContext(connection) as queries:
        counts = capped_counts(wanted, 1000)

    assert counts == [
        CappedCount(0),
        CappedCount(rows=4, matters=3),
        CappedCount(rows=4),
        CappedCount(0),
        CappedCount(rows=3, matters=2),
    ]
    assert [(count.rows, count.matters) for count in counts] == [
        (rows.count(), rows.heads().count() if rows.model is Item else 0) for rows in wanted
    ]
    assert len(queries) == 1


def test_count_ends_one_past_the_cap(dialogue: Dialogue) -> None:
    assert [
        count.rows for count in capped_counts([Item.objects.all(), Item.objects.order_by("-ref")], 2)
    ] == [3, 3]
    assert capped_counts([Item.objects.all()], 4) == [CappedCount(rows=4, matters=3)]


def test_nothing_is_asked_for_no_lists(dialogue: Dialogue) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert capped_counts([], 5) == []
        assert capped_counts([Item.objects.none()], 5) == [CappedCount(0)]

    assert list(queries) == []
