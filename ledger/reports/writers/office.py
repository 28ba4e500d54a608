"""Tell Word in its own markup what it wants: styles, bookmarks, links, languages, pictures.

One module, so that ``docx.py`` reads as what the document says.
"""

import io
import re
from collections.abc import Iterable
from copy import deepcopy
from hashlib import sha256
from itertools import count
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ledger.presentation.shape import Report
from ledger.reports.writers.drawing import INK, QUIET
from ledger.reports.writers.words import heading

OURS, THEIRS = "Calibri", "Cambria"
"""Typefaces that offices have: ours, and the statement's own words'."""
RUNNING = 90
"""How many characters of the title stand at the top of each page: one line."""
ACTION = "#0b4f8a"
REGIONS = {"en": "en-US", "es": "es-MX"}
DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def clean(words: str) -> str:
    """Return words without the control characters that XML cannot hold."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]", "\ufffd", words)


# --- The frame


def set_up(document: Document, report: Report) -> None:
    """Set page, styles, language, properties, running header and footer."""
    properties = document.core_properties
    properties.title = clean(f"{report.label}: {report.title}")[:255]
    properties.author = properties.last_modified_by = ""
    properties.comments = clean(report.colophon)[:255]  # an edited document still tells what it was made from
    properties.created = properties.modified = report.moment.replace(tzinfo=None)
    properties.language = report.language
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(22), Mm(18), Mm(22), Mm(20)
    _styles(document, report.language)
    page.header.is_linked_to_previous = page.footer.is_linked_to_previous = False
    page.different_first_page_header_footer = True
    _style(page.header.paragraphs[0], document).add_run(clean(heading(report, RUNNING)))
    for header in (page.header, page.first_page_header):
        _add_marking(header.paragraphs[0], report)
    for footer in (page.footer, page.first_page_footer):
        line = _style(footer.paragraphs[0], document)
        _add_marking(line, report)
        line.add_run(f"{clean(report.colophon)}\t")
        _field(line, "PAGE")
        line.add_run(" / ")
        _field(line, "NUMPAGES")


def _add_marking(line: Paragraph, report: Report) -> None:
    """Put a report's marking on a line of its own above a running line."""
    if report.marking:
        above = line.insert_paragraph_before()
        above.alignment = WD_ALIGN_PARAGRAPH.CENTER
        above.add_run(clean(report.marking)).bold = True


WIDTH, WIDTH_ON_SIDE = Mm(170), Mm(257)
"""How wide a line of text is on an upright page, and on one on its side."""


def turn(document: Document) -> None:
    """Lay the pages on their side; the page numbers of the running lines move along."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    stops = document.styles["Running"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(247))


def styled(line: Paragraph, name: str) -> Paragraph:
    """Return the line in a style of the document."""
    line._p.style = style_id(line, name)
    return line


def style_id(line: Paragraph, name: str) -> str | None:
    """Return what a style of this document is called in its markup: the library would look it up anew for
    every line.
    """
    part: Any = line.part
    if not hasattr(part, "ledger_styles"):
        part.ledger_styles = {style.name: style.style_id for style in part.document.styles}
    return None if name == "Normal" else part.ledger_styles[name]


def quiet(line: Paragraph, words: str) -> Run:
    """Return words set back."""
    run = line.add_run(words)
    run._r.style = style_id(line, "Quiet words")
    return run


def _style(line: Paragraph, document: Document) -> Paragraph:
    line.style = document.styles["Running"]
    return line


def _field(line: Paragraph, name: str) -> None:
    """Add a number that Word reckons itself."""
    line._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def _styles(document: Any, language: str) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _typeface(normal, OURS, 10.5)
    normal.paragraph_format.space_after = Pt(4)
    speak(normal, language)
    for level in range(1, 7):
        heading = styles[f"Heading {level}"]
        _typeface(heading, OURS, {1: 13, 2: 12}.get(level, 11))
        heading.font.bold, heading.font.italic, heading.font.color.rgb = True, False, _rgb(INK)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(4)
    _rule(styles["Heading 1"], "top", "single", INK)
    title = styles["Title"]
    _typeface(title, OURS, 20)
    title.font.bold, title.font.color.rgb = True, _rgb(INK)
    for border in title.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    _typeface(styles["Caption"], OURS, 9)
    styles["Caption"].font.bold, styles["Caption"].font.color.rgb = False, _rgb(QUIET)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, size, colour_ in (
        ("Answer", 12, INK), ("Quiet", 9, QUIET), ("Source", 9, QUIET), ("Facts", 9.5, INK), ("Entry", 10, INK),
        ("Note", 9, INK), ("Statement", 11.5, INK), ("Paraphrase", 10.5, INK), ("Running", 8.5, QUIET), ("Gap", 4, INK),
    ):  # fmt: skip
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _typeface(style, THEIRS if name == "Statement" else OURS, size)
        style.font.color.rgb = _rgb(colour_)
    _rule(styles["Statement"], "left", "double", "#8a5a16")
    _rule(styles["Paraphrase"], "left", "dotted", "#7b8087")
    _rule(styles["Facts"], "bottom", "single", "#dad6cb")
    for name, indent in (("Statement", 4), ("Paraphrase", 4), ("Source", 4), ("Entry", 28), ("Note", 8)):
        styles[name].paragraph_format.left_indent = Mm(indent)
    for name in ("Entry", "Note"):  # the day, and the number, hang in the margin
        styles[name].paragraph_format.first_line_indent = -styles[name].paragraph_format.left_indent
    styles["Statement"].paragraph_format.keep_with_next = True
    styles["Running"].paragraph_format.tab_stops.add_tab_stop(Mm(160))
    words = styles.add_style("Quiet words", WD_STYLE_TYPE.CHARACTER)
    words.font.color.rgb = _rgb(QUIET)
    _table_style(styles)


def _table_style(styles: Any) -> None:
    """Draw hairlines between rows, no boxes."""
    style = styles.add_style("Ledger", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblBorders>"
            '<w:bottom w:val="single" w:sz="4" w:color="DAD6CB"/><w:insideH w:val="single" w:sz="4" w:color="DAD6CB"/>'
            '</w:tblBorders><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr>"
        )
    )


def _typeface(style: Any, name: str, size: float) -> None:
    style.font.name = name
    size_in(style, size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), name)


def size_in(words: Any, size: float) -> None:
    """Set a run or style in a size, in points; offices keep that of Arabic and Hebrew letters apart."""
    words.font.size = Pt(size)
    properties = words._element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    also = OxmlElement("w:szCs")
    also.set(qn("w:val"), properties.find(qn("w:sz")).get(qn("w:val")))
    properties.find(qn("w:sz")).addnext(also)


def _rule(style: Any, side: str, kind: str, colour_: str) -> None:
    border = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:{side} w:val="{kind}" w:sz="6" w:space="6" w:color="{colour_[1:]}"/></w:pBdr>'
    )
    style.element.get_or_add_pPr().insert_element_before(
        border, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _rgb(colour_: str) -> RGBColor:
    return RGBColor.from_string(colour_[1:].upper())


# --- Words


def colour(run: Run, colour_: str) -> None:
    """Set words in a colour, "#rrggbb"."""
    run.font.color.rgb = _rgb(colour_)


def speak(part: Any, language: str) -> None:
    """Say in which language a run or style is."""
    properties = part.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), REGIONS.get(language, language))
    properties.append(spoken)


# --- Links


def anchor(ref: str) -> str:
    """Return a bookmark's name for an item: letters, digits and underscores, at most 40."""
    name = re.sub(r"\W", "_", ref, flags=re.ASCII)
    return f"item_{name}"[:40] if len(name) < 35 else f"item_{sha256(ref.encode()).hexdigest()[:32]}"


