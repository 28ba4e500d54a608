"""Files that were damaged at random: each is read or refused with a line, and nothing else is raised."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.reading.files import Unreadable, text_of
from ledger.reading.formats.html import read_html
from ledger.reading.formats.mail import read_mail
from ledger.reading.formats.rtf import read_rtf
from ledger.vocabulary import TrackedChanges
from tests.reading.test_files import PAGE, make_pdf
from tests.reading.test_mail import make_mail
from tests.reading.test_word import make_package
from tests.support.word_files import inserted, p, r

FILES = Path(__file__).parent / "files"
SEEDS = {
    "docx": (FILES / "statement.docx").read_bytes(),
    "odt": (FILES / "statement.odt").read_bytes(),
    "rtf": (FILES / "statement.rtf").read_bytes(),
    "pdf": (FILES / "columns.pdf").read_bytes(),
    "small pdf": make_pdf("Both sides discussed torture."),
    "html": PAGE.encode(),
    "eml": make_mail("Both met.", PAGE).as_bytes(),
}
XML = (
    b"<w:p>"
    + (p(r("One."), inserted("two")) + f"<w:tbl><w:tr><w:tc>{p(r('x'))}</w:tc></w:tr></w:tbl>").encode()
)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """A file with some bytes changed, taken out, or put in once more."""
    file = bytearray(raw)
    for _time in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(file)), chance.randint(1, 40)
        match chance.randrange(4):
            case 0:
                file[at] = chance.randrange(256)
            case 1 if len(file) > 2 * length:
                del file[at : at + length]
            case 2:
                file[at:at] = file[at : at + length] * chance.randint(1, 50)
            case _:
                other = chance.randrange(len(file))
                file[at:at] = file[other : other + length]
    return bytes(file)


@pytest.mark.parametrize("kind", SEEDS)
def test_damaged_file_is_read_or_refused(kind: str) -> None:
    chance = random.Random(kind)
    for _time in range(60):
        raw = mutated(SEEDS[kind], chance)
        for changes in (None, TrackedChanges.ORIGINAL) if kind in {"docx", "odt", "rtf"} else (None,):
            with contextlib.suppress(Unreadable):
                assert text_of(raw, name=f"statement.{kind}", changes=changes)


def test_damaged_xml_of_a_word_file_is_read_or_refused() -> None:
    chance = random.Random("xml")
    for _time in range(200):
        body = mutated(XML, chance).decode("latin-1")
        with contextlib.suppress(Unreadable):
            assert text_of(make_package(body))


PIECES = {
    read_html: ["<", ">", "</", "<![", "<!--", "<a ", "<li>", "<p>", "<nav>", "</nav>", "<main>", "&#", "x", "\x00", "é", '"'],
    read_mail: ["Content-Type: ", "multipart/mixed; boundary=b", "text/html", "\n", "\n\n", "--b", "MIME-Version: 1.0\n", "x", "=?utf-8?q?x?="],
}  # fmt: skip


@pytest.mark.parametrize("reader", PIECES, ids=lambda reader: reader.__name__)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_pieces_of_markup_in_any_order_raise_nothing(
    reader: Callable[[bytes], str], data: st.DataObject
) -> None:
    pieces = data.draw(st.lists(st.sampled_from(PIECES[reader])))
    with contextlib.suppress(Unreadable):
        assert isinstance(reader("".join(pieces).encode()), str)


RTF = ["{", "}", "\\*", "\\'e", "\\'e1", "\\u-3", "\\uc9 ", "\\u", "\\f1", "\\fonttbl", "\\fcharset2", "\\footnote", "\\shptxt",
       "\\cell", "\\row", "\\par", "\\pard", "\\upr", "\\ud", "\\listtext", "\\bin9", "\\bin-9", "\\deleted", "\\ansicpg99999", "x", "\\"]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(st.sampled_from(RTF), max_size=80))
def test_control_words_in_any_order_raise_nothing(pieces: list[str]) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read_rtf("".join(pieces).encode(), changes=TrackedChanges.ACCEPTED), str)
