"""`seed`: load the files of fixtures/ and seeds/, all or nothing."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.seeding.changes import SeedOutcome
from ledger.seeding.errors import Faults
from ledger.seeding.load import seed


class Command(BaseCommand):
    """Exit code 0 when all stands, 2 when a file is wrong (each fault is named by file and line)."""

    help = "Load what fixtures/ and seeds/ hold and the ledger lacks, all or nothing; report what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folders",
            nargs="*",
            type=Path,
            metavar="FOLDER",
            help="folders of TOML files, instead of the project's own",
        )

    def handle(self, *, folders: list[Path], **options: object) -> None:
        for folder in folders:
            if not folder.is_dir():
                raise CommandError(_("%(folder)s is no folder.") % {"folder": folder}, returncode=2)
        try:
            outcome = seed(folders)
        except Faults as faults:
            raise CommandError(
                _("%(faults)s\nNothing was written.") % {"faults": faults}, returncode=2
            ) from faults
        self._tell(outcome)

    def _tell(self, outcome: SeedOutcome) -> None:
        for line in outcome.changed:
            self.stdout.write(line)
        counts = [
            f"{count} {model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural}"
            for model, count in outcome.written.items()
        ]
        if counts:
            self.stdout.write(_("Written: %(counts)s.") % {"counts": ", ".join(counts)})
        else:
            self.stdout.write(_("Seeds: nothing to change."))
