"""A round: its statement, its items, who came, and the rounds beside it. All rounds: ``round_list``."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import ngettext

from ledger.forms.agenda import CarryForm
from ledger.models import (
    AgendaPoint,
    Delegate,
    Delegation,
    Event,
    Item,
    ItemTopic,
    Party,
    Round,
    RoundForum,
    SourceFile,
    Statement,
    Topic,
)
from ledger.models.items import ItemQuerySet
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.paragraphs import SpannedWords, paragraphs_of
from ledger.recording import RuleViolation, carry_over
from ledger.views.base import LedgerView, page_address
from ledger.views.round_items import KindGroup, cited_spans, kind_groups, side_by_side
from ledger.vocabulary import Act, Permission, RoundState


@dataclass(frozen=True)
class StatementText:
    """A statement of the round and its text's paragraphs, each stretch with the items that cite it."""

    statement: Statement
    paragraphs: list[list[SpannedWords]]
    files: list[SourceFile]


class RoundDetailView(LedgerView):
    """Show one round. On a planned one an editor carries over what is open from earlier rounds."""

    template_name = "ledger/round.html"
    round: Round

    def get_round(self) -> Round:
        code, number = self.kwargs["code"], self.kwargs["number"]
        rows = Round.objects.select_related("dialogue", "host_party")
        return self.row(rows, dialogue__code=code, number=number)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.round = self.get_round()
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.round = self.get_round()
        if not (self._may_carry and self._is_planned):
            return self.http_method_not_allowed(request)
        form = self._form(request.POST)
        if form.is_valid():
            try:
                points = carry_over(user=self.user, round=self.round, items=form.cleaned_data["items"])
            except RuleViolation as error:
                form.add_error(None, str(error))
            else:
                done = ngettext("%d point is on the agenda.", "%d points are on the agenda.", len(points))
                messages.success(request, done % len(points))
                return redirect("ledger:round-detail", self.round.dialogue.code, self.round.number)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        one = self.round
        items = self.rows(Item.objects.current().without_steps().filter(round=one))
        kinds = kind_groups(items, one)
        beside = self._beside()
        near = [row for row in (beside.get("before"), one, beside.get("after")) if row]
        statements = list(self.rows(Statement.objects.filter(round=one).select_related("issued_by")))
        files = list(self.rows(SourceFile.objects.filter(round=one).select_related("statement", "added_by")))
        points = AgendaPoint.objects.filter(round=one).select_related("topic", "carried_from")
        agenda = list(self.rows(points))
        links = self.rows(ItemTopic.objects.all())
        delegates = Prefetch("delegates", Delegate.objects.select_related("agency"))
        came = Delegation.objects.filter(round=one).select_related("party").prefetch_related(delegates)
        delegations = list(self.rows(came))
        return super().get_context_data(
            round=one,
            met=wording.round_day(one),
            before=beside.get("before"),
            after=beside.get("after"),
            texts=_texts([row for row in statements if row.text], items, kinds, files),
            sources=[row for row in statements if not row.text],
            kinds=kinds,
            beside=side_by_side(near, one, agenda, self.topics, links) if len(near) > 1 else [],
            columns=near,
            delegations=delegations,
            forums=self.rows(RoundForum.objects.filter(round=one).select_related("forum")),
            events=self.rows(Event.objects.filter(round=one).select_related("host_party")),
            files=files,
            agenda=agenda,
            absent=self._absent(delegations),
            is_planned=self._is_planned,
            may_carry=self._may_carry,
            may_edit=self.edits_in_admin(one.dialogue),
            may_open=self.rights.may(Act.OPEN, one.dialogue) and not self._is_planned,
            all_open=page_address("ledger:item-list", dialogue=one.dialogue.code, status="open", heads="1"),
            **kwargs,
        )

    @property
    def _is_planned(self) -> bool:
        return self.round.state is RoundState.PLANNED

    def _absent(self, delegations: list[Delegation]) -> list[Party]:
        """Return the parties of whom nobody is entered who came, for people who may enter it."""
        if not self._may_carry or self._is_planned:
            return []
        came = {delegation.party_id for delegation in delegations}
        return [party for party in self.round.dialogue.parties.all() if party.pk not in came]

    @cached_property
    def topics(self) -> TopicTree:
        return TopicTree(self.rows(Topic.objects.all()))

    @property
    def _may_carry(self) -> bool:
        return self.rights.may(Permission.CURATE, self.round.dialogue)

    def _form(self, data: QueryDict | None = None) -> CarryForm:
        items = self._open_before() if self._is_planned else Item.objects.none()
        return CarryForm(data, items=items, topics=self.topics)

    def _open_before(self) -> QuerySet[Item]:
        """Select what earlier rounds left open and the agenda does not take up yet: one line for each matter."""
        heads = self.rows(Item.objects.heads().without_steps())
        earlier = heads.filter(
            is_open=True,
            round__dialogue=self.round.dialogue,
            round__number__lt=self.round.number,
        )
        taken = AgendaPoint.objects.filter(round=self.round, carried_from__isnull=False).values(
            "carried_from"
        )
        offered = for_rows(earlier.exclude(pk__in=taken))
        return offered.prefetch_related("topic_links")

    def _beside(self) -> dict[str, Round]:
        """Return the rounds right before and after, where there are such."""
        rows = self.rows(Round.objects.filter(dialogue=self.round.dialogue))
        number = self.round.number
        near = rows.filter(
            Q(pk__in=rows.filter(number__lt=number).order_by("-number").values("pk")[:1])
            | Q(pk__in=rows.filter(number__gt=number).order_by("number").values("pk")[:1])
        )
        for round in near:
            round.dialogue = self.round.dialogue
        return {"before" if round.number < number else "after": round for round in near}


def _texts(
    statements: list[Statement], items: ItemQuerySet, kinds: list[KindGroup], files: list[SourceFile]
) -> list[StatementText]:
    """Return the statements' texts, each stretch with the items that cite it, and the files of each that stand.

    A round without texts asks nothing.
    """
    standing = [file for file in files if not (file.is_withdrawn or file.is_redacted)]
    shown = {row.item.ref for group in kinds for row in group.items}
    spans = cited_spans(items, shown) if statements else {}
    return [
        StatementText(
            row,
            paragraphs_of(row.text, spans.get(row.pk, [])),
            [file for file in standing if file.statement_id == row.pk],
        )
        for row in statements
    ]
