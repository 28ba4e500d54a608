"""Changing a password, and choosing one by a link: invitations and resets."""

import re
import smtplib
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from ledger.accounts import invitations
from ledger.accounts.adapters import AccountAdapter
from ledger.models import User
from tests.makers import make_user
from tests.support.signing_in import PASSWORD, SIGN_IN, is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
NEW = "another-long-and-odd-one"
LINK = re.compile(r"http://[^\s\"<]+/accounts/password/reset/key/[^\s\"<]+")


def ask(client: Client, address: str) -> list[Any]:
    """Ask for a reset; the mails that were sent."""
    before = len(mail.outbox)
    answer = client.post(RESET, {"email": address})
    assert (answer.status_code, answer["Location"]) == (302, reverse("account_reset_password_done"))
    return mail.outbox[before:]


def link_in(message: Any) -> str:
    return LINK.findall(message.body)[0].removeprefix(settings.LEDGER_PUBLIC_URL)


def choose(client: Client, link: str, password: str = NEW) -> str:
    """Follow a link and choose a password; where that leads, or what the page says."""
    page = client.get(link, follow=True)
    if "action_url" not in page.context or page.context.get("token_fail"):
        return "no longer"
    sent = {"password1": password, "password2": password}
    answer = client.post(page.request["PATH_INFO"], sent)
    return answer["Location"] if answer.status_code == 302 else "refused"


# --- Resets


def test_reset_link_lets_one_choose_a_password(client: Client) -> None:
    user = make_person(email="ana@example.org")
    (message,) = ask(client, "ana@example.org")
    assert message.to == ["ana@example.org"]
    assert choose(client, link_in(message)) == reverse("account_reset_password_from_key_done")
    assert sign_in(client, user, PASSWORD).status_code == 200
    assert sign_in(client, user, NEW)["Location"] == "/"


def test_links_lead_to_our_public_address_whatever_the_request_says(settings: Any, client: Client) -> None:
    settings.LEDGER_PUBLIC_URL, settings.ALLOWED_HOSTS = "https://ledger.example", ["ledger.example"]
    make_person(email="ana@example.org")
    sent = {"email": "ana@example.org"}
    answer = client.post(RESET, sent, headers={"Host": "ledger.example:6666"})
    assert (answer.status_code, len(mail.outbox)) == (302, 1)
    text = mail.outbox[0].body
    assert ("https://ledger.example/accounts/password/reset/key/" in text, "6666" in text) == (True, False)
    assert client.post(RESET, sent, headers={"Host": "evil.example"}).status_code == 400


def test_reset_link_works_once(client: Client) -> None:
    make_person(email="ana@example.org")
    (message,) = ask(client, "ana@example.org")
    choose(client, link_in(message))
    assert choose(Client(), link_in(message), PASSWORD) == "no longer"


def test_reset_link_ends(client: Client, settings: Any) -> None:
    make_person(email="ana@example.org")
    (message,) = ask(client, "ana@example.org")
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert choose(client, link_in(message)) == "no longer"


def test_reset_of_a_weak_password_is_refused(client: Client) -> None:
    make_person(email="ana@example.org")
    (message,) = ask(client, "ana@example.org")
    assert choose(client, link_in(message), "short") == "refused"


def test_reset_ends_every_session(client: Client) -> None:
    user = make_person(email="ana@example.org")
    elsewhere = Client()
    sign_in(elsewhere, user)
    (message,) = ask(client, "ana@example.org")
    choose(client, link_in(message))
    assert not is_signed_in(elsewhere)


def test_unknown_address_is_answered_as_a_known_one(client: Client) -> None:
    (message,) = ask(client, "nobody@example.org")
    assert "No open account in Dialogue Ledger has it." in message.body
    assert LINK.findall(message.body) == []


def test_closed_account_gets_no_link(client: Client) -> None:
    make_person(email="ana@example.org", is_active=False)
    (message,) = ask(client, "ana@example.org")
    assert LINK.findall(message.body) == []


def test_reset_goes_to_the_accounts_address_as_it_is_written_there(client: Client) -> None:
    make_person(email="Ana@example.org")
    assert [message.to for message in ask(client, "ana@example.org")] == [["Ana@example.org"]]


