"""The items' list: filtered, in order, page by page, with what is in force and what else there is."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ledger import access
from ledger.actions.bulk import MANY_ACTS
from ledger.filters import SORTS, Cursor, ItemFilterSet, page_of
from ledger.filters.offered import OfferedLists
from ledger.filters.order import END, CursorPage, NoSuchPlace, in_rounds
from ledger.models import Item, SavedView, User
from ledger.models.items import ItemQuerySet
from ledger.models.search import is_ref, is_step_ref
from ledger.personal import pinned_views
from ledger.presentation.listed_items import listed, listed_rows
from ledger.reports.item_table import heads
from ledger.views.base import LedgerView, page_address
from ledger.views.home import CAP
from ledger.views.item_counts import counts_of
from ledger.views.item_filter_bar import filter_bar
from ledger.vocabulary import Act

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SIZE = 50
KEPT_VIEWS = 256
"""Of so many people the saved views are kept."""
EXPORTS = {"csv": "CSV", "xlsx": "Excel", "docx": "Word"}
SHOWN = ("q", "round", "topic", "kind", "status", "voice", "officer", "followed", "sort")
"""The filters that stand open; the others are folded until one of them is used."""


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class SortHeader:
    """A head of the table: its order's address, and how it is sorted now."""

    label: "StrOrPromise"
    address: str = ""
    sorted: str = ""


class FilteredItemsView(LedgerView):
    """The base of every page over the filtered items: the filters as the address has them."""

    @cached_property
    def among(self) -> ItemQuerySet:
        """The items that the person may see, none of them withdrawn."""
        return self.rows(Item.objects.current())

    @cached_property
    def filters(self) -> ItemFilterSet:
        return ItemFilterSet(self.request.GET, self.among, user=self.user, dialogues=self.rights.dialogues)

    def address(self, **params: str | Sequence[str]) -> str:
        """Return the list from its beginning, with some parameters set, or dropped where nothing is given."""
        asked: QueryDict = self.request.GET.copy()
        for name, value in {"after": "", "before": "", **params}.items():
            asked.setlist(name, [value] if isinstance(value, str) else list(value))
            if not any(asked.getlist(name)):
                del asked[name]
        place = page_address("ledger:item-list")
        return f"{place}?{asked.urlencode()}" if asked else place

    @property
    def only_ref(self) -> str:
        """The reference of the one item that was named by it, where nothing else was asked."""
        typed = self.filters.values.get("q", [""])[0]
        if not self.filters.values.keys() <= {"q", "steps"} or not is_ref(typed):
            return ""
        chosen = self.filters.chosen if is_step_ref(typed) else self.filters.chosen.without_steps()
        found = list(chosen.order_by().values_list("ref", flat=True)[:2])
        return found[0] if len(found) == 1 else ""

    def page_at(self, place: Cursor, size: int, filters: ItemFilterSet | None = None) -> CursorPage:
        """Return a page of the filtered items, as plain rows (see ``listed``). Raises NoSuchPlace."""
        filters = filters or self.filters
        return page_of(
            listed(filters.almost_chosen),
            filters.order,
            place,
            size=size,
            among=self.among,
            rounds=filters.rounds,
            narrowed=filters.bearing if filters.common else in_rounds,
            is_filtered=bool(filters.values) and not filters.common,
        )


