"""OpenDocument texts: the words in their order, lists, tables, notes and both readings of tracked changes; and refusals."""

import io
import zipfile
from pathlib import Path

import pytest

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of
from ledger.vocabulary import TrackedChanges
from tests.reading.test_word import OFFICE

FILES = Path(__file__).parent / "files"
ACCEPTED, ORIGINAL = TrackedChanges.ACCEPTED, TrackedChanges.ORIGINAL
NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "style": "style",
    }.items()
)
TEXT = "application/vnd.oasis.opendocument.text"
STYLES = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
)


def odt(body: str, *, mimetype: str = TEXT, **parts: str) -> bytes:
    """A packed OpenDocument file with a text's body, and further parts by their names (dots and strokes as __, _s_)."""
    content = (
        f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, part in {"content__xml": content, **parts}.items():
            if part:
                packed.writestr(name.replace("_s_", "/").replace("__", "."), part)
    return stream.getvalue()


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


READ = {
    "paragraphs and headings": (
        f"<text:h>Title</text:h>{p('Both <text:span>met</text:span>.')}",
        "Title\n\nBoth met.",
    ),
    "spaces, tabs and line breaks": (
        p('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d\n   e'),
        "a  b\tc\nd e",
    ),
    "nested lists": (
        (
            f'<text:list text:style-name="L"><text:list-item>{p("Prisons")}{p("and courts")}<text:list><text:list-item>'
            f"{p('Women')}</text:list-item></text:list></text:list-item><text:list-item>{p('Health')}</text:list-item></text:list>"
        ),
        "a) Prisons\n\nand courts\n\n– Women\n\nb) Health",
    ),
    "a list without a style": (
        f"<text:list><text:list-item>{p('Torture')}</text:list-item></text:list>",
        "• Torture",
    ),
    "a table": (
        (
            f"<table:table><table:table-row><table:table-cell>{p('1')}</table:table-cell><table:table-cell>{p('Prisons')}"
            "</table:table-cell></table:table-row></table:table>"
        ),
        "1. Prisons",
    ),
    "notes": (
        p(
            f"One<text:note><text:note-citation>i</text:note-citation><text:note-body>{p('First.')}</text:note-body></text:note>."
        )
        + p("Two."),
        "One.\n\nTwo.\n\n[1] First.",
    ),
    "a text box and a comment": (
        p(
            f"A<draw:frame><draw:text-box>{p('Box.')}</draw:text-box></draw:frame><office:annotation>{p('no')}</office:annotation> goes on."
        ),
        "A goes on.\n\nBox.",
    ),
}


@pytest.mark.parametrize("what", READ)
def test_words_are_read_in_their_order(what: str) -> None:
    body, text = READ[what]
    assert text_of(odt(body)) == text


def test_text_of_libreoffice_is_that_of_its_word_file() -> None:
    raw = (FILES / "statement.odt").read_bytes()
    assert text_of(raw, changes=ACCEPTED) == OFFICE.format("an annual ", "", "\n\n")
    assert text_of(raw, changes=ORIGINAL) == OFFICE.format("", "never ", "")
    with pytest.raises(Unreadable) as asked:
        text_of(raw)
    assert asked.value.message == files.TRACKED


def test_headers_and_footers_are_no_part_of_the_text() -> None:
    styles = f"<office:document-styles {NAMES}><office:master-styles>{p('Page 1')}</office:master-styles></office:document-styles>"
    assert text_of(odt(p("Both met."), styles__xml=styles)) == "Both met."


def test_insertion_that_never_ends_keeps_what_was_there() -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:insertion/></text:changed-region></text:tracked-changes>'
        + p('Both met.<text:change-start text:change-id="c"/> Never.')
    )
    assert text_of(odt(body), changes=ORIGINAL) == "Both met."
    assert text_of(odt(body), changes=ACCEPTED) == "Both met. Never."


DTD = f'<!DOCTYPE x [<!ENTITY a "aaaa">]><office:document-content {NAMES}/>'
REFUSED = {
    "a table": (odt(p("x"), mimetype="application/vnd.oasis.opendocument.spreadsheet"), files.OPEN_DOCUMENT),
    "a locked text": (
        odt(p("x"), **{"META-INF_s_manifest__xml": "<manifest:encryption-data/>"}),
        files.ENCRYPTED,
    ),
    "no content": (odt("", content__xml=""), files.BROKEN),
    "a DTD": (odt("", content__xml=DTD), files.BROKEN),
    "XML that breaks off": (odt("", content__xml="<office:document-content"), files.BROKEN),
    "no words": (odt(p(" ")), files.EMPTY),
    "too many elements": (odt("<text:s/>" * 1_500_001), files.UNPACKED),
}


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_text_is_refused(what: str) -> None:
    raw, message = REFUSED[what]
    with pytest.raises(Unreadable) as refused:
        text_of(raw)
    assert refused.value.message == message
