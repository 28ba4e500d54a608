"""Closing stamps that a wrong clock put into the future: one person asks, a second one approves.

Until then nothing is recorded: a stamp is never before the newest one, and one far ahead of the clock would put every
later entry into the future too. The rows and their hashes stay as they are. From the correction on, stamps and days
are true again; what was falsely stamped counts as known from then on (``models.clock_corrections``).
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import (
    ClockCorrection,
    ClockCorrectionRequest,
    Dialogue,
    Entry,
    IssuedReport,
    Seal,
    User,
)
from ledger.models.entries import EntryQuerySet
from ledger.models.fields import write_api
from ledger.recording import clock, writers_lock
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import checked, unfit_text
from ledger.recording.trying_again import tried_again


def may_correct_clock(user: User) -> bool:
    """Tell whether the person may ask for a correction or approve it: a superuser, or an editor of all that
    hold items.
    """
    return access.corrects_clock(user, Dialogue.objects.all())


@tried_again
def request_clock_correction(*, user: User, today: datetime.date, reason: str) -> ClockCorrectionRequest:
    """Ask that all stamps ahead of the clock be closed as false; a second person then decides.

    ``today`` is the day as the person knows it: it must be the clock's. Raises PermissionDenied, RuleViolation, Halted.
    """
    with _alone(user) as found:
        waiting = ClockCorrectionRequest.objects.filter(decided_by=None)
        checked(
            {
                "reason": unfit_text(reason) if reason.strip() else _("Say why."),
                "today": _other_day(today, found),
                "request": _("It was asked for already and waits for a second person.")
                if waiting.exists()
                else _nothing_ahead(found),
            }
        )
        return ClockCorrectionRequest.objects.create(
            reason=reason.strip(), requested_by=user, requested_at=found.now
        )


@tried_again
def approve_clock_correction(
    *, user: User, request: ClockCorrectionRequest, today: datetime.date
) -> ClockCorrection:
    """Close all stamps ahead of the clock, for good. The approver is a second person, who says what day it is too.

    Raises PermissionDenied, RuleViolation, Halted.
    """
    with _alone(user) as found:
        request = _undecided(request, user)
        checked({"today": _other_day(today, found), "request": _nothing_ahead(found)})
        newest = found.newest
        assert newest is not None
        correction = ClockCorrection.objects.create(
            corrected_at=found.now,
            corrected_on=clock.ledger_day(found.now),
            until=newest,
            reason=request.reason,
            requested_by=request.requested_by,
            requested_at=request.requested_at,
            approved_by=user,
            **{last: _newest_key(model) for last, (model, _column) in clock.STAMPED.items()},
        )
        request.decided_by, request.decided_at, request.correction = user, found.now, correction
        request.save()
        return correction


@tried_again
def decline_clock_correction(*, user: User, request: ClockCorrectionRequest) -> ClockCorrectionRequest:
    """Leave the stamps as they are, and say who decided so. Raises PermissionDenied, RuleViolation, Halted."""
    with _alone(user) as found:
        request = _undecided(request, user)
        request.decided_by, request.decided_at = user, found.now
        request.save()
        return request


def closed_entries(correction: ClockCorrection) -> EntryQuerySet:
    """Select the entries that a correction was the first to close."""
    before = ClockCorrection.objects.filter(pk__lt=correction.pk).order_by("pk").last()
    return Entry.objects.filter(
        pk__gt=before.last_entry if before else 0,
        pk__lte=correction.last_entry,
        recorded_at__gt=correction.corrected_at,
        recorded_at__lte=correction.until,
    )


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()


def _newest_key(model: type[Model]) -> int:
    newest: int | None = _rows(model).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def newest_closed(correction: ClockCorrection) -> datetime.datetime | None:
    """Return the newest of all stamps that a correction was the first to close."""
    before = ClockCorrection.objects.filter(pk__lt=correction.pk).order_by("pk").last()
    found = []
    for last, (model, column) in clock.STAMPED.items():
        keys = {"pk__gt": getattr(before, last, 0), "pk__lte": getattr(correction, last)}
        rows = _rows(model).filter(**keys, **{f"{column}__gt": correction.corrected_at})
        found.append(rows.aggregate(newest=Max(column))["newest"])
    return max(filter(None, found), default=None)


def days_ahead(correction: ClockCorrection) -> EntryQuerySet:
    """Select, of the closed entries, the standing ones of a day after the correction's: each wants to be corrected."""
    rows = closed_entries(correction).standing().filter(effective_on__gt=correction.corrected_on)
    return rows.select_related("item").order_by("item__ref", "sequence")


def correction_of(seal: Seal) -> ClockCorrection | None:
    """Return the correction that closed the moment of a seal; None where that moment is true."""
    return ClockCorrection.objects.closing(seal.pk, seal.known_at, "last_seal").first()


def correction_of_report(report: IssuedReport) -> ClockCorrection | None:
    """Return the correction that closed the moment as of which a report was issued; None where that moment is true."""
    found = correction_of(report.seal)
    return found if found and report.known_at > found.corrected_at else None


@contextmanager
def _alone(user: User) -> Iterator[clock.ClockReading]:
    """Open a transaction in which nobody else writes, for somebody who may; yields what the clock and the
    ledger say.
    """
    if not may_correct_clock(user):
        raise PermissionDenied(
            _("Superusers and editors of every dialogue that holds items correct the clock.")
        )
    with transaction.atomic(), write_api():
        writers_lock.wait_for_writers()
        found = clock.look()
        found.prove()
        found.check_machine()
        yield found


def _undecided(request: ClockCorrectionRequest, user: User) -> ClockCorrectionRequest:
    request = ClockCorrectionRequest.objects.select_for_update().get(pk=request.pk)
    if request.decided_by_id is not None:
        raise RuleViolation({"request": _("This request was decided already.")})
    if request.requested_by_id == user.pk:
        raise PermissionDenied(_("A clock correction takes two people: you asked for it."))
    return request


def _other_day(today: datetime.date, found: clock.ClockReading) -> str:
    """Explain why the day that a person says it is does not fit; empty where it does."""
    told = clock.ledger_day(found.now)
    if today == told:
        return ""
    return _("The clock says that it is %(day)s: set it right first.") % {"day": told.isoformat()}


def _nothing_ahead(found: clock.ClockReading) -> str:
    if found.is_ahead:
        return ""
    return _("No stamp lies ahead of the clock: there is nothing to close.")
