"""Seals: one hash over the whole ledger at one moment, for people who may read every dialogue."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.pages import RowListView
from ledger.models import Seal


class SealSerializer(serializers.Serializer[Any]):
    """An RFC 9162 Merkle root over all items."""

    known_at = serializers.DateTimeField()
    items = serializers.IntegerField()
    entries = serializers.IntegerField()
    root = serializers.CharField()  # type: ignore[assignment]  # named as the framework's own


class SealListApi(RowListView):
    """The seals, the newest first; none for people who may not read every dialogue, as they count all items."""

    serializer_class = SealSerializer
    keys = ("-known_at",)

    def get_queryset(self) -> QuerySet[Seal]:
        return self.rows(Seal.objects.all())
