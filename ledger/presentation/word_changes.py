"""What changed between two wordings, word by word. Plain Python; it judges nothing."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_WORD = re.compile(r"\w[\w’'-]*\s*|[^\w\s]\s*|\s+")

ALIKE = 0.4
"""From how much in common on words are marked: below it nearly everything would be."""


class ChangeMark(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True)
class ChangedWords:
    """Some words, and what became of them."""

    mark: ChangeMark
    words: str


def likeness(before: str, after: str) -> float:
    """How much two wordings have in common: 0 for nothing, 1 for the same words in the same order."""
    return _compared(_keys(_words(before)), _keys(_words(after))).ratio()


def are_same(before: str, after: str) -> bool:
    """Whether the words are the same; line breaks and spaces between them do not count."""
    return _keys(_words(before)) == _keys(_words(after))


def changes(before: str, after: str) -> list[ChangedWords]:
    """The later wording with what went out and came in, in reading order; all of it has the words of both."""
    old, new = _words(before), _words(after)
    found = []
    for what, i, j, k, m in _compared(_keys(old), _keys(new)).get_opcodes():
        if what == "equal":
            found.append(ChangedWords(ChangeMark.KEPT, "".join(new[k:m])))
            continue
        if i < j:
            found.append(ChangedWords(ChangeMark.WENT, "".join(old[i:j])))
        if k < m:
            found.append(ChangedWords(ChangeMark.CAME, "".join(new[k:m])))
    return found


def _compared(old: list[str], new: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _words(text: str) -> list[str]:
    """A text in words, each with the space after it."""
    return _WORD.findall(text.strip())


def _keys(words: list[str]) -> list[str]:
    return [key for word in words if (key := word.strip())]
