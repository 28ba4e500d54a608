"""Amending an item: every field can be changed, each change is an entry."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import ITEM_FIELDS, Dialogue, Entry, Item, User
from ledger.models.item_fields import ITEM_LINKS, Code
from ledger.recording.day_rules import unfit_field_days
from ledger.recording.errors import RuleViolation, Unchanged
from ledger.recording.field_rules import broken_fields, check_known, no_officer
from ledger.recording.item_values import changes_between, codes_of, set_columns, set_links
from ledger.recording.ledger_transaction import allow, check_not_withdrawn, checked, unfit_text, writing
from ledger.recording.new_entries import NewEntry
from ledger.vocabulary import Act, Audience


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
    earlier = changes.get("continues")
    with writing(item, *([earlier] if earlier else [])) as work:
        fresh = work.item(item)
        allow(user, Act.AMEND, fresh.round.dialogue)
        check_known(changes)
        old = _present(fresh)
        codes = codes_of({name: old[name] for name in changes})
        written, texts = changes_between(codes, changes)
        draft = NewEntry(
            act=Act.AMEND,
            author=user,
            changes=written,
            texts=texts | {"reason": reason.strip()},
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        if before := work.replayed(item, draft, fields=codes_of(changes)):
            return before
        work.check_version(item, expected_sequence)
        check_not_withdrawn(fresh)
        _check_values(fresh, old, changes)
        if not written:
            raise Unchanged({"changes": _("The item has these values already: change at least one.")})
        checked({"reason": "" if reason.strip() else _missing_reason(written, codes)})
        set_columns(fresh, changes)
        set_links(fresh, {name: changes[name] for name in written if ITEM_FIELDS[name].is_many})
        return work.append(item, draft)


def _check_values(item: Item, old: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
    """Raise RuleViolation where the item's new values, beside those that stay, break a rule."""
    _check_continuation(item, changes.get("continues"))
    if changes.get("officer") and changes["officer"].pk != item.officer_id:
        checked(no_officer(changes["officer"], item.round.dialogue))
    checked(_broken(old, changes, item) | unfit_field_days(changes))


def _present(item: Item) -> dict[str, Any]:
    """The item's values as they are, by field."""
    row = Item.objects.prefetch_related(*ITEM_LINKS).get(pk=item.pk)
    return {name: field.read(row) for name, field in ITEM_FIELDS.items()}


def _broken(old: Mapping[str, Any], changes: Mapping[str, Any], item: Item) -> dict[str, str]:
    """The rules that the changed fields break. A paraphrase whose words a redaction took may stay without."""
    broken = broken_fields({**old, **changes}, item.round)
    if not {"summary_en", "summary_es", "passage", "is_paraphrase"} & changes.keys():
        broken.pop("summary_en", None)
    for name in ITEM_FIELDS.keys() - changes.keys():  # what an older text holds hinders no other change
        if isinstance(old[name], str) and unfit_text(old[name]):
            broken.pop(name, None)
    return broken


def _missing_reason(written: Mapping[str, Any], old: Mapping[str, Code]) -> str:
    """The sentence that asks for a reason, or nothing where the amendment needs none."""
    if any(ITEM_FIELDS[name].is_date and old[name] is not None for name in written):
        return _("Moving a date needs a reason.")
    if all(ITEM_FIELDS[name].is_working for name in written):
        return ""
    return _("Say why: what the statement says, or how we read it, is being changed.")


def _check_continuation(item: Item, earlier: Item | None) -> None:
    """Refuse a chain of continuing items that would come back to its beginning.

    It is followed in the database: the rows that the caller holds may be older than the last amendment. Somebody else
    who lets items of the dialogue continue one another waits: together two could close a circle that neither sees.
    """
    if earlier is not None:
        Dialogue.objects.select_for_update(no_key=True).get(pk=item.round.dialogue_id)
    key, seen = earlier.pk if earlier else None, set[int]()
    while key is not None and key not in seen:
        if key == item.pk:
            raise RuleViolation({"continues": _("The earlier item already continues this one.")})
        seen.add(key)
        key = Item.objects.filter(pk=key).values_list("continues", flat=True).first()
