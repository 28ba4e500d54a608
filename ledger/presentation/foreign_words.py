"""Words within a text that are in another language than the rest: plain values, as all of a report's shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForeignWords:
    """A span `[start, end)` of a text in characters, and the language of its words."""

    start: int
    end: int
    language: str


def runs(text: str, language: str, foreign: Sequence[ForeignWords]) -> Iterator[tuple[str, str]]:
    """Yield a text piece by piece, each with its language: whole where all of it is in the same."""
    at = 0
    for part in foreign:
        if part.start > at:
            yield text[at : part.start], language
        yield text[part.start : part.end], part.language
        at = part.end
    if at < len(text) or not foreign:
        yield text[at:], language
