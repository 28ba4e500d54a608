"""The items' list as a file: the rows and columns that the page shows, all pages of it, each row with its address."""

import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.filters.order import in_order
from ledger.models import Item, Position
from ledger.reports import wording
from ledger.reports.shape import Cell, Column, Day, Link, Ref, Row, Text
from ledger.reports.writers import csv, xlsx
from ledger.showing.rows import for_rows
from ledger.showing.words import summary
from ledger.views.base import page_address
from ledger.views.items import FilteredItems, heads, rows_of
from ledger.vocabulary import Precision, Status

CHUNK = 1000


class ItemExport(FilteredItems):
    """CSV goes out as it is read; a workbook is written to a file first. A list at fault leads to its page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.filters.faults:
            return redirect(f"{page_address('ledger:item-list')}?{request.GET.urlencode()}")
        match kwargs["format"]:
            case "csv":
                answer: HttpResponseBase = StreamingHttpResponse(
                    csv.lines(columns(), self.lines()), content_type=csv.CONTENT_TYPE
                )
                answer["Content-Disposition"] = f'attachment; filename="{self._name}.csv"'
            case "xlsx":
                answer = self._workbook()
            case _:
                raise Http404
        answer["Cache-Control"] = "private, no-store"
        return answer

    @property
    def _name(self) -> str:
        return f"items-{timezone.localdate().isoformat()}"

    def lines(self) -> Iterator[Row]:
        """The rows in the order of the page, read a thousand at a time."""
        items = for_rows(in_order(self.filters.chosen, self.filters.order)).select_related("officer")
        for chunk in _chunks(items.iterator(chunk_size=CHUNK)):
            yield from map(_line, rows_of(chunk))

    def _workbook(self) -> FileResponse:
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
        created = timezone.now().replace(tzinfo=None, microsecond=0)
        xlsx.write_rows(file, _("Items"), created, columns(), self.lines())
        file.seek(0)
        return FileResponse(
            file, as_attachment=True, filename=f"{self._name}.xlsx", content_type=xlsx.CONTENT_TYPE
        )


def columns() -> tuple[Column, ...]:
    """The columns of the list, a status's day and what differs in columns of their own, and the address."""
    labels = [label for label, _order in heads()]
    labels[4:4] = [_("Status date"), _("Differing")]
    return tuple(Column(str(place), label) for place, label in enumerate([*labels, _("Address")]))


def _line(row: Any) -> Row:
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
        Link(item.ref, settings.LEDGER_PUBLIC_URL + page_address("ledger:item-detail", item.ref)),
    )
    return Row(cells)


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
