"""Rich text (.rtf): its words in their order, in one pass over its control words.

The libraries that there are know no tracked changes, notes or numbers of lists, and so lose or add words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ledger.reading.formats.symbols import symbol
from ledger.reading.formats.tables import numbered
from ledger.reading.unreadable import BROKEN, TRACKED, UNPACKED, Unreadable
from ledger.vocabulary import TrackedChanges

_TOKEN = re.compile(
    rb"""
    \\(?P<word>[a-zA-Z]{1,32}+)(?P<number>-?[0-9]{1,10}+)?\ ?  # e.g. \fs-24
    |\\'(?P<hex>[0-9a-fA-F]{2})                                # e.g. \'e1
    |\\(?P<sign>[^a-zA-Z])                                     # e.g. \~
    |(?P<brace>[{}])
    |[\r\n\x00]++
    |(?P<text>[^\\{}\r\n\x00]++)                               # e.g. words
    |\\
    """,
    re.DOTALL | re.VERBOSE,
)
_TOKENS = 1_500_000
_DEEPEST = 1_000
"""Groups inside each other, at most."""
_GONE = {TrackedChanges.ACCEPTED: "deleted", TrackedChanges.ORIGINAL: "revised"}
_UNSEEN = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "objdata",
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "fldinst",
        "sp",
        "shprslt",
        "nonshppict",
        "upr",
        "listtable",
        "listoverridetable",
        "revtbl",
        "pn",
    ]
)
"""Groups that hold no words of the text, or the same words once more."""
_SEEN = frozenset(
    [
        "shptxt",
        "ud",
        "shpinst",
        "fldrslt",
        "footnote",
        "listtext",
        "pntext",
        "field",
        "result",
        "shp",
        "do",
        "dptxbxtext",
    ]
)
"""Groups that hold words, though they stand in another that holds none, or are marked as not to be minded."""
_APART = frozenset({"footnote", "shptxt", "dptxbxtext"})
"""Groups whose words stand apart from the paragraph that holds them."""
_MARKS = frozenset({"listtext", "pntext"})
"""Groups that hold a list's bullet or number."""
_WORDS = {
    "tab": "\t",
    "line": "\n",
    "lbr": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SIGNS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 255: "cp850",
}  # fmt: skip
_SYMBOLS = 2
"""The charset of fonts whose characters are symbols."""


