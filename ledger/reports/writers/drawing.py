"""Pictures: a figure's table as one SVG, the same in every format.

Colours are presentation attributes, so that a file shows them anywhere; a page's stylesheet may put its own in their
place by ``data-status`` (dark mode). Colour never stands alone: each status has a pattern, and numbers are written out.
``shapes.svg`` beside this module holds the shapes of the statuses, by code.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from textwrap import shorten, wrap

from ledger.presentation.shape import (
    Brief,
    Cell,
    Column,
    Day,
    Figure,
    Number,
    Report,
    ReportStatus,
    Row,
    Table,
    parts,
)
from ledger.reports.writers.words import bare

INK, QUIET, RULE, PAPER = "#16191d", "#555b62", "#dad6cb", "#ffffff"

TONES = {
    "unassessed": "#5f656c",
    "not_started": "#414b5c",
    "in_progress": "#0b4f8a",
    "substantial": "#0a6470",
    "done": "#1d6334",
    "stalled": "#8a4b00",
    "reversed": "#a8201a",
    "overtaken": "#5b5347",
    "declined": "#7c2748",
}
"""The colour of each status on paper: those of the stylesheets' light side."""

PATTERNS = {
    "unassessed": "M1 4h2",
    "not_started": "M0 4h8",
    "in_progress": "M-1 9 9 -1M-1 1 1 -1M7 9 9 7",
    "substantial": "M-1 9 9 -1M-1 1 1 -1M7 9 9 7M3 5 5 3M-1 5 5 -1M3 9 9 3",
    "done": "",
    "stalled": "M2 0v8M6 0v8",
    "reversed": "M-1 -1 9 9M-1 7 1 9M7 -1 9 1",
    "overtaken": "M0 0 4 4 0 8M4 0 8 4 4 8",
    "declined": "M0 0 8 8M8 0 0 8",
}
"""What is drawn in a tile of 8 × 8; an empty one is filled."""

WIDTH, LEFT, LINE, BAR = 480, 150, 15, 20
TALL, WIDER, FURTHER = 12, 640, 240
"""From so many rows on a grid is wider, with more room for their names: so that it is not made small by its height."""
NARROWEST = 12
"""How wide a square of a grid is at least: of more than fit, the picture grows."""
SIZE = 12
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2")
SYMBOL = re.compile(
    r"""
    # e.g. <symbol id="open" viewBox="0 0 16 16"><path d="M0 0"/></symbol>
    <symbol\ id="(\w+)"\ viewBox="0\ 0\ 16\ 16">((?:(?!<symbol\ )[^\n])*)</symbol>
    """,
    re.VERBOSE,
)


@cache
def sprite() -> str:
    """Return the shapes of all statuses, as symbols for a page to use."""
    return Path(__file__).with_name("shapes.svg").read_text(encoding="utf-8").strip()


@cache
def shapes() -> dict[str, str]:
    """Return the shape of each status by code, as an SVG of its own in the status's colour."""
    return {
        code: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">'
        f"{markup.replace('currentColor', TONES[code])}</svg>"
        for code, markup in SYMBOL.findall(sprite())
    }


def draw(figure: Figure, name: str) -> str:
    """Return the figure as SVG, or empty for one that is its table alone or whose table has no rows.

    ``name`` is put before the identifiers inside: no two pictures of a page may share it.
    """
    if not figure.drawing or not figure.table.rows:
        return ""
    drawn = {"bars": _bars, "grid": _grid, "line": _lines}[figure.drawing](figure.table, name)
    return drawn.whole(figure, name)


def width(svg: str, wide: float = 125, most: float = 205) -> float:
    """Describe how wide a picture is set on paper, in mm; one of the usual width is ``wide``, none is taller
    than ``most``.
    """
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    return min(wide * float(found[1]) / WIDTH, most * float(found[1]) / float(found[2])) if found else wide


def told(figure: Figure) -> str:
    """Return what stands for the picture where it is not seen."""
    return " ".join(part for part in (figure.title, figure.description) if part)


def drawn(report: Report) -> list[Figure]:
    """Return the figures of a full report that are drawn, whose tables therefore stand elsewhere; of a brief none."""
    figures = (part for part in parts(report.sections) if isinstance(part, Figure))
    return [] if isinstance(report, Brief) else [each for each in figures if each.drawing and each.table.rows]


