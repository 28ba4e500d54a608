"""Forums: multilateral bodies."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.reference import AddsRows, ChangesRows
from ledger.models import Forum


class ForumSerializer(serializers.Serializer[Any]):
    """A multilateral body."""

    code = serializers.CharField()
    acronym_en = serializers.CharField()
    acronym_es = serializers.CharField()
    name_en = serializers.CharField()
    name_es = serializers.CharField()
    topic = CodeField("slug", allow_null=True)


class ForumDetailApi(ChangesRows, RowDetailView):
    """One forum by its code."""

    changes = Forum
    url_name = "forum-detail"
    serializer_class = ForumSerializer

    def find(self) -> Forum:
        return self.row(Forum.objects.select_related("topic"), code=self.kwargs["code"])


class ForumListApi(AddsRows, RowListView):
    """All forums."""

    adds = Forum
    detail = ForumDetailApi
    serializer_class = ForumSerializer
    keys = ("code",)

    def get_queryset(self) -> QuerySet[Forum]:
        return self.rows(Forum.objects.select_related("topic"))
