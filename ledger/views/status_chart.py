"""Draw how statuses are spread by kind, as bars and as figures; each part leads to its list."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.utils.translation import gettext as _

from ledger.models.items import ItemQuerySet
from ledger.models.past_status import Whose, status_now
from ledger.presentation import wording
from ledger.views.base import page_address
from ledger.vocabulary import Status

WIDTH = 340
"""Of the picture, in its own units; the bar of the commonest kind takes all of it."""
LINE = 50
BAR = 26
DIGIT = 8
"""How wide a digit is, of a figure on a bar."""


@dataclass(frozen=True)
class Part:
    """The items of a kind that have a status: a stretch of its bar."""

    status: Status
    label: str
    count: int
    address: str
    left: float
    width: float

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 1)

    @property
    def is_labelled(self) -> bool:
        return self.width >= DIGIT * (len(wording.number(self.count).label) + 1)


@dataclass(frozen=True)
class StatusBar:
    """A kind of items; ``top`` is where its line begins."""

    label: str
    total: int
    parts: list[Part]
    top: int

    @property
    def text_at(self) -> int:
        return self.top + 14

    @property
    def bar_at(self) -> int:
        return self.top + 20

    @property
    def figure_at(self) -> int:
        return self.top + 38


@dataclass(frozen=True)
class Spread:
    """The picture: bars by kind, what binds most first."""

    bars: list[StatusBar]

    width: int = WIDTH
    bar_height: int = BAR

    @property
    def height(self) -> int:
        return LINE * len(self.bars)


def spread_of(items: ItemQuerySet) -> Spread:
    """Count the items by kind and by the newest word on them in any voice. One query."""
    # By code alone: the order of a model would count each row for itself.
    words = items.order_by().annotate(word=status_now(Whose.NEWEST))
    counted = words.values_list("kind", "agreed_as", "word").annotate(count=Count("pk"))
    found = sorted(
        counted, key=lambda one: (wording.KINDS.index((one[0], one[1])), list(Status).index(one[2]))
    )
    kinds = [(kind, list(rows)) for kind, rows in groupby(found, key=lambda one: (one[0], one[1]))]
    widest = max((sum(row[3] for row in rows) for _kind, rows in kinds), default=1)
    return Spread(
        [_bar(kind, rows, WIDTH / widest, LINE * place) for place, (kind, rows) in enumerate(kinds)]
    )


def _bar(kind: tuple, rows: list[tuple], unit: float, top: int) -> StatusBar:  # type: ignore[type-arg]
    speech_act, agreed_as = kind
    parts, left = [], 0.0
    for _kind, _agreed_as, status, count in rows:
        asked = {"kind": str(agreed_as or speech_act), "status": str(status), "voice": Whose.NEWEST.value}
        address = page_address("ledger:item-list", **asked, heads="1")
        width = round(max(count * unit - 1.5, 1.5), 1)  # a gap tells neighbours apart without colour
        parts.append(Part(status, _(status.label), count, address, round(left, 1), width))
        left += count * unit
    label = wording.begin(wording.kind(speech_act, agreed_as))
    return StatusBar(label, sum(row[3] for row in rows), parts, top)
