"""``restore_ledger FILE.zip``: an archive put into an empty ledger, on either database."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ledger.archive import ArchiveRefused, restore_ledger


class Command(BaseCommand):
    """Exit code 0 with the ledger restored; 1 with what is wrong, and nothing restored."""

    help = "Restore an archive into an empty, migrated ledger: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip", help="an archive that export_ledger wrote")

    def handle(self, *_args: object, file: Path, **_options: object) -> None:
        try:
            restored = restore_ledger(file)
        except ArchiveRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Restored and audited: {restored}.")
        self.stdout.write(
            "Nobody has a password yet: `changepassword NAME` sets one, the sign-in page sends a link to set one."
        )
