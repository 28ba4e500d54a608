"""A ledger restored by PostgreSQL's own programs, as people do it: what is lost on the way is put back."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from ledger.management import machine
from tests.support.children import database_url, manage
from tests.support.full_ledger import make_full_ledger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]

COPY = "restored_ledger"


@pytest.fixture
def copy() -> Iterator[str]:
    """The address of an empty database beside the test's own."""
    sql(f"DROP DATABASE IF EXISTS {COPY}")
    sql(f"CREATE DATABASE {COPY}")
    yield database_url(COPY)
    sql(f"DROP DATABASE {COPY} WITH (FORCE)")


def sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def program(name: str, *arguments: str) -> None:
    subprocess.run([str(machine.need_postgresql() / name), *arguments], check=True, capture_output=True)


def test_rows_restored_without_triggers_are_told_in_one_line_and_mended_by_migrate(copy, tmp_path):
    make_full_ledger()
    dump = str(tmp_path / "ledger.dump")
    program("pg_dump", "--format=custom", f"--file={dump}", database_url())
    program("pg_restore", "--schema-only", f"--dbname={copy}", dump)
    program("pg_restore", "--data-only", "--disable-triggers", f"--dbname={copy}", dump)
    for command in (("seal",), ("audit_ledger",), ("check", "--database", "default")):
        told = manage(*command, database=copy)
        assert told.returncode == 1
        assert "Traceback" not in told.stderr
        assert told.stderr.count("do not stand") == 1
    mended = manage("migrate", database=copy)
    assert (mended.returncode, mended.stderr) == (0, "")
    for command in (("audit_ledger",), ("seal",), ("check", "--database", "default")):
        told = manage(*command, database=copy)
        assert (told.returncode, told.stderr) == (0, "")


def test_whole_dump_restored_keeps_its_triggers(copy, tmp_path: Path):
    make_full_ledger()
    dump = str(tmp_path / "ledger.dump")
    program("pg_dump", "--format=custom", f"--file={dump}", database_url())
    program("pg_restore", f"--dbname={copy}", dump)
    told = manage("audit_ledger", database=copy)
    assert (told.returncode, told.stderr) == (0, "")
