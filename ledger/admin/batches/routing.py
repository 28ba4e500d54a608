"""The addresses of acts on many items, and of batches."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ledger.admin.batches.acts import BATCH_ACTS
from ledger.admin.batches.undoing import BatchPage, UndoPage


def batch_urls(admin: Any) -> list[URLPattern]:
    """A path for each act, for a batch, and for its undoing."""
    acts = [(f"batch/{act.name}/", _act(act), act.url_name()) for act in BATCH_ACTS]
    batches = [(page.path, _batch(page), page.url_name()) for page in (BatchPage, UndoPage)]
    return [
        path(place, admin.admin_site.admin_view(view), name=name) for place, view, name in [*acts, *batches]
    ]


def _act(act: Any) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = act(request).respond()
        return answer

    return view


def _batch(page: type[BatchPage]) -> Any:
    def view(request: HttpRequest, batch: UUID) -> HttpResponse:
        return page(request, batch).respond()

    return view
