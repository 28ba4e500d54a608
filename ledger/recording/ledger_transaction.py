"""Write to the ledger: one transaction, the writers' lock, the rows in order, then the stamp and the entry.

Every writer locks rows in one order, so that no two wait for each other (deadlock): the writers' lock, dialogues,
items by their keys (a step's comes after its item's), a round, then requests that two people decide on. Every act of
the write API is a ``NewEntry`` handed to ``LedgerTransaction.append``; nothing else inserts an entry.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.days import first_day
from ledger.models import Dialogue, Entry, Item, Round, User
from ledger.models.fields import odd_character, write_api
from ledger.models.item_fields import Code
from ledger.recording import chain, clock, listeners, writers_lock
from ledger.recording.day_rules import unfit_effective_day
from ledger.recording.derived_rows import bring_up_to_date
from ledger.recording.errors import RuleViolation, StaleItem
from ledger.recording.new_entries import NewEntry, is_repeated
from ledger.recording.new_rows import NewRows
from ledger.typed_text import first_place
from ledger.vocabulary import Act, Permission

T = TypeVar("T")


class LedgerTransaction:
    """A transaction of the ledger over some items, whose rows it has locked."""

    def __init__(self, items: dict[int, Item], began_at: datetime.datetime) -> None:
        self.items = items
        self.began_at = began_at
        """The stamp of what is written; every entry's is a tick after the one before it."""
        self._next_stamp = began_at
        self._new = NewRows()
        self._is_gathering = False
        self._answers: dict[tuple[object, ...], Any] = {}

    def item(self, item: Item) -> Item:
        """Return the locked, fresh row of an item that the transaction was begun for."""
        return self.items[item.pk]

    def lock_too(self, *items: Item) -> None:
        """Lock the rows of further items, whose keys come after those that are locked: an item's steps."""
        self.items |= _locked(item for item in items if item.pk not in self.items)

    def once(self, ask: Callable[..., T], *about: object) -> T:
        """Ask something of rows (or their keys) once for the transaction: what does not change while it lasts."""
        key = (ask, *(getattr(row, "pk", row) for row in about))
        if key not in self._answers:
            self._answers[key] = ask(*about)
        answer: T = self._answers[key]
        return answer

    def may(self, user: User, act: Act | Permission, dialogue: Dialogue) -> bool:
        """Tell whether the person may do this in the dialogue, by the roles found once the items were locked."""
        return self.once(access.may, user, act, dialogue)

    def allow(self, user: User, act: Act | Permission, dialogue: Dialogue) -> None:
        """Go on only if the person may do this in the dialogue; raises PermissionDenied."""
        if not self.may(user, act, dialogue):
            raise _denied(user, act, dialogue)

    def replayed(self, item: Item, draft: NewEntry, fields: Mapping[str, Code] | None = None) -> Entry | None:
        """Return the entry that the same request wrote before, if it did.

        Raises RuleViolation where that one holds something else (see ``drafts.is_repeated``).
        """
        if draft.request_id is None:
            return None
        before = Entry.objects.filter(item=item, request_id=draft.request_id).with_texts().first()
        if before is not None and not is_repeated(before, draft, fields):
            raise sent_as_something_else()
        return before

    def check_version(self, item: Item, expected_sequence: int | None) -> None:
        """Go on only if the item is where the writer saw it; None is a writer who has not looked (imports)."""
        fresh = self.item(item)
        if expected_sequence is not None and expected_sequence != fresh.last_sequence:
            raise StaleItem(fresh, expected_sequence)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Insert what is appended within it at its end, by one statement a table. Nothing is, where it is left early.

        What an act asks of an item is right as long as nothing waits for that item: each is acted on once.
        """
        self._is_gathering = True
        try:
            yield
        finally:
            self._is_gathering = False
        self.insert_waiting()

    def append(self, item: Item, draft: NewEntry) -> Entry:
        """Stamp, chain and insert an entry, then bring what follows from it up to date. Returns the entry."""
        fresh = self.item(item)
        checked(unfit_texts(draft.texts))
        entry = self._stamped(fresh, draft)
        self._new.add(entry, draft)
        fresh.last_sequence = entry.sequence
        fresh.last_recorded_at = entry.recorded_at
        fresh.head_hash = entry.hash
        if not self._is_gathering:
            self.insert_waiting()
        return entry

    def insert_waiting(self) -> None:
        """Insert what waits, and bring what follows from it up to date."""
        new, self._new = self._new, NewRows()
        new.insert()
        bring_up_to_date(new.entries)
        for entry in new.entries:
            listeners.note(entry)

    def _stamped(self, item: Item, draft: NewEntry) -> Entry:
        recorded_at = self._next_stamp
        self._next_stamp += clock.TICK
        recorded_on = clock.ledger_day(recorded_at)
        effective_on = first_day(draft.effective_on or recorded_on, draft.effective_precision)
        if not draft.columns.get("retracts"):  # what was kept with a mistyped year can be taken back
            checked({"effective_on": unfit_effective_day(effective_on, item, recorded_on)})
        return Entry(
            item=item,
            sequence=item.last_sequence + 1,
            act=draft.act,
            origin=draft.origin,
            author=draft.author,
            effective_on=effective_on,
            effective_precision=draft.effective_precision,
            proposed_audience=draft.proposed_audience,
            changes=draft.changes,
            recorded_at=recorded_at,
            recorded_on=recorded_on,
            request_id=draft.request_id or uuid4(),
            batch=draft.batch,
            version=chain.VERSION,
            previous_hash=item.head_hash,
            **draft.columns,
        )


def sent_as_something_else() -> RuleViolation:
    """Return what is said of a request that wrote something else before."""
    return RuleViolation({"request_id": _("This was sent before as something else: load the page again.")})


def unfit_text(text: str) -> str:
    """Explain why a text cannot be kept: a NUL, half a character, or what nobody sees; empty where it can."""
    if "\x00" in text:
        return _("It holds a character that no text has (NUL): type it again, or paste it as plain text.")
    if _HALF.search(text):
        return _("It holds half a character (a lone surrogate): type it again, or paste it as plain text.")
    return odd_character(first_place(text))


_HALF = re.compile("[\ud800-\udfff]")


def unfit_texts(texts: Mapping[str, str]) -> dict[str, str]:
    """Explain which of an entry's texts cannot be kept, by the fields in which they were typed."""
    return {_field_of(part): says for part, text in texts.items() if text and (says := unfit_text(text))}


