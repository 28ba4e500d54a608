"""A round: its statement, its items, who came, and the rounds beside it. All rounds: ``round_list``."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.forms.agenda import CarryForm
from ledger.models import (
    AgendaPoint,
    Delegation,
    Event,
    Item,
    ItemTopic,
    Passage,
    Round,
    RoundForum,
    Statement,
    Topic,
)
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.paragraphs import SpannedWords, paragraphs_of
from ledger.recording import RuleViolation, carry_over
from ledger.views.base import LedgerView, page_address
from ledger.vocabulary import Act, Kind, PartyRole, Permission, RoundState


@dataclass(frozen=True)
class StatementText:
    """A statement of the round and its text's paragraphs, each stretch with the items that cite it."""

    statement: Statement
    paragraphs: list[list[SpannedWords]]


@dataclass
class Matter:
    """A topic in the round before, in this one, and in the one after; and the round on whose agenda it stands."""

    topic: Topic
    cells: dict[int, list[Item]] = field(default_factory=dict)
    planned_in: int | None = None

    @property
    def columns(self) -> list[tuple[list[Item], bool]]:
        """The items of each round, and whether the topic is on its agenda."""
        return [(items, round == self.planned_in) for round, items in self.cells.items()]


class RoundDetailView(LedgerView):
    """One round. On a planned one an editor carries over what is open from earlier rounds."""

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
        items = list(_shown(self.rows(Item.objects.current().filter(round=one).in_ref_order())))
        beside = self._beside()
        statements = list(self.rows(Statement.objects.filter(round=one).select_related("issued_by")))
        points = AgendaPoint.objects.filter(round=one).select_related("topic", "carried_from")
        agenda = list(self.rows(points))
        delegations = (
            Delegation.objects.filter(round=one).select_related("party").prefetch_related("delegates__agency")
        )
        return super().get_context_data(
            round=one,
            met=wording.round_day(one),
            before=beside.get("before"),
            after=beside.get("after"),
            texts=[StatementText(row, _paragraphs(row, items)) for row in statements if row.text],
            sources=[row for row in statements if not row.text],
            kinds=_grouped(items),
            items=items,
            matters=self._matters(beside, agenda),
            columns=[row for row in (beside.get("before"), one, beside.get("after")) if row],
            delegations=self.rows(delegations),
            forums=self.rows(RoundForum.objects.filter(round=one).select_related("forum")),
            events=self.rows(Event.objects.filter(round=one).select_related("host_party")),
            agenda=agenda,
            is_planned=self._is_planned,
            may_carry=self._may_carry,
            may_open=self.rights.may(Act.OPEN, one.dialogue) and not self._is_planned,
            all_open=page_address("ledger:item-list", dialogue=one.dialogue.code, status="open", heads="1"),
            **kwargs,
        )

    @property
    def _is_planned(self) -> bool:
        return self.round.state is RoundState.PLANNED

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
        """What earlier rounds left open and the agenda does not take up yet: one line for each matter."""
        heads = self.rows(Item.objects.heads())
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
        """The rounds right before and after, where there are such."""
        rows = self.rows(Round.objects.filter(dialogue=self.round.dialogue))
        number = self.round.number
        near = rows.filter(
            Q(pk__in=rows.filter(number__lt=number).order_by("-number").values("pk")[:1])
            | Q(pk__in=rows.filter(number__gt=number).order_by("number").values("pk")[:1])
        )
        return {"before" if round.number < number else "after": round for round in near}

    def _matters(self, beside: dict[str, Round], agenda: Iterable[AgendaPoint]) -> list[Matter]:
        """By topic, the items of the rounds side by side: what went on, what is new, what was not taken up.

        What is on the agenda stands in the round's own column.
        """
        near = [row for row in (beside.get("before"), self.round, beside.get("after")) if row]
        links = (
            self.rows(ItemTopic.objects.filter(item__round__in=near, item__is_withdrawn=False))
            .select_related("item")
            .order_by("topic__slug", "item__number")
        )
        found: dict[int, Matter] = {}
        for link in links:
            topic = self.topics.final[link.topic_id]
            matter = found.setdefault(topic.pk, Matter(topic, {row.pk: [] for row in near}))
            if link.item not in matter.cells[link.item.round_id]:
                matter.cells[link.item.round_id].append(link.item)
        for point in agenda:
            if point.topic:
                topic = self.topics.final[point.topic.pk]
                matter = found.setdefault(topic.pk, Matter(topic, {row.pk: [] for row in near}))
                matter.planned_in = self.round.pk
        return sorted(found.values(), key=lambda one: str(one.topic))


def _shown(items: QuerySet[Item]) -> QuerySet[Item]:
    return for_rows(items).prefetch_related("party_links__party", "passage_links__passage")  # type: ignore[arg-type]


def _paragraphs(statement: Statement, items: Iterable[Item]) -> list[list[SpannedWords]]:
    cited = [(item, passage) for item in items for passage in _passages(item)]
    spans = [(one.start, one.end, item) for item, one in cited if one.statement_id == statement.pk]
    return paragraphs_of(statement.text, spans)


def _passages(item: Item) -> list[Passage]:
    others = [link.passage for link in item.passage_links.all()]
    return [item.passage, *others] if item.passage else others


@dataclass(frozen=True)
class RoundItem:
    """An item of the round, and who owes or asks it in words."""

    item: Item
    parties: str


def _grouped(items: list[Item]) -> list[tuple[str, list[RoundItem]]]:
    """The items by kind, in the order of the kinds."""
    order = list(Kind)
    groups: dict[tuple[Any, Any], list[RoundItem]] = defaultdict(list)
    for item in items:
        groups[item.kind, item.agreed_as].append(RoundItem(item, _parties(item)))
    kinds = sorted(groups, key=lambda group: (order.index(group[0]), str(group[1])))
    return [(wording.begin(wording.kind(*kind)), groups[kind]) for kind in kinds]


def _parties(item: Item) -> str:
    said = []
    for role in PartyRole:
        names = wording.listed(
            sorted(wording.party(link.party) for link in item.party_links.all() if link.role is role)
        )
        if names:
            said.append(f"{_(role.label)}: {names}")
    return "; ".join(said)
