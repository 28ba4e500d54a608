"""All that is wrong with an entry is said at once: what cannot be read, and what the write API would refuse besides."""

import datetime
from typing import Any

import pytest
from django.test import Client

from ledger.models import Item
from ledger.recording import EntryContent, RuleViolation, broken_by, record_entry
from ledger.vocabulary import Audience, Basis, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LACKING = {
    "voice": "party",
    "basis": "oral",
    "status": "not_started",
    "proposed_audience": "public",
    "effective_on": "soon",
    "evidence-0-url": "https://example.org",
}


@pytest.fixture
def item() -> Item:
    found = make_item(make_round(make_dialogue("ABC"), number=7))
    make_entry(found, Status.IN_PROGRESS)
    return found


@pytest.fixture
def client(item: Item) -> Client:
    return signed_in(make_member(Role.RECORDER, dialogue=item.round.dialogue))


def answer(client: Client, page: str, **typed: str) -> Any:
    return client.post(page, sent_by(client.get(page).context["form"]) | typed)


def test_what_is_missing_is_said_beside_what_cannot_be_read(client: Client, item: Item) -> None:
    page = answer(client, f"/items/{item.ref}/", **LACKING)
    form = page.context["form"]
    assert set(form.errors) == {
        "effective_on", "speaker", "oral_with", "is_attributable", "proposed_audience",
    }  # fmt: skip
    assert {name: len(errors) for name, errors in form.errors.items()} == dict.fromkeys(form.errors, 1)
    assert form.evidence.forms[0].errors.keys() == {"title"}
    shown = page.content.decode()
    assert 'value="soon"' in shown
    for field in form.errors:
        assert f'href="#id_{field}' in shown
    assert item.entries.count() == 2


def test_a_missing_note_and_a_mistyped_century_are_said_beside_the_rules(item: Item) -> None:
    says = EntryContent(
        status=Status.NOT_STARTED, basis=Basis.QUOTED, effective_on=datetime.date(1907, 6, 16)
    )
    user = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    with pytest.raises(RuleViolation) as refused:
        record_entry(user=user, item=item, expected_sequence=None, says=says)
    assert refused.value.fields.keys() == {"quote", "effective_on"}
    assert dict(refused.value.fields) == broken_by(item, says, Audience.INTERNAL)
    says = EntryContent(status=Status.NOT_STARTED, basis=Basis.QUOTED)
    with pytest.raises(RuleViolation) as refused:
        record_entry(user=user, item=item, expected_sequence=None, says=says)
    assert refused.value.fields.keys() == {"quote", "note"}
    assert dict(refused.value.fields) == broken_by(item, says, Audience.INTERNAL)
    assert broken_by(item, says, Audience.INTERNAL, is_explained=True).keys() == {"quote"}


def test_an_answer_that_could_not_be_read_is_not_asked_about_twice(client: Client, item: Item) -> None:
    form = answer(
        client, f"/items/{item.ref}/", note="x", voice="rumour", basis="guess", status="done"
    ).context["form"]
    assert set(form.errors) == {"voice", "basis"}
    assert len(form.evidence_errors) == 1  # done rests on evidence


def test_a_quick_note_says_all_before_its_item_is_found(client: Client) -> None:
    form = answer(client, "/quick-note/", note="", words="nothing like it", basis="oral").context["form"]
    assert set(form.errors) == {"words", "note", "oral_with", "is_attributable"}


def test_nothing_is_broken_by_what_can_be_recorded(item: Item) -> None:
    says = EntryContent(voice=Voice.RECORD, source="JURIST", note="Reported.")
    assert broken_by(item, says, Audience.INTERNAL) == {}
    assert broken_by(None, says, Audience.INTERNAL) == {}
