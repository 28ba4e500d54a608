"""Stamp when something is recorded: one clock for all writers.

The stamp is the database's clock, so that web servers whose clocks differ cannot disagree. Writers stamp while they
hold the writers' lock (``writers_lock``). SQLite has one writer.
"""

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.models import (
    Entry,
    FileRelease,
    RoundRelease,
    Seal,
    StatementRelease,
    TopicText,
    TopicTextRelease,
)
from ledger.recording import triggers
from ledger.recording.errors import ClockWrong

TOLERANCE = datetime.timedelta(minutes=2)
"""How far the clock may be behind the newest stamp, or this machine's from PostgreSQL's: synchronised ones are not a
second apart. Up to this, what is recorded bears the newest stamp; beyond it, nothing is recorded.
"""
STAMPED: Mapping[str, tuple[type[Model], str]] = {
    "last_entry": (Entry, "recorded_at"),
    "last_text": (TopicText, "recorded_at"),
    "last_text_release": (TopicTextRelease, "recorded_at"),
    "last_statement_release": (StatementRelease, "recorded_at"),
    "last_round_release": (RoundRelease, "recorded_at"),
    "last_file_release": (FileRelease, "recorded_at"),
    "last_seal": (Seal, "known_at"),
}
"""What bears a stamp, by the column in which a clock correction holds its newest key: model and column, indexed."""
TICK = datetime.timedelta(microseconds=1)
"""The smallest step between two stamps."""


