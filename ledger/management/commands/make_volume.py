"""``make_volume N``: a throw-away ledger of made-up items, to see how quick pages stay."""

import gc
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from ledger.recording import RuleViolation
from ledger.recording.volume import fill

WIDTH = 40


class Command(BaseCommand):
    """Refuses (exit 2) a ledger that holds a real dialogue. Items are added to those of an earlier run."""

    help = "Fill an empty, throw-away ledger with N made-up items for measuring; refuses one with real rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("items", type=int, metavar="N", help="how many items to add")
        parser.add_argument(
            "--entries", type=int, default=3, help="entries of each, its opening included (3)"
        )

    def handle(self, *_args: object, items: int, entries: int, **_options: object) -> None:
        if items < 1 or entries < 1:
            raise CommandError("N and --entries: expected at least 1.", returncode=2)
        gc.freeze()  # what the start left in memory is not gone through again for each thousand rows
        try:
            fill(items, entries=entries, told=lambda done: self._bar(done, items))
        except RuleViolation as broken:
            raise CommandError(" ".join(broken.fields.values()), returncode=2) from None
        self.stdout.write(
            f"{items} items with {entries} entries each stand in VOLUME; account “volume” sees them."
        )

    def _bar(self, done: int, of: int) -> None:
        """Draw a progress bar on a terminal; nothing in a log."""
        if self.stderr.isatty():
            full = WIDTH * done // of
            end = "\n" if done == of else ""
            self.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done} of {of}", ending=end)
