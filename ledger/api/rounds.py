"""Rounds: the meetings of a dialogue, held or planned."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField, WordCodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.reference import AddsRows, ChangesRows
from ledger.models import Round
from ledger.vocabulary import Audience, DelegateRole, FactBasis, RoundState


class RoundSerializer(serializers.Serializer[Any]):
    """A meeting. Its days come with their basis; empty while unknown."""

    dialogue = CodeField("code")
    number = serializers.IntegerField()
    title = serializers.CharField()
    state = WordCodeField(RoundState)
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    dates_basis = WordCodeField(FactBasis)
    dates_evidence = serializers.CharField()
    dates_evidence_url = serializers.CharField()
    city = serializers.CharField()
    city_es = serializers.CharField()
    city_basis = serializers.CharField()
    venue = serializers.CharField()
    venue_es = serializers.CharField()
    venue_basis = serializers.CharField()
    host_party = CodeField("code", allow_null=True)
    host_basis = serializers.CharField()
    place_visibility = WordCodeField(Audience)
    note = serializers.CharField()


class DelegateSerializer(serializers.Serializer[Any]):
    """A person who came, or an agency represented without a name."""

    role = WordCodeField(DelegateRole)
    name = serializers.CharField()
    name_as_written = serializers.CharField()
    office = serializers.CharField()
    agency = CodeField("code", allow_null=True)


class DelegationSerializer(serializers.Serializer[Any]):
    """Who came for a party."""

    party = CodeField("code")
    heads_complete = serializers.BooleanField()
    agencies_complete = serializers.BooleanField()
    delegates = DelegateSerializer(many=True)


class RoundDetailSerializer(RoundSerializer):
    """A meeting, with who came."""

    delegations = DelegationSerializer(many=True)


class RoundDetailApi(ChangesRows, RowDetailView):
    """One round by its dialogue's code and its number."""

    changes = Round
    url_name = "round-detail"
    serializer_class = RoundDetailSerializer

    def find(self) -> Round:
        rows = Round.objects.select_related("dialogue", "host_party").prefetch_related(
            "delegations__party", "delegations__delegates__agency"
        )
        return self.row(rows, dialogue__code=self.kwargs["code"], number=self.kwargs["number"])


class RoundListApi(AddsRows, RowListView):
    """The rounds of one's dialogues."""

    adds = Round
    detail = RoundDetailApi
    serializer_class = RoundSerializer
    keys = ("dialogue__code", "-number")
    filters = {"dialogue": "dialogue__code", "state": "state"}

    def get_queryset(self) -> QuerySet[Round]:
        return self.rows(Round.objects.select_related("dialogue", "host_party"))
