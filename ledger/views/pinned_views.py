"""Saved views on the workspace: each with the number of items that its list holds; pinned, moved and unpinned."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.filters import ItemFilterSet
from ledger.filters.offered import offered_lists
from ledger.models import Item, SavedView
from ledger.personal import InvalidInput, move_pin_up, pin_view, pinned_views, unpin_view
from ledger.views.base import LedgerViewMixin
from ledger.views.item_counts import totals_of


@dataclass(frozen=True)
class CountedView:
    """A pinned view, and how many items its list holds, at most one more than the cap; None where the list refuses."""

    view: SavedView
    count: int | None


def counted_views(page: LedgerViewMixin, cap: int) -> list[CountedView]:
    """Return the views that the person behind a page has pinned, counted. One query where there are none.

    What a list counts, ``item_counts`` answers for the list and for the pin alike. A view of which a filter makes
    no sense any more (a topic that is gone) is not counted, as its list shows nothing but the reason.
    """
    pins = list(pinned_views(page.user))
    if not pins:
        return []
    lists, among = offered_lists(page.rights.dialogues), page.rows(Item.objects.current())
    filters = [
        ItemFilterSet(
            QueryDict(pin.view.query), among, user=page.user, dialogues=page.rights.dialogues, lists=lists
        )
        for pin in pins
    ]
    counts = iter(totals_of([asked for asked in filters if not asked.faults], cap))
    return [
        CountedView(pin.view, None if asked.faults else next(counts))
        for pin, asked in zip(pins, filters, strict=True)
    ]


class SavedViewPinView(LedgerViewMixin):
    """A button's POST: pin a view, move it up, or unpin it, by ``do``; it leads back to where the button stood."""

    def _view(self) -> SavedView:
        return self.row(SavedView.objects.all(), uuid=self.kwargs["uuid"])

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead to the page of all views."""
        self._view()
        return redirect("ledger:saved-view-list")

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        view, do = self._view(), request.POST.get("do", "")
        if do == "up":
            move_pin_up(user=self.user, view=view)
        elif do == "unpin":
            unpin_view(user=self.user, view=view)
            messages.success(request, _("“%(name)s” is off your workspace.") % {"name": view.name})
        else:
            self._pin(view)
        return redirect(view if request.POST.get("back") == "items" else "ledger:saved-view-list")

    def _pin(self, view: SavedView) -> None:
        try:
            pin_view(user=self.user, view=view)
        except InvalidInput as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, _("“%(name)s” is on your workspace.") % {"name": view.name})
