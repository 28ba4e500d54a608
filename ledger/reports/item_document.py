"""The items' list as a document for Word: one table, with which list it is above and who made it below."""

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ledger.filters import ItemFilterSet
from ledger.presentation import wording
from ledger.presentation.shape import Cell, Column, Day, Fact, Link, Ref, Report, Row, Section, Table, Text
from ledger.reports.writers import docx

ADDRESS_COLUMNS = 1
"""The last column of a file's rows: in a document the reference itself is the link."""


def write_document(
    stream: BinaryIO, filters: ItemFilterSet, columns: tuple[Column, ...], rows: Iterable[Row]
) -> None:
    """Write the list, whole: a document is put together in memory, so that few items fit (``limits_of``)."""
    lines = [_linked(row) for row in rows]
    table = Table("", columns[:-ADDRESS_COLUMNS], tuple(lines))
    count = ngettext("%(count)d item", "%(count)d items", len(lines)) % {"count": len(lines)}
    moment = wording.moment(timezone.now().replace(microsecond=0))
    words = {"user": filters.user, "moment": moment.label}
    report = Report(
        code="items",
        label=_("Dialogue Ledger"),
        title=_("Items"),
        language=get_language() or "en",
        facts=(*_in_force(filters), Fact(_("Made on"), moment)),
        summary=(),
        sections=(Section(count, (table,)),),
        records=table,
        colophon=_("Read by %(user)s on %(moment)s. Internal: not for release as it stands.") % words,
    )
    docx.write(report, stream)


def _linked(row: Row) -> Row:
    """Return a row as a document shows it: the reference leads to the item, days are in words."""
    ref, *cells, address = row.cells
    if isinstance(ref, Ref) and isinstance(address, Link):
        return Row((replace(address, label=ref.ref), *map(_shown, cells)))
    return Row((ref, *map(_shown, cells)))


def _shown(cell: Cell | None) -> Cell | None:
    return Day(cell.value, wording.time_or_day(cell.value).label) if isinstance(cell, Day) else cell


def _in_force(filters: ItemFilterSet) -> list[Fact]:
    """Return the filters in force, each with its values in words."""
    facts = []
    for name, values in filters.values.items():
        label = filters.status_label if name == "status" else filters.label_of(name)
        facts.append(Fact(label, Text(", ".join(filters.words_for(name, value).strip() for value in values))))
    return facts
