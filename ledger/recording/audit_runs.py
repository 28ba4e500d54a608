"""What audits found, kept for the page that tells of the last one."""

from collections.abc import Sequence

from django.utils import timezone

from ledger.models import AuditRun, Seal


def keep_audit(findings: Sequence[str]) -> AuditRun:
    """Keep that an audit of this database ended now, and the first of its findings. Raises DatabaseError."""
    newest = Seal.objects.order_by("-pk").values_list("root", flat=True).first()
    return AuditRun.objects.create(
        ended_at=timezone.now(),
        found_nothing=not findings,
        first_finding=findings[0] if findings else "",
        newest_seal=newest or "",
    )
