"""Removing from disk what a redaction destroyed: a list in the database, worked off until nothing is left on it.

A process may be killed between a redaction's commit and the removal of a file, which no transaction covers. So the
redaction's own transaction writes down what must go (``PendingRemoval``), and ``finish_removals`` removes it: after the
commit, before the next redaction's, when a server starts, and before an audit.
"""

import logging

from django.db import DatabaseError, OperationalError, connection, transaction

from ledger.models import Evidence, IssuedReport, PendingRemoval, SourceFile
from ledger.recording import uploads, writers_lock

log = logging.getLogger(__name__)

COPIES = ""
"""In the list: not a file's SHA-256 but all copies that anybody can make again, and unused bytes of the database."""


def remove_after_commit(*digests: str) -> None:
    """Write down that these files and every passing copy must go, and remove them after the commit.

    Call it inside the redaction's transaction.
    """
    PendingRemoval.objects.bulk_create(PendingRemoval(sha256=sha256) for sha256 in (*digests, COPIES))
    transaction.on_commit(finish_removals)


def finish_removals() -> None:
    """Remove whatever is on the list; what cannot be removed now stays on it, and is logged.

    Call it outside a transaction. A file that other standing evidence, a file
    on a round or an issued report holds is kept.
    """
    listed: dict[str, list[int]] = {}
    for key, sha256 in PendingRemoval.objects.order_by("pk").values_list("pk", "sha256"):
        listed.setdefault(sha256, []).append(key)
    for sha256, keys in listed.items():
        try:
            is_gone = leave_no_bytes() if sha256 == COPIES else _remove(sha256)
        except (OSError, writers_lock.WritersUnderWay):
            log.exception("What was redacted could not be removed from disk; it is tried again.")
        else:
            PendingRemoval.objects.filter(pk__in=keys if is_gone else []).delete()


def finish_removals_at_start() -> None:
    """Finish removals as a server starts, which nothing may keep from starting: a ledger not yet set up, a
    busy database.
    """
    try:
        finish_removals()
    except DatabaseError as error:
        log.warning("Whether redacted files are left on disk could not be looked up: %s", error)
    finally:
        connection.close()
        if close_pool := getattr(connection, "close_pool", None):
            close_pool()  # a server that forks after this must not share connections


def _remove(sha256: str) -> bool:
    with transaction.atomic():
        # A writer who is about to name the same content has done so by then, or waits.
        writers_lock.wait_for_writers()
        if not is_held(sha256):
            uploads.remove(sha256)
    return True


def is_held(sha256: str) -> bool:
    """Tell whether evidence or a file on a round that was not redacted, or an issued report, holds the file."""
    if IssuedReport.objects.filter(sha256=sha256).exists():
        return True
    if SourceFile.objects.filter(file_sha256=sha256, redacted_at=None).exists():
        return True
    holders = Evidence.objects.filter(file_sha256=sha256).select_related("entry")
    return any(not is_file_redacted(evidence) for evidence in holders)


def is_file_redacted(evidence: Evidence) -> bool:
    """Tell whether a redaction destroyed the file of this piece, even where another piece still holds the same one."""
    return evidence.part("file") in evidence.entry.taken_parts()


def leave_no_bytes() -> bool:
    """Forget the reports kept for a day; on SQLite, write the file anew and empty the write-ahead log.

    ``secure_delete`` zeroes what is deleted, but not the copies that stay behind when rows move between pages: about
    one random history in thirty kept some. A connection that stays busy is waited for as long as any lock.
    Returns whether all is gone.
    """
    uploads.forget_passing()
    if connection.vendor != "sqlite":
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
    except OperationalError as error:
        busy = error
    if busy:
        log.warning(
            "A text was redacted while another connection was busy: copies may lie unused in the database file until"
            " it is vacuumed and its log emptied, as the next start, audit or redaction does."
        )
    return not busy
