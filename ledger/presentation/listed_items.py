"""The rows of the items' list as a page shows them: plain values, as models cost more than the rest of the page."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ledger.models import Item, Position
from ledger.models.people import shown_name
from ledger.vocabulary import AgreedAs, Kind, Precision, Status, Voice


class ListedItem(NamedTuple):
    """An item's columns, and those of its passage and officer, by the names that the model has."""

    pk: int
    ref: str
    kind: Kind
    agreed_as: AgreedAs | None
    summary_en: str
    summary_es: str
    quote: str | None
    quote_language: str | None
    status: Status
    status_on: datetime.date | None
    status_precision: Precision | None
    is_differing: bool
    newest_on: datetime.date | None
    review_on: datetime.date | None
    officer_first: str | None
    officer_last: str | None
    officer_username: str | None
    is_followed: bool

    @property
    def officer(self) -> str:
        """The officer's name; empty for nobody."""
        if self.officer_username is None:
            return ""
        return shown_name(self.officer_first or "", self.officer_last or "", self.officer_username)

    @property
    def part_of(self) -> str:
        """The reference of a step's item, with which its own begins (the audit holds it); empty for an item."""
        return self.ref.rpartition(".")[0] if self.kind is Kind.STEP else ""


_PATHS = {
    "quote": "passage__quote",
    "quote_language": "passage__statement__language",
    "officer_first": "officer__first_name",
    "officer_last": "officer__last_name",
    "officer_username": "officer__username",
}


OTHERS = (Voice.PARTY, Voice.RECORD)
"""The voices beside our office's, in the order in which they are told."""


class Reported(NamedTuple):
    """The word of a party or of the record on an item; the record has no name beside its code."""

    code: str
    name: str
    status: Status
    since: datetime.date
    precision: Precision
    is_attributable: bool | None
    """None but for what was said orally."""


@dataclass(frozen=True)
class ListedRow:
    """An item with what the parties and the record say of it, and whether its review date has passed."""

    item: ListedItem
    reported: Sequence[Reported]
    is_late: bool


def listed(items: QuerySet[Item, Any]) -> QuerySet[Item, tuple[Any, ...]]:
    """Select the items as plain rows, to be made ``ListedItem``s once they are read."""
    return items.values_list(*(_PATHS.get(name, name) for name in ListedItem._fields))


def listed_rows(found: Iterable[Sequence[Any]]) -> list[ListedRow]:
    """Return rows of ``listed`` with the others' positions. One query, however many items."""
    items = [ListedItem(*row) for row in found]
    reported = _reported([item.pk for item in items])
    today = timezone.localdate()
    return [
        ListedRow(item, reported.get(item.pk, ()), bool(item.review_on and item.review_on < today))
        for item in items
    ]


def _reported(items: list[int]) -> dict[int, list[Reported]]:
    spoken = Position.objects.filter(item__in=items, voice__in=OTHERS).order_by(
        "voice", "speaker__code", "about__code"
    )
    record = _(Voice.RECORD.label)
    names = "speaker__name_es" if translation.get_language() == "es" else "speaker__name_en"
    columns = (
        "item",
        "speaker__code",
        names,
        "speaker__name_en",
        "status",
        "effective_on",
        "effective_precision",
        "entry__is_attributable",
    )
    found: dict[int, list[Reported]] = defaultdict(list)
    for item, code, name, name_en, *where in spoken.values_list(*columns):
        found[item].append(Reported(code or record, name or name_en or "", *where))
    return found
