"""Reports opened while others record: nobody waits for the reader, and the report stays what it said."""

import hashlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ledger.models import Entry, Item, User
from ledger.recording import choose_snapshot_moment
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.report_pages import page_of
from tests.support.slow_writers import slow_writer
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

BEHIND = "is not in this report yet"


@pytest.fixture
def items() -> list[Item]:
    round = make_round(make_dialogue("NW"))
    return [make_item(round) for _ in range(4)]


@pytest.fixture
def editor(items: list[Item]) -> User:
    return member(items)


def member(items: list[Item]) -> User:
    return make_member(Role.EDITOR, dialogue=items[0].round.dialogue)


def note_typed(client: Client, item: Item) -> Callable[[], Any]:
    """Open the item's page and type a note; calling what is returned sends it.

    Pages are opened one after the other: a client's ``context`` holds what any thread rendered meanwhile.
    """
    page = f"/items/{item.ref}/"
    typed = sent_by(client.get(page).context["form"]) | {"note": f"Of {item.ref}."}
    return lambda: client.post(page, typed)


def note(client: Client, item: Item) -> Any:
    return note_typed(client, item)()


def file_at(client: Client, known_at: Any) -> str:
    answer = client.get(f"/reports/dialogue/file/csv?dialogue=NW&known_at={known_at:%Y-%m-%dT%H:%M:%S.%fZ}")
    assert answer.status_code == 200, answer.content
    return hashlib.sha256(b"".join(answer)).hexdigest()


@pytest.mark.postgres_only
def test_report_is_opened_and_three_officers_record_while_a_slow_writer_writes(items, editor):
    reader, page = signed_in(member(items)), page_of("dialogue", dialogue="NW")
    officers = [signed_in(member(items)) for _ in range(3)]
    with slow_writer(items[0], editor) as slow:
        jobs = [note_typed(officer, item) for officer, item in zip(officers, items[1:], strict=True)]
        opened, *recorded = at_once([lambda: reader.get(page), *jobs])
        assert (opened.status_code, *[answer.status_code for answer in recorded]) == (200, 302, 302, 302)
        known_at = opened.context["question"].known_at
        assert known_at < slow.stamped
        first = file_at(reader, known_at)
        told = reader.get(page)
        assert BEHIND in told.content.decode()
        assert told.context["question"].known_at == known_at
        assert not slow.go_on.is_set()
    assert file_at(reader, known_at) == first
    again = reader.get(page)
    assert BEHIND not in again.content.decode()
    assert file_at(reader, again.context["question"].known_at) != first
    assert Entry.objects.known_at(again.context["question"].known_at).count() == len(items) + 4


@pytest.mark.postgres_only
def test_officer_who_recorded_meanwhile_finds_it_in_the_report(items, editor):
    officer = member(items)
    client = signed_in(officer)
    with slow_writer(items[0], editor) as slow:
        assert note(client, items[1]).status_code == 302
        threading.Timer(0.3, slow.go_on.set).start()
        opened = client.get(page_of("dialogue", dialogue="NW"))
    own = Entry.objects.get(author=officer)
    assert opened.context["question"].known_at >= own.recorded_at
    assert BEHIND not in opened.content.decode()


@pytest.mark.postgres_only
def test_moment_given_in_the_address_is_taken_as_it_is(items, editor):
    """Of a report opened before: a slow writer is no reason to refuse it, or to say that it is behind."""
    client, known_at = signed_in(editor), choose_snapshot_moment()
    with slow_writer(items[0], member(items)):
        make_entry(items[1], None, member(items))
        opened = client.get(page_of("dialogue", dialogue="NW", known_at=known_at.isoformat()))
        assert opened.context["question"].known_at == known_at
        assert BEHIND not in opened.content.decode()


def test_report_says_the_same_as_of_its_moment_after_others_have_recorded(items, editor):
    reader = signed_in(editor)
    known_at = reader.get(page_of("dialogue", dialogue="NW")).context["question"].known_at
    first = file_at(reader, known_at)
    writers = 3 if connection.vendor == "postgresql" else 1
    answers = at_once([note_typed(signed_in(member(items)), item) for item in items[:writers]])
    assert [answer.status_code for answer in answers] == [302] * writers
    assert file_at(reader, known_at) == first


@pytest.mark.postgres_only
def test_report_that_is_issued_says_that_it_must_wait_and_keeps_what_was_typed(items, editor, monkeypatch):
    monkeypatch.setattr("ledger.recording.writers_lock.WAIT_SECONDS", 0.3)
    client = signed_in(editor)
    typed = {"issue-format": "md", "issue-recipient": "The minister", "issue-note": "For Monday."}
    with slow_writer(items[0], member(items)):
        answer = client.post(page_of("dialogue", dialogue="NW"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Send it again in a minute" in page
    assert 'value="The minister"' in page
    assert client.post(page_of("dialogue", dialogue="NW"), typed).status_code == 302
