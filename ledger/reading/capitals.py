"""Bring lines in capitals into sentence case, of the same length: rules know words by their small letters."""

import re
from functools import cache

from ledger.reading.languages import Wording
from ledger.reading.parties import names_of

FEWEST_LETTERS = 30
"""A shorter line in capitals is a title, and read as such."""
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (".", "!", "?", ":")


def without_capitals(plain: str, wording: Wording) -> str:
    """Return a text whose long lines in capitals stand in small letters, but for names and the first of a sentence."""
    return _LINE.sub(lambda line: _line(line[0], wording), plain)


def _line(line: str, wording: Wording) -> str:
    letters = [char for char in line if char.isalpha()]
    small = line.lower()
    if len(letters) < FEWEST_LETTERS or not line.isupper() or len(small) != len(line):
        return line
    names = _first_words(wording)
    pieces: list[str] = []
    at = 0
    for word in _WORD.finditer(small):
        before = small[at : word.start()].strip()
        begins = not pieces or before.startswith(_ENDS)
        pieces.append(small[at : word.start()])
        is_name = word[0] in names or word[0] in wording.rounds.names_of_titles
        pieces.append(word[0].capitalize() if begins or is_name else word[0])
        at = word.end()
    return "".join([*pieces, small[at:]])


@cache
def _first_words(wording: Wording) -> frozenset[str]:
    """Return the words of parties' names, in small letters."""
    names = names_of(wording).values()
    words = (word for rows in names for name, _code in rows for word in name if word[0].isupper())
    return frozenset(word.lower() for word in words if len(word) > 2)
