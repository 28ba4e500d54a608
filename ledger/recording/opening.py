"""Opening an item: its reference, its fields and its first entry."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger.models import Item, Round, User
from ledger.recording.day_rules import unfit_field_days
from ledger.recording.field_rules import broken_fields, check_known, no_officer
from ledger.recording.item_values import (
    changes_between,
    codes_of,
    offer_officer,
    set_columns,
    set_links,
    with_defaults,
)
from ledger.recording.ledger_transaction import (
    LedgerTransaction,
    allow,
    checked,
    locked_round,
    parties_to,
    writing,
)
from ledger.recording.new_entries import NewEntry
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience, Origin, Precision


@tried_again
def open_item(
    *,
    user: User,
    round: Round,
    fields: Mapping[str, Any],
    effective_on: datetime.date | None = None,
    effective_precision: Precision = Precision.DAY,
    reason: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Item:
    """Open an item of a round: the item gets the round's next reference, and its opening as entry 1.

    ``fields`` are values by the names of ``ledger.models.ITEM_FIELDS`` (model rows, words, days, texts, lists of
    rows; the first of ``topics`` is the item's first topic). Commitments and asks are followed unless ``is_followed``
    says otherwise; an item without a passage is a paraphrase. It counts from ``effective_on``, by default the round's
    last day, else today. The same ``request_id`` returns the same item again. Raises PermissionDenied, RuleViolation.
    """
    request_id = request_id or uuid4()
    with writing() as work:
        row = locked_round(round)
        allow(user, Act.OPEN, row.dialogue)
        check_known(fields)
        checked({"part_of": _("Steps are opened as such.") if fields.get("part_of") else ""})
        values = with_defaults(fields)
        changes, texts = changes_between({}, values)
        draft = NewEntry(
            act=Act.OPEN,
            author=user,
            effective_on=effective_on or row.ends_on,
            effective_precision=effective_precision,
            changes=changes,
            texts={"reason": reason.strip()} | texts,
            origin=origin,
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        opened = Item.objects.filter(round=row, entries__act=Act.OPEN, entries__request_id=request_id).first()
        if opened and work.replayed(opened, draft, fields=codes_of(values)):
            return opened
        check_values(values, row)
        return insert_item(work, _numbered(row), values, draft)


def check_values(values: Mapping[str, Any], round: Round) -> None:
    """Raise RuleViolation with what is wrong with the values of an item that is to be opened in a round."""
    broken = broken_fields(values, round, parties_to(round.dialogue)) | unfit_field_days(values)
    checked(broken | no_officer(values["officer"], round.dialogue))


def insert_item(work: LedgerTransaction, item: Item, values: Mapping[str, Any], draft: NewEntry) -> Item:
    """Insert a new item with its values, and append its opening."""
    if officer := values["officer"]:
        offer_officer(officer, item.round.dialogue)
    set_columns(item, values)
    item.save(force_insert=True)
    work.items[item.pk] = item
    set_links(item, values)
    work.append(item, draft)
    return item


def _numbered(round: Round) -> Item:
    """Return a new item, not yet saved, under the next reference of its locked round.

    The counter is no change of the round that a person made: the change log keeps no row of it, as ``save`` would.
    """
    number = round.next_item_number
    round.next_item_number = number + 1
    Round.objects.filter(pk=round.pk).update(next_item_number=number + 1)
    return Item(round=round, number=number, ref=item_ref(round, number))


def item_ref(round: Round, number: int, step_number: int = 0) -> str:
    """Return the reference of a round's item, such as ``USMX-7-04``, or of its step: ``USMX-7-04.2``."""
    ref = f"{round.dialogue.code}-{round.number}-{number:02d}"
    return f"{ref}.{step_number}" if step_number else ref
