"""Who may open the page of which act on many items, and of a batch."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from ledger.models import Item
from tests.support.act_table import EDITORS, RECORDERS, RELEASERS

ACTS = {
    "ledger_item_batch_record": RECORDERS,
    "ledger_item_batch_adopt": RECORDERS,
    "ledger_item_batch_reassign": EDITORS,
    "ledger_item_batch_review": EDITORS,
    "ledger_item_batch_follow": EDITORS,
    "ledger_item_batch_release": RELEASERS,
}
"""The name of each act's address: who, of the dialogue's people, gets in."""

BATCHES = {"ledger_item_batch", "ledger_item_batch_undo"}


def many_address(name: str, *items: Item, **more: Any) -> str:
    """Where an act is done to the items."""
    asked = "&".join(f"item={item.pk}" for item in items)
    kept = "".join(f"&{key}={value}" for key, value in more.items())
    return f"{reverse(f'admin:{name}')}?{asked}{kept}"


def batch_address(name: str, batch: UUID) -> str:
    """Where a batch is shown, or undone."""
    return reverse(f"admin:{name}", args=[batch])
