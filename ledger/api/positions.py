"""Positions as of a day, as known at a moment, as an audience may see them: the question that reports stand on."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.asked import parameters_of, question_parameters
from ledger.api.base import LedgerApiView
from ledger.api.fields import CodeField, DatedField, WordCodeField
from ledger.api.pages import PAGE_PARAMETERS, next_address, no_such_place, size_of
from ledger.models import Entry, Item, items_known
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import narrowed
from ledger.vocabulary import Act, Audience, Status, Voice

ITEMS_AT_A_TIME = 500
"""Of so many items the positions are read together."""


class PositionSerializer(serializers.Serializer[Any]):
    """Where an item stood in one voice about one party, or as a whole."""

    ref = serializers.CharField(source="item.ref")
    dialogue = serializers.CharField(source="item.round.dialogue.code")
    round = serializers.IntegerField(source="item.round.number")
    about = CodeField("code", allow_null=True)
    voice = WordCodeField(Voice)
    speaker = CodeField("code", allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]  # named as the framework's own
    status = WordCodeField(Status)
    day = DatedField("effective_on", "effective_precision")
    note = serializers.CharField()


def told_items(items: QuerySet[Item], asked: ReportParameters) -> list[int]:
    """Return the keys of those of some items, in their order, that a report of the same question would tell of."""
    keys = list(items.values_list("pk", flat=True))
    if asked.audience is Audience.INTERNAL:
        told_to_us = _told_to_us(keys, asked)
        return [key for key in keys if key in told_to_us]
    known = items_known(keys, asked.known_at, asked.audience, dialogue=asked.series)
    told = {
        key: item for key, item in known.items() if not item.is_withdrawn and item.opened_on <= asked.as_of
    }
    return [key for key in keys if key in told]


def _told_to_us(keys: Sequence[int], asked: ReportParameters) -> set[int]:
    """Return which items were opened by the day and not withdrawn, as ``items_known`` says, without their fields."""
    acts = Entry.objects.filter(item__in=keys, act__in=[Act.OPEN, Act.WITHDRAW])
    known = acts.visible_to(asked.audience, asked.known_at).standing(asked.known_at)
    rows = known.order_by().values_list("item_id", "act", "effective_on")
    found = {True: set[int](), False: set[int]()}
    for item, act, day in rows:
        if act == Act.WITHDRAW or day <= asked.as_of:
            found[act == Act.OPEN].add(item)
    return found[True] - found[False]


def positions(keys: Sequence[int], asked: ReportParameters) -> Iterator[Entry]:
    """Yield the positions on some items, in the order of the items. Two queries."""
    rows = Entry.objects.filter(item__in=keys)
    standing = rows.as_of(asked.as_of, asked.known_at, asked.audience, dialogue=asked.series)
    joined = Entry.objects.filter(pk__in=standing.order_by().values("pk"))
    by_item: dict[int, list[Entry]] = {key: [] for key in keys}
    for entry in joined.select_related("item__round__dialogue", "about", "speaker").prefetch_related("texts"):
        by_item[entry.item_id].append(entry)
    for key in keys:
        yield from sorted(by_item[key], key=_order)


def _order(entry: Entry) -> tuple[str, str, str]:
    return (entry.about.code if entry.about else "", entry.voice, entry.speaker.code if entry.speaker else "")


class PositionListApi(LedgerApiView):
    """The positions on items, page by page: `size` counts items, and an item's positions stay together."""

    serializer_class = PositionSerializer
    is_list = True
    parameters = (*question_parameters(), *PAGE_PARAMETERS)

    def get(self, request: Request) -> Response:
        asked = parameters_of(self, others=("after", "size"))
        size, after = size_of(request), request.query_params.get("after", "")
        items = narrowed(self.rows(Item.objects.all()), asked).order_by("pk")
        if after:
            if not (after.isdecimal() and after.isascii() and len(after) < 19):
                raise no_such_place(after)
            items = items.filter(pk__gt=int(after))
        found = list(items.values_list("pk", flat=True)[: size + 1])
        keys = told_items(Item.objects.filter(pk__in=found[:size]).order_by("pk"), asked)
        rows = PositionSerializer(positions(keys, asked), many=True).data
        place = str(found[size - 1]) if len(found) > size else ""
        return Response({"next": next_address(request, place), "results": rows})
