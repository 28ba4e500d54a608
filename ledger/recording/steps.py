"""Steps of an item: how what was agreed is being done, opened by us and put in order."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max
from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.amending import amend, present_values
from ledger.recording.errors import RuleViolation
from ledger.recording.field_rules import MOST_STEPS, check_known
from ledger.recording.item_values import changes_between, codes_of, with_defaults
from ledger.recording.ledger_transaction import check_not_withdrawn, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.opening import check_values, insert_item, item_ref
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, Kind, Precision


@tried_again
def open_step(
    *,
    user: User,
    item: Item,
    fields: Mapping[str, Any],
    effective_on: datetime.date | None = None,
    effective_precision: Precision = Precision.DAY,
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Item:
    """Open a step of an item: the item's next, last in their order, under the item's reference and its own number.

    ``fields`` are values by the names of ``ledger.models.ITEM_FIELDS``: its words (a summary), an officer, agencies,
    a target date. It has no passage, parties or topics: those are its item's. It counts from ``effective_on``, by
    default today, and is followed unless ``is_followed`` says otherwise. The same ``request_id`` returns the same step
    again. Raises PermissionDenied, RuleViolation.
    """
    request_id = request_id or uuid4()
    with writing(item) as work:
        whole = work.item(item)
        work.allow(user, Act.OPEN, whole.round.dialogue)
        check_known(fields)
        given = {**fields, "kind": Kind.STEP, "part_of": whole}
        number, place = _next(whole)
        values = with_defaults({**given, "step_order": place})
        changes, texts = changes_between({}, values)
        draft = NewEntry(
            act=Act.OPEN,
            author=user,
            effective_on=effective_on,
            effective_precision=effective_precision,
            changes=changes,
            texts=texts,
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        opened = whole.own_steps.filter(entries__act=Act.OPEN, entries__request_id=request_id).first()
        if opened and work.replayed(opened, draft, fields=codes_of(given)):
            return opened
        check_not_withdrawn(whole)
        check_values(values, whole.round)
        return insert_item(work, _numbered(whole, number), values, draft)


def _next(whole: Item) -> tuple[int, int]:
    """Return the number and the place of the next step of an item whose row is locked; withdrawn steps keep theirs."""
    last = Item.objects.filter(part_of=whole).aggregate(number=Max("step_number"), order=Max("step_order"))
    return (last["number"] or 0) + 1, (last["order"] or 0) + 1


def _numbered(whole: Item, step_number: int) -> Item:
    """Return a new step of an item whose row is locked, not yet saved, under its number."""
    if step_number > MOST_STEPS:
        says = _("%(ref)s has %(most)d steps, which is as many as there can be.")
        raise RuleViolation({"item": says % {"ref": whole.ref, "most": MOST_STEPS}})
    return Item(
        round=whole.round,
        number=whole.number,
        step_number=step_number,
        ref=item_ref(whole.round, whole.number, step_number),
    )


@tried_again
def move_step(
    *, user: User, step: Item, up: bool, expected_sequence: int | None, request_id: UUID | None = None
) -> Entry:
    """Move a step a place up or down among those of its item that were not withdrawn.

    It changes places with its neighbour: an amendment of each, in one batch, which can be undone. Returns that of the
    step; the same ``request_id`` returns it again. Raises PermissionDenied, StaleItem, RuleViolation.
    """
    siblings = Item.objects.filter(part_of=step.part_of_id, part_of__isnull=False)
    with writing(step, *siblings.only("pk")) as work:
        draft = NewEntry(
            act=Act.AMEND, author=user, texts={"reason": ""}, request_id=request_id, batch=uuid4()
        )
        work.allow(user, Act.AMEND, work.item(step).round.dialogue)
        if before := work.replayed(step, draft):
            return before
        work.check_version(step, expected_sequence)
        check_not_withdrawn(work.item(step))
        neighbour = _neighbour(work.item(step), [*work.items.values()], up=up)
        old = present_values([step, neighbour])
        other = replace(draft, request_id=None)
        amend(work, neighbour, None, {"step_order": old[step.pk]["step_order"]}, old[neighbour.pk], other)
        changes = {"step_order": old[neighbour.pk]["step_order"]}
        return amend(work, step, expected_sequence, changes, old[step.pk], draft)


def _neighbour(step: Item, siblings: list[Item], *, up: bool) -> Item:
    """Return the step right before or after another. Raises RuleViolation where there is none."""
    current = [sibling for sibling in siblings if not sibling.is_withdrawn and sibling.part_of_id]
    ordered = sorted(current, key=lambda sibling: (sibling.step_order or 0, sibling.step_number))
    place = ordered.index(step) + (-1 if up else 1) if step in ordered else -1
    if not 0 <= place < len(ordered):
        says = _("It is the first step already.") if up else _("It is the last step already.")
        raise RuleViolation({"item": says})
    return ordered[place]
