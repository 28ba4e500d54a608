"""Parties: governments and blocs."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.pages import RowDetailView, RowListView
from ledger.api.reference import AddsRows, ChangesRows
from ledger.models import Party


class PartySerializer(serializers.Serializer[Any]):
    """A government or bloc, by its ISO 3166-1 alpha-3 code."""

    code = serializers.CharField()
    name_en = serializers.CharField()
    name_es = serializers.CharField()
    formal_en = serializers.CharField()
    formal_es = serializers.CharField()


class PartyDetailApi(ChangesRows, RowDetailView):
    """One party by its code."""

    changes = Party
    url_name = "party-detail"
    serializer_class = PartySerializer

    def find(self) -> Party:
        return self.row(Party.objects.all(), code=self.kwargs["code"])


class PartyListApi(AddsRows, RowListView):
    """All parties."""

    adds = Party
    detail = PartyDetailApi
    serializer_class = PartySerializer
    keys = ("code",)
    filters = {"dialogue": "dialogues__code"}

    def get_queryset(self) -> QuerySet[Party]:
        return self.rows(Party.objects.all())

    def filtered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow to the parties of a dialogue that the person may see."""
        if "dialogue" in self.request.query_params:
            rows = rows.filter(dialogues__in=[held.pk for held in self.rights.dialogues])
        return super().filtered(rows).distinct()
