"""The admin, as the place where acts are done."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from ledger.actions import ActFormView
from ledger.admin.display import address, marked, status
from ledger.admin.registry import registered
from ledger.models import Dialogue, Item, Statement
from ledger.vocabulary import Precision, Status

NAMES = {"item": "ledger_item_{}", "entry": "ledger_item_entry_{}", "redaction": "ledger_item_redaction_{}"}


def url_name(act: type[ActFormView]) -> str:
    """The name of an act's address within the admin."""
    return NAMES[act.scope].format(act.name.replace("-", "_"))


class AdminPlace:
    """Its rows, addresses and look."""

    def items(self, request: HttpRequest, dialogues: Sequence[Dialogue]) -> Any:
        items = registered(Item)
        return items.within(items.get_queryset(request), dialogues)

    def item_address(self, item: Item) -> str:
        return address(item)

    def list_address(self, request: HttpRequest) -> str:
        kept = request.GET.get("_changelist_filters", "")
        return reverse("admin:ledger_item_changelist") + (f"?{kept}" if kept else "")

    def act_address(self, page: ActFormView) -> str:
        return reverse(f"admin:{url_name(type(page))}", args=(page.item.pk, *page.key))

    def many_address(self, name: str) -> str:
        return reverse(f"admin:ledger_item_batch_{name}")

    def batch_address(self, batch: UUID) -> str:
        return reverse("admin:ledger_item_batch", args=[batch])

    def undo_address(self, batch: UUID) -> str:
        return reverse("admin:ledger_item_batch_undo", args=[batch])

    def status(self, one: Status, on: datetime.date | None, precision: Precision | None) -> SafeString:
        return status(one, on, precision)

    def marked(self, statement: Statement) -> SafeString:
        return marked(statement)

    def render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = {**admin.site.each_context(request), "opts": Item._meta}
        return TemplateResponse(request, f"admin/ledger/{template}", shared | context)


PLACE = AdminPlace()
