"""How quick the pages stay: `python tests/benchmarks/items.py`, on a ledger that `make_volume` filled.

Asks the ledger of the environment (`LEDGER_DATABASE_URL`, `LEDGER_VAR_DIR`) as account `volume`, without a server, and
prints for each page the median of the times in milliseconds, its ratio to the list's first page, its size compressed,
and how many questions it asks of the database. A planned round and a second officer are made for it and taken back. A
script and no test: a busy machine must not break the suite.
"""

import gzip
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from ledger.models import Dialogue, Item, User  # noqa: E402
from ledger.personal import make_feed_key  # noqa: E402
from ledger.vocabulary import Role, RoundState  # noqa: E402

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
    "one in seventy": "q=seventieth",
    "one in thirty": "q=thirtieth",
    "one in ten": "q=tenth",
    "one in seven": "q=seventh",
    "one in ten and in seven": "q=tenth+seventh",
    "and in thirty": "q=tenth+seventh+thirtieth",
    "one in thirty, a common": "q=thirtieth+tort",
    "one in ten, by review": "q=tenth&sort=review",
    "search, a reference": "q=VOLUME-3-07&kind=agreed",
    "search, nothing": "q=xylophone",
}
OTHERS = {
    "workspace": "/",
    "topics": "/topics/",
    "a topic": "/topics/volume-3/",
    "rounds": "/rounds/",
    "a round": "/rounds/VOLUME/{round}/",
    "a planned round": "/rounds/VOLUME/{planned}/",
    "quick note": "/quick-note/",
    "quick note, a word": "/quick-note/?words=tort",
    "quick note, two words": "/quick-note/?words=prision+memor",
    "quick note, a reference": "/quick-note/?words=3-7",
    "handing over": "/hand-over/",
    "its preview": "/hand-over/?from_user={officer}&to_user={other}",
    "handover sheet": "/hand-over/sheet/{officer}/",
    "calendar": "/calendar/{secret}.ics",
}


def client_of(username: str) -> Client:
    """A browser in which the account is signed in."""
    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def measured(client: Client, address: str) -> tuple[float, int, int]:
    """The median of the milliseconds that a page takes, its size compressed, in bytes, and its number of queries."""
    times, content = [], b""
    for _time in range(TIMES):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        times.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, address
        content = answer.content
    return statistics.median(times), len(gzip.compress(content)), len(queries)


def places() -> dict[str, Any]:
    """What the addresses name. To be called in a transaction that is taken back."""
    dialogue, officer = Dialogue.objects.get(code="VOLUME"), User.objects.get(username="volume")
    keys = Item.objects.order_by("pk").values_list("ref", flat=True)
    count, last = keys.count(), dialogue.rounds.count()
    dialogue.rounds.create(number=last + 1, state=RoundState.PLANNED)
    other = User.objects.create(username="volume-2", password="!")
    other.memberships.create(dialogue=dialogue, role=Role.EDITOR)
    return {
        "count": count,
        "first": keys[count - 1],
        "middle": keys[count // 2],
        "round": last // 2,
        "planned": last + 1,
        "officer": officer.uuid,
        "other": other.uuid,
        "secret": make_feed_key(user=officer),
    }


def main() -> None:
    """Print the table."""
    out, client = sys.stdout.write, client_of("volume")
    client.get("/items/")  # what is read once per process
    first = 0.0
    with transaction.atomic():
        named = places()
        out(f"{named['count']} items on {connection.vendor}\n")
        for name, address in ({name: f"/items/?{query}" for name, query in PAGES.items()} | OTHERS).items():
            taken, size, asked = measured(client, address.format(**named))
            first = first or taken
            out(
                f"{name:24}{taken:8.0f} ms  x{taken / first:5.2f}  {size / 1000:6.1f} KB  {asked:3} queries\n"
            )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
