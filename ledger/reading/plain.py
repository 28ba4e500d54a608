"""Bring a text into the form that rules see: one spelling for quotes, spaces, accents and line ends; and back.

Rules work on ``View.plain``; ``View.kept_span`` brings their spans back to the text as kept, so that whatever was made
plain on the way, offsets count the characters of the kept text.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from ledger.reading.languages import LOWER, joined, wordings
from ledger.reading.shapes import Span

BOM = "\ufeff"

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys(
            "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
            " ",
        ),
        **dict.fromkeys("\r\u0085\x0b\x0c\u2028\u2029", "\n"),
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2012\u2013\u2014\u2015", "–"),
        "\u037e": ";",
        "\uff0c": ",",
        "\ue000": " ",  # it stands for parties (languages.MASK), and for nothing that a text says
    }
)
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BEHIND_HYPHEN = joined("words", "behind_hyphen")
# What has another length when it is plain: a character with the accents that follow it, an invisible character, a word broken
# by a hyphen at a line's end, and the marks of quoted mail where lines begin.
_LONG_PARTS = rf"""
    # e.g. e\u0301 · \u200b · repre-\nsentatives
    (?<=[{LOWER}]{{2}})[-\u2010\u00ad][ ]*\n[ ]*(?=[{LOWER}]{{2}})
    |(?<=[{LOWER}]{{3}})-[ ](?=[{LOWER}]{{2}})(?!{_BEHIND_HYPHEN}\b)
    |[{_UNSEEN}]
    |[^\W\d_][\u0300-\u036f]+
"""
_QUOTED = re.compile(r"^>[> ]{0,16}", re.MULTILINE)
_FEWEST_QUOTED_LINES = 2
_LONG = re.compile(_LONG_PARTS, re.VERBOSE)
_LONG_OF_QUOTED_MAIL = re.compile(rf"{_LONG_PARTS}|^>[> ]{{0,16}}", re.VERBOSE | re.MULTILINE)


def kept_text(raw: str) -> str:
    """Return a text in the form in which it is kept: BOM dropped, CRLF → LF, nothing else."""
    return raw.removeprefix(BOM).replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class View:
    """A kept text, and the same made plain. ``starts`` maps plain offsets to kept offsets; None: they are the same."""

    kept: str
    plain: str
    starts: "array[int] | None"

    def kept_span(self, start: int, end: int) -> Span:
        """Return the span of the kept text for a span of the plain text."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]


def view_of(kept: str) -> View:
    """Make a kept text plain."""
    is_mail = len(_QUOTED.findall(kept)) >= _FEWEST_QUOTED_LINES
    long = _LONG_OF_QUOTED_MAIL if is_mail else _LONG
    if long.search(kept) is None:
        return View(kept, _plain(kept), None)
    pieces: list[str] = []
    starts = array("q")
    for at, length, piece in _pieces(kept, long):
        pieces.append(piece)
        if len(piece) == length:
            starts.extend(range(at, at + length))
        else:
            starts.extend([at] * len(piece))
    starts.append(len(kept))
    return View(kept, _plain("".join(pieces)), starts)


