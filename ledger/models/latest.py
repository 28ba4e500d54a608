"""The newest rows of each group, as every question about the newest asks for them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

Rows = TypeVar("Rows", bound=QuerySet[Any])


def latest_per(rows: Rows, group: Sequence[str], *, order: Sequence[str], count: int = 1) -> Rows:
    """Keep so many rows of each ``group``, the first in ``order`` ("-effective_on"): a window function (row number).

    Each row says as ``place`` which of its group it is, from 1. A later filter narrows the rows before they are
    numbered; one that is to narrow the result asks for an annotated window.
    """
    place = Window(RowNumber(), partition_by=[F(name) for name in group], order_by=list(order))
    return rows.annotate(place=place).filter(place__lte=count)
