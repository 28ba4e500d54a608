"""What the longest reports take: `python tests/benchmarks/long_reports.py [ENTRIES]` (some minutes).

In a ledger of its own in a temporary folder, which `make_volume` fills with 33,000 entries unless another number is
given: the report of all its topics and the brief on its dialogue as JSON, CSV and XLSX, and some topics as PDF and
Word, each by the `report` command in a process of its own. Prints seconds of processor time, megabytes written and the
peak of memory; exits 1 where a table or JSON took more than 300 MB.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENTRIES, EACH, TOPICS = 33_000, 3, 30
MOST_MB = 300
STREAMED = ("json", "csv", "xlsx")
PAGED_TOPICS = 3
"""Of how many topics the report is made as PDF and Word: some 5,000 of 33,000 entries."""


def environment(folder: str) -> dict[str, str]:
    """A ledger of its own."""
    return os.environ | {
        "LEDGER_VAR_DIR": folder,
        "LEDGER_DATABASE_URL": f"sqlite:///{folder}/ledger.sqlite3",
        "LEDGER_SECRET_KEY": "a key of benchmarks, which guards nothing at all; long enough",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def run(folder: str, *words: str) -> tuple[float, float]:
    """Run a command; its seconds of processor time and its peak of memory in MB."""
    process = subprocess.Popen([sys.executable, "-m", "django", *words], cwd=ROOT, env=environment(folder))
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(words[:3])} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(folder: str, name: str, form: str, *asked: str) -> bool:
    """Write a report and print what it took; whether it stayed within its memory."""
    path, begun = Path(folder, f"report.{form}"), time.monotonic()
    seconds, peak = run(folder, "report", *asked, "--output", str(path))
    waited, size = time.monotonic() - begun, path.stat().st_size / 1e6
    is_within = form not in STREAMED or peak <= MOST_MB
    print(
        f"{name:24}{form:6}{seconds:7.1f} s ({waited:.0f} s by the clock){size:8.1f} MB{peak:7.0f} MB of memory"
        f"{'' if is_within else f': more than {MOST_MB}'}",
        flush=True,
    )
    return is_within


def main(entries: int) -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as folder:
        run(folder, "migrate", "--verbosity", "0")
        run(folder, "make_volume", str(entries // EACH), "--entries", str(EACH))
        topics = [word for number in range(TOPICS) for word in ("--topic", f"volume-{number}")]
        asked = {"all topics": ("topic", *topics), "the dialogue": ("dialogue", "--dialogue", "VOLUME")}
        held = [measure(folder, name, form, *words) for name, words in asked.items() for form in STREAMED]
        for form in ("pdf", "docx"):
            measure(folder, f"{PAGED_TOPICS} topics", form, "topic", *topics[: 2 * PAGED_TOPICS])
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else ENTRIES)
