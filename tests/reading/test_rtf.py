"""Rich text: its words are read without its markup; tracked changes are asked about."""

from pathlib import Path

import pytest

from ledger.reading import files
from ledger.reading.files import Unreadable, text_of
from ledger.vocabulary import TrackedChanges
from tests.reading.test_word import OFFICE

FILES = Path(__file__).parent / "files"
ACCEPTED, ORIGINAL = TrackedChanges.ACCEPTED, TrackedChanges.ORIGINAL
FONTS = r"{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset2 Symbol;}{\f2\fcharset204 Arial Cyr;}{\f3\fcharset2 Wingdings;}}"


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + "}").encode("latin-1")


READ = {
    "markup": (r"{\b Both} \i met\i0 .\par\pard Again.\par", "Both met.\n\nAgain."),
    "words over several lines": ("Both\r\n met\n.", "Both met."),
    "no words in tables of the file": (r"{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\title No}}{\*\unknown no}Yes.", "Yes."),
    "header and footer": (r"{\header no\par}{\footerf {\b no}\par}Yes.", "Yes."),
    "accents by code page": (r"Di\'e1logo", "Diálogo"),
    "accents by Unicode": (r"Di\u225\'e1logo \uc2\u8212\'2d\'2dx {\uc0\u8212}y \u-10179?\u-8704?", "Diálogo —x —y 😀"),
    "charset of a font": (r"{\f2 \'cc\'e8\'f0}", "Мир"),
    "symbols": (r"a {\f1 \'b7\'b3} {\f3 \'fc}", "a •≥ ✓"),
    "signs": (r"co\_chair de\-tention a\~b \{c\} \\d \lquote e\rquote\emdash f\tab g\line h", "co-chair detention a\u00a0b {c} \\d ‘e’—f\tg\nh"),
    "paragraph by a backslash": ("One\\\nTwo", "One\n\nTwo"),
    "hidden words": (r"{\v no}yes \v no\v0 yes", "yes yes"),
    "field": (r'{\field{\*\fldinst HYPERLINK "x"}{\fldrslt the link}}', "the link"),
    "picture": (r"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00ff}}Yes.", "Yes."),
    "bytes that are no text": ("{\\pict\\bin4 }\\x}}Yes.", "Yes."),
    "words in two charsets": (r"{\upr{\*\bkmkstart no}{\*\ud{\*\bkmkstart no}}}{\upr{no}{\*\ud yes}}", "yes"),
    "text box": (
        r"One {\shp{\*\shpinst{\sp{\sn no}{\sv no}}{\shptxt In the box.\par}}{\shprslt{\*\do no}}}goes on.\par Two.",
        "One goes on.\n\nIn the box.\n\nTwo.",
    ),
    "table": (
        r"\trowd\pard\intbl 1\cell\pard\intbl {\b Prisons}\par and courts\cell\row\pard After.",
        "1. Prisons\n\nand courts\n\nAfter.",
    ),
    "lists": (
        r"{\pntext\f1\'b7\tab}{\*\pn no}migration\par{\listtext\pard\plain 2.\tab}health\par{\listtext a)\tab}\par end",
        "• migration\n\n2. health\n\nend",
    ),
    "notes": (
        r"One{\super\chftn}{\footnote\pard\plain {\super\chftn} First.\par} and two{\footnote\ftnalt Second.}.\par Three.",
        "One and two.\n\nThree.\n\n[1] First.\n\n[2] Second.",
    ),
    "groups that never end": (r"{\b {One{\footnote Note", "One\n\n[1] Note"),
    "ends that end nothing": (r"One.}}}} Two.", "One. Two."),
}  # fmt: skip


@pytest.mark.parametrize("what", READ)
def test_rich_text_is_read_without_its_markup(what: str) -> None:
    body, text = READ[what]
    assert text_of(rtf(body), name="statement.txt") == text


CHANGED = {
    "insertion": (r"agreed to publish {\revised\revauth1 an annual }report.", "agreed to publish an annual report.", "agreed to publish report."),
    "deletion": (r"will {\deleted\deldttm1 not }meet", "will meet", "will not meet"),
    "paragraph's end": (r"One. {\revised\par}Two.", "One.\n\nTwo.", "One. Two."),
    "note": (r"One.{\revised{\footnote\pard\plain Added.}}", "One.\n\n[1] Added.", "One."),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGED)
def test_tracked_changes_of_rich_text_are_asked_about(what: str) -> None:
    body, accepted, original = CHANGED[what]
    with pytest.raises(Unreadable) as asked:
        text_of(rtf(body))
    assert asked.value.message == files.TRACKED
    assert text_of(rtf(body), changes=ACCEPTED) == accepted
    assert text_of(rtf(body), changes=ORIGINAL) == original


def test_rich_text_of_libreoffice_loses_no_word() -> None:
    """Its paragraph whose end is inserted, it writes as inserted in whole."""
    raw = (FILES / "statement.rtf").read_bytes()
    assert text_of(raw, changes=ACCEPTED) == OFFICE.format("an annual ", "", "\n\n")
    assert text_of(raw, changes=ORIGINAL) == OFFICE.format("", "never ", "").replace("Before the break.", "")


HOSTILE = {
    "groups": ("{" * 2_000_000, files.BROKEN),
    "control words": ("\\a" * 1_500_001, files.UNPACKED),
    "nothing but markup": ("\\b" * 1000, files.EMPTY),
    "text without end": ("word " * 500_000, files.TOO_LONG),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_rich_text_is_refused(what: str) -> None:
    body, message = HOSTILE[what]
    with pytest.raises(Unreadable) as refused:
        text_of(rtf(body))
    assert refused.value.message == message
