"""Every address of the account pages, for a stranger and for somebody signed in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, reverse

from ledger.accounts import urls
from tests.support.signing_in import SIGN_IN, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

# The answers to a GET: of a stranger, and of somebody signed in by password who has no second step.
EXPECTED = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_reauthenticate": (302, 200),
    "account_signup": (302, 302),
    "account_change_password": (302, 200),
    "account_set_password": (302, 302),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    "set_language": (405, 405),
    "mfa_index": (302, 200),
    "mfa_authenticate": (302, 302),
    "mfa_reauthenticate": (302, 302),
    "mfa_activate_totp": (302, 302),
    "mfa_deactivate_totp": (302, 404),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
}


def names(patterns: list[Any]) -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        found += names(pattern.url_patterns) if isinstance(pattern, URLResolver) else [pattern.name]
    return found


def test_addresses_that_are_not_walked() -> None:
    assert sorted(names(urls.urlpatterns)) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_address_answers(name: str) -> None:
    where = {"uidb36": "1", "key": "none"} if name == "account_reset_password_from_key" else {}
    person = Client()
    person.post(SIGN_IN, {"login": make_person().username, "password": "a-long-and-odd-password"})
    page = reverse(name, kwargs=where)
    assert (Client().get(page).status_code, person.get(page).status_code) == EXPECTED[name]
