"""Draw how statuses were spread over time, as a small picture with its figures in words."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.presentation import wording
from ledger.presentation.item_words import day
from ledger.vocabulary import Status

WIDTH, HEIGHT = 120, 32
"""Of the picture, in its own units; the most items that there were at once take all of its height."""


@dataclass(frozen=True)
class Area:
    """The area between two lines: how many items had a status over time."""

    status: Status
    path: str


@dataclass(frozen=True)
class Curve:
    """The picture: areas from the bottom up, and in words each day on which a figure had changed."""

    areas: list[Area]
    words: str
    width: int = WIDTH
    height: int = HEIGHT


def curve_of(days: Sequence[datetime.date], counts: Sequence[Counter[Status]]) -> Curve:
    """Draw the counts of some days, one above the other."""
    most = max((of_day.total() for of_day in counts), default=0) or 1
    across = [round(WIDTH * at / max(len(days) - 1, 1), 1) for at in range(len(days))]
    floor, areas = [0] * len(days), []
    for status in reversed(Status):
        top = [below + of_day[status] for below, of_day in zip(floor, counts, strict=True)]
        if top != floor:
            edge = [*zip(across, top, strict=True), *reversed([*zip(across, floor, strict=True)])]
            points = (f"{x:g} {round(HEIGHT - HEIGHT * height / most, 1):g}" for x, height in edge)
            areas.append(Area(status, f"M{'L'.join(points)}Z"))
        floor = top
    return Curve(areas, _words(days, counts))


def _words(days: Sequence[datetime.date], counts: Sequence[Counter[Status]]) -> str:
    told = [
        f"{day(on)}: {_figures(of_day)}"
        for at, (on, of_day) in enumerate(zip(days, counts, strict=True))
        if at in {0, len(days) - 1} or of_day != counts[at - 1]
    ]
    return "; ".join(told)


def _figures(counts: Counter[Status]) -> str:
    figures = [
        f"{wording.number(counts[status]).label} {_(status.label)}" for status in Status if counts[status]
    ]
    return ", ".join(figures) or _("no item")
