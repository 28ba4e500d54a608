"""All positions in a file: the rows of the list, no other's, however many items there are."""

import csv
import datetime
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ledger.api import position_files
from ledger.models import User
from ledger.vocabulary import Audience, Basis, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_party, make_round
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def viewer(monkeypatch: pytest.MonkeyPatch) -> User:
    """Somebody who sees three items, read two at a time, and none of another dialogue's."""
    monkeypatch.setattr(position_files, "ITEMS_AT_A_TIME", 2)
    dialogue = make_dialogue()
    held, mexico = make_round(dialogue), make_party("MEX")
    for note in ("=1+1", "It stands, “still”.\nAnd so on.", ""):
        item = make_item(held)
        make_entry(item, Status.NOT_STARTED, note=note, effective_on=datetime.date(2016, 3, 1))
        make_entry(
            item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=mexico, about=mexico, basis=Basis.READING
        )
    make_entry(make_item(), Status.STALLED, note="Another dialogue's.")
    return make_member(Role.VIEWER, dialogue=dialogue)


def sent(user: User, form: str, **asked: str) -> Any:
    answer = signed_in(user).get(f"/api/v1/positions.{form}", asked, headers={"Accept": "text/csv"})
    assert (answer.status_code, answer.streaming, answer["Cache-Control"]) == (200, True, "private, no-store")
    return b"".join(answer).decode()


@pytest.mark.parametrize("asked", [{}, {"as_of": "2016-04-01"}, {"audience": "public"}])
def test_file_holds_the_rows_of_the_list(viewer: User, asked: dict[str, str]) -> None:
    listed = signed_in(viewer).get("/api/v1/positions/", asked).json()["results"]
    expected = [{**row, **(row["day"] or {})} for row in listed]
    rows = [json.loads(line) for line in sent(viewer, "jsonl", **asked).splitlines()]
    assert rows == [{name: row[name] for name in rows[0]} for row in expected]
    assert len(rows) == {"": 6, "2016-04-01": 3, "public": 0}["".join(asked.values())]
    assert "Another" not in sent(viewer, "jsonl")
    table = list(csv.DictReader(io.StringIO(sent(viewer, "csv", **asked), newline="")))
    texts = [{**row, "note": row["note"].replace("=1", "'=1", 1)} for row in rows]
    assert table == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in texts
    ]


def test_file_is_refused_before_it_begins(viewer: User) -> None:
    client = signed_in(viewer)
    told = [
        client.get(f"/api/v1/positions.{query}").status_code for query in ("pdf", "csv?as_of=x", "csv?size=5")
    ]
    assert told == [404, 422, 422]
    refused = client.get("/api/v1/positions.csv", {"audience": Audience.SHARED})
    assert (refused.status_code, [error["field"] for error in refused.json()["errors"]]) == (
        422,
        ["dialogue"],
    )
    assert Client().get("/api/v1/positions.csv").status_code == 401


@pytest.mark.parametrize(("at_a_time", "queries"), [(500, 10), (2, 14)])
def test_queries_grow_with_blocks_of_items_alone(
    viewer: User,
    at_a_time: int,
    queries: int,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Any,
) -> None:
    monkeypatch.setattr(position_files, "ITEMS_AT_A_TIME", at_a_time)
    client = signed_in(viewer)
    # The moment is chosen within a savepoint on SQLite, and beside writers' marks on PostgreSQL.
    with django_assert_num_queries(queries + (connection.vendor == "sqlite")):
        b"".join(client.get("/api/v1/positions.jsonl"))
