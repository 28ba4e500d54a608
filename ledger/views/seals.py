"""The seals of the ledger, to be kept elsewhere: each root as text and as a QR code."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from ledger.models import AuditRun, Entry, Seal
from ledger.presentation.qr_codes import qr_code
from ledger.views.base import LedgerView, page_address

SEALS_ON_A_PAGE = 10
MOST_COUNTED = 1_000
"""How many entries since the newest seal are counted; more are told as more."""


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
        told = {
            "audited": audited,
            "finding": detail.first_finding if detail else "",
            "since": None if first else self._recorded_since(seals),
            "most_counted": MOST_COUNTED,
        }
        return super().get_context_data(
            **kwargs, **told, seals=seals, older=older, first=first, counts=counts
        )

    def _recorded_since(self, seals: list[dict[str, Any]]) -> int | None:
        """Count what the person may read of what was recorded since the newest seal whose time is true."""
        newest = next((seal["known_at"] for seal in seals if seal["is_true"]), None)
        if newest is None:
            return None
        recorded = self.rows(Entry.objects.recorded_after(newest)).order_by()
        return int(recorded[: MOST_COUNTED + 1].count())

    def _wanted(self) -> "QuerySet[Any, dict[str, Any]]":
        """Return the roots of all seals, or of those before the seal that the address names."""
        key = self.request.GET.get("before")
        if key is None:
            return Seal.objects.roots()
        before = Seal.objects.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
        if before is None:
            raise Http404
        return Seal.objects.filter(known_at__lt=before.known_at).roots()
