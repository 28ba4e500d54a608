"""The test command itself: what it asks of the machine, what it hands to pytest, and what it leaves behind."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ledger.management import machine, postgres
from ledger.management.commands import test as command

ROOT = Path(__file__).resolve().parents[2]
WORST = [
    ([0, 0], 0),
    ([0, 5], 0),
    ([5, 0], 0),
    ([1, 0], 1),
    ([0, 1], 1),
    ([1, 5], 1),
    ([5, 5], 5),
    ([0, -9], -9),
]


def environment_outside() -> dict[str, str]:
    """What a shell has in which nobody runs these tests."""
    own = ("LEDGER_", "PYTEST_", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", "test", *words],
        cwd=ROOT,
        env=environment_outside() | variables,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture
def room() -> Iterator[Path]:
    """An empty directory with a short path that another user may enter; pytest's own are neither."""
    with tempfile.TemporaryDirectory(prefix="ledger-room-", dir="/tmp") as place:
        Path(place).chmod(0o755)
        yield Path(place)


@pytest.fixture
def programs() -> Iterator[Path]:
    """A directory of programs that another user may run, which pytest's own is not."""
    with tempfile.TemporaryDirectory(prefix="ledger-programs-", dir="/tmp") as place:
        Path(place).chmod(0o755)
        for name in ("initdb", "pg_ctl"):
            (Path(place) / name).write_text("#!/bin/sh\n")
            (Path(place) / name).chmod(0o755)
        yield Path(place)


@pytest.mark.parametrize(("codes", "code"), WORST)
def test_worst_code_counts_and_no_tests_on_one_database_is_well(codes: list[int], code: int) -> None:
    assert command.worst(codes) == code


@pytest.mark.parametrize(
    "arguments", [["-n", "4"], ["-n0"], ["-k", "x", "--pdb"], ["-p", "no:xdist"], ["--collect-only"]]
)
def test_spread_leaves_arguments_that_say_how(arguments: list[str]) -> None:
    assert command.spread(arguments) == []


@pytest.mark.parametrize(("cores", "workers"), [(None, "1"), (1, "1"), (2, "2"), (64, "4")])
def test_spread_is_over_a_few_processes(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, workers: str
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    assert command.spread(["-k", "name"]) == ["-n", workers, "--dist", "worksteal"]


def test_arguments_reach_pytest_and_both_databases_are_used() -> None:
    process = run("-k", "which_database_this_is", "-n0", "-q", "tests/management/test_both.py")
    assert process.returncode == 0, process.stdout + process.stderr
    lines = process.stdout.splitlines()
    assert [line for line in lines if line.startswith("test: ")][:3] == [
        "test: starting a throw-away PostgreSQL",
        "test: the suite on SQLite",
        "test: the suite on PostgreSQL",
    ]
    assert [line.partition(" in ")[0] for line in lines[-2:]] == [
        "test: SQLite: passed",
        "test: PostgreSQL: passed",
    ]


def test_both_databases_run_at_once_and_one_says_its_words_after_the_other() -> None:
    process = run("-k", "which_database_this_is", "-q", "-s", "tests/management/test_both.py")
    assert process.returncode == 0, process.stdout + process.stderr
    assert [
        line.partition(" in ")[0] for line in process.stdout.splitlines() if line.startswith("test: ")
    ] == [
        "test: starting a throw-away PostgreSQL",
        "test: the suite on SQLite and on PostgreSQL",
        "test: what the run on PostgreSQL said",
        "test: SQLite: passed",
        "test: PostgreSQL: passed",
    ]
    sqlite, _heading, postgresql = process.stdout.partition("test: what the run on PostgreSQL said")
    assert ("1 passed" in sqlite, "1 passed" in postgresql) == (True, True)


def test_stopped_command_stops_both_runs() -> None:
    environment = environment_outside()
    words = [sys.executable, "manage.py", "test", "-q", "tests/models"]
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for line in running.stdout:
            if line.startswith("test: the suite on SQLite and"):
                break
        began = time.monotonic()
        running.terminate()
        assert running.wait(60) == 130
        assert "PostgreSQL: passed" not in running.stdout.read()
    assert time.monotonic() - began < 60


def test_no_test_collected_fails_and_says_so() -> None:
    process = run("-k", "no_test_has_this_name", "-n0", "-q", "tests/management/test_both.py")
    assert process.returncode == 5
    assert process.stderr.splitlines()[-1] == "test: no test was collected on any database"


@pytest.mark.parametrize("program", ["PostgreSQL", "Chromium"])
def test_missing_program_fails_and_says_so(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(machine, "may_install", lambda: False)
    monkeypatch.setattr(machine, "DEBIAN_POSTGRESQL", Path("/nonexistent"))
    monkeypatch.setenv("PATH", "/nonexistent")
    need = {"PostgreSQL": machine.need_postgresql, "Chromium": machine.need_chromium}[program]
    with pytest.raises(machine.Missing, match=rf"^{program}.* missing.*install"):
        need()


def test_newest_of_debians_servers_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        place = tmp_path / version / "bin"
        place.mkdir(parents=True)
        (place / "initdb").touch()
        if version != "17":  # a client alone
            (place / "pg_ctl").touch()
    monkeypatch.setattr(machine, "DEBIAN_POSTGRESQL", tmp_path)
    monkeypatch.setenv("PATH", "/nonexistent")
    assert machine.find_postgresql() == tmp_path / "15" / "bin"


def test_throwaway_server_answers_on_a_socket_only_and_is_gone_afterwards(room: Path) -> None:
    server = postgres.throwaway(machine.need_postgresql(), under=room)
    with server as url, psycopg.connect(url) as connection:
        asked = ("listen_addresses", "fsync", "server_encoding")
        found = [connection.execute(f"SHOW {name}").fetchone() for name in asked]
        assert len(list(room.iterdir())) == 1
    assert found == [("",), ("off",), ("UTF8",)]
    assert list(room.iterdir()) == []


def test_failing_server_program_is_told_with_its_last_words(programs: Path, room: Path) -> None:
    (programs / "initdb").write_text("#!/bin/sh\necho all is lost >&2\nexit 1\n")
    server = postgres.throwaway(programs, under=room)
    with pytest.raises(postgres.Failed, match="`initdb` failed: all is lost"), server:
        pass
    assert list(room.iterdir()) == []


def test_server_program_that_cannot_be_run_is_told(programs: Path, room: Path) -> None:
    (programs / "initdb").chmod(0o600)
    server = postgres.throwaway(programs, under=room)
    with pytest.raises(postgres.Failed, match="initdb` cannot be run: Permission"), server:
        pass
    assert list(room.iterdir()) == []
