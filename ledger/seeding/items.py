"""Items of a reading: opened through the write API, and compared with what their file says afterwards."""

import re
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import ITEM_FIELDS, Entry, Item, User
from ledger.models.item_fields import ITEM_LINKS, ITEM_ROWS, encode
from ledger.recording import open_item, release_entry
from ledger.seeding.acts import refusals_at, request_for
from ledger.seeding.changes import SeedOutcome
from ledger.seeding.errors import FaultList
from ledger.seeding.readings import SeededRound
from ledger.seeding.source import TomlTable
from ledger.vocabulary import (
    AgreedAs,
    Audience,
    FactBasis,
    ItemSource,
    Kind,
    Origin,
    Precision,
    StatementForm,
)

FIELDS = (
    "ref", "kind", "agreed_as", "topics", "summary_en", "summary_es", "owed_by", "asked_by", "asked_of",
    "owner_basis", "agencies", "forums", "continues", "deadline", "source", "note", "quote", "occurrence",
)  # fmt: skip


class ItemRows(dict[str, Item]):
    """The items that are there, by reference, with all that their fields need."""

    def __init__(self) -> None:
        items = Item.objects.select_related(*ITEM_ROWS).prefetch_related(*ITEM_LINKS)
        super().__init__((item.ref, item) for item in items)


def read_items(reading: SeededRound, items: ItemRows, *, author: User, outcome: SeedOutcome) -> None:
    """Open the items of a reading that the ledger lacks and report those that differ. Raises ``Faults``.

    After a fault nothing more is opened, for the references would not be those of the file.
    """
    faults = FaultList()
    last = 0
    for record in reading.top.records("items"):
        with faults.noting():
            ref, number = _ref(record, reading)
            fields = _fields(record, reading, items)
            if number <= last:
                raise record.fault("ref", _("items stand in the order of their numbers, each once"))
            last = number
            if ref in items:
                _compare(record, items[ref], fields, outcome)
            elif not faults:
                items[ref] = _open(record, number, fields, reading, author=author, outcome=outcome)
    faults.raise_any()


_NUMBER = re.compile(r"\d{2,9}")


def _ref(record: TomlTable, reading: SeededRound) -> tuple[str, int]:
    """Return a reference of this round, and the number in it."""
    ref = record.text("ref", required=True)
    number = ref.removeprefix(f"{reading.name}-")
    if number == ref or not _NUMBER.fullmatch(number) or int(number) < 1:
        raise record.fault("ref", _("a reference such as %(name)s-01 was expected") % {"name": reading.name})
    return ref, int(number)


def _fields(record: TomlTable, reading: SeededRound, items: ItemRows) -> dict[str, Any]:
    """Give an item's fields as the write API takes them; it says what they may be together. Raises ``Fault``."""
    record.only(*FIELDS)
    reference = reading.reference
    fields: dict[str, Any] = {field: record.text(field) for field in ("summary_en", "summary_es", "note")}
    for field in ("owed_by", "asked_by", "asked_of"):
        fields[field] = sorted(record.several(field, reference.parties), key=lambda party: party.code)
    for field, rows in (("agencies", reference.agencies), ("forums", reference.forums)):
        fields[field] = sorted(record.several(field, rows), key=lambda row: row.code)
    passage = reading.passage(record)
    fields |= {
        "kind": record.word("kind", Kind),
        "agreed_as": record.optional_word("agreed_as", AgreedAs),
        "topics": record.several("topics", reference.topics),
        "owner_basis": record.word("owner_basis", FactBasis, FactBasis.UNKNOWN),
        "source": record.word("source", ItemSource, ItemSource.STATEMENT),
        "passage": passage,
        "is_paraphrase": passage is None,
        "continues": record.one("continues", items),
    }
    return fields | _deadline(record)


def _deadline(record: TomlTable) -> dict[str, Any]:
    deadline = record.record("deadline")
    names = ("deadline_on", "deadline_precision", "deadline_basis")
    if deadline is None:
        return {**dict.fromkeys(names), "deadline_wording": ""}
    deadline.only("on", "precision", "basis", "wording")
    values = (
        deadline.day("on", required=True),
        deadline.word("precision", Precision, Precision.DAY),
        deadline.word("basis", FactBasis),
    )
    return {**dict(zip(names, values, strict=True)), "deadline_wording": deadline.text("wording")}


def _open(
    record: TomlTable,
    number: int,
    fields: dict[str, Any],
    reading: SeededRound,
    *,
    author: User,
    outcome: SeedOutcome,
) -> Item:
    """Open an item; a public statement's own words are released at once, for they are public already."""
    _expect_next(record, number, reading)
    day = reading.round.ends_on
    if day is None:
        raise record.fault("ref", _("items need the round's last day: ends_on is missing"))
    with refusals_at(record):
        item = open_item(
            user=author,
            round=reading.round,
            fields=fields,
            effective_on=day,
            request_id=request_for(f"{reading.name}:{number}"),
            batch=request_for(reading.name),
            proposed_audience=Audience.PUBLIC,
            origin=Origin.COMPILED,
        )
        outcome.wrote(Item)
        outcome.wrote(Entry)
        if fields["passage"] is not None and _is_public(reading):
            _release(item, number, reading, author=author)
            outcome.wrote(Entry)
    return item


def _expect_next(record: TomlTable, number: int, reading: SeededRound) -> None:
    """Refuse a file that leaves a number out: the write API counts references itself."""
    coming = reading.round.next_item_number
    if number != coming:
        expected = _("the round's next reference is %(name)s-%(coming)02d")
        raise record.fault("ref", expected % {"name": reading.name, "coming": coming})
    reading.round.next_item_number += 1


def _release(item: Item, number: int, reading: SeededRound, *, author: User) -> None:
    release_entry(
        user=author,
        entry=item.entries.get(sequence=1),
        audience=Audience.PUBLIC,
        expected_sequence=None,
        reason="The words of a public statement.",
        request_id=request_for(f"{reading.name}:{number}:release"),
        batch=request_for(reading.name),
    )


def _is_public(reading: SeededRound) -> bool:
    """Tell whether the text quoted is a public statement, and the writer of an entry may release it."""
    statement = reading.statement
    if statement is None or reading.round.dialogue.releases_need_second_person:
        return False
    return statement.form is StatementForm.STATEMENT and statement.visibility is Audience.PUBLIC


def _compare(record: TomlTable, item: Item, fields: dict[str, Any], outcome: SeedOutcome) -> None:
    for name, given in fields.items():
        field = ITEM_FIELDS[name]
        if field.code_of(item) != encode(given):
            outcome.report(
                record,
                name,
                item.ref,
                at=_field_in_file(name),
                kept=field.read(item),
                given=given,
                remedy=_("amend the item instead"),
            )


def _field_in_file(name: str) -> str:
    """Return the field of the file that says what an item's field says."""
    if name.startswith("deadline_"):
        return "deadline"
    return "quote" if name in {"passage", "is_paraphrase"} else name
