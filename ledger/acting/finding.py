"""The act that an address names, on the item that was found: whoever may not see the item finds none of them."""

from django.http import Http404, HttpRequest

from ledger.acting.entries import EntryPage
from ledger.acting.page import ActPage, Place
from ledger.acting.redactions import RequestPage
from ledger.models import Item, RedactionRequest
from ledger.showing.timeline import Line, timeline_of


def find_item_act(act: type[ActPage], place: Place, request: HttpRequest, item: Item) -> ActPage:
    """An act on the item itself."""
    return act(place, request, item)


def find_entry_act(
    act: type[EntryPage], place: Place, request: HttpRequest, item: Item, sequence: int
) -> EntryPage:
    """An act on an entry; 404 where there is no such entry, or the act can never be done to one of its sort."""
    page = act(place, request, item, _line(item, sequence))
    if not page.suits:
        raise Http404
    return page


def find_request_act(
    act: type[RequestPage], place: Place, request: HttpRequest, item: Item, wanted: int
) -> RequestPage:
    """A decision on a redaction that was asked for; 404 where there is no such request on the item."""
    rows = RedactionRequest.objects.filter(entry__item=item, pk=wanted)
    found = rows.select_related("entry__item", "requested_by").first()
    if found is None:
        raise Http404
    return act(place, request, item, found, _line(item, found.entry.sequence))


def _line(item: Item, sequence: int) -> Line:
    """The entry as the timeline shows it."""
    found = next((line for line in timeline_of(item) if line.entry.sequence == sequence), None)
    if found is None:
        raise Http404
    return found
