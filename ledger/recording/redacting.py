"""Redaction: two people destroy a text for good; that something was recorded stays.

One person asks, a second one approves. The redaction is an entry; the texts' rows go, salts and all; a file goes
where no other evidence holds it; chains and seals still verify, since they hold digests. On SQLite the database file
is left without the bytes; on PostgreSQL they are gone from the table at the next VACUUM, and backups keep what they
keep.
"""

import datetime
import json
import re
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from ledger.models import (
    ITEM_FIELDS,
    Entry,
    EntryText,
    Evidence,
    FileRedaction,
    Item,
    RedactionRequest,
    TopicTextRedaction,
    User,
)
from ledger.models.fields import write_api
from ledger.models.history import items_known
from ledger.recording.entry_content import TRANSLATIONS
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, checked, unfit_text, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.removing import remove_after_commit
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act

FILE_PART = re.compile(r"evidence\.(\d+)\.file")
"""How a redaction names the file of a piece of evidence; its words are named evidence.N.title and so on."""


def redactable_parts(entry: Entry) -> list[str]:
    """Return the parts of an entry that hold something to destroy: its texts, and the files of its evidence."""
    texts = EntryText.objects.filter(entry=entry).order_by("part").values_list("part", flat=True)
    files = Evidence.objects.filter(entry=entry).exclude(file_sha256="").order_by("position")
    gone = entry.taken_parts()
    return [
        *texts,
        *(part for file in files if (part := file.part("file")) not in gone),
    ]


def copies_of(entry: Entry, parts: Iterable[str]) -> list[EntryText]:
    """Return other texts that hold what the parts hold: an old value in a later amendment, a restated or moved note.

    Looked for on the item, and on other items of the dialogue to which an act wrote too: a move, a batch. Each is
    redacted by itself; this tells the person who asks for a redaction where else to look.
    """
    named = EntryText.objects.filter(entry=entry, part__in=parts)
    wanted = words_of(entry, parts)
    if not wanted:
        return []
    batches = Entry.objects.filter(item=entry.item_id, batch__isnull=False).values("batch")
    items = Entry.objects.filter(batch__in=batches, item__round__dialogue=entry.item.round.dialogue_id)
    near = Q(entry__item=entry.item_id) | Q(entry__item__in=items.values("item"))
    written = {form for words in wanted for form in (words, json.dumps(words, ensure_ascii=False)[1:-1])}
    holding = reduce(or_, (Q(text__contains=form) for form in written))
    others = EntryText.objects.filter(near, holding).exclude(pk__in=named).select_related("entry__item")
    return [
        row
        for row in others.order_by("entry__item__ref", "entry__sequence", "part")
        if any(words in said for words in wanted for said in _words(row))
    ]


def words_of(entry: Entry, parts: Iterable[str]) -> set[str]:
    """Return what the parts of an entry say."""
    named = EntryText.objects.filter(entry=entry, part__in=parts)
    return {words for row in named for words in _words(row)}


def _words(row: EntryText) -> Iterable[str]:
    """Return what a text says; of an amendment, the old value and the new one."""
    if not row.part.startswith("changes."):
        return [row.text]
    return [value for value in json.loads(row.text) if value]


@tried_again
def request_redaction(*, user: User, entry: Entry, parts: Collection[str], reason: str) -> RedactionRequest:
    """Ask that parts of an entry be destroyed (see ``redactable_parts``); a second person then decides.

    Our translations of a note say what it says: they go with it. Raises PermissionDenied, RuleViolation.
    """
    parts = sorted(set(parts))
    parts = sorted({*parts, *(_translations_with(entry, parts) - _asked_for(entry))})
    with writing(entry.item) as work:
        allow(user, Act.REDACT, work.item(entry.item).round.dialogue)
        checked(
            {
                "reason": unfit_text(reason)
                if reason.strip()
                else _("Say why it must go, without repeating it."),
                "parts": "" if parts else _("Choose what must go."),
            }
        )
        _check_there(entry, parts)
        if asked := _asked_for(entry).intersection(parts):
            raise RuleViolation(
                {"parts": _("This was asked for already: %(parts)s.") % {"parts": ", ".join(sorted(asked))}}
            )
        return RedactionRequest.objects.create(
            entry=entry, parts=parts, reason=reason.strip(), requested_by=user, requested_at=work.began_at
        )


