"""Compare what rows give with what the ledger holds: fields that differ, and updates that are there already."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ledger.days import first_day
from ledger.importing.ready import ReadyItem, ReadyUpdate
from ledger.models import ITEM_FIELDS, Entry, Item
from ledger.models.item_fields import encode
from ledger.presentation import wording
from ledger.presentation.item_words import day, shortened
from ledger.vocabulary import Act, Voice, Word

LOOKED_UP = 500


@dataclass(frozen=True)
class Difference:
    """A field in which a row differs from its item; the ledger's value is kept."""

    row: int
    column: str
    ref: str
    kept: str
    given: str


GIVES = {
    "kind": ("kind", "agreed_as"),
    "deadline_on": ("deadline_on", "deadline_precision"),
}
"""The fields that a column gives, where it gives more than the one of its name."""


def differences(ready: ReadyItem, item: Item) -> Iterator[Difference]:
    """Yield what a row gives otherwise than its item has it: of columns of the row alone."""
    for name in ready.given.values:
        for kept, given in _compared(name, ready, item):
            yield Difference(ready.given.row, ready.column(name), item.ref, shown(kept), shown(given))
            break


def _compared(name: str, ready: ReadyItem, item: Item) -> Iterator[tuple[object, object]]:
    """Yield what an item has and what a column gives, where they differ."""
    if name in {"words", "quote"}:
        yield from _compared_words(name, ready, item)
        return
    for part in GIVES.get(name, (name,)):
        if part in ready.fields and part in ITEM_FIELDS:
            before, given = ITEM_FIELDS[part].read(item), ready.fields[part]
            if not _is_same(part, before, given) and not (part == "outside_ref" and not before):
                yield before, given


def _compared_words(name: str, ready: ReadyItem, item: Item) -> Iterator[tuple[str, str]]:
    kept, given = list(_own_words(item)), str(ready.given.values[name])
    if name == "quote":
        kept, given = [item.passage.quote if item.passage else ""], _quote(ready)
    if given and given not in kept:
        yield next(iter(kept), ""), given


def _quote(ready: ReadyItem) -> str:
    statement, start, end = ready.span or (None, 0, 0)
    return statement.text[start:end] if statement else ""


def _own_words(item: Item) -> Iterator[str]:
    """Yield an item's words as our export writes them: our summary, else the statement's in quotation marks."""
    yield from (text.strip() for text in (item.summary_en, item.summary_es) if text.strip())
    if item.passage:
        yield f"“{item.passage.quote}”".strip()


def _is_same(name: str, kept: object, given: object) -> bool:
    if ITEM_FIELDS[name].is_many:
        return set(encode(kept) or ()) == set(encode(given) or ())  # type: ignore[arg-type]
    if isinstance(kept, str) and not isinstance(kept, Word) and isinstance(given, str):
        return " ".join(kept.split()) == " ".join(given.split())
    return encode(kept) == encode(given)


def shown(value: object) -> str:
    """Return a value for people, in the language of the page."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case Word():
            return wording.word(value)
        case datetime.date():
            return day(value)
        case list() | tuple():
            return ", ".join(map(str, value)) or "–"
        case _:
            return shortened(str(value))


# --- Updates


class EntriesThere:
    """What was said of items so far, so that an update which is there is not recorded a second time."""

    def __init__(self, items: Collection[int]) -> None:
        self.entries: defaultdict[int, list[Entry]] = defaultdict(list)
        keys = sorted(items)
        for at in range(0, len(keys), LOOKED_UP):
            rows = Entry.objects.filter(
                item__in=keys[at : at + LOOKED_UP],
                act__in=[act for act in Act if act.says_something],
                voice__isnull=False,
            )
            undone = Entry.objects.filter(
                item__in=keys[at : at + LOOKED_UP], retracts=True, batch__isnull=False
            ).values("corrects")
            for entry in rows.exclude(pk__in=undone).exclude(retracts=True).prefetch_related("texts"):
                self.entries[entry.item_id].append(entry)

    def holds(self, item: Item, update: ReadyUpdate) -> bool:
        """Tell whether an entry of the item says this already; a note that a redaction took counts as the same.

        An entry that somebody corrected since counts too: what it said is not said again by the same file. One that
        was undone with its batch does not.
        """
        said = self.entries[item.pk]
        if update.given.is_undated:  # the file may be sent on another day: it says how things stand
            voices = (entry for entry in said if (entry.voice, entry.speaker_id) == _voice(update))
            newest = max(voices, key=lambda entry: (entry.effective_on, entry.sequence), default=None)
            return newest is not None and _says(newest, update, on_any_day=True)
        return any(_says(entry, update) for entry in said)


def _voice(update: ReadyUpdate) -> tuple[Voice, int | None]:
    return update.says.voice, update.says.speaker.pk if update.says.speaker else None


def _says(entry: Entry, update: ReadyUpdate, *, on_any_day: bool = False) -> bool:
    says = update.says
    day = first_day(says.effective_on or entry.recorded_on, says.effective_precision)
    if (entry.voice, entry.speaker_id, entry.status) != (
        says.voice,
        says.speaker and says.speaker.pk,
        says.status,
    ):
        return False
    if not on_any_day and (entry.effective_on, entry.effective_precision) != (day, says.effective_precision):
        return False
    if says.source and not entry.is_redacted("source") and entry.text("source") != says.source:
        return False
    return not update.has_own_note or entry.is_redacted("note") or entry.text("note") == says.note.strip()
