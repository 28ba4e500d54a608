"""``user.has_perm("ledger.record", dialogue)`` answers as ``access.may`` does."""

from collections.abc import Callable

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from ledger import access
from ledger.accounts.permissions import AccessBackend
from ledger.models import Dialogue, User
from ledger.vocabulary import Act, Permission, Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_user

pytestmark = pytest.mark.django_db

RIGHTS = {f"ledger.{right.value}": right for right in (*Act, *Permission)} | {
    "ledger.record": Act.STATUS,
}


def _with_all_roles(dialogue: Dialogue, **fields: bool) -> User:
    return make_member(*Role, dialogue=dialogue, user=make_user(**fields))


PEOPLE: dict[str, Callable[[Dialogue], User]] = {
    **{role.value: lambda dialogue, role=role: make_member(role, dialogue=dialogue) for role in Role},  # type: ignore[misc]
    "recorder-and-releaser": lambda dialogue: make_member(Role.RECORDER, Role.RELEASER, dialogue=dialogue),
    "nobody": lambda _dialogue: make_user(),
    "superuser": lambda _dialogue: make_user(is_superuser=True, is_staff=True),
    "superuser-and-viewer": lambda dialogue: make_member(
        Role.VIEWER, dialogue=dialogue, user=make_user(is_superuser=True)
    ),
    "closed-account": lambda dialogue: _with_all_roles(dialogue, is_active=False),
    "closed-superuser": lambda dialogue: _with_all_roles(dialogue, is_active=False, is_superuser=True),
}


@pytest.mark.parametrize("sort", PEOPLE)
def test_has_perm_equals_may_for_every_right(sort: str) -> None:
    own, other = make_dialogue(), make_dialogue()
    person = PEOPLE[sort](own)
    for dialogue in (own, other):
        answers = {name for name in RIGHTS if person.has_perm(name, dialogue)}
        assert answers == {name for name, right in RIGHTS.items() if access.may(person, right, dialogue)}
        assert person.get_all_permissions(dialogue) == answers
    assert {name for name in RIGHTS if person.has_perm(name)} == set()


def test_some_answers_are_yes() -> None:
    """The comparison above would hold if both always said no."""
    dialogue = make_dialogue()
    recorder = make_member(Role.RECORDER, dialogue=dialogue)
    assert recorder.has_perms(["ledger.record", "ledger.note", "ledger.status", "ledger.read"], dialogue)
    assert not recorder.has_perm("ledger.release", dialogue)
    assert make_member(Role.RELEASER, dialogue=dialogue).has_perm("ledger.release", dialogue)


def test_ended_membership_gives_nothing() -> None:
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    editor.memberships.update(ended_on="2026-01-01")
    assert editor.get_all_permissions(dialogue) == set()


def test_right_of_a_row_that_is_no_dialogue_is_denied() -> None:
    """The key of an item may be that of a dialogue in which the person holds a role."""
    dialogue = make_dialogue()
    editor = make_member(Role.EDITOR, dialogue=dialogue)
    item = make_item(make_round(dialogue))
    item.pk = dialogue.pk
    assert not editor.has_perm("ledger.record", item)
    assert not editor.has_perm("ledger.record", dialogue.pk)


def test_unknown_right_is_denied() -> None:
    dialogue = make_dialogue()
    person = make_member(*Role, dialogue=dialogue, user=make_user(is_superuser=True))
    assert not person.has_perm("ledger.destroy", dialogue)
    assert not person.has_perm("ledger.", dialogue)


def test_visitor_who_has_not_signed_in_is_denied() -> None:
    assert not AnonymousUser().has_perm("ledger.read", make_dialogue())


def test_asynchronous_answer_is_the_same_for_a_superuser() -> None:
    dialogue = make_dialogue()
    superuser = make_user(is_superuser=True)
    assert async_to_sync(superuser.ahas_perm)("ledger.read", dialogue) is False


def test_superuser_keeps_the_permissions_of_other_applications() -> None:
    assert make_user(is_superuser=True).has_perm("auth.add_group")
    assert not make_user().has_perm("auth.add_group")


@pytest.mark.parametrize("role", Role)
def test_has_perm_costs_the_query_of_may(role: Role) -> None:
    dialogue = make_dialogue()
    member = User.objects.get(pk=make_member(role, dialogue=dialogue).pk)
    for right in ("ledger.record", "ledger.redact"):
        with CaptureQueriesContext(connection) as queries:
            member.has_perm(right, dialogue)
        assert len(queries) == 1


def test_backend_authenticates_nobody() -> None:
    make_user(username="amaya", password="a long enough password")
    request = RequestFactory().post("/")
    credentials = {"username": "amaya", "password": "a long enough password"}
    assert AccessBackend().authenticate(request, **credentials) is None
    assert AccessBackend().get_user(make_user().pk) is None
    signed_in = authenticate(request, **credentials)
    assert signed_in is not None
    assert signed_in.backend == "allauth.account.auth_backends.AuthenticationBackend"
