"""The acts of the door within the admin: their addresses under the item's, and their look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS, ActFormView
from ledger.admin.place import PLACE, url_name

PATHS = {
    "item": "<int:item>/{}/",
    "entry": "<int:item>/entries/<int:sequence>/{}/",
    "redaction": "<int:item>/redactions/<int:wanted>/{}/",
}


def act_urls(admin: Any) -> list[URLPattern]:
    """A path for each act; ``admin`` finds the item and answers for one that is not there."""
    acts: list[type[ActFormView]] = [*ITEM_ACTS, *ENTRY_ACTS, *REQUEST_ACTS]
    return [
        path(
            PATHS[act.scope].format(act.name),
            admin.admin_site.admin_view(_view(admin, act)),
            name=url_name(act),
        )
        for act in acts
    ]


def _view(admin: Any, act: type[ActFormView]) -> Any:
    def view(request: HttpRequest, item: int, **key: int) -> HttpResponse:
        row = admin.get_object(request, str(item))
        if row is None:
            return admin.not_found(request, item)
        return act.find(PLACE, request, row, **key).respond()

    return view
