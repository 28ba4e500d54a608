"""Prove the ledger: recompute its chains, positions and columns, and see that its triggers stand."""

import sys

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from ledger.models import ClockCorrection, Entry, Item
from ledger.recording import audit, closed_entries, days_ahead, finish_removals, keep_audit
from ledger.recording.clock import in_words


class Command(BaseCommand):
    """Exit code 0 where everything holds, 1 with what does not, the first broken entry first."""

    help = "Prove the ledger: recompute every chain, position and column; exit 1 and name what does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Go on after the first thing that does not hold."
        )

    def handle(self, *args: object, **options: object) -> None:
        finish_removals()
        found: list[str] = []
        for finding in audit():
            self.stderr.write(str(finding))
            found.append(str(finding))
            if not options["all"]:
                break
        try:
            keep_audit(found)
        except DatabaseError as error:  # such as a copy that may only be read
            self.stderr.write(f"The ledger page will not tell of this audit: {error}")
        if found:
            sys.exit(1)
        for correction in ClockCorrection.objects.select_related("requested_by", "approved_by"):
            self.stdout.write(_told(correction))
        self.stdout.write(
            f"All is well: {Item.objects.count()} items, {Entry.objects.count()} entries, every chain whole."
        )


def _told(correction: ClockCorrection) -> str:
    """Return a clock correction in a line, and which entries bear a day that lies ahead of it."""
    who = f"asked for by {correction.requested_by}, approved by {correction.approved_by}"
    line = (
        f"Clock corrected {in_words(correction.corrected_at)}: stamps after it up to {in_words(correction.until)} are"
        f" false; {closed_entries(correction).count()} entries bear one; {who}: {correction.reason}"
    )
    ahead = [f"{entry.item.ref} entry {entry.sequence}" for entry in days_ahead(correction)]
    return f"{line}\nTo be corrected, for their days lie ahead: {', '.join(ahead)}." if ahead else line
