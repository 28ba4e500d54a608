"""Lists page by page: each page begins after a row (keyset pagination), so that the last is as quick as the first."""

import datetime
from collections.abc import Sequence
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.base import LedgerApiView
from ledger.api.problems import InvalidQuery
from ledger.api.serializers import page_serializer

ROWS, MOST_ROWS = 50, 200
"""How many rows a page has, and may have."""
SEPARATOR = "~"
"""Between the values that name a place; no code, slug or time holds it."""


class RowListView(LedgerApiView):
    """A list. ``keys`` are the columns of its order, together unique; one with a minus before it descends.

    ``filters`` are the parameters that narrow it, each by a method ``by_NAME`` or the lookup of its name. A
    parameter that is none is refused: nothing is dropped without a word.
    """

    serializer_class: ClassVar[type[serializers.Serializer[Any]]]
    keys: ClassVar[Sequence[str]]
    filters: ClassVar[dict[str, str]] = {}
    """Parameters and the lookup of each."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return the rows that the person may see, with what is written of them."""
        raise NotImplementedError

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        self._refuse_unknown()
        rows = self.filtered(self.get_queryset()).order_by(*self.keys)
        size, after = size_of(request), request.query_params.get("after", "")
        if after:
            rows = rows.filter(self._beyond(after))
        found: list[Model] = list(rows[: size + 1])
        shown = found[:size]
        place = SEPARATOR.join(_place(shown[-1], key) for key in self.keys) if len(found) > size else ""
        return Response({"next": next_address(request, place), "results": self.written(shown)})

    def written(self, rows: Sequence[Any]) -> object:
        """Return the rows as the API writes them."""
        return self.serializer_class(rows, many=True, context={"view": self}).data

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the rows by the parameters given."""
        for name, lookup in self.filters.items():
            if value := self.request.query_params.get(name):
                rows = _narrowed(rows, name, lookup, value)
        return rows

    def _refuse_unknown(self) -> None:
        asked = self.request.query_params
        if unknown := asked.keys() - self.filters.keys() - {"after", "size"}:
            says = _("There is no filter “%(name)s”.")
            raise InvalidQuery((name, says % {"name": name}) for name in sorted(unknown))

    def _beyond(self, after: str) -> Q:
        """Select the rows that come after a place: by the first key, or the same in it and by the next…"""
        values = after.split(SEPARATOR)
        if len(values) != len(self.keys) or "\x00" in after:
            raise no_such_place(after)
        found, same = Q(pk__in=()), Q()
        try:
            for key, value in zip(self.keys, values, strict=True):
                name = key.removeprefix("-")
                found |= same & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
                same &= Q(**{name: value})
            self.get_queryset().filter(found).query.sql_with_params()  # does each value fit its column?
        except (ValueError, ValidationError, OverflowError):
            raise no_such_place(after) from None
        return found


def no_such_place(after: str) -> InvalidQuery:
    """Return the refusal of a place that a list does not have."""
    says = _("There is no row “%(place)s” to go on from.")
    return InvalidQuery([("after", says % {"place": after})])


def _place(row: object, key: str) -> str:
    value: object = row
    for part in key.removeprefix("-").split("__"):
        value = getattr(value, part)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _narrowed(rows: QuerySet[Any], name: str, lookup: str, value: str) -> QuerySet[Any]:
    says = _("“%(value)s” is no value for this filter.") % {"value": value}
    if "\x00" in value:  # PostgreSQL would refuse to look for it
        raise InvalidQuery([(name, says)])
    try:
        return rows.filter(**{lookup: value})
    except (ValueError, ValidationError, OverflowError):
        raise InvalidQuery([(name, says)]) from None


def size_of(request: Request) -> int:
    """Return how many rows the page is to have. Raises InvalidQuery."""
    asked = request.query_params.get("size", str(ROWS))
    if asked.isdecimal() and asked.isascii() and len(asked) < 4 and 0 < int(asked) <= MOST_ROWS:
        return int(asked)
    says = _("A page has from 1 to %(most)s rows.")
    raise InvalidQuery([("size", says % {"most": MOST_ROWS})])


def next_address(request: Request, place: str) -> str | None:
    """Return the address of the page after a place; None where there is none."""
    if not place:
        return None
    asked = request.query_params.copy()
    asked["after"] = place
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


class RowDetailView(LedgerApiView):
    """A row: ``find`` returns it, 404 where there is none that the person may see."""

    serializer_class: ClassVar[type[serializers.Serializer[Any]]]

    def find(self) -> object:
        """Return the row that the address names, with what is written of it."""
        raise NotImplementedError

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        return Response(self.serializer_class(self.find(), context={"view": self}).data)


@cache
def page_of_rows(row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """Return how a page of such rows is written, made once."""
    return page_serializer(row)


PAGE_PARAMETERS = (
    OpenApiParameter("after", str, description="The place after which the page begins, as `next` has it."),
    OpenApiParameter("size", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS}),
)
