"""An item's values: at their defaults, as the ledger writes what changes of them, and in columns and links."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import (
    ITEM_FIELDS,
    Dialogue,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Topic,
    User,
)
from ledger.models.item_fields import Code, encode
from ledger.models.reference_stamps import renew_stamp
from ledger.recording.errors import RuleViolation
from ledger.vocabulary import PartyRole, is_followed_by_default

ROLES = {"owed_by": PartyRole.OWES, "asked_by": PartyRole.ASKS, "asked_of": PartyRole.ASKED_OF}
"""The fields that name parties, and what these have to do with the item."""


def with_defaults(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return every field of an item, those not given at their defaults."""
    kind = fields.get("kind")
    values = _defaults() | {
        "is_paraphrase": fields.get("passage") is None,
        "is_followed": is_followed_by_default(kind or "", fields.get("agreed_as")),
    }
    return values | dict(fields)


def _defaults() -> dict[str, Any]:
    """Return the values of an item that nobody has given any; lists are new ones."""
    return {
        name: [] if value is None and ITEM_FIELDS[name].is_many else value
        for name, value in _columns().items()
    }


@cache
def _columns() -> dict[str, Any]:
    """Return a new item's columns, and None for what is several rows: made once, since making an item costs most."""
    item = Item()
    return {name: None if field.is_many else getattr(item, name) for name, field in ITEM_FIELDS.items()}


def changes_between(
    old: Mapping[str, Code], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what an entry writes of changed fields: field → [old, new], null for free text, and the texts by part.

    ``old`` holds codes by field (empty for an opening: from nothing); ``values`` the new values.
    """
    changes: dict[str, Any] = {}
    texts = {}
    for name, value in values.items():
        new = encode(sorted_rows(name, value))
        before = old.get(name)
        if new == before and (old or ITEM_FIELDS[name].is_of_steps or ITEM_FIELDS[name].is_rare):
            continue
        changes[name] = [before, new]
        if ITEM_FIELDS[name].is_text and (before or new):
            changes[name] = None
            texts[f"changes.{name}"] = json.dumps([before, new], ensure_ascii=False)
    return changes, texts


def sorted_rows(name: str, value: Any) -> object:
    """Return rows of a field in the order in which the ledger writes them: topics as given, others by code."""
    if not ITEM_FIELDS[name].is_many or name == "topics":
        return value
    return sorted(value, key=lambda row: row.code)


def codes_of(values: Mapping[str, Any]) -> dict[str, Code]:
    """Return the values of fields as the ledger writes them."""
    return {name: encode(sorted_rows(name, value)) for name, value in values.items()}


def offer_officer(officer: User, dialogue: Dialogue) -> None:
    """Let lists offer an officer of a dialogue: cached choices are renewed if the item is their first there."""
    if not Item.objects.filter(officer=officer, round__dialogue=dialogue).exists():
        renew_stamp()


def set_columns(item: Item, values: Mapping[str, Any]) -> None:
    """Put values into an item's own columns; the caller offers the officer, and saves the row with the entry."""
    for name, value in values.items():
        if not ITEM_FIELDS[name].is_many:
            setattr(item, name, value)


def set_links(item: Item, values: Mapping[str, Any]) -> None:
    """Bring an item's link rows to the values given; fields that are not given stay. Inside the write API."""
    for name, role in ROLES.items():
        if name in values:
            ItemParty.objects.filter(item=item, role=role).delete()
            ItemParty.objects.bulk_create(
                ItemParty(item=item, party=party, role=role) for party in values[name]
            )
    for name, (model, column) in _LINKS.items():
        if name in values:
            check_codes(name, values[name])
            model.objects.filter(item=item).delete()
            model.objects.bulk_create(model(**{"item": item, column: row}) for row in values[name])
    if "topics" in values:
        ItemTopic.objects.filter(item=item).delete()
        ItemTopic.objects.bulk_create(topic_links(item, values["topics"]))


def check_codes(name: str, rows: Sequence[Any]) -> None:
    """Raise RuleViolation where an agency or forum was given another code, or removed, since it was read.

    Inside the write API nobody can change a code: who does so waits for the writers (``removing_rows.hold_code``).
    """
    if name == "other_passages" or not rows:
        return
    there = type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows])
    if set(there.values_list("code", flat=True)) != {row.code for row in rows}:
        says = _("It was removed or got another code since the page was made: load the page again.")
        raise RuleViolation({name: says})


_LINKS: dict[str, tuple[Any, str]] = {
    "agencies": (ItemAgency, "agency"),
    "forums": (ItemForum, "forum"),
    "other_passages": (ItemPassage, "passage"),
}


def topic_links(item: Item, topics: Iterable[Topic]) -> list[ItemTopic]:
    """Return an item's links to topics, in their order; each keeps the item's status beside it."""
    kept = {"status": item.status, "status_on": item.status_on}
    return [ItemTopic(item=item, topic=topic, position=at, **kept) for at, topic in enumerate(topics)]
