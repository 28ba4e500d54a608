"""Releasing an entry to an audience, and taking a release back: each is itself an entry."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.correcting import corrected_among, moved_from
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import LedgerTransaction, checked, writing
from ledger.recording.new_entries import NewEntry
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Act, Audience


def audience_of(entry: Entry) -> Audience:
    """Return the audience to which an entry is released today; a corrected one is internal."""
    return audiences_of([entry])[entry.pk].audience


class EntryAudience(NamedTuple):
    """The audience of an entry today, and whether it was corrected, which makes it internal."""

    audience: Audience
    is_corrected: bool


def audiences_of(entries: Iterable[Entry]) -> dict[int, EntryAudience]:
    """Return the audiences of entries by their keys: two queries for any number."""
    entries = list(entries)
    keys, corrected = [entry.pk for entry in entries], corrected_among(entries)
    releases = Entry.objects.filter(releases__in=keys).order_by("sequence")
    last = {row.releases_id: row.released_to for row in releases}
    return {
        key: EntryAudience((key not in corrected and last.get(key)) or Audience.INTERNAL, key in corrected)
        for key in keys
    }


def audiences_before(releases: Iterable[Entry]) -> dict[int, Audience]:
    """Return the audiences that released entries had before each of these releases, by their keys: one query."""
    wanted = list(releases)
    rows = Entry.objects.filter(releases__in=[release.releases_id for release in wanted]).order_by("sequence")
    found = [(row.releases_id, row.sequence, row.released_to) for row in rows]
    return {
        release.pk: next(
            (
                audience
                for key, sequence, audience in reversed(found)
                if key == release.releases_id and sequence < release.sequence and audience
            ),
            Audience.INTERNAL,
        )
        for release in wanted
    }


@tried_again
def release_entry(
    *,
    user: User,
    entry: Entry,
    audience: Audience,
    expected_sequence: int | None,
    reason: str = "",
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Entry:
    """Set the audience of an entry; ``Audience.INTERNAL`` withdraws its release.

    An oral exchange that may not be attributed is never released. Where the dialogue wants a second person,
    the author of the entry, or of what was moved here as it, does not release it. Raises PermissionDenied, StaleItem,
    RuleViolation.
    """
    with writing(entry.item) as work:
        draft = NewEntry(
            act=Act.RELEASE,
            author=user,
            columns={"releases": entry, "released_to": audience},
            texts={"reason": reason.strip()},
            request_id=request_id,
            batch=batch,
        )
        return release(work, entry, expected_sequence, draft, audiences_of([entry])[entry.pk])


def release(
    work: LedgerTransaction, entry: Entry, expected_sequence: int | None, draft: NewEntry, now: EntryAudience
) -> Entry:
    """Release an entry of the transaction's items, as ``release_entry`` does. ``now`` is its audience so far."""
    item, audience = work.item(entry.item), draft.columns["released_to"]
    work.allow(draft.author, Act.RELEASE, item.round.dialogue)
    if before := work.replayed(item, draft):
        return before
    work.check_version(item, expected_sequence)
    if audience is now.audience:
        raise RuleViolation({"audience": _("That is its audience already.")})
    if audience.reach > now.audience.reach:
        checked(_what_keeps_it_in(entry, item, draft.author, is_corrected=now.is_corrected))
    return work.append(item, draft)


def _what_keeps_it_in(entry: Entry, item: Item, user: User, *, is_corrected: bool) -> dict[str, str]:
    own = item.round.dialogue.releases_need_second_person and user.pk in _writers(entry)
    broken = {}
    if item.is_withdrawn:
        broken["entry"] = _("%(ref)s is withdrawn: bring it back first.") % {"ref": item.ref}
    elif not entry.act.is_releasable or entry.retracts or is_corrected:
        broken["entry"] = _(
            "This entry is never shown beyond our own people: it was corrected, or says nothing of the item."
        )
    if entry.is_attributable is False:
        broken["audience"] = _("What was said orally and may not be attributed is not released.")
    elif own:
        broken["audience"] = _("In this dialogue a second person releases: you wrote this entry.")
    return broken


def _writers(entry: Entry) -> set[int]:
    """Find who wrote the entry: its author and, where it was moved here, who wrote its words there."""
    writers = set[int]()
    one: Entry | None = entry
    while one is not None:
        writers.add(one.author_id)
        one = moved_from(one)
    return writers
