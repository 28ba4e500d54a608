"""Turns of the ledger and of its floor, one after the other, and what they took."""

import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.benchmarks.actions import Action, Doing
from tests.benchmarks.browser import Answer, Browser
from tests.benchmarks.checks import Check
from tests.benchmarks.servers import Database, Server

TURNS, TIMES_A_TURN = 4, 5
TURN_SECONDS = 2.0
"""After so long a turn ends, however often the action was done."""


@dataclass
class Figures:
    """What an action took at one server with so many clients. Times in milliseconds, sizes in KB of 1,000 bytes."""

    p50: float = 0
    p95: float = 0
    rate: float = 0
    queries: int = 0
    processor: float = 0
    database: float = 0
    kb: float = 0
    kb_compressed: float = 0
    peak_mb: float = 0
    """The most memory that a worker held while it was done: what it held before is part of it."""
    done: int = 0


@dataclass
class _Taken:
    """What turns add up to."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0
    processor: float = 0
    database: float = 0
    peak_mb: float = 0

    def figures(self, answer: Answer) -> Figures:
        """Sum up; the answer is the one whose queries were counted."""
        times, done = sorted(self.times), len(self.times)
        return Figures(
            p50=statistics.median(times),
            p95=times[min(done - 1, int(0.95 * done))],
            rate=done / self.seconds,
            queries=answer.queries,
            processor=self.processor / done,
            database=self.database / done,
            kb=answer.kb(),
            kb_compressed=answer.kb_compressed(),
            peak_mb=self.peak_mb,
            done=done,
        )


@dataclass(frozen=True)
class Side:
    """The ledger or the bare application: its server, and how a person signed in there is had."""

    server: Server
    database: Database
    browser: Callable[[str], Browser]


class WrongAnswer(Exception):
    """An answer is not the page that was asked for."""


@dataclass(frozen=True)
class Half:
    """What is done at one side, and what is right there."""

    doing: Doing
    check: Check
    side: Side


def measure(action: Action, clients: int, sides: dict[str, Side]) -> dict[str, Any]:
    """Do an action in turns at each side that has it; ``ours`` and ``floor``, each with its figures."""
    halves = {"ours": Half(action.ours, action.check, sides["ours"])}
    if action.floor and action.floor_check:
        halves["floor"] = Half(action.floor, action.floor_check, sides["floor"])
    browsers = {
        name: [half.side.browser(action.session) for _client in range(clients)]
        for name, half in halves.items()
    }
    answers = {name: half.doing(browsers[name][0], True) for name, half in halves.items()}
    for name, half in halves.items():
        half.side.server.forget_peak()
        _must_be_right(action.name, name, half.check(answers[name]))
    taken = {name: _Taken() for name in halves}
    turns, times = (1, action.times) if action.times else (TURNS, TIMES_A_TURN if clients == 1 else 3)
    for _turn in range(turns):
        for name, half in halves.items():
            for complaint in _turn_of(half, times, browsers[name], taken[name]):
                _must_be_right(action.name, name, complaint)
    for name, half in halves.items():
        taken[name].peak_mb = half.side.server.peak_mb()
    return {name: asdict(taken[name].figures(answers[name])) for name in halves}


def _must_be_right(action: str, side: str, complaint: str) -> None:
    if complaint:
        raise WrongAnswer(f"{action}, {side}: {complaint}")


def _turn_of(half: Half, times: int, browsers: list[Browser], taken: _Taken) -> list[str]:
    """Let each client do it so often, at the same time as the others; afterwards, what is wrong with the answers."""
    found: list[list[float]] = [[] for _browser in browsers]
    answers: list[Answer] = []
    until = time.monotonic() + TURN_SECONDS

    def work(at: int) -> None:
        for _time in range(times):
            start = time.perf_counter()
            answer = half.doing(browsers[at], False)
            found[at].append(1000 * (time.perf_counter() - start))
            answers.append(answer)
            if time.monotonic() > until:
                return

    side = half.side
    processor, database = side.server.processor_ms(), side.database.processor_ms()
    start = time.perf_counter()
    together(work, len(browsers))
    taken.seconds += time.perf_counter() - start
    taken.processor += side.server.processor_ms() - processor
    taken.database += side.database.processor_ms() - database
    taken.times += [each for times_of_client in found for each in times_of_client]
    return [complaint for answer in answers if (complaint := half.check(answer))]


def together(work: Callable[[int], None], clients: int) -> None:
    """Let so many threads work at the same time, each with its number; the first failure of any is raised."""
    failures: list[BaseException] = []

    def try_work(at: int) -> None:
        try:
            work(at)
        except BaseException as failure:  # noqa: BLE001  it is raised again below
            failures.append(failure)

    threads = [threading.Thread(target=try_work, args=(at,)) for at in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
