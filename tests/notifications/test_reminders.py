"""Reminders before dates: to whom, of which, once, at whose hour, and what becomes of what cannot be sent."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from ledger.models import Dialogue, Item, Membership, Reminder, User
from ledger.notifications import reminders
from ledger.notifications.mail import item_address
from ledger.notifications.reminders import reminded, send_reminder
from ledger.personal import set_preferences, watch
from ledger.personal.reminding import ABANDONED_AFTER
from ledger.recording import amend_item, withdraw_item
from ledger.vocabulary import DatedBy, FactBasis, Kind, Precision, Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
    make_user,
)
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def ana(dialogue: Dialogue) -> User:
    return make_member(
        Role.RECORDER, dialogue=dialogue, user=make_user(username="ana", email="ana@example.org")
    )


def wants(user: User, **chosen: Any) -> None:
    set_preferences(user=user, wants_digest=True, wants_assignments=True, **chosen)


def make_due(dialogue: Dialogue, editor: User, days: int = 7, **fields: Any) -> Item:
    """An item whose target date is so many days after today."""
    return make_item(make_round(dialogue), editor, target_on=TODAY + days * DAY, **fields)


def told(user: User, now: datetime.datetime = NOON) -> list[tuple[str, DatedBy, datetime.date]]:
    """Remind a person and return of what; what was sent stands in the outbox."""
    known = set(Reminder.objects.values_list("pk", flat=True))
    outcome = send_reminder(user, now)
    new = Reminder.objects.exclude(pk__in=known).select_related("item").order_by("day", "pk")
    found = [(row.item.ref, row.dated_by, row.day) for row in new]
    assert (outcome.references, outcome.is_sent) == (len(found), bool(found))
    return found


def test_officer_is_reminded_once_of_a_date_seven_days_before(
    dialogue: Dialogue, editor: User, ana: User
) -> None:
    item = make_due(dialogue, editor, officer=ana)
    make_due(dialogue, editor, days=8, officer=ana)
    make_due(dialogue, editor, days=-1, officer=ana)
    make_due(dialogue, editor, days=1)
    assert told(ana) == [(item.ref, DatedBy.TARGET, TODAY + 7 * DAY)]
    assert [told(ana, NOON + hours * HOUR) for hours in range(1, 4)] == [[], [], []]
    assert len(mail.outbox) == 1


def test_what_is_watched_is_told_too_by_item_and_by_topic(
    dialogue: Dialogue, editor: User, ana: User
) -> None:
    topic = make_topic()
    items = [make_due(dialogue, editor), make_due(dialogue, editor, topics=[topic])]
    make_due(dialogue, editor)
    watch(user=ana, row=items[0])
    watch(user=ana, row=topic)
    assert {ref for ref, _by, _day in told(ana)} == {item.ref for item in items}


def test_deadline_of_a_month_is_told_before_its_last_day(dialogue: Dialogue, editor: User, ana: User) -> None:
    asked = {"deadline_precision": Precision.MONTH, "deadline_basis": FactBasis.STATED}
    item = make_item(
        make_round(dialogue), editor, officer=ana, deadline_on=datetime.date(2027, 3, 1), **asked
    )
    assert told(ana, NOON + 22 * DAY) == []
    assert told(ana, NOON + 23 * DAY) == [(item.ref, DatedBy.DEADLINE, datetime.date(2027, 3, 31))]


def test_date_that_changed_is_told_anew(dialogue: Dialogue, editor: User, ana: User) -> None:
    item = make_due(dialogue, editor, officer=ana)
    assert len(told(ana)) == 1
    moved = {"target_on": TODAY + 6 * DAY}
    amend_item(user=editor, item=item, expected_sequence=None, changes=moved, reason="Sooner.")
    assert told(ana, NOON + HOUR) == [(item.ref, DatedBy.TARGET, TODAY + 6 * DAY)]
    assert told(ana, NOON + 2 * HOUR) == []


def test_each_person_chooses_how_many_days_before(dialogue: Dialogue, editor: User, ana: User) -> None:
    make_due(dialogue, editor, days=30, officer=ana)
    wants(ana, remind_days=29)
    assert told(ana) == []
    wants(ana, remind_days=30)
    assert len(told(ana)) == 1


ZONES = {
    # time zone, what its person chose as the hour, and the first hour of the day in UTC at which the mail goes
    "": (9, 9),
    "America/Mexico_City": (8, 14),
    "Asia/Kolkata": (14, 9),  # 13:30 UTC is 14:00 less half an hour: asked at 09:00, it is 14:30 there
    "Europe/Madrid": (8, 7),
}


@pytest.mark.parametrize("zone", ZONES)
def test_mail_goes_at_the_hour_of_the_persons_own_time_zone(
    zone: str, dialogue: Dialogue, editor: User, ana: User
) -> None:
    wants(ana, remind_hour=ZONES[zone][0], time_zone=zone)
    make_due(dialogue, editor, officer=ana)
    hours = [hour for hour in range(24) if told(ana, NOON.replace(hour=hour))]
    assert hours == [ZONES[zone][1]]


def test_today_is_that_of_the_persons_own_time_zone(dialogue: Dialogue, editor: User, ana: User) -> None:
    wants(ana, remind_days=0, time_zone="Pacific/Kiritimati", remind_hour=0)  # 14 hours ahead of UTC
    make_due(dialogue, editor, days=1, officer=ana)
    assert told(ana, NOON - 3 * HOUR) == []
    assert len(told(ana)) == 1


def test_zone_that_this_machine_does_not_know_is_the_ledgers(
    dialogue: Dialogue, editor: User, ana: User
) -> None:
    wants(ana, remind_hour=12, time_zone="Europe/Atlantis")
    make_due(dialogue, editor, officer=ana)
    assert (told(ana, NOON - HOUR), len(told(ana))) == ([], 1)


def leave(user: User, _item: Item, _editor: User) -> None:
    Membership.objects.filter(user=user).update(ended_on="2020-01-01")
    make_member(Role.EDITOR, dialogue=make_dialogue(), user=user)


def close(_user: User, item: Item, editor: User) -> None:
    make_entry(item, Status.DONE, editor, evidence=(make_evidence(),))


def withdraw(_user: User, item: Item, editor: User) -> None:
    withdraw_item(user=editor, item=item, expected_sequence=None, reason="Opened twice.")


def give_away(_user: User, item: Item, editor: User) -> None:
    amend_item(user=editor, item=item, expected_sequence=None, changes={"officer": editor})


SILENT: dict[str, Callable[[User, Item, User], None]] = {
    "who left the dialogue": leave,
    "who is officer no more": give_away,
    "the officer of an item that was closed": close,
    "the officer of an item that was withdrawn": withdraw,
}


@pytest.mark.parametrize("who", SILENT)
def test_nothing_is_told_to(who: str, dialogue: Dialogue, editor: User, ana: User) -> None:
    item = make_due(dialogue, editor, officer=ana)
    SILENT[who](ana, item, editor)
    assert (told(ana), mail.outbox) == ([], [])


def test_reminders_are_for_open_accounts_with_an_address_whose_person_wants_them(
    dialogue: Dialogue, ana: User
) -> None:
    chosen, unwilling = make_user(username="eva", email="eva@example.org"), make_user(email="no@example.org")
    wants(chosen, remind_days=3)
    wants(unwilling, remind_days=None)
    make_user(email="")
    make_user(email="closed@example.org", is_active=False)
    assert list(reminded()) == [ana, chosen]
    assert told(unwilling) == []


def test_mail_holds_references_dates_and_links_in_the_persons_language(
    dialogue: Dialogue, editor: User, ana: User
) -> None:
    User.objects.filter(pk=ana.pk).update(language="es")
    ana.refresh_from_db()
    mexico = make_party()
    fields = {"kind": Kind.UNDERTAKEN, "owed_by": [mexico], "next_step": "Call Ms Roe"}
    item = make_due(dialogue, editor, days=2, officer=ana, **fields)
    told(ana)
    [message] = mail.outbox
    [(page, _kind)] = message.alternatives
    assert message.subject == "Registro de Diálogos: se acerca 1 fecha"
    for body in (message.body, page):
        assert item.ref in body
        assert item_address(item) in body
        assert "3 de marzo de 2027" in body
        assert "Roe" not in body
        assert "torture" not in body


def test_mail_that_cannot_be_sent_is_tried_again(dialogue: Dialogue, editor: User, ana: User) -> None:
    make_due(dialogue, editor, officer=ana)
    User.objects.filter(pk=ana.pk).update(email="ana@example.org\nBcc: x@example.org")
    ana.refresh_from_db()
    assert send_reminder(ana, NOON).fault
    assert not Reminder.objects.exists()
    User.objects.filter(pk=ana.pk).update(email="ana@example.org")
    ana.refresh_from_db()
    assert send_reminder(ana, NOON + HOUR).is_sent


def test_claim_of_a_killed_run_is_taken_over_and_a_running_one_is_left(
    dialogue: Dialogue, editor: User, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_due(dialogue, editor, officer=ana)

    def die(*_args: object) -> None:
        raise KeyboardInterrupt  # as by a signal: no fault of the mail's, so that nothing is given back

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", die)
        with pytest.raises(KeyboardInterrupt):
            send_reminder(ana, NOON)
    assert (Reminder.objects.get().sent_at, told(ana, NOON + HOUR)) == (None, [])
    Reminder.objects.update(claimed_at=timezone.now() - ABANDONED_AFTER - HOUR)
    assert send_reminder(ana, NOON + HOUR, is_rehearsal=True).references == 1
    assert send_reminder(ana, NOON + HOUR).is_sent
    assert Reminder.objects.get().sent_at is not None
    Reminder.objects.update(claimed_at=timezone.now() - ABANDONED_AFTER - HOUR)
    assert not send_reminder(ana, NOON + 2 * HOUR).is_sent
    assert [message.subject for message in mail.outbox].count("Dialogue Ledger: 1 date ahead") == 1


@pytest.mark.django_db(transaction=True)
def test_claim_of_a_killed_run_is_taken_over_by_one_of_several(
    dialogue: Dialogue, editor: User, ana: User
) -> None:
    make_due(dialogue, editor, officer=ana)
    assert send_reminder(ana, NOON).is_sent
    Reminder.objects.update(sent_at=None, claimed_at=timezone.now() - ABANDONED_AFTER - HOUR)
    outcomes = at_once([lambda: send_reminder(ana, NOON + HOUR)] * 4)
    assert sorted(outcome.is_sent for outcome in outcomes) == [False, False, False, True]


@pytest.mark.django_db(transaction=True)
def test_runs_at_the_same_time_tell_a_date_once(dialogue: Dialogue, editor: User, ana: User) -> None:
    for days in (1, 2, 3):
        make_due(dialogue, editor, days=days, officer=ana)
    outcomes = at_once([lambda: send_reminder(ana, NOON)] * 4)
    assert [type(outcome) for outcome in outcomes if isinstance(outcome, Exception)] == []
    assert sum(outcome.references for outcome in outcomes) == Reminder.objects.count() == 3
    bodies = "".join(message.body for message in mail.outbox)
    assert [bodies.count(f"{item.ref} (") for item in Item.objects.all()] == [1, 1, 1]


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_date_claimed_between_looking_and_claiming_is_left_to_the_other(
    dialogue: Dialogue, editor: User, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both runs find that nobody was reminded; the database lets one of them claim the date."""
    make_due(dialogue, editor, officer=ana)
    monkeypatch.setattr("ledger.personal.reminding.not_reminded", lambda *, user, dates: list(dates))
    outcomes = at_once([lambda: send_reminder(ana, NOON)] * 4)
    assert sorted(outcome.is_sent for outcome in outcomes) == [False, False, False, True]
    sent = [message.subject for message in mail.outbox if "given to you" not in message.subject]
    assert (sent, Reminder.objects.count()) == (["Dialogue Ledger: 1 date ahead"], 1)


