"""Topics, and what our office says of them."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.api.asked import parameters_of, question_parameters
from ledger.api.base import LedgerApiView
from ledger.api.fields import CodeField, WordCodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.reference import AddsRows, ChangesRows
from ledger.api.serializers import PersonSerializer
from ledger.models import Topic, TopicText
from ledger.vocabulary import Language, TopicTextKind


class TopicSerializer(serializers.Serializer[Any]):
    """A subject that lasts across rounds; a merged one leads to the one that goes on."""

    slug = serializers.CharField()
    uuid = serializers.UUIDField()
    name_en = serializers.CharField()
    name_es = serializers.CharField()
    description_en = serializers.CharField()
    description_es = serializers.CharField()
    part_of = CodeField("slug", source="parent", allow_null=True)
    merged_into = CodeField("slug", allow_null=True)


class TopicTextSerializer(serializers.Serializer[Any]):
    """A summary or line to take of our office on a topic, in one dialogue and language."""

    uuid = serializers.UUIDField()
    dialogue = CodeField("code")
    kind = WordCodeField(TopicTextKind)
    language = WordCodeField(Language)
    text = serializers.CharField()
    is_redacted = serializers.BooleanField()
    written_on = serializers.DateField()
    author = PersonSerializer(allow_null=True)


class TopicDetailApi(ChangesRows, RowDetailView):
    """One topic by its short name."""

    changes = Topic
    url_name = "topic-detail"
    key = "slug"
    serializer_class = TopicSerializer

    def find(self) -> Topic:
        return self.row(Topic.objects.select_related("parent", "merged_into"), slug=self.kwargs["slug"])


class TopicListApi(AddsRows, RowListView):
    """All topics, or the parts of one."""

    adds = Topic
    detail = TopicDetailApi
    serializer_class = TopicSerializer
    keys = ("slug",)
    filters = {"part_of": "parent__slug"}

    def get_queryset(self) -> QuerySet[Topic]:
        return self.rows(Topic.objects.select_related("parent", "merged_into"))


class TopicTextListApi(LedgerApiView):
    """What our office says of a topic: as of a day, as known at a moment, as an audience may see it."""

    serializer_class = TopicTextSerializer
    is_list = True
    parameters = question_parameters()

    def get(self, request: Request, slug: str) -> Response:
        topic = self.row(Topic.objects.all(), slug=slug)
        asked = parameters_of(self)
        texts = self.rows(TopicText.objects.filter(topic=topic))
        if asked.dialogue:
            texts = texts.filter(dialogue=asked.dialogue)
        found = texts.as_of(asked.as_of, asked.known_at, asked.audience, dialogue=asked.dialogue)
        rows: list[dict[str, Any]] = list(TopicTextSerializer(found, many=True).data)
        if not asked.is_internal:  # who wrote it is ours
            rows = [row | {"author": None} for row in rows]
        return Response({"next": None, "results": rows})
