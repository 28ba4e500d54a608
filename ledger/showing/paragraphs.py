"""A statement's text as pages show it: a passage within its paragraph, and a whole text with what cites it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ledger.models import Passage


def paragraph_of(passage: Passage) -> tuple[str, str, str]:
    """The words before the passage in its paragraph, the passage, and the words after it.

    A paragraph ends with its line, as statements are kept; a passage over several lines has the rest of its first and
    of its last one.
    """
    text = passage.statement.text
    begins = text.rfind("\n", 0, passage.start) + 1
    ends = text.find("\n", passage.end)
    before, after = text[begins : passage.start], text[passage.end : ends if ends >= 0 else len(text)]
    return before, text[passage.start : passage.end], after


@dataclass(frozen=True)
class Stretch:
    """Words of a text under the same spans: what lies over them, narrowest first; what begins and what ends here."""

    words: str
    over: list[Any]
    begins: list[Any]
    ends: list[Any]


def stretches(text: str, spans: Iterable[tuple[int, int, Any]]) -> Iterator[Stretch]:
    """The text cut where spans begin and end and where its lines do: in order, with nothing left out.

    ``spans`` are ``(start, end, what)`` in characters and may overlap. A line's end belongs to the stretch before it.
    """
    # The narrowest span says most about the words under it.
    narrow = sorted(spans, key=lambda span: (span[1] - span[0], span[0]))
    lines = (at + 1 for at, letter in enumerate(text) if letter == "\n")
    edges = sorted({0, len(text), *lines, *(edge for start, end, _what in narrow for edge in (start, end))})
    for here, there in pairwise(edges):
        yield Stretch(
            words=text[here:there],
            over=[what for start, end, what in narrow if start <= here and there <= end],
            begins=[what for start, _end, what in narrow if start == here],
            ends=[what for _start, end, what in narrow if end == there],
        )


def paragraphs_of(text: str, spans: Iterable[tuple[int, int, Any]]) -> list[list[Stretch]]:
    """The text's paragraphs, each as its stretches; lines without words are left out."""
    found: list[list[Stretch]] = [[]]
    for one in stretches(text, spans):
        found[-1].append(one)
        if one.words.endswith("\n"):
            found.append([])
    return [some for some in found if any(one.words.strip() for one in some)]
