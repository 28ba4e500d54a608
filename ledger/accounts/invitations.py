"""Invitations: an account without a password gets a link by which its person chooses one."""

import datetime
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from ledger.models import User


class NotSent(Exception):
    """The mail server did not take the mail; the message is the server's."""


def link_for(user: User) -> str:
    """Return the address at which the person chooses a password: once, and within `LEDGER_LINK_HOURS`."""
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    return str(get_adapter().get_reset_password_from_key_url(key))


def send_invitation(*, user: User, by: User, request: HttpRequest) -> None:
    """Mail the person a link to choose a password, in their language.

    An earlier link works on until it ends or a password is chosen. Raises NotSent when the mail cannot be sent.
    """
    until = timezone.localtime() + datetime.timedelta(hours=settings.LEDGER_LINK_HOURS)
    context = {"by": by, "link": link_for(user), "until": until}
    try:
        get_adapter(request).invite(request, user, context)
    except (SMTPException, OSError) as wrong:
        raise NotSent(str(wrong)) from wrong
