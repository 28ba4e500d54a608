"""Acts on many items within the admin: offered by the list, with addresses under it, and the admin's look."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from ledger.accounts.rights import rights_of
from ledger.actions import SiteView, on_site
from ledger.actions.bulk import (
    MANY_ACTS,
    MOST,
    BatchUndoView,
    BatchView,
    BulkActView,
    CannotChoose,
    items_for,
)
from ledger.admin.mixins import AdminMixin
from ledger.models import Item

if TYPE_CHECKING:
    from ledger.admin.base import LedgerAdmin

# --- Addresses


def batch_urls(admin: "LedgerAdmin") -> list[URLPattern]:
    """Return a path for each act, for a batch, and for its undoing."""
    pages: list[tuple[str, type[SiteView], str]] = [
        *((f"batch/{act.name}/", act, f"ledger_item_batch_{act.name}") for act in MANY_ACTS),
        ("batches/<uuid:batch>/", BatchView, "ledger_item_batch"),
        ("batches/<uuid:batch>/undo/", BatchUndoView, "ledger_item_batch_undo"),
    ]
    return [
        path(route, admin.admin_site.admin_view(on_site(page, AdminMixin).as_view()), name=name)
        for route, page, name in pages
    ]


# --- From the list to the act's page


def list_actions(request: HttpRequest) -> dict[str, Any]:
    """Return the acts as the list offers them: those that the person may do in some dialogue."""
    if IS_POPUP_VAR in request.GET:
        return {}
    offered = (act for act in MANY_ACTS if rights_of(request).may_somewhere(act.deed))
    return {act.name: (_leads_to(act), act.name, act.label) for act in offered}


def _leads_to(act: type[BulkActView]) -> Callable[[Any, HttpRequest, QuerySet[Item]], HttpResponse | None]:
    def choose(admin: "LedgerAdmin", request: HttpRequest, chosen: QuerySet[Item]) -> HttpResponse | None:
        keys = list(chosen.order_by().values_list("pk", flat=True)[: MOST + 1])
        try:
            items_for(on_site(act, AdminMixin)(request=request).choosable, keys)
        except CannotChoose as why:
            messages.error(request, str(why))
            return None
        asked = [("item", key) for key in keys]
        kept = {"_changelist_filters": request.GET.urlencode()} if request.GET else {}
        there = reverse(f"admin:ledger_item_batch_{act.name}")
        return HttpResponseRedirect(f"{there}?{urlencode([*asked, *kept.items()])}")

    return choose
