"""Handing over: from whom to whom, a preview, one step, and its undoing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.actions.bulk import own_batch
from ledger.forms.handover import BetweenForm, HandOverForm, TakeBackForm
from ledger.handover.handing_over import (
    Plan,
    StaleHandover,
    hand_over,
    officers,
    plan_of,
    receivers,
    undo_hand_over,
)
from ledger.models import Entry, Handover, Item, SavedView
from ledger.personal import InvalidInput
from ledger.presentation.item_rows import for_rows
from ledger.recording import RuleViolation
from ledger.views.base import LedgerView
from ledger.vocabulary import Act

SHOWN = 200
"""How many items a page lists of what goes or went, and of what stays; it counts the others."""
EARLIER = 10
"""How many handovers of the past the page leads to."""


class HandoverCreateView(LedgerView):
    """Ask from whom to whom (GET), preview (GET with both), and hand over (POST). For people who may give items."""

    template_name = "ledger/hand_over.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self._allow()
        if not {"from_user", "to_user"} & request.GET.keys():
            return self._ask(BetweenForm(**self._people(), initial={"from_user": self.user.uuid}))
        form = BetweenForm(request.GET, **self._people())
        if not form.is_valid():
            return self._ask(form)
        plan = plan_of(self.user, form.cleaned_data["from_user"], form.cleaned_data["to_user"], SHOWN)
        between = {"from_user": plan.from_user.uuid, "to_user": plan.to_user.uuid, "seen": plan.seen}
        return self._preview(plan, HandOverForm(**self._people(), initial=between))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self._allow()
        form = HandOverForm(request.POST, **self._people())
        if not form.is_valid() and not {"from_user", "to_user"}.isdisjoint(form.errors):
            return self._ask(BetweenForm(request.POST, **self._people()), carried=form)
        from_user, to_user = form.cleaned_data["from_user"], form.cleaned_data["to_user"]
        if form.is_valid() and (done := self._write(form)):
            return HttpResponseRedirect(reverse("ledger:handover-detail", args=[done]))
        plan = plan_of(self.user, from_user, to_user, SHOWN)
        form.renew(seen=plan.seen)
        form.errors.pop("seen", None)  # the plan of other people was not shown yet
        return self._preview(plan, form)

    def _write(self, form: HandOverForm) -> UUID | None:
        """Hand over; None where it was refused, and the form then says why."""
        given = dict(form.cleaned_data)
        batch = own_batch(self.user, given.pop("request_id"))
        try:
            hand_over(user=self.user, batch=batch, **given)
        except StaleHandover:
            form.add_error(None, _("It has changed since you looked. Nothing was written: look again."))
        except (RuleViolation, InvalidInput) as broken:
            form.refuse(broken.fields)
        else:
            return batch
        return None

    def _allow(self) -> None:
        if not self.rights.may_somewhere(Act.AMEND):
            raise PermissionDenied(_("Items are handed over by editors."))

    def _people(self) -> dict[str, Any]:
        return {"officers": officers(self.user), "receivers": receivers(self.user)}

    def _ask(self, form: BetweenForm, carried: HandOverForm | None = None) -> HttpResponse:
        """Ask from whom to whom; what was typed below a preview is carried along to the next one."""
        earlier = self.rows(Handover.objects.select_related("by", "from_user", "to_user", "dialogue"))
        context = {"form": form, "carried": carried, "earlier": earlier[:EARLIER]}
        return self.render_to_response(self.get_context_data(**context))

    def _preview(self, plan: Plan, form: HandOverForm) -> HttpResponse:
        context = self.get_context_data(
            form=form,
            plan=plan,
            more_go=plan.goes_count - len(plan.goes),
            more_stay=plan.stays_count - len(plan.stays),
        )
        return self.render_to_response(context)


class HandoverDetailView(LedgerView):
    """Show what went in a handover, and undo it. Seen by members of one of its dialogues."""

    template_name = "ledger/handed_over.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        batch = self.kwargs["batch"]
        rows = self._rows(batch)
        moved = {uuid for row in rows for uuid in row.views}
        written = Entry.objects.filter(batch=batch).values("item")
        items = self.rows(Item.objects.filter(pk__in=written))
        shown, count = list(for_rows(items).order_by("review_on", "ref")[:SHOWN]), items.count()
        return super().get_context_data(
            **{"form": TakeBackForm()} | kwargs,
            handover=rows[0],
            items=shown,
            count=count,
            more=count - len(shown),
            views=self.rows(SavedView.objects.filter(uuid__in=moved)),
            may_undo=self._may_undo(rows),
        )

    def post(self, request: HttpRequest, batch: UUID, **kwargs: object) -> HttpResponseBase:
        """Undo it, with a reason."""
        rows = self._rows(batch)
        if not self._may_undo(rows):
            raise PermissionDenied
        form = TakeBackForm(request.POST)
        if form.is_valid():
            try:
                undo_hand_over(user=self.user, batch=batch, reason=form.cleaned_data["reason"])
            except (RuleViolation, InvalidInput) as broken:
                form.refuse(broken.fields)
            else:
                messages.success(request, _("The handover is undone."))
                return HttpResponseRedirect(reverse("ledger:handover-detail", args=[batch]))
        return self.render_to_response(self.get_context_data(form=form))

    def _rows(self, batch: UUID) -> list[Handover]:
        people = ("by", "from_user", "to_user", "dialogue")
        found = list(self.rows(Handover.objects.filter(batch=batch).select_related(*people)))
        if not found:
            raise Http404
        return found

    def _may_undo(self, rows: list[Handover]) -> bool:
        others = Handover.objects.filter(batch=rows[0].batch).count() > len(rows)
        allowed = all(self.rights.may(Act.AMEND, row.dialogue) for row in rows)
        return allowed and not others and rows[0].undone_at is None
