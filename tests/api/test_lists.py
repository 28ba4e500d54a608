"""Lists of the API: queries that do not grow with the rows, pages, filters and what is refused."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from ledger.models import Dialogue, User
from ledger.vocabulary import Role, Status
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_forum,
    make_item,
    make_member,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

QUERIES = {
    # Beside those for the session, the account and its roles, and the stamp of what filters offer.
    "dialogue-list": 2,  # rows, parties
    "round-list": 1,
    "statement-list": 1,
    "topic-list": 2,  # rows; whether one holds a role
    "party-list": 2,  # rows; whether one holds a role
    "agency-list": 2,  # rows; whether one holds a role
    "forum-list": 2,  # rows; whether one holds a role
    "item-list": 3,  # rows, topics, parties
    "entry-list": 3,  # rows, texts, evidence
    "position-list": 8,  # the moment, what is asked, items, which are told of, positions, texts
    "report-list": 0,
    "issued-report-list": 1,
    "seal-list": 1,
    "membership-list": 1,
}
WHO_ASKS = 3
"""Session, account, roles."""


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_rows(dialogue: Dialogue, editor: User, number: int) -> None:
    """Rows of every kind, so many times."""
    for _time in range(number):
        round = make_round(dialogue)
        passage = make_passage(make_statement(round))
        parties = list(dialogue.parties.all())
        item = make_item(
            round,
            editor,
            passage=passage,
            topics=[make_topic()],
            owed_by=parties,
            agencies=[make_agency()],
            forums=[make_forum()],
            officer=editor,
        )
        make_entry(item, Status.IN_PROGRESS, editor, evidence=(make_evidence(), make_evidence()))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_queries_do_not_grow(name: str, number: int, django_assert_num_queries: Any) -> None:
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    make_rows(dialogue, editor, number)
    client = client_of(editor)
    address = reverse(f"api:{name}")
    client.get(address)  # what filters offer is read once
    offers = 1 if name == "item-list" else 0
    # PostgreSQL tells the moment of a question by one query fewer.
    fewer = 1 if name == "position-list" and connection.vendor == "postgresql" else 0
    with django_assert_num_queries(WHO_ASKS + offers + QUERIES[name] - fewer):
        assert client.get(address).status_code == 200


def walk(client: Client, address: str | None) -> list[Any]:
    """The rows of all pages."""
    found = []
    while address:
        page = client.get(address).json()
        found += page["results"]
        address = page["next"]
    return found


def test_pages_follow_each_other_without_a_gap() -> None:
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    make_rows(dialogue, editor, 5)
    client = client_of(editor)
    for name, key in (
        ("item-list", "ref"),
        ("entry-list", "uuid"),
        ("round-list", "number"),
        ("topic-list", "slug"),
    ):
        address = reverse(f"api:{name}")
        whole = [row[key] for row in walk(client, f"{address}?size=200")]
        assert len(whole) >= 5
        assert [row[key] for row in walk(client, f"{address}?size=2")] == whole


def test_position_pages_keep_an_items_positions_together() -> None:
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    make_rows(dialogue, editor, 3)
    client, address = client_of(editor), reverse("api:position-list")
    whole = [row["ref"] for row in walk(client, address)]
    assert len(whole) == 3
    assert [row["ref"] for row in walk(client, f"{address}?size=1")] == whole


def test_items_take_the_filters_and_orders_of_the_workspace() -> None:
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    round = make_round(dialogue)
    done, open_item = make_item(round, editor), make_item(round, editor)
    make_entry(done, Status.DONE, editor, no_evidence_reason="Seen.")
    client, address = client_of(editor), reverse("api:item-list")
    assert [row["ref"] for row in client.get(f"{address}?status=done").json()["results"]] == [done.ref]
    assert [row["ref"] for row in client.get(f"{address}?sort=-ref").json()["results"]] == [
        open_item.ref,
        done.ref,
    ]
    assert client.get(f"{address}?dialogue={make_dialogue().code}").status_code == 422


@pytest.mark.parametrize(
    ("name", "query", "field"),
    [
        ("topic-list", "nothing=1", "nothing"),
        ("topic-list", "size=0", "size"),
        ("topic-list", "size=201", "size"),
        ("topic-list", "size=²", "size"),
        ("entry-list", "after=x", "after"),
        ("entry-list", "after=%00", "after"),
        ("entry-list", "author=x", "author"),
        ("entry-list", "act=%00", "act"),
        ("entry-list", "recorded_since=yesterday", "recorded_since"),
        ("round-list", "after=USMX", "after"),
        ("seal-list", "after=x", "after"),
        ("item-list", "after=USMX-99-99", "after"),
        ("item-list", "nothing=1", ""),
        ("item-list", "status=fine", ""),
        ("position-list", "as_of=2999-01-01", "as_of"),
        ("position-list", "known_at=x", "known_at"),
        ("position-list", "audience=all", "audience"),
        ("position-list", "audience=shared", "dialogue"),
        ("position-list", "dialogue=XXXX", "dialogue"),
        ("position-list", "after=x", "after"),
    ],
)
def test_what_makes_no_sense_is_refused_with_field_and_sentence(name: str, query: str, field: str) -> None:
    client = client_of(make_member(Role.VIEWER, dialogue=make_dialogue()))
    answer = client.get(f"{reverse(f'api:{name}')}?{query}")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], [error["field"] for error in told["errors"]]) == (422, [field])
    assert told["errors"][0]["says"]
