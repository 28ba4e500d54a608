"""Answer django-allauth's questions: who may sign up, how mail goes out, how secrets are kept."""

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from qrcode.image.svg import SvgPathImage

from ledger.models import User
from ledger.models.people import name_key

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from superusers alone; mails are plain and HTML, in the person's language."""

    def is_open_for_signup(self, request: HttpRequest, *more: object) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Find the account whose name was typed, in any capitals and either composition of accents.

        allauth compares letter for letter. Wrong passwords are counted under the account's own name, however typed.
        """
        if typed := credentials.get("username"):
            named = User.objects.named(typed).first() if "\x00" not in typed else None
            credentials["username"] = named.username if named else name_key(typed)
        account: User | None = super().authenticate(request, **credentials)
        return account

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> "EmailMessage":
        """Return the mail of a template: its text, and the same text as a page."""
        context = context | {"public_url": settings.LEDGER_PUBLIC_URL}
        message = super().render_mail(template_prefix, email, context, headers)
        assert isinstance(message, EmailMultiAlternatives)
        page = {"subject": message.subject, "text": message.body}
        message.attach_alternative(render_to_string("account/email/page.html", page), "text/html")
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that a visitor's request asks for.

        One that cannot be sent is logged and not told: the answer must not differ by whether an address is known.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except (SMTPException, OSError):
            log.exception("A mail could not be sent.")
        else:
            say_where_mail_went()

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return a link on our public address: the port in a request's Host header is anybody's to choose."""
        whose, _hyphen, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": whose, "key": token})
        return f"{settings.LEDGER_PUBLIC_URL}{path}"

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Send to the account's own address, never to the one that was typed: they may look alike and not be
        the same.
        """
        with translation.override(user.language):
            super().send_password_reset_mail(user, user.email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what changed in their account, at the account's own address."""
        if user.email:
            with translation.override(user.language):
                super().send_notification_mail(template_prefix, user, context, user.email)

    def invite(self, request: HttpRequest, user: User, context: dict[str, Any]) -> None:
        """Send the mail that lets a person choose a password.

        Raises SMTPException or OSError when it cannot be sent.
        """
        with translation.override(user.language):
            context = context | {"user": user}
            self.render_mail("account/email/invitation", user.email, context).send()
        say_where_mail_went()


def say_where_mail_went() -> None:
    """Say in the log that a mail went no further than standard output, where no mail server is set."""
    if not settings.LEDGER_SENDS_MAIL:
        log.warning("LEDGER_EMAIL_URL is not set: a mail was written to standard output, and sent to nobody.")


class SecondStepAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are kept encrypted, so that a copy of the database alone opens no account."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; an empty text, which no code fits, once the secret key is another one."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.warning(
                "A second step belongs to another LEDGER_SECRET_KEY: forget_second_step turns it off."
            )
            return ""

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an element to stand in a page: no data: address, which the strict policy refuses."""
        return str(qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode"))


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"ledger.accounts second step\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
