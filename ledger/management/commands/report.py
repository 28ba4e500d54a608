"""``report KIND``: a report on standard output, or in a file."""

import os
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from ledger.presentation.shape import Report
from ledger.reports import kinds, progress
from ledger.reports.limits import TooLong, length_of
from ledger.reports.parameter_fields import KnownWordField, NamedRowsField, choose, nearest, refused
from ledger.reports.parameter_form import ReportForm, read_parameters
from ledger.reports.parameters import BadParameter
from ledger.reports.writers import Writer, format_of, formats, is_text, save

if TYPE_CHECKING:
    from django.core.management.base import OutputWrapper

Known = TypeVar("Known")

DEFAULT = "md"
PATIENCE, WIDTH = 1.0, 30
"""Seconds after which somebody who waits at a terminal is told how far it is, and the width of the bar."""


class ProgressBar:
    """A line on a terminal that says how far a long report is; it goes away when the report is there."""

    def __init__(self, stream: "OutputWrapper") -> None:
        self.stream, self.begun, self.is_shown = stream, time.monotonic(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        if self.is_shown:
            self.stream.write("\r\x1b[K", ending="")
            self.stream.flush()

    def show(self, step: str, done: int, total: int) -> None:
        """Draw the line anew, where there is a terminal and it has taken a while."""
        if not self.stream.isatty() or time.monotonic() - self.begun < PATIENCE:
            return
        self.is_shown = True
        share = min(done / total, 1) if total else 0
        full = "#" * round(share * WIDTH)
        words = _("reading entries") if step == progress.READING else _("writing the file")
        drawn = f"[{full:{WIDTH}}] {share:4.0%} {words}" if total else f"{words}…"
        self.stream.write(f"\r\x1b[K{drawn}", ending="")
        self.stream.flush()


class Command(BaseCommand):
    """Reads only; exits 2 on a bad parameter, naming it, what is expected and the nearest, and on one too long."""

    help = "Write a report of a kind as of a day, as known at a time, for an audience, in a language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=f"the kind of report: {', '.join(kinds())}")
        for name, field in ReportForm.base_fields.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=_help(field), **_reading(name, field))
        known = ", ".join(formats())
        parser.add_argument("--format", default="", help=f"one of {known} (by the file's name, else md)")
        parser.add_argument("-o", "--output", type=Path, help="a file to write, whole or not at all")

    def handle(self, *_args: object, kind: str, format: str, output: Path | None, **options: object) -> None:  # noqa: A002
        try:
            chosen = _chosen("kind", kind, kinds())
            writer = _writer(format, output)
            given: dict[str, Any] = {name: options[name] for name in ReportForm.base_fields}
            parameters = read_parameters(kind=chosen, **given)
            if not output:
                self._require_a_pipe(writer)
            length_of(chosen.items(parameters), parameters).require(writer)
        except (BadParameter, TooLong) as fault:
            raise CommandError(str(fault), returncode=2) from None
        with ProgressBar(self.stderr) as bar, progress.listening(bar.show):
            report = chosen.build(parameters)
            progress.tell(progress.WRITING)
            if output:
                _save(report, writer, output)
                return
        self._print(report, writer)

    def _require_a_pipe(self, writer: Writer) -> None:
        """Refuse to throw a file's bytes at a terminal."""
        raw: BinaryIO | None = getattr(self.stdout, "buffer", None)
        if not is_text(writer) and (raw is None or raw.isatty()):
            expected = _("%(format)s is no text to be shown here; expected a file to write, with -o")
            raise BadParameter({"output": refused("", expected % {"format": writer.LABEL}).messages})

    def _print(self, report: Report, writer: Writer) -> None:
        """Write the bytes as they are where standard output takes bytes, else the words."""
        raw: BinaryIO | None = getattr(self.stdout, "buffer", None)
        try:
            with tempfile.TemporaryFile() as whole:  # nothing is shown of what cannot be written whole
                writer.write(report, cast("BinaryIO", whole))
                whole.seek(0)
                if raw is None:
                    self.stdout.write(whole.read().decode("utf-8-sig"), ending="")
                    return
                self.stdout.flush()
                shutil.copyfileobj(whole, raw)
                raw.flush()
        except BrokenPipeError:  # the program that reads along has stopped
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _help(field: forms.Field) -> str:
    """Return what an option's help says: that of the field, or the words to choose from."""
    words = field.known() if isinstance(field, KnownWordField) else {}
    return f"{field.label}: {', '.join(words)}" if words else str(field.help_text or field.label)


def _reading(name: str, field: forms.Field) -> dict[str, Any]:
    """Say how the command line reads a parameter's option."""
    if isinstance(field, forms.BooleanField):
        return {"action": "store_true"}
    if isinstance(field, NamedRowsField):
        return {"action": "append", "default": [], "metavar": name.upper()}
    return {"default": "", "metavar": name.upper()}


def _chosen(name: str, given: str, known: Mapping[str, Known]) -> Known:
    """Return what an option's word stands for. Raises BadParameter."""
    try:
        return choose(given, known)
    except ValidationError as wrong:
        raise BadParameter({name: wrong.messages}) from None


def _writer(given: str, output: Path | None) -> Writer:
    """Return the writer asked for by name, else by the file's ending, else Markdown."""
    endings = {writer.EXTENSION: writer.EXTENSION for writer in formats().values()}
    expected = _("expected a name that ends in one of %(words)s") % {"words": ", ".join(endings)}
    if output is not None and not output.name:  # "" and "."
        raise BadParameter({"output": refused(str(output), expected).messages})
    if given:
        return _chosen("format", given, formats())
    if output is None:
        return formats()[DEFAULT]
    if (found := format_of(output)) is None:
        close = nearest(output.suffix, endings, likeness=0)
        raise BadParameter(
            {"output": refused(str(output), expected, str(output.with_suffix(close))).messages}
        )
    return formats()[found]


def _save(report: Report, writer: Writer, path: Path) -> None:
    try:
        save(report, writer, path)
    except OSError as fault:
        words = {"path": path, "reason": fault.strerror}
        raise CommandError(_("output: “%(path)s” cannot be written: %(reason)s.") % words) from fault
