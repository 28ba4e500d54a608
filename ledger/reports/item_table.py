"""The items' list as a table: what the page shows of each item, and all of it as a file.

A long file is written beside the request (`reports.runs`), in a process of its own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.filters import ItemFilterSet
from ledger.filters.order import in_order
from ledger.models import Dialogue, Item, Position, User
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.item_words import summary
from ledger.presentation.shape import Cell, Column, Day, Link, Ref, Text
from ledger.presentation.shape import Row as Cells
from ledger.reports.jobs import Job
from ledger.reports.runs import Run
from ledger.reports.writers import csv, whole, xlsx
from ledger.vocabulary import Precision, Status, Voice

CHUNK = 1000
ITEMS_AT_ONCE, MOST_ITEMS = 5_000, 200_000
"""How many items a file holds that is written while somebody waits, and how many it holds at all."""
TYPES = {"csv": csv.CONTENT_TYPE, "xlsx": xlsx.CONTENT_TYPE}
"""The formats of the list, and their media types."""


@dataclass(frozen=True)
class ItemRow:
    """An item with what the parties report of it, and by how many days its review date has passed."""

    item: Item
    reported: list[Position]
    days_over: int


def heads() -> list[tuple[str, str]]:
    """The columns of the list: label, and the order that the head asks for."""
    return [
        (_("Reference"), "ref"),
        (_("Kind"), "kind"),
        (_("Item"), ""),
        (_("Our office"), "status"),
        (_("Reported by the parties"), ""),
        (_("Newest entry"), "newest"),
        (_("Review"), "review"),
        (_("Officer, ours"), "officer"),
    ]


def rows_of(items: Any) -> list[ItemRow]:
    """The items with the parties' positions. One query, however many items."""
    positions: dict[int, list[Position]] = {item.pk: [] for item in items}
    spoken = Position.objects.filter(item__in=list(positions), voice=Voice.PARTY).select_related("speaker")
    for one in spoken.order_by("speaker__code", "about__code"):
        positions[one.item_id].append(one)
    today = timezone.localdate()
    return [
        ItemRow(item, positions[item.pk], (today - item.review_on).days if item.review_on else 0)
        for item in items
    ]


# --- As a file


def write(form: str, stream: BinaryIO, filters: ItemFilterSet) -> None:
    """Write the list in a format, row by row."""
    rows = lines(filters)
    if form == "csv":
        stream.writelines(csv.lines(columns(), rows))
    else:
        created = timezone.now().replace(tzinfo=None, microsecond=0)
        xlsx.write_rows(stream, _("Items"), created, columns(), rows)


def file_name(form: str) -> str:
    """A name that says what a file is, and of which day."""
    return f"items-{timezone.localdate().isoformat()}.{form}"


def write_beside(run: Run, job: Job, user: User) -> None:
    """Work of a run: the list that a query asks for, of the items that the person may see now."""
    among = access.visible_to(user, Item.objects.current())
    dialogues = list(access.visible_to(user, Dialogue.objects.all()))
    filters = ItemFilterSet(QueryDict(job.more["query"]), among, user=user, dialogues=dialogues)
    with whole(run.path) as stream:
        write(job.format, stream, filters)
    run.name, run.content_type = file_name(job.format), TYPES[job.format]


def lines(filters: ItemFilterSet) -> Iterator[Cells]:
    """The rows in the order of the page, read a thousand at a time."""
    items = for_rows(in_order(filters.chosen, filters.order)).select_related("officer")
    for chunk in _chunks(items.iterator(chunk_size=CHUNK)):
        yield from map(_line, rows_of(chunk))


def columns() -> tuple[Column, ...]:
    """The columns of the list, a status's day and what differs in columns of their own, and the address."""
    labels = [label for label, _order in heads()]
    labels[4:4] = [_("Status date"), _("Differing")]
    return tuple(Column(str(place), label) for place, label in enumerate([*labels, _("Address")]))


def _line(row: ItemRow) -> Cells:
    item: Item = row.item
    cells: tuple[Cell | None, ...] = (
        Ref(item.ref),
        Text(wording.kind(item.kind, item.agreed_as)),
        Text(_words(item)),
        Text(_(item.status.label)),
        _day(item.status_on, item.status_precision) if item.status is not Status.UNASSESSED else None,
        Text(_("yes")) if item.is_differing else None,
        Text("; ".join(map(_position, row.reported))),
        _day(item.newest_on),
        _day(item.review_on),
        Text(str(item.officer)) if item.officer else None,
        Link(item.ref, settings.LEDGER_PUBLIC_URL + item.get_absolute_url()),
    )
    return Cells(cells)


def _words(item: Item) -> str:
    """Our summary, else the statement's own words in quotation marks, whole."""
    ours, _language = summary(item)
    return ours or (f"“{item.passage.quote}”" if item.passage else "")


def _day(value: Any, precision: Precision | None = None) -> Day | None:
    return wording.day(value, precision or Precision.DAY) if value else None


def _position(one: Position) -> str:
    speaker = one.speaker.code if one.speaker else ""
    since = wording.day(one.effective_on, one.effective_precision)
    return f"{speaker}: {_(one.status.label)}, {since.value}"


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists of a thousand."""
    one = iter(items)
    while first := next(one, None):
        yield [first, *islice(one, CHUNK - 1)]