def _translations_with(entry: Entry, parts: Iterable[str]) -> set[str]:
    """Return the translations that are there and go with the note, where it goes."""
    return {*TRANSLATIONS} & {*redactable_parts(entry)} if "note" in parts else set()


def _check_there(entry: Entry, parts: Iterable[str]) -> None:
    """Raise RuleViolation where a part holds nothing to destroy: it never did, or it was redacted already."""
    there = redactable_parts(entry)
    if unknown := [part for part in parts if part not in there]:
        raise RuleViolation({"parts": _("The entry holds no %(parts)s.") % {"parts": ", ".join(unknown)}})


def _asked_for(entry: Entry) -> set[str]:
    """Return the parts of an entry that undecided requests name."""
    asked = RedactionRequest.objects.filter(entry=entry, decided_by=None).values_list("parts", flat=True)
    return {part for parts in asked for part in parts}


@tried_again
def decline_redaction(*, user: User, request: RedactionRequest) -> None:
    """Leave everything as it is, and say who decided so. Raises PermissionDenied."""
    with writing(request.entry.item) as work:
        allow(user, Act.REDACT, work.item(request.entry.item).round.dialogue)
        request = RedactionRequest.objects.select_for_update().get(pk=request.pk)
        _check_undecided(request, user)
        request.decided_by, request.decided_at, request.reason = user, work.began_at, ""
        request.save()


def parts_destroyed(request: RedactionRequest) -> list[str]:
    """Return the parts that go where a request is approved: those that it names, and a note's translations.

    One that was asked for by itself goes too: its own request may yet be declined.
    """
    return sorted({*request.parts, *_translations_with(request.entry, request.parts)})


@tried_again
def redact_entry(*, user: User, request: RedactionRequest, request_id: UUID | None = None) -> Entry:
    """Approve a request and destroy what it names, for good. The approver is a second person.

    Effects: a redaction entry (author: who asked; approver: ``user``); the texts' rows and unshared files gone; the
    item's own columns emptied where they held a destroyed text. Raises PermissionDenied, RuleViolation.
    """
    item = request.entry.item
    with writing(item) as work:
        allow(user, Act.REDACT, work.item(item).round.dialogue)
        request = RedactionRequest.objects.select_for_update().get(pk=request.pk)
        parts = parts_destroyed(request)
        draft = NewEntry(
            act=Act.REDACT,
            author=request.requested_by,
            columns={
                "redacts": request.entry,
                "redacted_parts": parts,
                "approver": user,
            },
            texts={"reason": request.reason},
            request_id=request_id,
        )
        if request.redaction and request.redaction.request_id == request_id:
            return request.redaction
        _check_undecided(request, user)
        work.replayed(item, draft)
        _check_there(request.entry, request.parts)
        redaction = work.append(item, draft)
        _destroy(request.entry, parts)
        _empty_columns(work.item(item))
        request.decided_by, request.decided_at = user, work.began_at
        request.redaction, request.reason = redaction, ""
        request.save()
        return redaction


def _check_undecided(request: RedactionRequest, user: User) -> None:
    if request.decided_by_id is not None:
        raise RuleViolation({"request": _("This request was decided already.")})
    if request.requested_by_id == user.pk:
        raise PermissionDenied(_("A redaction takes two people: you asked for it."))


def _destroy(entry: Entry, parts: Iterable[str]) -> None:
    EntryText.objects.filter(entry=entry, part__in=parts).delete()
    positions = [int(match[1]) for match in map(FILE_PART.fullmatch, parts) if match]
    files = Evidence.objects.filter(entry=entry, position__in=positions)
    remove_after_commit(*files.values_list("file_sha256", flat=True))


def _empty_columns(item: Item) -> None:
    """Empty the item's own text columns, which follow its entries, where a text was destroyed."""
    known = items_known([item])[item.pk]
    for name in known.redacted:
        if ITEM_FIELDS[name].is_text:
            setattr(item, name, known.fields[name])
    with write_api():
        item.save()


def was_redacted_since(moment: datetime.datetime) -> bool:
    """Tell whether any text or file was destroyed since, or about then."""
    about = moment - datetime.timedelta(minutes=1)
    return (
        RedactionRequest.objects.filter(decided_at__gte=about, redaction__isnull=False).exists()
        or TopicTextRedaction.objects.filter(approved_at__gte=about).exists()
        or FileRedaction.objects.filter(decided_at__gte=about, is_approved=True).exists()
    )