def read_rtf(raw: bytes, *, changes: TrackedChanges | None) -> str:
    """The text of a rich text file. Raises ``Unreadable``; for ``TRACKED`` where changes tell and nobody said how."""
    read = _Rtf(raw, changes or TrackedChanges.ACCEPTED)
    text = read.text()
    if changes is None and read.has_changes and text != _Rtf(raw, TrackedChanges.ORIGINAL).text():
        raise Unreadable(TRACKED)
    return text


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces."""

    is_unseen: bool = False
    is_hidden: bool = False
    deleted: bool = False
    revised: bool = False
    font: int = -1
    fallback: int = 1  # characters after a Unicode one that say the same
    destination: str = ""


@dataclass(slots=True)
class _Font:
    charset: int = 0
    name: bytes = b""


@dataclass(slots=True)
class _Place:
    """Where words go: the text itself, or a note."""

    lines: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    is_in_table: bool = False


class _Rtf:
    """Reads a file once, in one reading of its tracked changes."""

    def __init__(self, raw: bytes, changes: TrackedChanges) -> None:
        self.raw, self.gone = raw, _GONE[changes]
        self.has_changes = False
        self.group, self.stack = _Group(), list[_Group]()
        self.fonts: dict[int, _Font] = {}
        self.default_font, self.page, self.skipped = 0, "cp1252", 0
        self.bytes = bytearray()
        self.places = [_Place()]
        self.notes: list[list[str]] = []
        self.is_star = False

    def text(self) -> str:
        """The text, its notes at the end."""
        at = 0
        for _count in range(_TOKENS):
            token = _TOKEN.match(self.raw, at)
            if token is None:
                break
            at = token.end() + self._take(token)
        else:
            raise Unreadable(UNPACKED)
        self._flush()
        while len(self.places) > 1:
            self._end_place("footnote")
        self._end_paragraph()
        self._end_row()
        lines = self.places[0].lines
        for number, note in enumerate(self.notes, 1):
            lines += [f"[{number}] {line}" if line is note[0] else line for line in note]
        return "\n\n".join(lines)

    def _take(self, token: re.Match[bytes]) -> int:
        """Take a token; gives the number of raw bytes behind it that are none."""
        kind = token.lastgroup
        if kind == "text":
            self._take_bytes(token[0])
            return 0
        if kind == "hex":
            self._take_bytes(bytes([int(token["hex"], 16)]))
            return 0
        if kind is None:
            return 0
        self._flush()
        if kind == "brace":
            self._begin() if token[0] == b"{" else self._end()
        elif kind == "sign":
            self._take_sign(token["sign"])
        else:
            return self._take_word(
                token["word"].decode().lower(), int(token["number"]) if token["number"] else None
            )
        return 0

    # --- Groups

    def _begin(self) -> None:
        self.skipped, self.is_star = 0, False
        if len(self.stack) >= _DEEPEST:
            raise Unreadable(BROKEN)
        self.stack.append(self.group)
        self.group = replace(self.group, destination="")

    def _end(self) -> None:
        self.skipped, self.is_star = 0, False
        if self.group.destination in _APART and not self.group.is_unseen and len(self.places) > 1:
            self._end_place(self.group.destination)
        if self.stack:
            self.group = self.stack.pop()

    def _end_place(self, word: str) -> None:
        """Keep a note for the end of the text, and a text box for the end of the paragraph that it hangs on."""
        self._end_paragraph()
        self._end_row()
        lines = self.places.pop().lines
        if word == "footnote" and lines:
            self.notes.append(lines)
        else:
            self.places[-1].boxes += lines

    # --- Characters

    @property
    def _is_silent(self) -> bool:
        group = self.group
        return group.is_unseen or group.is_hidden or bool(getattr(group, self.gone))

    def _take_bytes(self, raw: bytes) -> None:
        self.is_star = False
        if self.skipped:
            self.skipped, raw = max(0, self.skipped - len(raw)), raw[self.skipped :]
        if self.group.destination == "fonttbl" and self.group.font in self.fonts:
            self.fonts[self.group.font].name += raw[:60]
        elif raw and not self._is_silent:
            self.bytes += raw

    def _flush(self) -> None:
        """Decode the bytes that came, by the charset of their font."""
        if not self.bytes:
            return
        font = self.fonts.get(self.group.font if self.group.font >= 0 else self.default_font, _Font())
        if font.charset == _SYMBOLS:
            name = font.name.decode("latin-1")
            said = "".join(symbol(name, f"{code:x}") for code in self.bytes)
        else:
            said = self.bytes.decode(_CHARSETS.get(font.charset, self.page), "replace")
        self.bytes.clear()
        self._say(said)

    def _say(self, words: str) -> None:
        if self._is_silent:
            return
        place = self.places[-1]
        (place.mark if self._is_in_mark() else place.words).append(words)

    def _is_in_mark(self) -> bool:
        return any(group.destination in _MARKS for group in (self.group, *self.stack[-2:]))

    def _take_sign(self, sign: bytes) -> None:
        if self.skipped:
            self.skipped -= 1
        elif sign == b"*":
            self.is_star = True
        elif sign in b"\r\n":
            self._take_word("par", None)
        elif said := _SIGNS.get(sign):
            self._say(said)

    # --- Control words

    def _take_word(self, word: str, number: int | None) -> int:
        is_star, self.is_star = self.is_star, False
        if word == "bin":
            return max(0, number or 0)
        if word == "u":
            self._take_unicode(number or 0)
        elif self.skipped:
            self.skipped -= 1
        elif word in _UNSEEN or word in _SEEN or is_star:
            self._open(word)
        elif word in _WORDS:
            self._say(_WORDS[word])
        elif act := _ACTS.get(word):
            act(self, number)
        return 0

    def _take_unicode(self, code: int) -> None:
        # Halves of a character beyond the first 65,536 are joined with each other at the end.
        self._say(chr(code % 0x10000))
        self.skipped = self.group.fallback

    def _open(self, word: str) -> None:
        """Note what the group is that has just begun."""
        is_unseen = word not in _SEEN or self.group.is_unseen
        if word == "ud" and len(self.stack) > 1 and self.stack[-1].destination == "upr":
            is_unseen = self.stack[-2].is_unseen  # in place of the same words in an older charset
        if word in _APART:
            is_unseen = self._is_silent
        self.group = replace(self.group, destination=word, is_unseen=is_unseen)
        if word in _APART and not is_unseen:
            self.places.append(_Place())
        elif word in _MARKS:
            self.places[-1].mark.clear()

    def end_paragraph(self, _number: int | None) -> None:
        """End a paragraph, unless its end is no part of this reading."""
        if not self._is_silent:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        place = self.places[-1]
        text, mark = "".join(place.words).strip(), "".join(place.mark).strip()
        place.words.clear()
        place.mark.clear()
        if mark and text:
            text = f"{mark} {text}" if re.search(r"\w", mark) and len(mark) > 1 else f"• {text}"
        into = place.row if place.is_in_table else place.lines
        into += [text, *place.boxes] if text else place.boxes
        place.boxes = []

    def end_cell(self, _number: int | None) -> None:
        """End a table's cell."""
        if not self.group.is_unseen:
            self.places[-1].is_in_table = True
            self._end_paragraph()

    def end_row(self, _number: int | None) -> None:
        """End a table's row."""
        if not self.group.is_unseen:
            self._end_row()

    def _end_row(self) -> None:
        place = self.places[-1]
        place.lines += numbered(place.row)
        place.row = []

    def begin_properties(self, _number: int | None) -> None:
        """Begin a paragraph's properties anew."""
        if not self.group.is_unseen and not self._is_in_mark():
            self.places[-1].is_in_table = False

    def take_in_table(self, _number: int | None) -> None:
        """Take a paragraph as one of a table."""
        if not self.group.is_unseen:
            self.places[-1].is_in_table = True

    def take_plain(self, _number: int | None) -> None:
        """Begin a run's properties anew."""
        self.group = replace(self.group, is_hidden=False, deleted=False, revised=False, font=-1)

    def take_hidden(self, number: int | None) -> None:
        """Take words as hidden, or no longer."""
        self.group = replace(self.group, is_hidden=number != 0)

    def take_deleted(self, number: int | None) -> None:
        """Take words as deleted, or no longer."""
        self.has_changes = True
        self.group = replace(self.group, deleted=number != 0)

    def take_revised(self, number: int | None) -> None:
        """Take words as inserted, or no longer."""
        self.has_changes = True
        self.group = replace(self.group, revised=number != 0)

    def take_font(self, number: int | None) -> None:
        """Take the font of words; in the fonts' table, begin one."""
        self.group = replace(self.group, font=number or 0)
        if self._is_in_fonts():
            self.group = replace(self.group, destination="fonttbl")
            self.fonts.setdefault(number or 0, _Font())

    def take_charset(self, number: int | None) -> None:
        """Take the charset of a font."""
        if self._is_in_fonts() and self.group.font in self.fonts:
            self.fonts[self.group.font].charset = number or 0

    def _is_in_fonts(self) -> bool:
        return any(group.destination == "fonttbl" for group in [*self.stack[-2:], self.group])

    def take_default_font(self, number: int | None) -> None:
        """Take the font of words that name none."""
        self.default_font = number or 0

    def take_fallback(self, number: int | None) -> None:
        """Take how many characters behind a Unicode one say the same."""
        self.group = replace(self.group, fallback=min(max(number if number is not None else 1, 0), 10))

    def take_page(self, number: int | None) -> None:
        """Take the charset of all that names none."""
        self._set_page({65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}"))

    def take_mac(self, _number: int | None) -> None:
        """Take the charset of old Macintoshes."""
        self._set_page("mac_roman")

    def take_pc(self, _number: int | None) -> None:
        """Take the charset of old PCs."""
        self._set_page("cp437")

    def _set_page(self, name: str) -> None:
        try:
            b"a".decode(name)
        except LookupError:
            return
        self.page = name


_ACTS: dict[str, Callable[[_Rtf, int | None], None]] = {
    "par": _Rtf.end_paragraph,
    "sect": _Rtf.end_paragraph,
    "page": _Rtf.end_paragraph,
    "cell": _Rtf.end_cell,
    "nestcell": _Rtf.end_cell,
    "row": _Rtf.end_row,
    "pard": _Rtf.begin_properties,
    "intbl": _Rtf.take_in_table,
    "plain": _Rtf.take_plain,
    "v": _Rtf.take_hidden,
    "deleted": _Rtf.take_deleted,
    "revised": _Rtf.take_revised,
    "mvf": _Rtf.take_deleted,
    "mvt": _Rtf.take_revised,
    "f": _Rtf.take_font,
    "fcharset": _Rtf.take_charset,
    "deff": _Rtf.take_default_font,
    "uc": _Rtf.take_fallback,
    "ansicpg": _Rtf.take_page,
    "mac": _Rtf.take_mac,
    "pc": _Rtf.take_pc,
}