def test_reset_does_not_go_to_an_address_the_account_had_before(client: Client) -> None:
    user = make_person(email="old@example.org")
    ask(client, "old@example.org")
    User.objects.filter(pk=user.pk).update(email="new@example.org")
    (message,) = ask(client, "old@example.org")
    assert LINK.findall(message.body) == []


def test_resets_are_throttled(client: Client) -> None:
    make_person(email="ana@example.org")
    answers = [client.post(RESET, {"email": "ana@example.org"}).status_code for _ in range(4)]
    assert (answers, len(mail.outbox)) == ([302, 302, 302, 429], 3)


def test_reset_that_cannot_be_mailed_is_answered_alike(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_person(email="ana@example.org")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", unreachable)
    assert ask(client, "ana@example.org") == []
    assert "A mail could not be sent." in caplog.text


def unreachable(*given: Any, **more: Any) -> None:
    raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


def test_page_says_that_there_is_no_mail_server(client: Client, settings: Any) -> None:
    said = "This ledger has no mail server"
    assert said in client.get(RESET).content.decode()
    settings.LEDGER_SENDS_MAIL = True
    assert said not in client.get(RESET).content.decode()


def test_log_says_that_there_is_no_mail_server(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    make_person(email="ana@example.org")
    ask(client, "ana@example.org")
    assert "LEDGER_EMAIL_URL is not set" in caplog.text


# --- Invitations


def invite(user: User) -> Any:
    request = RequestFactory().get("/")
    by = make_user(first_name="Rosa", last_name="Gil")
    invitations.send_invitation(user=user, by=by, request=request)
    return mail.outbox[-1]


def test_invitation_link_lets_one_choose_a_password_once(client: Client) -> None:
    user = make_user(email="ana@example.org", is_staff=True)
    message = invite(user)
    assert "Rosa Gil has made you an account in Dialogue Ledger." in message.body
    assert choose(client, link_in(message)) == reverse("account_reset_password_from_key_done")
    assert sign_in(client, user, NEW)["Location"] == "/"
    assert choose(Client(), link_in(message), PASSWORD) == "no longer"


def test_invitation_ends(client: Client, settings: Any) -> None:
    message = invite(make_user(email="ana@example.org"))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert choose(client, link_in(message)) == "no longer"


def test_invitation_speaks_the_persons_language_twice(client: Client) -> None:
    message = invite(make_user(email="ana@example.org", language="es"))
    (page, kind) = message.alternatives[0]
    assert (kind, 'lang="es"' in page) == ("text/html", True)
    assert LINK.findall(page)[0] == LINK.findall(message.body)[0]


def test_reset_speaks_the_persons_language(client: Client) -> None:
    make_person(email="ana@example.org", language="es")
    (message,) = ask(client, "ana@example.org")
    assert message.subject == "Correo electrónico para restablecer contraseña"


def test_invitation_that_cannot_be_mailed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.mail.EmailMessage.send", unreachable)
    with pytest.raises(invitations.NotSent, match="Connection unexpectedly closed"):
        invite(make_user(email="ana@example.org"))


# --- Changes


def change(client: Client, old: str, new: str = NEW) -> Any:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    return client.post(reverse("account_change_password"), sent)


def test_changed_password_ends_other_sessions_and_is_told_by_mail(client: Client) -> None:
    user = make_person(email="ana@example.org", language="en")
    elsewhere = Client()
    sign_in(client, user)
    sign_in(elsewhere, user)
    assert change(client, PASSWORD).status_code == 302
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["ana@example.org"], "Password Changed")
    ]


def test_change_without_the_old_password_is_refused(client: Client) -> None:
    user = make_person()
    sign_in(client, user)
    assert change(client, "wrong").status_code == 200
    assert sign_in(Client(), user).status_code == 302


def test_change_is_throttled(client: Client) -> None:
    sign_in(client, make_person())
    assert [change(client, "wrong").status_code for _ in range(6)] == [200] * 5 + [429]


def test_nobody_signs_up_by_a_provider() -> None:
    assert AccountAdapter().is_open_for_signup(RequestFactory().get(SIGN_IN)) is False
