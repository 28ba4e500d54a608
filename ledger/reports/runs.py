"""Long reports, made beside the request: each a background job in a process of its own, with limits.

What is known of a run stands in the cache, which all servers share, for a day; its file in ``runs`` among what the
machine keeps, as long. The process (`manage.py make_report`) writes both, so that it ends its work though the web
worker that began it is gone; a thread of that worker waits for its turn and its end, and tells what ended it.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.utils.translation import gettext as _

from ledger.models import User
from ledger.recording.uploads import passing

PROCESSOR_SECONDS, MINUTES, MEMORY_MB = 300, 10, 2_048
"""What the process of one report may take: of processor time, by the clock, and of memory (its address space)."""
AT_A_TIME = 2
"""How many are made at a time on a server, whichever of its web workers began them."""
KEPT = 24 * 60 * 60
SILENT = 15 * 60
"""Seconds: how long a run is kept, and without a word for how long it is taken for one that stopped."""
LISTED = 5
AT_ONCE = 3
"""How many runs are listed for a person, and how many of them may be under way: all wait for the same turn."""
LOOK_SECONDS, STILL_WAITING_SECONDS = 0.25, 60
"""How often a free turn is looked for, and how often one that waits says that it does."""

THREAD = "report-run"

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

_starting = threading.Lock()


class TooManyRuns(Exception):
    """As many runs of the person are under way as may be."""

    def __str__(self) -> str:
        return _(
            "%(number)s of your reports are being made already. When one of them is ready, ask for this one again; "
            "the page of reports lists them."
        ) % {"number": AT_ONCE}


@dataclass
class Run:
    """A report being made, or made. ``within`` are the dialogues that it may tell of; ``asked`` leads back to it.

    ``what`` is the work (`jobs.WORK`); ``fault`` says what stopped it, ``says`` in a sentence where no limit did.
    """

    uuid: str
    user: int
    label: str
    asked: str
    within: list[int]
    what: str = "file"
    name: str = ""
    content_type: str = ""
    issued: str = ""
    result: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    says: str = ""
    state: str = WAITING
    step: str = ""
    done: int = 0
    total: int = 0
    heard: float = field(default_factory=time.time)

    @property
    def has_stopped(self) -> bool:
        """Whether it failed, its file is gone (a redaction takes all of them), or nothing was heard of it for so long
        that its process must have gone.
        """
        is_gone = self.state == DONE and not (self.issued or self.result or self.path.exists())
        return self.state == FAILED or is_gone or (self.is_going_on and time.time() - self.heard > SILENT)

    @property
    def is_going_on(self) -> bool:
        return self.state in {WAITING, RUNNING}

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on, and its process with it."""
        return self.is_going_on and not self.has_stopped

    @property
    def why(self) -> str:
        """Why it stopped, and the way on, in the language that is active; empty where nobody knows."""
        return why_stopped(self.fault) or self.says

    @property
    def path(self) -> Path:
        """Where its file is kept."""
        return passing() / self.uuid

    def keep(self) -> None:
        """Put down what is known of it."""
        self.heard = time.time()
        cache.set(f"report-run:{self.uuid}", asdict(self), KEPT)


def start(
    *, user: User, label: str, asked: str, within: frozenset[int], what: str, job: Mapping[str, Any]
) -> Run:
    """Begin to make a report; the same one that is being made for the person already is gone on with.

    One of other dialogues is another, though it is asked alike: a token for one dialogue asks as its owner does.
    ``job`` is told to the process as JSON. Raises TooManyRuns.
    """
    _sweep()
    with _starting:
        runs = runs_of(user)
        under_way = [run for run in runs if run.is_under_way]
        for run in under_way:
            if (run.label, run.asked, run.what, run.within) == (label, asked, what, sorted(within)):
                return run
        if len(under_way) >= AT_ONCE:
            raise TooManyRuns
        run = Run(str(uuid4()), user.pk, label, asked, sorted(within), what)
        run.keep()
        over = [run for run in runs if run not in under_way][LISTED - len(under_way) - 1 :]
        listed = [run.uuid, *(run.uuid for run in runs if run not in over)]
        cache.set(f"report-runs:{user.pk}", listed, KEPT)
    in_background(lambda: _supervise(run, job))
    return run


