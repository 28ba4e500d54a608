"""The acts of the door in the workspace: their addresses under the item's, and their look."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.acting import (
    ENTRY_ACTS,
    ITEM_ACTS,
    REQUEST_ACTS,
    ActPage,
    Record,
)
from ledger.models import Item, Statement
from ledger.views.item_page import ItemPage
from ledger.views.typed import take_from_session, writer_of

NAMES = {"item": "item-act", "entry": "item-entry-act", "redaction": "item-redaction-act"}


class Workspace:
    """The workspace, as the place where an act is done. Progress is recorded on the item's own page."""

    def act_address(self, page: ActPage) -> str:
        if isinstance(page, Record):
            return f"{self.item_address(page.item)}#record"
        return reverse(f"ledger:{NAMES[page.scope]}", args=(page.item.ref, *page.key, page.name))

    def item_address(self, item: Item) -> str:
        return reverse("ledger:item-detail", args=(item.ref,))

    def render(self, page: ActPage, context: dict[str, Any]) -> HttpResponse:
        return render(
            page.request,
            "ledger/act.html",
            context | {"writer": writer_of(page.request.user)},  # type: ignore[arg-type]
        )

    def marked(self, statement: Statement) -> SafeString:
        return format_html(
            '<blockquote class="said as-kept" lang="{}">{}</blockquote>', statement.language, statement.text
        )


PLACE = Workspace()


class ActView(ItemPage):
    """An act's page: finds the item and the act, and leaves the rest to it."""

    acts: ClassVar[dict[str, type[ActPage]]]
    fills_in = True

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        act = self._act(**key)
        kept = take_from_session(request) if act.is_allowed else None
        if kept is None:
            return act.respond()
        return act.page(act.form(kept), was_kept=True)

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self._act(**key).respond()

    def _act(self, ref: str, act: str, **key: int) -> ActPage:
        item = self.get_item(ref)
        if act not in self.acts:
            raise Http404
        return self.acts[act].find(PLACE, self.request, item, **key)


def _by_name(acts: Any) -> dict[str, type[ActPage]]:
    return {act.name: act for act in acts}


class ItemAct(ActView):
    """An act on an item as a whole; recording has its form on the item's page."""

    acts = _by_name(act for act in ITEM_ACTS if act is not Record)


class EntryAct(ActView):
    """An act on one entry."""

    acts = _by_name(ENTRY_ACTS)


class RequestAct(ActView):
    """A decision on a redaction that was asked for."""

    acts = _by_name(REQUEST_ACTS)
