"""Rows with what lists show of them: one query for a list, however long."""

from ledger.models.entries import EntryQuerySet
from ledger.models.items import ItemQuerySet


def for_rows(items: ItemQuerySet) -> ItemQuerySet:
    """Items with what a row shows of them; a statement's whole text stays behind."""
    return items.select_related("passage__statement").defer("passage__statement__text")


def for_lines(entries: EntryQuerySet) -> EntryQuerySet:
    """Entries with what a line shows of them."""
    return entries.select_related("item", "speaker", "about", "author").prefetch_related("texts")
