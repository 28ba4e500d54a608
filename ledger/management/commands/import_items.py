"""``import_items FILE``: a spreadsheet's rows become items and entries, all of them or none."""

import gc
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.importing.layouts import layout_named
from ledger.importing.mapping import ImportMapping, MappingFault, read_mapping
from ledger.importing.mended import mended_file, sentence_of
from ledger.importing.preview import ImportPreview, how_read
from ledger.importing.running import ImportOutcome, importing_account, look, run_import
from ledger.importing.shapes import SheetRows, TableUnreadable
from ledger.importing.tables import read_table
from ledger.models import Dialogue, User
from ledger.recording import RuleViolation

SHOWN = 40
"""Faults that are listed; the file of bad rows holds all of them."""


class Command(BaseCommand):
    """Exit code 0 when all stands; 1 where rows are at fault; 2 where the file, the mapping or a name is."""

    help = "Import a spreadsheet (.xlsx, .xls, .ods, .csv, .tsv): its rows become items and entries, all or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the spreadsheet")
        parser.add_argument(
            "--map",
            metavar="MAP.toml",
            help="how its columns are read: a file, or the name of a layout that comes with the program",
        )
        parser.add_argument(
            "--dialogue", metavar="CODE", help="the dialogue (needed where there are several)"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and write nothing"
        )
        parser.add_argument(
            "--skip-bad", action="store_true", help="leave out rows at fault, and write the others"
        )
        parser.add_argument(
            "--as",
            dest="username",
            metavar="NAME",
            help="the account in whose name it is written (default: an account “import”, which nobody signs in to)",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        map: str | None,  # noqa: A002
        dialogue: str | None,
        dry_run: bool,
        skip_bad: bool,
        username: str | None,
        **_options: object,
    ) -> None:
        gc.freeze()  # what the start left in memory is not gone through again for each thousand rows
        series = _dialogue(dialogue)
        mapping = _mapping(map)
        try:
            table = read_table(file.read_bytes(), mapping.options)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from None
        except TableUnreadable as reason:
            raise CommandError(f"{file}: {_(reason.message) % reason.values}", returncode=2) from None
        given: dict[str, Any] = {"dialogue": series, "table": table, "mapping": mapping}
        try:
            if dry_run:
                with transaction.atomic():  # so that the account of imports is not made either
                    found = look(user=_account(username, series), **given)
                    transaction.set_rollback(True)
                outcome = ImportOutcome(found, None)
            else:
                user = _account(username, series)
                outcome = run_import(user=user, **given, skips_bad=skip_bad, told=self._tell)
        except (PermissionDenied, RuleViolation) as refused:
            raise CommandError(
                _("%(says)s\nNothing was written.") % {"says": refused}, returncode=2
            ) from None
        self._report(file, table, outcome, is_written=not dry_run, skip_bad=skip_bad)

    def _tell(self, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(_("%(count)s rows …") % {"count": done}, ending="\r")

    def _report(
        self, file: Path, table: SheetRows, outcome: ImportOutcome, *, is_written: bool, skip_bad: bool
    ) -> None:
        """Say what was done or would be, and what is wrong; raises CommandError where something is."""
        found = outcome.preview
        if found.questions:
            self.stdout.write(how_read(table, found.mapping.head_row))
            raise CommandError("\n".join(_questions(found)), returncode=2)
        for difference in found.differing:
            self.stdout.write(
                _(
                    "row %(row)s, %(column)s: %(ref)s has “%(kept)s”, the file “%(given)s”: the ledger’s is kept."
                )
                % vars(difference)
            )
        is_whole = not found.faults or skip_bad
        kept = found.without_bad_rows() if found.faults else found
        words = {"opened": len(kept.opened), "updates": kept.updates, "there": kept.unchanged}
        if is_written and is_whole:
            self.stdout.write(
                _(
                    "Opened: %(opened)s. Updates recorded: %(updates)s. Rows that are there already: %(there)s."
                )
                % words
            )
        else:
            self.stdout.write(
                _(
                    "To be opened: %(opened)s. Updates to be recorded: %(updates)s. "
                    "Rows that are there already: %(there)s."
                )
                % words
            )
        if outcome.written:
            batch = outcome.written.batch
            address = settings.LEDGER_PUBLIC_URL + reverse("ledger:batch-detail", args=(batch,))
            says = _("Batch %(batch)s: %(address)s shows it, and undoes it.")
            self.stdout.write(says % {"batch": batch, "address": address})
        self.stdout.write(how_read(table, found.mapping.head_row))
        if found.faults:
            self._faults(file, table, found, is_written=is_written and is_whole)

    def _faults(self, file: Path, table: SheetRows, found: ImportPreview, *, is_written: bool) -> None:
        """List the rows at fault and write them to a file beside; raises CommandError."""
        for fault in found.faults[:SHOWN]:
            self.stderr.write(f"{file}:{fault.row}: {sentence_of(fault)}")
        if len(found.faults) > SHOWN:
            self.stderr.write("…")
        content, ending, _type = mended_file(table, found.mapping.head_row, found.faults)
        beside = file.with_name(f"{file.stem}.bad-rows.{ending}")
        beside.write_bytes(content)
        says = _(
            "Rows at fault: %(count)s. They are in %(file)s, with what is wrong: mend them there, and import that file."
        )
        words = says % {"count": len(found.bad_rows), "file": beside}
        raise CommandError(words if is_written else words + "\n" + _("Nothing was written."), returncode=1)


def _questions(found: ImportPreview) -> Iterator[str]:
    """Yield what the mapping must say, and how it says it."""
    for question in found.questions:
        yield f"{question.says} {_how(question.about, question.key)}"
    for word in found.unknown:
        yield _("[words.%(field)s] “%(value)s” = … (%(count)s rows)") % vars(word)
    yield _("Nothing was written.")


def _how(about: str, key: str) -> str:
    match about:
        case "order":
            return f'([columns] "{key}" = {{ field = …, order = "day" }})'
        case "epoch":
            return "([file] epoch = 1900)"
        case _:
            return f"([fixed] {key} = …)"


def _dialogue(code: str | None) -> Dialogue:
    rows = list(Dialogue.objects.order_by("code"))
    found = [row for row in rows if code in (None, row.code)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(row.code for row in rows) or "–"
    raise CommandError(
        _("Name the dialogue by --dialogue. There are: %(names)s.") % {"names": names}, returncode=2
    )


def _mapping(given: str | None) -> ImportMapping:
    if given is None:
        return ImportMapping()
    try:
        text = layout_named(given) or Path(given).read_text(encoding="utf-8")
        return read_mapping(text)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{given}: {error}", returncode=2) from None
    except MappingFault as fault:
        raise CommandError(f"{given}: {fault}", returncode=2) from None


def _account(username: str | None, dialogue: Dialogue) -> User:
    if username is None:
        return importing_account(dialogue)
    user = User.objects.named(username).first()
    if user is None:
        raise CommandError(_("There is no account %(name)s.") % {"name": username}, returncode=2)
    found: User = user
    return found
