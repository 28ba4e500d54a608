"""Put the guards in place, lift them, and see whether they stand."""

from collections.abc import Mapping

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
    return missing_among(standing(connection), connection.vendor)


def missing_among(standing: Mapping[str, str], vendor: str) -> list[str]:
    """Name the guards that are missing among those that were found standing with these wordings."""
    return [name for name, wording in as_installed(vendor).items() if standing.get(name) != wording]


def standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Give the guards that the database has and that are switched on, by name, each with its wording."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return dict(cursor.fetchall())


def prove(connection: BaseDatabaseWrapper) -> None:
    """Check that the guards stand, for an act that stamps nothing (``clock.stamp`` checks it for the others).

    One query; raises TriggersMissing.
    """
    if names := missing(connection):
        raise TriggersMissing(names)
