"""Keep of which dates a person was reminded: claimed before the mail is sent, given back where it cannot be."""

import datetime
from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID, uuid4

from ledger.models import Item, Reminder, User
from ledger.vocabulary import DatedBy


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
    """Select the dates of which the person was not reminded yet."""
    keys = {date.item.pk for date in dates}
    told = set(Reminder.objects.filter(user=user, item__in=keys).values_list("item", "dated_by", "day"))
    return [date for date in dates if date.key not in told]


def claim_reminders(*, user: User, dates: Collection[ItemDate]) -> tuple[UUID, list[ItemDate]]:
    """Claim dates for one run, so that a run at the same time does not tell them too.

    Returns the claim, and the dates that are this run's: those that nobody claimed before, however close (race).
    """
    claim = uuid4()
    rows = [
        Reminder(user=user, item=date.item, dated_by=date.dated_by, day=date.day, claim=claim)
        for date in not_reminded(user=user, dates=dates)
    ]
    # The database compares with what others write meanwhile; what it refused is theirs.
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    ours = set(Reminder.objects.filter(claim=claim).values_list("item", "dated_by", "day")) if rows else set()
    return claim, [date for date in dates if date.key in ours]


def unclaim_reminders(claim: UUID) -> None:
    """Give claimed dates back, as their mail could not be sent."""
    Reminder.objects.filter(claim=claim).delete()
