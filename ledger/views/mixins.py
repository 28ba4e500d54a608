"""Give the pages of acts the workspace's rows, addresses and frame."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ledger.actions import SiteView
from ledger.models import Dialogue, Item, Statement
from ledger.models.items import ItemQuerySet
from ledger.presentation.item_rows import for_rows
from ledger.views.base import LedgerViewMixin
from ledger.views.unsent import take_from_session

SHOWN = ("round__dialogue__own_party", "passage__statement", "officer", "see_also")
"""What pages about an item show of other rows."""


class WorkspaceMixin(LedgerViewMixin, SiteView):
    """The workspace before an act's page. Progress is recorded on the item's own page."""

    frame = "ledger/base.html"
    URL_NAMES: ClassVar[dict[str, str]] = {
        "item": "item-act",
        "entry": "item-entry-act",
        "redaction": "item-redaction-act",
    }

    def visible_items(self, dialogues: Sequence[Dialogue]) -> ItemQuerySet:
        rows = for_rows(self.rows(Item.objects.filter(round__dialogue__in=dialogues)))
        return rows.select_related("round__dialogue", "officer")

    def get_item(self) -> Item:
        return self.row(Item.objects.select_related(*SHOWN), ref=self.kwargs["ref"])

    def item_url(self, item: Item) -> str:
        return item.get_absolute_url()

    def list_url(self) -> str:
        kept = QueryDict(self.request.GET.get("back", "")).urlencode()
        return reverse("ledger:item-list") + (f"?{kept}" if kept else "")

    def act_url(self) -> str:
        act: Any = self
        return reverse(f"ledger:{self.URL_NAMES[act.scope]}", args=(act.item.ref, *act.key, act.name))

    def batch_url(self, batch: UUID, *, undo: bool = False) -> str:
        return reverse("ledger:batch-undo" if undo else "ledger:batch-detail", args=(batch,))

    def shown_text(self, statement: Statement) -> SafeString:
        return format_html(
            '<blockquote class="said as-kept" lang="{}">{}</blockquote>', statement.language, statement.text
        )


class WorkspaceActMixin(WorkspaceMixin):
    """The same for one item's acts: what was typed when the session had ended is back in the form."""

    fills_in = True

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # the act's, which comes after
        if self.request.method == "POST" or (kept := take_from_session(self.request)) is None:
            return kwargs
        self.was_kept = True
        return kwargs | {"data": kept}

    was_kept = False
