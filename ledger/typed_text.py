"""Typed and pasted text: characters that nobody sees, and dashes of every kind (floor 0: no Django, no database).

What is pasted from documents and chats brings control characters, and marks that turn the direction of writing
(UAX #9). Neither enters the record: what is harmless is removed, what would change what is read is refused with its
place. Joiners (U+200C, U+200D) and, in lines with right-to-left letters, direction marks stay: Persian, Arabic and
Indic scripts need them.
"""

import re
import unicodedata
from typing import NamedTuple

DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
"""Hyphens, dashes and the minus sign, as programs put them in the place of a hyphen."""
HIDDEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
"""Characters of no width, as the inside of a class: soft hyphen, zero-width spaces, joiners, marks of direction.

PostgreSQL's indexes of words are made with it (migration 0017): a change needs new indexes.
"""
_HIDDEN = re.compile(f"[{HIDDEN}]")
_CONTROL = re.compile("[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufff9-\ufffb\ufffe\uffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SUSPECT = re.compile(f"{_CONTROL.pattern}|{_DIRECTION.pattern}|[\u2028\u2029]")
_BREAKS = re.compile("[\u000b\u000c\u0085\u2028\u2029]")
_MARKS = "\u061c\u200e\u200f"
_LEFT_OVERRIDE, _RIGHT_OVERRIDE = "\u202d", "\u202e"
_RIGHT_EMBEDDINGS = "\u202b\u2067"
SHOWN_CHARACTERS = 12
"""How much of a text is shown before and after a character that is refused."""


class Odd(NamedTuple):
    """A character that does not enter the record: where it stands, and whether it can go without harm."""

    at: int
    is_harmless: bool


class CharacterPosition(NamedTuple):
    """The place of a refused character, for people: line and character counted from 1, and what is around it."""

    code: str
    line: int
    character: int
    before: str
    after: str


def without_hidden(text: str) -> str:
    """Give the text without characters of no width: what a search looks for and in."""
    return text if text.isascii() else _HIDDEN.sub("", text)


def plain_dashes(text: str) -> str:
    """Give the text with a hyphen for every dash, and without characters of no width, as references are written."""
    return without_hidden(DASHES.sub("-", text))


def name_form(name: str) -> str:
    """Bring a name into the form in which names are compared: no capitals, no accents, single spaces."""
    letters = unicodedata.normalize("NFKD", without_hidden(name).casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def alphabetical(words: str) -> str:
    """Return the key by which words stand in a list in English and in Spanish: accents and capitals do not count,
    and ñ comes after n ("Órganos" before "Policía").
    """
    plain = words.casefold()
    if plain.isascii():
        return plain
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", plain).replace("ñ", "n\uffff"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


_SINGLE, _DOUBLE = "\u2018\u2019\u02bc", "\u201c\u201d\u00ab\u00bb"
_QUOTES = str.maketrans(_SINGLE + _DOUBLE, "'" * len(_SINGLE) + '"' * len(_DOUBLE))


def likened(text: str) -> tuple[str, list[int]]:
    """Give a text as a reader compares it, and where each of its characters stands in the text.

    Quotation marks and dashes are straight, white space of any kind is one blank, case does not count, and what has no
    width is left out.
    """
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        plain = letter.translate(_QUOTES)
        if letter.isspace():
            plain = "" if letters and letters[-1] == " " else " "
        elif _HIDDEN.match(letter):
            plain = ""
        elif DASHES.match(letter):
            plain = "-"
        else:
            plain = plain.lower()
        letters += plain
        places += [at] * len(plain)
    return "".join(letters), places


def odd_characters(text: str) -> list[Odd]:
    """Find the control characters and marks of direction that do not enter the record, in order. Linear."""
    if not _SUSPECT.search(text):
        return []
    found, start = [], 0
    for line in text.split("\n"):
        if _SUSPECT.search(line):
            found += _odd_in(line, start)
        start += len(line) + 1
    return found


def _odd_in(line: str, start: int) -> list[Odd]:
    has_right = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in line)
    found = []
    for match in _SUSPECT.finditer(line):
        letter, at = match.group(), match.start()
        if _DIRECTION.match(letter):
            if not (has_right and letter in _MARKS):
                found.append(Odd(start + at, _may_go(letter, has_right=has_right)))
        elif not _BREAKS.match(letter):
            inside = line[at - 1 : at].strip() and line[at + 1 : at + 2].strip()
            found.append(Odd(start + at, not inside))
        else:
            found.append(Odd(start + at, is_harmless=True))
    return found


def _may_go(letter: str, *, has_right: bool) -> bool:
    """Tell whether a line reads the same without a mark of direction."""
    if letter == _RIGHT_OVERRIDE:
        return False
    if letter == _LEFT_OVERRIDE:
        return not has_right
    return has_right or letter not in _RIGHT_EMBEDDINGS


def tidied(text: str) -> tuple[str, int]:
    """Remove what is harmless; gives the text and how many characters went. Breaks of any kind become line breaks."""
    gone = [odd.at for odd in odd_characters(text) if odd.is_harmless]
    if not gone:
        return text, 0
    letters = list(text)
    for at in gone:
        letters[at] = "\n" if _BREAKS.match(letters[at]) else ""
    return "".join(letters), len(gone)


def plain_name(name: str) -> str:
    """Remove from a file's name all that does not enter the record: nobody typed it, and nobody quotes it."""
    odd = {each.at for each in odd_characters(name)}
    return "".join(letter for at, letter in enumerate(name) if at not in odd)


def first_place(text: str, *, harmful_only: bool = False) -> CharacterPosition | None:
    """Find the first character that does not enter the record, or only what changes what is read; None for none."""
    for odd in odd_characters(text):
        if not (harmful_only and odd.is_harmless):
            return _place(text, odd.at)
    return None


def _place(text: str, at: int) -> CharacterPosition:
    line = text.count("\n", 0, at)
    begins = text.rfind("\n", 0, at) + 1
    before, after = text[max(begins, at - SHOWN_CHARACTERS) : at], text[at + 1 : at + 1 + SHOWN_CHARACTERS]
    shown = (_SUSPECT.sub("\ufffd", around.partition("\n")[0]) for around in (before, after))
    return CharacterPosition(f"U+{ord(text[at]):04X}", line + 1, at - begins + 1, *shown)
