"""Keep of which dates a person was reminded: claimed before the mail is sent, given back where it cannot be.

A run that is killed in between leaves its claim behind, which a later run takes over (at least once).
"""

import datetime
from collections.abc import Collection
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID, uuid4

from django.db.models import Q
from django.utils import timezone

from ledger.models import Item, Reminder, User
from ledger.vocabulary import DatedBy

ABANDONED_AFTER = datetime.timedelta(minutes=30)
"""A claim is for the mail of one person: one whose mail is not sent after so long is that of a killed run."""


class ItemDate(NamedTuple):
    """A date of an item that lies ahead: its target date, or the last day of its deadline."""

    item: Item
    dated_by: DatedBy
    day: datetime.date

    @property
    def key(self) -> tuple[int, DatedBy, datetime.date]:
        """The date, as it is told once to a person."""
        return self.item.pk, self.dated_by, self.day


def not_reminded(*, user: User, dates: Collection[ItemDate]) -> list[ItemDate]:
    """Select the dates of which the person was not reminded yet, and of which no run is about to."""
    keys = {date.item.pk for date in dates}
    rows = Reminder.objects.filter(~_abandoned(), user=user, item__in=keys)
    told = set(rows.values_list("item", "dated_by", "day"))
    return [date for date in dates if date.key not in told]


def claim_reminders(*, user: User, dates: Collection[ItemDate]) -> tuple[UUID, list[ItemDate]]:
    """Claim dates for one run, so that a run at the same time does not tell them too.

    Returns the claim, and the dates that are this run's: those that nobody claimed before, however close (race).
    """
    claim, open_dates = uuid4(), not_reminded(user=user, dates=dates)
    rows = [
        Reminder(user=user, item=date.item, dated_by=date.dated_by, day=date.day, claim=claim)
        for date in open_dates
    ]
    if open_dates:
        _take_over(user, open_dates, claim)
    # The database compares with what others write meanwhile; what it refused is theirs.
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    ours = set(Reminder.objects.filter(claim=claim).values_list("item", "dated_by", "day")) if rows else set()
    return claim, [date for date in dates if date.key in ours]


def _take_over(user: User, dates: Collection[ItemDate], claim: UUID) -> None:
    """Take what killed runs claimed; of two runs at the same time the database lets one have it."""
    named = (Q(item=date.item, dated_by=date.dated_by, day=date.day) for date in dates)
    left = Reminder.objects.filter(reduce(or_, named), _abandoned(), user=user)
    left.update(claim=claim, claimed_at=timezone.now())


def _abandoned() -> Q:
    return Q(sent_at=None, claimed_at__lt=timezone.now() - ABANDONED_AFTER)


def mark_reminded(claim: UUID) -> None:
    """Note that the mail of a claim is sent: its dates are told to nobody again."""
    Reminder.objects.filter(claim=claim).update(sent_at=timezone.now())


def unclaim_reminders(claim: UUID) -> None:
    """Give claimed dates back, as their mail could not be sent."""
    Reminder.objects.filter(claim=claim).delete()
