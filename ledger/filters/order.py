"""Items in order, page by page: each page begins after an item, so that the last is as quick as the first.

An order is a row of keys, the last of them the item's own. Rows without a value come last, in whichever direction.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext_lazy as _

from ledger.filters.offered import OfferedRound
from ledger.models import Item
from ledger.models.items import ItemQuerySet
from ledger.vocabulary import Status

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WINDOWS = (2, 4, 16)
"""A page looks among so many times the items that are wanted, before it looks in all."""
MOST_ROUNDS = 100
"""In so many rounds at most: each is named in every question."""
END = "end"
"""In ``before=end``: the last page."""


@dataclass(frozen=True)
class Key:
    """A column to sort by; ``may_be_empty`` where some rows have no value."""

    path: str
    descending: bool = False
    may_be_empty: bool = False

    def reversed(self) -> "Key":
        return Key(self.path, not self.descending, self.may_be_empty)

    def expression(self, *, backwards: bool) -> OrderBy:
        """Say how the database sorts by it; backwards the empty ones come first."""
        column = F(self.path)
        asks = {"nulls_first": True} if backwards else {"nulls_last": True}
        asks = asks if self.may_be_empty else {}
        return column.desc(**asks) if self.descending != backwards else column.asc(**asks)

    def beyond(self, value: object, *, backwards: bool) -> Q | None:
        """Return rows that come later by this key alone; None where none can."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backwards else None
        later = Q(**{f"{self.path}__{'lt' if self.descending != backwards else 'gt'}": value})
        return later | Q(**{f"{self.path}__isnull": True}) if self.may_be_empty and not backwards else later

    def same(self, value: object) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})


@dataclass(frozen=True)
class Sort:
    """An order by name."""

    label: "StrOrPromise"
    keys: tuple[Key, ...]


_BY_REF = (
    Key("round__dialogue__code"),
    Key("round__number", descending=True),
    Key("number"),
    Key("step_number"),
)
SORTS: dict[str, Sort] = {
    "ref": Sort(_("newest round first"), _BY_REF),
    "kind": Sort(_("kind"), (Key("kind"), Key("agreed_as", may_be_empty=True))),
    "status": Sort(
        _("our office’s status"), (Key("status_rank"), Key("status_on", descending=True, may_be_empty=True))
    ),
    "newest": Sort(_("newest entry first"), (Key("newest_on", descending=True, may_be_empty=True),)),
    "review": Sort(_("review date"), (Key("review_on", may_be_empty=True),)),
    "target": Sort(_("target date"), (Key("target_on", may_be_empty=True),)),
    "officer": Sort(_("officer"), (Key("officer__username", may_be_empty=True),)),
}
"""The orders of the items' list; each has its reverse, by a minus before its name."""
_ITSELF = Key("pk", descending=True)
_RANKS = [When(status=one.value, then=Value(place)) for place, one in enumerate(Status)]
STATUS_RANK = Case(*_RANKS, default=Value(len(_RANKS)), output_field=IntegerField())
"""Statuses in the order of the vocabulary."""


class Numbered(Protocol):
    """A round as far as it says how many items it holds at most."""

    @property
    def pk(self) -> int: ...
    @property
    def next_item_number(self) -> int: ...


ItemRows: TypeAlias = QuerySet[Item, Any]
"""Items, as models or as plain values."""
Narrowing = Callable[[Any, Sequence[int] | None], Any]
"""From a queryset of items, and the keys of rounds or none, to those of them that are meant."""


def in_rounds(items: ItemQuerySet, rounds: Sequence[int] | None) -> ItemQuerySet:
    """Select the items of some rounds; all where none are named."""
    return items if rounds is None else items.filter(round__in=rounds)


class NoSuchPlace(Exception):
    """The item after or before which the page should begin is not there."""


@dataclass(frozen=True)
class Cursor:
    """A place in a list (keyset pagination): after an item or before it, by reference; neither for the first page."""

    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class CursorPage:
    """Items of one page, and whether there are others on either side."""

    items: Sequence[Any]
    has_previous: bool
    has_next: bool


def keys_of(order: str) -> tuple[Key, ...]:
    """Return the keys of an order, by its name in the address: "review", "-review"."""
    keys = (*SORTS[order.removeprefix("-")].keys, _ITSELF)
    return tuple(key.reversed() for key in keys) if order.startswith("-") else keys


def in_order(items: ItemRows, order: str, *, backwards: bool = False) -> ItemRows:
    """Return the items in an order by its name."""
    ranked = items.alias(status_rank=STATUS_RANK) if order.removeprefix("-") == "status" else items
    return ranked.order_by(*(key.expression(backwards=backwards) for key in keys_of(order)))


