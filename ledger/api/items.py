"""Items, filtered, in the orders and page by page as the list of the workspace; and one item with its positions."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Manager, Prefetch, QuerySet
from django.http import QueryDict
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.base import LedgerApiView
from ledger.api.fields import CodeField, DatedField, LinkedCodesField, WordCodeField
from ledger.api.pages import RowDetailView, next_address, no_such_place, size_of
from ledger.api.problems import InvalidQuery
from ledger.api.serializers import PersonSerializer
from ledger.api.statements import PassageSerializer
from ledger.filters import Cursor, ItemFilterSet, page_of
from ledger.filters.order import NoSuchPlace, in_rounds
from ledger.models import Item, ItemAgency, ItemForum, ItemParty, ItemTopic, Position
from ledger.presentation.item_rows import for_rows
from ledger.vocabulary import (
    AgreedAs,
    FactBasis,
    ItemSource,
    Kind,
    PartyRole,
    Priority,
    StatementLanguage,
    Status,
    Voice,
)


class ItemPassageSerializer(PassageSerializer):
    """The words that an item cites."""

    statement = serializers.IntegerField(source="statement_id")
    language = WordCodeField(StatementLanguage, source="statement.language")


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class PartiesField(serializers.Field[Any, Any, Any, Any]):
    """The codes of an item's parties in one role."""

    def __init__(self, role: PartyRole) -> None:
        super().__init__(source="party_links", read_only=True)
        self.role = role

    def to_representation(self, value: Manager[ItemParty]) -> list[str]:
        return [link.party.code for link in value.all() if link.role is self.role]


class ItemSerializer(serializers.Serializer[Any]):
    """An item as it stands today, for our own people. `sequence` is its last entry: its version."""

    ref = serializers.CharField()
    dialogue = serializers.CharField(source="round.dialogue.code")
    round = serializers.IntegerField(source="round.number")
    kind = WordCodeField(Kind)
    agreed_as = WordCodeField(AgreedAs, allow_null=True)
    passage = ItemPassageSerializer(allow_null=True)
    summary_en = serializers.CharField()
    summary_es = serializers.CharField()
    topics = LinkedCodesField("topic.slug", source="topic_links")
    owed_by = PartiesField(PartyRole.OWES)
    asked_by = PartiesField(PartyRole.ASKS)
    asked_of = PartiesField(PartyRole.ASKED_OF)
    status = WordCodeField(Status)
    status_day = DatedField("status_on", "status_precision")
    newest_status = WordCodeField(Status)
    newest_status_day = DatedField("newest_status_on", "newest_status_precision")
    is_open = serializers.BooleanField()
    is_differing = serializers.BooleanField()
    is_followed = serializers.BooleanField()
    deadline = DatedField("deadline_on", "deadline_precision")
    officer = PersonSerializer(allow_null=True)
    review_on = serializers.DateField(allow_null=True)
    target_on = serializers.DateField(allow_null=True)
    priority = WordCodeField(Priority)
    is_withdrawn = serializers.BooleanField()
    sequence = serializers.IntegerField(source="last_sequence")
    recorded_at = serializers.DateTimeField(source="last_recorded_at")


class ItemPositionSerializer(serializers.Serializer[Any]):
    """Where the item stands today in one voice about one party, or as a whole."""

    about = CodeField("code", allow_null=True)
    voice = WordCodeField(Voice)
    speaker = CodeField("code", allow_null=True)
    source = serializers.CharField(source="entry.source")  # type: ignore[assignment]  # named as the framework's own
    status = WordCodeField(Status)
    day = DatedField("effective_on", "effective_precision")
    sequence = serializers.IntegerField(source="entry.sequence")


class ItemDetailSerializer(ItemSerializer):
    """The same with everything that is read of one item."""

    uuid = serializers.UUIDField()
    is_paraphrase = serializers.BooleanField()
    other_passages = ItemPassageSerializer(many=True)
    source = WordCodeField(ItemSource)  # type: ignore[assignment]  # named as the framework's own
    owner_basis = WordCodeField(FactBasis)
    agencies = LinkedCodesField("agency.code", source="agency_links")
    forums = LinkedCodesField("forum.code", source="forum_links")
    deadline_basis = WordCodeField(FactBasis, allow_null=True)
    deadline_wording = serializers.CharField()
    note = serializers.CharField()
    next_step = serializers.CharField()
    continues = CodeField("ref", allow_null=True)
    part_of = CodeField("ref", allow_null=True)
    see_also = CodeField("ref", allow_null=True)
    positions = ItemPositionSerializer(many=True)
    head_hash = serializers.CharField()


def with_links(items: QuerySet[Item]) -> QuerySet[Item]:
    """Select items with what a row tells of them: two queries more, however many."""
    joined = for_rows(items).select_related("officer", "round__dialogue", "passage__statement")  # type: ignore[arg-type]
    found: QuerySet[Item] = joined.prefetch_related(
        Prefetch("topic_links", ItemTopic.objects.select_related("topic").order_by("position")),
        Prefetch("party_links", ItemParty.objects.select_related("party").order_by("party__code")),
    )
    return found


class ItemListApi(LedgerApiView):
    """The items of one's dialogues that were not withdrawn, by the filters and orders of the workspace's list."""

    serializer_class = ItemSerializer
    is_list = True

    def get(self, request: Request) -> Response:
        asked: QueryDict = request.query_params.copy()
        size, place = size_of(request), Cursor(after=asked.get("after", ""))
        for name in ("size", "after"):
            asked.pop(name, None)
        among = self.rows(Item.objects.current())
        filters = ItemFilterSet(asked, among, user=self.user, dialogues=self.rights.dialogues)
        if filters.faults:
            raise InvalidQuery(("", says) for says in filters.faults)
        try:
            page = page_of(
                with_links(filters.almost_chosen),
                filters.order,
                place,
                size=size,
                among=among,
                rounds=filters.rounds,
                narrowed=filters.bearing if filters.common else in_rounds,
                is_filtered=bool(filters.values) and not filters.common,
            )
        except NoSuchPlace as fault:
            raise no_such_place(str(fault)) from None
        rows: Sequence[Item] = page.items
        return Response(
            {
                "next": next_address(request, rows[-1].ref if page.has_next and rows else ""),
                "results": ItemSerializer(rows, many=True).data,
            }
        )


class ItemDetailApi(RowDetailView):
    """One item by its reference. Its ETag is its last entry's sequence, which writing asks for as `If-Match`."""

    serializer_class = ItemDetailSerializer

    def find(self) -> Item:
        rows = with_links(self.rows(Item.objects.all())).select_related("continues", "part_of", "see_also")
        positions = Position.objects.select_related("about", "speaker", "entry").prefetch_related(
            "entry__texts"
        )
        return self.row(
            rows.prefetch_related(
                Prefetch(
                    "agency_links", ItemAgency.objects.select_related("agency").order_by("agency__code")
                ),
                Prefetch("forum_links", ItemForum.objects.select_related("forum").order_by("forum__code")),
                Prefetch("positions", positions.order_by("voice", "about__code", "speaker__code")),
                "other_passages__statement",
            ),
            ref=self.kwargs["ref"],
        )

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        item = self.find()
        return Response(self.serializer_class(item).data, headers={"ETag": etag_of(item)})


def etag_of(item: Item) -> str:
    """Return the item's version for `ETag` and `If-Match`: the sequence of its last entry."""
    return f'"{item.last_sequence}"'
