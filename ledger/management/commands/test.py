"""`manage.py test`: the whole suite, on SQLite and on a throw-away PostgreSQL. Arguments are pytest's own."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import IO

from django.conf import settings
from django.core.management.base import BaseCommand

from ledger.management import machine, postgres

INTERRUPTED, NO_TESTS = 2, 5  # pytest's exit codes when a person stopped it, and when it collected none
MOST_WORKERS = 4  # for each database; both run at once, so that one works where the other waits
OWN_SPREAD = ("-n", "--numprocesses", "--dist", "--pdb", "--trace", "--co", "-pno:xdist", "no:xdist")

USAGE = """usage: manage.py test [PYTEST ARGUMENTS]

Runs the suite on SQLite and, at once, on a PostgreSQL server made for it and removed afterwards; what PostgreSQL's run
says comes when both have ended. With `-n0`, `-n 3` or `--pdb` they run one after the other.
Every argument is pytest's: `manage.py test -k name`, `manage.py test tests/config -x`.
"""


@dataclass(frozen=True)
class RunOutcome:
    """The outcome of one run of pytest: its exit code, and the seconds it took."""

    database: str
    code: int
    seconds: float

    def __str__(self) -> str:
        ended = {0: "passed", INTERRUPTED: "interrupted", NO_TESTS: "no tests for it"}.get(
            self.code, "FAILED"
        )
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
        """Run the suite for `call_command("test", ...)`, with pytest's arguments as words."""
        sys.exit(run_suite(list(args)))


def run_suite(arguments: Sequence[str]) -> int:
    """Run pytest for each database, say how each ended, and return the worst exit code.

    A run that has no test for one of the databases is well; one that has none for either fails.
    """
    programs = machine.need_postgresql()
    chromium = machine.need_chromium(getattr(settings, "LEDGER_TEST_CHROMIUM", ""))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "LEDGER_TEST_CHROMIUM": str(chromium)}
    print("test: starting a throw-away PostgreSQL", flush=True)
    with postgres.throwaway(programs) as url:
        runs = [
            TestRun("SQLite", arguments, environment),
            TestRun("PostgreSQL", arguments, environment | {"LEDGER_DATABASE_URL": url}),
        ]
        outcomes = at_once(*runs) if spread(arguments) else one_by_one(runs)
    for outcome in outcomes:
        print(outcome, flush=True)
    return worst([outcome.code for outcome in outcomes])


@dataclass(frozen=True)
class TestRun:
    """A run of pytest on one database, in its own process."""

    database: str
    arguments: Sequence[str]
    environment: dict[str, str]

    @contextmanager
    def begun(self, output: IO[bytes] | None = None) -> Iterator[Callable[[], RunOutcome]]:
        """Begin it; what it says goes to the terminal, or into a file. Calling what is yielded waits for its end."""
        began = time.monotonic()
        command = [sys.executable, *_warnings(), "-m", "pytest", *spread(self.arguments), *self.arguments]
        stops = HeldStops()
        with subprocess.Popen(
            command, env=self.environment, cwd=settings.ROOT, stdout=output, stderr=output
        ) as running:
            try:
                stops.release()
                yield lambda: RunOutcome(self.database, running.wait(), time.monotonic() - began)
            except BaseException:
                # Ctrl-C reached pytest as well; it takes its own leave.
                running.terminate()
                raise


class HeldStops:
    """Stops (SIGTERM, Ctrl-C) that wait until they are released: one in the midst of beginning a process would
    leave it running to its end (a race).
    """

    def __init__(self) -> None:
        self.has_come = False
        self.handlers = {
            number: signal.signal(number, self._note) for number in (signal.SIGTERM, signal.SIGINT)
        }

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.has_come = True

    def release(self) -> None:
        """Take stops again. Raises KeyboardInterrupt where one came meanwhile."""
        for number, handler in self.handlers.items():
            signal.signal(number, handler)
        if self.has_come:
            raise KeyboardInterrupt


def one_by_one(runs: Iterable[TestRun]) -> list[RunOutcome]:
    """Make runs one after the other; a person who stops one does not want the next."""
    outcomes = []
    for run in runs:
        print(f"test: the suite on {run.database}", flush=True)
        with run.begun() as ended:
            outcomes.append(ended())
        if outcomes[-1].code == INTERRUPTED:
            break
    return outcomes


def at_once(shown: TestRun, kept: TestRun) -> list[RunOutcome]:
    """Make two runs at once. The second one's words are kept until both have ended, so that they do not mix."""
    print(f"test: the suite on {shown.database} and on {kept.database}", flush=True)
    with (
        tempfile.TemporaryFile() as said,
        ThreadPoolExecutor(1) as executor,
        shown.begun() as shown_ended,
        kept.begun(said) as kept_ended,
    ):
        other = executor.submit(kept_ended)
        outcomes = [shown_ended(), other.result()]
        said.seek(0)
        print(f"test: what the run on {kept.database} said", said.read().decode(errors="replace"), sep="\n")
    return outcomes


def spread(arguments: Sequence[str]) -> list[str]:
    """Spread the tests over processes, unless the arguments say how, or want the terminal for themselves.

    Neighbours stay together, so that what a module sets up is set up once; who is done takes over from the others.
    """
    if any(word.startswith(OWN_SPREAD) for word in arguments):
        return []
    return ["-n", str(min(MOST_WORKERS, os.cpu_count() or 1)), "--dist", "worksteal"]


def worst(codes: Sequence[int]) -> int:
    """Return the exit code for the codes of several runs of pytest."""
    if all(code == NO_TESTS for code in codes):
        print("test: no test was collected on any database", file=sys.stderr)
        return NO_TESTS
    return max((code for code in codes if code != NO_TESTS), key=abs)


def _warnings() -> list[str]:
    return [f"-W{option}" for option in sys.warnoptions]


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
