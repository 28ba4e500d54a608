"""HTML: one file that stands alone, to be read on any screen, printed, or sent.

No script, and nothing is loaded from anywhere: the style and the status shapes are in the file, and a
Content-Security-Policy forbids the rest. Every word goes through `escape`; only http and https addresses
become links. ``html.css`` beside this module is the style.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import BinaryIO

from ledger.presentation.shape import (
    Block,
    Brief,
    Cell,
    Column,
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
    Row,
    Said,
    Section,
    Standing,
    Table,
    Text,
    Timeline,
    is_web,
    parts,
)
from ledger.reports.writers import drawing
from ledger.reports.writers.words import is_wide

FORMAT = "html"
LABEL = "HTML"
EXTENSION = ".html"
CONTENT_TYPE = "text/html; charset=utf-8"
IS_TABULAR = False
ENTRIES_AT_ONCE, MOST_ENTRIES = 2_000, 20_000

LONG = re.compile(r"\S{25}")
FOLDS_FROM = 4  # columns: a wider table becomes one short paragraph a row on a narrow screen
WIDE_FROM = 6  # columns: it folds on a screen of middle width already
BROAD_FROM = 8  # columns: on a wide screen it is broader than the text
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def write(report: Report, stream: BinaryIO) -> None:
    """Write a UTF-8 document; the same report gives the same bytes."""
    stream.write(_Page(report).document().encode())


@cache
def _file_beside(ending: str) -> str:
    return Path(f"{Path(__file__).with_suffix('')}{ending}").read_text(encoding="utf-8").strip()


def _in_style(words: str) -> str:
    """Return words as they stand in a string of CSS, each letter that could end it by its number."""
    return "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in words)


def _tag(name: str, *content: str, **attributes: str | bool) -> str:
    """Return an element around content that is markup already; attribute values are escaped, empty ones left out."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(str(value))}"')
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{''.join(content)}</{name}>"


