"""PDF: to be handed over on paper or sent; tagged, PDF/UA-1.

``pdf.typ`` beside this module is the layout. It gets the report as data (`plain`), with what it could not find out
itself: which notes are marked where, which items have a section, which addresses may become links, the pictures,
how wide a table's columns are.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from ledger.presentation.shape import (
    Brief,
    Day,
    Figure,
    Link,
    Note,
    Report,
    Section,
    Table,
    Text,
    is_web,
    parts,
    plain,
)
from ledger.reports.writers import drawing, typesetting
from ledger.reports.writers.words import heading, is_wide, weights

FORMAT = "pdf"
LABEL = "PDF"
EXTENSION = ".pdf"
CONTENT_TYPE = "application/pdf"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 400, 6_000

LAYOUT = Path(__file__).with_suffix(".typ")
RUNNING = 80
"""How many characters of the title stand at the top of each page: one line."""
SIZE = 9
"""How large the words of a table with few columns are, in points."""
ROOM, ROOM_ON_SIDE = 84, 127
"""How many letters of that size a line of a table holds, on an upright page and on one on its side."""
NARROW = 105
"""How wide a picture is set in a brief, in mm."""
PAGES_WITHOUT_CONTENTS = 6
"""Up to how many pages a report has no table of contents."""
LONG_CONTENTS = 24
"""How many headings a table of contents may hold before it names the sections alone."""


def write(report: Report, stream: BinaryIO) -> None:
    """Write one document, dated by the report's own moment."""
    stream.write(typesetting.pdf(LAYOUT, _data(report), report.moment))


def _data(report: Report) -> dict[str, Any]:
    shapes = list(parts(report.sections))
    document = plain(report) | {
        "records": None,
        "marking": report.marking,
        "figures_title": report.figures_title,
    }
    _add_languages(document["notes"], report)
    _Marks({note.number for note in report.notes}).add_to(document)
    figures = (shape for shape in shapes if isinstance(shape, Figure))
    _add_pictures(document["sections"], figures, drawing.named(), is_brief=isinstance(report, Brief))
    _add_widths(document["sections"], (shape for shape in shapes if isinstance(shape, Table)), report)
    headings = len(report.sections) + sum(len(section.sections) for section in report.sections)
    return {
        "report": document,
        "running": heading(report, RUNNING),
        "header": _header(report),
        "is_wide": is_wide(report),
        "is_brief": isinstance(report, Brief),
        "most_pages_without_contents": PAGES_WITHOUT_CONTENTS,
        "shapes": drawing.shapes(),
        "tones": drawing.TONES,
        "refs": sorted({shape.ref for shape in shapes if isinstance(shape, Section) and shape.ref}),
        "foreign": _foreign([*shapes, *parts(report.summary), *parts(report.facts)]),
        "web": _web_addresses([*shapes, *parts(report.notes), *parts(report.facts)]),
        "depth": 3 if headings <= LONG_CONTENTS else 2,
    }


def _add_languages(notes: list[dict[str, Any]], report: Report) -> None:
    """Put beside each note in which languages its title and its source are."""
    for told, note in zip(notes, report.notes, strict=True):
        told |= {"title_language": note.title_language, "source_language": note.source_language}


def _foreign(found: Iterable[object]) -> dict[str, list[dict[str, str]]]:
    """Return the texts that hold words in another language, each with its runs of words in one language."""
    return {
        part.text: [{"text": words, "language": language} for words, language in part.runs()]
        for part in found
        if isinstance(part, Text) and part.foreign
    }


def _header(report: Report) -> str:
    """Return the day that stands at the top of each page."""
    days = (f"{fact.label} {fact.value.label}" for fact in report.facts if isinstance(fact.value, Day))
    return next(days, "")


def _web_addresses(found: Iterable[object]) -> list[str]:
    """Return the addresses that become links, each once."""
    return sorted({part.url for part in found if isinstance(part, Link | Note) and is_web(part.url)})


class _Marks:
    """Turns numbers of notes into marks that say where they lead; the first mark of a note is led back to."""

    def __init__(self, known: set[int]) -> None:
        self.known = known
        self.marked: set[int] = set()
        self.anchored: set[str] = set()

    def add_to(self, document: dict[str, Any]) -> None:
        for name in ("facts", "summary", "sections"):
            self._visit(document[name])
        for note in document["notes"]:
            note["marked"] = note["number"] in self.marked

    def _visit(self, value: object) -> None:
        if isinstance(value, list):
            for part in value:
                self._visit(part)
        elif isinstance(value, dict):
            if value["type"] == "section":
                value["anchor"] = bool(value["ref"]) and value["ref"] not in self.anchored
                self.anchored.add(value["ref"])
            for name, part in value.items():
                if name == "notes":
                    value[name] = [self._mark(number) for number in part]
                else:
                    self._visit(part)

    def _mark(self, number: int) -> dict[str, Any]:
        leads = number in self.known
        first = leads and number not in self.marked
        self.marked.add(number)
        return {"number": number, "leads": leads, "first": first}


def _add_pictures(value: object, figures: Iterator[Figure], names: Iterator[str], *, is_brief: bool) -> None:
    """Draw each figure of the document beside its data; ``figures`` come in the same order."""
    if isinstance(value, list):
        for part in value:
            _add_pictures(part, figures, names, is_brief=is_brief)
    elif isinstance(value, dict):
        if value.get("type") == "figure":
            figure = next(figures)
            svg = drawing.draw(figure, next(names))
            wide = drawing.width(svg, wide=NARROW) if is_brief else drawing.width(svg)
            value |= {"svg": svg, "width": wide, "alt": drawing.told_in_full(figure)}
        for part in value.values():
            _add_pictures(part, figures, names, is_brief=is_brief)


def _add_widths(value: object, tables: Iterator[Table], report: Report) -> None:
    """Put beside each table of the document how large and wide it is; ``tables`` come in the same order."""
    if isinstance(value, list):
        for part in value:
            _add_widths(part, tables, report)
    elif isinstance(value, dict):
        if value.get("type") == "table":
            table = next(tables)
            size = _size(len(table.columns), report)
            room = round((ROOM_ON_SIDE if is_wide(report) else ROOM) * SIZE / size)
            value |= {"size": size, "room": room, "widths": weights(table, room)}
            return
        for part in value.values():
            _add_widths(part, tables, report)


def _size(columns: int, report: Report) -> float:
    """Return how large a table's words are, in points: the more columns the smaller."""
    is_brief = isinstance(report, Brief)
    if columns > 8 and not is_brief:
        return 8 if is_wide(report) else 6.5
    if columns > 6:
        return 7
    return 8 if columns > 5 or is_brief else SIZE
