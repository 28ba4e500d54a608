"""A person's review and target dates as an iCalendar feed: references and dates, nothing else."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from ledger import access
from ledger.models import Item, User

HOURS = 6
"""How often a calendar is asked to look again."""


def calendar_of(user: User) -> bytes | None:
    """The dates of the items that are the person's, of dialogues in which they hold a role today (RFC 5545).

    None for whoever holds no role any more. The same dates give the same bytes.
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
        for event in _events(items.order_by("ref")):
            calendar.add_component(event)
        content: bytes = calendar.to_ical()
    return content


def _events(items: object) -> Iterator[Event]:
    rows = items.values_list("ref", "review_on", "target_on", "is_open", "last_recorded_at")  # type: ignore[attr-defined]
    for ref, review_on, target_on, is_open, changed_at in rows:
        if review_on:
            yield _event(f"review-{ref}", _("%(ref)s: review") % {"ref": ref}, review_on, changed_at)
        if target_on and is_open:
            yield _event(f"target-{ref}", _("%(ref)s: target date") % {"ref": ref}, target_on, changed_at)


def _event(name: str, summary: str, day: datetime.date, changed_at: datetime.datetime) -> Event:
    """A whole day that keeps nobody busy."""
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.LEDGER_PUBLIC_URL).hostname}")
    # When the item last changed, not when the feed was read: the same dates are to give the same bytes.
    event.add("dtstamp", changed_at.replace(microsecond=0))
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("summary", summary)
    event.add("transp", "TRANSPARENT")
    return event