def _field_of(part: str) -> str:
    """Return the field of a form in which a text was typed: the last of an amended field's or evidence's part."""
    return "evidence" if part.startswith("evidence.") else part.removeprefix("changes.")


@contextmanager
def writing(*rows: Item | Dialogue) -> Iterator[LedgerTransaction]:
    """Begin a transaction of the ledger over items: all that is written in it stands, or none of it.

    Takes the writers' lock, then rows in the order that all writers keep: dialogues, which are named where nobody else
    may change how items of it hang together, then items; then the stamp. Raises TriggersMissing where the triggers do
    not stand.
    """
    with transaction.atomic(), write_api(), listeners.gathering():
        writers_lock.lock_shared()
        lock_dialogues(row for row in rows if isinstance(row, Dialogue))
        locked = _locked(row for row in rows if isinstance(row, Item))
        yield LedgerTransaction(locked, clock.stamp())


def lock_dialogues(dialogues: Iterable[Dialogue]) -> None:
    """Lock rows of dialogues until the transaction ends, in the order of their keys, before any item's."""
    if keys := {dialogue.pk for dialogue in dialogues}:
        rows = Dialogue.objects.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update(no_key=True).values_list("pk"))


def locked_round(round: Round) -> Round:
    """Return the fresh round with its dialogue, which nobody else writes to until the transaction ends;
    without its key. Items are locked before it.
    """
    rows = Round.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("dialogue").get(pk=round.pk)


def _locked(items: Iterable[Item]) -> dict[int, Item]:
    keys = sorted(item.pk for item in items)
    # Without the key: a row that only names an item, such as a point of an agenda, waits for no writer of it.
    rows = Item.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True)
    return {row.pk: row for row in rows.select_related("round__dialogue")} if keys else {}


def allow(user: User, act: Act | Permission, dialogue: Dialogue) -> None:
    """Go on only if the person may do this in the dialogue; raises PermissionDenied."""
    if not access.may(user, act, dialogue):
        raise _denied(user, act, dialogue)


def _denied(user: User, act: Act | Permission, dialogue: Dialogue) -> PermissionDenied:
    return PermissionDenied(
        _("%(user)s may not do this in %(dialogue)s: %(act)s.")
        % {"user": user, "dialogue": dialogue.code, "act": _(act.label)}
    )


def parties_to(dialogue: Dialogue) -> frozenset[int]:
    """Return the keys of the parties to a dialogue."""
    return frozenset(dialogue.parties.values_list("pk", flat=True))


def check_not_withdrawn(item: Item) -> None:
    """Raise RuleViolation where the item was withdrawn: it is brought back before anything else is done to it."""
    if item.is_withdrawn:
        raise RuleViolation({"item": _("%(ref)s is withdrawn: bring it back first.") % {"ref": item.ref}})


def checked(check: Mapping[str, str]) -> None:
    """Raise RuleViolation with every sentence in ``check``; fields without one are in order."""
    broken = {name: says for name, says in check.items() if says}
    if broken:
        raise RuleViolation(broken)
