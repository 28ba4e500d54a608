"""Jobs run at the same time, each in a thread of its own, for what two people do at once."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def at_once(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every job in a thread of its own, begun together; results in order, an exception as a result."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return job()
        except Exception as error:  # noqa: BLE001 (handed back to the test)
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def wait_until_one_waits() -> None:
    """Come back once a connection to this database waits for a lock of PostgreSQL's; fails after five seconds.

    Other databases of the server are those of other processes of the suite, whose tests wait for locks of their own.
    """
    for _look in range(500):
        with connection.cursor() as cursor:
            # Within a transaction the server shows the connections as they were at the first look, unless told so.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("Nobody waits.")
