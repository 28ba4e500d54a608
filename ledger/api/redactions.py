"""The redactions that were asked for on an item, for the second person who decides."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.pages import RowListView
from ledger.api.serializers import PersonSerializer
from ledger.models import Item, RedactionRequest


class RedactionRequestSerializer(serializers.Serializer[Any]):
    """A request that waits for a second person. `key` stands in the address where it is decided."""

    key = serializers.IntegerField(source="pk")
    entry = serializers.IntegerField(source="entry.sequence")
    parts = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()
    requested_by = PersonSerializer()
    requested_at = serializers.DateTimeField()


class RedactionRequestListApi(RowListView):
    """The redactions of an item that wait for a second person."""

    serializer_class = RedactionRequestSerializer
    keys = ("pk",)

    def get_queryset(self) -> QuerySet[RedactionRequest]:
        item = self.row(Item.objects.all(), ref=self.kwargs["ref"])
        waiting = RedactionRequest.objects.filter(entry__item=item, decided_by=None)
        return self.rows(waiting.select_related("entry", "requested_by"))
