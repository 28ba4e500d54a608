"""The pages of a statement that is reviewed again: the ways there, what they show, and what they refuse."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Item, ReviewDraft, Statement
from ledger.recording import withdraw_item
from ledger.vocabulary import Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_member,
    make_passage,
    make_round,
    make_statement,
)
from tests.support.admin_pages import signed_in
from tests.support.drafts import FREE, TEXT, TORTURE, make_topics
from tests.support.rows import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]


@pytest.fixture
def statement() -> Statement:
    make_topics()
    statement = make_statement(make_round(make_dialogue("USMX"), number=3), text=TEXT)
    make_item(statement.round, passage=make_passage(statement, TORTURE))
    return statement


@pytest.fixture
def client(statement: Statement) -> Client:
    return signed_in(make_staff(Role.EDITOR, dialogue=statement.round.dialogue))


def page(statement: Statement) -> str:
    return reverse("ledger:statement-review-again", args=[statement.pk])


def step(client: Client, draft: ReviewDraft, name: str, *key: int, **sent: object) -> int:
    draft.refresh_from_db()
    where = reverse(f"ledger:review-{name}", args=[draft.uuid, *key])
    return client.post(where, {"version": draft.version, **sent}).status_code


def test_round_and_admin_lead_there_for_who_may_open_items(client: Client, statement: Statement) -> None:
    admin = reverse("admin:ledger_statement_change", args=[statement.pk])
    for where in (statement.round.get_absolute_url(), admin):
        assert f'href="{page(statement)}"' in client.get(where).content.decode()
    viewer = signed_in(make_member(Role.VIEWER, dialogue=statement.round.dialogue))
    assert page(statement) not in viewer.get(statement.round.get_absolute_url()).content.decode()
    add = client.get(reverse("admin:ledger_statement_add"))
    assert "Review it again" not in add.content.decode()


def test_what_is_cited_leads_to_its_item_and_the_rest_is_reviewed(
    client: Client, statement: Statement
) -> None:
    shown = client.get(page(statement)).content.decode()
    assert "<b>1</b> item cites this text." in shown
    where = client.post(page(statement))["Location"]
    draft = ReviewDraft.objects.get()
    assert where == draft.get_absolute_url()
    review = client.get(where).content.decode()
    assert f'>{TORTURE}</mark><a href="/items/USMX-3-01/"><sup>USMX-3-01</sup></a>' in review
    assert "Save the facts" not in review
    assert "It is under review" in client.get(page(statement)).content.decode()
    first = draft.proposals[0]
    assert TEXT[first["start"] : first["end"]] == FREE
    assert step(client, draft, "decision", first["key"], decision="accepted") == 302
    assert step(client, draft, "rest") == 302
    assert step(client, draft, "commit") == 302
    assert [item.passage.quote for item in Item.objects.order_by("number") if item.passage] == [TORTURE, FREE]
    told = client.get(page(statement)).content.decode()
    assert "<b>2</b> items cite this text." in told
    assert "Reviewed and written to the ledger by" in told


def test_facts_and_language_of_what_is_in_the_ledger_stay(client: Client, statement: Statement) -> None:
    client.post(page(statement))
    draft = ReviewDraft.objects.get()
    before = draft.facts, draft.version, draft.language
    assert [step(client, draft, name, number=9, language="es") for name in ("facts", "reading")] == [302, 302]
    draft.refresh_from_db()
    assert (draft.facts, draft.version, draft.language) == before


def test_statement_without_text_or_in_another_language_than_it_says(
    client: Client, statement: Statement
) -> None:
    link = Statement.objects.create(round=statement.round, language="en", url="https://example.org/")
    assert client.get(page(link)).status_code == 404
    wrong = make_statement(statement.round, text=TEXT + " So it was.", language="es")
    answer = client.post(page(wrong))
    assert "The text seems to be in another language: English." in answer.content.decode()
    assert not ReviewDraft.objects.exists()


def test_withdrawn_items_are_not_counted_and_reviews_are_of_this_statement_alone(
    client: Client, statement: Statement
) -> None:
    dialogue = statement.round.dialogue
    withdraw_item(
        user=make_editor(dialogue), item=Item.objects.get(), expected_sequence=None, reason="Wrong."
    )
    assert "<b>0</b> items cite this text." in client.get(page(statement)).content.decode()
    other = make_statement(make_round(dialogue, number=4), text=TEXT)
    client.post(page(statement))
    shown = [client.get(page(one)).content.decode() for one in (statement, other)]
    assert ["It is under review" in text for text in shown] == [True, False]
    refused = client.post(page(other)).content.decode()
    assert f"under review as a statement of {statement.round}" in refused
    ReviewDraft.objects.update(state="committed", statement=statement, round=statement.round)
    shown = [client.get(page(one)).content.decode() for one in (statement, other)]
    assert ["Reviewed and written" in text for text in shown] == [True, False]
