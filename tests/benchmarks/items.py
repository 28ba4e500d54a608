"""How quick the items' list stays: `python tests/benchmarks/items.py`, on a ledger that `make_volume` filled.

Asks the ledger of the environment (`LEDGER_DATABASE_URL`, `LEDGER_VAR_DIR`) as account `volume`, without a server, and
prints for each page the median of the times in milliseconds, its ratio to the first page, and its size compressed. A
script and no test: a busy machine must not break the suite.
"""

import gzip
import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from ledger.models import Item, User  # noqa: E402

TIMES = 5
PAGES = {
    "first page": "",
    "next page": "after={first}",
    "page in the middle": "after={middle}",
    "last page": "before=end",
    "by review date, first": "sort=review",
    "by review date, last": "sort=review&before=end",
    "by status, last": "sort=status&before=end",
    "mine": "officer=me",
    "a topic, open": "topic=volume-3&status=open",
    "overdue, heads": "overdue=1&heads=1",
    "search, a common word": "q=tort",
    "search, two words": "q=prision memor",
    "search, a reference": "q=VOLUME-3-07&kind=agreed",
    "search, nothing": "q=xylophone",
}


def client_of(username: str) -> Client:
    """A browser in which the account is signed in."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def measured(client: Client, query: str) -> tuple[float, int]:
    """The median of the milliseconds that a page takes, and its size compressed, in bytes."""
    times, content = [], b""
    for _time in range(TIMES):
        start = time.perf_counter()
        answer = client.get(f"/items/?{query}")
        times.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, query
        content = answer.content
    return statistics.median(times), len(gzip.compress(content))


def main() -> None:
    """Print the table."""
    out = sys.stdout.write
    client, keys = client_of("volume"), Item.objects.order_by("pk").values_list("ref", flat=True)
    count = keys.count()
    places = {"first": keys[count - 1], "middle": keys[count // 2]}
    client.get("/items/")  # what is read once per process
    out(f"{count} items on {settings.DATABASES['default']['ENGINE'].rpartition('.')[2]}\n")
    first = 0.0
    for name, query in PAGES.items():
        taken, size = measured(client, query.format(**places))
        first = first or taken
        out(f"{name:24}{taken:8.0f} ms  x{taken / first:5.2f}  {size / 1000:6.1f} KB\n")


if __name__ == "__main__":
    main()
