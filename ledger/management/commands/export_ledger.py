"""``export_ledger FILE.zip``: the whole ledger as one file, which can be checked and restored without it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.archive import export_ledger


class Command(BaseCommand):
    """Exit code 0 with the archive written; 1 where a file that the ledger names is gone; 2 without an archive."""

    help = "Write everything that the ledger holds to an archive, with the program that checks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip", help="the archive to write")
        parser.add_argument("--replace", action="store_true", help="replace a file of this name")

    def handle(self, *_args: object, file: Path, replace: bool, **_options: object) -> None:
        if file.exists() and not replace:
            says = _("%(path)s is there already: choose another name, or give --replace.") % {"path": file}
            raise CommandError(says, returncode=2)
        try:
            exported = export_ledger(file)
        except OSError as fault:
            words = {"path": file, "reason": fault.strerror}
            raise CommandError(_("%(path)s cannot be written: %(reason)s.") % words, returncode=2) from None
        self.stdout.write(f"{file} is written: {exported}.")
        self.stdout.write(f"Check it on any machine: python3 verify_ledger.py {file.name}")
        self.stdout.write("The program is in the archive, and needs nothing but Python.")
        for sha256 in exported.missing:
            self.stderr.write(f"files/{sha256}: the ledger names this file, and it is gone or changed.")
        if exported.missing:
            raise CommandError(_("Files are missing: the archive says so, too."))
