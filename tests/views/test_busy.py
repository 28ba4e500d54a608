"""A request that waited too long for the database: a page says so, and what was typed is sent again by its button."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from ledger.accounts.sessions import NOTICED, SEEN
from ledger.models import AgendaPoint, Entry, Item
from ledger.views.busy import BusyMiddleware
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_user
from tests.support.acting import last, sent_by
from tests.support.admin_pages import signed_in
from tests.support.every_form import forms_on

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

WORDS = "Ana called: the “register” is late <again>."


@pytest.fixture
def item() -> Item:
    return make_item(make_round(make_dialogue("BY")))


@contextmanager
def impatient(setting: str = "lock_timeout") -> Iterator[None]:
    """This thread's connection gives up after 200 ms."""
    with connection.cursor() as cursor:
        is_postgres = connection.vendor == "postgresql"
        cursor.execute(f"SET {setting} = '200ms'" if is_postgres else "PRAGMA busy_timeout = 200")
        yield
        cursor.execute(f"RESET {setting}" if is_postgres else "PRAGMA busy_timeout = 20000")


@contextmanager
def locked(statement: str) -> Iterator[None]:
    """Another connection holds what the statement locks; on SQLite a transaction of a writer holds the whole ledger."""
    held, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute(statement)
                held.set()
                go_on.wait(30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        assert held.wait(10)
        try:
            yield
        finally:
            go_on.set()
            holding.result()


@pytest.mark.parametrize(
    ("language", "title", "says"),
    [
        ("en", "The ledger is busy", "What you sent was written as a whole or not at all."),
        ("es", "El registro está ocupado", "Lo que envió se escribió por completo o no se escribió."),
    ],
)
def test_note_that_met_a_lock_is_in_the_page_and_recorded_by_its_button(item, language, title, says):
    officer = make_member(Role.RECORDER, dialogue=item.round.dialogue, user=make_user(language=language))
    client, page = signed_in(officer), f"/items/{item.ref}/"
    typed = sent_by(client.get(page).context["form"]) | {"note": WORDS}
    session = client.session
    session[SEEN] -= 2 * NOTICED  # it would be written with the answer
    session.save()
    with locked("SELECT * FROM ledger_item FOR UPDATE"), impatient():
        answer = client.post(page, typed)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode()
    assert title in text
    assert says in text
    assert f'<html lang="{language}">' in text
    assert f"<p>{WORDS}</p>" in unescape(text)
    assert not Entry.objects.filter(author=officer).exists()
    [form] = forms_on(page, text)
    assert (form.method, form.action) == ("post", page)
    assert {name: "".join(form.values[name]) for name in typed} == typed
    assert client.post(form.action, dict(form.values)).status_code == 302
    assert (last(item).note, last(item).author) == (WORDS, officer)


@pytest.mark.postgres_only
def test_page_whose_query_takes_too_long_says_how_to_go_on(item):
    client = signed_in(make_member(Role.EDITOR, dialogue=item.round.dialogue))
    with locked("LOCK TABLE ledger_item"), impatient("statement_timeout"):
        answer = client.get("/items/?kind=discussed")
        part = client.get("/items/?kind=discussed", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "HX-Redirect" not in answer
    text = answer.content.decode()
    assert "The database did not finish this in the time that a page may take." in text
    assert '<a class="button" href="/items/?kind=discussed">Load the page again</a>' in text
    assert (part.status_code, part["HX-Redirect"]) == (503, "/items/?kind=discussed")
    assert client.get("/items/?kind=discussed").status_code == 200


@pytest.mark.postgres_only
def test_admin_page_that_met_a_lock_says_so_too(item):
    client = signed_in(make_user(is_staff=True, is_superuser=True))
    with locked("LOCK TABLE ledger_dialogue"), impatient():
        answer = client.get("/admin/ledger/dialogue/")
    assert answer.status_code == 503
    assert "Somebody else is recording what this needs" in answer.content.decode()


# --- what is repeated, and what is not -----------------------------------------------------------------------


def given_up(code: int = sqlite3.SQLITE_BUSY) -> OperationalError:
    """An error as Django hands on SQLite's."""
    cause = sqlite3.OperationalError("database is locked")
    cause.sqlite_errorcode = code
    error = OperationalError("database is locked")
    error.__cause__ = cause
    return error


def answered(request: HttpRequest, error: Exception) -> HttpResponse | None:
    request.user, request.session = make_user(), Client().session
    return BusyMiddleware(lambda _request: HttpResponse()).process_exception(request, error)


def test_password_is_not_repeated():
    request = RequestFactory().post("/x/", {"password1": "correct horse battery", "name": "Ana Lee"})
    text = answered(request, given_up()).content.decode()
    assert "correct horse" not in text
    assert "Ana Lee" not in text
    assert "written as a whole or not at all" in text


def test_files_must_be_chosen_anew():
    file = SimpleUploadedFile("law.pdf", b"%PDF-1.4")
    with_file, without = (
        answered(RequestFactory().post("/x/", sent), given_up()).content.decode()
        for sent in ({"note": WORDS, "file": file}, {"note": WORDS})
    )
    assert "Files must be chosen anew" in with_file
    assert "Files must be chosen anew" not in without


def test_form_that_names_a_row_removed_meanwhile_is_given_back(item):
    with pytest.raises(IntegrityError) as gone, transaction.atomic():
        AgendaPoint.objects.create(round=item.round, position=1, topic_id=999_999)
    answer = answered(RequestFactory().post("/x/", {"note": WORDS}), gone.value)
    assert "Somebody removed a row that this names" in answer.content.decode()
    assert WORDS in unescape(answer.content.decode())
    assert answered(RequestFactory().post("/x/", {}), IntegrityError("of another kind")) is None


@pytest.mark.parametrize(
    "error", [given_up(sqlite3.SQLITE_CORRUPT), OperationalError("server closed"), ValueError()]
)
def test_other_errors_go_their_way(error):
    assert answered(RequestFactory().get("/x/"), error) is None
