"""Whether a file is a report of ours: unchanged, made from one, or neither.

An issued report is told by the SHA-256 of its file; one that was changed since, by the identifier in its closing line
or in its properties. Anybody's file is looked at, so this is done in a process of its own (``isolation``, ``marks``).
The tables of CSV carry no such line: those are told unchanged, or not at all.
"""

import hashlib
import logging
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger import isolation
from ledger.models import IssuedReport

_log = logging.getLogger(__name__)


class Verdict(StrEnum):
    """The verdict on a file."""

    UNCHANGED = "unchanged"
    DERIVED = "derived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The result of looking at a file: its SHA-256, and the reports that it is or was made from, the newest first."""

    verdict: Verdict
    sha256: str
    reports: tuple[IssuedReport, ...] = ()


def verify(content: bytes, reports: QuerySet[IssuedReport]) -> Verified:
    """Tell what a file is, among the reports that the asker may know of. Reads only; any bytes are good.

    Raises NotLookedAt.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if same := tuple(reports.filter(sha256=sha256)):
        return Verified(verdict=Verdict.UNCHANGED, sha256=sha256, reports=same)
    if marked := tuple(reports.filter(uuid__in=_marks(content))):
        return Verified(verdict=Verdict.DERIVED, sha256=sha256, reports=marked)
    return Verified(verdict=Verdict.UNKNOWN, sha256=sha256)


class NotLookedAt(Exception):
    """A file that was not looked at to its end; its words say why, and what to do, in the reader's language."""


def _marks(content: bytes) -> list[UUID]:
    """Find what may be identifiers of reports in a file. Raises NotLookedAt."""
    try:
        found = isolation.run("ledger.reports.marks:marks", content)
    except (isolation.LimitMet, isolation.ProcessFailed) as error:
        _log.warning("A file to be verified was not looked at: %s", error)
        message = _("This file takes too long to look at. It is none of our reports as they were issued.")
        raise NotLookedAt(message) from error
    except isolation.AllBusy as error:
        raise NotLookedAt(
            _("Other files are being looked at at this moment: try again in a minute.")
        ) from error
    return [UUID(mark) for mark in found]
