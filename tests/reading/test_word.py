"""Word files: every word that Word shows is read, once, in its order; tracked changes are asked about."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of
from ledger.reading.formats import package
from ledger.vocabulary import TrackedChanges
from tests.support.word_files import NAMES, inserted, make_docx, p, r

FILES = Path(__file__).parent / "files"
ACCEPTED, ORIGINAL = TrackedChanges.ACCEPTED, TrackedChanges.ORIGINAL


def make_package(body: str) -> bytes:
    """The smallest Word file: a body and nothing else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml", f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
        )
    return stream.getvalue()


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def box(words: str) -> str:
    return f"<w:txbxContent>{p(r(words))}</w:txbxContent>"


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


BOTH_BOXES = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box('In the box.')}</wps:txbx>"
    f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box('In the box.')}</v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
OLD_BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:drawing/></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{box('In the box.')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
WIDE = '<w:gridSpan w:val="9999999"/>'
SHOWN = {
    "content control of words": (
        p(r("In "), f"<w:sdt><w:sdtContent>{r('Lima')}</w:sdtContent></w:sdt>", r(".")),
        "In Lima.",
    ),
    "content control of paragraphs": (
        f"<w:sdt><w:sdtContent>{p(r('A'))}{p(r('B'))}</w:sdtContent></w:sdt>",
        "A\n\nB",
    ),
    "content control of rows and cells": (
        (
            f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{cell(p(r('A')))}</w:sdtContent></w:sdt>{cell(p(r('B')))}</w:tr>"
            "</w:sdtContent></w:sdt></w:tbl>"
        ),
        "A\n\nB",
    ),
    "link": (p(f"<w:hyperlink>{r('See')}</w:hyperlink>", r(" this.")), "See this."),
    "smart tag": (p(f"<w:smartTag><w:smartTag>{r('Lima')}</w:smartTag></w:smartTag>"), "Lima"),
    "custom XML": (
        "<w:customXml>" + p("<w:customXml>" + r("A") + "</w:customXml>", r("b")) + "</w:customXml>",
        "Ab",
    ),
    "simple field": (p(f'<w:fldSimple w:instr="DATE">{r("3 May")}</w:fldSimple>'), "3 May"),
    "field with its instructions": (
        p(
            field("begin"),
            "<w:r><w:instrText>DATE</w:instrText></w:r>",
            r("hidden"),
            field("separate"),
            r("3 May"),
            field("end"),
            r("!"),
        ),
        "3 May!",
    ),
    "field inside a field's instructions": (
        p(
            *map(field, ("begin", "begin", "separate")),
            r("no"),
            field("end"),
            r("no"),
            field("separate"),
            r("yes"),
            field("end"),
        ),
        "yes",
    ),
    "field that never ends": (p(field("begin"), r("All is kept.")), "All is kept."),
    "text box in two forms": (p(r("Beside."), BOTH_BOXES), "Beside.\n\nIn the box."),
    "text box in the older form alone": (p(r("Beside."), OLD_BOX), "Beside.\n\nIn the box."),
    "tabs and breaks": (
        p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"),
        "a\tb\nc\nd",
    ),
    "tab stops are no tabs": (
        "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
        "a",
    ),
    "hyphens": (
        p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>chair de</w:t><w:softHyphen/><w:t>tention</w:t></w:r>"),
        "co-chair detention",
    ),
    "symbols": (
        p(
            r("a "),
            '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Odd" w:char="03B1"/></w:r>',
        ),
        "a ≥✓α",
    ),
    "formula": (p(r("for "), "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"), "for x+1"),
    "hidden words": (p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>No.</w:t></w:r>", r("Yes.")), "Yes."),
    "words that are not hidden": (
        p("<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>Yes.</w:t></w:r>"),
        "Yes.",
    ),
    "comment": (
        p("<w:commentRangeStart w:id='1'/>", r("Yes."), "<w:r><w:commentReference w:id='1'/></w:r>"),
        "Yes.",
    ),
    "cell across columns": (
        f"<w:tbl><w:tr>{cell(p(r('A')), properties=WIDE)}{cell(p(r('B')))}</w:tr></w:tbl>",
        "A\n\nB",
    ),
    "former properties": (
        (
            "<w:p><w:pPr><w:pStyle w:val='Normal'/><w:pPrChange w:id='1'><w:pPr><w:pStyle w:val='ListBullet'/></w:pPr></w:pPrChange>"
            "</w:pPr><w:r><w:rPr><w:rPrChange w:id='2'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>A</w:t></w:r></w:p>"
        ),
        "A",
    ),
}


@pytest.mark.parametrize("what", SHOWN)
def test_words_that_word_shows_are_read_once_and_in_order(what: str) -> None:
    block, text = SHOWN[what]
    assert text_of(make_docx(p(r("First.")), block, p(r("Last.")))) == f"First.\n\n{text}\n\nLast."


INS, DEL = "<w:ins w:id='1' w:author='a'/>", "<w:del w:id='1' w:author='a'/>"
CHANGED = {
    "insertion": (
        p(r("agreed to publish "), f"<w:ins w:id='1'>{r('an annual ')}</w:ins>", r("report")),
        "agreed to publish an annual report",
        "agreed to publish report",
    ),
    "deletion": (
        p(
            r("will "),
            "<w:del w:id='1'><w:r><w:delText xml:space='preserve'>not </w:delText></w:r></w:del>",
            r("meet"),
        ),
        "will meet",
        "will not meet",
    ),
    "insertion that was deleted again": (
        p(
            r("a"),
            "<w:ins w:id='1'><w:del w:id='2'><w:r><w:delText>b</w:delText></w:r></w:del></w:ins>",
            f"<w:ins w:id='3'>{r('c')}</w:ins>",
        ),
        "ac",
        "a",
    ),
    "move": (
        p(
            f"<w:moveFrom w:id='1'>{r('Away. ')}</w:moveFrom>",
            r("Stays. "),
            f"<w:moveTo w:id='2'>{r('Away.')}</w:moveTo>",
        ),
        "Stays. Away.",
        "Away. Stays.",
    ),
    "paragraph's end inserted": (p(r("One. "), marks=INS) + p(r("Two.")), "One.\n\nTwo.", "One. Two."),
    "paragraph's end deleted": (p(r("One. "), marks=DEL) + p(r("Two.")), "One. Two.", "One.\n\nTwo."),
    "end of the last paragraph of a cell": (
        f"<w:tbl><w:tr>{cell(p(r('A'), marks=DEL))}{cell(p(r('B'), inserted('C')))}</w:tr></w:tbl>",
        "A\n\nBC",
        "A\n\nB",
    ),
    "row inserted": (
        f"<w:tbl><w:tr><w:trPr>{INS}</w:trPr>{cell(p(r('A')))}</w:tr><w:tr>{cell(p(r('B')))}</w:tr></w:tbl>",
        "A\n\nB",
        "B",
    ),
    "row deleted": (
        f"<w:tbl><w:tr><w:trPr>{DEL}</w:trPr>{cell(p(r('A')))}</w:tr><w:tr>{cell(p(r('B')))}</w:tr></w:tbl>",
        "B",
        "A\n\nB",
    ),
    "cell inserted": (
        f"<w:tbl><w:tr>{cell(p(r('A')), properties='<w:cellIns/>')}{cell(p(r('B')))}</w:tr></w:tbl>",
        "A\n\nB",
        "B",
    ),
    "words of a link, inserted in a content control": (
        p(
            r("a"),
            f"<w:sdt><w:sdtContent><w:ins w:id='1'><w:hyperlink>{r('b')}</w:hyperlink></w:ins></w:sdtContent></w:sdt>",
        ),
        "ab",
        "a",
    ),
    "words in a text box": (
        p(r("a"), f"<w:r><w:pict><w:txbxContent>{p(inserted('b'), r('c'))}</w:txbxContent></w:pict></w:r>"),
        "a\n\nbc",
        "a\n\nc",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_tracked_changes_are_asked_about_and_read_either_way(what: str) -> None:
    block, accepted, original = CHANGED[what]
    raw = make_docx(f"<w:sdt><w:sdtContent>{p(r('First.'))}{block}{p(r('Last.'))}</w:sdtContent></w:sdt>")
    with pytest.raises(Unreadable) as asked:
        text_of(raw)
    assert asked.value.message == files.TRACKED
    assert text_of(raw, changes=ACCEPTED) == f"First.\n\n{accepted}\n\nLast."
    assert text_of(raw, changes=ORIGINAL) == f"First.\n\n{original}\n\nLast."


def test_changes_that_change_no_word_ask_nothing() -> None:
    """Formats, numbers and empty insertions may be tracked too."""
    changed = "<w:p><w:pPr><w:numPr><w:ins w:id='1'/></w:numPr><w:rPr/></w:pPr><w:ins w:id='2'/><w:r><w:t>A</w:t></w:r></w:p>"
    assert text_of(make_docx(changed)) == "A"


def notes(kind: str, *words: str) -> str:
    each = "".join(f'<w:{kind} w:id="{at}">{p(r(said))}</w:{kind}>' for at, said in enumerate(words))
    return f"<w:{kind}s {NAMES}>{each}</w:{kind}s>"


def reference(kind: str, at: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{at}"/></w:r>'


def test_notes_stand_at_the_end_in_the_order_in_which_the_text_refers_to_them() -> None:
    raw = make_docx(
        p(r("One"), reference("footnote", 2), r(" and two"), reference("endnote", 0), r(".")),
        p(r("Three"), reference("footnote", 1), r(".")),
        footnotes=notes("footnote", "of nobody", "Third.", "First."),
        endnotes=notes("endnote", "Second."),
    )
    assert text_of(raw) == "One and two.\n\nThree.\n\n[1] First.\n\n[2] Second.\n\n[3] Third."


def test_note_of_an_insertion_comes_and_goes_with_it() -> None:
    raw = make_docx(
        p(r("One."), f"<w:ins w:id='1'>{reference('footnote', 0)}</w:ins>"),
        footnotes=notes("footnote", "Added."),
    )
    assert text_of(raw, changes=ACCEPTED) == "One.\n\n[1] Added."
    assert text_of(raw, changes=ORIGINAL) == "One."


LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
)
NUMBERING = (
    f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)


def listed(words: str, number: int, level: int = 0) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{r(words)}</w:p>'


def test_lists_have_the_numbers_that_word_shows() -> None:
    raw = make_docx(
        listed("a", 1), listed("b", 1), listed("c", 1, 1), listed("d", 1, 1), listed("e", 1, 2), listed("f", 1),
        listed("g", 1, 1), listed("h", 2), listed("i", 0), numbering=NUMBERING,
    )  # fmt: skip
    assert text_of(raw).split("\n\n") == [
        "I. a", "II. b", "II.a) c", "II.b) d", "• e", "III. f", "III.a) g", "IV. h", "i",
    ]  # fmt: skip


def test_lists_of_python_docx_have_bullets_and_numbers() -> None:
    document, stream = docx.Document(), io.BytesIO()
    for words, style in (
        ("a", "List Bullet"),
        ("b", "List Number"),
        ("c", "List Number"),
        ("d", "List Paragraph"),
    ):
        document.add_paragraph(words, style=style)
    document.save(stream)
    assert text_of(stream.getvalue()) == "• a\n\n1. b\n\n2. c\n\n• d"


OFFICE = """Joint Statement

Both sides agreed to publish {}report.

They will {}meet again in Mexico City.

Before the break.{}After the break.

This paragraph holds a box.

The box says that torture is prohibited.

• migration

• health

1. Prisons

2. Courts

See the linked words and\ta tab.

1. Cell words

Across both

The end.

[1] Mexico undertook to host the next round."""


def test_file_of_libreoffice_loses_no_word() -> None:
    raw = (FILES / "statement.docx").read_bytes()
    assert text_of(raw, changes=ACCEPTED) == OFFICE.format("an annual ", "", "\n\n")
    assert text_of(raw, changes=ORIGINAL) == OFFICE.format("", "never ", "")
    with pytest.raises(Unreadable) as asked:
        text_of(raw)
    assert asked.value.message == files.TRACKED


@pytest.mark.parametrize("element", ["altChunk", "subDoc"])
def test_words_of_a_file_within_the_file_are_refused(element: str) -> None:
    with pytest.raises(Unreadable, match="kept in other files"):
        text_of(make_package(p(r("One.")) + f"<w:{element}/>"))


def test_main_part_is_found_by_its_relationship() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a"'
            ' Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/>'
            "</Relationships>",
        )
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        packed.writestr(
            "word/document2.xml",
            f'<w:document xmlns:w="{strict}"><w:body>{p(r("One."))}</w:body></w:document>',
        )
    assert text_of(stream.getvalue()) == "One."


HOSTILE = {
    "nine million paragraphs": ("<w:p/>" * 9_000_000, files.UNPACKED),
    "endless nesting": ("<w:p><w:r>" * 100_000, files.BROKEN),
    "text without end": (p(r("word " * 500_000)), files.TOO_LONG),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_small_file_that_unpacks_into_a_large_one_is_refused(what: str) -> None:
    body, message = HOSTILE[what]
    raw = make_package(body)
    assert len(raw) < 100_000
    with pytest.raises(Unreadable) as refused:
        text_of(raw)
    assert refused.value.message == message


def test_elements_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART_ELEMENTS", 100)
    assert text_of(make_package(p(r("One.")) + "<w:p/>" * 90)) == "One."
    with pytest.raises(Unreadable, match="too large"):
        text_of(make_package(p(r("One.")) + "<w:p/>" * 101))


def test_entities_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(
            "word/document.xml",
            f"<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document {nsdecls('w')}><w:body>"
            f"{p('<w:r><w:t>&e;</w:t></w:r>', r('word'))}</w:body></w:document>",
        )
    with pytest.raises(Unreadable) as refused:
        text_of(stream.getvalue())
    assert refused.value.message == files.BROKEN
