"""The acts of the door in the workspace: their addresses under the item's, and their look."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS, ActFormView, RecordView
from ledger.views.base import ItemView
from ledger.views.place import PLACE
from ledger.views.unsent import take_from_session


class SiteActView(ItemView):
    """An act's page: finds the item and the act, and leaves the rest to it."""

    acts: ClassVar[dict[str, type[ActFormView]]]
    fills_in = True

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        act = self._act(**key)
        kept = take_from_session(request) if act.is_allowed else None
        if kept is None:
            return act.respond()
        return act.page(act.form(kept), was_kept=True)

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self._act(**key).respond()

    def _act(self, ref: str, act: str, **key: int) -> ActFormView:
        item = self.get_item(ref)
        if act not in self.acts:
            raise Http404
        return self.acts[act].find(PLACE, self.request, item, **key)


def _by_name(acts: Any) -> dict[str, type[ActFormView]]:
    return {act.name: act for act in acts}


class ItemActView(SiteActView):
    """An act on an item as a whole; recording has its form on the item's page."""

    acts = _by_name(act for act in ITEM_ACTS if act is not RecordView)


class EntryActView(SiteActView):
    """An act on one entry."""

    acts = _by_name(ENTRY_ACTS)


class RedactionActView(SiteActView):
    """A decision on a redaction that was asked for."""

    acts = _by_name(REQUEST_ACTS)
