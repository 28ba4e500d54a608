"""The settings as a process finds them: each test starts one with nothing in its environment but what it names."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.support.children import python

ROOT = Path(__file__).resolve().parents[2]
KEY = "a-key-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz"
HTTPS = "https://ledger.example.org"


def run_python(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent"} | variables
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )


def read_settings(*names: str, **variables: str) -> list[Any]:
    code = f"import json; from config import settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    process = run_python("-c", code, **{"LEDGER_SECRET_KEY": KEY} | variables)
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def test_settings_without_variables_are_for_this_machine_alone() -> None:
    names = ("DEBUG", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE")
    assert read_settings(*names) == [
        False,
        ["127.0.0.1", "localhost", "[::1]"],
        ["http://127.0.0.1:8000"],
        False,
        False,
    ]
    assert read_settings("LEDGER_TIME_ZONE", "TIME_ZONE", "USE_TZ") == ["UTC", "UTC", True]


def test_settings_behind_https_are_strict() -> None:
    names = (
        "ALLOWED_HOSTS",
        "CSRF_TRUSTED_ORIGINS",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
    )
    found = read_settings(*names, LEDGER_PUBLIC_URL=HTTPS)
    assert found == [["ledger.example.org"], [HTTPS], True, 31536000, True, True, True]


def test_forwarded_proto_is_trusted_only_when_asked() -> None:
    code = "from config import settings as s; print(getattr(s, 'SECURE_PROXY_SSL_HEADER', None))"
    asked = {"LEDGER_SECRET_KEY": KEY, "LEDGER_TRUST_FORWARDED_PROTO": "1"}
    assert run_python("-c", code, LEDGER_SECRET_KEY=KEY).stdout == "None\n"
    assert run_python("-c", code, **asked).stdout == "('HTTP_X_FORWARDED_PROTO', 'https')\n"


def test_deployment_check_is_clean_for_an_https_address(tmp_path: Path) -> None:
    process = run_python(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING",
        LEDGER_SECRET_KEY=KEY, LEDGER_PUBLIC_URL=HTTPS, LEDGER_VAR_DIR=str(tmp_path),
        LEDGER_EMAIL_URL="smtp+tls://ledger:secret@mail.example.org",
    )  # fmt: skip
    assert (process.returncode, process.stdout) == (
        0,
        "System check identified no issues (0 silenced).\n",
    ), process.stderr


def test_a_statement_is_read_before_anything_is_set_up(tmp_path: Path) -> None:
    var = tmp_path / "var"
    statement = tmp_path / "statement.txt"
    statement.write_text("Mexico undertook to publish the report by 31 March 2027.\n")
    process = run_python("manage.py", "read_statement", str(statement), LEDGER_VAR_DIR=str(var))
    assert (process.returncode, process.stderr) == (0, "")
    assert "publish the report" in process.stdout
    assert not var.exists()


@pytest.mark.parametrize(
    ("variables", "line"),
    [
        ({}, "There is no secret key: set LEDGER_SECRET_KEY, or run `python3 manage.py quickstart`"),
        ({"LEDGER_SECRET_KEY": KEY, "LEDGER_TIME_ZONE": "Mars/Base"}, "LEDGER_TIME_ZONE is 'Mars/Base'"),
        (
            {"LEDGER_SECRET_KEY": KEY, "LEDGER_PUBLIC_URL": "example.org"},
            "LEDGER_PUBLIC_URL is 'example.org'",
        ),
        ({"LEDGER_SECRET_KEY": KEY, "LEDGER_DEBUG": "yes"}, "LEDGER_DEBUG is 'yes'"),
        ({"LEDGER_SECRET_KEY": KEY, "LEDGER_DATABASE_URL": "mysql://x/y"}, "LEDGER_DATABASE_URL takes"),
    ],
)
def test_wrong_variable_stops_every_command_with_one_line(
    tmp_path: Path, variables: dict[str, str], line: str
) -> None:
    process = run_python("manage.py", "migrate", **{"LEDGER_VAR_DIR": str(tmp_path)} | variables)
    assert (process.returncode, process.stdout) == (1, "")
    assert process.stderr.startswith(f"manage.py: {line}")
    assert len(process.stderr.splitlines()) == 1


@pytest.mark.both_databases
@pytest.mark.django_db
def test_connection_has_what_the_ledger_counts_on() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            found = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "foreign_keys", "secure_delete", "busy_timeout")
            }
        assert found == {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 20000}
        assert connection.transaction_mode == "IMMEDIATE"
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            assert cursor.fetchone() == ("UTF8",)


@pytest.mark.django_db
def test_every_page_carries_the_strict_policy(client: Any) -> None:
    response = client.get("/accounts/login/")
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"


def test_front_page_asks_a_stranger_to_sign_in(client: Any) -> None:
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/")


def test_provider_opens_a_way_in_and_no_other(tmp_path: Path) -> None:
    code = (
        "import django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', 'socialaccount', verbosity=0)\n"
        "from django.test import Client; client = Client(HTTP_HOST='127.0.0.1')\n"
        "page = client.get('/accounts/login/'); print('Sign in with Ministry' in page.content.decode())\n"
        "print(\"form-action 'self' https://id.example.org\" in page['Content-Security-Policy'])\n"
        "from ledger.accounts.oidc import ProviderAdapter; print(ProviderAdapter().is_open_for_signup(None, None))\n"
        "call_command('check', fail_level='WARNING')"
    )
    provider = {"SERVER_URL": "https://id.example.org/realm", "CLIENT_ID": "ledger", "CLIENT_SECRET": "s"}
    process = run_python(
        "-c", code,
        DJANGO_SETTINGS_MODULE="config.settings", LEDGER_SECRET_KEY=KEY, LEDGER_VAR_DIR=str(tmp_path),
        LEDGER_OIDC_NAME="Ministry", **{f"LEDGER_OIDC_{name}": value for name, value in provider.items()},
    )  # fmt: skip
    assert (process.returncode, process.stdout.splitlines()[:3]) == (0, ["True", "True", "False"]), (
        process.stderr
    )


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("loaded", "limits"), [("config.wsgi", "20s 1min"), ("config.urls", "0 0")])
def test_servers_limit_what_they_wait_for_and_commands_do_not(loaded: str, limits: str) -> None:
    script = (
        f"import {loaded}\nfrom django.db import connection\ncursor = connection.cursor()\n"
        "for name in ('lock_timeout', 'statement_timeout'):\n"
        "    cursor.execute('SHOW ' + name); print(cursor.fetchone()[0], end=' ')\n"
    )
    process = python(script)
    assert process.stdout.strip() == limits, process.stderr
