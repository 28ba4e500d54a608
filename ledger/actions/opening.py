"""Opening an item of a round by hand, from words of its statements or as a paraphrase."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from ledger.accounts.rights import rights_of
from ledger.actions.site import AnyFormView, SiteView
from ledger.forms import OpenItemForm
from ledger.models import Item, Round, Statement
from ledger.presentation.paragraphs import SpannedWords, paragraphs_of
from ledger.recording import RuleViolation, open_item
from ledger.vocabulary import Act, RoundState


class OpenItemView(SiteView, AnyFormView):
    """The form of a new item beside the statements of its round, for people who may open items there."""

    template_name = "ledger/round_item_create.html"
    form_class = OpenItemForm
    request: HttpRequest
    round: Round
    opened: Item

    def get_round(self) -> Round:
        """Return the round that the address names, with its dialogue. Raise Http404 where the person sees none."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Find the round; 404 where there is none, 403 for people who may not open items in its dialogue."""
        self.round = self.get_round()
        if not rights_of(request).may(Act.OPEN, self.round.dialogue):
            raise PermissionDenied
        if self.round.state is RoundState.PLANNED:  # nothing was said in it yet
            raise Http404
        held = Statement.objects.filter(round=self.round).exclude(text="")
        self.statements = list(held.order_by("pk"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"round": self.round, "statements": self.statements}

    def form_valid(self, form: OpenItemForm) -> HttpResponse:
        """Open the item and lead to it, or to the form again for the next; what is refused stands beside its field."""
        try:
            self.opened = self._open(form)
        except RuleViolation as broken:
            form.refuse(broken.fields)
            return self.form_invalid(form)
        return self.done(form)

    def done(self, form: OpenItemForm) -> HttpResponse:
        """Say what was opened, and lead to it."""
        messages.success(self.request, _("%(ref)s is open.") % {"ref": self.opened.ref})
        for remark in form.remarks:
            messages.info(self.request, remark)
        return super().form_valid(form)

    def _open(self, form: OpenItemForm) -> Item:
        # The passage stays only if the item comes to cite it.
        with transaction.atomic():
            passage = form.span[0].passage_at(*form.span[1:]) if form.span else None
            return open_item(
                user=self.request.user,  # type: ignore[arg-type]  # signed in
                round=self.round,
                fields=form.values(passage),
                request_id=form.cleaned_data["request_id"],
            )

    def get_success_url(self) -> str:
        return self.act_url() if "another" in self.request.POST else self.item_url(self.opened)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context = {
            "title": _("Open an item: %(round)s") % {"round": self.round},
            "round": self.round,
            "texts": [(statement, self._paragraphs(statement)) for statement in self.statements],
        }
        return super().get_context_data(**context | kwargs)

    def _paragraphs(self, statement: Statement) -> list[list[SpannedWords]]:
        """Return the statement's paragraphs, each stretch with the items that cite it."""
        cited = Item.objects.current().filter(round=self.round, passage__statement=statement)
        items = self.visible_items([self.round.dialogue]).filter(pk__in=cited.values("pk"))
        spans = [(item.passage.start, item.passage.end, item) for item in items if item.passage]
        return paragraphs_of(statement.text, spans)
