"""What a person may see that bears some words, from one box: by kind, the first of each, and all of one kind."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.filters import Cursor, ItemFilterSet
from ledger.filters.everywhere import MOST_ROWS, FoundRows, RowSearch, is_too_short
from ledger.models.search import WordSearch
from ledger.presentation import found_rows
from ledger.presentation.found_rows import FoundRow
from ledger.presentation.listed_items import ListedItem
from ledger.typed_text import plain_dashes
from ledger.views.base import page_address
from ledger.views.home import CAP, STEPS_TOO
from ledger.views.item_counts import total_of
from ledger.views.items import FilteredItemsView

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FIRST_OF_A_KIND, WHILE_TYPING = 5, 3
"""So many rows of each kind are shown, on the page and while one types."""
KINDS = {
    "items": gettext_lazy("Items"),
    "topics": gettext_lazy("Topics"),
    "rounds": gettext_lazy("Rounds"),
    "people": gettext_lazy("People"),
    "agencies": gettext_lazy("Agencies"),
    "forums": gettext_lazy("Forums"),
    "statements": gettext_lazy("Statements"),
    "files": gettext_lazy("Files"),
    "entries": gettext_lazy("Entries"),
    "evidence": gettext_lazy("Evidence"),
}
"""The kinds in the order of the page, by the names that addresses give them."""


FINDING: dict[str, tuple[Callable[[RowSearch, int], FoundRows], Callable[[Any, Sequence[str]], FoundRow]]] = {
    "topics": (RowSearch.topics, found_rows.topic_row),
    "rounds": (RowSearch.rounds, found_rows.round_row),
    "agencies": (RowSearch.agencies, found_rows.agency_row),
    "forums": (RowSearch.forums, found_rows.forum_row),
    "statements": (RowSearch.statements, found_rows.statement_row),
    "files": (RowSearch.files, found_rows.file_row),
    "entries": (RowSearch.entries, found_rows.entry_row),
    "evidence": (RowSearch.evidence, found_rows.evidence_row),
}
"""How the rows of a kind are found, and how each is shown."""


@dataclass(frozen=True)
class FoundKind:
    """The first rows of a kind, how many there are up to a cap, and where all of them are."""

    name: str
    label: "StrOrPromise"
    rows: list[FoundRow]
    count: int
    is_more: bool
    address: str


class SearchView(FilteredItemsView):
    """The results; asked for by the page's own script while one types, the first of them alone.

    A reference that names one item leads straight to it.
    """

    template_name = "ledger/search.html"

    @cached_property
    def typed(self) -> str:
        return self.request.GET.get("q", "").strip()

    @cached_property
    def filters(self) -> ItemFilterSet:
        """The items' list with these words and no other filter; steps are found too."""
        return self._filters_of({"q": self.typed} if self.typed else {})

    def _filters_of(self, asked: dict[str, str]) -> ItemFilterSet:
        query = QueryDict(urlencode({**asked, **STEPS_TOO}) if asked else "")
        return ItemFilterSet(query, self.among, user=self.user, dialogues=self.rights.dialogues)

    @cached_property
    def round_typed(self) -> str:
        """The round that was typed by its name and nothing else ("usmx-7"), of those that the person sees."""
        typed = plain_dashes(self.typed).casefold()
        names = (round.name for round in self.filters.offered.rounds)
        return next((name for name in names if name.casefold() == typed), "")

    @cached_property
    def search(self) -> WordSearch:
        return WordSearch(self.typed)

    @property
    def is_typing(self) -> bool:
        """Whether the script of the page asks, while somebody types."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    @cached_property
    def kind(self) -> str:
        """The one kind that is asked for; empty for all."""
        asked = self.request.GET.get("kind", "")
        return asked if asked in KINDS else ""

    # --- From request to response

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not self.is_typing and (ref := self.only_ref):
            return redirect("ledger:item-detail", ref)
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return ["ledger/parts/search_first.html"] if self.is_typing else [self.template_name]

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        faults = self.filters.faults
        is_short = bool(self.typed) and not faults and is_too_short(self.search)
        is_asked = bool(self.typed) and not faults and not is_short
        kinds = list(self._kinds()) if is_asked else []
        if (asked := self.request.GET.get("kind", "")) and not self.kind:
            faults = [*faults, _("“%(kind)s” is no kind of result: all are shown.") % {"kind": asked}]
        return super().get_context_data(
            searched=self.typed,
            words=self.search.plain_words,
            faults=faults,
            is_short=is_short,
            is_asked=is_asked,
            kinds=kinds,
            kind=self.kind,
            shown=sum(len(kind.rows) for kind in kinds),
            all_address=page_address("ledger:search", q=self.typed),
            **kwargs,
        )

    # --- What is found

    def _kinds(self) -> Iterator[FoundKind]:
        """Return what was found of each kind, or of the one that is asked for; kinds without a row are left out."""
        size = MOST_ROWS if self.kind else WHILE_TYPING if self.is_typing else FIRST_OF_A_KIND
        items = self._items(size)
        search = RowSearch(self.search, self.user, self.rights.dialogues, self.filters.found)
        for name in ["rounds", *(name for name in KINDS if name != "rounds")] if self.round_typed else KINDS:
            if self.kind not in ("", name):
                continue
            match name:
                case "items":
                    found = items
                case "people":
                    found = self._people(search, size)
                case _:
                    found = self._rows(name, search, size)
            if found.count:
                yield found

    def _items(self, size: int) -> FoundKind:
        """Return the items as their list has them, in its order; there all of them are.

        Of a round that is typed by its name they are its own, and none that bears its number somewhere.
        """
        asked = {"round": self.round_typed} if self.round_typed else {"q": self.typed}
        filters = self._filters_of(asked) if self.round_typed else self.filters
        rows = [ListedItem(*row) for row in self.page_at(Cursor(), size, filters).items]
        total = total_of(filters, CAP) if rows else 0
        shown = [found_rows.item_row(row, self.search.plain_words) for row in rows]
        there = page_address("ledger:item-list", **asked, **STEPS_TOO)
        return FoundKind("items", KINDS["items"], shown, min(total, CAP), total > CAP, there)

    def _people(self, search: RowSearch, size: int) -> FoundKind:
        """Return colleagues, and those who came to rounds: each person once."""
        officers = search.named(self.filters.offered.lists.choices["officer"])
        came = search.delegates(MOST_ROWS)
        own = str(self.user.pk)
        people = [found_rows.officer_row("me" if key == own else key, name) for key, name in officers]
        people += found_rows.people_rows(came.rows)
        return self._kind("people", people[:size], len(people), came.is_more)

    def _rows(self, name: str, search: RowSearch, size: int) -> FoundKind:
        find, show = FINDING[name]
        found = find(search, size)
        rows = [show(row, search.words) for row in found.rows]
        return self._kind(name, rows, found.count, found.is_more)

    def _kind(self, name: str, rows: list[FoundRow], count: int, is_more: bool) -> FoundKind:
        there = page_address("ledger:search", q=self.typed, kind=name)
        return FoundKind(name, KINDS[name], rows, count, is_more, there)
