"""The daily digest: what it says, to whom, and that one bad address stops no other."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from ledger.models import Dialogue, Item, Membership, Preference, User
from ledger.notifications import digests
from ledger.notifications.digests import digest_of, send_digest
from ledger.personal import preference_of, set_preferences
from ledger.vocabulary import Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_round,
    make_user,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PAST = datetime.date(2016, 1, 1)


def today() -> datetime.date:
    return timezone.localdate()


TOMORROW = datetime.timedelta(days=1)


def make_reader(dialogue: Dialogue, **fields: Any) -> User:
    user = make_user(**{"email": "reader@example.org"} | fields)
    return make_member(Role.RECORDER, dialogue=dialogue, user=user)


def make_busy(dialogue: Dialogue, reader: User, **fields: Any) -> Item:
    """An item of the reader's that is on every list of the digest, tomorrow."""
    editor, mexico = make_editor(dialogue), make_party()
    values = {"officer": reader, "review_on": PAST, "target_on": PAST, "next_step": "Call Ms Roe"} | fields
    item = make_item(make_round(dialogue), editor, kind=Kind.UNDERTAKEN, owed_by=[mexico], **values)
    make_entry(
        item, Status.IN_PROGRESS, editor, voice=Voice.PARTY, speaker=mexico, about=mexico, effective_on=PAST
    )
    make_entry(item, Status.STALLED, editor, about=mexico, effective_on=PAST)
    return item


def lists(user: User, day: datetime.date | None = None) -> dict[str, dict[str, int]]:
    day = day or today() + TOMORROW
    found = digest_of(user, day, day - TOMORROW)
    return {one.title: {line.ref: line.count for line in one.lines} for one in found}


def test_digest_tells_what_wants_the_person_today() -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    item = make_busy(dialogue, reader)
    once = {item.ref: 0}
    assert lists(reader) == {
        "To review": once,
        "Overdue": once,
        "Recorded by others": {item.ref: 3},
        "Differing": once,
    }


def test_digest_holds_ones_own_and_nothing_of_dialogues_that_one_left() -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    make_busy(dialogue, reader, officer=None)
    make_busy(dialogue, make_reader(dialogue, email="other@example.org"))
    assert lists(reader) == {}
    make_busy(dialogue, reader)
    assert lists(reader) != {}
    Membership.objects.filter(user=reader).update(ended_on=today())
    assert lists(reader) == {}


def test_entries_of_others_are_told_once_and_ones_own_never() -> None:
    dialogue = make_dialogue()
    reader, editor = make_reader(dialogue), make_editor(dialogue)
    item = make_item(make_round(dialogue), editor, officer=reader)
    make_entry(item, None, reader)
    assert lists(reader, today()) == {}  # the day is not over
    assert lists(reader) == {"Recorded by others": {item.ref: 1}}
    assert lists(reader, today() + 2 * TOMORROW) == {}


def test_digest_after_some_silent_days_goes_on_where_the_last_ended() -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    make_item(make_round(dialogue), make_editor(dialogue), officer=reader)
    Preference.objects.create(user=reader, last_digest_on=today())
    assert send_digest(reader, today() + 5 * TOMORROW).is_sent


def test_digest_is_plain_and_html_in_the_persons_language_with_references_and_links_only() -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue, language="es")
    item = make_busy(dialogue, reader)
    send_digest(reader, today() + TOMORROW)
    [message] = mail.outbox
    [(page, kind)] = message.alternatives
    assert (message.to, kind) == (["reader@example.org"], "text/html")
    assert '<html lang="es">' in page
    for body in (message.subject + message.body, page):
        assert "Por revisar" in body
        assert "/preferences/" in body
        assert "(3 asientos)" in body
        assert "Roe" not in body
        assert "torture" not in body
    assert page.count(f">{item.ref}</a>") == 4


def test_digest_is_sent_once_a_day_and_only_where_there_is_something_to_say() -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    assert (send_digest(reader, today()).is_sent, preference_of(reader).last_digest_on) == (False, None)
    make_busy(dialogue, reader)
    sent = [send_digest(reader, day).is_sent for day in (today(), today(), today() + TOMORROW)]
    assert (sent, len(mail.outbox)) == ([True, False, True], 2)


# The command


def test_digests_go_to_who_wants_them(capsys: pytest.CaptureFixture[str]) -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue, username="reader")
    others = [
        make_reader(dialogue, **fields)
        for fields in ({"email": ""}, {"email": "closed@example.org"}, {"email": "quiet@example.org"})
    ]
    set_preferences(user=others[2], wants_digest=False, wants_assignments=True)
    for user in (reader, *others):
        make_busy(dialogue, user)
    User.objects.filter(pk=others[1].pk).update(is_active=False)
    call_command("send_digests", dry_run=True)
    assert capsys.readouterr().out == "reader: 3 references\n0 sent, 1 not needed, 0 failed.\n"
    assert (mail.outbox, preference_of(reader).pk) == ([], None)
    call_command("send_digests")
    assert [message.to for message in mail.outbox] == [["reader@example.org"]]
    assert capsys.readouterr().out == "1 sent, 0 not needed, 0 failed.\n"
    call_command("send_digests")
    assert len(mail.outbox) == 1


def test_one_bad_address_stops_no_other_and_may_be_tried_again(capsys: pytest.CaptureFixture[str]) -> None:
    dialogue = make_dialogue()
    bad = make_reader(dialogue, username="bad", email="bad@example.org\nBcc: x@example.org")
    good = make_reader(dialogue, username="good")
    for user in (bad, good):
        make_busy(dialogue, user)
    with pytest.raises(CommandError, match="Not sent:\nbad: ") as failed:
        call_command("send_digests")
    assert (failed.value.returncode, [message.to for message in mail.outbox]) == (1, [["reader@example.org"]])
    assert capsys.readouterr().out == "1 sent, 0 not needed, 1 failed.\n"
    User.objects.filter(pk=bad.pk).update(email="mended@example.org")
    call_command("send_digests")
    assert [message.to[0] for message in mail.outbox] == ["reader@example.org", "mended@example.org"]


def test_server_that_is_down_fails_everybody_and_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    make_busy(dialogue, reader)

    def refuse(*_args: object) -> None:
        raise ConnectionRefusedError("No server.")

    monkeypatch.setattr(digests.mail, "send", refuse)
    assert send_digest(reader, today()).fault == "No server."
    assert preference_of(reader).last_digest_on is None


def test_digest_names_so_many_and_counts_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    monkeypatch.setattr(digests.mail, "LONGEST", 1)
    make_busy(dialogue, reader)
    make_busy(dialogue, reader)
    send_digest(reader, today())
    assert mail.outbox[0].body.count("and 1 more") == 3


def test_digest_asks_no_more_for_three_items_than_for_one(django_assert_num_queries: Any) -> None:
    dialogue = make_dialogue()
    reader = make_reader(dialogue)
    for rows in (1, 2):
        for _number in range(rows):
            make_busy(dialogue, reader)
        with django_assert_num_queries(QUERIES):
            digest_of(reader, today() + TOMORROW, today())


QUERIES = 6
