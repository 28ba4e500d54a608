"""An item's words and its dates, as every list shows them."""

import datetime
from typing import Protocol
from unicodedata import normalize

from django.utils import translation
from django.utils.text import Truncator

from ledger.models import Item
from ledger.presentation import wording
from ledger.vocabulary import Precision

NOTHING = "–"


class Summarized(Protocol):
    """An item as far as our words for it need it: a row of the model, or plain values."""

    @property
    def summary_en(self) -> str: ...
    @property
    def summary_es(self) -> str: ...


def shortened(words: str, length: int = 120) -> str:
    """Return the beginning of a text, on one line."""
    line = normalize("NFC", " ".join(words.split()))
    return line if len(line) <= length else Truncator(line).chars(length)


def day(value: datetime.date | None, precision: Precision | None = None) -> str:
    """Return a date no more exact than it is known; a dash for none."""
    return wording.day(value, precision or Precision.DAY).label if value else NOTHING


def summary(item: Summarized, language: str | None = None) -> tuple[str, str]:
    """Return our words for an item in the language of the page, else in the other one, and which language that is."""
    ours = {"en": item.summary_en, "es": item.summary_es}
    language = language or translation.get_language() or "en"
    chosen = "es" if (language == "es" and ours["es"]) or not ours["en"] else "en"
    return ours[chosen], chosen


def words(item: Item) -> str:
    """Return what an item is about, on one line: the statement's words, else ours."""
    return shortened(item.passage.quote if item.passage else summary(item)[0])


def deadline_of(item: Item) -> str:
    """Return the deadline that the statement sets, as it is known; empty for none."""
    if item.deadline_on is None:
        return item.deadline_wording
    known = wording.basis(day(item.deadline_on, item.deadline_precision), item.deadline_basis)
    return f"{item.deadline_wording} · {known}" if item.deadline_wording else known
