"""Django's `migrate`, which runs where the ledger's triggers do not stand, too: it is what puts them back."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.utils import CursorWrapper

from ledger.recording import triggers

MIGRATING = 0x4C454447
"""The key of PostgreSQL's advisory lock that a migration holds."""
LOOK_EVERY_SECONDS = 0.5


class Command(migrate.Command):
    """Applies migrations and, with or without any to apply, installs the ledger's triggers (``ledger.apps``)."""

    def check(self, **options: Any) -> None:  # type: ignore[override]
        """Run the system checks, but that of the triggers."""
        with triggers.check_left_out():
            super().check(**options)

    def handle(self, *args: object, **options: object) -> None:
        """Migrate once another `migrate` of the same database has ended: two servers may begin at once."""
        with self._alone(str(options["database"])):
            super().handle(*args, **options)

    @contextmanager
    def _alone(self, database: str) -> Iterator[None]:
        """Hold an advisory lock on PostgreSQL. It is tried again and again: a query that waits for it would keep a
        snapshot, for which an index that is built concurrently waits.
        """
        connection = connections[database]
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            is_waiting = False
            while not _is_locked(cursor):
                if not is_waiting:
                    self.stdout.write("Another migrate is at work in this database: waiting for its end.")
                is_waiting = True
                time.sleep(LOOK_EVERY_SECONDS)
        yield
        # Where migrating fails, the command ends and its connection with it.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])


def _is_locked(cursor: CursorWrapper) -> bool:
    cursor.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATING])
    return bool(cursor.fetchone()[0])
