"""What the benchmark runs on: gunicorn with 2 workers of 4 threads, and what its processes and PostgreSQL's use.

Processor time is read from /proc, to the nanosecond (schedstat); without /proc it is 0, and memory with it.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROC = Path("/proc")
WORKERS, THREADS = 2, 4
SECRET_KEY = "a key of benchmarks, which guards nothing at all; long enough"
START_SECONDS = 60
LEDGER, BARE = "tests.benchmarks.ledger_settings", "tests.benchmarks.bare.settings"


def environment(url: str, folder: str, settings: str, port: int = 8000) -> dict[str, str]:
    """The variables of a process: the machine's own without any LEDGER_ of it, then ours; debug is off."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    return kept | {
        "LEDGER_DATABASE_URL": url,
        "LEDGER_VAR_DIR": folder,
        "LEDGER_SECRET_KEY": SECRET_KEY,
        "LEDGER_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "LEDGER_THREADS": str(THREADS),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(ROOT),
    }


def run(words: list[str], variables: Mapping[str, str]) -> str:
    """Run Python with these words to its end and give what it printed; ends the benchmark where it fails."""
    code, said = tried(words, variables)
    if code:
        sys.exit(f"`{' '.join(words[:4])}` ended with {code}:\n{said}")
    return said


def tried(words: list[str], variables: Mapping[str, str]) -> tuple[int, str]:
    """Run Python with these words; its exit code, and what it printed, or else what it complained of."""
    done = subprocess.run([sys.executable, *words], cwd=ROOT, env=variables, capture_output=True, text=True)
    return done.returncode, done.stderr if done.returncode else done.stdout


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its port, and the process id of its master."""

    name: str
    port: int
    pid: int

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        return children(self.pid)

    def processor_ms(self) -> float:
        """Processor time of its workers so far, and of the processes that they started, in milliseconds."""
        return sum(map(processor_ms_of_all, self.workers()))

    def forget_peak(self) -> None:
        """Let the peak of each worker's memory begin anew."""
        for worker in self.workers():
            with suppress(OSError):
                (PROC / str(worker) / "clear_refs").write_text("5")

    def peak_mb(self) -> float:
        """The most memory that a worker held since, in MB."""
        return max((field_mb(worker, "status", "VmHWM:") for worker in self.workers()), default=0)

    def memory_mb(self) -> float:
        """The memory of its largest worker, in MB: what it shares with no other and its part of what is shared."""
        return max((field_mb(worker, "smaps_rollup", "Pss:") for worker in self.workers()), default=0)


@contextmanager
def serving(name: str, url: str, folder: str, settings: str, application: str) -> Iterator[Server]:
    """Serve an application until the block ends."""
    port = _free_port()
    words = [
        *("-m", "gunicorn", application, "--worker-class", "gthread", "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--threads", str(THREADS), "--keep-alive", "60", "--timeout", "600"),
        *("--log-level", "warning"),
    ]
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment(url, folder, settings, port)
    )
    try:
        _wait_for(process, port)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit(f"gunicorn ended with {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    sys.exit(f"nothing answered on port {port} within {START_SECONDS} s")


# --- What processes use


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for stat in PROC.glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def processor_ms(pid: int) -> float:
    """Processor time of a process and of all its threads so far, in milliseconds."""
    nanoseconds = 0
    for thread in (PROC / str(pid) / "task").glob("*/schedstat"):
        with suppress(OSError):
            nanoseconds += int(thread.read_text().split()[0])
    return nanoseconds / 1e6


def processor_ms_of_all(pid: int) -> float:
    """Processor time of a process and of those that it started, ended ones among them, in milliseconds."""
    found = processor_ms(pid) + sum(map(processor_ms, children(pid)))
    with suppress(OSError, IndexError):
        ended = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[13:15]
        found += sum(map(int, ended)) * 1000 / os.sysconf("SC_CLK_TCK")
    return found


def field_mb(pid: int, file: str, name: str) -> float:
    """A field of what /proc tells of a process's memory, in MB."""
    with suppress(OSError):
        for line in (PROC / str(pid) / file).read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    return 0


@dataclass
class Database:
    """The processes of a PostgreSQL server, by the process id of its postmaster; None on SQLite, which has none."""

    postmaster: int | None

    def processor_ms(self) -> float:
        """Processor time of all its processes so far, those that have ended among them, in milliseconds."""
        return processor_ms_of_all(self.postmaster) if self.postmaster else 0


def postmaster_of(url: str) -> int | None:
    """The process id of the server behind the URL of a throw-away database; None for SQLite."""
    if not url.startswith("postgresql"):
        return None
    import psycopg

    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT pg_backend_pid()").fetchone()
        assert row
        stat = (PROC / str(row[0]) / "stat").read_text()
        return int(stat.rpartition(")")[2].split()[1])
