"""When something is recorded: one clock for all writers, and a cut through what they have written.

On PostgreSQL a row stamped before and committed after a moment would change a past report. Writers therefore hold
a shared advisory lock from before they stamp until they commit; whoever chooses a moment takes it exclusively. The
stamp is the database's clock, so that web servers whose clocks differ cannot disagree. SQLite has one writer.
"""

import datetime
import json
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from ledger.recording import triggers
from ledger.recording.errors import Unguarded

WRITERS = 0x4C454447_45520001
"""The advisory lock's key: "LEDGER" and a number."""
NEWEST_STAMPS = (
    '(SELECT MAX("recorded_at") FROM "ledger_entry")',
    '(SELECT MAX("recorded_at") FROM "ledger_topictext")',
    '(SELECT MAX("recorded_at") FROM "ledger_topictextrelease")',
    '(SELECT MAX("recorded_at") FROM "ledger_statementrelease")',
    '(SELECT MAX("recorded_at") FROM "ledger_roundrelease")',
    '(SELECT MAX("known_at") FROM "ledger_seal")',
)
"""SQL: the newest stamp of all that bears one, seals last. Each column has an index."""
TICK = datetime.timedelta(microseconds=1)
"""The smallest step between two stamps."""


def now() -> datetime.datetime:
    """The present moment in UTC, microseconds, by the database's clock where it has one."""
    if connection.vendor != "postgresql":
        return _present(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return _present(cursor.fetchone()[0])


def _present(told: datetime.datetime | None) -> datetime.datetime:
    """The present moment: as the database told it, else by this machine's clock. Tests set it here."""
    return told.astimezone(datetime.UTC) if told else timezone.now()


def ledger_day(moment: datetime.datetime) -> datetime.date:
    """The calendar day of a moment in the ledger's time zone."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE)).date()


def join_writers() -> None:
    """Take the writers' lock until the transaction ends; call inside one, before stamping."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [WRITERS])


def wait_for_writers() -> None:
    """Wait until those who write have ended, and keep others waiting until the transaction ends; call inside one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITERS])


@dataclass(frozen=True)
class Look:
    """What a writer has to know once it holds its locks, read in one query (``look``).

    ``now`` is the present moment, ``recorded`` that of the newest entry, text or release, ``sealed`` that of the newest
    seal; ``guards`` are the triggers found standing.
    """

    now: datetime.datetime
    recorded: datetime.datetime | None
    sealed: datetime.datetime | None
    guards: Mapping[str, str]

    def prove(self) -> None:
        """Raise Unguarded where a trigger does not stand."""
        if names := triggers.missing_among(self.guards, connection.vendor):
            raise Unguarded(names)


def look() -> Look:
    """Read the clock, the newest stamps and the triggers. One query: every write asks it."""
    told = "clock_timestamp()" if connection.vendor == "postgresql" else "NULL"
    columns = (told, triggers.STANDING_AS_JSON[connection.vendor], *NEWEST_STAMPS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}")
        now, standing, *found = cursor.fetchone()
    *recorded, sealed = map(_moment, found)
    return Look(
        now=_present(now),
        recorded=max(filter(None, recorded), default=None),
        sealed=sealed,
        guards=json.loads(standing or "{}"),
    )


def _moment(told: datetime.datetime | str | None) -> datetime.datetime | None:
    """A moment as a query without a model gives it: text on SQLite, in UTC."""
    if told is None:
        return None
    moment = datetime.datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)


def stamp() -> datetime.datetime:
    """The moment at which something is recorded: not before the newest stamp, and after every seal.

    Call it once the rows are locked: another writer's stamps are seen then. A clock that steps back moves nothing into
    a past that was already read and sealed. One query; raises Unguarded where a trigger does not stand.
    """
    found = look()
    found.prove()
    after_seal = found.sealed + TICK if found.sealed else None
    return max(filter(None, (found.now, found.recorded, after_seal)))


def cut() -> datetime.datetime:
    """Choose a moment such that nothing recorded by it is still to be committed: waits for writers under way.

    It is never before the newest entry, text on a topic, release or seal, whatever the clock says.
    """
    with transaction.atomic():
        wait_for_writers()
        found = look()
        return max(filter(None, (found.now, found.recorded, found.sealed)))
