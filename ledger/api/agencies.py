"""Agencies: ministries and departments of a party, and offices within them."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.reference import AddsRows, ChangesRows
from ledger.models import Agency


class AgencySerializer(serializers.Serializer[Any]):
    """An agency."""

    code = serializers.CharField()
    party = CodeField("code")
    part_of = CodeField("code", source="parent", allow_null=True)
    acronym_en = serializers.CharField()
    acronym_es = serializers.CharField()
    name_en = serializers.CharField()
    name_es = serializers.CharField()


class AgencyDetailApi(ChangesRows, RowDetailView):
    """One agency by its code."""

    changes = Agency
    url_name = "agency-detail"
    serializer_class = AgencySerializer

    def find(self) -> Agency:
        return self.row(Agency.objects.select_related("party", "parent"), code=self.kwargs["code"])


class AgencyListApi(AddsRows, RowListView):
    """All agencies, or those of a party."""

    adds = Agency
    detail = AgencyDetailApi
    serializer_class = AgencySerializer
    keys = ("code",)
    filters = {"party": "party__code"}

    def get_queryset(self) -> QuerySet[Agency]:
        return self.rows(Agency.objects.select_related("party", "parent"))
