"""Draw how statuses are spread by kind, as bars and as figures; each part leads to its list."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count
from django.utils.translation import gettext as _

from ledger.models import Item
from ledger.models.item_trails import Subject, place_of
from ledger.models.items import ItemQuerySet
from ledger.models.past_status import Whose, status_now
from ledger.models.status_figures import status_figures
from ledger.presentation import wording
from ledger.views.base import LedgerView, page_address
from ledger.vocabulary import AgreedAs, Kind, Status

_Counted = tuple[Kind, AgreedAs | None, Status]

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


def spread_of(view: LedgerView) -> Spread:
    """Count the items that stand for their matter, by kind and by the newest word on them in any voice.

    The kept counts tell, where they can.
    """
    dialogues = [dialogue.pk for dialogue in view.rights.dialogues]
    figures = status_figures(dialogues, Whose.NEWEST, (), Subject.MATTER)
    if figures is None:
        return _drawn(_counted(view.rows(Item.objects.heads())))
    kept = figures[Subject.MATTER].items()
    return _drawn({(*place_of(key), status): count for key, (now,) in kept for status, count in now.items()})


def _counted(items: ItemQuerySet) -> dict[_Counted, int]:
    """Count items but for steps. One query."""
    # By code alone: the order of a model would count each row for itself.
    words = items.without_steps().order_by().annotate(word=status_now(Whose.NEWEST))
    rows = words.values_list("kind", "agreed_as", "word").annotate(count=Count("pk"))
    return {(kind, agreed_as, status): count for kind, agreed_as, status, count in rows}


def _drawn(counted: Mapping[_Counted, int]) -> Spread:
    found = sorted(
        ((*what, count) for what, count in counted.items()),
        key=lambda row: (wording.KINDS.index((row[0], row[1])), list(Status).index(row[2])),
    )
    kinds = [(kind, list(rows)) for kind, rows in groupby(found, key=lambda row: (row[0], row[1]))]
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
