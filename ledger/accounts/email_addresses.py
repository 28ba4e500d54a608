"""The address of an account, of which there is one."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from ledger.models import User


def is_taken(address: str, *, but_by: User) -> bool:
    """Tell whether another account has the address: a link sent there, or a provider's word for it, is for
    one person.
    """
    others: QuerySet[User] = User.objects.with_address(address).exclude(pk=but_by.pk)
    return others.exists()


def forget_others(user: User) -> None:
    """Drop what allauth noted of addresses that the account had before: they must not lead to it any more."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email.lower()).delete()