class ItemListView(FilteredItemsView):
    """The list. A reference typed as words leads straight to its item."""

    template_name = "ledger/item_list.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if ref := self.only_ref:
            return redirect("ledger:item-detail", ref)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        page, faults = self._page()
        rows = listed_rows(page.items)
        counts = counts_of(self.filters, self.address, CAP)
        views = self._views()
        bar = filter_bar(self.filters, all_rounds=self._all_rounds)
        return super().get_context_data(
            filters=self.filters,
            faults=faults,
            is_shown=not self.filters.faults,
            bar=bar,
            all_rounds=self._all_rounds,
            open_fields=[bar.fields[name] for name in SHOWN],
            more_fields=[field for name, field in bar.fields.items() if name not in SHOWN],
            more_is_used=bool(self.filters.values.keys() - set(SHOWN)),
            chips=self._chips(),
            columns=self._columns(),
            rows=rows,
            counts=counts,
            count=counts.total,
            views=views,
            **self._opened(views),
            acts=self._acts(),
            may_open=self.rights.may_somewhere(Act.OPEN),
            exports=self._exports(),
            query=self.request.GET.urlencode(),
            any_items=bool(rows) or self.among.exists(),
            previous=self.address(before=rows[0].item.ref) if page.has_previous and rows else "",
            next=self.address(after=rows[-1].item.ref) if page.has_next and rows else "",
            last=self.address(before=END) if page.has_next else "",
            first=self.address() if page.has_previous else "",
            base=page_address("ledger:item-list"),
            **kwargs,
        )

    def _page(self) -> tuple[CursorPage, list[str]]:
        asked = self.request.GET
        place = Cursor(after=asked.get("after", ""), before=asked.get("before", ""))
        try:
            return self.page_at(place, SIZE), self.filters.faults
        except NoSuchPlace as fault:
            says = _("There is no item %(ref)s to go on from: this is the beginning of the list.")
            return self.page_at(Cursor(), SIZE), [*self.filters.faults, says % {"ref": fault}]

    @property
    def _all_rounds(self) -> bool:
        """Whether the filter offers all rounds, and not the newest alone."""
        return self.request.GET.get("rounds") == "all"

    def _acts(self) -> list[tuple[str, Any]]:
        """Return what the person may do to many items: pairs of address and label; nothing for who only reads."""
        offered = (act for act in MANY_ACTS if self.rights.may_somewhere(act.deed))
        return [(page_address("ledger:batch-create", act.name), act.short) for act in offered]

    def _exports(self) -> list[tuple[str, str]]:
        """Return the list as a file: pairs of address and format, whole, whatever page is shown."""
        asked = self.address().partition("?")[2]
        there = [(page_address("ledger:item-export", name), label) for name, label in EXPORTS.items()]
        return [(f"{one}?{asked}" if asked else one, label) for one, label in there]

    def _views(self) -> list[Any]:
        """Return the views that the person may open, the one that is open marked."""
        views: list[Any] = [copy(view) for view in _views_of(self.filters.offered.lists, self.user)]
        for view in views:
            view.is_open = str(view.uuid) == self.request.GET.get("view")
        return views

    def _opened(self, views: list[Any]) -> dict[str, object]:
        """Return the view that is open, and whether it stands on the person's workspace; nothing where none is."""
        for view in views:
            if view.is_open:
                return {
                    "open_view": view,
                    "is_pinned": pinned_views(self.user).filter(view=view).exists(),
                }
        return {}

    def _chips(self) -> list[Chip]:
        """Return each value of the filters in force, with its label; one that makes no sense as it was typed."""
        chips = []
        for name, values in self.filters.values.items():
            label = self.filters.status_label if name == "status" else self.filters.label_of(name)
            for value in values:
                others = [other for other in values if other != value]
                shown = self.filters.words_for(name, value).strip()
                chips.append(Chip(label, shown, self.address(**{name: others})))
        return chips

    def _columns(self) -> list[SortHeader]:
        return [self._column(label, order) for label, order in heads()]

    def _column(self, label: str, order: str) -> SortHeader:
        """Return a head that sorts by its column, and the other way round where it does already."""
        if not order:
            return SortHeader(label)
        now = self.filters.order
        descends = SORTS[order].keys[0].descending
        sorted_ = "" if now.removeprefix("-") != order else ("descending" if descends else "ascending")
        if sorted_ and now.startswith("-"):
            sorted_ = "ascending" if sorted_ == "descending" else "descending"
        return SortHeader(label, self.address(sort=f"-{order}" if now == order else order), sorted_)


@lru_cache(maxsize=KEPT_VIEWS)
def _views_of(_lists: OfferedLists, user: User) -> list[SavedView]:
    """Return the views that a person may open, read again with the lists that filters offer: both have the
    same stamp.
    """
    return list(access.visible_to(user, SavedView.objects.filter(list="items")))
