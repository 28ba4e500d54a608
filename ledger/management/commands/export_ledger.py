"""``export_ledger FILE.zip``: the whole ledger as one file that can be checked without it; or an extract of it."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.archive import Exported, export_extract, export_ledger
from ledger.models import Dialogue
from ledger.vocabulary import Audience


class Command(BaseCommand):
    """Exit code 0 with the archive written; 1 where a file that the ledger names is gone; 2 without an archive."""

    help = "Write everything that the ledger holds to an archive, with the program that checks it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.zip", help="the archive to write")
        parser.add_argument("--replace", action="store_true", help="replace a file of this name")
        parser.add_argument("--dialogue", metavar="CODE", help="one dialogue alone, to be read and checked")
        parser.add_argument(
            "--audience",
            choices=[audience.value for audience in Audience],
            default=Audience.INTERNAL.value,
            help="what may leave for an audience, to be read and checked",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        replace: bool,
        dialogue: str | None,
        audience: str,
        **_options: object,
    ) -> None:
        if file.exists() and not replace:
            says = _("%(path)s is there already: choose another name, or give --replace.") % {"path": file}
            raise CommandError(says, returncode=2)
        try:
            exported = _export(file, dialogue, Audience(audience))
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


def _export(file: Path, code: str | None, audience: Audience) -> Exported:
    """Write the archive or the extract that is asked for. Raises CommandError for a dialogue that is not one."""
    if audience is Audience.SHARED and not code:
        says = _("Name the dialogue with --dialogue: what is shared is shared with its counterpart alone.")
        raise CommandError(says, returncode=2)
    dialogue = Dialogue.objects.filter(code=code).first() if code else None
    if code and dialogue is None:
        codes = ", ".join(Dialogue.objects.order_by("code").values_list("code", flat=True))
        says = _("No dialogue has the code %(code)s. There are: %(codes)s.") % {"code": code, "codes": codes}
        raise CommandError(says, returncode=2)
    if dialogue is None and audience is Audience.INTERNAL:
        return export_ledger(file)
    return export_extract(file, dialogue=dialogue, audience=audience)
