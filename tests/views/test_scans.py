"""No hot page lets PostgreSQL read items or entries from end to end.

EXPLAIN (ANALYZE) tells how many rows each node of a plan read, those that a filter then dropped among them. Plans are
the planner's own, after ANALYZE, on as many rows as let it choose: with `enable_seqscan=off` an index that is read from
its first line to its last would pass, and plans would be looked at that no server makes.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ledger.models import Item, User
from ledger.recording.volume import fill

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_only]

ITEMS, ENTRIES, IN_A_ROUND = 4_000, 3, 20
MOST_OF_A_TABLE = 0.5
"""A page that reads so much of a table at a time reads all of it when the ledger grows."""
WHOLE = {"ledger_item": ITEMS, "ledger_entry": ITEMS * ENTRIES}
PAGES = {
    "workspace": "/",
    "list": "/items/",
    "filtered list": "/items/?topic=volume-3&status=in_progress",
    "deep page": "/items/?after=VOLUME-20-05",
    "last page": "/items/?before=end",
    "item": "/items/VOLUME-100-05/",
    "topic": "/topics/volume-3/",
    "topics": "/topics/",
    "round": "/rounds/VOLUME/100/",
    "search, a rare word": "/items/?q=thousandth",
    "search, a common word": "/items/?q=tort",
}
KNOWN = {
    "workspace": "its figures count all followed items: overdue, stale, differing, mine, and each kind's statuses",
    "filtered list": "a status in any voice is asked of the positions of a twentieth of all items",
    "topic": "all items of the topic are counted by round, and one of these holds a twentieth of all items here",
}
"""Pages that may read a table from end to end, and why. Take out what no longer does."""


def read_by(plan: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Tables and how many rows of each a node of the plan read, over all its turns and whether it kept them or not."""
    table = plan.get("Relation Name")
    if table in WHOLE:
        dropped = sum(value for name, value in plan.items() if name.startswith("Rows Removed by"))
        yield table, (plan["Actual Rows"] + dropped) * plan["Actual Loops"]
    for part in plan.get("Plans", []):
        yield from read_by(part)


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The SELECT statements that are asked, each with its parameters."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip(" (").startswith(("SELECT", "WITH")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def scans(asked: list[tuple[str, Any]]) -> list[str]:
    """What of the statements read a table from end to end: the table, how much of it, and the statement."""
    found = []
    for sql, params in asked:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            row = cursor.fetchone()[0]
        plan = (json.loads(row) if isinstance(row, str) else row)[0]["Plan"]
        for table, count in read_by(plan):
            if count > MOST_OF_A_TABLE * WHOLE[table]:
                found.append(f"{count:.0f} of {WHOLE[table]} rows of {table}: {sql % tuple(params or ())}")
    return found


@pytest.fixture
def officer(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser of the officer of many made-up items in 200 rounds, whose statistics PostgreSQL has."""
    monkeypatch.setattr("ledger.recording.volume.ROUND_ITEMS", IN_A_ROUND)
    fill(ITEMS, entries=ENTRIES)
    with connection.cursor() as cursor:
        # As VACUUM does, which no transaction may: an index of words with many lines pending is costly to read.
        cursor.execute(
            "SELECT gin_clean_pending_list(pg_class.oid) FROM pg_class JOIN pg_am ON pg_am.oid = relam"
            " WHERE amname = 'gin' AND relkind = 'i'"
        )
        cursor.execute("ANALYZE")
    client = Client()
    client.force_login(User.objects.get(username="volume"))
    return client


def test_no_hot_page_reads_a_table_from_end_to_end(officer: Client) -> None:
    found = {}
    for name, address in PAGES.items():
        officer.get(address)  # what is read once per process
        with statements() as asked:
            assert officer.get(address).status_code == 200, name
        assert len(asked) > 2, name
        if reads := scans(asked):
            found[name] = reads
    for name, reads in found.items():
        print(name, *reads, sep="\n  ")
    assert found.keys() <= KNOWN.keys()


def test_scan_is_found(officer: Client) -> None:
    """A whole table is found, by a filter that drops its rows as by an index; a part of one is not."""
    with statements() as asked:
        assert not list(Item.objects.filter(summary_en__contains="no such word at all").values_list("pk"))
        assert len(Item.objects.order_by("pk").values_list("pk")) == ITEMS
        assert Item.objects.filter(round__number=100).count() == IN_A_ROUND
    assert [line.split(":")[0] for line in scans(asked)] == [f"{ITEMS} of {ITEMS} rows of ledger_item"] * 2
