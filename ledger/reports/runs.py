"""Long reports, made beside the request: one at a time in a process, told by whoever comes back to their page.

What is known of a run stands in the cache, which all servers share, for a day; its file in ``runs`` among what the
machine keeps, as long. A run that its process did not survive is told as one that stopped.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from ledger.models import Entry, Item, User
from ledger.recording.redacting import was_redacted_since
from ledger.recording.uploads import passing
from ledger.reports import progress
from ledger.reports.dossiers import in_scope
from ledger.reports.question import Question

log = logging.getLogger(__name__)

LONG = 2_000
"""How many entries make a report a long one: fewer are read and written while somebody waits."""
KEPT = 24 * 60 * 60
SILENT = 15 * 60
"""Seconds: how long a run is kept, and without a word for how long it is taken for one that stopped."""
LISTED = 5
AT_ONCE = 3
"""How many runs are listed for a person, and how many of them may be under way: all wait for the same turn."""
OFTEN = 0.5

THREAD = "report-run"

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

_one_at_a_time = threading.Semaphore(1)
_starting = threading.Lock()


class TooManyRuns(Exception):
    """As many runs of the person are under way as may be."""


@dataclass
class Run:
    """One report being made, or made. ``within`` are the dialogues that it may tell of; ``asked`` leads back to it."""

    uuid: str
    user: int
    label: str
    asked: str
    within: list[int]
    name: str = ""
    content_type: str = ""
    issued: str = ""
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
        is_gone = self.state == DONE and not self.issued and not self.path.exists()
        return self.state == FAILED or is_gone or (self.is_going_on and time.time() - self.heard > SILENT)

    @property
    def is_going_on(self) -> bool:
        return self.state in {WAITING, RUNNING}

    @property
    def is_under_way(self) -> bool:
        """Whether it goes on, and its process with it."""
        return self.is_going_on and not self.has_stopped

    @property
    def path(self) -> Path:
        """Where its file is kept."""
        return passing() / self.uuid

    def keep(self) -> None:
        """Put down what is known of it."""
        self.heard = time.time()
        cache.set(f"report-run:{self.uuid}", asdict(self), KEPT)


Work = Callable[[Run], None]
"""Makes the report: writes the file to the run's path and names it, or says which report was issued."""


def is_long(question: Question) -> bool:
    """Whether so many entries bear on the question that nobody should wait for the answer. One query."""
    items = in_scope(Item.objects.all(), question)
    if question.round:
        items = items.filter(round=question.round)
    elif question.topics:
        items = items.filter(topic_links__topic__in=question.topics)
    return Entry.objects.filter(item__in=items).order_by()[: LONG + 1].count() > LONG


def start(*, user: User, label: str, asked: str, within: frozenset[int], work: Work) -> Run:
    """Begin to make a report; the same one that is being made for the person already is gone on with.

    Raises TooManyRuns.
    """
    _sweep()
    with _starting:
        runs = runs_of(user)
        under_way = [one for one in runs if one.is_under_way]
        for one in under_way:
            if (one.label, one.asked) == (label, asked):
                return one
        if len(under_way) >= AT_ONCE:
            raise TooManyRuns
        run = Run(str(uuid4()), user.pk, label, asked, sorted(within))
        run.keep()
        over = [one for one in runs if one not in under_way][LISTED - len(under_way) - 1 :]
        listed = [run.uuid, *(one.uuid for one in runs if one not in over)]
        cache.set(f"report-runs:{user.pk}", listed, KEPT)
    in_background(lambda: _make(run, work))
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
    """The person's runs of the last day, the newest first."""
    found = (run_of(user, UUID(one)) for one in cache.get(f"report-runs:{user.pk}") or [])
    return [one for one in found if one]


def run_of(user: User, uuid: UUID) -> Run | None:
    """One of the person's own runs, or None."""
    known: dict[str, Any] | None = cache.get(f"report-run:{uuid}")
    return Run(**known) if known and known["user"] == user.pk else None


def _make(run: Run, work: Work) -> None:
    """The work, from first to last; what goes wrong is logged, and told as a run that failed."""

    def listen(step: str, done: int, total: int) -> None:
        if step != run.step or time.time() - run.heard > OFTEN:
            run.step, run.done, run.total = step, done, total
            run.keep()

    try:
        with _one_at_a_time:
            run.state = RUNNING
            run.keep()
            with progress.listening(listen):
                begun = timezone.now()
                work(run)
        run.state = DONE
        if was_redacted_since(begun):  # what it was made from may hold what has gone meanwhile
            run.path.unlink(missing_ok=True)
    except Exception:
        log.exception("The report of run %s could not be made.", run.uuid)
        run.state = FAILED
    run.keep()


def _sweep() -> None:
    """Take away files that nobody can ask for any more."""
    passing().mkdir(parents=True, exist_ok=True)
    for path in passing().iterdir():
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink(missing_ok=True)
