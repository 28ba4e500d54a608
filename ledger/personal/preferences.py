"""Keep which mail a person wants."""

import datetime

from ledger.models import Preference, User
from ledger.vocabulary import WatchMail


def preference_of(user: User) -> Preference:
    """Return the person's preferences: the defaults, unsaved, where they never chose."""
    return Preference.objects.filter(user=user).first() or Preference(user=user)


def set_preferences(
    *,
    user: User,
    wants_digest: bool,
    wants_assignments: bool,
    watched_mail: WatchMail = WatchMail.DIGEST,
) -> Preference:
    """Keep what the person chose for themselves."""
    chosen = {
        "wants_digest": wants_digest,
        "wants_assignments": wants_assignments,
        "watched_mail": watched_mail,
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
