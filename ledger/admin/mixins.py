"""Give the pages of acts the admin's rows, addresses and frame."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import admin
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.safestring import SafeString

from ledger.actions import ActFormView, SiteView
from ledger.admin.display import address, marked
from ledger.admin.registry import registered
from ledger.models import Dialogue, Item, Statement

URL_NAMES = {
    "item": "ledger_item_{}",
    "entry": "ledger_item_entry_{}",
    "redaction": "ledger_item_redaction_{}",
}


def url_name(act: type[ActFormView]) -> str:
    """Return the name of an act's address within the admin."""
    return URL_NAMES[act.scope].format(act.name.replace("-", "_"))


class AdminMixin(SiteView):
    """The admin before an act's page."""

    frame: ClassVar[str] = "admin/ledger/frame.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer as the admin does where the item is not there, or not for this person."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except Item.DoesNotExist:
            return registered(Item).not_found(request, kwargs["item"])

    def visible_items(self, dialogues: Sequence[Dialogue]) -> Any:
        items = registered(Item)
        return items.within(items.get_queryset(self.request), dialogues)

    def get_item(self) -> Item:
        item: Item | None = registered(Item).get_object(self.request, str(self.kwargs["item"]))
        if item is None:
            raise Item.DoesNotExist
        return item

    def item_url(self, item: Item) -> str:
        return address(item)

    def list_url(self) -> str:
        kept = self.request.GET.get("_changelist_filters", "")
        return reverse("admin:ledger_item_changelist") + (f"?{kept}" if kept else "")

    def act_url(self) -> str:
        act: Any = self
        return reverse(f"admin:{url_name(type(act))}", args=(act.item.pk, *act.key))

    def batch_url(self, batch: UUID, *, undo: bool = False) -> str:
        return reverse("admin:ledger_item_batch_undo" if undo else "admin:ledger_item_batch", args=[batch])

    def shown_text(self, statement: Statement) -> SafeString:
        return marked(statement)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        shared = {**admin.site.each_context(self.request), "opts": Item._meta}
        return super().get_context_data(**shared | kwargs)
