"""Pages of the admin's items list that cost the same however many items there are."""

import datetime
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.admin.templatetags.admin_list import date_hierarchy
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import Exists, F, QuerySet

from ledger.filters import from_few
from ledger.filters.offered import OfferedRound
from ledger.models import Item

if TYPE_CHECKING:
    ItemPages = Paginator[Item]
else:
    ItemPages = Paginator

COUNTED_ITEMS = 1_000
"""So many items are counted after those of the pages before: the list shows "1,000+", and goes on page by page."""
MOST_YEARS = 60
"""Of so many years at most each is asked whether anything is newest in it; a longer span is read from the items."""


class ItemPaginator(ItemPages):
    """Counts no further than some pages ahead, and reads the rows of a page by their keys.

    ``rounds`` are all that may hold items, in the order of the list, where that is the order of references.
    """

    def __init__(
        self, items: QuerySet[Item], per_page: int, *, page: int, rounds: Sequence[OfferedRound]
    ) -> None:
        super().__init__(items, per_page)
        self.items, self.rounds = items, rounds
        self.most = per_page * max(page - 1, 0) + COUNTED_ITEMS

    @cached_property
    def count(self) -> int:
        """How many items there are, at most one more than are counted."""
        return self.items.order_by()[: self.most + 1].count()

    def page(self, number: int | str) -> "Page[Item]":
        """Return the page's items: sorting whole rows is what costs most, so that their keys are sorted first."""
        number = self.validate_number(number)
        first, keys = (number - 1) * self.per_page, self.items.values_list("pk", flat=True)
        last = first + self.per_page
        found = from_few(keys, self.rounds, last) if self.rounds else list(keys[:last])
        return Page(self.items.filter(pk__in=found[first:]), number, self)


def links_to_days(changes: ChangeList, most: int) -> dict[str, Any]:
    """Return what Django's date hierarchy shows; in a long list each year is asked for, instead of reading
    all items.
    """
    rows, field = changes.queryset, str(changes.date_hierarchy)
    is_long = changes.result_count > most and f"{field}__year" not in changes.params
    years = _years(rows.order_by(), field) if is_long else []
    if len(years) < 2:
        return date_hierarchy(changes) or {}
    links = {year: changes.get_query_string({f"{field}__year": str(year)}, [f"{field}__"]) for year in years}
    return {
        "show": True,
        "back": None,
        "choices": [{"link": link, "title": str(year)} for year, link in links.items()],
    }


def _years(rows: QuerySet[Item], field: str) -> list[int]:
    """Return the years in which rows have their day; empty where they lie too far apart."""
    days = rows.exclude(**{field: None}).values_list(field, flat=True)
    first = days.order_by(F(field).asc(nulls_last=True))[:1]
    last = days.order_by(F(field).desc(nulls_last=True))[:1]
    ends = [day for day in (*first, *last) if day]
    if not ends or ends[1].year - ends[0].year >= MOST_YEARS:
        return []
    span = range(ends[0].year, ends[1].year + 1)
    asked = [Exists(rows.filter(**{f"{field}__range": _days_of(year)})) for year in span]
    answers = Item.objects.order_by("pk").values_list(*asked)[:1]
    return [year for year, is_there in zip(span, *answers, strict=True) if is_there]


def _days_of(year: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
