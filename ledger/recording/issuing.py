"""Reports issued for others: the ledger is sealed, the report made as known at that moment, and its file kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from ledger.models import Dialogue, IssuedReport, IssuedReportDialogue, Seal, User
from ledger.models.fields import write_api
from ledger.recording import clock, triggers, uploads
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, checked
from ledger.recording.sealing import seal_ledger
from ledger.vocabulary import Audience, Language, Permission


def issue_report(
    *,
    user: User,
    dialogues: Sequence[Dialogue],
    make: Callable[[datetime, UUID], bytes],
    kind: str,
    parameters: Mapping[str, Any],
    audience: Audience,
    language: Language,
    file_format: str,
    known_at: datetime | None = None,
    recipient: str = "",
    note: str = "",
) -> IssuedReport:
    """Issue a report for others and keep it whole.

    ``dialogues`` are all those whose rows it may hold, exactly one where it is shared with the counterpart; the person
    must be allowed to issue in each. The ledger is sealed first, which chooses the moment; ``make`` then gives the
    file's bytes for a ``known_at`` (the given moment, else the seal's) and for the report's identifier, outside any
    transaction. Where it fails, a seal remains and no report. Raises PermissionDenied, RuleViolation, TriggersMissing.
    """
    _check_dialogues(user, dialogues, audience)
    seal = seal_ledger(user=user)
    known_at = _moment_asked(known_at, seal)
    uuid = uuid4()
    content = make(known_at, uuid)
    _allow(User.objects.get(pk=user.pk), dialogues)  # a long one may outlast a role
    report = IssuedReport(
        uuid=uuid,
        kind=kind,
        parameters=dict(parameters),
        audience=audience,
        language=language,
        format=file_format,
        sha256=uploads.keep(content),
        size=len(content),
        known_at=known_at,
        seal=seal,
        issued_by=user,
        issued_at=max(clock.now(), known_at),
        recipient=recipient.strip(),
        note=note.strip(),
    )
    _insert(report, dialogues)
    return report


def _check_dialogues(user: User, dialogues: Sequence[Dialogue], audience: Audience) -> None:
    """Refuse a report of no dialogue, of one where the person may not issue, or shared with several counterparts.

    Raises RuleViolation, PermissionDenied.
    """
    if not dialogues:
        raise RuleViolation({"dialogue": _("Say which dialogue the report is about.")})
    if audience is Audience.SHARED and len(set(dialogues)) > 1:
        codes = ", ".join(sorted(dialogue.code for dialogue in dialogues))
        message = _("Choose one dialogue for a shared report: %(codes)s") % {"codes": codes}
        raise RuleViolation({"dialogue": f"{message}."})
    _allow(user, dialogues)


def _moment_asked(known_at: datetime | None, seal: Seal) -> datetime:
    """Return the moment that was asked for, else the seal's. Raises RuleViolation where it lies behind the seal's."""
    checked({"known_at": _("That moment lies ahead.") if known_at and known_at > seal.known_at else ""})
    return known_at or seal.known_at


def _insert(report: IssuedReport, dialogues: Sequence[Dialogue]) -> None:
    with transaction.atomic(), write_api():
        triggers.prove(connection)
        report.save(force_insert=True)
        IssuedReportDialogue.objects.bulk_create(
            IssuedReportDialogue(report=report, dialogue=dialogue)
            for dialogue in sorted(set(dialogues), key=lambda dialogue: dialogue.pk)
        )


def _allow(user: User, dialogues: Sequence[Dialogue]) -> None:
    for dialogue in dialogues:
        allow(user, Permission.ISSUE, dialogue)


def file_of(report: IssuedReport) -> Path:
    """Find where the file of an issued report is kept; `uploads.read` gives it, if it is still the one that
    was issued.
    """
    return uploads.path_of(report.sha256)
