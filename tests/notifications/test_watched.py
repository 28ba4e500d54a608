"""Mail at once on what is watched, and what the digest says of it: to whom, of what, and what never stands in it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from ledger.models import Dialogue, Item, Membership, User
from ledger.notifications.digests import digest_of, send_digest
from ledger.notifications.mail import item_address
from ledger.personal import set_preferences, stop_watching, watch
from ledger.recording import amend_many, withdraw_item
from ledger.vocabulary import Audience, Origin, Role, Status, WatchMail
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_step,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOTE = "Ms Roe was not heard."


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def writer(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def watcher(dialogue: Dialogue) -> User:
    user = make_user(email="ana@example.org", language="es")
    return hears(make_member(Role.VIEWER, dialogue=dialogue, user=user), WatchMail.AT_ONCE)


def hears(user: User, how: WatchMail, *, wants_digest: bool = True) -> User:
    set_preferences(user=user, wants_digest=wants_digest, wants_assignments=False, watched_mail=how)
    return user


@pytest.fixture
def item(dialogue: Dialogue, writer: User, watcher: User) -> Item:
    """An item that the watcher watches."""
    item = make_item(make_round(dialogue), writer)
    watch(user=watcher, row=item)
    return item


def recorded(capture: Any, *items: Item, by: User | None = None, **says: Any) -> list[Any]:
    """Record a note on each item and return the mails that were sent for it."""
    with capture(execute=True):
        for item in items:
            make_entry(item, None, by, **{"note": NOTE} | says)
        assert mail.outbox == []  # the writer's transaction is not over
    return list(mail.outbox)


def test_mail_at_once_holds_references_and_links_alone_in_the_persons_language(
    item: Item, writer: User, django_capture_on_commit_callbacks: Any
) -> None:
    [message] = recorded(django_capture_on_commit_callbacks, item, by=writer)
    [(page, kind)] = message.alternatives
    assert (message.to, kind) == (["ana@example.org"], "text/html")
    assert message.subject == "Novedades en 1 punto que usted observa"
    for body in (message.body, page):
        assert item_address(item) in body
        assert "/watching/" in body
        assert "/preferences/" in body
        for secret in ("Roe", "torture", str(writer), str(item.topics.get())):
            assert secret not in body


def test_act_on_many_items_is_one_mail(
    item: Item, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    others = [make_item(item.round, writer) for _number in range(2)]
    watch(user=watcher, row=others[0])
    targets = [(row, None) for row in (item, *others)]
    with django_capture_on_commit_callbacks(execute=True):
        amend_many(user=writer, targets=targets, changes={"next_step": "Call."})
    [message] = mail.outbox
    assert (item.ref in message.body, others[0].ref in message.body) == (True, True)
    assert others[1].ref not in message.body


def test_step_of_a_watched_item_or_topic_is_told_under_its_own_reference(
    item: Item, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    step = make_step(item, writer, effective_on=timezone.localdate())
    [message] = recorded(django_capture_on_commit_callbacks, step, by=writer)
    assert (step.ref in message.body, f" {item.ref}\n" in message.body) == (True, False)
    mail.outbox.clear()
    stop_watching(user=watcher, row=item)
    assert recorded(django_capture_on_commit_callbacks, step, by=writer) == []
    watch(user=watcher, row=item.topics.get())
    assert len(recorded(django_capture_on_commit_callbacks, step, by=writer)) == 1


def test_item_opened_on_a_watched_topic_is_told_also_under_a_name_merged_into_it(
    dialogue: Dialogue, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    topic = make_topic()
    watch(user=watcher, row=make_topic(merged_into=topic))
    round = make_round(dialogue)
    with django_capture_on_commit_callbacks(execute=True):
        told = make_item(round, writer, topics=[topic])
        untold = make_item(round, writer)
    [message] = mail.outbox
    assert (told.ref in message.body, untold.ref in message.body) == (True, False)


def leave(user: User) -> None:
    Membership.objects.filter(user=user).update(ended_on="2020-01-01")
    make_member(Role.EDITOR, dialogue=make_dialogue(), user=user)


UNREACHED: dict[str, Callable[[User, Item], Any]] = {
    "who wants it in the digest": lambda user, _item: hears(user, WatchMail.DIGEST),
    "who wants none": lambda user, _item: hears(user, WatchMail.NEVER),
    "who has no address": lambda user, _item: User.objects.filter(pk=user.pk).update(email=""),
    "a closed account": lambda user, _item: User.objects.filter(pk=user.pk).update(is_active=False),
    "who left the dialogue": lambda user, _item: leave(user),
    "who stopped": lambda user, item: stop_watching(user=user, row=item),
}


@pytest.mark.parametrize("who", UNREACHED)
def test_nothing_is_sent_at_once_to(
    who: str, item: Item, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    UNREACHED[who](watcher, item)
    assert recorded(django_capture_on_commit_callbacks, item, by=writer) == []


def test_role_that_ends_before_the_transaction_does_gets_nothing(
    item: Item, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        make_entry(item, None, writer)
        leave(watcher)
    assert mail.outbox == []


def test_nobody_is_told_of_their_own_acts_or_of_what_was_compiled(
    item: Item, writer: User, watcher: User, django_capture_on_commit_callbacks: Any
) -> None:
    make_member(Role.RECORDER, dialogue=item.round.dialogue, user=watcher)
    assert recorded(django_capture_on_commit_callbacks, item, by=watcher) == []
    assert recorded(django_capture_on_commit_callbacks, item, by=writer, origin=Origin.COMPILED) == []


def test_act_taken_back_is_told_to_nobody(
    item: Item, writer: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        make_entry(item, None, writer)
        transaction.set_rollback(True)
    assert mail.outbox == []


def test_mail_that_cannot_be_sent_undoes_nothing_and_is_noted(
    item: Item,
    writer: User,
    watcher: User,
    django_capture_on_commit_callbacks: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    User.objects.filter(pk=watcher.pk).update(email="ana@example.org\nBcc: x@example.org")
    assert recorded(django_capture_on_commit_callbacks, item, by=writer) == []
    assert item.entries.count() == 2
    assert f"Mail on items watched by {watcher.username} could not be sent." in caplog.text


# The digest

DAY = datetime.timedelta(days=1)


def listed(user: User) -> dict[str, dict[str, int]]:
    tomorrow = timezone.localdate() + DAY
    found = digest_of(user, tomorrow, tomorrow - DAY)
    return {section.title: {line.ref: line.count for line in section.lines} for section in found}


def test_digest_tells_what_others_recorded_on_watched_items_and_of_own_items_once(
    item: Item, writer: User, watcher: User
) -> None:
    make_member(Role.RECORDER, dialogue=item.round.dialogue, user=watcher)
    make_entry(item, Status.STALLED, writer, proposed_audience=Audience.PUBLIC)
    make_entry(item, None, watcher)
    topic = make_topic()
    watch(user=watcher, row=topic)
    own = make_item(item.round, writer, topics=[topic], officer=watcher)
    assert listed(watcher) == {
        "Recorded by others": {own.ref: 1},
        "Recorded on what you watch": {item.ref: 2},
    }


def test_digest_tells_of_a_withdrawn_item_that_it_was_withdrawn_and_nothing_else(
    item: Item, writer: User, watcher: User
) -> None:
    make_entry(item, Status.STALLED, writer)
    withdraw_item(user=writer, item=item, reason="Opened in error.", expected_sequence=None)
    assert listed(watcher) == {"Recorded on what you watch": {item.ref: 1}}


def test_digest_tells_nothing_of_it_to_who_left_the_dialogue(item: Item, watcher: User) -> None:
    assert listed(watcher) != {}
    leave(watcher)
    assert listed(watcher) == {}


@pytest.mark.parametrize(
    ("how", "is_sent"), [(WatchMail.DIGEST, True), (WatchMail.AT_ONCE, False), (WatchMail.NEVER, False)]
)
def test_digest_tells_of_it_where_its_person_chose_so(
    item: Item, watcher: User, how: WatchMail, is_sent: bool
) -> None:
    hears(watcher, how)
    assert send_digest(watcher, timezone.localdate() + DAY).is_sent is is_sent
    assert len(mail.outbox) == is_sent
    assert all("Roe" not in message.body and item.ref in message.body for message in mail.outbox)
