"""Acts on many items within the admin: offered by the list, with addresses under it, and the admin's look."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from ledger.accounts.rights import rights_of
from ledger.actions.bulk import MANY_ACTS, MOST, BatchPage, BulkActView, CannotChoose, UndoPage, items_for
from ledger.admin.place import PLACE
from ledger.models import Item

# --- Addresses


def batch_urls(admin: Any) -> list[URLPattern]:
    """A path for each act, for a batch, and for its undoing."""
    acts = [(f"batch/{act.name}/", _act(act), f"ledger_item_batch_{act.name}") for act in MANY_ACTS]
    batches = [
        ("batches/<uuid:batch>/", _batch(BatchPage), "ledger_item_batch"),
        ("batches/<uuid:batch>/undo/", _batch(UndoPage), "ledger_item_batch_undo"),
    ]
    return [
        path(place, admin.admin_site.admin_view(view), name=name) for place, view, name in [*acts, *batches]
    ]


def _act(act: type[BulkActView]) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        return act(PLACE, request).respond()

    return view


def _batch(page: type[BatchPage]) -> Any:
    def view(request: HttpRequest, batch: UUID) -> HttpResponse:
        return page(PLACE, request, batch).respond()

    return view


# --- From the list to the act's page


def list_actions(request: HttpRequest) -> dict[str, Any]:
    """The acts as the list offers them: those that the person may do in some dialogue."""
    if IS_POPUP_VAR in request.GET:
        return {}
    offered = (act for act in MANY_ACTS if rights_of(request).may_somewhere(act.deed))
    return {act.name: (_leads_to(act), act.name, act.label) for act in offered}


def _leads_to(act: type[BulkActView]) -> Callable[[Any, HttpRequest, QuerySet[Item]], HttpResponse | None]:
    def choose(admin: Any, request: HttpRequest, chosen: QuerySet[Item]) -> HttpResponse | None:
        keys = list(chosen.order_by().values_list("pk", flat=True)[: MOST + 1])
        try:
            items_for(PLACE, request, act.deed, keys)
        except CannotChoose as why:
            messages.error(request, str(why))
            return None
        asked = [("item", key) for key in keys]
        kept = {"_changelist_filters": request.GET.urlencode()} if request.GET else {}
        return HttpResponseRedirect(f"{PLACE.many_address(act.name)}?{urlencode([*asked, *kept.items()])}")

    return choose
