"""Statements: the documents of a round, their texts, and the passages that items cite."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField, DatedField, WordCodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.models import Passage, Statement
from ledger.vocabulary import Audience, StatementForm, StatementLanguage


class StatementSerializer(serializers.Serializer[Any]):
    """A document of a round in one language."""

    id = serializers.IntegerField()
    dialogue = serializers.CharField(source="round.dialogue.code")
    round = serializers.IntegerField(source="round.number")
    language = WordCodeField(StatementLanguage)
    form = WordCodeField(StatementForm)
    issued_by = CodeField("code", allow_null=True)
    visibility = WordCodeField(Audience)
    title = serializers.CharField()
    publisher = serializers.CharField()
    url = serializers.CharField()
    published = DatedField("published_on", "published_precision")
    sha256 = serializers.CharField(help_text="SHA-256 of the text's UTF-8; empty where no text is held.")


class StatementDetailSerializer(StatementSerializer):
    """The same with its text, verbatim."""

    text = serializers.CharField()


class PassageSerializer(serializers.Serializer[Any]):
    """The span `[start, end)` of a statement's text, in characters, with the words there."""

    id = serializers.IntegerField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    quote = serializers.CharField()


class StatementListApi(RowListView):
    """The statements of one's dialogues, without their texts."""

    serializer_class = StatementSerializer
    keys = ("pk",)
    filters = {"dialogue": "round__dialogue__code", "round": "round__number", "language": "language"}

    def get_queryset(self) -> QuerySet[Statement]:
        return self.rows(Statement.objects.select_related("round__dialogue", "issued_by").defer("text"))


class StatementDetailApi(RowDetailView):
    """One statement with its text."""

    serializer_class = StatementDetailSerializer

    def find(self) -> Statement:
        rows = Statement.objects.select_related("round__dialogue", "issued_by")
        return self.row(rows, pk=self.kwargs["pk"])


class PassageListApi(RowListView):
    """The passages of a statement that items cite, in the order of the text."""

    serializer_class = PassageSerializer
    keys = ("start", "end")

    def get_queryset(self) -> QuerySet[Passage]:
        statement = self.row(Statement.objects.defer("text"), pk=self.kwargs["pk"])
        return self.rows(Passage.objects.filter(statement=statement))
