"""Reports made in processes of their own, on the test's database."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from ledger.recording.uploads import passing
from ledger.reports import runs
from ledger.reports.writers import formats
from tests.support.children import database_url


def finish_runs() -> None:
    """Wait until no run goes on: a connection that its thread still held would keep the database from going."""
    for thread in threading.enumerate():
        if thread.name == runs.THREAD:
            thread.join(timeout=180)
            assert not thread.is_alive()


@pytest.fixture
def on_the_tests_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The processes find the test's database, and every report is a long one."""
    monkeypatch.setenv("LEDGER_DATABASE_URL", database_url())
    for writer in formats().values():
        monkeypatch.setattr(writer, "ENTRIES_AT_ONCE", 0)
    yield
    finish_runs()
    passing().mkdir(parents=True, exist_ok=True)  # no report was made
    for path in passing().iterdir():
        path.unlink()


@pytest.fixture
def held_turns() -> Iterator[list[int]]:
    """All turns, held as reports under way would hold them; the test gives them back by closing them."""
    Path(settings.LEDGER_VAR).mkdir(exist_ok=True)
    held = [handle for _turn in range(runs.AT_A_TIME) if (handle := runs._free_turn()) is not None]
    assert len(held) == runs.AT_A_TIME
    yield held
    for handle in held:
        os.close(handle)
