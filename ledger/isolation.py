"""A function of ours in a process of its own, with limits: no document keeps the server busy, or takes its memory.

The process is a fresh Python (a fork would copy the locks of the server's threads), which knows neither the server's
secrets nor its database. It may take so much processor time and memory, and is stopped where it does not end. Few run
at once, so that other requests find a thread: who comes then waits for a while, and is told so after it.
"""

import json
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR", "TZ")
"""What the process is told of the server's environment: no key, and no address of a database."""
MEGABYTE = 2**20
WAIT_SECONDS = 10.0
LAST_THREAD_WAIT_SECONDS = 2.0
"""How long a request waits where it takes the server's last free thread."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of a process: seconds of a processor and by the clock, bytes of memory and of its answer."""

    processor_seconds: int = 10
    clock_seconds: float = 40.0
    memory_bytes: int = 256 * MEGABYTE
    answer_bytes: int = 64 * MEGABYTE


class Limit(StrEnum):
    """The limit that was met."""

    TIME = "time"
    MEMORY = "memory"
    ANSWER = "answer"


class LimitMet(Exception):
    """The process met a limit and was ended; ``limit`` says which."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.value)
        self.limit = limit


class AllBusy(Exception):
    """Too many processes run already: none came free in time."""


class ProcessFailed(Exception):
    """The process ended without an answer, and met no limit. Its words are where it failed, and none of the content."""


@dataclass
class _Slots:
    """The processes that may run at once, and the requests that may wait for one, of this server process."""

    running_at_most: int = 2
    present_at_most: int = 3
    running: int = 0
    present: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Hold a slot while a process runs. Raises AllBusy."""
        with self.changed:
            is_last = self.present >= self.present_at_most
            patience = LAST_THREAD_WAIT_SECONDS if is_last else WAIT_SECONDS
            self.present += 1
            is_free = self.changed.wait_for(lambda: self.running < self.running_at_most, patience)
            if is_free:
                self.running += 1
            else:
                self.present -= 1
        if not is_free:
            raise AllBusy
        try:
            yield
        finally:
            with self.changed:
                self.running -= 1
                self.present -= 1
                self.changed.notify_all()


_slots = _Slots()


def leave_threads_free(threads: int) -> None:
    """Let processes run for half of the server's threads at once; the last thread waits for none of them for long."""
    with _slots.changed:
        _slots.running_at_most = max(1, threads // 2)
        _slots.present_at_most = max(1, threads - 1)


def run(function: str, content: bytes, *, limits: Limits | None = None, **arguments: object) -> Any:
    """Run a function in a process of its own and give what it gives.

    ``function``: "package.module:name", of this project or a library; it is called with ``content`` and ``arguments``,
    which are values of JSON, as what it gives. Its module should import little: it is imported each time.

    Raises LimitMet, AllBusy and ProcessFailed.
    """
    limits = limits or Limits()
    asked = {"function": function, "arguments": arguments}
    with _slots.hold():
        return _answer(json.dumps(asked).encode() + b"\n" + content, limits)


def _answer(asked: bytes, limits: Limits) -> Any:
    numbers = (limits.processor_seconds, limits.memory_bytes, limits.answer_bytes)
    process = subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "ledger.isolation", *map(str, numbers)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        close_fds=True,
    )
    with process:
        try:
            given, complaint = process.communicate(asked, timeout=limits.clock_seconds)
        except subprocess.TimeoutExpired:
            raise LimitMet(Limit.TIME) from None
        finally:
            process.kill()  # also where this thread is interrupted; a process that has ended is left alone
    return _told(process.returncode, given, complaint)


def _environment() -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name in PASSED_ON}
    paths = [str(ROOT), *(path for path in sys.path if path)]
    return known | {"PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)), "PYTHONUTF8": "1"}


def _told(code: int, given: bytes, complaint: bytes) -> Any:
    """Return what a process said, or how it ended."""
    if code == 0:
        answer = json.loads(given)
        if limit := answer.get("limit"):
            raise LimitMet(Limit(limit))
        return answer["result"]
    if code in _ended_by("SIGXCPU", "SIGKILL"):
        raise LimitMet(Limit.TIME)
    if code in _ended_by("SIGABRT", "SIGSEGV", "SIGBUS"):  # libraries in C that were given no more memory
        raise LimitMet(Limit.MEMORY)
    raise ProcessFailed(complaint[-2000:].decode(errors="replace") or f"exit code {code}")


def _ended_by(*names: str) -> set[int]:
    import signal

    return {-getattr(signal, name) for name in names if hasattr(signal, name)}


# In the process


def _serve(processor_seconds: int, memory_bytes: int, answer_bytes: int) -> None:
    """Answer one question from standard input."""
    _limit(processor_seconds, memory_bytes)
    try:
        asked = json.loads(sys.stdin.buffer.readline())
        module, _colon, name = asked["function"].partition(":")
        result = getattr(import_module(module), name)(sys.stdin.buffer.read(), **asked["arguments"])
        answer = json.dumps({"result": result}).encode()
        if len(answer) > answer_bytes:
            answer = json.dumps({"limit": Limit.ANSWER}).encode()
    except MemoryError:
        answer = json.dumps({"limit": Limit.MEMORY}).encode()
    sys.stdout.buffer.write(answer)


def _limit(processor_seconds: int, memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the clock alone ends it
        return
    resource.setrlimit(resource.RLIMIT_CPU, (processor_seconds, processor_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)


def _main() -> int:
    try:
        _serve(*map(int, sys.argv[1:]))
    except Exception as error:  # noqa: BLE001 - its words may quote the document: what is told is where it failed
        sys.stderr.write("".join([*traceback.format_tb(error.__traceback__)[-5:], type(error).__name__]))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(_main())
