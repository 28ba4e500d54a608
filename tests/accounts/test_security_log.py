"""The security log, and sessions that their owner looks at and ends."""

import csv

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from ledger.models import Membership, SecurityEvent, User
from ledger.vocabulary import Role, SecurityAct
from tests.makers import make_dialogue, make_member, make_user
from tests.support.signing_in import PASSWORD, is_signed_in, make_person, sign_in

pytestmark = pytest.mark.django_db

SESSIONS = reverse("ledger:session-list")
LOG, EXPORT = reverse("ledger:security-log"), reverse("ledger:security-log-export")


def noted(*wanted: SecurityAct) -> list[tuple[str, str | None, str]]:
    """What was noted, the oldest first, but for the roles that tests give themselves."""
    rows = SecurityEvent.objects.order_by("pk").values_list("what", "user__username", "detail")
    return [(what, name, detail) for what, name, detail in rows if what in wanted]


def test_sign_in_refusal_and_sign_out_are_noted_with_the_address(client: Client) -> None:
    person = make_person()
    Client().post(reverse("account_login"), {"login": person.username, "password": "wrong"})
    Client().post(reverse("account_login"), {"login": "my password by mistake", "password": "wrong"})
    sign_in(client, person)
    client.post(reverse("account_logout"))
    assert noted(SecurityAct.SIGNED_IN, SecurityAct.REFUSED, SecurityAct.SIGNED_OUT) == [
        (SecurityAct.REFUSED, person.username, ""),
        (SecurityAct.REFUSED, None, "no account of that name"),
        (SecurityAct.SIGNED_IN, person.username, ""),
        (SecurityAct.SIGNED_OUT, person.username, ""),
    ]
    assert set(SecurityEvent.objects.exclude(what=SecurityAct.ACCOUNT).values_list("address", flat=True)) == {
        "127.0.0.1"
    }


def test_changes_of_rights_are_noted() -> None:
    user, dialogue = make_user(), make_dialogue("USMX")
    make_member(Role.EDITOR, dialogue=dialogue, user=user)
    Membership.objects.get(user=user).delete()
    user.is_superuser = True
    user.save()
    user.first_name = "Ana"
    user.save()
    assert noted(*SecurityAct) == [
        (SecurityAct.ACCOUNT, user.username, "made; is_active"),
        (SecurityAct.ROLE, user.username, "USMX editor given"),
        (SecurityAct.ROLE, user.username, "USMX editor removed"),
        (SecurityAct.ACCOUNT, user.username, "is_superuser: yes"),
    ]


def test_change_in_the_admin_names_who_made_it(client: Client) -> None:
    keeper = make_user(is_staff=True, is_superuser=True)
    client.force_login(keeper)
    dialogue, user = make_dialogue("USMX"), make_user()
    form = {"user": user.pk, "dialogue": dialogue.pk, "role": "viewer", "change_reason": "New here."}
    assert client.post(reverse("admin:ledger_membership_add"), form).status_code == 302
    event = SecurityEvent.objects.get(what=SecurityAct.ROLE)
    assert (event.user, event.by, event.detail) == (user, keeper, "USMX viewer given")


@pytest.mark.parametrize("address", [LOG, EXPORT])
def test_log_is_for_superusers_alone(client: Client, address: str) -> None:
    client.force_login(make_member(*Role, dialogue=make_dialogue()))
    assert client.get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_superuser_reads_and_exports_the_log(client: Client) -> None:
    keeper = make_user(is_superuser=True, username="=cmd|' /C calc'!A0")
    client.force_login(keeper)
    page = client.get(LOG).content.decode()
    assert "signed in" in page
    exported = b"".join(client.get(EXPORT).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    head, *rows = csv.reader(exported.splitlines())
    assert head == ["at", "what", "account", "by", "address", "detail"]
    assert [(row[1], row[2]) for row in rows] == [
        ("account", "'=cmd|' /C calc'!A0"),
        ("signed_in", "'=cmd|' /C calc'!A0"),
        ("log_read", "'=cmd|' /C calc'!A0"),
    ]
    assert client.session.session_key not in exported + page


@pytest.mark.parametrize("rows", [1, 3])
def test_log_queries_do_not_grow(
    client: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(make_user(is_superuser=True))
    for _ in range(rows):
        Client().force_login(make_person())
    with django_assert_num_queries(4):
        client.get(LOG)


def test_person_sees_their_sessions_and_ends_another(client: Client) -> None:
    person, other = make_person(), Client()
    sign_in(client, person)
    sign_in(other, person)
    stranger = Client()
    sign_in(stranger, make_person())
    page = client.get(SESSIONS)
    theirs = {session.event.session_key: session for session in page.context["sessions"]}
    assert theirs.keys() == {client.session.session_key, other.session.session_key}
    foreign = SecurityEvent.objects.get(session_key=stranger.session.session_key)
    for key in (foreign.pk, theirs[client.session.session_key].event.pk, "x", ""):
        client.post(SESSIONS, {"end": key})
    assert (is_signed_in(client), is_signed_in(other), is_signed_in(stranger)) == (True, True, True)
    client.post(SESSIONS, {"end": theirs[other.session.session_key].event.pk})
    assert (is_signed_in(client), is_signed_in(other)) == (True, False)
    assert noted(SecurityAct.SESSION_ENDED) == [(SecurityAct.SESSION_ENDED, person.username, "")]


def test_all_other_sessions_end_at_once(client: Client) -> None:
    person = make_person()
    others = [Client(), Client()]
    for each in (client, *others):
        sign_in(each, person)
    client.post(SESSIONS, {"end": "others"})
    assert [is_signed_in(each) for each in (client, *others)] == [True, False, False]


def test_session_that_goes_on_after_a_new_password_is_listed(client: Client) -> None:
    person, other = make_person(), Client()
    sign_in(client, person)
    sign_in(other, person)
    new = "another-long-password-of-hers"
    form = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), form).status_code == 302
    assert noted(SecurityAct.PASSWORD) == [(SecurityAct.PASSWORD, person.username, "")]
    sessions = client.get(SESSIONS).context["sessions"]
    assert [session.is_this for session in sessions] == [True]


def test_session_of_a_closed_account_opens_no_list(client: Client) -> None:
    person = make_person()
    sign_in(client, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(SESSIONS).status_code == 302
    assert not get_user(client).is_authenticated  # type: ignore[arg-type]
