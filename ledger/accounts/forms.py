"""Forms of the account pages where django-allauth's own do not fit."""

from allauth.account.forms import ResetPasswordForm
from django.conf import settings

from ledger.models import User
from ledger.models.people import name_key


class ResetForm(ResetPasswordForm):
    """Asks for the address of an account that is open.

    Addresses are looked up in the accounts alone: allauth's own table of addresses would keep one that an account had
    before, and send its former owner a way in.
    """

    @property
    def sends_mail(self) -> bool:
        """Whether there is a mail server, which the page says when there is none."""
        return bool(settings.LEDGER_SENDS_MAIL)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self.users = list(User.objects.with_address(email).filter(is_active=True))
        return name_key(email)  # allauth counts requests by it
