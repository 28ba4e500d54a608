"""Coming in and going out by the account pages."""

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import User
from tests.makers import make_user
from tests.support.signing_in import PASSWORD, SIGN_IN, is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db


def test_sign_in_leads_where_one_wanted_to_go(client: Client) -> None:
    answer = sign_in(client, make_person(), next="/admin/ledger/topic/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/ledger/topic/")


def test_sign_in_leads_to_the_admin_else(client: Client) -> None:
    assert sign_in(client, make_person())["Location"] == "/"
    assert is_signed_in(client)


def test_sign_in_gives_the_session_a_new_key(client: Client) -> None:
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    sign_in(client, make_person())
    assert is_signed_in(client)
    assert client.session.session_key != planted


def test_sign_in_leads_to_no_other_site(client: Client) -> None:
    assert sign_in(client, make_person(), next="https://elsewhere.example/")["Location"] == "/"


def test_admins_own_sign_in_leads_to_the_account_pages(client: Client) -> None:
    wanted = client.get("/admin/ledger/topic/", follow=True)
    assert [address for address, _ in wanted.redirect_chain] == [
        "/admin/login/?next=/admin/ledger/topic/",
        "/accounts/login/?next=/admin/ledger/topic/",
    ]


def test_admins_sign_in_takes_no_password(client: Client) -> None:
    user = make_person()
    client.post("/admin/login/", {"username": user.username, "password": PASSWORD})
    assert not is_signed_in(client)


def test_admins_change_of_password_leads_to_the_account_pages(client: Client) -> None:
    client.force_login(make_person())
    assert client.get("/admin/password_change/")["Location"] == reverse("account_change_password")


def test_admin_is_not_open_to_an_account_that_is_not_staff(client: Client) -> None:
    client.force_login(make_user())
    answer = client.get("/admin/", follow=True)
    assert (answer.status_code, answer.redirect_chain) == (403, [("/admin/login/?next=/admin/", 302)])
    assert "Your account does not open this page." in answer.content.decode()


def told(client: Client, name: str, password: str) -> list[str]:
    answer = client.post(SIGN_IN, {"login": name, "password": password})
    return [str(error) for error in answer.context["form"].non_field_errors()]


def test_wrong_name_and_wrong_password_are_told_alike(client: Client) -> None:
    user = make_person()
    assert told(client, user.username, "wrong") == told(client, "nobody", "wrong")
    assert told(client, "nobody", "wrong") == ["The username and/or password you specified are not correct."]


def test_closed_account_stays_out(client: Client) -> None:
    user = make_person(is_active=False)
    assert sign_in(client, user)["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)
    assert told(client, user.username, "wrong") == [
        "The username and/or password you specified are not correct."
    ]


def test_closing_an_account_ends_its_sessions(client: Client) -> None:
    user = make_person()
    sign_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_signed_in(client)


def test_account_without_a_password_opens_by_none(client: Client) -> None:
    user = make_user()
    assert told(client, user.username, "") == []
    assert told(client, user.username, "!") == ["The username and/or password you specified are not correct."]


def test_sixth_wrong_password_in_five_minutes_is_not_looked_at(client: Client) -> None:
    user = make_person()
    answers = [told(client, user.username, "wrong") for _ in range(6)]
    assert answers[4] == ["The username and/or password you specified are not correct."]
    assert answers[5] == ["Too many failed login attempts. Try again later."]
    # The right one is not either, from wherever it comes.
    assert told(Client(REMOTE_ADDR="192.0.2.7"), user.username, PASSWORD) == [
        "Too many failed login attempts. Try again later."
    ]
    assert told(client, make_person().username, "wrong") == [
        "The username and/or password you specified are not correct."
    ]


def test_many_names_from_one_address_are_throttled(client: Client) -> None:
    answers = [told(client, f"name-{number}", "wrong")[0] for number in range(21)]
    assert answers[19] == "The username and/or password you specified are not correct."
    assert answers[20] == "Too many failed login attempts. Try again later."


def test_too_many_requests_are_told_on_a_page(client: Client) -> None:
    answers = [client.post(SIGN_IN, {}) for _ in range(31)]
    assert [answer.status_code for answer in answers[29:]] == [200, 429]
    assert "Wait a few minutes, then try again." in answers[30].content.decode()


def test_logging_out_ends_the_session(client: Client) -> None:
    sign_in(client, make_person())
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    assert client.post(reverse("account_logout"))["Location"] == SIGN_IN
    assert not is_signed_in(client)


def test_nobody_signs_up(client: Client) -> None:
    sent = {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get("/accounts/signup/"), client.post("/accounts/signup/", sent)):
        assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert User.objects.count() == 0


def test_sign_in_page_offers_no_account(client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert ("signup" in page, reverse("account_reset_password") in page) == (False, True)


def test_password_is_kept_by_argon2id(settings: object) -> None:
    from config.settings import PASSWORD_HASHERS

    settings.PASSWORD_HASHERS = PASSWORD_HASHERS  # type: ignore[attr-defined]
    assert make_person().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "This ledger keeps what governments told each other they would do"),
        ("es", "Este registro conserva lo que unos gobiernos dijeron a otros que harían"),
    ],
)
def test_sign_in_page_says_what_this_is_in_the_workspaces_look(
    client: Client, language: str, says: str
) -> None:
    page = client.get(SIGN_IN, headers={"Accept-Language": language}).content.decode()
    assert says in page
    assert ("ledger/ledger.css" in page, "admin/css/" in page) == (True, False)
