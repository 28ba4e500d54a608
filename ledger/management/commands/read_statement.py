"""`read_statement`: read a statement's file and show what it proposes. Writes nothing: a person reviews."""

import json
import os
import shutil
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.termcolors import colorize
from django.utils.translation import gettext as _

from ledger.intake.comparing import earlier_items, kept_topics
from ledger.management.reading_table import lines_of
from ledger.models import Item
from ledger.reading import EarlierItem, Reading, TopicPhrases, UnknownLanguage, json_form, sure_part
from ledger.reading.apart import read, text_of_file
from ledger.reading.concepts import concept_names
from ledger.reading.files import TRACKED, Unreadable
from ledger.reading.languages import wordings
from ledger.reading.taxonomy import compared
from ledger.seeding.source import TomlTable, read_source
from ledger.vocabulary import Language, StatementLanguage, TrackedChanges


class Command(BaseCommand):
    """Exit code 0 with a reading; 2 with one line when the file cannot be read."""

    help = (
        "Read a statement (.txt, .html, .docx, .odt, .pdf, .rtf, .eml) and show the items that it proposes; "
        "nothing is written."
    )

    requires_system_checks = ()
    """Some open the database, which need not be there: a statement is read before anything is set up."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the statement")
        parser.add_argument(
            "--language", choices=sorted(wordings()), help="its language (guessed when not given)"
        )
        parser.add_argument(
            "--all", action="store_true", help="with the proposals of which the reader is hardly sure"
        )
        parser.add_argument(
            "--format", choices=("text", "json"), default="text", help="a table (text), or JSON"
        )

        parser.add_argument(
            "--changes",
            choices=[word.value for word in TrackedChanges],
            help="how to read a document with tracked changes: with them accepted, or as it was before them",
        )

    def handle(
        self,
        *_args: object,
        file: Path,
        language: str | None,
        format: str,  # noqa: A002
        changes: str | None,
        all: bool,  # noqa: A002
        **options: object,
    ) -> None:
        try:
            reading = _reading(
                text_of_file(file, changes=TrackedChanges(changes) if changes else None), language
            )
        except Unreadable as reason:
            says = _(reason.message) % reason.values
            if reason.message == TRACKED:
                says += " (--changes accepted, --changes original)"
            raise CommandError(f"{file}: {says}.", returncode=2) from None
        except UnknownLanguage as wrong:
            raise CommandError(f"{file}: {_wrong_language(wrong, language)}", returncode=2) from None
        try:
            if format == "json":
                self.stdout.write(
                    json.dumps(json_form(reading, everything=all), ensure_ascii=False, indent=1)
                )
            else:
                self._show(reading if all else sure_part(reading), in_colour=self._has_colour(options))
            self.stdout.flush()
        except BrokenPipeError:
            # What reads the output, such as `head`, has enough; what Python flushes at its end goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _has_colour(self, options: dict[str, Any]) -> bool:
        if options["no_color"]:
            return False
        return bool(options["force_color"]) or (self.style.ERROR("x") != "x" and self.stdout.isatty())

    def _show(self, reading: Reading, *, in_colour: bool) -> None:
        width = min(shutil.get_terminal_size((100, 24)).columns, 120)
        for line in lines_of(reading, width=width, paint=_colour if in_colour else _no_colour):
            self.stdout.write(line)


def _colour(text: str, what: str) -> str:
    if what == "bold":
        return colorize(text, opts=("bold",))
    return f"\x1b[2m{text}\x1b[0m" if what == "faint" else colorize(text, fg=what)


def _no_colour(text: str, _what: str) -> str:
    return text


def _wrong_language(wrong: UnknownLanguage, asked: str | None) -> str:
    if wrong.guessed and asked:
        words = {
            "guessed": _(StatementLanguage(wrong.guessed).label),
            "asked": _(StatementLanguage(asked).label),
        }
        return _("the text seems to be in %(guessed)s, not in %(asked)s.") % words
    known = ", ".join(_(StatementLanguage(code).label) for code in sorted(wordings()))
    return _("the text is in none of the languages that are read (%(known)s).") % {"known": known}


# What the reader is given to compare with


def _reading(text: str, language: str | None) -> Reading:
    """Return the reading with topics, and where the ledger knows the dialogue, with its earlier items."""
    reading = read(text, language=language)
    return compared(reading, list(topics_in(reading.language)), list(_earlier(reading)))


def topics_in(language: str) -> Iterator[TopicPhrases]:
    """Return the topics of the ledger with their phrases in a language; those of fixtures/ where it has none yet."""
    try:
        found = list(kept_topics(language))
    except DatabaseError:
        found = []
    return iter(found or _fixture_topics(language))


def _fixture_topics(language: str) -> Iterator[TopicPhrases]:
    for path in sorted((Path(settings.ROOT) / "fixtures").glob("*.toml")):
        for record in read_source(path).top.records("topics"):
            slug, own = record.text("slug"), tuple(record.texts(f"phrases_{language}"))
            others = () if language in set(Language) else concept_names(slug, _names(record), language)
            yield TopicPhrases(slug, own + others)


def _names(record: TomlTable) -> Iterator[tuple[str, str]]:
    """Yield a topic's names and phrases in the file, each with the code of its language."""
    for language in StatementLanguage:
        yield from ((language.value, text) for text in record.texts(f"phrases_{language.value}"))
    yield from ((code, record.text(f"name_{code}")) for code in ("en", "es"))


def _earlier(reading: Reading) -> Iterator[EarlierItem]:
    """Yield the last items, not yet continued, of earlier rounds of a dialogue between the same parties."""
    if reading.dialogue is None or reading.round is None or len(reading.dialogue.parties) < 2:
        return
    items = Item.objects.all()
    for code in reading.dialogue.parties:
        items = items.filter(round__dialogue__parties__code=code)
    try:
        yield from earlier_items(items, reading.round.number, reading.language)
    except DatabaseError:
        return
