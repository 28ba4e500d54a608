"""Rows with what lists show of them: one query for a list, however long."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from ledger.models import Entry, Item
from ledger.models.entries import EntryQuerySet
from ledger.models.items import ItemQuerySet
from ledger.models.latest import latest_per
from ledger.vocabulary import Status


@dataclass(frozen=True)
class ItemMark:
    """An item by its reference and our office's status."""

    ref: str
    status: Status


def for_rows(items: ItemQuerySet) -> ItemQuerySet:
    """Select items with what a row shows of them; a statement's whole text stays behind."""
    return items.select_related("passage__statement").defer("passage__statement__text")


def for_lines(entries: EntryQuerySet) -> EntryQuerySet:
    """Select entries with what a line shows of them."""
    return entries.select_related("item", "speaker", "about", "author").prefetch_related("texts")


def last_said(entries: EntryQuerySet, items: Iterable[Item], count: int) -> dict[int, list[Entry]]:
    """Find, by item, so many of its standing notes and statuses, newest first; ``entries`` are those that may
    be shown.
    """
    known = {item.pk: item for item in items}
    said = entries.filter(item__in=list(known)).saying(timezone.localdate())
    last = latest_per(said, ["item"], order=("-effective_on", "-sequence"), count=count)
    # By their keys: the window then has one column, and what is shown is read of few rows.
    shown = Entry.objects.filter(pk__in=last.order_by().values("pk")).prefetch_related("texts")
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in shown.select_related("speaker", "about", "author").order_by("-effective_on", "-sequence"):
        entry.item = known[entry.item_id]
        found[entry.item_id].append(entry)
    return found
