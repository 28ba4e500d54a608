"""On a machine where nothing was set up, every command says so in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

COMMANDS = [
    ("seed",),
    ("audit_ledger",),
    ("seal",),
    ("report", "topic", "--topic", "torture-prevention"),
]


@pytest.mark.parametrize(
    ("command", "is_there"),
    [*((command, True) for command in COMMANDS), (COMMANDS[0], False)],
    ids=[*(f"no tables-{command[0]}" for command in COMMANDS), "no folder"],
)
def test_command_without_a_ledger_says_how_to_set_one_up(
    command: tuple[str, ...], is_there: bool, tmp_path: Path
) -> None:
    place = tmp_path / "var"
    if is_there:
        place.mkdir()
    run = run_there(place, *command)
    assert run.returncode != 0
    assert run.stdout == ""
    assert run.stderr.startswith("manage.py: the ledger is not set up in this database (")
    assert run.stderr.count("\n") == 1


def test_migrate_makes_the_folder_that_the_other_commands_miss(tmp_path: Path) -> None:
    run = run_there(tmp_path / "var", "migrate", "--noinput")
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "var" / "ledger.sqlite3").exists()


def run_there(place: Path, *command: str, script: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with its own folder, and no other variables than a key and those given."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    variables |= {"LEDGER_VAR_DIR": str(place), "LEDGER_SECRET_KEY": "k" * 60} | more
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    if script:
        variables["DJANGO_SETTINGS_MODULE"] = "config.settings"
    return subprocess.run(
        [sys.executable, *(("-c", script) if script else ("manage.py", *command))],
        cwd=settings.ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_server_that_does_not_answer_is_not_told_as_an_empty_ledger(tmp_path: Path) -> None:
    """Asked directly: the command itself waits for its pool first."""
    run = run_there(
        tmp_path,
        script="import django, manage; django.setup(); print(manage.why_not('none'))",
        LEDGER_DATABASE_URL="postgres://nobody@127.0.0.1:1/none",
    )
    assert run.stdout.startswith("PostgreSQL cannot be reached (connection ")