def told_in_full(figure: Figure) -> str:
    """Return the same with the figures: "Torture prevention: 21 Oct 2015 in progress"."""
    heads = [column.label for column in figure.table.columns[1:]]
    rows = (f"{bare(row.cells[0])}: {', '.join(_headed(heads, row.cells[1:]))}" for row in figure.table.rows)
    return f"{told(figure)} {'; '.join(rows)}."


def _headed(heads: Sequence[str], cells: Sequence[Cell | None]) -> Iterator[str]:
    return (f"{head} {words}" for head, cell in zip(heads, cells, strict=True) if (words := bare(cell)))


class _Canvas:
    """Marks one after the other, and how far down they reach."""

    def __init__(self, name: str, *, is_tall: bool = False) -> None:
        self.name = name
        self.width, self.left = (WIDER, FURTHER) if is_tall else (WIDTH, LEFT)
        self.marks: list[str] = []
        self.height = 4.0
        self.used: dict[str, None] = {}

    def add(self, tag: str, content: str = "", /, **attributes: object) -> None:
        """Add one element; an underscore in an attribute's name stands for a hyphen."""
        self.marks.append(_element(tag, content, **attributes))

    def words(self, x: float, y: float, words: str, **attributes: object) -> None:
        """Add words at a baseline."""
        given = {"fill": INK, "font_size": SIZE, "class": "ink", **attributes}
        self.add("text", escape(words), x=x, y=y, **given)

    def filled(self, key: str, place: int, **box: object) -> None:
        """Add a box in a status's pattern; other columns take patterns by their place."""
        code = key if key in TONES else list(TONES)[place % len(TONES)]
        self.used[code] = None
        fill = f"url(#{self.name}-{code})" if PATTERNS[code] else TONES[code]
        solid = {} if PATTERNS[code] else {"class": "solid"}
        self.add("rect", fill=fill, stroke=TONES[code], data_status=code, **solid, **box)

    def shape(self, code: str, x: float, y: float) -> None:
        """Add a status's shape, as it stands beside its word elsewhere."""
        place = {"transform": f"translate({_short(x)} {_short(y)}) scale(0.875)", "color": TONES[code]}
        self.add("g", dict(SYMBOL.findall(sprite()))[code], data_status=code, **place)

    def label(self, words: str, y: float, lines: int = 3) -> int:
        """Return a row's name at the left in up to so many lines, in any font beside the rest; returns how
        many it took.
        """
        parts = wrap(words, int(self.left / 7.2), max_lines=lines, placeholder=" …") or [""]
        for place, part in enumerate(parts):
            self.words(0, y + place * LINE, part)
        return len(parts)

    def pattern(self, code: str) -> str:
        """Return a status's tile, on a light ground."""
        ground = _element("rect", width=8, height=8, fill=PAPER, **{"class": "paper"})
        stroke = {"stroke": TONES[code], "stroke_width": 1.4, "data_status": code}
        lines = _element("path", d=PATTERNS[code], fill="none", **stroke)
        return _element(
            "pattern",
            ground + lines,
            id=f"{self.name}-{code}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )

    def whole(self, figure: Figure, name: str) -> str:
        """Return the picture, named and described."""
        patterns = (self.pattern(code) for code in self.used if PATTERNS[code])
        inner = [
            _element("title", escape(figure.title), id=f"{name}-title"),
            _element("desc", escape(figure.description), id=f"{name}-desc"),
            _element("defs", "".join(patterns)),
            *self.marks,
        ]
        return _element(
            "svg",
            "".join(inner),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.width} {self.height:g}",
            width=self.width,
            height=f"{self.height:g}",
            role="img",
            aria_labelledby=f"{name}-title {name}-desc",
            font_family="Public Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif",
            **{"class": "picture"},
        )


