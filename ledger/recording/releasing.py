"""Releasing an entry to an audience, and taking a release back: each is itself an entry."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ledger.models import Entry, Item, User
from ledger.recording.correcting import moved_from
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, checked, writing
from ledger.recording.new_entries import NewEntry
from ledger.vocabulary import Act, Audience


def audience_of(entry: Entry) -> Audience:
    """The audience to which an entry is released today; a corrected one is internal."""
    if Entry.objects.filter(corrects=entry).exists():
        return Audience.INTERNAL
    return _last_audience(Entry.objects.filter(releases=entry))


def audience_before(release: Entry) -> Audience:
    """The audience that the released entry had before this release."""
    return _last_audience(Entry.objects.filter(releases=release.releases, sequence__lt=release.sequence))


def _last_audience(releases: QuerySet[Entry]) -> Audience:
    last = releases.order_by("-sequence").first()
    return last.released_to if last and last.released_to else Audience.INTERNAL


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
    item = entry.item
    with writing(item) as work:
        fresh = work.item(item)
        allow(user, Act.RELEASE, fresh.round.dialogue)
        draft = NewEntry(
            act=Act.RELEASE,
            author=user,
            columns={"releases": entry, "released_to": audience},
            texts={"reason": reason.strip()},
            request_id=request_id,
            batch=batch,
        )
        if before := work.replayed(item, draft):
            return before
        work.check_version(item, expected_sequence)
        wider = audience.reach > audience_of(entry).reach
        if audience is audience_of(entry):
            raise RuleViolation({"audience": _("That is its audience already.")})
        checked(_what_keeps_it_in(entry, fresh, user) if wider else {})
        return work.append(item, draft)


def _what_keeps_it_in(entry: Entry, item: Item, user: User) -> dict[str, str]:
    dialogue = item.round.dialogue
    corrected = Entry.objects.filter(corrects=entry).exists()
    own = dialogue.releases_need_second_person and user.pk in _writers(entry)
    broken = {}
    if item.is_withdrawn:
        broken["entry"] = _("%(ref)s is withdrawn: bring it back first.") % {"ref": item.ref}
    elif not entry.act.is_releasable or entry.retracts or corrected:
        broken["entry"] = _(
            "This entry is never shown beyond our own people: it was corrected, or says nothing of the item."
        )
    if entry.is_attributable is False:
        broken["audience"] = _("What was said orally and may not be attributed is not released.")
    elif own:
        broken["audience"] = _("In this dialogue a second person releases: you wrote this entry.")
    return broken


def _writers(entry: Entry) -> set[int]:
    """Who wrote the entry: its author and, where it was moved here, who wrote its words there."""
    writers = set[int]()
    one: Entry | None = entry
    while one is not None:
        writers.add(one.author_id)
        one = moved_from(one)
    return writers
