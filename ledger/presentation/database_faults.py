"""Say in a sentence why the database gave up or refused, where sending the same again would be answered better."""

import sqlite3

from django.db import IntegrityError, OperationalError
from django.utils.translation import gettext as _

RETRY_SECONDS = 10
TOO_SLOW = "57014"
"""PostgreSQL's code for a query that ran longer than ``statement_timeout``."""
LOCKED = frozenset({"55P03", "40P01", "40001"})
"""PostgreSQL's codes for a lock that was waited for too long, a deadlock and a serialization failure."""
GONE = "23503"
"""PostgreSQL's code for a row that names one that was removed meanwhile (a foreign key)."""


def why_refused(error: OperationalError | IntegrityError) -> str:
    """Return what happened, in a sentence; empty where sending it again would be answered no better."""
    code = getattr(error.__cause__, "sqlstate", None)
    sqlite_code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code in LOCKED or sqlite_code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return _("Somebody else is recording what this needs, and did not finish while this page waited.")
    if code == GONE or sqlite_code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        return _(
            "Somebody removed a row that this names while it was being saved. Sent again, it says which."
        )
    if code == TOO_SLOW:
        return _("The database did not finish this in the time that a page may take.")
    return ""
