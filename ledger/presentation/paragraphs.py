"""A statement's text as pages show it: a passage within its paragraph, and a whole text with what lies over it.

Paragraphs are parted by empty lines where the text has any, else by lines: word processors' files give the first, words
pasted from them the second, and either way the lines of one paragraph stay together.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ledger.models import Passage
from ledger.reading.languages import wordings
from ledger.reading.plain import view_of
from ledger.reading.segments import sentences_of

_EMPTY_LINES = re.compile(r"\n\s*\n")
_LINE_END = re.compile(r"\n")


def paragraph_of(passage: Passage) -> tuple[str, str, str]:
    """Return the words before the passage in its paragraph, the passage, and the words after it.

    A passage over several paragraphs has the rest of its first and of its last one.
    """
    text, start, end = passage.statement.text, passage.start, passage.end
    around = [span for span in paragraph_spans(text) if span[0] < end and start < span[1]]
    begins, ends = (min(start, around[0][0]), max(end, around[-1][1])) if around else (start, end)
    return text[begins:start], text[start:end], text[end:ends]


@dataclass(frozen=True)
class SpannedWords:
    """Words of a text under the same spans, from ``start`` on (in characters): what lies over them, narrowest first;
    what begins and what ends here."""

    start: int
    words: str
    over: list[Any]
    begins: list[Any] = field(default_factory=list)
    ends: list[Any] = field(default_factory=list)


def stretches(text: str, spans: Iterable[tuple[int, int, Any]]) -> list[SpannedWords]:
    """Return the text cut where spans begin and end: in order, with nothing left out.

    ``spans`` are ``(start, end, what)`` in characters and may overlap.
    """
    return _cut(text, spans, [(0, len(text))])[0] if text else []


def paragraphs_of(text: str, spans: Iterable[tuple[int, int, Any]]) -> list[list[SpannedWords]]:
    """Return the text's paragraphs, each as its stretches; what parts them is left out."""
    return _cut(text, spans, paragraph_spans(text))


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Find where the paragraphs stand that have words: ``[start, end)`` in characters."""
    parting = _EMPTY_LINES if _EMPTY_LINES.search(text.strip()) else _LINE_END
    found, begins = [], 0
    for gap in [*parting.finditer(text), None]:
        ends = gap.start() if gap else len(text)
        if text[begins:ends].strip():
            found.append((begins, ends))
        begins = gap.end() if gap else ends
    return found


MOST_SENTENCE_CHARACTERS = 60_000
"""So long a text is divided into sentences; of a longer one, paragraphs have to do."""


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Find where the sentences of a text stand, in order: ``[start, end)`` in characters; none of a very long text."""
    if len(text) > MOST_SENTENCE_CHARACTERS:
        return []
    view = view_of(text)
    found = sentences_of(view.plain, wordings()[language])
    return [view.kept_span(sentence.start, sentence.end) for sentence in found]


def _cut(
    text: str, spans: Iterable[tuple[int, int, Any]], parts: Sequence[tuple[int, int]]
) -> list[list[SpannedWords]]:
    # The narrowest span says most about the words under it.
    narrow = sorted(spans, key=lambda span: (span[1] - span[0], span[0]))
    edges = sorted({edge for start, end, _what in narrow for edge in (start, end)})
    found = []
    for begins, ends in parts:
        cuts = [begins, *edges[bisect_right(edges, begins) : bisect_left(edges, ends)], ends]
        found.append([_stretch(text, here, there, narrow) for here, there in pairwise(cuts)])
    _note_edges([stretch for part in found for stretch in part], narrow)
    return found


def _stretch(text: str, here: int, there: int, spans: Sequence[tuple[int, int, Any]]) -> SpannedWords:
    over = [what for start, end, what in spans if start <= here and there <= end]
    return SpannedWords(here, text[here:there], over)


def _note_edges(found: Sequence[SpannedWords], spans: Sequence[tuple[int, int, Any]]) -> None:
    """Tell the first and the last stretch of each span so, though it may reach into what parts two paragraphs."""
    starts = [stretch.start for stretch in found]
    ends = [stretch.start + len(stretch.words) for stretch in found]
    for start, end, what in spans:
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        if first <= last:
            found[first].begins.append(what)
            found[last].ends.append(what)
