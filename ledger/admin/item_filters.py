"""The filters of the admin's items list: those of the workspace (``ledger.filters``), by the same names and values."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.accounts.rights import rights_of
from ledger.admin.item_pages import ItemPaginator, links_to_days
from ledger.filters import ItemFilterSet
from ledger.filters.choices import SomeOf
from ledger.models import Item

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin
    from django.contrib.admin.filters import _ListFilterChoices

    from ledger.models.items import ItemQuerySet

WORDS, ORDER = "q", "sort"
"""The filters that Django's search box and column heads stand for."""
NAMES = [name for name in ItemFilterSet.base_filters if name not in (WORDS, ORDER)]


def filters_of(request: HttpRequest) -> ItemFilterSet:
    """Return the workspace's filters as the address has them, made once for each request.

    Parameters of Django's own (page, order, date, withdrawn) are left to Django.
    """
    kept = getattr(request, "ledger_item_filters", None)
    if kept is None:
        asked = QueryDict(mutable=True)
        for name in (WORDS, *NAMES):
            asked.setlist(name, request.GET.getlist(name))
        kept = ItemFilterSet(
            asked, Item.objects.all(), user=request.user, dialogues=rights_of(request).dialogues
        )
        request.ledger_item_filters = kept  # type: ignore[attr-defined]
    return cast("ItemFilterSet", kept)


class ItemChangeList(ChangeList):
    """The list of items, narrowed by the workspace's filters; Django narrows by date and by what is withdrawn."""

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: list[str | None] | None = None
    ) -> QuerySet[Item]:
        rows = super().get_queryset(request, exclude_parameters)
        filters = filters_of(request)
        if filters.faults:
            return rows.none()
        found = filters.filter_queryset(cast("ItemQuerySet", rows))
        return filters.common.matching(found) if filters.common else found

    @property
    def counted(self) -> int:
        """How many items are counted at most."""
        return cast("ItemPaginator", self.paginator).most

    @property
    def links_to_days(self) -> dict[str, Any]:
        """What the template of the date hierarchy takes."""
        return links_to_days(self, self.counted)


class ItemFilter(admin.SimpleListFilter):
    """Offer the values of a workspace's filter as links; folded in the page until one is chosen."""

    template = "admin/ledger/filter.html"

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return filters_of(request).offered.choices(str(self.parameter_name))

    def choices(self, changelist: ChangeList) -> Iterator["_ListFilterChoices"]:
        """Offer each value as a link: of a filter that takes several, a link adds its value, or takes it out again."""
        first, *others = super().choices(changelist)
        yield first
        name = str(self.parameter_name)
        is_one = not isinstance(ItemFilterSet.base_filters[name], SomeOf)
        chosen = changelist.filter_params.get(name, [])
        for (value, _label), choice in zip(self.lookup_choices, others, strict=True):
            if is_one:
                yield choice
                continue
            left = [other for other in chosen if other not in (value, "")]
            asked = left if value in chosen else [*chosen, value]
            address = changelist.get_query_string({name: asked or None})
            yield choice | {"selected": value in chosen, "query_string": address}

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave the rows as they are: ``ItemChangeList`` narrows them by all filters at once."""
        return queryset


class WithdrawnFilter(admin.SimpleListFilter):
    """Items opened in error stand in no list, unless somebody looks for them."""

    title = _("withdrawn")
    parameter_name = "withdrawn"
    template = ItemFilter.template

    def lookups(self, request: HttpRequest, model_admin: "ModelAdmin[Any]") -> Iterable[tuple[str, Any]]:
        return [("too", _("shown too")), ("only", _("alone"))]

    def choices(self, changelist: ChangeList) -> Iterator["_ListFilterChoices"]:
        first, *others = super().choices(changelist)
        yield first | {"display": gettext("left out")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "too":
            return queryset
        return queryset.filter(is_withdrawn=self.value() == "only")


def _made(name: str) -> type[ItemFilter]:
    """Make the class that Django wants for each filter."""
    label = ItemFilterSet.base_filters[name].label
    return type(f"{name.title()}ItemFilter", (ItemFilter,), {"title": label, "parameter_name": name})


ITEM_FILTERS = (*map(_made, NAMES), WithdrawnFilter)
