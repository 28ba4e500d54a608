"""``backup_ledger DIR``: a copy of database and kept files, made while the ledger is written to."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.archive import BackupRefused, back_up, remove_oldest


def at_least_one(text: str) -> int:
    """Read a whole number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError("a whole number, 1 or more")
    return int(text)


class Command(BaseCommand):
    """Exit code 0 with the backup written; 2 without one, saying why. Older ones go only after a whole new one."""

    help = (
        "Copy database and kept files to a new directory below DIR, while the ledger is written to: for cron."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR", help="where the backups are")
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N", help="remove all backups there but the newest N"
        )

    def handle(self, *_args: object, directory: Path, keep: int | None, **_options: object) -> None:
        try:
            backup = back_up(directory)
            removed = remove_oldest(directory, keep=keep) if keep else []
        except BackupRefused as refused:
            raise CommandError(str(refused), returncode=2) from None
        except OSError as fault:
            words = {"path": fault.filename or directory, "reason": fault.strerror}
            raise CommandError(_("%(path)s cannot be written: %(reason)s.") % words, returncode=2) from None
        self.stdout.write(f"{backup.path} is written: the database and {backup.files} files.")
        for path in removed:
            self.stdout.write(f"{path} is removed.")
        self.stdout.write(
            "Not in it: LEDGER_SECRET_KEY (or var/secret_key) and var/seal_key. Keep both elsewhere."
        )
