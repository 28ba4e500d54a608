"""Give every page of the workspace its base: signed in, a role somewhere, and rows of the person's own dialogues."""

from typing import Any, ClassVar, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django.views.generic.base import ContextMixin, View

from ledger import access
from ledger.access import Rows
from ledger.accounts.rights import Rights, rights_of
from ledger.models import Dialogue, User
from ledger.views.unsent import keep_in_session, take_from_session, writer_of
from ledger.vocabulary import Permission

M = TypeVar("M", bound=Model)


class LedgerViewMixin(ContextMixin, View):
    """A page for people with a role in some dialogue: others are led to sign in, or told 403.

    ``rights`` answers what the person may do; ``rows`` and ``row`` are the only way to a queryset. Answers to other
    methods than GET and HEAD are 405 unless the page defines them.

    What was sent when the session had ended waits for its writer, whom the form names in its hidden field ``writer``:
    back at the address, it is shown and can be sent again.
    """

    fills_in: ClassVar[bool] = False
    """Whether the page puts what waited back into its own form, by ``take_from_session``."""
    rights: Rights
    user: User

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.signed_out()
        if "\x00" in request.path_info:  # no row is called so, and PostgreSQL refuses to look for it
            raise Http404
        self.rights, self.user = rights_of(request), request.user
        if request.method == "GET" and not self.fills_in and (kept := take_from_session(request)):
            return self._kept(kept)
        if not self.rights.dialogues:
            return self.without_a_role()
        return super().dispatch(request, *args, **kwargs)

    def signed_out(self) -> HttpResponseBase:
        """Lead a person who is not signed in, or not any more, to sign in."""
        if self.request.method == "POST":
            keep_in_session(self.request)
        return redirect_to_login(self.request.get_full_path())

    def _kept(self, kept: QueryDict) -> HttpResponseBase:
        """Return what waited, to be sent again as it was; its words are shown, and the rest is carried along."""
        sent = list(kept.lists())
        words = [value for _name, values in sent for value in values if " " in value.strip()]
        context = {
            "sent": sent,
            "words": words,
            "address": self.request.get_full_path(),
            "writer": writer_of(self.user),
        }
        return render(self.request, "ledger/kept.html", context)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(**{"writer": writer_of(self.user)} | kwargs)

    def without_a_role(self) -> HttpResponseBase:
        """Refuse a person without a role in any dialogue."""
        raise PermissionDenied(_("You hold no role in any dialogue yet."))

    def edits_in_admin(self, dialogue: Dialogue | None = None) -> bool:
        """Tell whether the person may edit a dialogue's rows in the admin; without one, those that all share."""
        if not self.user.is_staff:
            return False
        rights, curate = self.rights, Permission.CURATE
        return rights.may_somewhere(curate) if dialogue is None else rights.may(curate, dialogue)

    def rows(self, queryset: Rows) -> Rows:
        """Return the rows of a queryset that the person may see."""
        return access.visible_to(self.request.user, queryset)

    def row(self, queryset: QuerySet[M], **wanted: object) -> M:
        """Return one row that the person may see; 404 where there is none, whether it is another dialogue's
        or nobody's.
        """
        return get_object_or_404(self.rows(queryset), **wanted)


class LedgerView(LedgerViewMixin, TemplateView):
    """A page of the workspace that shows a template."""


def page_address(name: str, *args: object, **params: str | int) -> str:
    """Return the address of a page, with GET parameters."""
    address = reverse(name, args=args)
    return f"{address}?{urlencode(params)}" if params else address
