"""Dialogues: the series of rounds that one's own office keeps."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ledger.api.fields import CodeField, CodesField
from ledger.api.pages import RowDetailView, RowListView
from ledger.models import Dialogue


class DialogueSerializer(serializers.Serializer[Any]):
    """A dialogue."""

    code = serializers.CharField()
    name_en = serializers.CharField()
    name_es = serializers.CharField()
    parties = CodesField("code")
    own_party = CodeField("code", allow_null=True)
    stale_after_days = serializers.IntegerField()
    releases_need_second_person = serializers.BooleanField()


def dialogues(rows: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
    """Select dialogues with what is written of them."""
    return rows.select_related("own_party").prefetch_related("parties")


class DialogueListApi(RowListView):
    """The dialogues in which one holds a role."""

    serializer_class = DialogueSerializer
    keys = ("code",)

    def get_queryset(self) -> QuerySet[Dialogue]:
        return dialogues(self.rows(Dialogue.objects.all()))


class DialogueDetailApi(RowDetailView):
    """One dialogue by its code."""

    serializer_class = DialogueSerializer

    def find(self) -> Dialogue:
        return self.row(dialogues(Dialogue.objects.all()), code=self.kwargs["code"])
