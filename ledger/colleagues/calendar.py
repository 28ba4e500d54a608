"""A person's review and target dates as an iCalendar feed: references and dates, nothing else."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ledger import access
from ledger.models import Item, User

HOURS = 6
"""How often a calendar is asked to look again."""
PAST = datetime.timedelta(days=365)
"""How long a date stays after it has passed."""
MOST = 500
"""How many dates a feed holds, those nearest to today."""


class _Date(NamedTuple):
    """What an event is made of."""

    day: datetime.date
    name: str
    summary: str
    changed_at: datetime.datetime


def calendar_of(user: User) -> bytes | None:
    """The dates of the items that are the person's, of dialogues in which they hold a role today (RFC 5545).

    From a year back on, at most 500, those nearest to today. None for whoever holds no role any more. The same dates
    give the same bytes.
    """
    items = access.visible_to(user, Item.objects.current().filter(officer=user))
    if not user.memberships.filter(ended_on=None).exists():
        return None
    with translation.override(user.language):
        calendar = Calendar()
        calendar.add("prodid", "-//Dialogue Ledger//EN")
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _("Dialogue Ledger"))
        calendar.add("refresh-interval", datetime.timedelta(hours=HOURS), {"VALUE": "DURATION"})
        for one in _nearest(items):
            calendar.add_component(_event(one))
        content: bytes = calendar.to_ical()
    return content


def _nearest(items: QuerySet[Item]) -> list[_Date]:
    """The dates that a feed holds, in one order whatever the day."""
    today = timezone.localdate()
    by_distance = sorted(_dates(items, today - PAST), key=lambda one: (abs(one.day - today), one.name))
    return sorted(by_distance[:MOST], key=lambda one: one.name)


def _dates(items: QuerySet[Item], since: datetime.date) -> Iterator[_Date]:
    dated = items.filter(Q(review_on__gte=since) | Q(target_on__gte=since, is_open=True)).order_by()
    rows = dated.values_list("ref", "review_on", "target_on", "is_open", "last_recorded_at")
    for ref, review_on, target_on, is_open, changed_at in rows:
        assert changed_at  # every item has an opening entry
        if review_on and review_on >= since:
            yield _Date(review_on, f"review-{ref}", _("%(ref)s: review") % {"ref": ref}, changed_at)
        if target_on and target_on >= since and is_open:
            yield _Date(target_on, f"target-{ref}", _("%(ref)s: target date") % {"ref": ref}, changed_at)


def _event(one: _Date) -> Event:
    """A whole day that keeps nobody busy."""
    event = Event()
    event.add("uid", f"{one.name}@{urlsplit(settings.LEDGER_PUBLIC_URL).hostname}")
    # When the item last changed, not when the feed was read: the same dates are to give the same bytes.
    event.add("dtstamp", one.changed_at.replace(microsecond=0))
    event.add("dtstart", one.day)
    event.add("dtend", one.day + datetime.timedelta(days=1))
    event.add("summary", one.summary)
    event.add("transp", "TRANSPARENT")
    return event
