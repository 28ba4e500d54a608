"""Acts on many items in the workspace: chosen in the list, typed, looked at, written in one batch, undone."""

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from ledger import access
from ledger.acting.many import MANY_ACTS, BatchPage, ManyPage, UndoPage
from ledger.models import Dialogue, Item
from ledger.templatetags.ledger import status
from ledger.views.base import Page
from ledger.views.typed import writer_of
from ledger.vocabulary import Precision, Status


class Workspace:
    """The workspace, as the place where many items are acted on."""

    def items(self, request: HttpRequest, dialogues: Sequence[Dialogue]) -> Any:
        rows = access.visible_to(request.user, Item.objects.filter(round__dialogue__in=dialogues))
        return rows.select_related("round__dialogue", "passage__statement", "officer").defer(
            "passage__statement__text"
        )

    def item_address(self, item: Item) -> str:
        return reverse("ledger:item-detail", args=(item.ref,))

    def list_address(self, request: HttpRequest) -> str:
        kept = QueryDict(request.GET.get("back", "")).urlencode()
        return reverse("ledger:item-list") + (f"?{kept}" if kept else "")

    def act_address(self, name: str) -> str:
        return reverse("ledger:batch-new", args=(name,))

    def batch_address(self, batch: UUID) -> str:
        return reverse("ledger:batch-detail", args=(batch,))

    def undo_address(self, batch: UUID) -> str:
        return reverse("ledger:batch-undo", args=(batch,))

    def status(self, one: Status, on: datetime.date | None, precision: Precision | None) -> SafeString:
        return status(one, on, precision)

    def render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return render(request, f"ledger/{template}", context | {"writer": writer_of(request.user)})  # type: ignore[arg-type]


PLACE = Workspace()


class BatchNew(Page):
    """One act on the items that were ticked: a form, a preview of each, one batch."""

    acts: ClassVar[dict[str, type[ManyPage]]] = {act.name: act for act in MANY_ACTS}

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        return self._page(**key).respond()

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self._page(**key).respond()

    def _page(self, act: str) -> ManyPage:
        if act not in self.acts:
            raise Http404
        return self.acts[act](PLACE, self.request)


class BatchDetail(Page):
    """A batch: what it wrote, as far as the person sees it."""

    page: ClassVar[type[BatchPage]] = BatchPage

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        return self.page(PLACE, request, key["batch"]).respond()


class BatchUndo(BatchDetail):
    """The undoing of a batch: confirmed, with a reason."""

    page = UndoPage

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self.page(PLACE, request, key["batch"]).respond()
