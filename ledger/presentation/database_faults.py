"""Tell why the database or its disk gave up or refused, and say it in a sentence: the only place that decides it."""

import errno
import sqlite3
from dataclasses import dataclass
from enum import Enum, auto

from django.db import DatabaseError, OperationalError
from django.utils.translation import gettext as _

RETRY_SECONDS = 10


class FaultKind(Enum):
    """Why the database did not do what it was asked."""

    LOCKED = auto()
    ROW_GONE = auto()
    """A row that what was sent names was removed meanwhile (a foreign key)."""
    TOO_SLOW = auto()
    AWAY = auto()
    READ_ONLY = auto()
    DISK_FULL = auto()


# https://www.postgresql.org/docs/current/errcodes-appendix.html
POSTGRESQL = {
    "55P03": FaultKind.LOCKED,
    "40P01": FaultKind.LOCKED,
    "40001": FaultKind.LOCKED,
    "23503": FaultKind.ROW_GONE,
    "57014": FaultKind.TOO_SLOW,
    "25006": FaultKind.READ_ONLY,
    "53100": FaultKind.DISK_FULL,
    "53300": FaultKind.AWAY,  # too many connections
    "57P01": FaultKind.AWAY,
    "57P02": FaultKind.AWAY,
    "57P03": FaultKind.AWAY,
}
CONNECTION_CLASS = "08"
NOT_POSTGRESQL = "an error of another library"
# https://www.sqlite.org/rescode.html; the lowest byte of an extended code is the primary one.
SQLITE = {
    sqlite3.SQLITE_BUSY: FaultKind.LOCKED,
    sqlite3.SQLITE_LOCKED: FaultKind.LOCKED,
    sqlite3.SQLITE_READONLY: FaultKind.READ_ONLY,
    sqlite3.SQLITE_FULL: FaultKind.DISK_FULL,
    sqlite3.SQLITE_CANTOPEN: FaultKind.AWAY,
    sqlite3.SQLITE_IOERR: FaultKind.AWAY,
}
DISK = {
    errno.ENOSPC: FaultKind.DISK_FULL,
    errno.EDQUOT: FaultKind.DISK_FULL,
    errno.EROFS: FaultKind.READ_ONLY,
}


@dataclass(frozen=True)
class DatabaseFault:
    """A kind of fault as a page tells it: its heading, and a sentence that says what to do."""

    kind: FaultKind
    heading: str
    says: str


def kind_of(error: BaseException) -> FaultKind | None:
    """Return why the database, or the disk of the kept files, refused; None for an error of the ledger's own."""
    if isinstance(error, OSError):
        return DISK.get(error.errno or 0)
    if not isinstance(error, DatabaseError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
            return FaultKind.ROW_GONE
        return SQLITE.get(code & 0xFF)
    code = getattr(cause, "sqlstate", NOT_POSTGRESQL) or ""
    # Without a code the server did not answer: refused, cut amid a query, or no connection came free in the pool.
    if code.startswith(CONNECTION_CLASS) or (not code and isinstance(error, OperationalError)):
        return FaultKind.AWAY
    return POSTGRESQL.get(code)


def fault_of(error: BaseException) -> DatabaseFault | None:
    """Return what a page says of the error; None where it is an error of the ledger's own."""
    kind = kind_of(error)
    return of_kind(kind) if kind else None


def of_kind(kind: FaultKind) -> DatabaseFault:
    """Return what a page says of such a fault."""
    heading, says = {
        FaultKind.LOCKED: (
            _("The ledger is busy"),
            _("Somebody else is recording what this needs, and did not finish while this page waited."),
        ),
        FaultKind.ROW_GONE: (
            _("The ledger is busy"),
            _("Somebody removed a row that this names while it was being saved. Sent again, it says which."),
        ),
        FaultKind.TOO_SLOW: (
            _("The ledger is busy"),
            _("The database did not finish this in the time that a page may take."),
        ),
        FaultKind.AWAY: (
            _("The database cannot be reached"),
            _("The ledger's database does not answer: if it lasts, tell the people who run this ledger."),
        ),
        FaultKind.READ_ONLY: (
            _("The ledger takes no changes now"),
            _("The database or its disk is read-only: the people who run this ledger must see to it."),
        ),
        FaultKind.DISK_FULL: (
            _("The disk is full"),
            _("The server's disk is full: the people who run this ledger must make room on it."),
        ),
    }[kind]
    return DatabaseFault(kind, heading, says)
