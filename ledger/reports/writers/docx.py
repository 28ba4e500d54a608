"""DOCX: for an office that goes on editing: real headings, styles, table headers, linked notes.

Word's footnotes are not used (the library has none): numbered notes stand at the end, linked both ways by bookmarks.
The statement's own words are a style of their own, serif with a double rule, and so is our paraphrase.
"""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from itertools import zip_longest
from typing import BinaryIO

import docx
from docx.document import Document
from docx.shared import Mm
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as Line

from ledger.presentation.shape import (
    Block,
    Cell,
    Fact,
    Facts,
    Figure,
    Link,
    Listing,
    Note,
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
    parts,
)
from ledger.reports.writers import drawing, office, typesetting
from ledger.reports.writers.words import bare, is_wide, weights

FORMAT = "docx"
LABEL = "Word"
EXTENSION = ".docx"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 400, 6_000

LONG_TITLE = 120
ROOM, ROOM_SMALL, ROOM_ON_SIDE = 70, 90, 136
"""How many letters a line of a table holds, in the usual size, in the small one, and in that on a page on its side,
where an office lacks our font.
"""
VOICES = ("office", "party", "record")


def write(report: Report, stream: BinaryIO) -> None:
    """Write one document, dated by the report's own moment."""
    document = _Document(report).made()
    packed = io.BytesIO()
    document.save(packed)
    _repack(packed, stream)


def _repack(packed: BinaryIO, stream: BinaryIO) -> None:
    """Pack the folder anew with every member of the same day: ZIP files remember when they were made."""
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(zipfile.ZipInfo(member), old.read(member), zipfile.ZIP_DEFLATED)