def _element(tag: str, content: str = "", /, **attributes: object) -> str:
    written = (
        f' {key.replace("_", "-")}="{escape(_short(value))}"'
        for key, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{''.join(written)}>{content}</{tag}>"


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _bars(table: Table, name: str) -> _Canvas:
    """Return a bar for each row, one part for each number; a key above."""
    canvas = _Canvas(name)
    columns = _number_columns(table)
    most = max((sum(_count(row.cells[place]) for place, _ in columns) for row in table.rows), default=0) or 1
    _key(
        canvas,
        [
            (column.key, order, column.label)
            for order, (place, column) in enumerate(columns)
            if any(_count(row.cells[place]) for row in table.rows)
        ],
    )
    for row in table.rows:
        _bar(canvas, row, columns, most)
    return canvas


def _number_columns(table: Table) -> list[tuple[int, Column]]:
    """Return the columns that are drawn, each with its place: those of numbers, but the first."""
    return [(place, column) for place, column in enumerate(table.columns) if column.is_number and place]


def _bar(canvas: _Canvas, row: Row, columns: Sequence[tuple[int, Column]], most: int) -> None:
    x, y = float(LEFT), canvas.height
    for order, (place, column) in enumerate(columns):
        if number := _count(row.cells[place]):
            width = (WIDTH - LEFT - 1) * number / most
            canvas.filled(column.key, order, x=x, y=y, width=width, height=BAR)
            _figure_in(canvas, bare(row.cells[place]), x + width / 2, y + BAR / 2, width)
            x += width
    taken = canvas.label(bare(row.cells[0]), y + 14)
    canvas.height += max(BAR, taken * LINE) + 8


def _figure_in(canvas: _Canvas, words: str, x: float, y: float, room: float) -> None:
    """Add a number on a light ground in the middle of a box, where there is room."""
    width = 7 * len(words) + 6
    if width <= room:
        canvas.add("rect", x=x - width / 2, y=y - 8, width=width, height=16, fill=PAPER, **{"class": "paper"})
        canvas.words(x, y + 4, words, text_anchor="middle")


def _key(canvas: _Canvas, entries: Iterable[tuple[str, int, str]]) -> None:
    """Draw what each pattern means, with the shape of a status; as many on a line as fit."""
    x = 0.0
    for key, order, label in entries:
        words = shorten(label, 40, placeholder=" …")
        start = 40 if key in TONES else 22
        width = start + 6.6 * len(words) + 14
        if x and x + width > WIDTH:
            x, canvas.height = 0.0, canvas.height + 20
        canvas.filled(key, order, x=x + 1, y=canvas.height, width=14, height=12)
        if key in TONES:
            canvas.shape(key, x + 21, canvas.height - 1)
        canvas.words(x + start, canvas.height + 10.5, words)
        x += width
    canvas.height += 28


def _grid(table: Table, name: str) -> _Canvas:
    """Return a square for each cell: fuller for a greater number, in its pattern for a status."""
    canvas = _Canvas(name, is_tall=len(table.rows) > TALL)
    squares = max(len(table.columns) - 1, 1)
    canvas.width = max(canvas.width, canvas.left + NARROWEST * squares)
    wide = (canvas.width - canvas.left) / squares
    _grid_heads(canvas, [column.label for column in table.columns[1:]], wide)
    most = max((_count(cell) for row in table.rows for cell in row.cells[1:]), default=0) or 1
    statuses = {
        cell.code: cell.label for row in table.rows for cell in row.cells if isinstance(cell, ReportStatus)
    }
    for row in table.rows:
        _grid_row(canvas, row, wide, most)
    if statuses:
        canvas.height += 8
        _key(canvas, [(code, 0, label) for code, label in statuses.items()])
    return canvas


def _grid_heads(canvas: _Canvas, labels: Sequence[str], wide: float) -> None:
    """Draw the columns' labels, on two lines at most."""
    heads = [wrap(label, max(int(wide / 7), 3), max_lines=2, placeholder="…") for label in labels]
    for place, lines in enumerate(heads):
        for line, words in enumerate(lines):
            canvas.words(
                canvas.left + wide * (place + 0.5), 12 + line * LINE, words, text_anchor="middle", fill=QUIET
            )
    canvas.height += max(map(len, heads), default=0) * LINE


def _grid_row(canvas: _Canvas, row: Row, wide: float, most: int) -> None:
    y = canvas.height
    taken = canvas.label(bare(row.cells[0]), y + 16)
    tallest = max((len(_lines_in(cell, wide)) for cell in row.cells[1:]), default=0)
    height = max(24, taken * LINE + 6, tallest * 12 + 8)
    for place, cell in enumerate(row.cells[1:]):
        x = canvas.left + wide * place
        canvas.add("rect", x=x + 1, y=y + 1, width=wide - 2, height=height - 2, fill="none", stroke=RULE)
        if isinstance(cell, ReportStatus):
            canvas.filled(cell.code, 0, x=x + 1, y=y + 1, width=wide - 2, height=height - 2)
        elif number := _count(cell):
            part = (height - 2) * number / most
            canvas.filled("done", 0, x=x + 1, y=y + height - 1 - part, width=wide - 2, height=part)
            _figure_in(canvas, bare(cell), x + wide / 2, y + height / 2, wide)
        for line, words in enumerate(lines := _lines_in(cell, wide)):
            middle = y + height / 2 + 4 + (line - (len(lines) - 1) / 2) * 12
            canvas.words(x + wide / 2, middle, words, text_anchor="middle", font_size=10)
    canvas.height += height


def _lines_in(cell: Cell | None, wide: float) -> list[str]:
    """Return a square's words, on three lines at most; a number or a status is drawn instead."""
    if isinstance(cell, ReportStatus) or _count(cell):
        return []
    return wrap(bare(cell), max(int(wide / 5.6), 3), max_lines=3, placeholder="…")


def _lines(table: Table, name: str) -> _Canvas:
    """Return a line for each column of numbers, told apart by dashes and named at the top."""
    canvas = _Canvas(name)
    columns = _number_columns(table)
    most = max((_count(row.cells[place]) for row in table.rows for place, _ in columns), default=0) or 1
    for order, (_place, column) in enumerate(columns):
        dash, y = DASHES[order % len(DASHES)], canvas.height
        canvas.add("path", d=f"M0 {y + 7:g}h26", **_stroke(order, dash))
        canvas.words(32, y + 11, shorten(column.label, 60, placeholder=" …"))
        canvas.height += 18
    top, left, depth = canvas.height + 8, 34, 160
    xs = list(_places([row.cells[0] for row in table.rows], left, WIDTH - 8))
    for number in sorted({0, most // 2, most}):
        y = top + depth * (1 - number / most)
        canvas.add("path", d=f"M{left} {y:g}H{WIDTH}", stroke=RULE, fill="none")
        canvas.words(left - 6, y + 4, str(number), text_anchor="end", fill=QUIET)
    for order, (place, _column) in enumerate(columns):
        ys = [top + depth * (1 - _count(row.cells[place]) / most) for row in table.rows]
        _line(canvas, order, list(zip(xs, ys, strict=True)))
    first, last = bare(table.rows[0].cells[0]), bare(table.rows[-1].cells[0])
    canvas.words(left, top + depth + 18, first, fill=QUIET)
    if len(table.rows) > 1:
        canvas.words(WIDTH - 2, top + depth + 18, last, text_anchor="end", fill=QUIET)
    canvas.height = top + depth + 26
    return canvas


def _line(canvas: _Canvas, order: int, points: Sequence[tuple[float, float]]) -> None:
    """Draw a line through points, with a dot on each."""
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    canvas.add("polyline", points=drawn, **_stroke(order, DASHES[order % len(DASHES)]))
    for x, y in points:
        canvas.add("circle", cx=x, cy=y, r=2.5, fill=INK, **{"class": "ink"})


def _stroke(order: int, dash: str) -> dict[str, object]:
    tone = list(TONES)[(order + 2) % len(TONES)]
    return {
        "fill": "none",
        "stroke": TONES[tone],
        "stroke_width": 2,
        "stroke_dasharray": dash,
        "data_status": tone,
    }


def _places(cells: list[Cell | None], left: float, right: float) -> Iterator[float]:
    """Find where the rows stand from left to right: as far apart as their days, else evenly."""
    days = [_months(cell.value) for cell in cells if isinstance(cell, Day)]
    if len(days) < len(cells) or days != sorted(days):
        days = list(range(len(cells)))
    span = (days[-1] - days[0]) or 1
    yield from (left + (right - left) * (day - days[0]) / span for day in days)


def _months(value: str) -> float:
    year, month, day = (*(int(part) for part in value[:10].split("-")), 1, 1)[:3]
    return year * 12 + month + day / 31


def _count(cell: Cell | None) -> int:
    return max(cell.value, 0) if isinstance(cell, Number) else 0


def named() -> Iterator[str]:
    """Return names for the pictures of one file: "figure-1", "figure-2"…"""
    return (f"figure-{number}" for number in count(1))
