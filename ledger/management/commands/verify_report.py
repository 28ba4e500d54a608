"""``verify_report FILE``: whether a file is a report of ours, or made from one, and what the ledger says now."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.models import IssuedReport
from ledger.presentation import wording
from ledger.reports.issuing import Now, says_now
from ledger.reports.verifying import NotLookedAt, Verdict, verify


class Command(BaseCommand):
    """Exit code 0 for a report of ours unchanged, 1 for any other file, 2 where it cannot be read."""

    help = "Tell whether a file is a report issued here, unchanged or made from one, and what the ledger says now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that may be a report of ours")

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        try:
            content = file.read_bytes()
        except OSError as fault:
            words = {"path": file, "reason": fault.strerror}
            raise CommandError(
                _("file: “%(path)s” cannot be read: %(reason)s.") % words, returncode=2
            ) from None
        try:
            found = verify(content, IssuedReport.objects.select_related("issued_by", "seal"))
        except NotLookedAt as reason:
            raise CommandError(f"{file}: {reason}", returncode=2) from None
        self.stdout.write(f"{found.verdict.value}: SHA-256 {found.sha256}")
        for report in found.reports:
            for line in _lines(report):
                self.stdout.write(f"  {line}")
        if found.verdict is not Verdict.UNCHANGED:
            sys.exit(1)


def _lines(report: IssuedReport) -> list[str]:
    """Return what a report was, for whom, by whom, and what the ledger says of it now."""
    asked = ", ".join(
        f"{name.replace('_', '-')} {' + '.join(words) if isinstance(words, list) else words}"
        for name, words in report.parameters.items()
    )
    issued = f"issued {wording.moment(report.issued_at).label} by {report.issued_by}"
    now = says_now(report)
    return [
        f"{report.kind} as {report.format} ({asked})",
        f"{issued}, {report.audience.value}, {report.language.value}"
        + (f", for {report.recipient}" if report.recipient else ""),
        f"identifier {report.uuid}",
        f"seal {report.seal.root}",
        *([f"now: {now.fault}"] if now.fault else _now(now)),
    ]


def _now(now: Now) -> list[str]:
    because = ": words were redacted since" if now.was_redacted else ""
    return [
        f"asked again as known then: {'the same file' if now.is_same_file else 'another file'}{because}",
        f"asked for the same day as known now: {'the same answer' if now.is_same_answer else 'another answer'}",
    ]
