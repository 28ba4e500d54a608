"""Evidence: what an entry rests on, and the files that are kept of it."""

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from ledger.actions.kept_files import Attachment, attached, why_not
from ledger.api.base import LedgerApiView
from ledger.api.fields import DatedField, WordCodeField
from ledger.api.pages import RowDetailView
from ledger.api.problems import problem
from ledger.models import Evidence
from ledger.recording import is_file_redacted
from ledger.recording.uploads import KeptFile, NotAsKept
from ledger.vocabulary import EvidenceType, SourceKind, Stance


class EvidenceSerializer(serializers.Serializer[Any]):
    """A document, link or file. Its words are empty where a redaction destroyed them."""

    uuid = serializers.UUIDField()
    type = WordCodeField(EvidenceType)
    source_kind = WordCodeField(SourceKind)
    stance = WordCodeField(Stance)
    title = serializers.CharField()
    issuer = serializers.CharField()
    url = serializers.CharField()
    quote = serializers.CharField()
    language = serializers.CharField()
    published = DatedField("published_on", "published_precision")
    file = serializers.SerializerMethodField()
    file_sha256 = serializers.CharField()
    file_size = serializers.IntegerField(allow_null=True)
    file_type = serializers.CharField()

    def get_file(self, evidence: Evidence) -> str:
        """Return where the file is handed out; empty where none is kept."""
        return reverse("api:evidence-file", args=[evidence.uuid]) if evidence.file_sha256 else ""


class EvidenceDetailApi(RowDetailView):
    """A piece of evidence."""

    serializer_class = EvidenceSerializer

    def find(self) -> Evidence:
        rows = Evidence.objects.select_related("entry").prefetch_related("entry__texts")
        return self.row(rows, uuid=self.kwargs["uuid"])


class EvidenceFileApi(LedgerApiView):
    """The file of a piece of evidence, as an attachment: 410 once it is gone, 409 where it is not as it was kept."""

    is_file = True

    def get(self, request: Request, **kwargs: object) -> HttpResponseBase:
        rows = Evidence.objects.select_related("entry__item").prefetch_related("entry__texts")
        evidence = self.row(rows.exclude(file_sha256=""), uuid=self.kwargs["uuid"])
        if is_file_redacted(evidence):
            return problem(410, _("This file was redacted."))
        fallback = f"{evidence.entry.item.ref}-{evidence.entry.sequence}-{evidence.position + 1}"
        name = evidence.text("file_name")
        try:
            return attached(Attachment(evidence.file_sha256, evidence.file_type, name, fallback))
        except NotAsKept as fault:
            return problem(410 if fault.state is KeptFile.GONE else 409, why_not(fault.state))
