"""The addresses of the acts, under the item's: whoever may not see the item finds none of them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ledger.admin.acts.entries import ENTRY_ACTS, EntryPage
from ledger.admin.acts.items import ITEM_ACTS
from ledger.admin.acts.page import ActPage
from ledger.admin.acts.redactions import REQUEST_ACTS, RequestPage
from ledger.models import Item, RedactionRequest
from ledger.showing.timeline import Line, timeline_of


def act_urls(admin: Any) -> list[URLPattern]:
    """A path for each act; ``admin`` finds the item and answers for one that is not there."""
    views: list[tuple[type[ActPage], Any]] = [
        *((act, _on_item) for act in ITEM_ACTS),
        *((act, _on_entry) for act in ENTRY_ACTS),
        *((act, _on_request) for act in REQUEST_ACTS),
    ]
    return [
        path(
            act.path.format(name=act.name),
            admin.admin_site.admin_view(_view(admin, act, view)),
            name=act.url_name(),
        )
        for act, view in views
    ]


def _view(admin: Any, act: type[ActPage], page_of: Any) -> Any:
    def view(request: HttpRequest, item: int, **key: int) -> HttpResponse:
        row = admin.get_object(request, str(item))
        if row is None:
            return admin.not_found(request, item)
        page: ActPage = page_of(act, request, row, **key)
        return page.respond()

    return view


def _on_item(act: type[ActPage], request: HttpRequest, item: Item) -> ActPage:
    return act(request, item)


def _on_entry(act: type[EntryPage], request: HttpRequest, item: Item, sequence: int) -> EntryPage:
    page = act(request, item, _line(item, sequence))
    if not page.suits:
        raise Http404
    return page


def _on_request(act: type[RequestPage], request: HttpRequest, item: Item, wanted: int) -> RequestPage:
    rows = RedactionRequest.objects.filter(entry__item=item, pk=wanted)
    found = rows.select_related("entry__item", "requested_by").first()
    if found is None:
        raise Http404
    return act(request, item, found, _line(item, found.entry.sequence))


def _line(item: Item, sequence: int) -> Line:
    """The entry as the timeline shows it."""
    found = next((line for line in timeline_of(item) if line.entry.sequence == sequence), None)
    if found is None:
        raise Http404
    return found
