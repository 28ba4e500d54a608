"""Mail to whom items are given."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction

from ledger.models import Dialogue, Item, Membership, User
from ledger.notifications.mail import item_address
from ledger.personal import set_preferences
from ledger.recording import RuleViolation, amend_many, undo_batch
from ledger.vocabulary import Origin, Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BATCH = UUID(int=7)


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def giver(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def given(dialogue: Dialogue) -> User:
    user = make_user(email="ana@example.org", language="es")
    return make_member(Role.RECORDER, dialogue=dialogue, user=user)


def give(giver: User, *items: Item, to: User | None, **more: Any) -> None:
    amend_many(
        user=giver, targets=[(one, None) for one in items], changes={"officer": to} | more, batch=BATCH
    )


def test_one_mail_for_one_act_after_it_stands(
    giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    round = make_round(dialogue)
    items = [make_item(round, giver, next_step="Call Ms Roe") for _number in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        give(giver, *items, to=given)
        assert mail.outbox == []
    [message] = mail.outbox
    [(page, kind)] = message.alternatives
    assert (message.to, kind) == (["ana@example.org"], "text/html")
    assert message.subject == "Se le asignaron 3 puntos"
    for body in (message.body, page):
        assert all(item_address(item) in body for item in items)
        assert all(item.ref in body for item in items)
        assert "Roe" not in body
        assert "torture" not in body
        assert str(giver) not in body


def test_item_given_at_its_opening_is_told(
    giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_item(make_round(dialogue), giver, officer=given)
    assert [message.subject for message in mail.outbox] == ["Se le asignó 1 punto"]


def leave(user: User) -> None:
    Membership.objects.filter(user=user).update(ended_on="2020-01-01")


UNREACHED: dict[str, Callable[[User], Any]] = {
    "who wants none": lambda user: set_preferences(user=user, wants_digest=True, wants_assignments=False),
    "who has no address": lambda user: User.objects.filter(pk=user.pk).update(email=""),
    "a closed account": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "who left the dialogue": leave,
}


@pytest.mark.parametrize("who", UNREACHED)
def test_nothing_is_sent_to(
    who: str, giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        give(giver, make_item(make_round(dialogue), giver), to=given)
        UNREACHED[who](given)
    assert mail.outbox == []


def test_nothing_is_sent_of_other_changes_to_oneself_or_of_what_was_compiled(
    giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk=giver.pk).update(email="me@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        make_item(make_round(dialogue), giver, origin=Origin.COMPILED, officer=given)
        item = make_item(make_round(dialogue), giver)
        give(giver, item, to=giver)
        give(giver, item, to=None)
        give(giver, item, to=None, next_step="Call.")
        with pytest.raises(RuleViolation):
            give(giver, item, to=given, topics=[])
    assert mail.outbox == []


def test_undoing_gives_back_and_says_so(
    giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    item = make_item(make_round(dialogue), giver, officer=given)
    give(giver, item, to=giver)
    with django_capture_on_commit_callbacks(execute=True):
        undo_batch(user=giver, batch=BATCH, reason="Too early.")
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


def test_mail_that_cannot_be_sent_undoes_nothing_and_is_noted(
    giver: User,
    given: User,
    dialogue: Dialogue,
    django_capture_on_commit_callbacks: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    User.objects.filter(pk=given.pk).update(email="ana@example.org\nBcc: x@example.org")
    item = make_item(make_round(dialogue), giver)
    with django_capture_on_commit_callbacks(execute=True):
        give(giver, item, to=given)
    item.refresh_from_db()
    assert (item.officer, mail.outbox) == (given, [])
    assert f"Mail on items given to {given.username} could not be sent." in caplog.text


def test_act_taken_back_tells_nobody(
    giver: User, given: User, dialogue: Dialogue, django_capture_on_commit_callbacks: Any
) -> None:
    item = make_item(make_round(dialogue), giver)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        give(giver, item, to=given)
        transaction.set_rollback(True)
    assert mail.outbox == []