def now() -> datetime.datetime:
    """Return the present moment in UTC, microseconds, by the database's clock where it has one."""
    if connection.vendor != "postgresql":
        return _present(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return _present(cursor.fetchone()[0])


def _present(told: datetime.datetime | None) -> datetime.datetime:
    """Return the present moment: as the database told it, else by this machine's clock. Tests set it here."""
    return told.astimezone(datetime.UTC) if told else timezone.now()


def ledger_day(moment: datetime.datetime) -> datetime.date:
    """Return the calendar day of a moment in the ledger's time zone."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE)).date()


@dataclass(frozen=True)
class ClockReading:
    """The facts that a writer has to know once it holds its locks, read in one query (``look``).

    ``now`` is the present moment, ``machine`` the same by this machine's own clock; ``recorded`` that of the newest
    entry, text, release or clock correction, ``sealed`` that of the newest seal, but for those that a clock correction
    closed; ``guards`` tells of the triggers found standing (``triggers.FINGERPRINT``).
    """

    now: datetime.datetime
    machine: datetime.datetime
    recorded: datetime.datetime | None
    sealed: datetime.datetime | None
    guards: str

    @property
    def newest(self) -> datetime.datetime | None:
        """The newest stamp of all."""
        return max(filter(None, (self.recorded, self.sealed)), default=None)

    @property
    def is_ahead(self) -> bool:
        """Whether the newest stamp lies so far ahead of the clock that nothing is recorded."""
        return self.newest is not None and self.newest - self.now > TOLERANCE

    def check(self) -> None:
        """Raise TriggersMissing or ClockWrong where nothing can be recorded."""
        self.prove()
        self.check_machine()
        if self.is_ahead:
            raise ClockWrong(_behind(self.now, self.newest))

    def check_machine(self) -> None:
        """Raise ClockWrong where this machine's clock and PostgreSQL's differ: nobody knows which is right."""
        if abs(self.machine - self.now) > TOLERANCE:
            raise ClockWrong(
                _("Nothing was recorded: this server's clock says %(here)s, PostgreSQL's %(there)s.")
                % {"here": in_words(self.machine), "there": in_words(self.now)}
                + " "
                + _("Those who run the ledger set both right; send this again then.")
            )

    def prove(self) -> None:
        """Raise TriggersMissing where a trigger does not stand."""
        triggers.prove_found(connection, self.guards)


def look() -> ClockReading:
    """Read the clock, the newest stamps and the triggers. One query: every write asks it."""
    with connection.cursor() as cursor:
        cursor.execute(_look_sql(connection.vendor))
        told, standing, *found = cursor.fetchone()
    *recorded, sealed = map(_moment, found)
    return ClockReading(
        now=_present(told),
        machine=_present(None),
        recorded=max(filter(None, recorded), default=None),
        sealed=sealed,
        guards=standing or "",
    )


@cache
def _look_sql(vendor: str) -> str:
    """Return SQL of the query that a writer asks: the time, the triggers, the newest correction, the newest stamps.

    What a correction closed is the rows up to a key and after its moment. Corrections are read once, beside the rest:
    asked for anew by each table they took PostgreSQL longer to plan than all else.
    """
    told = "clock_timestamp()" if vendor == "postgresql" else "NULL"
    earliest = "'-infinity'::timestamptz" if vendor == "postgresql" else "''"
    keys = (f'COALESCE(MAX("{last}"), 0) AS "{last}"' for last in STAMPED)
    newest = (_newest_sql(last, model._meta.db_table, column) for last, (model, column) in STAMPED.items())
    columns = (told, triggers.FINGERPRINT[vendor], '"corrected_at"', *newest)
    return (
        f'WITH closed AS (SELECT MAX("corrected_at") AS "corrected_at",'  # noqa: S608  names of our own
        f' COALESCE(MAX("corrected_at"), {earliest}) AS "until", {", ".join(keys)} FROM "ledger_clockcorrection")'
        f" SELECT {', '.join(columns)} FROM closed"
    )


def _newest_sql(last: str, table: str, column: str) -> str:
    """Return SQL of the newest stamp of a table that no correction closed: by the index, from its end on
    (hence ``+ 0``).
    """
    return (
        f'(SELECT "{column}" FROM "{table}" WHERE "{column}" > closed."until" AND "id" + 0 > closed."{last}"'  # noqa: S608  the same
        f' ORDER BY "{column}" DESC LIMIT 1)'
    )


def in_words(moment: datetime.datetime) -> str:
    """Return a moment to the second, in the ledger's time zone, for people who compare clocks."""
    return f"{moment.astimezone(zoneinfo.ZoneInfo(settings.LEDGER_TIME_ZONE)):%Y-%m-%d %H:%M:%S %Z}"


def _behind(now: datetime.datetime, newest: datetime.datetime | None) -> str:
    assert newest is not None
    return (
        _(
            "Nothing was recorded: the server's clock says %(now)s, which is before the newest stamp, %(newest)s."
        )
        % {"now": in_words(now), "newest": in_words(newest)}
        + " "
        + _(
            "If the clock is wrong, those who run the ledger set it right, and you send this again. If the clock is"
            " right, that stamp is false: two people close it at %(address)s."
        )
        % {"address": settings.LEDGER_PUBLIC_URL + reverse("admin:ledger_seal_clock")}
    )


def _moment(told: datetime.datetime | str | None) -> datetime.datetime | None:
    """Return a moment as a query without a model gives it: text on SQLite, in UTC."""
    if told is None:
        return None
    moment = datetime.datetime.fromisoformat(told) if isinstance(told, str) else told
    return moment.replace(tzinfo=datetime.UTC) if moment.tzinfo is None else moment.astimezone(datetime.UTC)


def stamp() -> datetime.datetime:
    """Return the moment at which something is recorded: after the newest stamp and every seal, whatever the
    clock says.

    Call it once the rows are locked: another writer's stamps are seen then. A clock that steps back by seconds moves
    nothing into a past that was already read and sealed. One query; raises TriggersMissing where a trigger does not
    stand, ClockWrong where the clock cannot be right.
    """
    found = look()
    found.check()
    # After it, not at it: the newest stamp may be the moment as of which somebody asked (``take_snapshot``).
    return max(found.now, found.newest + TICK) if found.newest else found.now