def mark(line: Paragraph, name: str, run: Run) -> None:
    """Put a bookmark around a run, or around the link that it is in."""
    number = str(next(_numbers(line)))
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    begin.set(qn("w:id"), number)
    begin.set(qn("w:name"), name)
    end.set(qn("w:id"), number)
    target = run._r if run._r.getparent() is line._p else run._r.getparent()
    target.addprevious(begin)
    target.addnext(end)


def _numbers(line: Paragraph) -> "count[int]":
    """Return the bookmarks' numbers, counted through one document."""
    part: Any = line.part
    if not hasattr(part, "ledger_marks"):
        part.ledger_marks = count(1)
    numbers: count[int] = part.ledger_marks
    return numbers


def link_inside(line: Paragraph, name: str, words: str) -> Run:
    """Return a link to a bookmark of the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    return _linked(line, link, words)


def link_outside(line: Paragraph, url: str, words: str) -> Run:
    """Return a link to the web."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = _linked(line, link, words)
    run.font.underline = True
    return run


def _linked(line: Paragraph, link: BaseOxmlElement, words: str) -> Run:
    run = line.add_run(clean(words))
    colour(run, ACTION)
    line._p.append(link)
    link.append(run._r)
    return run


# --- Tables


def repeat_header(row: _Row) -> None:
    """Make a row the header of its table, on every page."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)
    keep_whole(row)


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def align_right(lines: Iterable[Paragraph]) -> None:
    """Set numbers under one another."""
    for line in lines:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def set_widths(table: Any, weights: list[int], wide: int = WIDTH) -> None:
    """Share a line's width among a table's columns; each cell says it too, since offices differ in whom they ask."""
    unit = wide / sum(weights)
    widths = [int(weight * unit) for weight in weights]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = width


def set_size(table: Table, size: float) -> None:
    """Set a table's words in a size, in points, close together."""
    for text in table._tbl.iter(qn("w:p")):
        line = Paragraph(text, table)
        line.paragraph_format.space_after = Pt(1)
        for run in text.iter(qn("w:r")):
            size_in(Run(run, line), size)


# --- Pictures


def describe(run: Run, picture: InlineShape, words: str) -> None:
    """Say what stands for a picture where it is not seen."""
    picture._inline.docPr.set("descr", clean(words))
    _number(picture._inline, run.part)


def _number(inline: Any, part: Any) -> None:
    """Give a picture a number of its own in the document."""
    if not hasattr(part, "ledger_pictures"):
        part.ledger_pictures = count(1)
    inline.docPr.set("id", str(next(part.ledger_pictures)))


def add_shape(run: Run, png: bytes) -> None:
    """Add a status's shape before its word: the word says it, so the shape is marked as decoration.

    The same shape again is a copy: the library looks through the whole document for a free number each time, and a
    thousand shapes would take minutes.
    """
    part: Any = run.part
    if not hasattr(part, "ledger_shapes"):
        part.ledger_shapes = {}
    if png in part.ledger_shapes:
        inline = deepcopy(part.ledger_shapes[png])
        _number(inline, part)
        run._r.add_drawing(inline)
        return
    picture: Any = run.add_picture(io.BytesIO(png), height=Pt(8))
    for side in ("distT", "distB", "distL", "distR"):  # unsaid, some offices leave an eighth of an inch
        picture._inline.set(side, "0")
    _number(picture._inline, part)
    part.ledger_shapes[png] = picture._inline
    properties = picture._inline.docPr
    properties.set("descr", "")
    properties.append(
        parse_xml(
            f'<a:extLst {nsdecls("a")}><a:ext uri="{DECORATIVE}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )
