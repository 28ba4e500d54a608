"""Keep at least one superuser who can sign in and keep accounts."""

from allauth import app_settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from ledger.models import User


def keepers() -> QuerySet[User]:
    """Open superuser accounts that may enter the admin; with a password, where no provider can sign them in."""
    found: QuerySet[User] = User.objects.filter(is_active=True, is_staff=True, is_superuser=True)
    if app_settings.SOCIALACCOUNT_ENABLED:
        return found
    return found.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def is_last_keeper(user: User) -> bool:
    """Tell whether nobody could give accounts any more without this one.

    Runs in a transaction and locks the keepers' rows: of two who demote each other at once, the second one waits.
    """
    found = list(keepers().order_by("pk").select_for_update().values_list("pk", flat=True))
    return found == [user.pk]
