"""Words that somebody looked for, in a text that bears them: what to mark, and which part of a long text to show."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ledger.models.search import fold
from ledger.typed_text import HIDDEN

_WORD = re.compile(f"[^\\W_](?:[^\\W_]|[\u0300-\u036f{HIDDEN}])*")
_SPACES = re.compile(r"\s+")
BEFORE_CHARACTERS = 60
"""So much of a long text is shown before the first match."""


class MatchedWords(NamedTuple):
    """A stretch of a text; ``is_match`` where it is a word that begins as looked for."""

    words: str
    is_match: bool


def has_match(text: str, words: Sequence[str]) -> bool:
    """Tell whether a word of the text begins with one of the folded words."""
    return any(_is_match(found.group(), words) for found in _WORD.finditer(text))


def matched(text: str, words: Sequence[str], length: int = 200) -> list[MatchedWords]:
    """Return the text on one line, cut where its matches begin and end; a long one from shortly before the first match.

    ``words`` are folded (``models.search.fold``); accents, case and characters of no width make no difference. At most
    ``length`` characters and the rest of a word, with an ellipsis where something was left out.
    """
    shown = _SPACES.sub(" ", _around(text, words, length)).strip()
    stretches, begins = [], 0
    for found in _WORD.finditer(shown):
        if _is_match(found.group(), words):
            stretches += [
                MatchedWords(shown[begins : found.start()], is_match=False),
                MatchedWords(found.group(), is_match=True),
            ]
            begins = found.end()
    return [
        stretch for stretch in (*stretches, MatchedWords(shown[begins:], is_match=False)) if stretch.words
    ]


def _is_match(word: str, words: Sequence[str]) -> bool:
    folded = fold(word).split()
    return any(part.startswith(tuple(words)) for part in folded)


def _around(text: str, words: Sequence[str], length: int) -> str:
    """Return the part of the text round its first match; the whole text where that is short."""
    if len(text) <= length:
        return text
    matches = (found.start() for found in _WORD.finditer(text) if _is_match(found.group(), words))
    first = next(matches, 0)
    start = max(0, min(first - BEFORE_CHARACTERS, len(text) - length))
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    end = start + length
    if end < len(text) and (space := text.rfind(" ", start + length // 2, end)) >= 0:
        end = space
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")
