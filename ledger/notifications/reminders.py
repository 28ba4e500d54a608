"""Send each person one mail before the dates of what is theirs or watched: once for a date, at an hour of their own."""

import datetime
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import access
from ledger.days import later
from ledger.models import Item, Preference, User
from ledger.models.items import deadline_ends
from ledger.notifications import mail
from ledger.personal import (
    ItemDate,
    claim_reminders,
    mark_reminded,
    not_reminded,
    preference_of,
    unclaim_reminders,
    watched_items,
    zone_of,
)
from ledger.presentation import wording
from ledger.vocabulary import DatedBy


def reminded() -> QuerySet[User]:
    """Select the people who get reminders: open accounts with an address, unless their person chose otherwise."""
    unwilling = Preference.objects.filter(remind_days=None).values("user")
    users: QuerySet[User] = User.objects.filter(is_active=True).exclude(email="").exclude(pk__in=unwilling)
    return users.order_by("pk")


def send_reminder(user: User, now: datetime.datetime, *, is_rehearsal: bool = False) -> mail.MailOutcome:
    """Remind a person of the dates that have come near, once their hour has come in their time zone.

    ``now`` is an aware moment. Run again, or at the same time, it sends each date once; an hour that passed without a
    run is made up for until midnight there. A rehearsal sends nothing and remembers nothing. Where a mail cannot be
    sent the fault is told, and its dates may be tried again; those of a run that was killed before its mail are sent by
    a later one.
    """
    kept = preference_of(user)
    here = now.astimezone(zone_of(kept))
    if kept.remind_days is None or here.hour < kept.remind_hour:
        return mail.MailOutcome(user)
    dates = dates_ahead(user, here.date(), kept.remind_days)
    if is_rehearsal:
        return mail.MailOutcome(user, len(not_reminded(user=user, dates=dates)))
    claim, ours = claim_reminders(user=user, dates=dates)
    if not ours:
        return mail.MailOutcome(user)
    try:
        _send(user, ours)
    except mail.CANNOT_SEND as fault:
        unclaim_reminders(claim)
        return mail.MailOutcome(user, len(ours), fault=str(fault) or type(fault).__name__)
    mark_reminded(claim)
    return mail.MailOutcome(user, len(ours), is_sent=True)


def dates_ahead(user: User, day: datetime.date, days: int) -> list[ItemDate]:
    """List the target dates and deadlines from a day to so many days later, in order: of open items of dialogues in
    which the person holds a role now, whose officer they are or which they watch.

    A deadline of a month or a year is due on its last day.
    """
    last = later(day, days)
    ours = Q(officer=user) | Q(pk__in=watched_items(user).order_by().values("pk"))
    near = Q(target_on__range=(day, last)) | deadline_ends(since=day, before=later(last, 1))
    items = access.visible_to(user, Item.objects.current().filter(ours, near, is_open=True))
    found = []
    for item in items.in_ref_order():
        dated = {DatedBy.TARGET: item.target_on, DatedBy.DEADLINE: item.deadline_ends_on}
        found += [ItemDate(item, by, on) for by, on in dated.items() if on and day <= on <= last]
    return sorted(found, key=lambda date: date.day)


def _send(user: User, dates: Sequence[ItemDate]) -> None:
    with translation.override(user.language):
        titles = {
            DatedBy.TARGET: _("Target dates, ours"),
            DatedBy.DEADLINE: _("Deadlines, agreed or asked for"),
        }
        sections = [
            mail.dated_section(title, [(date.item, _day(date)) for date in dates if date.dated_by is by])
            for by, title in titles.items()
        ]
        words = ngettext(
            "Dialogue Ledger: %(count)d date ahead", "Dialogue Ledger: %(count)d dates ahead", len(dates)
        )
        opening = _("Dates of items that are yours or that you watch, as they stand now.")
        mail.send(user, words % {"count": len(dates)}, opening, [part for part in sections if part.lines])


def _day(date: ItemDate) -> str:
    return wording.day(date.day, is_long=True).label
