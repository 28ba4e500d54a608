"""A writer that has recorded and does not commit yet: an import, a change of many items."""

import datetime
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection

from ledger.models import Item, User
from ledger.recording import writing
from ledger.vocabulary import Status
from tests.makers import make_entry

PATIENCE_SECONDS = 30


@dataclass
class SlowWriter:
    """``stamped`` is the stamp of what it recorded; it commits once ``go_on`` is set."""

    stamped: datetime.datetime = field(init=False)
    go_on: threading.Event = field(default_factory=threading.Event)


@contextmanager
def slow_writer(
    item: Item, user: User, note: str = "Slowly.", status: Status | None = None
) -> Iterator[SlowWriter]:
    """A thread that recorded a note or a status on the item, and commits once told, or when the block ends."""
    begun, slow = threading.Event(), SlowWriter()

    def write() -> None:
        try:
            with writing(item):
                slow.stamped = make_entry(item, status, user, note=note).recorded_at
                begun.set()
                assert slow.go_on.wait(PATIENCE_SECONDS)
        finally:
            begun.set()
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        written = pool.submit(write)
        assert begun.wait(PATIENCE_SECONDS)
        try:
            yield slow
        finally:
            slow.go_on.set()
            written.result()
