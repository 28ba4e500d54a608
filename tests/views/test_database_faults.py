"""A database that is away, read-only or full: each page says which, keeps what was typed, and half writes nothing."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import translation

import manage
from ledger.accounts.sessions import NOTICED, SEEN
from ledger.management.commands.migrate import MIGRATING
from ledger.models import Entry, Item, User
from ledger.presentation.database_faults import FaultKind, fault_of, kind_of
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.every_form import forms_on
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

WORDS = "Ana called: the “register” is late <again>."


@pytest.fixture
def item() -> Item:
    return make_item(make_round(make_dialogue("BY")))


@pytest.fixture
def officer(item: Item) -> User:
    return make_member(Role.RECORDER, dialogue=item.round.dialogue)


@pytest.fixture
def client(officer: User) -> Client:
    client = signed_in(officer)
    client.raise_request_exception = False
    return client


@contextmanager
def set_to(postgresql: str, sqlite: str) -> Iterator[None]:
    """Set something of this thread's connection, which is closed afterwards."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(postgresql if connection.vendor == "postgresql" else sqlite)
        yield
    finally:
        connection.close()


def read_only() -> AbstractContextManager[None]:
    return set_to("SET default_transaction_read_only = on", "PRAGMA query_only = 1")


def cut_off() -> None:
    """End this thread's connection from another, as an administrator or a restart does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()

    def end() -> None:
        with connection.cursor() as other:
            other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    assert at_once([end]) == [None]


def error_of(statement: str) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught, connection.cursor() as cursor:
        cursor.execute(statement)
    return caught.value


# --- pages -----------------------------------------------------------------------------------------------------


def test_note_to_a_read_only_database_is_kept_in_the_page(client, officer, item):
    page = f"/items/{item.ref}/"
    typed = sent_by(client.get(page).context["form"]) | {"note": WORDS}
    with read_only():
        answer = client.post(page, typed)
    text = unescape(answer.content.decode())
    assert answer.status_code == 503
    assert "The ledger takes no changes now" in text
    assert "The database or its disk is read-only: the people who run this ledger must see to it." in text
    assert "Refresh" not in answer
    assert not Entry.objects.filter(author=officer).exists()
    [form] = forms_on(page, text)
    assert {name: "".join(form.values[name]) for name in typed} == typed


def test_session_that_cannot_be_written_is_told_as_the_database_is(client, item):
    session = client.session
    session[SEEN] -= 2 * NOTICED
    session.save()
    with read_only():
        answer = client.get(f"/items/{item.ref}/")
    assert answer.status_code == 503
    assert "read-only" in answer.content.decode()


@pytest.mark.sqlite_only
def test_note_to_a_full_database_is_kept_in_the_page(client, officer, item):
    page = f"/items/{item.ref}/"
    typed = sent_by(client.get(page).context["form"]) | {"note": WORDS + " x" * 20_000}
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    with set_to("", "PRAGMA max_page_count = 1"):  # no fewer than there are
        answer = client.post(page, typed)
    text = unescape(answer.content.decode())
    assert answer.status_code == 503
    assert "The server's disk is full: the people who run this ledger must make room on it." in text
    assert WORDS in text
    assert not Entry.objects.filter(author=officer).exists()


@pytest.mark.postgres_only
def test_page_whose_connection_was_cut_loads_itself_again(client, item):
    page = f"/items/{item.ref}/"
    cut_off()
    answer = client.get(page)
    assert (answer.status_code, answer["Retry-After"], answer["Refresh"]) == (503, "10", "10")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "The ledger's database does not answer" in unescape(answer.content.decode())
    connection.close()
    assert client.get(page).status_code == 200


@pytest.mark.postgres_only
def test_note_that_met_a_cut_connection_is_in_the_page(client, officer, item):
    page = f"/items/{item.ref}/"
    typed = sent_by(client.get(page).context["form"]) | {"note": WORDS}
    cut_off()
    with translation.override(None):
        answer = client.post(page, typed, headers={"Accept-Language": "es"})
    connection.close()
    text = unescape(answer.content.decode())
    assert answer.status_code == 503
    assert "No se puede acceder a la base de datos" in text
    assert f"<p>{WORDS}</p>" in text
    assert "Refresh" not in answer
    [form] = forms_on(page, text)
    assert client.post(form.action, dict(form.values)).status_code == 302
    assert Entry.objects.get(author=officer).note == WORDS


@pytest.mark.postgres_only
def test_what_another_site_posts_is_not_offered_as_our_own_form(officer, item):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(officer)
    cut_off()
    answer = client.post(f"/items/{item.ref}/", {"note": WORDS})
    connection.close()
    assert answer.status_code == 503
    assert "Ana called" not in answer.content.decode()


@pytest.mark.postgres_only
def test_program_that_met_a_cut_connection_is_told_as_a_problem(client):
    cut_off()
    answer = client.get("/api/v1/items/")
    connection.close()
    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert answer.json()["detail"].startswith("The ledger's database does not answer")


@pytest.mark.postgres_only
def test_server_whose_connection_was_cut_lives_and_is_not_ready():
    cut_off()
    ready, lives = Client().get("/readyz"), Client().get("/healthz")
    connection.close()
    assert (ready.status_code, lives.status_code) == (503, 200)
    assert ready.content.decode().startswith("The ledger's database does not answer: if it lasts, ")
    assert Client().get("/readyz").content == b"ok\n"


# --- errors, and what commands say of them ----------------------------------------------------------------------


@pytest.mark.postgres_only
@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", FaultKind.DISK_FULL),
        ("08006", FaultKind.AWAY),
        ("57P03", FaultKind.AWAY),
        ("25006", FaultKind.READ_ONLY),
        ("22012", None),
    ],
)
def test_error_of_postgresql_is_known_by_its_code(code, kind):
    assert kind_of(error_of(f"DO $$ BEGIN RAISE SQLSTATE '{code}'; END $$")) is kind


def test_disk_of_kept_files_that_is_full_is_known():
    with (
        pytest.raises(OSError, match="No space left") as full,
        Path("/dev/full").open("wb", buffering=0) as file,
    ):
        file.write(b"x")
    assert fault_of(full.value).kind is FaultKind.DISK_FULL
    assert fault_of(FileNotFoundError(2, "none")) is None
    assert manage.why_not_now(full.value, "seed") == (
        "the disk is full ([Errno 28] No space left on device): make room on it, then run this again."
    )


def test_command_on_a_read_only_database_says_what_to_do():
    with read_only():
        says = manage.why_not_now(error_of("DELETE FROM ledger_cache"), "seed")
    assert says.startswith("the database or its disk is read-only (")
    assert "see that LEDGER_DATABASE_URL names a server that takes changes" in says


def test_loser_of_two_migrations_is_not_told_to_migrate():
    says = manage.why_not_now(error_of("CREATE TABLE ledger_entry (id integer)"), "migrate")
    assert says.startswith("another `migrate` seems to be at work here (")


@pytest.mark.postgres_only
def test_migrate_waits_for_another():
    said, waits = StringIO(), threading.Event()
    said.write = lambda text: waits.set() if "Another migrate is at work" in text else None
    with connection.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        second = pool.submit(lambda: (call_command("migrate", stdout=said), connection.close()))
        assert waits.wait(30)
        assert not second.done()
        cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
        assert second.result(60) == (None, None)