def page_of(
    items: ItemRows,
    order: str,
    place: Cursor,
    *,
    size: int,
    among: ItemQuerySet,
    rounds: Sequence[OfferedRound] = (),
    narrowed: Narrowing = in_rounds,
    is_filtered: bool = False,
) -> CursorPage:
    """Return a page of ``size`` items at most.

    ``among`` are the items, unfiltered, among which the place is looked up: it may have left the list since.
    ``rounds`` are all that may hold items, by dialogue and the newest first: an order by reference then reads a few of
    them, not every item; of rows that are filtered more rounds at once, as most of their items are not among the rows.
    ``narrowed`` gives those of the items that belong to the list, of all rounds or of some. Raises NoSuchPlace.
    """
    backwards = bool(place.before)
    rows = in_order(items, order, backwards=backwards)
    start, values = place.before or place.after, None
    if start and start != END:
        values = _values_at(among, order, start)
        rows = rows.filter(_beyond(keys_of(order), values, backwards=backwards))
    if order.removeprefix("-") == "ref" and rounds:
        ahead = _ahead(rounds, values, against=backwards != order.startswith("-"))
        found = from_few(rows, ahead, size + 1, narrowed, WINDOWS[-1:] if is_filtered else None)
    else:
        found = _from_first(rows, size + 1, narrowed)
    more, found = len(found) > size, found[:size]
    if backwards:
        return CursorPage(found[::-1], has_previous=more, has_next=start != END)
    return CursorPage(found, has_previous=bool(start), has_next=more)


def _ahead(
    rounds: Sequence[OfferedRound], values: Sequence[Any] | None, *, against: bool
) -> list[OfferedRound]:
    """Return the keys of the rounds that may hold the page, in the direction in which it is read."""
    one_way = list(rounds)[::-1] if against else list(rounds)
    if values:
        code, number = values[0], values[1]
        passed = (at for at, one in enumerate(one_way) if (one.code, one.number) == (code, number))
        one_way = one_way[next(passed, 0) :]
    return one_way


def from_few(
    rows: Any,
    rounds: Sequence[Numbered],
    wanted: int,
    narrowed: Narrowing = in_rounds,
    windows: Sequence[float] | None = None,
) -> list[Any]:
    """Return so many rows of items, looked for in a few rounds first, then in the next ones, then in all
    others of these.
    """
    held = list(accumulate(round.next_item_number - 1 for round in rounds))
    found: list[Any] = []
    asked = 0
    for times in windows or WINDOWS:
        few = min(bisect_left(held, times * wanted) + 1, MOST_ROUNDS)
        if few >= len(rounds):
            break
        if few == asked:
            continue
        next_ones, asked = [round.pk for round in rounds[asked:few]], few
        found += narrowed(rows, next_ones)[: wanted - len(found)]
        if len(found) == wanted:
            return found
    keys = [round.pk for round in rounds[asked:]]
    few_rounds = len(keys) <= MOST_ROUNDS
    others = narrowed(rows, keys) if few_rounds else narrowed(in_rounds(rows, keys), None)
    return [*found, *others[: wanted - len(found)]]


def _from_first(rows: ItemRows, wanted: int, narrowed: Narrowing) -> list[Any]:
    """Return so many of the rows that ``narrowed`` leaves, looked for among the first in their order, then
    among all.
    """
    if narrowed is not in_rounds:
        first = list(rows.values_list("pk", flat=True)[: WINDOWS[-1] * wanted])
        found = list(narrowed(rows.filter(pk__among=first), None)[:wanted])
        if len(found) == wanted or len(first) < WINDOWS[-1] * wanted:
            return found
    return list(narrowed(rows, None)[:wanted])


def _values_at(items: ItemQuerySet, order: str, ref: str) -> tuple[Any, ...]:
    if "\x00" in ref:  # PostgreSQL would refuse to look for it
        raise NoSuchPlace(ref)
    ranked = items.annotate(status_rank=STATUS_RANK)
    values = ranked.order_by().filter(ref=ref).values_list(*(key.path for key in keys_of(order))).first()
    if values is None:
        raise NoSuchPlace(ref)
    return tuple(values)


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool) -> Q:
    """Return rows after (before) the one with these values: by the first key, or the same in it and by the next…"""
    later = Q(pk__in=())
    for question in _steps(keys, values, backwards=backwards):
        later |= question
    return later


def _steps(keys: Sequence[Key], values: Sequence[Any], *, backwards: bool) -> Iterator[Q]:
    same = Q()
    for key, value in zip(keys, values, strict=True):
        beyond = key.beyond(value, backwards=backwards)
        if beyond is not None:
            yield same & beyond
        same &= key.same(value)
