"""A language for each person, and the switch."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.signing_in import SIGN_IN, make_person

pytestmark = pytest.mark.django_db


def language_of(client: Client, address: str = SIGN_IN, **headers: str) -> str:
    return client.get(address, headers=headers)["Content-Language"]


def test_stranger_gets_the_browsers_language(client: Client) -> None:
    assert language_of(client, **{"accept-language": "es-MX"}) == "es"
    assert language_of(client, **{"accept-language": "fr"}) == "en"


def test_account_has_its_language_whatever_the_browser_asks(client: Client) -> None:
    client.force_login(make_person(language="es"))
    page = client.get("/admin/", headers={"accept-language": "en"})
    assert (page["Content-Language"], '<html lang="es"' in page.content.decode()) == ("es", True)


def test_switch_keeps_a_strangers_choice_in_a_cookie(client: Client) -> None:
    answer = client.post(reverse("set_language"), {"language": "es", "next": SIGN_IN})
    assert (answer.status_code, answer["Location"], language_of(client)) == (302, SIGN_IN, "es")


def test_switch_keeps_a_persons_choice_in_the_account(client: Client) -> None:
    user = make_person(language="en")
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "es", "next": "/admin/"})
    user.refresh_from_db()
    assert (user.language, language_of(client, "/admin/")) == ("es", "es")


def test_switch_takes_no_language_that_pages_do_not_speak(client: Client) -> None:
    user = make_person(language="en")
    client.force_login(user)
    client.post(reverse("set_language"), {"language": "xx"})
    user.refresh_from_db()
    assert user.language == "en"


def test_switch_is_no_link(client: Client) -> None:
    assert client.get(reverse("set_language")).status_code == 405


def test_spanish_person_leaves_no_spanish_behind(client: Client) -> None:
    client.force_login(make_person(language="es"))
    client.get("/admin/")
    assert language_of(Client()) == "en"
