"""Moving a ledger from one database to the other and back: the same archive, byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from ledger.archive import export_ledger, restore_ledger
from tests.archive.ledgers import empty_the_database, make_busy_ledger

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


def manage(var: Path, *words: str) -> str:
    """Run a command of a ledger on SQLite, in a directory of its own; what it printed."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LEDGER_", "DJANGO_"))
    }
    environment |= {"LEDGER_VAR_DIR": str(var), "LEDGER_MAKE_SECRET_KEY": "1"}
    command = [sys.executable, "manage.py", *words]
    process = subprocess.run(
        command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert process.returncode == 0, process.stderr
    return process.stdout


def test_from_postgresql_to_sqlite_and_back(tmp_path: Path) -> None:
    make_busy_ledger()
    on_postgresql, on_sqlite, back = (tmp_path / f"{name}.zip" for name in ("first", "second", "third"))
    export_ledger(on_postgresql)
    manage(tmp_path / "var", "migrate", "--verbosity=0")
    assert "Restored and audited" in manage(tmp_path / "var", "restore_ledger", str(on_postgresql))
    manage(tmp_path / "var", "export_ledger", str(on_sqlite))
    assert on_sqlite.read_bytes() == on_postgresql.read_bytes()
    assert "All is well" in manage(tmp_path / "var", "audit_ledger", "--all")
    empty_the_database()
    restore_ledger(on_sqlite)
    export_ledger(back)
    assert back.read_bytes() == on_postgresql.read_bytes()
