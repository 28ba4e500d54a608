"""What an act would do to each item: done through the write API, looked at, and taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from ledger.forms import ActForm
from ledger.models import Item
from ledger.presentation.item_words import NOTHING, words
from ledger.recording import RuleViolation, StaleItem

if TYPE_CHECKING:
    from ledger.actions.bulk.page import BulkActView


@dataclass(frozen=True)
class PreviewChange:
    """Something of an item as it is now, and as it will be."""

    label: str
    now: str
    then: str


@dataclass(frozen=True)
class PreviewItem:
    """An item in a preview: what changes, or why it is refused, or left alone.

    ``refused`` holds the write API's sentences by field. ``writes`` counts the entries; ``why_not`` says why there is
    none.
    """

    item: Item
    address: str
    words: str
    changes: list[PreviewChange] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    writes: int = 0
    why_not: str = ""


@contextmanager
def rehearsal() -> Iterator[None]:
    """Take back whatever the enclosed code writes to the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rehearse(act: "BulkActView", form: ActForm, item: Item, seen: int) -> PreviewItem:
    """Do the act to one item as it would be done, and take it back. Writes nothing.

    The write API itself answers, so that what it would refuse is known before anything is confirmed.
    """
    before = act.look(form, item)
    after, entries, refused = before, [], {}
    try:
        with rehearsal():
            entries = act.write(form, [(item, seen)], uuid4())
            after = act.look(form, Item.objects.select_related("officer").get(pk=item.pk))
    except RuleViolation as broken:
        refused = {name: says.removeprefix(f"{item.ref}: ") for name, says in broken.fields.items()}
    except StaleItem as moved:
        refused = {"seen": str(moved)}
    return PreviewItem(
        item=item,
        address=act.item_url(item),
        words=words(item),
        changes=[] if refused else _changes(before, after),
        refused=refused,
        writes=len(entries),
        why_not="" if entries or refused else act.why_not(form, item),
    )


def _changes(before: dict[Any, Any], after: dict[Any, Any]) -> list[PreviewChange]:
    labels = dict.fromkeys([*before, *after])
    pairs = ((label, before.get(label, NOTHING), after.get(label, NOTHING)) for label in labels)
    return [PreviewChange(label, now, then) for label, now, then in pairs if now != then]
