"""The writers' lock on PostgreSQL, and marks that tell since when each writer is under way. SQLite has one writer.

A writer holds an advisory lock, shared with other writers, from before it stamps until its transaction ends. In the
same statement it locks its mark: a second key, made of the database's clock at that moment. ``pg_locks`` shows the keys
to every role, so that a reader chooses a moment before the oldest mark and stops nobody (``snapshot_moment``). A caller
that needs all writers to have ended takes the lock exclusively.
"""

import datetime
import time

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from ledger.recording.errors import RuleViolation

WRITERS = 0x4C454447_45520001
"""The advisory lock's key: "LEDGER" and a number."""
MARK_TAG, MARK_BITS = 0x4C5, 52
"""A mark's key: the tag, and below it microseconds since 1970, which fit until the year 2112."""
WAIT_SECONDS = 10
"""How long a seal, an issued report or a clock correction waits for writers under way."""
LOOK_SECONDS = 0.05
LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that was waited for longer than ``lock_timeout``."""

# One mark for each transaction, however many times it locks: it stands in a setting of the transaction, which a
# savepoint that is rolled back takes away together with the lock.
_LOCK_MARK = """
    pg_advisory_xact_lock_shared(%s + coalesce(
        nullif(current_setting('ledger.mark', true), ''),
        set_config('ledger.mark', (extract(epoch FROM clock_timestamp()) * 1000000)::bigint::text, true)
    )::bigint)
"""
_UNDER_WAY = """
    SELECT min(mark), max(mark) FROM (
        SELECT ((classid::bigint << 32) | objid::bigint) & %s AS mark FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> (%s - 32) = %s
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND pid IS DISTINCT FROM pg_backend_pid()
    ) AS marks
"""
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class WritersUnderWay(RuleViolation):
    """Writers were under way for longer than a seal waits; nothing was written."""

    halts_the_ledger = True
    """The command line prints the sentence alone."""

    def __init__(self, says: str = "") -> None:
        says = says or _(
            "Nothing was sealed or issued: somebody has been recording for more than %(seconds)s seconds, such as an"
            " import or a change of many items, and this must wait for them. Send it again in a minute."
        )
        super().__init__({"ledger": says % {"seconds": WAIT_SECONDS}})


def lock_shared() -> None:
    """Take the writers' lock and a mark until the transaction ends; call inside one, before stamping."""
    if connection.vendor == "postgresql":
        _lock("pg_advisory_xact_lock_shared")


def _lock(function: str) -> None:
    # The mark after the lock: a writer that waits for a seal has not begun.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s), {_LOCK_MARK}", [WRITERS, MARK_TAG << MARK_BITS])


def oldest_writer() -> datetime.datetime | None:
    """Return the mark of the oldest writer under way but for this connection; None where nobody else writes.
    PostgreSQL.
    """
    oldest, _newest = _under_way()
    return _EPOCH + datetime.timedelta(microseconds=oldest) if oldest else None


def _under_way() -> tuple[int | None, int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [(1 << MARK_BITS) - 1, MARK_BITS, MARK_TAG])
        oldest, newest = cursor.fetchone()
        return oldest, newest


def wait_for_writers(says: str = "") -> None:
    """Wait until those who write have ended, and keep others waiting until the transaction ends; call inside one.

    Writers that are under way are waited for beside the lock's queue: behind a caller who queues for the exclusive lock
    every new writer would stand still. Raises WritersUnderWay, with ``says`` where that is another sentence.
    """
    if connection.vendor != "postgresql":
        return
    ends = time.monotonic() + WAIT_SECONDS
    oldest, last = _under_way()
    while oldest and last and oldest <= last:
        if time.monotonic() > ends:
            raise WritersUnderWay(says)
        time.sleep(LOOK_SECONDS)
        oldest, _newest = _under_way()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT_SECONDS}s"])
    try:
        _lock("pg_advisory_xact_lock")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE:
            raise WritersUnderWay(says) from error
        raise
