"""The steps of an item in their order, and how many of them are done."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ledger.models import Item
from ledger.models.items import ItemQuerySet
from ledger.presentation.item_rows import for_rows
from ledger.vocabulary import Status


def steps_of(item: Item, rows: ItemQuerySet) -> list[Item]:
    """Return an item's steps that were not withdrawn, in their order, with officers and agencies; ``rows`` are the
    items that may be shown. Two queries.
    """
    steps = for_rows(rows.current().filter(part_of=item)).select_related("officer")
    return list(steps.prefetch_related("agencies").order_by("step_order", "step_number"))


def done_of(statuses: Sequence[Status]) -> str:
    """Say how many of some steps are done by our office's word: "2 of 5 done"."""
    done = sum(status is Status.DONE for status in statuses)
    return _("%(done)d of %(steps)d done") % {"done": done, "steps": len(statuses)}
