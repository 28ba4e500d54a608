"""Name what a report cannot tell, instead of leaving it out in silence: entries and items in words that are
unknown here.

A newer version of the ledger, or a hand in the database, may have written a status, kind or basis that this version
does not know. A report never fails on such a row: it tells everything else, and names the row at its end.
"""

import datetime
from collections.abc import Iterator

from ledger.models import ITEM_FIELDS
from ledger.models.history import KnownItem
from ledger.models.items import Item
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.vocabulary import AgreedAs, Kind, Word

WORDS = ("act", "origin", "voice", "basis", "status", "effective_precision", "answer")
"""The columns of an entry that hold a word."""
MOST_NAMED = 20
"""How many rows are named before the rest are counted."""


def is_told(parameters: ReportParameters, ref: str, entry: EntryRow) -> bool:
    """Tell whether every word of an entry is known; one that is not is noted with the question."""
    unknown = [
        str(value) for name in WORDS if (value := getattr(entry, name)) and not isinstance(value, Word)
    ]
    if unknown:
        words = {"ref": ref, "day": entry.effective_on.isoformat(), "words": wording.listed(unknown)}
        sentence = _("An entry of %(day)s on %(ref)s: this version of the ledger does not know “%(words)s”.")
        parameters.untold[f"{ref} {entry.pk}"] = sentence % words
    return not unknown


def is_item_told(parameters: ReportParameters, ref: str, known: KnownItem) -> bool:
    """Tell whether every word and day of an item's fields is known; one that is not is noted with the question."""
    unknown = list(_unknown_fields(known))
    if unknown:
        words = {"ref": ref, "words": wording.listed(unknown)}
        sentence = _("Item %(ref)s: this version of the ledger does not know “%(words)s”.")
        parameters.untold[ref] = sentence % words
    return not unknown


def _unknown_fields(known: KnownItem) -> Iterator[str]:
    for name, code in known.fields.items():
        if isinstance(code, str) and code and not _is_known(name, code):
            yield code
    yield from _unknown_kind(known)


def _unknown_kind(known: KnownItem) -> Iterator[str]:
    """Yield a kind with what was agreed where each is known by itself, and the two together are not."""
    place = (known.fields.get("kind"), known.fields.get("agreed_as") or None)
    if place not in {(kind.value, agreed_as) for kind, agreed_as in wording.WITH_STEPS}:
        kind, agreed_as = (str(code or "–") for code in place)
        if kind in {*Kind} and (agreed_as == "–" or agreed_as in {*AgreedAs}):  # else it was named above
            yield f"{kind}: {agreed_as}"


def _is_known(name: str, code: str) -> bool:
    """Tell whether a field can be read: a day in ISO 8601, a word of its column."""
    if name not in ITEM_FIELDS or ITEM_FIELDS[name].is_many:
        return True
    if ITEM_FIELDS[name].is_date:
        try:
            return bool(datetime.date.fromisoformat(code))
        except ValueError:
            return False
    word: type[Word] | None = getattr(Item._meta.get_field(name), "word", None)
    return word is None or code in {*word}


def section(parameters: ReportParameters) -> Iterator[shape.Section]:
    """Name what this report cannot tell, where there is anything: to our own people alone."""
    named = list(parameters.untold.values())
    if not named or not parameters.is_internal:
        return
    lines = [shape.Text(sentence) for sentence in named[:MOST_NAMED]]
    if rest := len(named) - len(lines):
        lines.append(shape.Text(_("%(number)s more.") % {"number": wording.number(rest).label}))
    yield shape.Section(_("What this report cannot tell"), (shape.Listing(tuple(lines)),))
