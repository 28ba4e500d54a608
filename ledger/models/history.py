"""Items as they were known: their fields rebuilt from openings and amendments, for a moment and an audience."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from sys import intern
from typing import NamedTuple

from ledger.models.entries import Entry, EntryText
from ledger.models.item_fields import ITEM_FIELDS, Code
from ledger.models.items import Item
from ledger.models.parties import Dialogue
from ledger.vocabulary import Act, Audience

TEXT_PART = "changes."
"""How the part of an entry's texts begins that holds a field's old and new value."""
ROWS_AT_A_TIME = 1_000
"""How many openings and amendments are held in memory while items are rebuilt from them."""


@dataclass
class KnownItem:
    """An item's fields as the entries say them.

    ``fields`` maps a field's name to its value as the ledger writes it (see ``ledger.models.item_fields``);
    a text that was redacted is empty, and its field is named in ``redacted``. ``opened_on`` is the day from
    which the item counts; ``changed_by`` the sequence of the entry that gave each field its value.
    """

    item: int
    opened_on: datetime.date
    fields: dict[str, Code] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)
    changed_by: dict[str, int] = field(default_factory=dict)
    is_withdrawn: bool = False
    see_also: str | None = None


def items_known(
    items: Iterable[Item] | Iterable[int],
    known_at: datetime.datetime | None = None,
    audience: Audience = Audience.INTERNAL,
    *,
    dialogue: Dialogue | None = None,
) -> dict[int, KnownItem]:
    """Rebuild the fields of items (or of their primary keys) as known at a moment, for an audience.

    An item whose opening the audience cannot see, or that was not yet opened, is left out; a withdrawn one is
    there and says so. Beyond internal, working fields are left out. ``dialogue`` is the one whose counterpart asks,
    where that is the audience: without it, raises DialogueMissing. Two queries for each thousand openings and
    amendments, one more beyond internal: so many rows are held at a time.
    """
    keys = [item.pk if isinstance(item, Item) else item for item in items]
    entries = (
        Entry.objects.filter(item__in=keys, act__in=[Act.OPEN, Act.AMEND, Act.WITHDRAW])
        .visible_to(audience, known_at, dialogue=dialogue)
        .standing(known_at)
        .order_by("item_id", "sequence")
    )
    rows = entries.values_list(*_Change._fields).iterator(chunk_size=ROWS_AT_A_TIME)
    known: dict[int, KnownItem] = {}
    for changes in _chunks(map(_Change._make, rows)):
        texts = _texts_of(changes)
        for change in changes:
            if change.act is Act.OPEN:
                known[change.item] = KnownItem(change.item, change.effective_on)
            if change.item in known:
                _fold(known[change.item], change, texts)
    return known if audience is Audience.INTERNAL else _for_others(known)


class _Change(NamedTuple):
    """A change by an entry, as plain values: making rows of the model is what would cost most."""

    pk: int
    item: int
    act: Act
    sequence: int
    effective_on: datetime.date
    changes: dict[str, list[Code] | None]


_Texts = Mapping[tuple[int, str], str]
"""Old and new values that are texts, as JSON, by entry and field; a redaction takes them away."""


def _chunks(changes: Iterator[_Change]) -> Iterator[list[_Change]]:
    while chunk := list(islice(changes, ROWS_AT_A_TIME)):
        yield chunk


def _texts_of(changes: Iterable[_Change]) -> _Texts:
    """Read the texts of some entries, in a single query."""
    keys = [change.pk for change in changes]
    rows = EntryText.objects.filter(entry__in=keys, part__startswith=TEXT_PART).order_by()
    return {
        (entry, part.removeprefix(TEXT_PART)): text
        for entry, part, text in rows.values_list("entry", "part", "text")
    }


def _for_others(known: dict[int, KnownItem]) -> dict[int, KnownItem]:
    """Return what may leave our office: no working fields, and no text that somebody has amended since.

    As correcting a released entry withdraws its text from everybody, so does amending a text: the new one is shown
    once its amendment is released. A paraphrase whose words are withheld is left out whole.
    """
    newest = _last_to_change(known)
    for known_item in known.values():
        for name, field_ in ITEM_FIELDS.items():
            if field_.is_working:
                known_item.fields.pop(name, None)
            elif field_.is_text and newest.get((known_item.item, name), 0) > known_item.changed_by.get(
                name, 0
            ):
                known_item.fields[name] = ""
    return {key: one for key, one in known.items() if _has_words(one)}


def _last_to_change(known: Iterable[int]) -> dict[tuple[int, str], int]:
    """Find, per item and field, the sequence of the last entry that changed it, to whomever that entry is shown."""
    rows = Entry.objects.filter(item__in=known, act__in=[Act.OPEN, Act.AMEND]).order_by("item_id", "sequence")
    return {
        (item, name): sequence
        for item, sequence, changes in rows.values_list("item", "sequence", "changes")
        for name in changes
    }


def _has_words(item: KnownItem) -> bool:
    return not item.fields["is_paraphrase"] or bool(item.fields["summary_en"] or item.fields["summary_es"])


def _fold(known: KnownItem, change: _Change, texts: _Texts) -> None:
    """Let one entry change what is known of its item."""
    if change.act is Act.WITHDRAW:
        see_also = change.changes["see_also"]
        known.is_withdrawn = True
        known.see_also = str(see_also[1]) if see_also and see_also[1] else None
        return
    for raw, written in change.changes.items():
        name = intern(raw)  # the same few names for all items, which JSON reads anew each time
        known.redacted.discard(name)
        known.changed_by[name] = change.sequence
        if written is None and (text := texts.get((change.pk, name))):
            written = json.loads(text)
        known.fields[name] = written[1] if written else ""
        if written is None:
            known.redacted.add(name)
