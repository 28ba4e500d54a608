"""The acts in the workspace: their addresses under the item's."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS, RecordView, SiteView, on_site
from ledger.actions.bulk import MANY_ACTS, BatchUndoView, BatchView
from ledger.views.mixins import WorkspaceActMixin, WorkspaceMixin


def view_by_name(acts: Iterable[Any], site: type[SiteView]) -> Callable[..., HttpResponseBase]:
    """Return a view that leads to the act named by the address. Raises Http404 for any other name."""
    views = {act.name: on_site(act, site).as_view() for act in acts}

    def view(request: HttpRequest, act: str, **kwargs: object) -> HttpResponseBase:
        if act not in views:
            raise Http404
        answer: HttpResponseBase = views[act](request, **kwargs)
        return answer

    return view


# Recording has its form on the item's page.
item_act = view_by_name((act for act in ITEM_ACTS if act is not RecordView), WorkspaceActMixin)
entry_act = view_by_name(ENTRY_ACTS, WorkspaceActMixin)
redaction_act = view_by_name(REQUEST_ACTS, WorkspaceActMixin)

batch_act = view_by_name(MANY_ACTS, WorkspaceMixin)
batch = on_site(BatchView, WorkspaceMixin).as_view()
batch_undo = on_site(BatchUndoView, WorkspaceMixin).as_view()
