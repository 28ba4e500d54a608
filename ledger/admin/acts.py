"""The acts of the door within the admin: their addresses under the item's, and their look."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from ledger.acting import (
    ENTRY_ACTS,
    ITEM_ACTS,
    REQUEST_ACTS,
    ActPage,
)
from ledger.admin.showing import address, marked
from ledger.models import Item, Statement

NAMES = {"item": "ledger_item_{}", "entry": "ledger_item_entry_{}", "redaction": "ledger_item_redaction_{}"}
PATHS = {
    "item": "<int:item>/{}/",
    "entry": "<int:item>/entries/<int:sequence>/{}/",
    "redaction": "<int:item>/redactions/<int:wanted>/{}/",
}


def url_name(act: type[ActPage]) -> str:
    """The name of an act's address within the admin."""
    return NAMES[act.scope].format(act.name.replace("-", "_"))


class AdminPlace:
    """The admin, as the place where an act is done."""

    def act_address(self, page: ActPage) -> str:
        return reverse(f"admin:{url_name(type(page))}", args=(page.item.pk, *page.key))

    def item_address(self, item: Item) -> str:
        return address(item)

    def render(self, page: ActPage, context: dict[str, Any]) -> HttpResponse:
        shared = {**admin.site.each_context(page.request), "opts": Item._meta}
        return TemplateResponse(page.request, "admin/ledger/act_page.html", shared | context)

    def marked(self, statement: Statement) -> SafeString:
        return marked(statement)


PLACE = AdminPlace()


def act_urls(admin: Any) -> list[URLPattern]:
    """A path for each act; ``admin`` finds the item and answers for one that is not there."""
    acts: list[type[ActPage]] = [*ITEM_ACTS, *ENTRY_ACTS, *REQUEST_ACTS]
    return [
        path(
            PATHS[act.scope].format(act.name),
            admin.admin_site.admin_view(_view(admin, act)),
            name=url_name(act),
        )
        for act in acts
    ]


def _view(admin: Any, act: type[ActPage]) -> Any:
    def view(request: HttpRequest, item: int, **key: int) -> HttpResponse:
        row = admin.get_object(request, str(item))
        if row is None:
            return admin.not_found(request, item)
        return act.find(PLACE, request, row, **key).respond()

    return view
