"""Acts on many items in the workspace: chosen in the list, typed, looked at, written in one batch, undone."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from ledger.actions.bulk import MANY_ACTS, BatchPage, BulkActView, UndoPage
from ledger.views.base import LedgerView
from ledger.views.place import PLACE


class BatchCreateView(LedgerView):
    """One act on the items that were ticked: a form, a preview of each, one batch."""

    acts: ClassVar[dict[str, type[BulkActView]]] = {act.name: act for act in MANY_ACTS}

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        return self._page(**key).respond()

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self._page(**key).respond()

    def _page(self, act: str) -> BulkActView:
        if act not in self.acts:
            raise Http404
        return self.acts[act](PLACE, self.request)


class BatchDetailView(LedgerView):
    """A batch: what it wrote, as far as the person sees it."""

    page: ClassVar[type[BatchPage]] = BatchPage

    def get(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponse:
        return self.page(PLACE, request, key["batch"]).respond()


class BatchUndoView(BatchDetailView):
    """The undoing of a batch: confirmed, with a reason."""

    page = UndoPage

    def post(self, request: HttpRequest, *args: Any, **key: Any) -> HttpResponseBase:
        return self.page(PLACE, request, key["batch"]).respond()