def in_background(work: Callable[[], None]) -> None:
    """Do it beside the request; nothing of it outlives the process."""

    def run_and_close() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threading.Thread(target=run_and_close, name=THREAD, daemon=True).start()


def runs_of(user: User) -> list[Run]:
    """Return the person's runs of the last day, the newest first."""
    found = (run_of(user, UUID(key)) for key in cache.get(f"report-runs:{user.pk}") or [])
    return [run for run in found if run]


def run_of(user: User, uuid: UUID) -> Run | None:
    """Return one of the person's own runs, or None."""
    return run_of_key(user.pk, str(uuid))


def run_of_key(user: int, uuid: str) -> Run | None:
    """Return one of a person's own runs by the person's key, or None."""
    known: dict[str, Any] | None = cache.get(f"report-run:{uuid}")
    return Run(**known) if known and known["user"] == user else None


# --- The process


def _supervise(run: Run, job: Mapping[str, Any]) -> None:
    """Wait for a turn, let the process do the work, and tell what ended it where it could not say so itself."""
    with _turn(run) as handle:
        code = in_a_process(run, job, handle)
    known = run_of_key(run.user, run.uuid)
    if not known or known.state != DONE:
        for part in passing().glob(f".{run.uuid}.*"):  # a process that was ended leaves what it had written
            part.unlink(missing_ok=True)
    if known and known.is_going_on:
        known.state, known.fault = FAILED, ENDED_BY.get(code, "failed")
        known.keep()


@contextmanager
def _turn(run: Run) -> Iterator[int]:
    """Hold one of the turns that all web workers of this server share, as a locked file (``flock``).

    The process inherits the lock, and so keeps its turn until it ends, whatever becomes of the worker.
    """
    while (handle := _free_turn()) is None:
        if time.time() - run.heard > STILL_WAITING_SECONDS:
            run.keep()
        connections.close_all()  # requests need them more than one that waits
        time.sleep(LOOK_SECONDS)
    try:
        yield handle
    finally:
        os.close(handle)


def _free_turn() -> int | None:
    """Lock a turn that nobody holds; None where all are held."""
    for number in range(AT_A_TIME):
        handle = os.open(
            Path(settings.LEDGER_VAR) / f"report-turn-{number}.lock", os.O_CREAT | os.O_RDWR, 0o600
        )
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None


def in_a_process(run: Run, job: Mapping[str, Any], handle: int) -> int:
    """Let ``make_report`` do the work; returns its exit code, negative for the signal that ended it."""
    connections.close_all()
    limits = {"processor_seconds": PROCESSOR_SECONDS, "minutes": MINUTES, "memory_mb": MEMORY_MB}
    order = {"run": asdict(run), "job": dict(job), "limits": limits}
    # Each thread's own arena would count as address space that nobody uses.
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "make_report"],
        cwd=settings.ROOT,
        env=os.environ | {"MALLOC_ARENA_MAX": "2"},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        pass_fds=[handle],
    )
    process.communicate(json.dumps(order).encode())
    return process.returncode


ENDED_BY = {
    -signal.SIGXCPU: "processor",
    -signal.SIGALRM: "clock",
    -signal.SIGABRT: "memory",  # as the PDF's typesetter ends when it is given no more
    -signal.SIGSEGV: "memory",
    -signal.SIGKILL: "killed",
}
"""Which limit a process met, by its exit code."""


def why_stopped(fault: str) -> str:
    """Find which limit was met, and the way on; empty where none was."""
    way_on = _("Ask for fewer topics, one round or a shorter time, or choose CSV or JSON, which need least.")
    says = {
        "processor": _(
            "It took more than %(seconds)s seconds of processor time, which is as much as a report may take."
        )
        % {"seconds": PROCESSOR_SECONDS},
        "clock": _("It took more than %(minutes)s minutes, which is as long as a report may take.")
        % {"minutes": MINUTES},
        "memory": _("It needed more than %(memory)s MB of memory, which is as much as a report may take.")
        % {"memory": MEMORY_MB},
        "killed": _("The server ended it before it was ready, mostly for want of memory."),
    }
    if fault == "rights":
        return _("Your role in a dialogue that it tells of has ended.")
    return f"{says[fault]} {way_on}" if fault in says else ""


def _sweep() -> None:
    """Take away files that nobody can ask for any more."""
    passing().mkdir(parents=True, exist_ok=True)
    for path in passing().iterdir():
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink(missing_ok=True)