class _Page:
    """The document of one report: what is common to all blocks is which sections and statuses it has."""

    def __init__(self, report: Report) -> None:
        self.report = report
        shapes = list(parts(report))
        self.anchors = {part.ref for part in shapes if isinstance(part, Section) and part.ref}
        self.numbers = count(1)
        self.pictures = drawing.named()

    # --- The frame

    def document(self) -> str:
        report = self.report
        head = [
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="referrer" content="no-referrer">',
            _tag("title", escape(f"{report.label}: {report.title}")),
            f"<style>\n{self.style()}\n</style>",
        ]
        marking = _tag("p", escape(report.marking), class_="marking") if report.marking else ""
        parts_ = [drawing.sprite(), marking, self.masthead(), _tag("main", *self.main()), self.colophon()]
        body = [part for part in (*parts_, marking) if part]
        page = _tag(
            "html",
            "\n<head>\n",
            "\n".join(head),
            "\n</head>\n",
            _tag("body", "\n", "\n".join(body), "\n"),
            "\n",
            lang=report.language,
        )
        return f"<!doctype html>\n{page}\n"

    def style(self) -> str:
        """Return the style of every report, and what a brief and a wide table add to it."""
        beside = [_file_beside(".css")]
        if isinstance(self.report, Brief):
            beside.append(_file_beside("_brief.css"))
        if is_wide(self.report):
            beside.append(_file_beside("_wide.css"))
        if self.report.marking:
            beside.append(_file_beside("_marked.css").replace("MARKING", _in_style(self.report.marking)))
        return "\n".join(beside)

    def masthead(self) -> str:
        report = self.report
        return _tag(
            "header",
            _tag("p", escape(report.label), class_="quiet"),
            _tag("h1", escape(report.title)),
            self.facts(report.facts),
            class_="masthead",
        )

    def main(self) -> Iterable[str]:
        if self.report.summary:
            yield "\n" + _tag("div", *map(self.paragraph, self.report.summary), class_="answer")
        for section in self.report.sections:
            yield "\n" + self.section(section, 2)
        if self.report.notes:
            notes = _tag("ol", *map(self.note, self.report.notes), class_="notes")
            yield "\n" + self.titled("section", "section", 2, escape(self.report.notes_title), notes)
        if figures := drawing.drawn(self.report):
            yield "\n" + self.annex(figures)
        yield "\n"

    def annex(self, figures: Iterable[Figure]) -> str:
        """Return the pictures' figures once more for paper, on which nothing unfolds."""
        tables = (self.table(replace(figure.table, caption=figure.title)) for figure in figures)
        return self.titled("section", "section annex", 2, escape(self.report.figures_title), *tables)

    def colophon(self) -> str:
        words = self.report.colophon
        return _tag("footer", _tag("p", escape(words)), class_="colophon") if words else ""

    def titled(self, name: str, class_: str, level: int, title: str, *content: str, id_: str = "") -> str:
        """Return a part of the page named by its heading, for those who move from part to part by ear."""
        anchor = f"h{next(self.numbers)}"
        heading = _tag(f"h{min(level, 6)}", title, id=anchor)
        return _tag(name, heading, *content, class_=class_, aria_labelledby=anchor, id=id_)

    def section(self, section: Section, level: int) -> str:
        title = _tag("span", escape(section.title), class_="ref" if section.ref else "")
        title += "".join(f" {self.text(detail, 'detail')}" for detail in section.details)
        class_ = {2: "section", 3: "part"}.get(level, "item") + (" new-page" if section.starts_page else "")
        inner = (self.section(part, level + 1) for part in section.sections)
        name = "article" if section.ref else "section"
        return self.titled(
            name, class_, level, title, *map(self.block, section.blocks), *inner, id_=section.ref
        )

    # --- Blocks

    def block(self, block: Block) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Listing(entries=entries):
                return _tag("ul", *(_tag("li", text) for text in map(self.text, entries)))
            case Quote():
                return self.quote(block)
            case Paraphrase():
                return self.paraphrase(block)
            case Facts(facts=facts):
                return self.facts(facts)
            case Positions(standings=standings):
                return _tag("ul", *map(self.standing, standings), class_="positions")
            case Timeline(events=events):
                return _tag("ol", *map(self.event, events), class_="timeline")
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)

    def figure(self, figure: Figure) -> str:
        """Return a picture, with its figures in the words that stand for it, and below, where they unfold."""
        caption = _tag("figcaption", _tag("b", escape(figure.title)), " ", escape(figure.description))
        picture = drawing.draw(replace(figure, description=drawing.told_in_full(figure)), next(self.pictures))
        if not picture:
            return _tag("figure", caption, self.table(figure.table))
        table = self.table(replace(figure.table, caption=""))
        return _tag(
            "figure", caption, picture, _tag("details", _tag("summary", escape(figure.table.caption)), table)
        )

    def paragraph(self, paragraph: Paragraph) -> str:
        words = " ".join(map(self.text, paragraph.texts))
        return _tag("p", words, class_="quiet" if paragraph.is_quiet else "")

    def quote(self, quote: Quote) -> str:
        paragraphs = (part for part in quote.text.split("\n\n") if part.strip())
        words = "".join(_tag("p", escape(part)) for part in paragraphs)
        said = _tag("blockquote", words, class_="said", lang=quote.language)
        return said + _tag("p", escape(quote.source), self.marks(quote.notes), class_="source")

    def paraphrase(self, paraphrase: Paraphrase) -> str:
        label = _tag("span", escape(paraphrase.label), class_="quiet") if paraphrase.label else ""
        words = _tag("span", escape(paraphrase.text), lang=self.foreign(paraphrase.language))
        said = _joined([words, label])
        return _tag("div", _tag("p", said, self.marks(paraphrase.notes)), class_="rendered")

    def facts(self, facts: Iterable[Fact]) -> str:
        pairs = ((_tag("dt", escape(fact.label)), _tag("dd", self.cell(fact.value))) for fact in facts)
        return _tag("dl", *(_tag("div", " ".join(pair)) for pair in pairs), class_="facts")

    def standing(self, standing: Standing) -> str:
        differs = _tag("p", escape(standing.difference), class_="differs") if standing.difference else ""
        head = _tag("div", _tag("p", escape(standing.about), class_="about"), differs)
        return _tag("li", head, _tag("dl", *map(self.said, standing.voices), class_="voices"))

    def said(self, said: Said) -> str:
        bare = "".join(self.marks(text.notes) for text in said.texts if not text.text)
        words = (self.text(text) for text in said.texts if text.text)
        tail = _joined([*words, self.cell(said.ref)])
        return _tag(
            "div",
            _tag("dt", escape(said.speaker)),
            _tag("dd", self.status(said.status), bare),
            _tag("dd", tail) if tail else "",
            data_status=said.status.code,
            data_voice=said.voice,
        )

    def event(self, event: ReportEvent) -> str:
        act = _tag("span", escape(event.act), class_="kind") if event.act else ""
        status = self.status(replace(event.status, day=None)) if event.status else ""
        head = _joined([_tag("span", escape(event.speaker)), act, status])
        said = [self.text(text) for text in event.texts if text.text or text.notes]
        words = _tag("p", _joined(said)) if said else ""
        marks = _tag("p", escape(" · ".join(event.marks)), class_="quiet") if event.marks else ""
        entry = _tag("div", _tag("p", head, class_="entry-head"), words, marks, class_="entry")
        return _tag("li", _tag("p", self.day(event.day), class_="day"), entry)

    # --- Tables and notes

    def table(self, table: Table) -> str:
        """Return a table whose roles are said again in words: folding takes them away in some browsers."""
        caption = _tag("caption", escape(table.caption)) if table.caption else ""
        heads = _tag("tr", *map(self.column, table.columns), role="row")
        rows = (self.row(row, table.columns) for row in table.rows)
        count = len(table.columns)
        class_ = (
            "rows"
            + " folds" * (count >= FOLDS_FROM)
            + " wide" * (count >= WIDE_FROM)
            + " broad" * (count >= BROAD_FROM)
        )
        head, body = _tag("thead", heads, role="rowgroup"), _tag("tbody", *rows, role="rowgroup")
        return _tag("table", caption, head, body, role="table", class_=class_)

    def column(self, column: Column) -> str:
        class_ = "number" if column.is_number else ""
        return _tag("th", escape(column.label), scope="col", role="columnheader", class_=class_)

    def row(self, row: Row, columns: tuple[Column, ...]) -> str:
        head = _tag("th", self.cell(row.cells[0]), scope="row", role="rowheader")
        cells = map(self.data, row.cells[1:], columns[1:])
        return _tag("tr", head, *cells, role="row")

    def data(self, cell: Cell | None, column: Column) -> str:
        class_ = "number" if column.is_number else ""
        return _tag("td", self.cell(cell), role="cell", data_label=column.label, class_=class_)

    def note(self, note: Note) -> str:
        stance = _tag("b", escape(note.stance), ":", class_="against" if note.is_against else "")
        source = _joined(
            [self.spoken(note.source, note.source_language), self.day(note.day) if note.day else ""], ", "
        )
        details = f"({escape(', '.join(note.details))})" if note.details else ""
        place = _joined([source, details])
        words = [
            stance if note.stance else "",
            f"{self.spoken(note.title, note.title_language)}.",
            self.quoted(note.quote) if note.quote else "",
            f"{place}." if place else "",
            self.link(note.url, note.url),
        ]
        return _tag("li", _joined(words), id=f"n{note.number}")

    def quoted(self, text: Text) -> str:
        return f"“{_tag('span', escape(text.text), lang=self.foreign(text.language))}”"

    # --- Cells

    def cell(self, cell: Cell | None) -> str:
        match cell:
            case None:
                return ""
            case Text():
                return self.text(cell)
            case Number(label=label):
                return escape(label)
            case Day():
                return self.day(cell)
            case ReportStatus():
                return self.status(cell)
            case Ref(ref=ref):
                leads = ref in self.anchors
                return _tag(
                    "a" if leads else "span", escape(ref), href=f"#{ref}" if leads else "", class_="ref"
                )
            case Link(label=label, url=url):
                return self.link(label, url)

    def status(self, status: ReportStatus) -> str:
        use = _tag("use", href=f"#{status.code}")
        shape = _tag("svg", use, class_="shape", width="14", height="14", aria_hidden="true")
        word = _tag("span", shape, escape(status.label), class_="status", data_status=status.code)
        day = self.day(status.day) if status.day else ""
        context = _tag("span", escape(f"({status.context})"), class_="quiet") if status.context else ""
        return _joined([word, day, context])

    def day(self, day: Day) -> str:
        return _tag("time", escape(day.label), datetime=day.value)

    def text(self, text: Text, class_: str = "") -> str:
        runs = list(text.runs())
        if len(runs) == 1:
            words, language = escape(runs[0][0]), self.foreign(runs[0][1])
        else:
            words, language = "".join(self.spoken(*run) for run in runs), ""
        if LONG.search(text.text):  # may break anywhere: else one word makes a table wider than the page
            class_ = f"{class_} long".strip()
        if language or class_:
            words = _tag("span", words, lang=language, class_=class_)
        return words + self.marks(text.notes)

    def spoken(self, words: str, language: str) -> str:
        """Return words in a language, which is marked where it is not the page's own."""
        foreign = self.foreign(language)
        return _tag("span", escape(words), lang=foreign) if foreign else escape(words)

    def marks(self, notes: tuple[int, ...]) -> str:
        links = (_tag("a", str(number), href=f"#n{number}", role="doc-noteref") for number in notes)
        return _tag("sup", ", ".join(links), class_="note") if notes else ""

    def link(self, label: str, url: str) -> str:
        """Return a link to the web, or bare words when the address is none that a page should lead to."""
        if not url:
            return ""
        return _tag("a", escape(label), href=url, rel="noreferrer") if is_web(url) else escape(label)

    def foreign(self, language: str) -> str:
        """Return the language to mark: none where it is the page's own."""
        return "" if language == self.report.language else language


def _joined(parts: Iterable[str], by: str = " ") -> str:
    return by.join(part for part in parts if part)
