"""Keep which mail a person wants."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.conf import settings

from ledger.models import Preference, User
from ledger.models.personal import DEFAULT_REMIND_DAYS, DEFAULT_REMIND_HOUR
from ledger.vocabulary import WatchMail


def preference_of(user: User) -> Preference:
    """Return the person's preferences: the defaults, unsaved, where they never chose."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def set_preferences(
    *,
    user: User,
    wants_digest: bool,
    wants_assignments: bool,
    wants_questions: bool = True,
    watched_mail: WatchMail = WatchMail.DIGEST,
    remind_days: int | None = DEFAULT_REMIND_DAYS,
    remind_hour: int = DEFAULT_REMIND_HOUR,
    time_zone: str = "",
) -> Preference:
    """Keep what the person chose for themselves."""
    chosen = {
        "wants_digest": wants_digest,
        "wants_assignments": wants_assignments,
        "wants_questions": wants_questions,
        "watched_mail": watched_mail,
        "remind_days": remind_days,
        "remind_hour": remind_hour,
        "time_zone": time_zone,
    }
    kept, _made = Preference.objects.update_or_create(user=user, defaults=chosen)
    return kept


def note_digest(*, user: User, day: datetime.date) -> bool:
    """Claim a day's digest for the person before it is sent. Returns False where it was claimed before."""
    kept, _made = Preference.objects.get_or_create(user=user)
    earlier = Preference.objects.filter(pk=kept.pk).exclude(last_digest_on__gte=day)
    return bool(earlier.update(last_digest_on=day))


def unclaim_digest(*, user: User, day: datetime.date, before: datetime.date | None) -> None:
    """Give a claimed day back, as its digest could not be sent; ``before`` is the day of the one before it."""
    Preference.objects.filter(user=user, last_digest_on=day).update(last_digest_on=before)


def zone_of(kept: Preference) -> ZoneInfo:
    """Return a person's time zone; the ledger's where they chose none, or one that this machine does not know."""
    try:
        return ZoneInfo(kept.time_zone or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """List the time zones that a person may choose, by name: those of places, such as America/Mexico_City."""
    return tuple(sorted(name for name in available_timezones() if name.partition("/")[0] in _AREAS))


_AREAS = frozenset(
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ]
)
"""The first parts of the names of places; others ("Etc/GMT+6", "EST") say no more than an offset."""
