"""Count the rows of several querysets up to a cap, in one query."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet, Value

from ledger.models.items import ItemQuerySet, is_continued_of_few, is_live


class CappedCount(NamedTuple):
    """The number of rows, at most one more than the cap; of items also how many stand for their matter."""

    rows: int
    matters: int = 0


def capped_counts(asked: Sequence[QuerySet[Any]], cap: int) -> list[CappedCount]:
    """Count each queryset's rows up to one more than a cap, in their order: one query (``UNION ALL``), or none."""
    counts = [CappedCount(0)] * len(asked)
    queries: list[str] = []
    params: list[Any] = []
    for place, rows in enumerate(asked):
        try:
            # Written here: SQLite takes no limit in a union that Django writes.
            sql, values = _flagged(rows)[: cap + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        queries.append(
            f"SELECT {place}, COUNT(*), COUNT(CASE WHEN is_head THEN 1 END) FROM ({sql}) AS rows_{place}"  # noqa: S608
        )
        params += values
    if queries:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(queries), params)
            for place, count, heads in cursor.fetchall():
                counts[place] = CappedCount(count, heads)
    return counts


def _flagged(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Select of each row only whether it is an item that stands for its matter."""
    is_head = (is_live() & ~Q(is_continued_of_few())) if isinstance(rows, ItemQuerySet) else Value(False)
    flagged: QuerySet[Any, Any] = rows.order_by().annotate(is_head=is_head).values_list("is_head")
    return flagged
