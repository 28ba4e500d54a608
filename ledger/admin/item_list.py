"""The items' list: its columns, filters, search and order, and the acts that can be done to chosen items."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import PAGE_VAR
from django.core.paginator import Paginator
from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat, LPad
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from ledger.admin.base import ReadOnlyAdmin
from ledger.admin.batches import batch_urls, list_actions
from ledger.admin.item_filters import ITEM_FILTERS, WORDS, ItemChangeList, filters_of
from ledger.admin.item_pages import ItemPaginator
from ledger.filters.items import FEW
from ledger.models import Item, Party
from ledger.models.search import WordSearch
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING, day, words
from ledger.templatetags.ledger import status
from ledger.vocabulary import PartyRole

MOST_PAGES = 100_000
"""A page of a higher number is none, whatever a browser asks for."""


def parties(item: Item, role: PartyRole) -> list[Party]:
    """Return the parties that have a role in an item, by code."""
    found = (link.party for link in item.party_links.all() if link.role is role)
    return sorted(found, key=lambda party: party.code)


def _digits(path: str) -> LPad:
    return LPad(Cast(F(path), CharField()), 6, Value("0"))


REF_ORDER = Concat(
    F("round__dialogue__code"), _digits("round__number"), _digits("number"), _digits("step_number")
)
"""References in the order of their numbers: USMX-9-01 comes before USMX-10-01."""


class ItemListAdmin(ReadOnlyAdmin):
    """Items in a list, those of the newest round first. Everything of the dialogues that the person sees."""

    joins = ("round__dialogue", "passage__statement", "officer")
    fetches = ("party_links__party", "topic_links__topic")
    adds_elsewhere = True
    instead = gettext_lazy("An item opened in error is withdrawn, with a reason; its entries stay readable.")
    list_display = (
        "shown_ref",
        "shown_words",
        "shown_kind",
        "shown_status",
        "shown_newest",
        "officer",
        "shown_review",
        "shown_codes",
        "shown_topics",
    )
    list_filter = ITEM_FILTERS
    ordering = ("round__dialogue__code", "-round__number", "number", "step_number")
    date_hierarchy = "newest_on"
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("ref",)  # what is looked at is the workspace's business: get_search_results

    class Media:
        css = {"all": ["ledger/item.css", "ledger/batch.css"]}

    def get_urls(self) -> list[URLPattern]:
        return [*batch_urls(self), *super().get_urls()]

    def get_actions(self, request: HttpRequest, action_location: Any = None) -> dict[str, Any]:
        """Return what the person may do to chosen items; nobody is offered more. Django 6.1 asks for an
        item's page, too.
        """
        is_list = action_location is None or action_location.name == "CHANGE_LIST"
        return list_actions(request) if is_list else {}

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[ItemChangeList]:
        return ItemChangeList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list; a value that makes no sense is named, and nothing is listed."""
        for fault in filters_of(request).faults:
            messages.error(request, fault)
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find the items of an autocomplete's words; those of the list are a filter (``ItemChangeList``)."""
        words = search_term.replace("\x00", "")
        if WORDS in request.GET or not words:
            return queryset, False
        search = WordSearch(words)
        found = search.few(FEW)
        return search.all_matching(queryset) if found is None else queryset.filter(pk__among=found), False

    def get_paginator(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        per_page: int,
        orphans: int = 0,
        allow_empty_first_page: bool = True,
    ) -> "Paginator[Any]":
        """Count and read no more than a page needs; an autocomplete has Django's own pages."""
        if PAGE_VAR not in request.GET and "term" in request.GET:
            return super().get_paginator(request, queryset, per_page, orphans, allow_empty_first_page)
        asked, order = request.GET.get(PAGE_VAR, "1"), tuple(queryset.query.order_by)
        is_by_ref = order[: len(self.ordering)] == self.ordering
        rounds = filters_of(request).rounds if is_by_ref else []
        return ItemPaginator(
            queryset, per_page, page=min(int(asked), MOST_PAGES) if asked.isdecimal() else 1, rounds=rounds
        )

    # --- Columns

    @admin.display(description=gettext_lazy("reference"), ordering=REF_ORDER)
    def shown_ref(self, item: Item) -> str:
        return item.ref

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def shown_kind(self, item: Item) -> str:
        return wording.kind(item.kind, item.agreed_as)

    @admin.display(description=gettext_lazy("what it is about"))
    def shown_words(self, item: Item) -> str:
        return words(item)

    @admin.display(description=gettext_lazy("topics"))
    def shown_topics(self, item: Item) -> str:
        return ", ".join(link.topic.name for link in item.topic_links.all())

    @admin.display(description=gettext_lazy("who owes or asks"))
    def shown_codes(self, item: Item) -> str:
        codes = (party.code for role in (PartyRole.OWES, PartyRole.ASKS) for party in parties(item, role))
        return ", ".join(codes) or NOTHING

    @admin.display(description=gettext_lazy("our office"), ordering="status")
    def shown_status(self, item: Item) -> SafeString:
        return status(item.status, item.status_on, item.status_precision)

    @admin.display(description=gettext_lazy("newest entry"), ordering="newest_on")
    def shown_newest(self, item: Item) -> str:
        return day(item.newest_on)

    @admin.display(description=gettext_lazy("review date"), ordering="review_on")
    def shown_review(self, item: Item) -> str:
        return day(item.review_on)
