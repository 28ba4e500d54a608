"""The seals of the ledger, to be kept elsewhere: each root as text and as a QR code."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from ledger.models import AuditRun, Seal
from ledger.presentation.qr_codes import qr_code
from ledger.views.base import LedgerView, page_address

SEALS_ON_A_PAGE = 10


class SealListView(LedgerView):
    """Seals, the newest first. What they count, and who made them, is for people who may read every dialogue."""

    template_name = "ledger/seal_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        seals = list(self._wanted()[: SEALS_ON_A_PAGE + 1])
        older = ""
        if len(seals) > SEALS_ON_A_PAGE:
            seals.pop()
            older = page_address("ledger:seal-list", before=seals[-1]["pk"])
        keys = [seal["pk"] for seal in seals]
        counted = self.rows(Seal.objects.filter(pk__in=keys).select_related("sealed_by")).in_bulk()
        for seal in seals:
            seal |= {"qr": qr_code(seal["root"]), "counted": counted.get(seal["pk"])}
        first = page_address("ledger:seal-list") if "before" in self.request.GET else ""
        counts = not seals or bool(counted)
        audited = AuditRun.objects.outcomes().first()
        detail = self.rows(AuditRun.objects.filter(pk=audited["pk"])).first() if audited else None
        told = {"audited": audited, "finding": detail.first_finding if detail else ""}
        return super().get_context_data(
            **kwargs, **told, seals=seals, older=older, first=first, counts=counts
        )

    def _wanted(self) -> "QuerySet[Any, dict[str, Any]]":
        """Return the roots of all seals, or of those before the seal that the address names."""
        key = self.request.GET.get("before")
        if key is None:
            return Seal.objects.roots()
        before = Seal.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
        if before is None:
            raise Http404
        return Seal.objects.filter(known_at__lt=before.known_at).roots()
