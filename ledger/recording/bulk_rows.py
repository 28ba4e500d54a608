"""Many rows on their way into the database, by one statement. Triggers and constraints stand as for every other row.

Rows of a made-up ledger go by COPY on PostgreSQL: a model's object for each row, and a question to the database for
each of its values, is what makes ``bulk_create`` slow at a million rows. Columns of rows that are there already are
written by ``update_rows``.
"""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

CHUNK = 5000
"""Rows that are handed to SQLite at a time."""
Plain = str | int | None
Row = Mapping[str, Plain]
"""Values by column; a column that is not named holds its table's default."""


class BulkTable:
    """The table of a model, and what its columns hold in rows that say nothing else.

    ``row`` is an example: its columns are the defaults. ``with_keys``: rows bring primary keys (see ``new_keys``).
    """

    def __init__(self, row: Model, *, with_keys: bool = False) -> None:
        self.table = row._meta.db_table
        self.defaults: dict[str, Plain] = {
            str(field.column): plain(getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if with_keys or not field.primary_key
        }

    def insert(self, rows: Iterable[Row]) -> None:
        """Insert rows as they are made; each must name the same columns in any order, or fewer."""
        defaults = self.defaults
        whole = ((*{**defaults, **row}.values(),) for row in rows)
        insert_values(self.table, list(defaults), whole)


def insert_values(table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows as they are made, by COPY on PostgreSQL: each holds the values of the columns, as the database
    takes them.
    """
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for values in rows:
                    copy.write_row(values)
        else:
            holes = ", ".join(["%s"] * len(columns))
            words = f'INSERT INTO "{table}" ({names}) VALUES ({holes})'  # noqa: S608  names of our models
            rows = iter(rows)
            while some := list(islice(rows, CHUNK)):
                cursor.executemany(words, some)


def new_keys(model: type[Model], count: int) -> list[int]:
    """Take so many primary keys that no other row gets. To be called in a transaction that writes."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
        return list(range(last + 1, last + 1 + count))


def update_rows(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these columns of rows as they are now: by ``save`` for one row, else by one statement for many.

    Django's ``bulk_update`` writes a condition for each row and column, which takes longer to compile than to execute.
    To be called inside the write API; the rows' own saving is passed by.
    """
    if (
        len(rows) < 2 or not connection.features.can_return_rows_from_bulk_insert
    ):  # SQLite before 3.35: no UPDATE FROM
        for row in rows:
            row.save(update_fields=names)
        return
    meta = rows[0]._meta
    columns: list[Any] = [meta.pk, *(meta.get_field(name) for name in names)]
    size = connection.ops.bulk_batch_size(columns, rows)
    for start in range(0, len(rows), size):
        chunk = rows[start : start + size]
        values = [
            column.get_db_prep_save(getattr(row, column.attname), connection)
            for row in chunk
            for column in columns
        ]
        with connection.cursor() as cursor:
            cursor.execute(_update_sql(meta.db_table, columns, len(chunk)), values)


def _update_sql(table: str, columns: Sequence[Any], count: int) -> str:
    """Return SQL that writes columns of so many rows; the first column is the key. PostgreSQL wants to know
    the types.
    """
    is_typed = connection.vendor == "postgresql"
    sets = ", ".join(
        f'"{column.column}" = ' + (f"CAST({new} AS {column.cast_db_type(connection)})" if is_typed else new)
        for new, column in ((f"new.column{at}", column) for at, column in enumerate(columns[1:], start=2))
    )
    row = f"({', '.join(['%s'] * len(columns))})"
    return (
        f'UPDATE "{table}" SET {sets} FROM (VALUES {", ".join([row] * count)}) AS new'  # noqa: S608  names of our models
        f' WHERE "{table}"."{columns[0].column}" = new.column1'
    )


def plain(value: object) -> Plain:
    """Return a value of a column as both databases take it: text, a whole number, or nothing."""
    match value:
        case Enum():
            return str(value.value)
        case None | str():
            return value
        case bool() | int():
            return int(value)
        case UUID():
            return value.hex
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
        case datetime.datetime():
            return value.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
        case datetime.date():
            return value.isoformat()
        case Model():
            return int(value.pk)
        case _:
            message = f"{value!r} is no value of a column"
            raise TypeError(message)
