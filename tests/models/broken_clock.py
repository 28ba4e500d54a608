"""Rows about the clock that break one constraint each."""

import datetime
from typing import Any

from ledger.models import ClockCorrection, ClockCorrectionRequest
from ledger.recording.clock import STAMPED
from tests.makers import make_user
from tests.models.breaking import breaks


def correction_row(**fields: Any) -> ClockCorrection:
    """A clock correction in order but for what is given."""
    moment = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    values: dict[str, Any] = {
        "corrected_at": moment,
        "corrected_on": moment.date(),
        "until": moment.replace(year=2027),
        "requested_by": make_user(),
        "requested_at": moment,
        "approved_by": make_user(),
        **dict.fromkeys(STAMPED, 0),
    }
    return ClockCorrection(**values | fields)


@breaks("clock_correction_takes_two")
def correction_by_one() -> ClockCorrection:
    user = make_user()
    return correction_row(requested_by=user, approved_by=user)


@breaks("clock_correction_closes_the_future")
def correction_of_the_past() -> ClockCorrection:
    row = correction_row()
    row.until = row.corrected_at
    return row


@breaks("clock_correction_decided_by_another")
def clock_decided_by_who_asked() -> ClockCorrectionRequest:
    row = correction_row()
    user = row.requested_by
    return ClockCorrectionRequest(requested_by=user, requested_at=row.requested_at, decided_by=user)
