"""Put the guards in place, lift them, and see whether they stand."""

from django.db.backends.base.base import BaseDatabaseWrapper

from ledger.recording.errors import TriggersMissing
from ledger.recording.triggers.sql import (
    STANDING,
    as_installed,
    guards_for,
    postgresql_statements,
    sqlite_statement,
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create every trigger, anew where it stands already; skip tables that are not there yet."""
    tables = set(connection.introspection.table_names())
    drop(connection)
    with connection.schema_editor() as editor:
        for guard in guards_for(connection.vendor):
            if guard.table not in tables:
                continue
            statements = (
                [sqlite_statement(guard)] if connection.vendor == "sqlite" else postgresql_statements(guard)
            )
            for statement in statements:
                editor.execute(statement, params=None)  # None: the percent signs are SQL's own


def drop(connection: BaseDatabaseWrapper) -> None:
    """Drop every trigger; nothing is recorded until they are installed again."""
    with connection.cursor() as cursor:
        for guard in guards_for(connection.vendor):
            on = "" if connection.vendor == "sqlite" else f' ON "{guard.table}"'
            cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"{on}')


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Name the guards that do not stand as written here, or are switched off; empty when all is well."""
    found = standing(connection)
    return [name for name, wording in as_installed(connection.vendor).items() if found.get(name) != wording]


def standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Give the guards that the database has and that are switched on, by name, each with its wording."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return dict(cursor.fetchall())


_proved: set[tuple[str, str]] = set()
"""Fingerprints that this process found to be those of standing guards, each with its database's name."""


def prove_found(connection: BaseDatabaseWrapper, fingerprint: str) -> None:
    """Check that the guards stand, by the ``FINGERPRINT`` that a query brought along; raises TriggersMissing.

    A fingerprint that this process proved before asks the database nothing more.
    """
    found = (str(connection.settings_dict["NAME"]), fingerprint)
    if found not in _proved:
        prove(connection)
        _proved.add(found)


def prove(connection: BaseDatabaseWrapper) -> None:
    """Check that the guards stand, for an act that stamps nothing (``clock.stamp`` checks it for the others).

    One query; raises TriggersMissing.
    """
    if names := missing(connection):
        raise TriggersMissing(names)
