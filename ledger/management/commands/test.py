"""`manage.py test`: the whole suite, on SQLite and on a throw-away PostgreSQL. Arguments are pytest's own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand

from ledger.management import machine, postgres

NO_TESTS = 5  # pytest's exit code when it collected none
WORKERS_A_CORE = 1.5  # browsers, servers and pip keep a worker waiting
MOST_WORKERS = 4
OWN_SPREAD = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--co", "-pno:xdist", "no:xdist")

USAGE = """usage: manage.py test [PYTEST ARGUMENTS]

Runs the suite on SQLite, then on a PostgreSQL server made for it and removed afterwards.
Every argument is pytest's: `manage.py test -k name`, `manage.py test tests/config -x`.
"""


@dataclass(frozen=True)
class RunOutcome:
    """How one run of pytest ended: its exit code, and the seconds it took."""

    database: str
    code: int
    seconds: float

    def __str__(self) -> str:
        ended = {0: "passed", 2: "interrupted", NO_TESTS: "no tests for it"}.get(self.code, "FAILED")
        return f"test: {self.database}: {ended} in {self.seconds:.0f} s"


class Command(BaseCommand):
    """Hands its arguments over unread, so that none of pytest's has to be declared here."""

    help = "Run the whole suite on SQLite and on PostgreSQL; takes pytest's arguments."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        arguments = argv[2:]
        if arguments in (["-h"], ["--help"]):
            sys.stdout.write(USAGE)
            return
        # A stopped run must still remove its server.
        signal.signal(signal.SIGTERM, _stop)
        try:
            sys.exit(run_suite(arguments))
        except (machine.Missing, postgres.Failed) as wrong:
            sys.exit(f"test: {wrong}")
        except KeyboardInterrupt:
            sys.exit(130)

    def handle(self, *args: str, **options: object) -> None:
        """`call_command("test", ...)`, with pytest's arguments as words."""
        sys.exit(run_suite(list(args)))


def run_suite(arguments: Sequence[str]) -> int:
    """Run pytest once per database, say how each ended, and return the worst exit code.

    A run that has no test for one of the databases is well; one that has none for either fails.
    """
    programs = machine.need_postgresql()
    chromium = machine.need_chromium(getattr(settings, "LEDGER_TEST_CHROMIUM", ""))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "LEDGER_TEST_CHROMIUM": str(chromium)}
    outcomes = [run_pytest("SQLite", arguments, environment)]
    if outcomes[0].code != 2:
        print("test: starting a throw-away PostgreSQL", flush=True)
        with postgres.throwaway(programs) as url:
            outcomes.append(run_pytest("PostgreSQL", arguments, environment | {"LEDGER_DATABASE_URL": url}))
    for outcome in outcomes:
        print(outcome, flush=True)
    return worst([outcome.code for outcome in outcomes])


def run_pytest(database: str, arguments: Sequence[str], environment: dict[str, str]) -> RunOutcome:
    """One run of pytest in its own process."""
    print(f"test: the suite on {database}", flush=True)
    begun = time.monotonic()
    command = [sys.executable, *_warnings(), "-m", "pytest", *spread(arguments), *arguments]
    with subprocess.Popen(command, env=environment, cwd=settings.ROOT) as running:
        try:
            code = running.wait()
        except BaseException:
            # Ctrl-C reached pytest as well; it takes its own leave.
            running.terminate()
            raise
    return RunOutcome(database, code, time.monotonic() - begun)


def spread(arguments: Sequence[str]) -> list[str]:
    """Spread the tests over processes, unless the arguments say how, or want the terminal for themselves.

    Neighbours stay together, so that what a module sets up is set up once; who is done takes over from the others.
    """
    if any(word.startswith(OWN_SPREAD) for word in arguments):
        return []
    return ["-n", str(min(MOST_WORKERS, int(WORKERS_A_CORE * (os.cpu_count() or 1)))), "--dist", "worksteal"]


def worst(codes: Sequence[int]) -> int:
    """The exit code for the codes of several runs of pytest."""
    if all(code == NO_TESTS for code in codes):
        print("test: no test was collected on any database", file=sys.stderr)
        return NO_TESTS
    return max((code for code in codes if code != NO_TESTS), key=abs)


def _warnings() -> list[str]:
    return [f"-W{option}" for option in sys.warnoptions]


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
