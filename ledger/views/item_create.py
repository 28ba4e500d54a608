"""Opening an item by hand in the workspace: in which round first, then the item itself."""

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.actions import OpenItemView, on_site
from ledger.forms import ChooseRoundForm
from ledger.forms.opening import ROUNDS_OFFERED
from ledger.models import Round
from ledger.views.base import LedgerView
from ledger.views.mixins import WorkspaceActMixin
from ledger.vocabulary import Act, RoundState


class ItemCreateView(LedgerView):
    """Choose the round of a new item: ``?round=USMX-7`` leads on. For people who may open items somewhere."""

    template_name = "ledger/item_create.html"

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        dialogues = self.rights.dialogues_where(Act.OPEN)
        if not dialogues:
            raise PermissionDenied(_("Items are opened by editors of a dialogue."))
        rounds = self.rows(Round.objects.filter(dialogue__in=dialogues, state=RoundState.HELD))
        newest = list(
            rounds.select_related("dialogue").order_by(F("starts_on").desc(nulls_last=True), "-number")[
                :ROUNDS_OFFERED
            ]
        )
        form = ChooseRoundForm(request.GET if request.GET.get("round") else None, rounds=newest)
        if form.is_valid():
            code, _dash, number = form.cleaned_data["round"].rpartition("-")
            return redirect("ledger:round-item-create", code, number)
        return self.render_to_response(self.get_context_data(form=form, rounds=newest))


class WorkspaceRoundMixin(WorkspaceActMixin):
    """The workspace before the page of a new item, whose address names the round."""

    def get_round(self) -> Round:
        code, number = self.kwargs["code"], self.kwargs["number"]
        return self.row(Round.objects.select_related("dialogue"), dialogue__code=code, number=number)

    def act_url(self) -> str:
        return reverse("ledger:round-item-create", args=(self.kwargs["code"], self.kwargs["number"]))


round_item_create = on_site(OpenItemView, WorkspaceRoundMixin).as_view()
