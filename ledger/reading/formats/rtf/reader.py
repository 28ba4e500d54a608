"""Read rich text: follow groups, control words and tracked changes from one token to the next."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ledger.reading.formats.rtf.fonts import FontTable
from ledger.reading.formats.rtf.layout import Layout
from ledger.reading.formats.rtf.words import (
    APART_GROUPS,
    CHARACTERS,
    MARK_GROUPS,
    SEEN_GROUPS,
    SIGNS,
    UNSEEN_GROUPS,
)
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
_MOST_TOKENS = 1_500_000
_DEEPEST_GROUPS = 1_000
"""Groups inside each other, at most."""
_GONE = {TrackedChanges.ACCEPTED: "deleted", TrackedChanges.ORIGINAL: "revised"}
"""Which words are no part of the text in each reading of the tracked changes."""


def read_rtf(raw: bytes, *, changes: TrackedChanges | None) -> str:
    """Read the text of a rich text file, its paragraphs divided by empty lines.

    Raises ``Unreadable``; for ``TRACKED`` where tracked changes make a difference and ``changes`` is None.
    """
    read = _RichText(raw, changes or TrackedChanges.ACCEPTED)
    text = read.text()
    if changes is None and read.has_changes and text != _RichText(raw, TrackedChanges.ORIGINAL).text():
        raise Unreadable(TRACKED)
    return text


@dataclass(frozen=True, slots=True)
class _Group:
    """The state that holds inside a pair of braces."""

    is_unseen: bool = False
    is_hidden: bool = False
    deleted: bool = False
    revised: bool = False
    font: int = -1
    fallback: int = 1  # characters after a Unicode character that say the same
    destination: str = ""


class _RichText:
    """A file while it is read, in one reading of its tracked changes."""

    def __init__(self, raw: bytes, changes: TrackedChanges) -> None:
        self.raw, self.gone = raw, _GONE[changes]
        self.has_changes = False
        self.group, self.stack = _Group(), list[_Group]()
        self.fonts, self.layout = FontTable(), Layout()
        self.skipped = 0
        self.bytes = bytearray()
        self.is_star = False

    def text(self) -> str:
        """Read the whole file, and return its text, the notes at the end."""
        at = 0
        for _count in range(_MOST_TOKENS):
            token = _TOKEN.match(self.raw, at)
            if token is None:
                break
            at = token.end() + self._take(token)
        else:
            raise Unreadable(UNPACKED)
        self._flush()
        return self.layout.text()

    def _take(self, token: re.Match[bytes]) -> int:
        """Take a token; return the number of raw bytes behind it that are none."""
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
        if len(self.stack) >= _DEEPEST_GROUPS:
            raise Unreadable(BROKEN)
        self.stack.append(self.group)
        self.group = replace(self.group, destination="")

    def _end(self) -> None:
        self.skipped, self.is_star = 0, False
        destination = self.group.destination
        if destination in APART_GROUPS and not self.group.is_unseen and self.layout.is_in_part:
            self.layout.end_part(is_note=destination == "footnote")
        if self.stack:
            self.group = self.stack.pop()

    def _open(self, word: str) -> None:
        """Note what the group is that has just begun."""
        is_unseen = word not in SEEN_GROUPS or self.group.is_unseen
        if word == "ud" and len(self.stack) > 1 and self.stack[-1].destination == "upr":
            is_unseen = self.stack[-2].is_unseen  # in place of the same words in an older charset
        if word in APART_GROUPS:
            is_unseen = self._is_silent
        self.group = replace(self.group, destination=word, is_unseen=is_unseen)
        if word in APART_GROUPS and not is_unseen:
            self.layout.begin_part()
        elif word in MARK_GROUPS:
            self.layout.clear_mark()

    # --- Characters

    @property
    def _is_silent(self) -> bool:
        group = self.group
        return group.is_unseen or group.is_hidden or bool(getattr(group, self.gone))

    def _take_bytes(self, raw: bytes) -> None:
        self.is_star = False
        if self.skipped:
            self.skipped, raw = max(0, self.skipped - len(raw)), raw[self.skipped :]
        if self.group.destination == "fonttbl" and self.fonts.knows(self.group.font):
            self.fonts.add_name(self.group.font, raw)
        elif raw and not self._is_silent:
            self.bytes += raw

    def _flush(self) -> None:
        """Decode the bytes that came, by the charset of their font."""
        if self.bytes:
            words = self.fonts.decode(bytes(self.bytes), self.group.font)
            self.bytes.clear()
            self._say(words)

    def _say(self, words: str) -> None:
        if not self._is_silent:
            self.layout.add(words, is_mark=self._is_in_mark())

    def _is_in_mark(self) -> bool:
        return any(group.destination in MARK_GROUPS for group in (self.group, *self.stack[-2:]))

    def _take_sign(self, sign: bytes) -> None:
        if self.skipped:
            self.skipped -= 1
        elif sign == b"*":
            self.is_star = True
        elif sign in b"\r\n":
            self._take_word("par", None)
        elif said := SIGNS.get(sign):
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
        elif word in UNSEEN_GROUPS or word in SEEN_GROUPS or is_star:
            self._open(word)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif act := _ACTS.get(word):
            act(self, number)
        return 0

    def _take_unicode(self, code: int) -> None:
        # Halves of a character beyond the first 65,536 are joined with each other at the end.
        self._say(chr(code % 0x10000))
        self.skipped = self.group.fallback

    def end_paragraph(self, _number: int | None) -> None:
        """End a paragraph, unless its end is no part of this reading."""
        if not self._is_silent:
            self.layout.end_paragraph()

    def end_cell(self, _number: int | None) -> None:
        """End a table's cell."""
        if not self.group.is_unseen:
            self.layout.end_cell()

    def end_row(self, _number: int | None) -> None:
        """End a table's row."""
        if not self.group.is_unseen:
            self.layout.end_row()

    def begin_properties(self, _number: int | None) -> None:
        """Begin a paragraph's properties anew."""
        if not self.group.is_unseen and not self._is_in_mark():
            self.layout.set_in_table(False)

    def take_in_table(self, _number: int | None) -> None:
        """Take a paragraph as part of a table."""
        if not self.group.is_unseen:
            self.layout.set_in_table(True)

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
        """Take the font of words; in the fonts' table, begin its entry."""
        self.group = replace(self.group, font=number or 0)
        if self._is_in_fonts():
            self.group = replace(self.group, destination="fonttbl")
            self.fonts.declare(number or 0)

    def take_charset(self, number: int | None) -> None:
        """Take the charset of a font."""
        if self._is_in_fonts():
            self.fonts.set_charset(self.group.font, number or 0)

    def _is_in_fonts(self) -> bool:
        return any(group.destination == "fonttbl" for group in [*self.stack[-2:], self.group])

    def take_default_font(self, number: int | None) -> None:
        """Take the font of words that name none."""
        self.fonts.default_font = number or 0

    def take_fallback(self, number: int | None) -> None:
        """Take how many characters behind a Unicode character say the same."""
        self.group = replace(self.group, fallback=min(max(number if number is not None else 1, 0), 10))

    def take_code_page(self, number: int | None) -> None:
        """Take the charset of all that names none."""
        self.fonts.set_code_page({65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}"))

    def take_mac(self, _number: int | None) -> None:
        """Take the charset of old Macintoshes."""
        self.fonts.set_code_page("mac_roman")

    def take_pc(self, _number: int | None) -> None:
        """Take the charset of old PCs."""
        self.fonts.set_code_page("cp437")


_ACTS: dict[str, Callable[[_RichText, int | None], None]] = {
    "par": _RichText.end_paragraph,
    "sect": _RichText.end_paragraph,
    "page": _RichText.end_paragraph,
    "cell": _RichText.end_cell,
    "nestcell": _RichText.end_cell,
    "row": _RichText.end_row,
    "pard": _RichText.begin_properties,
    "intbl": _RichText.take_in_table,
    "plain": _RichText.take_plain,
    "v": _RichText.take_hidden,
    "deleted": _RichText.take_deleted,
    "revised": _RichText.take_revised,
    "mvf": _RichText.take_deleted,
    "mvt": _RichText.take_revised,
    "f": _RichText.take_font,
    "fcharset": _RichText.take_charset,
    "deff": _RichText.take_default_font,
    "uc": _RichText.take_fallback,
    "ansicpg": _RichText.take_code_page,
    "mac": _RichText.take_mac,
    "pc": _RichText.take_pc,
}
"""What a control word does, with its number."""
