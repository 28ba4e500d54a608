"""How quickly a ledger goes out, is checked and comes back: `python tests/benchmarks/archive.py [ITEMS] [ENTRIES]`.

Makes a ledger up (SQLite, or LEDGER_DATABASE_URL's, which must be empty), exports it, checks the archive and restores
it into a new SQLite ledger: each by its own command. Prints entries a second of processor time and of the clock, and
the peak memory of the largest so far. A script and no test: a busy machine must not break the suite.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ITEMS, ENTRIES = 10_000, 10


def main(items: int = ITEMS, entries: int = ENTRIES) -> None:
    """Make, export, check and restore; a line for each."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "volume.zip")
        first = os.environ | {"LEDGER_VAR_DIR": f"{folder}/first", "LEDGER_MAKE_SECRET_KEY": "1"}
        second = first | {"LEDGER_VAR_DIR": f"{folder}/second", "LEDGER_DATABASE_URL": ""}
        manage = [sys.executable, "manage.py"]
        run("migrate", [*manage, "migrate", "--verbosity=0"], first, 0)
        total = items * entries
        run("make_volume", [*manage, "make_volume", str(items), "--entries", str(entries)], first, total)
        run("export_ledger", [*manage, "export_ledger", str(archive)], first, total)
        program = ROOT / "ledger" / "archive" / "verify_ledger.py"
        run("verify_ledger.py", [sys.executable, str(program), str(archive)], first, total)
        run("migrate", [*manage, "migrate", "--verbosity=0"], second, 0)
        run("restore_ledger", [*manage, "restore_ledger", str(archive)], second, total)
        print(f"{'archive':18}{archive.stat().st_size / 1e6:8.1f} MB")


def run(name: str, command: list[str], environment: dict[str, str], entries: int) -> None:
    """Run a command, and print how many entries a second it took; none for a command that is not measured."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if entries:
        seconds = time.perf_counter() - began
        processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        rate, mine = entries / seconds, entries / processor
        # What children used at most is a single figure, which only grows: that of the largest so far.
        print(
            f"{name:18}{mine:8,.0f} of a processor second, {rate:8,.0f} a second, {after.ru_maxrss / 1024:6.0f} MB"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
