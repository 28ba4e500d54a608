"""From what the ledger wrote of a field back to the rows and values that it names."""

import datetime
from typing import Any

from ledger.models import ITEM_FIELDS, Agency, Forum, Item, Party, Passage, Topic, User
from ledger.models.fields import WordField
from ledger.models.item_fields import Code

_BY_CODE: dict[str, Any] = {
    "owed_by": Party,
    "asked_by": Party,
    "asked_of": Party,
    "agencies": Agency,
    "forums": Forum,
}


def decode(name: str, code: Code, item: Item) -> object:
    """Return the value of an item's field that a code names; the item tells in whose statements passages are sought.

    Raises the model's DoesNotExist where a row is gone, which a protected row never is.
    """
    match code:
        case list():
            return [_row(name, row_code, item) for row_code in code]
        case str() if name in {"passage", "continues", "officer", "part_of"}:
            return _row(name, code, item)
        case str():
            return _value(name, code)
        case _:
            return code


def _value(name: str, code: str) -> object:
    column = Item._meta.get_field(name)
    if isinstance(column, WordField) and column.word:
        return column.word(code)
    return datetime.date.fromisoformat(code) if ITEM_FIELDS[name].is_date else code


def _row(name: str, code: str, item: Item) -> object:
    match name:
        case "topics":
            return Topic.objects.get(uuid=code)
        case "officer":
            return User.objects.get(uuid=code)
        case "continues" | "part_of":
            return Item.objects.get(ref=code)
        case "passage" | "other_passages":
            sha256, _colon, span = code.partition(":")
            start, _dash, end = span.partition("-")
            return Passage.objects.get(
                statement__round=item.round_id, statement__sha256=sha256, start=int(start), end=int(end)
            )
        case _:
            return _BY_CODE[name].objects.get(code=code)
