"""The probes `/healthz` and `/readyz`: for anybody, by any address, without a cookie; `/readyz` says what is wrong."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.support.people import make_people
from tests.support.rows import Everything

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def migrations():
    return MigrationRecorder(connection).migration_qs


def asked(page: str = "/readyz", **headers: str) -> tuple[int, str]:
    answer = Client().get(page, headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(("page", "queries"), [("/healthz", 0), ("/readyz", 2)])
def test_probe_by_a_bare_address_is_answered_without_cookie(
    page, queries, settings, django_assert_num_queries
):
    settings.SECURE_SSL_REDIRECT = True
    with django_assert_num_queries(queries):
        answer = Client().get(page, headers={"Host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer.cookies == {}
    assert sorted(answer.headers) == ["Cache-Control", "Content-Type"]


@pytest.mark.parametrize("page", ["/healthz", "/readyz"])
def test_probe_for_everybody(page: str, everything: Everything) -> None:
    for user in make_people(everything).values():
        client = Client()
        if user:
            client.force_login(user)
        assert [client.get(page).status_code, client.post(page).status_code] == [200, 405]


def test_database_of_an_older_version_is_not_ready(migrations):
    assert asked() == (200, "ok\n")
    migrations.filter(app="ledger").latest("pk").delete()
    assert asked() == (503, "The database is not of this version of the ledger: run migrate.\n")
    assert asked(Accept_Language="es")[1].startswith("La base de datos no es de esta versión del registro")
    assert asked("/healthz") == (200, "ok\n")


def test_database_that_is_not_set_up_is_not_ready(migrations):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO elsewhere")
    assert asked() == (503, "The database is not of this version of the ledger: run migrate.\n")


def test_read_only_database_is_not_ready():
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:  # of the test's own transaction alone
        cursor.execute("SET LOCAL transaction_read_only = on" if is_postgres else "PRAGMA query_only = 1")
        status, says = asked()
        cursor.execute("SELECT 1" if is_postgres else "PRAGMA query_only = 0")
    assert (status, says) == (
        503,
        "The database or its disk is read-only: the people who run this ledger must see to it.\n",
    )


def test_disk_with_less_room_than_the_largest_upload_is_full(settings):
    settings.LEDGER_MAX_UPLOAD_MB = 1 << 40
    assert asked() == (
        503,
        "The server's disk is full: the people who run this ledger must make room on it.\n",
    )
