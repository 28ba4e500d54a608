"""Prove the ledger: recompute its chains, positions and columns, and see that its triggers stand."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.models import Entry, Item
from ledger.recording import finish_removals
from ledger.recording.auditing import audit


class Command(BaseCommand):
    """Exit code 0 where everything holds, 1 with what does not, the first broken entry first."""

    help = "Prove the ledger: recompute every chain, position and column; exit 1 and name what does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Go on after the first thing that does not hold."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        finish_removals()
        found = 0
        for finding in audit():
            self.stderr.write(str(finding))
            found += 1
            if not options["all"]:
                break
        if found:
            sys.exit(1)
        self.stdout.write(
            f"All is well: {Item.objects.count()} items, {Entry.objects.count()} entries, every chain whole."
        )
