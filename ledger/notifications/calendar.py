"""A person's review and target dates, and agreed deadlines, as an iCalendar feed: references, dates and links."""

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
from ledger.days import later
from ledger.models import Item, User
from ledger.models.items import deadline_ends
from ledger.vocabulary import Kind, Precision

HOURS = 6
"""How often a calendar is asked to look again."""
PAST = datetime.timedelta(days=365)
"""How long a date stays after it has passed."""
MOST = 500
"""How many dates a feed holds, those nearest to today."""


class _Date(NamedTuple):
    """The facts of which an event of the calendar is made."""

    day: datetime.date
    name: str
    summary: str
    path: str
    changed_at: datetime.datetime


def calendar_of(user: User) -> bytes | None:
    """Write the dates of the items that are the person's, of dialogues in which they hold a role today (RFC 5545).

    From a year back on, at most 500, those nearest to today. None for a person without a role. The same dates
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
        for item in _nearest(items):
            calendar.add_component(_event(item))
        content: bytes = calendar.to_ical()
    return content


def _nearest(items: QuerySet[Item]) -> list[_Date]:
    """Return the dates that a feed holds, in one order whatever the day."""
    today = timezone.localdate()
    by_distance = sorted(_dates(items, today - PAST), key=lambda date: (abs(date.day - today), date.name))
    return sorted(by_distance[:MOST], key=lambda one: one.name)


def _dates(items: QuerySet[Item], since: datetime.date) -> Iterator[_Date]:
    """Yield the dates from a day on: ours, and of open items the statement's, on the last day of their month
    or year.
    """
    ahead = Q(target_on__gte=since) | deadline_ends(since=since, before=datetime.date.max)
    dated = items.filter(Q(review_on__gte=since) | Q(ahead, is_open=True)).order_by()
    for item in dated.only(*_COLUMNS):
        assert item.last_recorded_at  # every item has an opening entry
        ours = {"review": item.review_on, "target": item.target_on if item.is_open else None}
        statements = {"deadline": item.deadline_ends_on if item.is_open else None}
        for name, day in (ours | statements).items():
            if day and day >= since:
                summary = _summary(item, name)
                yield _Date(
                    day, f"{name}-{item.ref}", summary, item.get_absolute_url(), item.last_recorded_at
                )


_COLUMNS = (
    "ref", "kind", "review_on", "target_on", "deadline_on", "deadline_precision", "is_open", "last_recorded_at",
)  # fmt: skip


def _summary(item: Item, name: str) -> str:
    """Return what an event says: whose date it is; of a deadline known by its month or year alone, which."""
    words, is_asked = {"ref": item.ref}, item.kind is Kind.ASKED
    if name == "review":
        return _("%(ref)s: review") % words
    if name == "target":
        return _("%(ref)s: target date") % words
    if item.deadline_precision is Precision.DAY:
        return (_("%(ref)s: deadline asked for") if is_asked else _("%(ref)s: agreed deadline")) % words
    assert item.deadline_on
    length = len("2026-11") if item.deadline_precision is Precision.MONTH else len("2026")
    words["in"] = item.deadline_on.isoformat()[:length]
    asked, agreed = _("%(ref)s: deadline asked for (%(in)s)"), _("%(ref)s: agreed deadline (%(in)s)")
    return (asked if is_asked else agreed) % words


def _event(date: _Date) -> Event:
    """Return a whole day that keeps nobody busy."""
    event = Event()
    event.add("uid", f"{date.name}@{urlsplit(settings.LEDGER_PUBLIC_URL).hostname}")
    # When the item last changed, not when the feed was read: the same dates are to give the same bytes.
    event.add("dtstamp", date.changed_at.replace(microsecond=0))
    event.add("dtstart", date.day)
    event.add("dtend", later(date.day, 1))
    event.add("summary", date.summary)
    event.add("url", settings.LEDGER_PUBLIC_URL + date.path)
    event.add("transp", "TRANSPARENT")
    return event
