"""Refuse a mistyped year by its field: from which days an entry may be true, and which days it may bear."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from ledger.days import YEARS_BEFORE_FIRST_ROUND, years_before
from ledger.models import ITEM_FIELDS, Item, Round
from ledger.models.fields import unfit_day
from ledger.recording.entry_content import EvidenceGiven


def unfit_effective_day(day: datetime.date, item: Item, today: datetime.date) -> str:
    """Say why nothing is recorded as true from a day; empty where it can be.

    A day more than fifty years before the dialogue's first round is a mistyped century. The first round is looked
    up only where the day is as old for the item's own round: most entries ask the database nothing.
    """
    if says := lies_ahead(day, today) or unfit_day(day):
        return says
    if day >= years_before(item.round.starts_on or today, YEARS_BEFORE_FIRST_ROUND):
        return ""
    found = Round.objects.filter(dialogue=item.round.dialogue_id).aggregate(first=Min("starts_on"))
    earliest = years_before(found["first"] or today, YEARS_BEFORE_FIRST_ROUND)
    if day >= earliest:
        return ""
    words = {"day": day.isoformat(), "years": YEARS_BEFORE_FIRST_ROUND, "earliest": earliest.isoformat()}
    sentence = _(
        "%(day)s was given: a day from %(earliest)s on is expected, %(years)s years before the first round of "
        "the dialogue."
    )
    return sentence % words


def lies_ahead(day: datetime.date, today: datetime.date) -> str:
    """Say why nothing is recorded of a day that has not come; empty where something can be."""
    if day <= today:
        return ""
    return _("%(day)s lies ahead: nothing can be recorded before it has happened.") % {"day": day.isoformat()}


def unfit_field_days(values: Mapping[str, Any]) -> dict[str, str]:
    """Name the days among an item's new values that are not kept: field → what is expected."""
    days = {name: value for name, value in values.items() if ITEM_FIELDS[name].is_date}
    return {name: says for name, value in days.items() if (says := unfit_day(value))}


def unfit_evidence_day(given: EvidenceGiven) -> str:
    """Say why a piece of evidence cannot have been published on its day; empty where it can."""
    if not (says := unfit_day(given.published_on)):
        return ""
    return _("Published on (“%(title)s”): %(says)s") % {"title": given.title, "says": says}
