"""The items' list as a table: what the page shows of each item, and all of it as a file.

A long file is written beside the request (`reports.runs`), in a process of its own, unless PostgreSQL's COPY gives it.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ledger import access
from ledger.filters import ItemFilterSet
from ledger.filters.order import in_order
from ledger.models import Dialogue, Item, User
from ledger.presentation import wording
from ledger.presentation.item_words import summary
from ledger.presentation.listed_items import ListedItem, ListedRow, Reported, listed, listed_rows
from ledger.presentation.shape import Cell, Column, Day, Link, Ref, Text
from ledger.presentation.shape import Row as Cells
from ledger.reports import item_copy
from ledger.reports.item_document import write_document
from ledger.reports.jobs import Job
from ledger.reports.runs import Run
from ledger.reports.writers import csv, docx, whole, xlsx
from ledger.vocabulary import Precision, Status

CHUNK = 1000
ITEMS_AT_ONCE, MOST_ITEMS = 5_000, 200_000
"""How many items a file holds that is written while somebody waits, and how many it holds at all."""
COPIED_ITEMS = 1_000_000
"""How many items a CSV by COPY holds, all written while somebody waits: no more than a sheet of a spreadsheet."""
ISO_LENGTHS: dict[Precision | None, int] = {Precision.YEAR: len("2018"), Precision.MONTH: len("2018-02")}
DOCUMENT_AT_ONCE, DOCUMENT_ITEMS = 200, 2_000
"""The same of a document for Word, which is put together in memory; nobody reads a longer table."""
TYPES = {"csv": csv.CONTENT_TYPE, "xlsx": xlsx.CONTENT_TYPE, "docx": docx.CONTENT_TYPE}
"""The formats of the list, and their media types."""


def heads() -> list[tuple[str, str]]:
    """Return the columns of the list: label, and the order that the head asks for."""
    return [
        (_("Reference"), "ref"),
        (_("Kind"), "kind"),
        (_("Item"), ""),
        (_("Our office"), "status"),
        (_("The parties and the record"), ""),
        (_("Newest entry"), "newest"),
        (_("Review"), "review"),
        (_("Officer, ours"), "officer"),
        (_("Followed, by us"), ""),
    ]


# --- As a file


def write(form: str, stream: BinaryIO, filters: ItemFilterSet, delimiter: str = ",") -> None:
    """Write the list in a format, row by row."""
    if form == "csv":
        stream.writelines(csv_blocks(filters, delimiter))
    elif form == "docx":
        write_document(stream, filters, columns(has_steps=filters.has_steps), lines(filters))
    else:
        created = timezone.now().replace(tzinfo=None, microsecond=0)
        xlsx.write_rows(stream, _("Items"), created, columns(has_steps=filters.has_steps), lines(filters))


def csv_blocks(filters: ItemFilterSet, delimiter: str = ",") -> Iterator[bytes]:
    """Give the list as CSV, in blocks of whole lines: by COPY where the database has it."""
    heads_of_file = columns(has_steps=filters.has_steps)
    if item_copy.can_copy():
        return item_copy.csv_blocks(heads_of_file, filters, delimiter)
    return csv.blocks(heads_of_file, lines(filters), delimiter)


def limits_of(form: str) -> tuple[int, int]:
    """Count how many items a file of the format holds that is written while somebody waits, and how many it
    holds at all.
    """
    if form == "docx":
        return DOCUMENT_AT_ONCE, DOCUMENT_ITEMS
    is_copied = form == "csv" and item_copy.can_copy()
    return (COPIED_ITEMS, COPIED_ITEMS) if is_copied else (ITEMS_AT_ONCE, MOST_ITEMS)


def file_name(form: str) -> str:
    """Return a name that says what a file is, and of which day."""
    return f"items-{timezone.localdate().isoformat()}.{form}"


def write_beside(run: Run, job: Job, user: User) -> None:
    """Work of a run: the list that a query asks for, of the items that the person may see now."""
    among = access.visible_to(user, Item.objects.current())
    dialogues = list(access.visible_to(user, Dialogue.objects.all()))
    filters = ItemFilterSet(QueryDict(job.more["query"]), among, user=user, dialogues=dialogues)
    with whole(run.path) as stream:
        write(job.format, stream, filters, job.more.get("delimiter", ","))
    run.name, run.content_type = file_name(job.format), TYPES[job.format]


def lines(filters: ItemFilterSet) -> Iterator[Cells]:
    """Yield the rows in the order of the page, read a thousand at a time as plain values."""
    items = listed(in_order(filters.chosen, filters.order))
    maker = _LineMaker(has_steps=filters.has_steps)
    for chunk in _chunks(items.iterator(chunk_size=CHUNK)):
        yield from map(maker.line, listed_rows(chunk))


def columns(*, has_steps: bool = False) -> tuple[Column, ...]:
    """Return the columns of the list, a status's day and what differs in columns of their own, and the address.

    A list with steps says of each whose step it is.
    """
    labels = [label for label, _order in heads()]
    labels[4:4] = [_("Status date"), _("Differing")]
    if has_steps:
        labels.append(_("Part of"))
    return tuple(Column(str(place), label) for place, label in enumerate([*labels, _("Address")]))


class _LineMaker:
    """Makes the lines of one file: labels are looked up once, in the language that is active."""

    def __init__(self, *, has_steps: bool) -> None:
        self.has_steps = has_steps
        self.kinds, self.statuses = item_copy.kind_labels(), item_copy.status_labels()
        self.before, self.after = item_copy.around_ref()
        self.language, self.yes = get_language(), Text(_("yes"))

    def line(self, row: ListedRow) -> Cells:
        item = row.item
        is_assessed = item.status is not Status.UNASSESSED
        cells: tuple[Cell | None, ...] = (
            Ref(item.ref),
            Text(self.kinds[item.kind, item.agreed_as]),
            Text(self._words(item)),
            Text(self.statuses[item.status]),
            _day(item.status_on, item.status_precision) if is_assessed else None,
            self.yes if item.is_differing else None,
            Text("; ".join(map(self._told, row.reported))),
            _day(item.newest_on),
            _day(item.review_on),
            Text(item.officer) if item.officer else None,
            self.yes if item.is_followed else None,
        )
        if self.has_steps:
            cells = (*cells, Ref(item.part_of) if item.part_of else None)
        return Cells((*cells, Link(item.ref, f"{self.before}{item.ref}{self.after}")))

    def _told(self, told: Reported) -> str:
        code = wording.attributed(told.code, told.is_attributable)
        return f"{code}: {self.statuses[told.status]}, {_iso(told.since, told.precision)}"

    def _words(self, item: ListedItem) -> str:
        """Return our summary, else the statement's own words in quotation marks, whole."""
        ours, _language = summary(item, self.language)
        return ours or (f"“{item.quote}”" if item.quote is not None else "")


def _iso(day: datetime.date, precision: Precision | None) -> str:
    return day.isoformat()[: ISO_LENGTHS.get(precision)]


def _day(day: datetime.date | None, precision: Precision | None = None) -> Day | None:
    """Return a day for a file, which has no use for its label."""
    return Day(_iso(day, precision), "") if day else None


def _chunks(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    """Yield the rows in lists of a thousand."""
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        yield chunk
