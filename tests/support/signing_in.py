"""People with passwords, and how they sign in by the page."""

from typing import Any

from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from ledger.models import User
from tests.makers import make_user

PASSWORD = "a-long-and-odd-password"
SIGN_IN = "/accounts/login/"


def make_person(**fields: Any) -> User:
    """An account with a password that may enter the admin."""
    return make_user(**{"password": PASSWORD, "is_staff": True} | fields)


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"login": user.username, "password": password} | more)


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


def forget_tries() -> None:
    """Let the throttle start anew; its table is none that the tests empty."""
    cache.clear()
