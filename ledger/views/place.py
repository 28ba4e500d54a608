"""The workspace, as the place where acts are done."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger import access
from ledger.actions import ActFormView, RecordView
from ledger.models import Dialogue, Item, Statement
from ledger.presentation.item_rows import for_rows
from ledger.templatetags.ledger import status
from ledger.views.unsent import writer_of
from ledger.vocabulary import Precision, Status

NAMES = {"item": "item-act", "entry": "item-entry-act", "redaction": "item-redaction-act"}


class Workspace:
    """Its rows, addresses and look. Progress is recorded on the item's own page."""

    def items(self, request: HttpRequest, dialogues: Sequence[Dialogue]) -> Any:
        rows = access.visible_to(request.user, Item.objects.filter(round__dialogue__in=dialogues))
        return for_rows(rows).select_related("round__dialogue", "officer")

    def item_address(self, item: Item) -> str:
        return item.get_absolute_url()

    def list_address(self, request: HttpRequest) -> str:
        kept = QueryDict(request.GET.get("back", "")).urlencode()
        return reverse("ledger:item-list") + (f"?{kept}" if kept else "")

    def act_address(self, page: ActFormView) -> str:
        if isinstance(page, RecordView):
            return f"{self.item_address(page.item)}#record"
        return reverse(f"ledger:{NAMES[page.scope]}", args=(page.item.ref, *page.key, page.name))

    def many_address(self, name: str) -> str:
        return reverse("ledger:batch-create", args=(name,))

    def batch_address(self, batch: UUID) -> str:
        return reverse("ledger:batch-detail", args=(batch,))

    def undo_address(self, batch: UUID) -> str:
        return reverse("ledger:batch-undo", args=(batch,))

    def status(self, one: Status, on: datetime.date | None, precision: Precision | None) -> SafeString:
        return status(one, on, precision)

    def marked(self, statement: Statement) -> SafeString:
        return format_html(
            '<blockquote class="said as-kept" lang="{}">{}</blockquote>', statement.language, statement.text
        )

    def render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return render(request, f"ledger/{template}", context | {"writer": writer_of(request.user)})  # type: ignore[arg-type]


PLACE = Workspace()
