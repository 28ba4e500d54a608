"""Put the rows of an archive into an empty ledger, as they were: same keys, same hashes, triggers in place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Field, ForeignKey, Model

from ledger.models.fields import write_api
from ledger.models.reference_stamps import renew_stamp
from ledger.recording import writers_lock
from ledger.recording.archived import columns_of
from ledger.recording.bulk_rows import insert_values
from ledger.recording.counting import forget_counts

Row = Mapping[str, Any]
INTERNAL = "internal"
_BEGINS: dict[str, Callable[[Row], dict[str, Any]]] = {
    "ledger_round": lambda row: {"place_visibility": INTERNAL},
    "ledger_statement": lambda row: {"visibility": INTERNAL},
    "ledger_sourcefile": lambda row: {
        "visibility": INTERNAL,
        "withdrawn_at": None,
        "withdrawn_by_id": None,
        "withdrawn_because": "",
        "redacted_at": None,
        "title": row["title"] or "redacted",
    },
}
"""Columns as the triggers want them in a new row; what they are in the archive is written once all rows are there."""


@contextmanager
def restoring() -> Iterator[None]:
    """Open one transaction for all rows of an archive, while no other writer is under way: all of them, or none."""
    with transaction.atomic(), write_api():
        writers_lock.wait_for_writers()
        forget_counts()  # by their stamps, the rows of an archive are older than what was counted
        yield
        renew_stamp()


def restore_rows(model: type[Model], rows: Iterable[Row], secret: Row) -> list[tuple[int, dict[str, Any]]]:
    """Insert rows of a table as an archive holds them, in their order. Inside ``restoring``.

    ``secret``: values of the columns that no archive holds. Returns what is to be written to rows afterwards by
    ``finish_rows``, by key. Raises ValidationError for a value that a column cannot hold, KeyError for a missing one.
    """
    meta = model._meta
    begins, later = _BEGINS.get(meta.db_table), []
    fields: Sequence[Field[Any, Any]] = meta.concrete_fields

    def values() -> Iterator[tuple[Any, ...]]:
        for row in rows:
            whole = {**(columns_of(row) if "hashed" in row else row), **secret}
            if begins and (first := begins(row)):
                later.append((row["id"], {name: whole[name] for name in first}))
                whole |= first
            yield tuple(_value(field, whole[field.attname]) for field in fields)

    insert_values(meta.db_table, [str(field.column) for field in fields], values())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(reset)
    return later


def finish_rows(model: type[Model], later: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Write what rows became after they were begun: the audience of their last release, withdrawn, redacted."""
    for key, columns in later:
        model._base_manager.filter(pk=key).update(**columns)


def _value(field: "Field[Any, Any]", value: Any) -> Any:
    """Return a value as the field's column takes it. Raises ValidationError."""
    if value is None and not field.null:
        raise ValidationError(f"{field.attname} is empty")
    if field.get_internal_type() == "JSONField":
        return field.get_db_prep_save(value, connection)
    plain = field.target_field if isinstance(field, ForeignKey) else field
    return plain.get_db_prep_save(plain.to_python(value), connection)
