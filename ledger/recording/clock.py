"""When something is recorded: one clock for all writers, and a cut through what they have written.

On PostgreSQL a row stamped before and committed after a moment would change a past report. Writers therefore hold
a shared advisory lock from before they stamp until they commit; whoever chooses a moment takes it exclusively. The
stamp is the database's clock, so that web servers whose clocks differ cannot disagree. SQLite has one writer.
"""

import datetime
import zoneinfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from ledger.models import Entry, Seal, StatementRelease, TopicText, TopicTextRelease

WRITERS = 0x4C454447_45520001
"""The advisory lock's key: "LEDGER" and a number."""


def now() -> datetime.datetime:
    """The present moment in UTC, microseconds, by the database's clock where it has one."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0].astimezone(datetime.UTC)


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


def stamp_after(last: datetime.datetime | None) -> datetime.datetime:
    """The moment at which something is recorded that follows ``last``: not before it, and after every seal.

    A clock that steps back moves nothing into a past that was already read and sealed.
    """
    sealed = Seal.objects.order_by("-known_at").values_list("known_at", flat=True).first()
    after_seal = sealed + datetime.timedelta(microseconds=1) if sealed else None
    return max(filter(None, (now(), last, after_seal)))


def cut() -> datetime.datetime:
    """Choose a moment such that nothing recorded by it is still to be committed: waits for writers under way.

    It is never before the last entry, text on a topic or release of a statement, whatever the clock says.
    """
    with transaction.atomic():
        wait_for_writers()
        recorded = (Entry, TopicText, TopicTextRelease, StatementRelease)
        last = [model.objects.aggregate(last=Max("recorded_at"))["last"] for model in recorded]
        return max(filter(None, (now(), *last)))