def test_three_dates_cost_no_more_than_one(
    dialogue: Dialogue, editor: User, ana: User, django_assert_num_queries: Any
) -> None:
    for days in (1, 2, 3):
        make_due(dialogue, editor, days=days, officer=ana)
        with django_assert_num_queries(QUERIES):
            send_reminder(ana, NOON + days * HOUR)


QUERIES = 8  # one takes over what a killed run claimed, one notes that the mail is sent


# The command


def test_command_reminds_says_how_many_and_is_rehearsed(
    dialogue: Dialogue, editor: User, ana: User, capsys: pytest.CaptureFixture[str]
) -> None:
    make_item(make_round(dialogue), editor, officer=ana, target_on=timezone.localdate() + 2 * DAY)
    wants(ana, remind_hour=0)
    call_command("send_reminders", dry_run=True)
    assert capsys.readouterr().out == "ana: 1 references\n0 sent, 1 not needed, 0 failed.\n"
    assert (mail.outbox, Reminder.objects.exists()) == ([], False)
    for sent in (1, 0):
        call_command("send_reminders")
        assert capsys.readouterr().out == f"{sent} sent, {1 - sent} not needed, 0 failed.\n"
    assert len(mail.outbox) == 1


def test_command_tells_whose_mail_could_not_be_sent(
    dialogue: Dialogue, editor: User, ana: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_item(make_round(dialogue), editor, officer=ana, target_on=timezone.localdate() + 2 * DAY)
    wants(ana, remind_hour=0)

    def refuse(*_args: object) -> None:
        raise ConnectionRefusedError("No server.")

    monkeypatch.setattr(reminders.mail, "send", refuse)
    with pytest.raises(CommandError, match="Not sent:\nana: No server.") as failed:
        call_command("send_reminders")
    assert (failed.value.returncode, Reminder.objects.exists()) == (1, False)
