"""Each LEDGER_* variable: what its text becomes, and the one line that refuses it."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.utils import ConnectionHandler

from config import environment
from tests.support.children import postgresql_url


@pytest.mark.parametrize(("text", "value"), [("1", True), ("0", False), ("", False)])
def test_switch_takes_one_and_zero(text: str, value: bool) -> None:
    assert environment.switch("LEDGER_DEBUG", text) is value


@pytest.mark.parametrize("text", ["true", "false", "yes", "2"])
def test_switch_refuses_other_words(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"LEDGER_DEBUG is '{text}': it takes 1 or 0."):
        environment.switch("LEDGER_DEBUG", text)


@pytest.mark.parametrize("text", ["0", "-1", "four", "1.5", "²"])
def test_whole_number_refuses_what_is_no_count(text: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match="LEDGER_THREADS is .* it takes a whole number, 1 or more."
    ):
        environment.whole_number("LEDGER_THREADS", text)


def test_time_zone_is_kept_as_written() -> None:
    assert environment.time_zone("LEDGER_TIME_ZONE", "America/Mexico_City") == "America/Mexico_City"


@pytest.mark.parametrize("text", ["Mexico City", "America/Nowhere", "../UTC", "/etc/localtime", "America"])
def test_time_zone_refuses_what_is_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEDGER_TIME_ZONE is .* it takes an IANA time zone"):
        environment.time_zone("LEDGER_TIME_ZONE", text)


@pytest.mark.parametrize(
    ("text", "origin", "hosts", "is_https"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000", list(environment.LOOPBACK), False),
        ("http://localhost/", "http://localhost", list(environment.LOOPBACK), False),
        ("https://ledger.example.org", "https://ledger.example.org", ["ledger.example.org"], True),
        ("https://Ledger.example.org:8443/", "https://ledger.example.org:8443", ["ledger.example.org"], True),
        ("http://[2001:db8::1]:80", "http://[2001:db8::1]:80", ["[2001:db8::1]"], False),
    ],
)
def test_public_address_gives_origin_hosts_and_scheme(
    text: str, origin: str, hosts: list[str], is_https: bool
) -> None:
    found = environment.public_address("LEDGER_PUBLIC_URL", text)
    assert (found.origin, found.hosts, found.is_https) == (origin, hosts, is_https)


@pytest.mark.parametrize(
    "text",
    [
        "ledger.example.org",
        "ftp://ledger.example.org",
        "https://",
        "https://ledger.example.org/ledger",
        "https://ledger.example.org:port",
        "https://name:word@ledger.example.org",
        "https://[::1",
        "https://*",
        "https://.example.org",
        "https://ledger example.org",
    ],
)
def test_public_address_refuses_other_addresses(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEDGER_PUBLIC_URL is .* it takes http://host"):
        environment.public_address("LEDGER_PUBLIC_URL", text)


def test_secret_key_of_the_variable_comes_first(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("of the file\n")
    found = environment.secret_key("KEY", "of the variable " * 4, key_file=tmp_path / "secret_key", make=True)
    assert found == "of the variable " * 4
    assert (tmp_path / "secret_key").read_text() == "of the file\n"


def test_secret_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    key_file = tmp_path / "var" / "secret_key"
    made = environment.secret_key("KEY", "", key_file=key_file, make=True)
    assert len(made) >= 50
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert environment.secret_key("KEY", "", key_file=key_file, make=True) == made
    assert environment.secret_key("KEY", "", key_file=key_file, make=False) == made
    assert [file.name for file in key_file.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize("text", [None, "", "\n"])
def test_secret_key_missing_or_empty_is_refused(tmp_path: Path, text: str | None) -> None:
    key_file = tmp_path / "secret_key"
    if text is not None:
        key_file.write_text(text)
    with pytest.raises(ImproperlyConfigured, match="There is no secret key: set LEDGER_SECRET_KEY"):
        environment.secret_key("LEDGER_SECRET_KEY", "", key_file=key_file, make=False)


@pytest.mark.parametrize("text", ["short", ""])
def test_secret_key_too_short_to_be_one_is_refused(tmp_path: Path, text: str) -> None:
    key_file = tmp_path / "secret_key"
    key_file.write_text("short\n")
    with pytest.raises(ImproperlyConfigured, match="The secret key of .*(KEY|secret_key) is too short"):
        environment.secret_key("KEY", text, key_file=key_file, make=False)


def test_secret_key_that_cannot_be_read_or_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "directory").mkdir()
    (tmp_path / "bytes").write_bytes(b"\xff")
    places = [tmp_path / "directory", tmp_path / "bytes", tmp_path / "bytes" / "secret_key"]
    for place in places:
        with pytest.raises(ImproperlyConfigured, match="The secret key cannot be kept in"):
            environment.secret_key("KEY", "", key_file=place, make=True)


def test_database_of_sqlite_waits_and_begins_immediate() -> None:
    entry = environment.database("LEDGER_DATABASE_URL", "sqlite:////var/ledger.sqlite3", threads=4)
    assert (entry["ENGINE"], entry["NAME"]) == ("django.db.backends.sqlite3", "/var/ledger.sqlite3")
    assert entry["OPTIONS"] == {
        "init_command": environment.SQLITE_PRAGMAS,
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }


def test_database_of_postgresql_pools_one_connection_a_thread() -> None:
    entry = environment.database("LEDGER_DATABASE_URL", "postgresql://me:word@db:5433/ledger", threads=7)
    assert (entry["ENGINE"], entry["NAME"]) == ("django.db.backends.postgresql", "ledger")
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"], entry["PORT"]) == ("me", "word", "db", 5433)
    assert entry["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 7, "timeout": 5}


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://me@/ledger?host=%2Ftmp%2Fa+folder",
        "postgresql://me:w%40rd@db:5433/ledger?sslmode=require&options=-c+search_path%3Dours",
        "postgresql://me@%2Frun%2Fpostgresql/ledger",
    ],
)
def test_address_of_a_connection_leads_where_its_own_did(text: str) -> None:
    """What tests hand to the processes that they start."""
    entry = environment.database("LEDGER_DATABASE_URL", text, threads=4)
    again = environment.database("LEDGER_DATABASE_URL", postgresql_url(entry), threads=4)
    assert again == entry


@pytest.mark.parametrize("text", ["ledger.sqlite3", "mysql://me@db/ledger", "nothing://", "http://db"])
def test_database_refuses_others_without_repeating_a_password(text: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        environment.database("LEDGER_DATABASE_URL", text, threads=4)
    takes = "LEDGER_DATABASE_URL takes sqlite:///path or postgresql://user:password@host/name."
    assert str(refused.value) == takes


@pytest.mark.parametrize(
    ("text", "host", "port", "user", "tls", "ssl"),
    [
        ("smtp+tls://ledger:p%40ss@mail.example.org", "mail.example.org", 587, "ledger", True, False),
        ("smtps://mail.example.org", "mail.example.org", 465, "", False, True),
        ("smtp://mail.example.org:2525", "mail.example.org", 2525, "", False, False),
    ],
)
def test_mail_server(text: str, host: str, port: int, user: str, tls: bool, ssl: bool) -> None:
    found = environment.mail("M", text)
    names = ("host", "port", "username", "use_tls", "use_ssl")
    assert [found.options[name] for name in names] == [host, port, user, tls, ssl]
    assert (found.is_sent, found.options["password"]) == (True, "p@ss" if user else "")


def test_mail_without_a_server_is_written_and_not_sent() -> None:
    assert environment.mail("M", "") == environment.Mail(
        "django.core.mail.backends.console.EmailBackend", {}, is_sent=False
    )


@pytest.mark.parametrize(
    "text", ["mail.example.org", "imap://mail.example.org", "smtp://", "smtp://a:b@c:port"]
)
def test_mail_server_that_is_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="M takes smtp"):
        environment.mail("M", text)


def test_provider_is_all_or_nothing() -> None:
    given = {"server_url": "https://id.example.org/realm", "client_id": "ledger", "client_secret": "s"}
    assert environment.oidc(server_url="", client_id="", client_secret="", name="") is None
    found = environment.oidc(**given, name="Ministry")
    assert found is not None
    assert (found.origin, found.app["name"]) == ("https://id.example.org", "Ministry")
    with pytest.raises(ImproperlyConfigured, match="go together"):
        environment.oidc(**given | {"client_secret": ""}, name="")
    with pytest.raises(ImproperlyConfigured, match="it takes https"):
        environment.oidc(**given | {"server_url": "http://id.example.org"}, name="")


def test_waiting_is_limited_on_postgresql_alone_and_the_address_goes_before() -> None:
    url = "postgresql://db/ledger?options=-c%20lock_timeout%3D5s"
    found = []
    for text, seconds in (
        (url, (20, 60)),
        ("postgresql://db/ledger", (0, 0)),
        ("sqlite:////l.sqlite3", (20, 60)),
    ):
        entry = environment.database("LEDGER_DATABASE_URL", text, threads=4)
        environment.limit_waiting(entry, lock_seconds=seconds[0], query_seconds=seconds[1])
        found.append(entry["OPTIONS"].get("options"))
    assert found == ["-c lock_timeout=20s -c statement_timeout=60s -c lock_timeout=5s", None, None]


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_connection_that_postgresql_cut_is_not_handed_out_again() -> None:
    entry = environment.database("LEDGER_DATABASE_URL", "postgresql://db/ledger", threads=2)
    there = {**connection.settings_dict, "CONN_HEALTH_CHECKS": entry["CONN_HEALTH_CHECKS"]}
    there["OPTIONS"] = {**connection.settings_dict["OPTIONS"], "pool": entry["OPTIONS"]["pool"]}
    pooled = ConnectionHandler({"default": there})["default"]
    assert isinstance(pooled, DatabaseWrapper)
    try:
        keys = []
        for _time in range(2):
            with pooled.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                keys.append(cursor.fetchone()[0])
            pooled.close()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [keys[-1]])
        assert keys[0] != keys[1]
    finally:
        pooled.close()
        pooled.close_pool()


def test_networks_are_read() -> None:
    found = environment.networks("LEDGER_WEBHOOK_NETWORKS", "10.20.0.0/16, fd12:3456::/32")
    assert [str(network) for network in found] == ["10.20.0.0/16", "fd12:3456::/32"]
    assert environment.networks("LEDGER_WEBHOOK_NETWORKS", "") == []


@pytest.mark.parametrize("text", ["10.20.0.1/16", "private", "10.0.0.0/33", "*"])
def test_networks_refuse_what_is_none(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LEDGER_WEBHOOK_NETWORKS"):
        environment.networks("LEDGER_WEBHOOK_NETWORKS", text)
