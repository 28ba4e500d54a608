"""Saved views: lists kept under a name, one's own or shared; opened at an address of their own."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ledger.forms.saved_views import ViewForm
from ledger.models import SavedView
from ledger.personal import (
    InvalidInput,
    canonical_query,
    delete_view,
    pinned_views,
    save_view,
    update_view,
)
from ledger.views.base import LedgerView


class SavedViewListView(LedgerView):
    """List the person's views and those that others share; a list sent along as GET parameters can be saved here."""

    template_name = "ledger/view_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        views = list(self.rows(SavedView.objects.select_related("owner", "dialogue")))
        form = kwargs.pop("form", None)
        if not isinstance(form, ViewForm):
            form = self._form(initial={"query": self._asked})
        return super().get_context_data(
            form=form,
            saves=bool(form.is_bound or self._asked),
            pinned=[pin.view for pin in pinned_views(self.user)],
            own=[view for view in views if view.owner_id == self.user.pk],
            shared=[view for view in views if view.owner_id != self.user.pk],
            **kwargs,
        )

    @property
    def _asked(self) -> str:
        return canonical_query(self.request.GET.urlencode())

    def _form(self, data: QueryDict | None = None, **options: Any) -> ViewForm:
        return ViewForm(data, user=self.user, dialogues=self.rights.dialogues, **options)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Save a list under a name, and open it."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                view = save_view(user=self.user, **form.cleaned_data)
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
                return redirect("ledger:saved-view-detail", view.uuid)
        return self.render_to_response(self.get_context_data(form=form))


class SavedViewDetailView(LedgerView):
    """A saved view at its address: leads to the list as it was saved."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        view = self.row(SavedView.objects.all(), uuid=kwargs["uuid"])
        query = f"{view.query}&view={view.uuid}" if view.query else f"view={view.uuid}"
        return redirect(f"{reverse('ledger:item-list')}?{query}")


class SavedViewChangeView(LedgerView):
    """Rename, share, unshare or delete the person's own view. Others' are not found."""

    template_name = "ledger/view_change.html"

    def view_row(self, rows: QuerySet[SavedView]) -> SavedView:
        """Return the view, where it is one's own."""
        return self.row(rows.filter(owner=self.user), uuid=self.kwargs["uuid"])

    def _form(self, view: SavedView, data: QueryDict | None = None) -> ViewForm:
        names = ("name", "dialogue", "is_shared", "query")
        kept = {name: getattr(view, name) for name in names}
        return ViewForm(data, initial=kept, user=self.user, dialogues=self.rights.dialogues, query=view.query)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        saved = self.view_row(SavedView.objects.all())
        form = kwargs.pop("form", None) or self._form(saved)
        return super().get_context_data(form=form, saved=saved, **kwargs)

    @method_decorator(transaction.atomic)
    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Change the view, or delete it, by the button pressed."""
        one = self.view_row(SavedView.objects.select_for_update(of=("self",)))
        if request.POST.get("do") == "delete":
            delete_view(user=self.user, view=one)
            messages.success(request, _("The view “%(name)s” is deleted.") % {"name": one.name})
            return redirect("ledger:saved-view-list")
        form = self._form(one, request.POST)
        if form.is_valid():
            changes = {name: form.cleaned_data[name] for name in ("name", "dialogue", "is_shared")}
            try:
                update_view(user=self.user, view=one, **changes)
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                messages.success(request, _("The view “%(name)s” is saved.") % {"name": changes["name"]})
                return redirect("ledger:saved-view-list")
        return self.render_to_response(self.get_context_data(form=form))
