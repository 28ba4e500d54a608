"""``restore_backup DIR``: a backup put into an empty database, migrated and audited."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.archive import BackupRefused, restore_backup
from ledger.recording import audit


class Command(BaseCommand):
    """Exit code 0 with the ledger as it was; 1 where the audit finds something; 2 with nothing put back."""

    help = "Put a backup into an empty database and among the kept files, migrate it, and audit it."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="a backup that backup_ledger wrote")

    def handle(self, *_args: object, directory: Path, **_options: object) -> None:
        try:
            backup = restore_backup(directory)
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as fault:
            words = {"path": fault.filename or directory, "reason": fault.strerror}
            raise CommandError(_("%(path)s cannot be written: %(reason)s.") % words, returncode=2) from None
        call_command("migrate", interactive=False, verbosity=0)
        findings = 0
        for finding in audit():
            self.stderr.write(str(finding))
            findings += 1
        if findings:
            sys.exit(1)
        self.stdout.write(f"Restored, migrated and audited: the database and {backup.files} files.")
