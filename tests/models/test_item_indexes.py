"""Lists and counts of the workspace that PostgreSQL finds by an index, however many items there are."""

import datetime

import pytest
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.test.utils import CaptureQueriesContext

from ledger.models import Item
from ledger.models.capped_counts import capped_counts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def only_indexes() -> None:
    """Let PostgreSQL read a table from end to end only where nothing else is left."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans by itself")
    set_off("SET LOCAL enable_seqscan = off", "SET LOCAL enable_sort = off")


def set_off(*ways: str) -> None:
    """Keep PostgreSQL from ways that it takes of so few rows, and not of many."""
    with connection.cursor() as cursor:
        cursor.execute("; ".join(ways))


def plan_of(rows: QuerySet[Item] | QuerySet[Item, tuple[object, ...]]) -> str:
    return rows.explain()


def test_overdue_items_are_found_by_their_dates() -> None:
    set_off("DROP INDEX item_followed_open")
    plan = plan_of(Item.objects.overdue(DAY))
    assert ("item_open_target" in plan, "item_open_deadline" in plan) == (True, True)


def test_items_that_differ_come_in_the_order_of_an_index() -> None:
    rows = Item.objects.live().differing().order_by(F("status_on").desc(nulls_last=True), "-pk")
    plan = plan_of(rows[:6])
    assert ("on ledger_item" in plan, "using item_differing" in plan, "Sort" in plan) == (True, True, False)


def test_spread_of_statuses_reads_no_row_of_an_item() -> None:
    set_off("SET LOCAL enable_bitmapscan = off")
    rows = Item.objects.heads().without_steps().order_by().values_list("kind", "agreed_as", "newest_status")
    plan = plan_of(rows.annotate(Count("pk")))
    assert "Index Only Scan using item_live_spread" in plan
    assert "Index Only Scan using item_live_continues" in plan


def test_counts_ask_of_each_counted_item_alone_whether_it_is_continued() -> None:
    with CaptureQueriesContext(connection) as queries:
        capped_counts([Item.objects.differing()], 1000)
    [query] = queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("SubPlan" in plan, "hashed" in plan) == (True, False)
