"""Tell the columns of a PDF's page apart by where its words stand.

A PDF holds words in the order in which a program wrote them. Most write a column to its end; some write line by line
across all columns, so that sentences of different columns run into each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_FEWEST_LINES = 5
"""Lines that begin at the same place, at least, for that to be a column."""
_LEAST_SHARE_OF_WIDTH = 0.15
"""Of the width of all words: a column, at least; what is less is an indent, a bullet or a number."""
_MOST_SHARE_OF_CROSSING_LINES = 0.25
"""Of a column's lines: as many may run across its beginning, as titles and signatures do."""
_PLACES = 40
"""Places, most frequent first, that are looked at."""
_WIDEST_PITCH = 1.8
"""Times their height: lines of a paragraph stand as close to each other, rows of a table do not."""
_STOPS = frozenset(".,;")
_NEAR_POINTS = 2.0
"""Points: as near to each other as the beginnings of a column's lines are."""


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Words on one line: from where to where, in points from the page's left, and how far up."""

    start: float
    end: float
    y: float
    height: float
    words: str


def line_pieces(shown: Iterable[PlacedWords]) -> list[PlacedWords]:
    """Join what stands side by side on a line, up to a gap that is wider than between words."""
    joined: list[PlacedWords] = []
    words: list[list[str]] = []
    for piece in shown:
        last = joined[-1] if joined else None
        if last and _is_beside(piece, last):
            is_apart = piece.start - last.end > 0.15 * last.height and not words[-1][-1].endswith(" ")
            words[-1] += [" " if is_apart else "", piece.words]
            joined[-1] = PlacedWords(
                last.start, max(last.end, piece.end), last.y, max(last.height, piece.height), ""
            )
        else:
            joined.append(piece)
            words.append([piece.words])
    whole = [replace(piece, words="".join(said)) for piece, said in zip(joined, words, strict=True)]
    return [piece for piece in whole if piece.words.strip()]


def _is_beside(piece: PlacedWords, last: PlacedWords) -> bool:
    """Return whether words follow others on their line, no further away than a word is from the next."""
    is_level = abs(piece.y - last.y) < last.height / 3
    return is_level and -last.height < piece.start - last.end < 0.9 * last.height


def in_columns(pieces: Sequence[PlacedWords]) -> list[str] | None:
    """Return the lines of a page, column by column; None where it has no columns, or was written in that order already.

    ``pieces`` come in the order in which the page shows them.
    """
    starts = _starts(pieces)
    if len(starts) < 2 or not _is_across(pieces, starts):
        return None
    return list(_read(pieces, starts))


def _starts(pieces: Sequence[PlacedWords]) -> list[float]:
    """Find where columns begin, from left to right."""
    if not pieces:
        return []
    left, right = min(piece.start for piece in pieces), max(piece.end for piece in pieces)
    counts = Counter(round(piece.start / _NEAR_POINTS) for piece in pieces)
    frequent = sorted(
        place * _NEAR_POINTS for place, count in counts.most_common(_PLACES) if count >= _FEWEST_LINES
    )
    starts: list[float] = []
    for start in frequent:
        if starts and start - starts[-1] < _LEAST_SHARE_OF_WIDTH * (right - left):
            continue
        if _is_column(pieces, start):
            starts.append(start)
    return starts


def _is_column(pieces: Sequence[PlacedWords], start: float) -> bool:
    """Return whether the lines that begin at a place are a column: few others run across it between them."""
    own = [piece for piece in pieces if abs(piece.start - start) <= _NEAR_POINTS]
    low, high = min(piece.y for piece in own), max(piece.y for piece in own)
    crossing = sum(_crosses(piece, start) and low <= piece.y <= high for piece in pieces)
    return crossing <= _MOST_SHARE_OF_CROSSING_LINES * len(own)


def _crosses(piece: PlacedWords, start: float) -> bool:
    return piece.start < start - 2 * _NEAR_POINTS and piece.end > start + _NEAR_POINTS


def _column(piece: PlacedWords, starts: Sequence[float]) -> int | None:
    """Return the column that words stand in; None where they stand across several."""
    inside = [at for at, start in enumerate(starts) if piece.start >= start - 2 * _NEAR_POINTS]
    at = inside[-1] if inside else 0
    return None if any(_crosses(piece, start) for start in starts[at + 1 :]) else at


# Whether the page is written across its columns


def _is_across(pieces: Sequence[PlacedWords], starts: Sequence[float]) -> bool:
    """Return whether running text was written line by line across columns, as the rows of a table are not."""
    columns: list[list[PlacedWords]] = [[] for _start in starts]
    steps = 0
    before: tuple[int, PlacedWords] | None = None
    for piece in pieces:
        at = _column(piece, starts)
        if at is None:
            before = None
            continue
        columns[at].append(piece)
        # From a column into the next, without going up: a cell of several lines is followed by a cell higher up.
        steps += before is not None and before[0] < at and piece.y - before[1].y < piece.height / 2
        before = at, piece
    running = [column for column in columns if len(column) >= _FEWEST_LINES and _runs_on(column)]
    if len(running) < 2:
        return False
    return steps >= _FEWEST_LINES and steps * 2 >= min(map(len, running))


def _runs_on(column: Sequence[PlacedWords]) -> bool:
    """Return whether a column holds sentences that go on from line to line, most of them as long as it is wide."""
    lines = sorted(column, key=lambda piece: (-piece.y, piece.start))
    wide = max(piece.end for piece in lines) - min(piece.start for piece in lines)
    full = sum(piece.end - piece.start > 0.6 * wide for piece in lines)
    going_on = sum(_is_continued(upper, lower) for upper, lower in pairwise(lines))
    stops = sum(not _STOPS.isdisjoint(piece.words) for piece in lines)
    is_text = full * 2 >= len(lines) and going_on * 4 >= len(lines) and stops * 8 >= len(lines)
    return is_text and _is_close(lines)


def _is_continued(upper: PlacedWords, lower: PlacedWords) -> bool:
    return lower.words.lstrip()[:1].islower() and upper.words.rstrip()[-1:] not in ".:;!?"


def _is_close(lines: Sequence[PlacedWords]) -> bool:
    """Return whether lines stand as close to each other as those of a paragraph do."""
    pitch = median(upper.y - lower.y for upper, lower in pairwise(lines))
    return pitch < _WIDEST_PITCH * median(piece.height for piece in lines)


# The lines in order


def _read(pieces: Sequence[PlacedWords], starts: Sequence[float]) -> Iterator[str]:
    """Read column by column between the lines that run across, which stay where they are."""
    band: list[list[PlacedWords]] = [[] for _start in starts]
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.start)):
        at = _column(piece, starts)
        if at is None:
            yield from _lines(band)
            band = [[] for _start in starts]
            yield piece.words.strip()
        else:
            band[at].append(piece)
    yield from _lines(band)


def _lines(band: Iterable[Sequence[PlacedWords]]) -> Iterator[str]:
    for column in band:
        line: list[PlacedWords] = []
        for piece in column:
            if line and line[0].y - piece.y > line[0].height / 2:
                yield _joined(line)
                line = []
            line.append(piece)
        if line:
            yield _joined(line)


def _joined(line: Sequence[PlacedWords]) -> str:
    return " ".join(piece.words.strip() for piece in sorted(line, key=lambda piece: piece.start))
