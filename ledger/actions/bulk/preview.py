"""Preview what an act would do to each item: done through the write API, looked at, and taken back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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


Targets = Sequence[tuple[Item, int]]
Looks = Mapping[int, dict[Any, Any]]
"""What an act concerns, by its items' keys."""


@dataclass(frozen=True)
class PreviewChange:
    """A fact of an item as it is now, and as it will be."""

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


def rehearse(act: "BulkActView", form: ActForm, targets: Targets) -> list[PreviewItem]:
    """Do the act to items as it would be done, and take it back: all at once, or each where that is refused.

    Writes nothing. The write API itself answers, so that what it would refuse is known before anything is confirmed.
    """
    before = {item.pk: act.look(form, item) for item, _seen in targets}
    try:
        return _rehearsed(act, form, targets, before)
    except (RuleViolation, StaleItem):
        return [_rehearsed_alone(act, form, item, seen, before) for item, seen in targets]


def _rehearsed(act: "BulkActView", form: ActForm, targets: Targets, before: Looks) -> list[PreviewItem]:
    """Do the act, look at the items, and take it back. Raises RuleViolation, StaleItem where an item is refused."""
    with rehearsal():
        writes = Counter(entry.item_id for entry in act.write(form, targets, uuid4()))
        fresh = Item.objects.select_related("officer").in_bulk(writes)
        after = {key: act.look(form, item) for key, item in fresh.items()}
    return [
        PreviewItem(
            item=item,
            address=act.item_url(item),
            words=words(item),
            changes=_changes(before[item.pk], after.get(item.pk, before[item.pk])),
            writes=writes[item.pk],
            why_not="" if writes[item.pk] else act.why_not(form, item),
        )
        for item, _seen in targets
    ]


def _rehearsed_alone(act: "BulkActView", form: ActForm, item: Item, seen: int, before: Looks) -> PreviewItem:
    try:
        return _rehearsed(act, form, [(item, seen)], before)[0]
    except RuleViolation as broken:
        refused = {name: says.removeprefix(f"{item.ref}: ") for name, says in broken.fields.items()}
    except StaleItem as moved:
        refused = {"seen": str(moved)}
    return PreviewItem(item=item, address=act.item_url(item), words=words(item), refused=refused)


def _changes(before: dict[Any, Any], after: dict[Any, Any]) -> list[PreviewChange]:
    labels = dict.fromkeys([*before, *after])
    pairs = ((label, before.get(label, NOTHING), after.get(label, NOTHING)) for label in labels)
    return [PreviewChange(label, now, then) for label, now, then in pairs if now != then]
