"""Show and set to whom a source of a round is shown."""

from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _

from ledger.forms.audience import SourceAudienceForm
from ledger.models import Dialogue, Round, Statement
from ledger.recording import RuleViolation, newest_version, release_place, release_statement
from ledger.views.base import LedgerView
from ledger.vocabulary import Act, Audience, Permission


class ReleaseGiven(TypedDict):
    """What was sent, by the names of the write API's arguments."""

    audience: Audience
    reason: str
    expected_sequence: int
    request_id: UUID


class AudienceView(LedgerView):
    """A row with an audience of its own, for all who may see it; releasers set it, editors may narrow it.

    A subclass finds the row, says where it stands now, and calls the write API.
    """

    def find(self) -> None:
        """Look for the row of the address; 404 where the person may not see it."""
        raise NotImplementedError

    @property
    def dialogue(self) -> Dialogue:
        """The dialogue in which the row lies."""
        raise NotImplementedError

    @property
    def shown_to(self) -> Audience:
        """The audience that the row has."""
        raise NotImplementedError

    @property
    def proposed_for(self) -> Audience:
        """The audience that an editor proposed."""
        raise NotImplementedError

    @property
    def seen(self) -> int:
        """What the page shows, to be compared when it is sent."""
        raise NotImplementedError

    def release(self, **given: Unpack[ReleaseGiven]) -> None:
        """Write what was sent. Raises RuleViolation."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        return self.render_to_response(self.get_context_data(form=self._form() if self.audiences else None))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        if not (self._may_widen or self._may_narrow):
            raise PermissionDenied(_("You may read this, and not decide on it."))
        form = self._form(request.POST)
        if form.is_valid():
            try:
                given = dict(form.cleaned_data)
                self.release(expected_sequence=given.pop("seen"), **given)
            except RuleViolation as broken:
                form.refuse(broken.fields)
                form.renew(seen=self.seen)
            else:
                messages.success(request, _("Its audience is set."))
                return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            dialogue=self.dialogue,
            shown_to=self.shown_to,
            proposed_for=self.proposed_for,
            waits=self._waits,
            **kwargs,
        )

    @property
    def _waits(self) -> bool:
        """Whether an editor proposed a wider audience than the row has."""
        return self.proposed_for.reach > self.shown_to.reach

    @property
    def _may_widen(self) -> bool:
        return self.rights.may(Act.RELEASE, self.dialogue)

    @property
    def _may_narrow(self) -> bool:
        return self.rights.may(Permission.CURATE, self.dialogue)

    @property
    def audiences(self) -> list[Audience]:
        """The audiences that the person may give the row."""
        if self._may_widen:
            return list(Audience)
        narrower = [audience for audience in Audience if audience.reach < self.shown_to.reach]
        return narrower if self._may_narrow else []

    def _form(self, data: QueryDict | None = None) -> SourceAudienceForm:
        wanted = self.proposed_for if self._may_widen and self._waits else self.shown_to
        initial = {"seen": self.seen, "audience": wanted}
        return SourceAudienceForm(data, audiences=self.audiences, initial=initial)


class StatementAudienceView(AudienceView):
    """The audience of a statement: beyond it, its words are quoted to nobody."""

    template_name = "ledger/statement_audience.html"
    statement: Statement

    def find(self) -> None:
        rows = Statement.objects.select_related("round__dialogue", "issued_by")
        self.statement = self.row(rows, pk=self.kwargs["pk"])

    @property
    def dialogue(self) -> Dialogue:
        return self.statement.round.dialogue

    @property
    def shown_to(self) -> Audience:
        return Audience(self.statement.visibility)

    @property
    def proposed_for(self) -> Audience:
        return Audience(self.statement.proposed_audience)

    @property
    def seen(self) -> int:
        return newest_version(self.statement)

    def release(self, **given: Unpack[ReleaseGiven]) -> None:
        release_statement(user=self.user, statement=self.statement, **given)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        releases = self.statement.releases.select_related("released_by").order_by("-sequence")
        return super().get_context_data(
            statement=self.statement, round=self.statement.round, releases=self.rows(releases), **kwargs
        )


class RoundAudienceView(AudienceView):
    """Choose who may be told where a round met and who was its host."""

    template_name = "ledger/round_audience.html"
    round: Round

    def find(self) -> None:
        rows = Round.objects.select_related("dialogue", "host_party")
        self.round = self.row(rows, dialogue__code=self.kwargs["code"], number=self.kwargs["number"])

    @property
    def dialogue(self) -> Dialogue:
        return self.round.dialogue

    @property
    def shown_to(self) -> Audience:
        return Audience(self.round.place_visibility)

    @property
    def proposed_for(self) -> Audience:
        return self.shown_to

    @property
    def seen(self) -> int:
        return newest_version(self.round)

    def release(self, **given: Unpack[ReleaseGiven]) -> None:
        release_place(user=self.user, round=self.round, **given)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        releases = self.round.releases.select_related("released_by").order_by("-sequence")
        return super().get_context_data(round=self.round, releases=self.rows(releases), **kwargs)
