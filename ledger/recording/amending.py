"""Amending an item: every field can be changed, each change is an entry."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import ITEM_FIELDS, Dialogue, Entry, Item, Round, User
from ledger.models.item_fields import ITEM_LINKS, ITEM_ROWS, Code
from ledger.recording.day_rules import unfit_field_days
from ledger.recording.errors import RuleViolation, Unchanged
from ledger.recording.field_rules import broken_fields, check_known, no_officer
from ledger.recording.item_values import changes_between, codes_of, offer_officer, set_columns, set_links
from ledger.recording.ledger_transaction import (
    LedgerTransaction,
    check_not_withdrawn,
    checked,
    parties_to,
    unfit_text,
    writing,
)
from ledger.recording.new_entries import NewEntry
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience


@tried_again
def amend_item(
    *,
    user: User,
    item: Item,
    expected_sequence: int | None,
    changes: Mapping[str, Any],
    reason: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Change fields of an item, as one entry with each field's old and new value.

    ``changes`` are new values by the names of ``ledger.models.ITEM_FIELDS``; a kind, a passage and a paraphrase
    mark are checked together, as at an opening. A reason is required unless only working fields change and no date
    moves. Raises PermissionDenied, StaleItem, RuleViolation, and Unchanged where nothing would change.
    """
    with writing(*amended_rows([item], changes.get("continues"))) as work:
        old = present_values([item])[item.pk]
        draft = NewEntry(
            act=Act.AMEND,
            author=user,
            texts={"reason": reason.strip()},
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        return amend(work, item, expected_sequence, changes, old, draft)


def amended_rows(items: Collection[Item], *continued: Item | None) -> list[Item | Dialogue]:
    """Return the rows that amendments lock: of items that come to continue others, these and their dialogues, too.

    Somebody else who lets items of the dialogue continue one another waits: together two could close a circle that
    neither sees.
    """
    earlier = [item for item in continued if item]
    if not earlier:
        return [*items]
    rounds = Round.objects.filter(items__in=[item.pk for item in items])
    return [*items, *earlier, *Dialogue.objects.filter(pk__in=rounds.values("dialogue"))]


def amend(
    work: LedgerTransaction,
    item: Item,
    expected_sequence: int | None,
    changes: Mapping[str, Any],
    old: Mapping[str, Any],
    draft: NewEntry,
) -> Entry:
    """Amend an item of the transaction, as ``amend_item`` does. ``old`` are its present values, by field."""
    fresh = work.item(item)
    work.allow(draft.author, Act.AMEND, fresh.round.dialogue)
    check_known(changes)
    codes = codes_of({name: old[name] for name in changes})
    written, texts = changes_between(codes, changes)
    draft = replace(draft, changes=written, texts={**texts, **draft.texts})
    if before := work.replayed(item, draft, fields=codes_of(changes)):
        return before
    work.check_version(item, expected_sequence)
    check_not_withdrawn(fresh)
    _check_values(work, fresh, old, changes)
    if not written:
        raise Unchanged({"changes": _("The item has these values already: change at least one.")})
    checked({"reason": "" if draft.texts["reason"] else _missing_reason(written, codes)})
    if (officer := changes.get("officer")) and officer.pk != fresh.officer_id:
        work.once(offer_officer, officer, fresh.round.dialogue)
    set_columns(fresh, changes)
    set_links(fresh, {name: changes[name] for name in written if ITEM_FIELDS[name].is_many})
    entry = work.append(item, draft)
    if "continues" in changes:  # the next item's check for a circle reads what continues what
        work.insert_waiting()
    return entry


def _check_values(
    work: LedgerTransaction, item: Item, old: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Raise RuleViolation where the item's new values, beside those that stay, break a rule."""
    dialogue, officer = item.round.dialogue, changes.get("officer")
    _check_continuation(item, changes.get("continues"))
    if officer and officer.pk != item.officer_id:
        checked(work.once(no_officer, officer, dialogue))
    if (whole := changes.get("part_of", old["part_of"])) != old["part_of"]:
        says = _("A step stays with its item: withdraw it there, and open it on %(ref)s.")
        raise RuleViolation({"part_of": says % {"ref": whole.ref if whole else "–"}})
    parties = work.once(parties_to, dialogue)
    checked(_broken(old, changes, item, parties) | unfit_field_days(changes))


def present_values(items: Iterable[Item]) -> dict[int, dict[str, Any]]:
    """Return the values of items as they are, by key and field: a query, and one for each kind of link, for
    any number.
    """
    rows = Item.objects.filter(pk__in=[item.pk for item in items])
    rows = rows.select_related(*ITEM_ROWS, "continues__round").prefetch_related(*ITEM_LINKS)
    return {row.pk: {name: field.read(row) for name, field in ITEM_FIELDS.items()} for row in rows}


def _broken(
    old: Mapping[str, Any], changes: Mapping[str, Any], item: Item, parties: Collection[int]
) -> dict[str, str]:
    """Return the rules that the changed fields break. A paraphrase whose words a redaction took may stay without."""
    broken = broken_fields({**old, **changes}, item.round, parties)
    if not {"summary_en", "summary_es", "passage", "is_paraphrase"} & changes.keys():
        broken.pop("summary_en", None)
    for name in ITEM_FIELDS.keys() - changes.keys():  # what an older text holds hinders no other change
        if isinstance(old[name], str) and unfit_text(old[name]):
            broken.pop(name, None)
    return broken


def _missing_reason(written: Mapping[str, Any], old: Mapping[str, Code]) -> str:
    """Return the sentence that asks for a reason, or nothing where the amendment needs none."""
    if any(ITEM_FIELDS[name].is_date and old[name] is not None for name in written):
        return _("Moving a date needs a reason.")
    if all(ITEM_FIELDS[name].is_working for name in written):
        return ""
    return _("Say why: what the statement says, or how we read it, is being changed.")


def _check_continuation(item: Item, earlier: Item | None) -> None:
    """Refuse a chain of continuing items that would come back to its beginning.

    It is followed in the database: the rows that the caller holds may be older than the last amendment.
    """
    key, seen = earlier.pk if earlier else None, set[int]()
    while key is not None and key not in seen:
        if key == item.pk:
            raise RuleViolation({"continues": _("The earlier item already continues this one.")})
        seen.add(key)
        key = Item.objects.filter(pk=key).values_list("continues", flat=True).first()
