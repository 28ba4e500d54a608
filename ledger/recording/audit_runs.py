"""What audits found, kept for the page that tells of the last one."""

from collections.abc import Sequence

from django.utils import timezone

from ledger.models import AuditRun


def keep_audit(findings: Sequence[str]) -> AuditRun:
    """Keep that an audit of this database ended now, and the first of its findings. Raises DatabaseError."""
    return AuditRun.objects.create(
        ended_at=timezone.now(), found_nothing=not findings, first_finding=findings[0] if findings else ""
    )
