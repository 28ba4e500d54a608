"""How quickly many items are written: `python -m tests.benchmarks.bulk [ITEMS] [ENTRIES]`, on LEDGER_DATABASE_URL's.

The database must be empty and migrated, or hold a made-up ledger. Fills it with half as many items by `make_volume`'s
path, then imports ITEMS with ENTRIES each beside their opening. Prints what a second takes by the clock, and the
processor's microseconds for each entry, here and in PostgreSQL. A script and no test: a busy machine must not break
the suite.
"""

import datetime
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.db import connection  # noqa: E402

from ledger.models import Dialogue, Round, Topic, User  # noqa: E402
from ledger.recording import EntryContent, EvidenceGiven, ItemGiven, import_items  # noqa: E402
from ledger.recording.volume import CODE, fill  # noqa: E402
from ledger.vocabulary import FactBasis, Kind, Status  # noqa: E402

ITEMS, ENTRIES = 10_000, 5


def main(items: int = ITEMS, entries: int = ENTRIES) -> None:
    """Fill and import; a line for each."""
    measure("make_volume", items // 2, items // 2 * 10, lambda: fill(items // 2, entries=10))
    dialogue, user = Dialogue.objects.get(code=CODE), User.objects.get(username="volume")
    last = dialogue.rounds.order_by("-number").first()
    day = datetime.date(2015, 1, 1)
    round = Round.objects.create(
        dialogue=dialogue,
        number=(last.number or 0) + 1 if last else 1,
        starts_on=day,
        ends_on=day,
        dates_basis=FactBasis.STATED,
    )
    rows = rows_of(round, items, entries)
    total = items * (entries + 1)
    measure("import_items", items, total, lambda: import_items(user=user, dialogue=dialogue, rows=rows))


def rows_of(round: Round, items: int, entries: int) -> Iterator[ItemGiven]:
    """Make up rows of a tracker with a year's update after another, the first with a link."""
    topics, parties = list(Topic.objects.all()[:5]), list(round.dialogue.parties.all())
    for at in range(items):
        yield ItemGiven(
            row=at + 2,
            round=round,
            fields={
                "kind": Kind.UNDERTAKEN,
                "summary_en": f"Take steps {at} to prevent torture in all places of detention.",
                "topics": [topics[at % len(topics)]],
                "owed_by": [parties[at % 2]],
            },
            entries=[
                EntryContent(
                    status=Status.IN_PROGRESS,
                    note=f"Progress was reported in year {year} on row {at}.",
                    effective_on=datetime.date(2016 + year % 10, 3, 1),
                    evidence=()
                    if year
                    else (EvidenceGiven(title="Report", url="https://example.org/report"),),
                )
                for year in range(entries)
            ],
        )


def measure(name: str, items: int, entries: int, act: Callable[[], object]) -> None:
    """Do something, and print how quickly it wrote so many items and entries."""
    server = server_seconds()
    began, mine = time.perf_counter(), time.process_time()
    act()
    seconds, mine = time.perf_counter() - began, time.process_time() - mine
    there = f", {(server_seconds() - server) / entries * 1e6:.0f} in PostgreSQL" if server else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:14}{items / seconds:8,.0f} items, {entries / seconds:8,.0f} entries a second;"
        f" {mine / entries * 1e6:.0f} µs of the processor for each entry here{there}; {peak:.0f} MB"
    )


def server_seconds() -> float:
    """Return the processor time of PostgreSQL's process behind the connection; 0 where it cannot be read."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    columns = stat.read_text().rsplit(")", 1)[1].split()
    return (int(columns[11]) + int(columns[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
