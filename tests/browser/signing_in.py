"""Signing people in to real browsers."""

from typing import Any

from django.conf import settings
from django.test import Client

from ledger.models import User


def sign_in(context: Any, server: str, user: User) -> None:
    """Let a browser's context be the person's; sets the session's cookie without going by the sign-in page."""
    client = Client()
    client.force_login(user)
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies["sessionid"].value}
    context.add_cookies([cookie | {"url": server}])
