"""A dialogue from nothing, and what follows it: a round, who came. Each page leads on to the next."""

from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.forms.base import AnsweredForm
from ledger.forms.starting import DelegationForm, DialogueForm, RoundForm
from ledger.models import Dialogue, Party, Round
from ledger.recording import RuleViolation, add_delegation, add_round, start_dialogue
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.vocabulary import Permission

F = TypeVar("F", bound=AnsweredForm)


class StartView(LedgerView, Generic[F]):
    """A page that adds a row and leads on. A subclass finds what the address names, makes the form, and writes."""

    template_name = "ledger/starting.html"

    def find(self) -> None:
        """Find what the address names; 404 where there is none, 403 for people who may not add to it."""
        raise NotImplementedError

    def form(self, data: QueryDict | None = None) -> F:
        """Return the form, with what was sent."""
        raise NotImplementedError

    def write(self, form: F) -> str:
        """Write the row; return where to go on. Raises RuleViolation."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                address = self.write(form)
            except RuleViolation as broken:
                form.refuse(broken.fields)
            else:
                for remark in form.remarks:
                    messages.info(request, remark)
                return redirect(address)
        return self.render_to_response(self.get_context_data(form=form))

    def require_editor(self, dialogue: Dialogue) -> None:
        """Raise PermissionDenied for a person who does not edit the dialogue."""
        if not self.rights.may(Permission.CURATE, dialogue):
            raise PermissionDenied


class DialogueCreateView(StartView[DialogueForm]):
    """Start a dialogue: for editors of any, and for superusers, also without a role."""

    def without_a_role(self) -> HttpResponseBase:
        if not self.rights.keeps_accounts:
            return super().without_a_role()
        return super(LedgerViewMixin, self).dispatch(self.request, *self.args, **self.kwargs)

    def find(self) -> None:
        if not self.rights.starts_dialogues:
            raise PermissionDenied(_("Dialogues are started by editors of another, and by superusers."))

    def form(self, data: QueryDict | None = None) -> DialogueForm:
        return DialogueForm(data, giver=self.user)

    def write(self, form: DialogueForm) -> str:
        dialogue = start_dialogue(user=self.user, **form.values())
        says = _("%(code)s is there, and you are its editor. Next: its first round.")
        messages.success(self.request, says % {"code": dialogue.code})
        return reverse("ledger:round-create", args=[dialogue.code])

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        form = kwargs["form"]
        assert isinstance(form, DialogueForm)
        return super().get_context_data(
            title=_("Start a dialogue"),
            about=_("You become its editor. Its rounds, who came and their statements follow, a page each."),
            further=[
                (_("Parties that are missing above"), form.new_parties),
                (_("Who works on it with you"), form.people),
            ],
            cancel=reverse("ledger:round-list"),
            **kwargs,
        )


class RoundCreateView(StartView[RoundForm]):
    """Add a round to a dialogue that one edits."""

    dialogue: Dialogue

    def find(self) -> None:
        self.dialogue = self.row(Dialogue.objects.all(), code=self.kwargs["code"])
        self.require_editor(self.dialogue)

    def form(self, data: QueryDict | None = None) -> RoundForm:
        return RoundForm(data, dialogue=self.dialogue)

    def write(self, form: RoundForm) -> str:
        round = add_round(user=self.user, dialogue=self.dialogue, **form.cleaned_data)
        says = _("%(round)s is there. Next: who came, and its statement.")
        messages.success(self.request, says % {"round": round})
        return round.get_absolute_url()

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            title=_("Add a round"),
            about=str(self.dialogue),
            cancel=reverse("ledger:round-list"),
            **kwargs,
        )


class DelegationCreateView(StartView[DelegationForm]):
    """Add who came to a round for a party: ``?party=MEX`` is filled in."""

    round: Round

    def find(self) -> None:
        rows = Round.objects.select_related("dialogue")
        code, number = self.kwargs["code"], self.kwargs["number"]
        self.round = self.row(rows, dialogue__code=code, number=number)
        self.require_editor(self.round.dialogue)

    def form(self, data: QueryDict | None = None) -> DelegationForm:
        code = self.request.GET.get("party", "").replace("\x00", "")
        party: Party | None = self.round.dialogue.parties.filter(code=code).first()
        return DelegationForm(data, round=self.round, party=party)

    def write(self, form: DelegationForm) -> str:
        delegation = add_delegation(user=self.user, round=self.round, **form.values())
        messages.success(self.request, _("Who came for %(party)s is there.") % {"party": delegation.party})
        return f"{self.round.get_absolute_url()}#h-people"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        form = kwargs["form"]
        assert isinstance(form, DelegationForm)
        return super().get_context_data(
            title=_("Add a delegation"),
            about=_("%(round)s: people who came, and agencies that came without a name.")
            % {"round": self.round},
            further=[(_("Who came"), form.delegates)],
            cancel=self.round.get_absolute_url(),
            **kwargs,
        )
