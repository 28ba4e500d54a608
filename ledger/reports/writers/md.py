"""Markdown (CommonMark, with tables): to be read as it stands in a terminal, a mail or a repository.

The statement's own words are the only block quotes. Notes are numbered in brackets and listed at the end:
footnote syntax is not part of CommonMark, and a reader of the bare text would have to guess it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from ledger.presentation.shape import (
    Block,
    Cell,
    Day,
    Fact,
    Facts,
    Figure,
    Link,
    Listing,
    Note,
    Number,
    Paragraph,
    Paraphrase,
    Positions,
    Quote,
    Ref,
    Report,
    ReportEvent,
    ReportStatus,
    Said,
    Section,
    Standing,
    Table,
    Text,
    Timeline,
    is_web,
)

FORMAT = "md"
LABEL = "Markdown"
EXTENSION = ".md"
CONTENT_TYPE = "text/markdown; charset=utf-8"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 20_000


def write(report: Report, stream: BinaryIO) -> None:
    """Write UTF-8 without a byte-order mark, lines ending in LF, blocks parted by an empty line."""
    stream.write(_joined(_report(report), "\n\n").encode() + b"\n")


def _report(report: Report) -> Iterator[str]:
    if report.marking:
        yield f"**{_words(report.marking)}**"
    yield f"# {_words(report.label)}: {_words(report.title)}"
    yield _facts(report.facts)
    for paragraph in report.summary:
        yield _paragraph(paragraph)
    for section in report.sections:
        yield from _section(section, 2)
    if report.notes:
        yield f"## {_words(report.notes_title)}"
        yield "\n".join(_note(note) for note in report.notes)
    if report.colophon:
        yield "---"
        yield _words(report.colophon)
    if report.marking:
        yield f"**{_words(report.marking)}**"


def _section(section: Section, level: int) -> Iterator[str]:
    heading = " · ".join([_words(section.title), *(_text(detail) for detail in section.details)])
    yield f"{'#' * level} {heading}"
    for block in section.blocks:
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Listing(entries=entries):
            yield "\n".join(map(_entry, entries))
        case Quote():
            yield from _quote(block)
        case Paraphrase():
            yield _paraphrase(block)
        case Facts(facts=facts):
            yield _facts(facts)
        case Positions(standings=standings):
            yield "\n".join(line for standing in standings for line in _standing(standing))
        case Timeline(events=events):
            yield "\n".join(map(_event, events))
        case Table():
            yield from _table(block)
        case Figure(title=title, description=description, table=table):
            yield f"**{_words(title)}** {_words(description)}"
            yield from _table(table)


def _entry(text: Text) -> str:
    return f"- {_text(text)}"


def _quote(quote: Quote) -> Iterator[str]:
    yield "\n".join(f"> {_escaped(line)}".rstrip() for line in quote.text.split("\n"))
    yield f"{_words(quote.source)}{_marks(quote.notes)}"


def _paraphrase(paraphrase: Paraphrase) -> str:
    label = f"*{_words(paraphrase.label)}*" if paraphrase.label else ""
    return f"{_joined([_words(paraphrase.text), label])}{_marks(paraphrase.notes)}"


def _paragraph(paragraph: Paragraph) -> str:
    return " ".join(_text(text) for text in paragraph.texts)


def _facts(facts: Iterable[Fact]) -> str:
    return "\n".join(f"- {_words(fact.label)}: {_cell(fact.value)}" for fact in facts)


def _standing(standing: Standing) -> Iterator[str]:
    difference = f"≠ {_words(standing.difference)}" if standing.difference else ""
    yield _joined([f"- **{_words(standing.about)}**", difference])
    for said in standing.voices:
        yield f"  - {_said(said)}"


def _said(said: Said) -> str:
    position = f"{_words(said.speaker)}: {_status(said.status)}"
    return _joined([position, *map(_text, said.texts), _cell(said.ref)], " · ")


def _event(event: ReportEvent) -> str:
    head = [f"**{_words(event.day.label)}**", _words(event.speaker), _words(event.act)]
    head.append(_status(replace(event.status, day=None)) if event.status else "")
    words = [*map(_text, event.texts), *(f"*{_words(mark)}*" for mark in event.marks)]
    return f"- {_joined(head, ' · ')}  \n  {_joined(words)}".rstrip()


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield _words(table.caption)
    lines = [
        [_words(column.label) for column in table.columns],
        ["---:" if column.is_number else "---" for column in table.columns],
        *([_cell(cell) for cell in row.cells] for row in table.rows),
    ]
    yield "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _note(note: Note) -> str:
    """Return one note on one line: "4. contradicts: title. Issuer, day (kind, language). URL"."""
    place = _joined([_words(note.source), _words(note.day.label) if note.day else ""], ", ")
    place = _joined([place, f"({_words(', '.join(note.details))})" if note.details else ""])
    sentences = [
        f"{_words(note.stance)}:" if note.stance else "",
        f"{_words(note.title)}.",
        f"“{_words(note.quote.text)}”" if note.quote else "",
        f"{place}." if place else "",
        _address(note.url),
    ]
    return f"{note.number}. {_joined(sentences)}"


def _cell(cell: Cell | None) -> str:
    match cell:
        case None:
            return ""
        case Text():
            return _text(cell)
        case ReportStatus():
            return _status(cell)
        case Link(label=label, url=url):
            return f"{_words(label)} {_address(url)}"
        case Number(label=words) | Day(label=words) | Ref(ref=words):
            return _words(words)


def _address(url: str) -> str:
    """Return an address of the web as a link; anything else as bare words, which lead nowhere."""
    return f"<{url}>" if is_web(url) else _words(url)


def _status(status: ReportStatus) -> str:
    day = _words(status.day.label) if status.day else ""
    return _joined(
        [f"**{_words(status.label)}**", day, f"({_words(status.context)})" if status.context else ""]
    )


def _joined(parts: Iterable[str], by: str = " ") -> str:
    return by.join(part for part in parts if part)


def _text(text: Text) -> str:
    return f"{_words(text.text)}{_marks(text.notes)}".lstrip()


def _marks(notes: tuple[int, ...]) -> str:
    return "".join(f" [{number}]" for number in notes)


def _words(words: str) -> str:
    """Return words on one line, with what Markdown would read as a mark made plain."""
    return _escaped(" ".join(words.split()))


def _escaped(words: str) -> str:
    """Escape only what would change the reading, so that the bare text stays pleasant."""
    words = re.sub(r"([\\`*\[\]<|~]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))", r"\\\1", words)
    return re.sub(r"^(\s*)(>|#+(?=\s|$)|[-+=](?=\s|$)|-{3,}|={3,}|\d+(?=[.)]))", _escape_start, words)


def _escape_start(found: re.Match[str]) -> str:
    """Escape a mark that begins a heading, list or rule (of a number, what follows it)."""
    space, mark = found.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"
