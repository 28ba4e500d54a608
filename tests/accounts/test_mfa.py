"""The second step of signing in: enrolling, codes, recovery codes, and what happens when all are lost."""

import io
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from ledger.models import User
from tests.support.signing_in import PASSWORD, is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    """What an authenticator app shows now: of the codes that count, the one in the middle. Half a minute may end."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def enrol(client: Client, user: User) -> str:
    """Sign in and set the second step up; the secret."""
    sign_in(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = str(page.context["form"].secret)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    # A code counts once; the tests do not wait half a minute for the next.
    cache.clear()
    return secret


def codes_of(client: Client) -> list[str]:
    return list(client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"])


def second(client: Client, code: str) -> Any:
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_page_shows_the_secret_without_script_or_foreign_picture(client: Client) -> None:
    sign_in(client, make_person())
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    shown = page.content.decode()
    assert (page.context["form"].secret in shown, "<svg" in shown, "data:image" in shown) == (
        True,
        True,
        False,
    )


def test_sign_in_asks_for_a_code_once_enrolled(client: Client) -> None:
    user = make_person()
    secret = enrol(client, user)
    other = Client()
    assert sign_in(other, user)["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(other)
    assert second(other, "000000").status_code == 200
    assert not is_signed_in(other)
    assert second(other, code_of(secret))["Location"] == "/"
    assert is_signed_in(other)


def test_code_counts_once(client: Client) -> None:
    user = make_person()
    code = code_of(enrol(client, user))
    for answer in ("/", None):
        other = Client()
        sign_in(other, user)
        assert second(other, code).get("Location") == answer


def test_recovery_code_counts_once(client: Client) -> None:
    user = make_person()
    enrol(client, user)
    code = codes_of(client)[0]
    assert len(codes_of(client)) == 10
    other = Client()
    sign_in(other, user)
    assert second(other, code)["Location"] == "/"
    again = Client()
    sign_in(again, user)
    assert second(again, code).status_code == 200
    assert len(codes_of(client)) == 9


def test_codes_are_throttled(client: Client) -> None:
    user = make_person()
    secret = enrol(client, user)
    other = Client()
    sign_in(other, user)
    for _ in range(5):
        second(other, "000000")
    assert second(other, code_of(secret)).status_code == 200
    assert not is_signed_in(other)


def test_enrolling_asks_for_the_password_again(client: Client) -> None:
    sign_in(client, make_person())
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_secret_is_not_in_the_database(client: Client) -> None:
    secret = enrol(client, make_person())
    codes = codes_of(client)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert [word for word in (secret, *codes) if word in kept] == []


def test_secret_under_another_key_fits_no_code(client: Client, settings: Any) -> None:
    user = make_person()
    secret = enrol(client, user)
    settings.SECRET_KEY = "another-key-0123456789-abcdefghijklmnopqrstuvwxyz"
    other = Client()
    sign_in(other, user)
    assert second(other, code_of(secret)).status_code == 200


def test_command_forgets_the_second_step(client: Client) -> None:
    user = make_person()
    enrol(client, user)
    for said in ("the second step is off now.", "the second step was off already."):
        output = io.StringIO()
        call_command("forget_second_step", user.username, stdout=output)
        assert output.getvalue() == f"{user.username}: {said}\n"
    other = Client()
    assert sign_in(other, user)["Location"] == "/"


def test_command_knows_no_such_account() -> None:
    with pytest.raises(CommandError, match="There is no account 'nobody'") as wrong:
        call_command("forget_second_step", "nobody")
    assert wrong.value.returncode == 2
