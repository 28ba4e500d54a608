"""Entries: the lines of the ledger, of one item or of all that one may see, the newest first."""

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ledger.api.evidence import EvidenceSerializer
from ledger.api.fields import CodeField, DatedField, WordCodeField
from ledger.api.pages import RowDetailView, RowListView
from ledger.api.serializers import PersonSerializer
from ledger.models import Entry, Item
from ledger.vocabulary import Act, Answer, Audience, Basis, Origin, Status, Voice

TEXTS = (
    "note",
    "note_en",
    "note_es",
    "reason",
    "source",
    "quote",
    "oral_with",
    "basis_note",
    "no_evidence_reason",
)
JOINED = ("item", "speaker", "about", "author", "approver")
OTHERS = ("corrects", "answers", "releases", "redacts")


@extend_schema_field({"type": "object", "additionalProperties": {"type": ["string", "null"]}})
class EntryTextsField(serializers.Field[Any, Any, Any, Any]):
    """The free texts of an entry by their names; null for one that a redaction destroyed."""

    def to_representation(self, value: Entry) -> dict[str, str | None]:
        kept = {row.part: row.text for row in value.texts.all()}
        return {name: kept.get(name) for name in TEXTS if name in kept or name in value.digests}


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": ["array", "null"], "minItems": 2, "maxItems": 2}}
)
class FieldChangesField(serializers.Field[Any, Any, Any, Any]):
    """What an opening or amendment changed: each field's value before and after; null where it was destroyed."""

    def to_representation(self, value: Entry) -> dict[str, Any]:
        return {name: list(change) if (change := value.change(name)) else None for name in value.changes}


class EntrySerializer(serializers.Serializer[Any]):
    """A line of the ledger. It is never changed and never deleted; other entries correct it, release it, answer it."""

    uuid = serializers.UUIDField()
    item = serializers.CharField(source="item.ref")
    sequence = serializers.IntegerField()
    act = WordCodeField(Act)
    origin = WordCodeField(Origin)
    voice = WordCodeField(Voice, allow_null=True)
    speaker = CodeField("code", allow_null=True)
    about = CodeField("code", allow_null=True)
    basis = WordCodeField(Basis, allow_null=True)
    is_attributable = serializers.BooleanField(allow_null=True)
    status = WordCodeField(Status, allow_null=True)
    effective = DatedField("effective_on", "effective_precision")
    texts = EntryTextsField(source="*", read_only=True)
    changes = FieldChangesField(source="*", read_only=True)
    evidence = EvidenceSerializer(many=True)
    corrects = serializers.IntegerField(source="corrects_sequence", allow_null=True)
    corrected_by = serializers.IntegerField(source="correction", allow_null=True)
    retracts = serializers.BooleanField()
    answers = serializers.IntegerField(source="answers_sequence", allow_null=True)
    answer = WordCodeField(Answer, allow_null=True)
    releases = serializers.IntegerField(source="releases_sequence", allow_null=True)
    released_to = WordCodeField(Audience, allow_null=True)
    redacts = serializers.IntegerField(source="redacts_sequence", allow_null=True)
    redacted_parts = serializers.ListField(child=serializers.CharField())
    proposed_audience = WordCodeField(Audience)
    audience = WordCodeField(Audience, source="audience_now")
    author = PersonSerializer()
    approver = PersonSerializer(allow_null=True)
    recorded_at = serializers.DateTimeField()
    batch = serializers.UUIDField(allow_null=True)
    previous_hash = serializers.CharField()
    hash = serializers.CharField()


def with_all(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Select entries with what is written of them: two queries more, for texts and evidence, however many."""
    found = entries.select_related(*JOINED).prefetch_related("texts", "evidence__entry__texts")
    released = Entry.objects.filter(releases=OuterRef("pk")).order_by("-sequence")
    correction = Entry.objects.filter(corrects=OuterRef("pk"))
    internal = Value(Audience.INTERNAL.value)
    sequences = {
        f"{name}_sequence": Subquery(Entry.objects.filter(pk=OuterRef(name)).values("sequence")[:1])
        for name in OTHERS
    }
    return found.annotate(
        correction=Subquery(correction.values("sequence")[:1]),
        audience_now=Case(
            When(Exists(correction), then=internal),
            default=Coalesce(Subquery(released.values("released_to")[:1], CharField()), internal),
            output_field=CharField(),
        ),
        **sequences,
    )


class EntryListApi(RowListView):
    """The entries of one's dialogues, the newest first."""

    serializer_class = EntrySerializer
    keys = ("-pk",)
    filters = {
        "dialogue": "item__round__dialogue__code",
        "item": "item__ref",
        "act": "act",
        "voice": "voice",
        "status": "status",
        "author": "author__uuid",
        "batch": "batch",
        "recorded_since": "recorded_on__gte",
    }

    def get_queryset(self) -> QuerySet[Entry]:
        return with_all(self.rows(Entry.objects.all()))


class ItemEntryListApi(RowListView):
    """The entries of one item, oldest first."""

    serializer_class = EntrySerializer
    keys = ("sequence",)

    def get_queryset(self) -> QuerySet[Entry]:
        item = self.row(Item.objects.all(), ref=self.kwargs["ref"])
        return with_all(self.rows(Entry.objects.filter(item=item)))


class EntryDetailApi(RowDetailView):
    """One entry of an item."""

    serializer_class = EntrySerializer

    def find(self) -> Entry:
        rows = with_all(self.rows(Entry.objects.filter(item__ref=self.kwargs["ref"])))
        return get_object_or_404(rows, sequence=self.kwargs["sequence"])
