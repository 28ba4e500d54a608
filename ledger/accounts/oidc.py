"""Signing in by an OpenID Connect provider, where one is set: another way in to an account that is there already."""

from typing import TYPE_CHECKING
from unicodedata import normalize

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from ledger.models import User

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin


class ProviderAdapter(DefaultSocialAccountAdapter):
    """A provider opens the account that has the address it confirms, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: "SocialLogin") -> bool:
        return False

    def authenticate_by_email(self, sociallogin: "SocialLogin") -> tuple[User, str] | None:
        """Find the account that has a confirmed address, in any capitals; None where there is none.

        allauth looks for the address as the provider writes it, and in a table of its own that outlives a change.
        Letters that merely resemble each other (a ligature, ß and ss) are another mailbox, and open nothing.
        """
        confirmed = [
            email_address.email for email_address in sociallogin.email_addresses if email_address.verified
        ]
        for address in confirmed:
            account = User.objects.with_address(address).first()
            if account is not None and _mailbox(account.email) == _mailbox(address):
                return account, address
        return None


def _mailbox(address: str) -> str:
    return normalize("NFC", normalize("NFC", address).lower())
