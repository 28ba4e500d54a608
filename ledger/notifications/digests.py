"""The daily digest: what of a person's own wants them today, in one mail. Nothing to say, nothing sent."""

import datetime
from collections import Counter

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Entry, Item, User
from ledger.models.entries import EntryQuerySet
from ledger.models.items import ItemQuerySet
from ledger.notifications import mail
from ledger.personal import note_digest, preference_of, unclaim_digest, watched_items
from ledger.vocabulary import Act, WatchMail


def readers() -> QuerySet[User]:
    """Select those who get digests: open accounts with an address, unless their person chose otherwise."""
    wanting: QuerySet[User] = User.objects.filter(is_active=True).exclude(preference__wants_digest=False)
    return wanting.exclude(email="").order_by("pk")


def send_digest(user: User, day: datetime.date, *, is_rehearsal: bool = False) -> mail.MailOutcome:
    """Send a person the day's digest, at most once a day. A rehearsal sends nothing and remembers nothing.

    Where it cannot be sent the fault is told, and the day may be tried again.
    """
    kept = preference_of(user)
    before = kept.last_digest_on
    if before and before >= day:
        return mail.MailOutcome(user)
    with translation.override(user.language):
        since = before or day - datetime.timedelta(days=1)
        sections = digest_of(user, day, since, with_watched=kept.watched_mail is WatchMail.DIGEST)
        count = sum(len(section.lines) + section.more for section in sections)
        if not sections or is_rehearsal or not note_digest(user=user, day=day):
            return mail.MailOutcome(user, count)
        try:
            mail.send(user, _("Dialogue Ledger: your day"), _("What of yours wants you today."), sections)
        except mail.CANNOT_SEND as fault:
            unclaim_digest(user=user, day=day, before=before)
            return mail.MailOutcome(user, count, fault=str(fault) or type(fault).__name__)
    return mail.MailOutcome(user, count, is_sent=True)


def digest_of(
    user: User, day: datetime.date, since: datetime.date, *, with_watched: bool = True
) -> list[mail.MailSection]:
    """Return what there is to say on a day, of items in dialogues in which the person holds a role; empty for
    nothing.

    Of items that the person watches, and is not the officer of, it tells what others recorded. Others' entries are
    those recorded from ``since`` to the day before: each day's digest goes on where the last ended.
    """
    items = access.visible_to(user, Item.objects.filter(officer=user))
    heads = access.visible_to(user, Item.objects.heads().filter(is_open=True, officer=user))
    entries = Entry.objects.filter(recorded_on__gte=since, recorded_on__lt=day).exclude(author=user)
    new = _counted(entries.filter(item__in=items, item__is_withdrawn=False))
    watches = watched_items(user).exclude(officer=user) if with_watched else Item.objects.none()
    # Of a withdrawn item, that it was withdrawn is told, and nothing else.
    told = Q(item__is_withdrawn=False) | Q(act=Act.WITHDRAW)
    watched = _counted(entries.filter(told, item__in=watches))
    asked: list[tuple[str, ItemQuerySet, Counter[int] | None]] = [
        (_("To review"), heads.to_review(day), None),
        (_("Overdue"), heads.overdue(day), None),
        (_("Recorded by others"), Item.objects.filter(pk__in=list(new)), new),
        (_("Differing"), heads.differing(), None),
        (_("Recorded on what you watch"), Item.objects.filter(pk__in=list(watched)), watched),
    ]
    sections = [mail.section(title, rows.in_ref_order(), counts) for title, rows, counts in asked]
    return [section for section in sections if section.lines]


def _counted(entries: EntryQuerySet) -> Counter[int]:
    """Count the entries of each item."""
    return Counter(entries.values_list("item", flat=True))
