"""Compare two wordings word by word. Plain Python; it judges nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

_WORD = re.compile(r"\w[\w’'-]*\s*|[^\w\s]\s*|\s+")

ALIKE = 0.4
"""From how much in common on words are marked: below it nearly everything would be."""


class ChangeMark(StrEnum):
    """The mark of some words: kept, gone out or come in."""

    KEPT = "kept"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True)
class ChangedWords:
    """Some words, and what became of them."""

    mark: ChangeMark
    words: str


def likeness(before: str, after: str, *, least: float = 0.0) -> float:
    """Measure how much two wordings have in common: 0 for nothing, 1 for the same words in the same order.

    Less than ``least`` may be told as 0: most pairs have too few words in common, which takes a glance.
    """
    compared = _compared(_keys_of(before), _keys_of(after))
    if least and (compared.real_quick_ratio() < least or compared.quick_ratio() < least):
        return 0.0
    return compared.ratio()


def are_same(before: str, after: str) -> bool:
    """Tell whether the words are the same; line breaks and spaces between them do not count."""
    return _keys(_words(before)) == _keys(_words(after))


def changes(before: str, after: str) -> list[ChangedWords]:
    """Return the later wording with what went out and came in, in reading order; all of it has the words of both."""
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


def _compared(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, old, new, autojunk=False)


def _words(text: str) -> list[str]:
    """Return a text in words, each with the space after it."""
    return _WORD.findall(text.strip())


def _keys(words: list[str]) -> list[str]:
    return [key for word in words if (key := word.strip())]


@lru_cache(maxsize=1000)  # each wording of a thread is compared with every one of the round before
def _keys_of(text: str) -> tuple[str, ...]:
    return tuple(_keys(_words(text)))
