"""Lists and counts of the workspace that PostgreSQL finds by an index, however many items there are."""

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from ledger.models import Item
from ledger.models.capped_counts import capped_counts

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def only_indexes() -> None:
    """Let PostgreSQL read a table from end to end only where nothing else is left."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite plans by itself")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")


def plan_of(rows: QuerySet[Item]) -> str:
    return rows.explain()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("item_open_target", "(target_on)"),
        ("item_open_deadline", "(deadline_on)"),
        ("item_live_continues", "(continues_id)"),
        ("item_live_spread", "(round_id, kind, agreed_as, newest_status, id)"),
    ],
)
def test_counts_have_their_indexes(name: str, columns: str) -> None:
    """Which of them so few rows are read by depends on what PostgreSQL knows of the table at the time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        [(definition,)] = cursor.fetchall()
    assert f"ON public.ledger_item USING btree {columns} WHERE" in definition


def test_items_that_differ_come_in_the_order_of_an_index() -> None:
    rows = Item.objects.live().differing().order_by(F("status_on").desc(nulls_last=True), "-pk")
    plan = plan_of(rows[:6])
    assert ("on ledger_item" in plan, "using item_differing" in plan, "Sort" in plan) == (True, True, False)


def test_counts_ask_of_each_counted_item_alone_whether_it_is_continued() -> None:
    with CaptureQueriesContext(connection) as queries:
        capped_counts([Item.objects.differing()], 1000)
    [query] = queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {query['sql']}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert ("SubPlan" in plan, "hashed" in plan) == (True, False)
