"""Divide a plain text into blocks and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ledger.reading.languages import LOWER, UPPER, Wording, compiled
from ledger.reading.plain import NUMBERED

MAX_SENTENCE_CHARACTERS = 6000
"""Characters of a sentence, at most: a longer run is cut at a space, so that no text can cost more than its length."""


class Shape(Enum):
    """The layout of a block on the page."""

    TEXT = auto()
    BULLET = auto()
    NUMBERED = auto()
    HEADING = auto()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its span in the plain text. ``block`` counts blocks from 0.

    ``mark`` tells lists apart: what its block begins with, digits alike and letters alike; empty for running text.
    """

    start: int
    end: int
    block: int
    shape: Shape
    mark: str = ""


_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(rf"\s*(?:[-–•·▪◦*●○■]\s*|o\s+(?=[{UPPER}]))(?=\S)")
_NUMBER = re.compile(
    rf"""
    # e.g. (a) (torture) · IV. (torture) · Pillar II: (torture)
    \s*(?:\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}}|[IVX]{{1,5}})[.)]|{NUMBERED})\s+
    """,
    re.VERBOSE,
)
_STOP = re.compile(
    rf"""
    # e.g. met. Both · met.Both · met?" They
    (?<![.!?…])[.!?…]{{1,5}}["')\]]{{0,3}}\s+(?=["'(\[¿¡]*[{UPPER}0-9])
    |(?<=[{LOWER})])\.(?=[{UPPER}][{LOWER}])
    """,
    re.VERBOSE,
)
_TOKEN_BEFORE = re.compile(r"[\w.'-]{1,30}$")
_MAX_HEADING_WORDS = 9
_MAX_HEADING_CHARACTERS = 180


def sentences_of(plain: str, wording: Wording) -> list[Sentence]:
    """Find the sentences of a text in their order; list marks and numbers stand outside them."""
    found: list[Sentence] = []
    for number, line in enumerate(_LINE.finditer(plain)):
        found.extend(_sentences_of_line(plain, line.start(), line.end(), number, wording))
    return found


def _sentences_of_line(plain: str, start: int, end: int, block: int, wording: Wording) -> Iterator[Sentence]:
    opening = start
    start, shape = _without_mark(plain, start, end)
    mark = _kind_of_mark(plain[opening:start])
    start, end = trimmed(plain, start, end)
    if start == end:
        return
    if shape is Shape.TEXT and _is_heading(plain, start, end, wording):
        shape = Shape.HEADING
    for left, right in _cut(plain, start, end, wording):
        for a, b in _bounded(plain, left, right):
            yield Sentence(a, b, block, shape, mark)


def _kind_of_mark(mark: str) -> str:
    """Return what the marks of a list have in common: "3." and "4.", "(a)" and "(b)", "Pillar I:" and "Pillar II:"."""
    mark = mark.strip()
    return (
        re.sub(r"\d+|\b[ivxIVX]+\b", "1", mark)
        if len(mark) > 4
        else re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", mark))
    )


def _without_mark(plain: str, start: int, end: int) -> tuple[int, Shape]:
    if mark := _NUMBER.match(plain, start, end):
        return mark.end(), Shape.NUMBERED
    if mark := _BULLET.match(plain, start, end):
        return mark.end(), Shape.BULLET
    return start, Shape.TEXT


def _is_heading(plain: str, start: int, end: int, wording: Wording) -> bool:
    if plain[end - 1] in ".:;,…!?" or end - start > _MAX_HEADING_CHARACTERS:
        return False
    is_title = plain[start:end].isupper() or (
        compiled(rf"(?i:{wording.words.titles})\b").search(plain, start, end) is not None
        and _STOP.search(plain, start, end) is None
    )
    return is_title or plain.count(" ", start, end) < _MAX_HEADING_WORDS


def _cut(plain: str, start: int, end: int, wording: Wording) -> Iterator[tuple[int, int]]:
    at = start
    for stop in _STOP.finditer(plain, start, end):
        if _ends_sentence(plain, stop, wording):
            yield trimmed(plain, at, stop.end())
            at = stop.end()
    if at < end:
        yield trimmed(plain, at, end)


def _ends_sentence(plain: str, stop: re.Match[str], wording: Wording) -> bool:
    """Return whether a full stop ends a sentence, and not an abbreviation, an initial or an acronym with stops."""
    if stop[0][0] != ".":
        return True
    before = _TOKEN_BEFORE.search(plain, max(0, stop.start() - 30), stop.start())
    token = before[0] if before else ""
    word = token.rpartition(".")[2]
    after = re.match(r"\W*(\w+)", plain[stop.end() : stop.end() + 30])
    starts_anew = after is not None and after[1] in wording.words.openers
    if "." in token or (len(word) == 1 and word.isupper()):
        return starts_anew
    return word.lower() not in wording.words.abbreviations


def _bounded(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_SENTENCE_CHARACTERS:
        space = plain.rfind(" ", start + MAX_SENTENCE_CHARACTERS // 2, start + MAX_SENTENCE_CHARACTERS)
        cut = space if space > 0 else start + MAX_SENTENCE_CHARACTERS
        yield trimmed(plain, start, cut)
        start = cut
    start, end = trimmed(plain, start, end)
    if start < end:
        yield start, end


def trimmed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Cut white space off either end of a span."""
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end
