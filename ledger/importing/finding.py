"""Find the items of a dialogue that rows are about: by our reference, by theirs, else by their words in the round."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from ledger import access
from ledger.importing.planning import CellFault
from ledger.importing.ready import ReadyItem
from ledger.models import Dialogue, Item, User
from ledger.models.item_fields import ITEM_LINKS, ITEM_ROWS

LOOKED_UP = 500
"""Items that are looked for in one query."""


class ItemFinder:
    """The items that a person may see in a dialogue, found for many rows with few queries."""

    def __init__(self, user: User, dialogue: Dialogue) -> None:
        rows = Item.objects.current().filter(round__dialogue=dialogue)
        self.items = access.visible_to(user, rows)

    def find(self, rows: Sequence[ReadyItem]) -> dict[int, Item]:
        """Return the item that each of the rows is about, by the number of the row; a row at fault says so itself."""
        keys: dict[int, int] = {}
        for some in _chunks(rows):
            keys |= self._by_own(some) | self._by_outside(some)
        without = [row for row in rows if not _has_reference(row)]
        keys |= self._by_words(without)
        return self._items(keys)

    def _items(self, keys: dict[int, int]) -> dict[int, Item]:
        """Return the items with all that their fields need, by the number of the row."""
        there: dict[int, Item] = {}
        wanted = sorted(set(keys.values()))
        for at in range(0, len(wanted), LOOKED_UP):
            items = Item.objects.filter(pk__in=wanted[at : at + LOOKED_UP])
            items = items.select_related("round", *ITEM_ROWS).prefetch_related(*ITEM_LINKS)
            there |= {item.pk: item for item in items}
        return {number: there[key] for number, key in keys.items()}

    def _by_own(self, rows: Sequence[ReadyItem]) -> dict[int, int]:
        refs = {str(row.given.values["ref"]) for row in rows if row.given.values.get("ref")}
        known = dict(self.items.filter(ref__in=refs).values_list("ref", "pk")) if refs else {}
        found = {}
        for row in rows:
            if not (ref := str(row.given.values.get("ref", ""))):
                continue
            if ref in known:
                found[row.given.row] = known[ref]
            else:
                says = _("There is no item %(ref)s in this dialogue.") % {"ref": ref}
                row.faults.append(CellFault(row.given.row, row.column("ref"), says))
        return found

    def _by_outside(self, rows: Sequence[ReadyItem]) -> dict[int, int]:
        refs = {row.fields["outside_ref"] for row in rows if row.fields.get("outside_ref")}
        if not refs:
            return {}
        known: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for ref, round, pk in self.items.filter(outside_ref__in=refs).values_list(
            "outside_ref", "round", "pk"
        ):
            known[ref or ""].append((round, pk))
        found = {}
        for row in rows:
            ref = "" if row.given.values.get("ref") else row.fields.get("outside_ref", "")
            if ref and (key := _one_of(row, known[ref])) is not None:
                found[row.given.row] = key
        return found

    def _by_words(self, rows: Sequence[ReadyItem]) -> dict[int, int]:
        rounds = {row.round.pk for row in rows if row.round}
        if not rounds:
            return {}
        known: dict[tuple[int, str], int] = {}
        columns = ("pk", "round", "summary_en", "summary_es", "passage__quote")
        for key, round, *texts in self.items.filter(round__in=rounds).values_list(*columns).iterator():
            known |= {(round, text): key for text in texts if text}
        return {
            row.given.row: key
            for row in rows
            if row.round
            for text in _words_of(row)
            if (key := known.get((row.round.pk, text)))
        }


def _one_of(row: ReadyItem, there: Sequence[tuple[int, int]]) -> int | None:
    """Return the key of the item that a row means, of those with its reference: pairs of round and key."""
    if row.round:
        there = [pair for pair in there if pair[0] == row.round.pk]
    if len(there) > 1:
        says = _("Several items have this reference: name the round too.")
        row.faults.append(CellFault(row.given.row, row.column("outside_ref"), says))
        return None
    return there[0][1] if there else None


def _has_reference(row: ReadyItem) -> bool:
    return bool(row.given.values.get("ref") or row.fields.get("outside_ref"))


def _words_of(row: ReadyItem) -> Iterator[str]:
    yield from (row.fields[name] for name in ("summary_en", "summary_es") if row.fields.get(name))
    if row.span:
        statement, start, end = row.span
        yield statement.text[start:end]


def _chunks(rows: Sequence[ReadyItem]) -> Iterator[Sequence[ReadyItem]]:
    for at in range(0, len(rows), LOOKED_UP):
        yield rows[at : at + LOOKED_UP]