def _pieces(kept: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Divide the kept text into stretches: where each begins, its length, and what stands for it."""
    at = 0
    for long in pattern.finditer(kept):
        yield at, long.start() - at, kept[at : long.start()]
        letter = long[0][0]
        yield long.start(), len(long[0]), unicodedata.normalize("NFC", long[0]) if letter.isalpha() else ""
        at = long.end()
    yield at, len(kept) - at, kept[at:]


_BREAK = re.compile(r"(?<=[^\n])\n(?=[^\n])")
_COUNTED = joined("words", "numbered")
_MONTHS = "|".join(
    sorted({month for wording in wordings().values() for month in wording.days.months}, key=len)
)
NUMBERED = rf"""(?x:
    # e.g. Pillar II: · Agenda item 3. · Eje 1 –
    {_COUNTED}\s+(?:\d+|[IVX]+|[A-H])\s*[:.–-]
)"""
"""How a line of a list begins: with a word and a number."""
_NEW_LINE_STARTS = re.compile(
    rf"""
    # e.g. • (torture) · (a) (torture) · Pillar II: (torture)
    \s*(?:[-–•·▪◦*●○■]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s|{NUMBERED}\s)
    """,
    re.VERBOSE,
)
_LONG_LINE_CHARACTERS = 50


# A blank line inside a sentence: the line before ends with a word that nothing ends with, the next goes on in lower case.
_NEVER_LAST = joined("words", "never_last")
_GAP = re.compile(
    rf"""
    # e.g. (a hotline) for\n\n(journalists)
    (?<=[ \n])
    (?P<word>{_NEVER_LAST})
    ,?(?P<gap>[ ]*\n[ ]*\n[ ]*)(?=[{LOWER}])
    """,
    re.VERBOSE,
)


_IS_UNENDED = re.compile(
    rf"""
    # e.g. \n of · and the
    (?<=[ \n]){_NEVER_LAST}[ ]*$
    """,
    re.VERBOSE,
)


def _without_gaps(text: str) -> str:
    return _GAP.sub(lambda gap: gap[0].replace("\n", " "), text)


def _plain(text: str) -> str:
    text = _without_gaps(text.translate(_SAME_LENGTH))
    long = _long_line(text)
    return _BREAK.sub(lambda found: " " if _joins(text, found.start(), long) else "\n", text)


# Only from where a line begins: else a long line would be tried from each of its characters.
_WRAPPED = re.compile(rf"^([^\n]+)\n(?=[{LOWER}])", re.MULTILINE)
_FEWEST_WRAPPED_LINES = 4


def _long_line(text: str) -> int:
    """Return from how many characters on a line is as long as its column: fewer in a text of narrow columns."""
    wrapped = sorted(len(line[1]) for line in _WRAPPED.finditer(text))
    if len(wrapped) < _FEWEST_WRAPPED_LINES:
        return _LONG_LINE_CHARACTERS
    return min(_LONG_LINE_CHARACTERS, wrapped[len(wrapped) // 2] * 3 // 4)


def _joins(text: str, at: int, long: int) -> bool:
    """Return whether the line that ends here and the next are one: its last word leads on, or it is wrapped."""
    if _NEW_LINE_STARTS.match(text, at + 1, at + 30):
        return False
    return _IS_UNENDED.search(text, max(0, at - 20), at) is not None or _runs_on(text, at, long)


def _runs_on(text: str, at: int, long: int) -> bool:
    """Return whether the line that ends here goes on in the next: a wrapped paragraph, or a date broken in two."""
    before = text[max(0, at - 3) : at].rstrip()
    if before[-1:] in {".", ":", ";", "!", "?"} and not text[at + 1].islower():
        # A wrapped line may happen to end with a sentence; then both lines are long.
        return before[-1:] != ":" and text.rfind("\n", max(0, at - long), at) < 0 and at > long
    after = text[at + 1 : at + 9].lstrip(" ")[:1]
    is_long = at >= long and "\n" not in text[at - long : at]
    if after.islower() or (after.isdigit() and (is_long or _LEADS_ON.search(text, max(0, at - 14), at))):
        return True
    return is_long and _goes_on(text, at + 1, long)


# Before a line that begins with a figure: what a date or an amount goes on from.
_WORDS_LEADING_ON = joined("words", "leads_on")
_LEADS_ON = re.compile(
    rf"""
    # e.g. (met on) February 28, · el · between
    (?:,|\b(?:{_WORDS_LEADING_ON}|{_MONTHS}))[ ]?$
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _goes_on(text: str, start: int, long: int) -> bool:
    """Return whether a line goes on a long line before it: it is long too, or ends a sentence; a short one is a title."""
    end = text.find("\n", start, start + long)
    return end < 0 or text[max(start, end - 3) : end].rstrip()[-1:] in {
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "…",
        ")",
        '"',
    }
