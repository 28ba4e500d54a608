"""The topics of a dialogue, by rounds, put together in Python: a page has thousands of marks and figures.

All that comes from the database is escaped here.
"""

from html import escape

from django import template
from django.templatetags.static import static
from django.utils.safestring import SafeString

from ledger.presentation.topic_grid import Counted, TopicCell, kinds_in_words
from ledger.presentation.topic_picture import COLUMN, LINE, Drawn, GridMark, Picture
from ledger.vocabulary import AgreedAs, Kind, Status

register = template.Library()

KIND_AT, STATUS_AT = 5, 25
"""Where the two marks of a round stand in its column, in units of the picture."""


@register.simple_tag
def kind_counts(counts: list[Counted]) -> SafeString:
    """Count how many items of each kind, by shape and figure; in words for who points at them or has them
    read aloud.
    """
    words = escape(kinds_in_words(counts))
    figures = [
        f'<span class="counted" data-kind="{_token(count.kind, count.agreed_as)}">{count.count}</span>'
        for count in counts
    ]
    return SafeString(
        f'<span class="hidden-text">{words}</span><span aria-hidden="true" title="{words}">{" ".join(figures)}</span>'
    )


def _token(kind: Kind, agreed_as: AgreedAs | None) -> str:
    return (agreed_as or kind).value.replace("_", "-")


@register.simple_tag
def topic_lines(picture: Picture) -> SafeString:
    """Return the lines of the picture as SVG: the topic's name, a mark for each round, and the newest word at
    the end.
    """
    drawn = _LineMarkup(picture)
    return SafeString("\n".join([drawn.line(line) for line in picture.lines]))


class _LineMarkup:
    """Lines of the picture as SVG in the language of the page."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.kinds, self.shapes = static("ledger/kinds.svg"), static("ledger/shapes.svg")

    def line(self, drawn: Drawn) -> str:
        parent = "" if drawn.line.depth else ' class="parent"'
        topic = escape(drawn.line.topic.name)
        marks = [self._mark(mark, topic, drawn) for mark in drawn.marks]
        newest = drawn.line.newest
        return (
            f'<a href="{escape(drawn.address)}"><title>{topic}</title>'
            f'<text{parent} x="{drawn.inset}" y="{drawn.text_at}">{escape(drawn.name)}</text></a>'
            f"{''.join(marks)}"
            f"{self._shape(newest.status, self.picture.now_at, drawn.shape_at) if newest else ''}"
            f'<line class="line" x2="{self.picture.width}" y1="{drawn.bottom}" y2="{drawn.bottom}"/>'
        )

    def _mark(self, mark: GridMark, topic: str, drawn: Drawn) -> str:
        """Return a round's two marks; what they mean is the name of their link and its tooltip."""
        cell: TopicCell = mark.cell
        first, top = cell.counts[0], drawn.shape_at
        kind = _token(first.kind, first.agreed_as)
        newest = self._shape(cell.newest.status, mark.left + STATUS_AT, top) if cell.newest else ""
        return (
            f'<a href="{escape(mark.address)}"><title>{topic}, {escape(cell.words)}</title>'
            f'<rect class="hit" x="{mark.left}" y="{drawn.top}" width="{COLUMN}" height="{LINE}"/>'
            f"{_use('mark', f'{self.kinds}#{kind}', mark.left + KIND_AT, top)}{newest}</a>"
        )

    def _shape(self, status: Status, left: int, top: int) -> str:
        return _use(f'shape" data-status="{status.token}', f"{self.shapes}#{status.token}", left, top)


def _use(css: str, address: str, left: int, top: int) -> str:
    """Return a symbol of a file of symbols, at a place; the stylesheet gives its size."""
    return f'<use class="{css}" href="{address}" x="{left}" y="{top}" width="14" height="14"/>'
