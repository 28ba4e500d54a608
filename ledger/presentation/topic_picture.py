"""Topics by rounds as a picture: where each line and mark stands, in units of the picture."""

from dataclasses import dataclass

from ledger.models import Dialogue, Round, Topic
from ledger.presentation.item_words import shortened
from ledger.presentation.topic_grid import Grid, TopicCell, TopicRow

LABEL, COLUMN, NOW, LINE, HEAD, INSET = 200, 44, 26, 26, 40, 8
NAME_LENGTH = 31


@dataclass(frozen=True)
class GridMark:
    """A cell of the picture, where it stands, and the part of the topic's page that it leads to."""

    cell: TopicCell
    address: str
    left: int


@dataclass(frozen=True)
class Drawn:
    """A line of the picture; ``top`` is where it begins."""

    line: TopicRow
    name: str
    address: str
    inset: int
    top: int
    marks: list[GridMark]

    @property
    def text_at(self) -> int:
        return self.top + 17

    @property
    def shape_at(self) -> int:
        return self.top + 6

    @property
    def bottom(self) -> int:
        return self.top + LINE


@dataclass(frozen=True)
class Picture:
    """Topics down, rounds across, and the newest word on each at the end."""

    heads: list[tuple[int, Round]]
    lines: list[Drawn]
    width: int
    height: int
    column: int = COLUMN
    line: int = LINE

    @property
    def now_at(self) -> int:
        return self.width - 15


def topic_address(topic: Topic, dialogue: Dialogue) -> str:
    """Return the address of a topic's page for a dialogue."""
    return f"{topic.get_absolute_url()}?dialogue={dialogue.code}"


def picture_of(grid: Grid, dialogue: Dialogue) -> Picture:
    """Find where everything stands in the picture of a grid."""
    lines = []
    for place, line in enumerate(grid.lines):
        address = topic_address(line.topic, dialogue)
        marks = [
            GridMark(cell, f"{address}#round-{cell.round.number}", LABEL + COLUMN * column)
            for column, cell in enumerate(line.cells)
            if cell
        ]
        inset = INSET * min(line.depth, 2)
        name = shortened(line.topic.name, NAME_LENGTH - min(line.depth, 2))
        lines.append(Drawn(line, name, address, inset, HEAD + LINE * place, marks))
    return Picture(
        heads=[(LABEL + COLUMN * place + COLUMN // 2, one) for place, one in enumerate(grid.rounds)],
        lines=lines,
        width=LABEL + COLUMN * len(grid.rounds) + NOW,
        height=HEAD + LINE * len(lines) + 1,
    )
