"""How the write API writes: one transaction, the writers' lock, the items' rows in order, then the stamp and the entry.

Every act of the write API is a ``NewEntry`` handed to ``LedgerTransaction.append``; nothing else inserts an entry.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from ledger import access
from ledger.days import first_day
from ledger.models import Dialogue, Entry, EntryText, Evidence, Item, Round, User
from ledger.models.fields import odd_character, write_api
from ledger.models.item_fields import Code
from ledger.recording import chain, clock, derived, listeners, writers_lock
from ledger.recording.day_rules import unfit_effective_day
from ledger.recording.errors import RuleViolation, StaleItem
from ledger.recording.new_entries import NewEntry, is_repeated
from ledger.typed_text import first_place
from ledger.vocabulary import Act, Permission


class LedgerTransaction:
    """A transaction of the ledger over some items, whose rows it has locked."""

    def __init__(self, items: dict[int, Item], began_at: datetime.datetime) -> None:
        self.items = items
        self.began_at = began_at
        """The stamp of what is written; every entry's is a tick after the one before it."""
        self._next_stamp = began_at

    def item(self, item: Item) -> Item:
        """The locked, fresh row of an item that the transaction was begun for."""
        return self.items[item.pk]

    def replayed(self, item: Item, draft: NewEntry, fields: Mapping[str, Code] | None = None) -> Entry | None:
        """The entry that the same request wrote before, if it did.

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

    def append(self, item: Item, draft: NewEntry) -> Entry:
        """Stamp, chain and insert an entry, then bring what follows from it up to date. Returns the entry."""
        fresh = self.item(item)
        checked({_field_of(part): says for part, text in draft.texts.items() if (says := unfit_text(text))})
        entry = self._stamped(fresh, draft)
        salts = {part: chain.new_salt() for part, text in draft.texts.items() if text}
        entry.digests = {part: chain.digest(salt, draft.texts[part]) for part, salt in salts.items()}
        evidence = [given.row(position) for position, given in enumerate(draft.evidence)]
        entry.hash = chain.hash_of(entry, evidence)
        entry.save(force_insert=True)
        EntryText.objects.bulk_create(
            EntryText(entry=entry, part=part, salt=salt, text=draft.texts[part])
            for part, salt in salts.items()
        )
        for row in evidence:
            row.entry = entry
        Evidence.objects.bulk_create(evidence)
        self._bring_up_to_date(fresh, entry)
        listeners.note(entry)
        return entry

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

    def _bring_up_to_date(self, item: Item, entry: Entry) -> None:
        item.last_sequence = entry.sequence
        item.last_recorded_at = entry.recorded_at
        item.head_hash = entry.hash
        if entry.act in {Act.NOTE, Act.STATUS} and not item.is_withdrawn:
            # The item's other columns are as they were when its row was locked.
            item.save(update_fields=[*_HEAD, *derived.write_addition(item, entry)])
        else:
            derived.write(item, derived.derive([item])[item.pk])
            item.save()


_HEAD = ("last_sequence", "last_recorded_at", "head_hash")
"""The columns of an item that every entry moves."""


def sent_as_something_else() -> RuleViolation:
    """What is said of a request that wrote something else before."""
    return RuleViolation({"request_id": _("This was sent before as something else: load the page again.")})


def unfit_text(text: str) -> str:
    """Why a text cannot be kept: a NUL, half a character, or what nobody sees; empty where it can."""
    if "\x00" in text:
        return _("It holds a character that no text has (NUL): type it again, or paste it as plain text.")
    if _HALF.search(text):
        return _("It holds half a character (a lone surrogate): type it again, or paste it as plain text.")
    return odd_character(first_place(text))


_HALF = re.compile("[\ud800-\udfff]")


def _field_of(part: str) -> str:
    """The field of a form in which a text was typed: the last of an amended field's or evidence's part."""
    return "evidence" if part.startswith("evidence.") else part.removeprefix("changes.")


@contextmanager
def writing(*items: Item) -> Iterator[LedgerTransaction]:
    """Begin a transaction of the ledger over items: all that is written in it stands, or none of it.

    Takes the writers' lock, then the items' rows in the order of their keys, so that two writers cannot wait for
    each other; then the stamp. Raises TriggersMissing where the triggers do not stand.
    """
    with transaction.atomic(), write_api(), listeners.gathering():
        writers_lock.lock_shared()
        locked = _locked(items)
        yield LedgerTransaction(locked, clock.stamp())


def locked_round(round: Round) -> Round:
    """The fresh round with its dialogue, which nobody else writes to until the transaction ends; without its key."""
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
        raise PermissionDenied(
            _("%(user)s may not do this in %(dialogue)s: %(act)s.")
            % {"user": user, "dialogue": dialogue.code, "act": _(act.label)}
        )


def check_not_withdrawn(item: Item) -> None:
    """Raise RuleViolation where the item was withdrawn: it is brought back before anything else is done to it."""
    if item.is_withdrawn:
        raise RuleViolation({"item": _("%(ref)s is withdrawn: bring it back first.") % {"ref": item.ref}})


def checked(check: Mapping[str, str]) -> None:
    """Raise RuleViolation with every sentence in ``check``; fields without one are in order."""
    broken = {name: says for name, says in check.items() if says}
    if broken:
        raise RuleViolation(broken)
