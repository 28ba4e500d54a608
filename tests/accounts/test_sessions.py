"""When sessions end."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from ledger.accounts import sessions
from tests.support.signing_in import is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db


def age(client: Client, **seconds: int) -> None:
    """Let a signed-in client's session have been begun, or last seen, so many seconds ago."""
    session = client.session
    for name, since in seconds.items():
        session[getattr(sessions, name)] = int(time.time()) - since
    session.save()


@pytest.fixture
def signed_in(client: Client) -> Client:
    sign_in(client, make_person())
    return client


def test_session_left_alone_ends(signed_in: Client) -> None:
    age(signed_in, SEEN=120 * 60 - 5)
    assert is_signed_in(signed_in)
    age(signed_in, SEEN=120 * 60 + 5)
    assert not is_signed_in(signed_in)


def test_session_ends_after_its_hours_however_busy(signed_in: Client) -> None:
    age(signed_in, SIGNED_IN=12 * 3600 - 5)
    assert is_signed_in(signed_in)
    age(signed_in, SIGNED_IN=12 * 3600 + 5)
    assert not is_signed_in(signed_in)


def test_session_without_times_has_ended(signed_in: Client) -> None:
    session = signed_in.session
    del session[sessions.SIGNED_IN]
    session.save()
    assert not is_signed_in(signed_in)


def test_end_of_a_session_is_told_and_leads_back(signed_in: Client) -> None:
    age(signed_in, SEEN=120 * 60 + 5)
    page = signed_in.get("/admin/ledger/topic/", follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/login/?next=/admin/ledger/topic/"
    assert [str(message) for message in page.context["messages"]] == [
        "Your session has ended. Please sign in again."
    ]


def test_ended_session_is_gone_from_the_database(signed_in: Client) -> None:
    age(signed_in, SEEN=120 * 60 + 5)
    key = signed_in.session.session_key
    is_signed_in(signed_in)
    assert not Session.objects.filter(pk=key).exists()


def test_being_there_is_noted_at_most_once_a_minute(signed_in: Client) -> None:
    age(signed_in, SEEN=50)
    before = signed_in.session[sessions.SEEN]
    is_signed_in(signed_in)
    assert signed_in.session[sessions.SEEN] == before
    age(signed_in, SEEN=70)
    is_signed_in(signed_in)
    assert signed_in.session[sessions.SEEN] > before


def test_cookie_ends_with_the_browser(client: Client) -> None:
    sign_in(client, make_person())
    cookie = client.cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["samesite"]) == (
        "",
        "",
        True,
        "Lax",
    )
