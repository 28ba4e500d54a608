"""The second step of an account: an authenticator app and its recovery codes."""

from allauth.mfa.models import Authenticator

from ledger.models import User


def is_on(user: User) -> bool:
    """Tell whether the account asks for a code when its person signs in."""
    return bool(Authenticator.objects.filter(user=user).exists())


def forget(user: User) -> bool:
    """Turn the second step off, for somebody who has lost app and codes; return whether it was on."""
    return bool(Authenticator.objects.filter(user=user).delete()[0])
