"""The same matter through the rounds: the items that an item continues, and those that continue it."""

from ledger.models import Item
from ledger.models.items import ItemQuerySet

LONGEST = 40
"""Rounds are few; a chain that is longer is a mistake, and is cut rather than followed for ever."""


def matter_of(item: Item, rows: ItemQuerySet) -> list[Item]:
    """Return the item among the earlier and later ones of its matter, in the order of their rounds.

    ``rows`` are the items that may be shown, with what is shown of them. Empty where it stands alone. A query for each
    step.
    """
    found = {item.pk: item}
    _add_earlier(found, item, rows)
    _add_later(found, item, rows)
    whole = sorted(found.values(), key=lambda row: (row.round.number, row.number))
    return whole if len(whole) > 1 else []


def _add_earlier(found: dict[int, Item], item: Item, rows: ItemQuerySet) -> None:
    """Follow what the item continues, back to the first that may be shown."""
    earlier = item.continues_id
    while earlier is not None and earlier not in found and len(found) < LONGEST:
        step = rows.filter(pk=earlier).first()
        if step is None:
            return
        found[step.pk] = step
        earlier = step.continues_id


def _add_later(found: dict[int, Item], item: Item, rows: ItemQuerySet) -> None:
    """Follow what continues the item, round by round."""
    edge = [item.pk]
    while edge and len(found) < LONGEST:
        later = [row for row in rows.current().filter(continues__in=edge) if row.pk not in found]
        found.update({row.pk: row for row in later})
        edge = [row.pk for row in later]
