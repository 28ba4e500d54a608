"""quickstart as a desk officer meets it: a process of its own, over an empty var directory."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = re.compile(r"^Account: sign in as admin with the password (\S+)$", re.MULTILINE)


def command(*words: str) -> list[str]:
    return [sys.executable, "manage.py", "quickstart", *words]


def variables(var: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEDGER_", "DJANGO_"))}
    return kept | {"LEDGER_VAR_DIR": str(var)}


def run(var: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*words), cwd=ROOT, env=variables(var), capture_output=True, text=True, timeout=300
    )


def rows(var: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with closing(sqlite3.connect(var / "ledger.sqlite3")) as ledger:
        names = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: ledger.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    var = tmp_path_factory.mktemp("quickstart") / "var"
    return var, run(var, "--no-serve")


@pytest.fixture
def port() -> int:
    """A port that is free when the test begins."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def test_first_run_prints_the_report_and_ends_with_address_and_account(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, process = first
    assert process.returncode == 0, process.stderr
    steps = [
        line for line in process.stdout.splitlines() if re.match(r"(Database|Fixtures|Account|Report):", line)
    ]
    assert [step.partition(":")[0] for step in steps] == ["Database", "Report", "Account"]
    report = process.stdout.partition("Report: the topic torture-prevention\n")[2]
    assert "actions to prevent torture" in report
    address, account = process.stdout.splitlines()[-2:]
    assert address == "Address: http://127.0.0.1:8000/ once `python3 manage.py quickstart` serves it"
    assert PASSWORD.fullmatch(account)


def test_first_run_makes_an_account_that_may_do_everything(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    var, process = first
    assert len(PASSWORD.findall(process.stdout)) == 1
    with closing(sqlite3.connect(var / "ledger.sqlite3")) as ledger:
        account = ledger.execute("SELECT is_superuser, is_staff FROM ledger_user WHERE username = 'admin'")
        roles = ledger.execute(
            "SELECT d.code, m.role FROM ledger_membership m JOIN ledger_user u ON u.id = m.user_id"
            " JOIN ledger_dialogue d ON d.id = m.dialogue_id WHERE u.username = 'admin' ORDER BY m.role"
        )
        assert account.fetchall() == [(1, 1)]
        assert roles.fetchall() == [("USMX", "editor"), ("USMX", "releaser")]


def test_first_run_keeps_the_key_for_its_owner(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    var, _ = first
    assert stat.S_IMODE((var / "secret_key").stat().st_mode) == 0o600


def test_second_run_changes_no_row_and_prints_no_password(
    first: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    var, _ = first
    before, key = rows(var), (var / "secret_key").read_text()
    process = run(var, "--no-serve")
    assert process.returncode == 0, process.stderr
    assert PASSWORD.findall(process.stdout) == []
    assert "Account: there is one already" in process.stdout
    assert (rows(var), (var / "secret_key").read_text()) == (before, key)


def test_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        process = run(tmp_path / "var", "--port", str(number))
    assert (process.returncode, process.stdout) == (1, "")
    assert re.fullmatch(
        rf"CommandError: Port {number} cannot be used \(.*\): choose another, "
        r"such as `python3 manage.py quickstart --port \d+`\.\n",
        process.stderr,
    )


@pytest.mark.parametrize("number", ["0", "65536", "-1"])
def test_impossible_port_is_told_in_one_line(tmp_path: Path, number: str) -> None:
    process = run(tmp_path / "var", "--port", number)
    assert process.returncode == 1
    assert process.stderr.startswith(f"CommandError: Port {number} cannot be used")
    assert len(process.stderr.splitlines()) == 1


def test_it_serves_where_it_says(first: tuple[Path, subprocess.CompletedProcess[str]], port: int) -> None:
    var, _ = first
    server = subprocess.Popen(
        command("--port", str(port)),
        cwd=ROOT,
        env=variables(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        page = fetch(f"http://127.0.0.1:{port}/accounts/login/", server)
        style = fetch(f"http://127.0.0.1:{port}/static/admin/css/base.css", server)
    finally:
        server.send_signal(signal.SIGTERM)
        printed, _ = server.communicate(timeout=120)
    assert 'name="csrfmiddlewaretoken"' in page
    assert ":root" in style
    ends = f"\nServing: http://127.0.0.1:{port}/ (stop with Ctrl-C)\nAccount: there is one already\n"
    assert printed.endswith(ends)
    assert public_url(var) == f"http://127.0.0.1:{port}"  # of a command that runs beside it, too
    assert server.returncode == 0


def public_url(var: Path) -> str:
    """Where links lead that a process over the var directory writes."""
    code = "from django.conf import settings; print(settings.LEDGER_PUBLIC_URL)"
    asked = [sys.executable, "-c", code]
    settings = variables(var) | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    return subprocess.run(
        asked, cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    ).stdout.strip()


def fetch(address: str, server: subprocess.Popen[str]) -> str:
    """The page at `address`, once the server answers; fails when it ends or takes two minutes."""
    deadline = time.monotonic() + 120
    while True:
        try:
            with urllib.request.urlopen(address) as response:
                return response.read().decode()
        except OSError:
            assert server.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
