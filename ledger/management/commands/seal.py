"""Seal the ledger as it stands now."""

from contextlib import suppress
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ledger.archive import KeyUnfit, seal_key
from ledger.models import Seal
from ledger.recording import seal_ledger


class Command(BaseCommand):
    """Prints the moment, how much was sealed and the root, which may be published or deposited elsewhere."""

    help = "Seal the ledger: one hash over all that is recorded, to be kept somewhere else as proof."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--note", type=Path, metavar="FILE", help="write the seal as a signed note, to a new file"
        )

    def handle(self, *_args: object, note: Path | None, **_options: object) -> None:
        if note is None:
            self._seal()
            return
        if note.exists():
            says = _("%(path)s is there already: choose another name.") % {"path": note}
            raise CommandError(says, returncode=2)
        part = note.with_name(f".{note.name}.part")
        try:
            key = seal_key()
            part.touch()  # before the ledger is sealed: a seal whose note cannot be written would stay
            part.write_text(key.note(self._seal()), encoding="utf-8")
            note.hardlink_to(part)
        except OSError as fault:
            words = {"path": fault.filename or note, "reason": fault.strerror}
            raise CommandError(_("%(path)s cannot be written: %(reason)s.") % words, returncode=2) from None
        except KeyUnfit as fault:
            raise CommandError(str(fault), returncode=2) from None
        finally:
            with suppress(OSError):
                part.unlink()
        self.stdout.write(f"{note} is written. What checks its signature:\n{key.public_line}")

    def _seal(self) -> Seal:
        """Seal the ledger, and print the seal."""
        seal = seal_ledger()
        self.stdout.write(
            f"{seal.known_at.isoformat()} {seal.items} items, {seal.entries} entries\n{seal.root}"
        )
        return seal
