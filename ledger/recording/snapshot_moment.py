"""The moment as of which a report is made, chosen without stopping a writer: a consistent cut through the ledger."""

import datetime
import time
from dataclasses import dataclass

from django.db import connection, transaction

from ledger.models import Entry, TopicText, User
from ledger.recording.clock import TICK, ClockReading, look
from ledger.recording.writers_lock import LOOK_SECONDS, oldest_writer

OWN_WORDS_SECONDS = 3
"""How long a reader waits for a slow writer that keeps their own newest entry out of the report."""


@dataclass(frozen=True)
class SnapshotMoment:
    """A chosen moment, ``at``. ``is_behind``: newer words are committed already, but an older writer is under way."""

    at: datetime.datetime
    is_behind: bool = False


def choose_snapshot_moment() -> datetime.datetime:
    """Choose a moment such that nothing recorded by it is still to be committed; see ``take_snapshot``."""
    return take_snapshot().at


def take_snapshot(reader: User | None = None) -> SnapshotMoment:
    """Choose a moment such that nothing recorded by it is still to be committed, and say whether it is behind.

    It is never before the newest entry, text on a topic, release or seal, whatever the clock says, unless a writer is
    under way: then it is the moment before the oldest of these began. A ``reader`` whose own words are newer waits for
    it, some seconds at most. On SQLite it waits for the one writer.
    """
    if connection.vendor != "postgresql":
        with transaction.atomic():
            return SnapshotMoment(_latest(look()))
    ends = time.monotonic() + OWN_WORDS_SECONDS
    snapshot, newest = _before_all_writers()
    while reader and snapshot.is_behind and newest and _has_newer(reader, snapshot.at, newest):
        if time.monotonic() > ends:
            break
        time.sleep(LOOK_SECONDS)
        snapshot, newest = _before_all_writers()
    return snapshot


def _before_all_writers() -> tuple[SnapshotMoment, datetime.datetime | None]:
    # The clock and the newest stamps first, then the marks: a writer that has no mark by then will stamp after both,
    # and a writer whose mark has gone has committed what the report's queries, which come later, will see.
    found, oldest = look(), oldest_writer()
    at = min(_latest(found), oldest - TICK) if oldest else _latest(found)
    return SnapshotMoment(at, is_behind=found.recorded is not None and found.recorded > at), found.recorded


def _latest(found: ClockReading) -> datetime.datetime:
    return max(filter(None, (found.now, found.newest)))


def _has_newer(reader: User, moment: datetime.datetime, newest: datetime.datetime) -> bool:
    """Tell whether the person recorded something after the moment, up to the newest stamp."""
    theirs = {"author": reader, "recorded_at__gt": moment, "recorded_at__lte": newest}
    return any(model.objects.filter(**theirs).exists() for model in (Entry, TopicText))
