"""The fields of an item, and how the ledger writes their values: as codes, identifiers, days and digests.

An opening or amendment names each field with ``[old, new]``. Values are plain JSON: a word's value, an ISO day, a
party's or agency's code, a topic's or officer's UUID, an item's reference, ``sha256:start-end`` for a passage,
never a primary key. Free text is written apart, so that it can be redacted.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.models.items import Item
from ledger.vocabulary import PartyRole, Word

Code = str | bool | int | list[str] | None


@dataclass(frozen=True, kw_only=True)
class ItemField:
    """A field of an item: its name in entries, how to read it from an item, and what sort of field it is.

    ``is_text``: free text, which can be redacted. ``is_working``: ours alone, never shown beyond internal.
    ``is_date``: moving it needs a reason. ``is_many``: it holds several rows, each by a link of its own.
    ``is_of_steps``: an item that is no step has none, and its opening does not name it. ``is_rare``: most items have
    none, and an opening names it only where it is given, as openings before the field was there do not.
    """

    name: str
    read: Callable[[Item], Any]
    is_text: bool = False
    is_working: bool = False
    is_date: bool = False
    is_many: bool = False
    is_of_steps: bool = False
    is_rare: bool = False

    def code_of(self, item: Item) -> Code:
        """Return the item's present value as the ledger writes it."""
        return encode(self.read(item))


def encode(value: object) -> Code:
    """Write a value as the ledger does; lists keep their order. Raises TypeError for anything else."""
    match value:
        case None | bool() | int():
            return value
        case Word():
            return value.value
        case str():
            return value
        case datetime.date():
            return value.isoformat()
        case list() | tuple():
            return [_code_of_row(row) for row in value]
        case _:
            return _code_of_row(value)


def _code_of_row(row: object) -> str:
    for attribute in ("ref", "code", "uuid"):
        if hasattr(row, attribute):
            return str(getattr(row, attribute))
    message = f"{row!r} has no code by which the ledger could name it"
    raise TypeError(message)


def _column(name: str, **marks: bool) -> ItemField:
    return ItemField(name=name, read=lambda item: getattr(item, name), **marks)


def _parties(name: str, role: PartyRole) -> ItemField:
    def read(item: Item) -> list[Any]:
        links = (link.party for link in item.party_links.all() if link.role == role)
        return sorted(links, key=lambda party: party.code)

    return ItemField(name=name, read=read, is_many=True)


def _links(name: str, links: str, target: str, order: Callable[[Any], Any]) -> ItemField:
    def read(item: Item) -> list[Any]:
        return [getattr(link, target) for link in sorted(getattr(item, links).all(), key=order)]

    return ItemField(name=name, read=read, is_many=True)


ITEM_FIELDS: dict[str, ItemField] = {
    field.name: field
    for field in (
        _column("kind"),
        _column("agreed_as"),
        _column("passage"),
        _column("is_paraphrase"),
        _links("other_passages", "passage_links", "passage", lambda link: link.passage.code),
        _column("summary_en", is_text=True),
        _column("summary_es", is_text=True),
        _column("source"),
        _parties("owed_by", PartyRole.OWES),
        _parties("asked_by", PartyRole.ASKS),
        _parties("asked_of", PartyRole.ASKED_OF),
        _column("owner_basis"),
        _links("agencies", "agency_links", "agency", lambda link: link.agency.code),
        _links("forums", "forum_links", "forum", lambda link: link.forum.code),
        _links("topics", "topic_links", "topic", lambda link: link.position),
        _column("deadline_on", is_date=True),
        _column("deadline_precision"),
        _column("deadline_basis"),
        _column("deadline_wording", is_text=True),
        _column("note", is_text=True, is_working=True),
        _column("outside_ref", is_text=True, is_working=True, is_rare=True),
        _column("continues"),
        _column("is_followed", is_working=True),
        _column("officer", is_working=True),
        _column("next_step", is_text=True, is_working=True),
        _column("review_on", is_working=True, is_date=True),
        _column("target_on", is_working=True, is_date=True),
        _column("priority", is_working=True),
        _column("part_of", is_of_steps=True),
        _column("step_order", is_working=True, is_of_steps=True),
    )
}

ITEM_LINKS = (
    "party_links__party",
    "agency_links__agency",
    "forum_links__forum",
    "topic_links__topic",
    "passage_links__passage__statement",
)
"""What to prefetch before reading every field of many items."""

ITEM_ROWS = ("passage__statement", "continues", "officer", "part_of")
"""What to join before reading every field of many items."""
