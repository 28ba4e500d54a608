"""The triggers that keep the ledger append-only, on SQLite and on PostgreSQL.

They refuse UPDATE and DELETE (and TRUNCATE on PostgreSQL) of entries, evidence, seals and passages; let a text go
only when a redaction names it; hold a passage to its statement's text, and the text still once it is cited.

Traps met: SQLite drops a table's triggers when a migration rebuilds it, and a trigger that names another table
breaks the migration that rebuilds that one, so all are lifted before migrating and installed after; SQLite's REPLACE
INTO passes its UPDATE and DELETE triggers, so an insert of an existing row is refused; PostgreSQL raises with ERRCODE
23001, so that both give IntegrityError.
"""

from ledger.recording.triggers.checks import (
    UNGUARDED,
    check_left_out,
    check_that_they_stand,
    install_after_migrating,
    lift_before_migrating,
)
from ledger.recording.triggers.guards import APPEND_ONLY, GUARDS, KEPT_WORDS, PREFIX, Guard
from ledger.recording.triggers.installing import drop, install, missing, prove, prove_found, standing
from ledger.recording.triggers.sql import (
    FINGERPRINT,
    guards_for,
    postgresql_statements,
    sqlite_statement,
)
from ledger.recording.triggers.strange import strange_to

__all__ = [
    "APPEND_ONLY",
    "FINGERPRINT",
    "GUARDS",
    "KEPT_WORDS",
    "PREFIX",
    "UNGUARDED",
    "Guard",
    "check_left_out",
    "check_that_they_stand",
    "drop",
    "guards_for",
    "install",
    "install_after_migrating",
    "lift_before_migrating",
    "missing",
    "postgresql_statements",
    "prove",
    "prove_found",
    "sqlite_statement",
    "standing",
    "strange_to",
]