class _Document:
    """The document of one report, written from top to bottom."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.file = docx.Document()
        self.refs = {part.ref for part in parts(report.sections) if isinstance(part, Section) and part.ref}
        self.known = {note.number for note in report.notes}
        self.marked: set[int] = set()
        self.anchored: set[str] = set()
        self.pictures = drawing.named()
        self.is_wide = is_wide(report)
        office.set_up(self.file, report)
        if self.is_wide:
            office.turn(self.file)

    def made(self) -> Document:
        report = self.report
        self.line("Quiet").add_run(office.clean(report.label))
        title = self.line("Title").add_run(office.clean(report.title))
        if len(report.title) > LONG_TITLE:
            office.size_in(title, 13)
        self.facts(report.facts)
        for paragraph in report.summary:
            self.paragraph(paragraph, "Answer")
        for section in report.sections:
            self.section(section, 1)
        if report.notes:
            self.line("Heading 1").add_run(office.clean(report.notes_title))
            for note in report.notes:
                self.note(note)
        self.annex()
        return self.file

    def annex(self) -> None:
        """Write the figures of the pictures of a full report, once and together."""
        if figures := drawing.drawn(self.report):
            self.line("Heading 1").add_run(office.clean(self.report.figures_title))
        for figure in figures:
            self.table(replace(figure.table, caption=figure.title))

    def line(self, style: str) -> Line:
        return office.styled(self.file.add_paragraph(), style)

    def section(self, section: Section, level: int) -> None:
        line = self.line(f"Heading {min(level, 6)}")
        line.paragraph_format.page_break_before = True if section.starts_page else None
        title = line.add_run(office.clean(section.title))
        if section.ref and section.ref not in self.anchored:
            office.mark(line, office.anchor(section.ref), title)
            self.anchored.add(section.ref)
        for detail in section.details:
            line.add_run("  ")
            self.text(line, detail, "Quiet words")
        for block, follows in zip_longest(section.blocks, section.blocks[1:]):
            self.block(block, follows)
        for inner in section.sections:
            self.section(inner, level + 1)

    # --- Blocks

    def block(self, block: Block, follows: Block | None) -> None:
        """Write one block; a paragraph that introduces a table or words stays with what follows."""
        match block:
            case Paragraph():
                line = self.paragraph(block)
                line.paragraph_format.keep_with_next = isinstance(follows, Table | Quote | Paraphrase) or None
            case Listing():
                self.listing(block)
            case Quote():
                self.quote(block)
            case Paraphrase():
                self.paraphrase(block)
            case Facts(facts=facts):
                self.facts(facts)
            case Positions():
                self.positions(block)
            case Timeline():
                self.timeline(block)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)

    def paragraph(self, paragraph: Paragraph, style: str = "Normal") -> Line:
        line = self.line("Quiet" if paragraph.is_quiet else style)
        self.texts(line, paragraph.texts)
        return line

    def listing(self, listing: Listing) -> None:
        for entry in listing.entries:
            self.text(self.line("List Bullet"), entry)

    def paraphrase(self, paraphrase: Paraphrase) -> None:
        line = self.line("Paraphrase")
        self.text(line, Text(paraphrase.text, paraphrase.language))
        if paraphrase.label:
            office.quiet(line, f" {office.clean(paraphrase.label)}")
        self.marks(line, paraphrase.notes)

    def timeline(self, timeline: Timeline) -> None:
        for event in timeline.events:
            self.event(event)

    def texts(self, line: Line, texts: Iterable[Text]) -> None:
        for place, text in enumerate(texts):
            if place and text.text:
                line.add_run(" ")
            self.text(line, text)

    def quote(self, quote: Quote) -> None:
        for piece in quote.text.split("\n\n"):
            if piece.strip():
                self.text(self.line("Statement"), Text(piece, quote.language))
        line = self.line("Source")
        line.add_run(office.clean(quote.source))
        self.marks(line, quote.notes)

    def facts(self, facts: tuple[Fact, ...]) -> None:
        if not facts:
            return
        line = self.line("Facts")
        for place, fact in enumerate(facts):
            office.quiet(line, f"{'   ' if place else ''}{office.clean(fact.label)} ")
            self.cell(line, fact.value)

    def positions(self, positions: Positions) -> None:
        """Write two rows for each party judged: who it is, then a column for each voice, office, parties, record."""
        table = self.file.add_table(2 * len(positions.standings), len(VOICES), style="Ledger")
        rows = list(table.rows)
        for place, standing in enumerate(positions.standings):
            self.judged(rows[2 * place], standing)
            office.keep_whole(rows[2 * place + 1])
            for voice, cell in zip(VOICES, rows[2 * place + 1].cells, strict=True):
                line = cell.paragraphs[0]
                for said in (spoken for spoken in standing.voices if spoken.voice == voice):
                    line = self.said(cell, line, said)
        self.line("Gap")

    def judged(self, row: _Row, standing: Standing) -> None:
        """Write who is judged, over the whole width, on the page of what is said of it."""
        office.keep_whole(row)
        cells = row.cells
        line = cells[0].merge(cells[-1]).paragraphs[0]
        line.paragraph_format.keep_with_next = True
        line.add_run(office.clean(standing.about)).bold = True
        if standing.difference:
            office.quiet(line, f"  ≠ {office.clean(standing.difference)}")

    def said(self, cell: _Cell, line: Line, said: Said) -> Line:
        """Return one position, from this line on; returns an empty line for the next."""
        line = cell.add_paragraph() if line.runs else line
        office.quiet(line, f"{office.clean(said.speaker)}\n")
        self.status(line, said.status)
        if said.texts:
            line.add_run(" ")
            self.texts(line, said.texts)
        if said.ref:
            line.add_run(" ")
            self.cell(line, said.ref)
        return line

    def event(self, event: ReportEvent) -> None:
        line = self.line("Entry")
        line.add_run(office.clean(event.day.label)).bold = True
        line.add_run(f"\t{office.clean(event.speaker)}")
        if event.act:
            office.quiet(line, f"  {office.clean(event.act)}")
        if event.status:
            line.add_run("  ")
            self.status(line, replace(event.status, day=None))
        if any(text.text or text.notes for text in event.texts):
            line.add_run("\n")
            self.texts(line, event.texts)
        if event.marks:
            office.quiet(line, f"\n{office.clean(' · '.join(event.marks))}")

    def table(self, table: Table) -> None:
        if table.caption:
            self.line("Caption").add_run(office.clean(table.caption))
        is_small = len(table.columns) > 5
        made = self.file.add_table(1, len(table.columns), style="Ledger")
        office.repeat_header(made.rows[0])
        cells = [made.rows[0].cells, *(made.add_row().cells for _ in table.rows)]
        for column, cell in zip(table.columns, cells[0], strict=True):
            cell.paragraphs[0].add_run(office.clean(column.label)).bold = True
        for row, written in zip(table.rows, cells[1:], strict=True):
            for value, cell in zip(row.cells, written, strict=True):
                self.cell(cell.paragraphs[0], value)
        for row in made.rows:
            office.keep_whole(row)
        for place, column in enumerate(table.columns):
            if column.is_number:
                office.align_right(row[place].paragraphs[0] for row in cells)
        room, wide = self.room(is_small=is_small)
        office.set_widths(made, weights(table, room), wide)
        office.set_size(made, 7 if is_small else 9)
        self.line("Gap")

    def room(self, *, is_small: bool) -> tuple[int, int]:
        """Return how many letters a line of a table holds, and how wide it is."""
        if self.is_wide:
            return ROOM_ON_SIDE, office.WIDTH_ON_SIDE
        return ROOM_SMALL if is_small else ROOM, office.WIDTH

    def figure(self, figure: Figure) -> None:
        line = self.line("Caption")
        line.add_run(office.clean(figure.title)).bold = True
        line.add_run(f" {office.clean(figure.description)}")
        if svg := drawing.draw(figure, next(self.pictures)):
            run = self.line("Normal").add_run()  # its caption is kept with it
            picture = run.add_picture(io.BytesIO(typesetting.png(svg)), width=Mm(drawing.width(svg)))
            office.describe(run, picture, drawing.told_in_full(figure))
        else:
            self.table(figure.table)

    def note(self, note: Note) -> None:
        """Write one note: its number leads back to the first mark."""
        line = self.line("Note")
        if note.number in self.marked:
            number = office.link_inside(line, f"mark_{note.number}", str(note.number))
        else:
            number = line.add_run(str(note.number))
        office.mark(line, f"note_{note.number}", number)
        line.add_run("\t")
        if note.stance:
            line.add_run(f"{office.clean(note.stance)}: ").bold = True
        self.spoken(line, f"{note.title}.", note.title_language)
        if note.quote:
            line.add_run(" “")
            self.text(line, note.quote)
            line.add_run("”")
        self.place(line, note)
        if note.url:
            line.add_run(" ")
            self.cell(line, Link(note.url, note.url))

    def place(self, line: Line, note: Note) -> None:
        """Write where a note is from: its source, its day and what else is known of it."""
        after = note.day.label if note.day else ""
        if note.details:
            after = f"{after} ({', '.join(note.details)})".lstrip()
        if note.source or after:
            between = (", " if note.day else " ") if note.source and after else ""
            line.add_run(" ")
            self.spoken(line, note.source, note.source_language)
            line.add_run(f"{between}{office.clean(after)}.")

    # --- Cells

    def cell(self, line: Line, cell: Cell | None) -> None:
        match cell:
            case Text():
                self.text(line, cell)
            case ReportStatus():
                self.status(line, cell)
            case Ref(ref=ref) if ref in self.refs:
                office.link_inside(line, office.anchor(ref), ref)
            case Ref(ref=ref):
                line.add_run(office.clean(ref)).bold = True
            case Link(label=label, url=url) if is_web(url):
                office.link_outside(line, url, label)
            case _:
                line.add_run(office.clean(bare(cell)))

    def status(self, line: Line, status: ReportStatus) -> None:
        if shape := drawing.shapes().get(status.code):
            office.add_shape(line.add_run(), typesetting.png(shape))
            line.add_run(" ")
        word = line.add_run(office.clean(status.label))
        word.bold = True
        office.colour(word, drawing.TONES.get(status.code, drawing.INK))
        if status.day:
            line.add_run(f" {office.clean(status.day.label)}")
        if status.context:
            office.quiet(line, f" ({office.clean(status.context)})")

    def text(self, line: Line, text: Text, style: str | None = None) -> None:
        for words, language in text.runs():
            self.spoken(line, words, language, style)
        self.marks(line, text.notes)

    def spoken(self, line: Line, words: str, language: str, style: str | None = None) -> None:
        """Write words in a language, which is marked where it is not the report's own."""
        run = line.add_run(office.clean(words), style=style)
        if language and language != self.report.language:
            office.speak(run, language)

    def marks(self, line: Line, notes: tuple[int, ...]) -> None:
        for place, number in enumerate(notes):
            if place:
                line.add_run(", ").font.superscript = True
            if number not in self.known:
                line.add_run(str(number)).font.superscript = True
                continue
            run = office.link_inside(line, f"note_{number}", str(number))
            run.font.superscript = True
            if number not in self.marked:
                office.mark(line, f"mark_{number}", run)
                self.marked.add(number)
