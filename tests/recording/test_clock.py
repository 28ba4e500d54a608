"""Clocks that are wrong: what is refused, what waits, and how false stamps are closed by two people."""

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from ledger.models import (
    ClockCorrection,
    ClockCorrectionRequest,
    Entry,
    IssuedReport,
    Item,
    Seal,
    TopicText,
    User,
    items_known,
)
from ledger.recording import (
    ClockWrong,
    RuleViolation,
    approve_clock_correction,
    audit,
    choose_snapshot_moment,
    clock,
    days_ahead,
    decline_clock_correction,
    issue_report,
    may_correct_clock,
    request_clock_correction,
    sealing,
)
from ledger.reports.issuing import says_now
from ledger.vocabulary import Audience, Language, Role, Status
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic_text,
    make_user,
    set_clock,
)
from tests.support.acting import sent_by

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
AHEAD = NOON.replace(year=2027)
SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)
DAY = datetime.timedelta(days=1)


def two_people(item: Item) -> tuple[User, User]:
    return colleague(item, Role.EDITOR), colleague(item, Role.EDITOR)


def colleague(item: Item, role: Role) -> User:
    """Somebody who may open the admin too."""
    return make_member(role, dialogue=item.round.dialogue, user=make_user(is_staff=True))


def correct(item: Item, monkeypatch: pytest.MonkeyPatch, at: datetime.datetime) -> ClockCorrection:
    """Two people close what is stamped after a moment, at that moment."""
    first, second = two_people(item)
    set_clock(monkeypatch, at)
    today = at.date()
    request = request_clock_correction(user=first, today=today, reason="The battery was empty.")
    return approve_clock_correction(user=second, request=request, today=today)


# --- what is refused and what waits --------------------------------------------------------------------------


@pytest.mark.parametrize("back", [SECOND, 30 * SECOND, 110 * SECOND])
def test_clock_that_steps_back_by_seconds_stamps_nothing_before_the_newest(monkeypatch, back):
    """Of another item too: the newest stamp of the ledger counts, not the item's own."""
    set_clock(monkeypatch, NOON)
    item = make_item()
    other, seal = make_item(item.round), sealing.seal_ledger()
    set_clock(monkeypatch, NOON - back)
    assert make_entry(item).recorded_at > seal.known_at
    assert make_entry(other).recorded_at >= Entry.objects.get(item=item, sequence=2).recorded_at
    assert sealing.seal_ledger().known_at > seal.known_at
    assert list(audit()) == []


@pytest.mark.parametrize("newest", ["entry", "seal", "text"])
def test_clock_minutes_behind_the_newest_stamp_is_refused_and_says_how_to_go_on(monkeypatch, newest):
    set_clock(monkeypatch, NOON - DAY)
    item = make_item()
    set_clock(monkeypatch, NOON)
    {"entry": lambda: make_entry(item), "seal": sealing.seal_ledger, "text": make_topic_text}[newest]()
    set_clock(monkeypatch, NOON - 10 * MINUTE)
    before = Entry.objects.count(), Seal.objects.count(), TopicText.objects.count()
    for write in (
        lambda: make_entry(item),
        sealing.seal_ledger,
        make_topic_text,
        lambda: make_item(item.round),
    ):
        with pytest.raises(ClockWrong) as away:
            write()
        assert "2026-03-01 11:50:00 UTC, which is before the newest stamp, 2026-03-01 12:00:00 UTC" in str(
            away.value
        )
        assert reverse("admin:ledger_seal_clock") in str(away.value)
    assert before == (Entry.objects.count(), Seal.objects.count(), TopicText.objects.count())
    set_clock(monkeypatch, NOON + SECOND)
    make_entry(item)


def test_report_of_before_a_step_back_says_the_same_afterwards(monkeypatch):
    """Ten minutes back, an entry would have been stamped before what the report knew."""
    set_clock(monkeypatch, NOON)
    item = make_item()
    known_at = make_entry(item, Status.IN_PROGRESS).recorded_at
    asked = Entry.objects.as_of(NOON.date(), known_at)
    assert [entry.status for entry in asked.all()] == [Status.IN_PROGRESS]
    set_clock(monkeypatch, NOON - 10 * MINUTE)
    with pytest.raises(ClockWrong):
        make_entry(item, Status.DONE)
    set_clock(monkeypatch, NOON - SECOND)
    make_entry(item, Status.STALLED)
    assert [entry.status for entry in asked.all()] == [Status.IN_PROGRESS]
    assert choose_snapshot_moment() > known_at


@pytest.mark.postgres_only
@pytest.mark.parametrize("away", [10 * MINUTE, -10 * MINUTE])
def test_machine_whose_clock_is_minutes_away_from_the_databases_is_refused(monkeypatch, away):
    item = make_item()
    there = clock._present
    monkeypatch.setattr(
        clock, "_present", lambda told: there(told) + (datetime.timedelta() if told else away)
    )
    with pytest.raises(ClockWrong, match="this server's clock says .*, PostgreSQL's .* set both right"):
        make_entry(item)
    assert Entry.objects.count() == 1


def test_idle_ledger_is_recorded_in_after_years(monkeypatch):
    """Ahead of the newest stamp is as it should be: nobody may have recorded for long."""
    set_clock(monkeypatch, NOON)
    item = make_item()
    set_clock(monkeypatch, NOON.replace(year=2031))
    assert make_entry(item).recorded_at == NOON.replace(year=2031)


def test_form_says_so_and_keeps_what_was_typed(monkeypatch, client):
    set_clock(monkeypatch, NOON)
    item = make_item()
    client.force_login(make_member(Role.RECORDER, dialogue=item.round.dialogue))
    address = reverse("ledger:item-detail", args=[item.ref])
    typed = sent_by(client.get(address).context["form"]) | {"note": "Met the minister."}
    set_clock(monkeypatch, NOON - 10 * MINUTE)
    answer = client.post(address, typed).content.decode()
    assert "which is before the newest stamp" in answer
    assert "Met the minister." in answer
    set_clock(monkeypatch, NOON + MINUTE)
    assert client.post(address, typed).status_code == 302
    assert Entry.objects.get(sequence=2).note == "Met the minister."


# --- false stamps, closed ------------------------------------------------------------------------------------


@pytest.fixture
def ahead(monkeypatch) -> Item:
    """An item of last March, and one falsely stamped seal, status, text and issued report; the clock is right again."""
    set_clock(monkeypatch, NOON)
    item = make_item()
    make_entry(item, Status.NOT_STARTED)
    set_clock(monkeypatch, AHEAD)
    make_entry(item, Status.IN_PROGRESS, note="Stamped a year ahead.")
    make_topic_text(item.round.dialogue, text="Of a year ahead.")
    issue(item)
    set_clock(monkeypatch, NOON + DAY)
    return item


def issue(item: Item, **given: Any) -> IssuedReport:
    return issue_report(
        user=make_member(Role.EDITOR, dialogue=item.round.dialogue),
        dialogues=[item.round.dialogue],
        make=lambda _known_at, _uuid: b"as issued",
        kind="dialogue",
        parameters={"dialogue": item.round.dialogue.code},
        audience=Audience.INTERNAL,
        language=Language.EN,
        file_format="md",
        **given,
    )


def test_closing_makes_days_true_again(ahead, monkeypatch):
    with pytest.raises(ClockWrong):
        make_entry(ahead)
    assert [finding.where for finding in audit()] == ["clock"]
    now = NOON + DAY
    correct(ahead, monkeypatch, now)
    set_clock(monkeypatch, now + MINUTE)
    entry = make_entry(ahead, Status.STALLED)
    assert (entry.recorded_at, entry.recorded_on) == (now + MINUTE, now.date())
    assert entry.effective_on <= entry.recorded_on
    other = make_item(ahead.round)
    assert Entry.objects.get(item=other).recorded_on == now.date()
    seal = sealing.seal_ledger()
    assert seal.known_at == now + MINUTE + 2 * clock.TICK
    assert choose_snapshot_moment() < AHEAD
    assert [str(finding) for finding in audit()] == []


def test_falsely_stamped_entries_count_as_known_from_the_closing_on(ahead, monkeypatch):
    now = NOON + DAY
    correct(ahead, monkeypatch, now)
    set_clock(monkeypatch, now + MINUTE)
    make_entry(ahead, Status.STALLED)

    def known(moment: datetime.datetime) -> list[int]:
        return list(Entry.objects.known_at(moment).order_by("sequence").values_list("sequence", flat=True))

    assert known(NOON + MINUTE) == [1, 2]  # as was answered before the clock was wrong
    assert known(now - SECOND) == [1, 2]
    assert known(now) == [1, 2, 3]
    assert known(now + MINUTE) == [1, 2, 3, 4]
    assert known(AHEAD + DAY) == [1, 2, 3, 4]
    assert items_known([ahead], NOON + MINUTE)[ahead.pk].fields == items_known([ahead])[ahead.pk].fields


def test_seal_that_a_wrong_clock_stamped_still_verifies(ahead, monkeypatch, client):
    """Though entries of true time come to lie before its moment."""
    correct(ahead, monkeypatch, NOON + DAY)
    set_clock(monkeypatch, NOON + 2 * DAY)
    make_entry(ahead)
    make_item(ahead.round)
    assert list(audit()) == []
    set_clock(monkeypatch, AHEAD + DAY)  # true time has come to where the stamps were
    make_entry(ahead)
    assert sealing.seal_ledger().entries == Entry.objects.count()
    client.force_login(make_member(Role.VIEWER, dialogue=ahead.round.dialogue))
    page = client.get("/seals/").content.decode()
    assert (
        [row["is_true"] for row in Seal.objects.roots()].count(False) == page.count("This time is false") == 1
    )
    assert list(audit()) == []


def test_issued_reports_page_says_that_its_moment_was_closed(ahead, monkeypatch, client):
    report = IssuedReport.objects.get()
    correction = correct(ahead, monkeypatch, NOON + DAY)
    now = says_now(report)
    assert "The moment as of which it was issued is false" in now.fault
    assert str(correction.requested_by) in now.fault
    client.force_login(make_member(Role.VIEWER, dialogue=ahead.round.dialogue))
    page = client.get(reverse("ledger:report-issued", args=[report.uuid])).content.decode()
    assert "The moment as of which it was issued is false" in page
    set_clock(monkeypatch, AHEAD + DAY)
    assert "is false" in says_now(report).fault
    later = issue(ahead)
    assert "is false" not in says_now(later).fault


def test_topic_text_of_a_false_day_counts_from_the_closing_and_is_replaced(ahead, monkeypatch):
    correct(ahead, monkeypatch, NOON + DAY)
    text = TopicText.objects.get()
    told = lambda day: [one.text for one in TopicText.objects.as_of(day)]  # noqa: E731
    assert told(NOON.date()) == []
    assert told((NOON + DAY).date()) == ["Of a year ahead."]
    set_clock(monkeypatch, NOON + 2 * DAY)
    make_topic_text(text.dialogue, topic=text.topic, text="Of today.")
    assert told((NOON + 2 * DAY).date()) == ["Of today."]
    assert told((AHEAD + DAY).date()) == ["Of today."]


def test_audit_and_page_tell_of_the_closing_and_of_days_that_lie_ahead(ahead, monkeypatch, capsys, client):
    correction = correct(ahead, monkeypatch, NOON + DAY)
    assert [entry.sequence for entry in days_ahead(correction)] == [3]
    call_command("audit_ledger")
    told = capsys.readouterr().out
    assert (
        "Clock corrected 2026-03-02 12:00:00 UTC: stamps after it up to 2027-03-01 12:00:00 UTC are false"
        in told
    )
    assert f"approved by {correction.approved_by}: The battery was empty." in told
    assert f"their days lie ahead: {ahead.ref} entry 3." in told
    client.force_login(correction.approved_by)
    page = client.get(reverse("admin:ledger_seal_clock")).content.decode()
    assert "The battery was empty." in page
    assert f"{ahead.ref} · 3 · 2027-03-01" in page


def test_a_second_wrong_clock_is_closed_too(ahead, monkeypatch):
    first = correct(ahead, monkeypatch, NOON + DAY)
    set_clock(monkeypatch, NOON + 30 * DAY)
    make_entry(ahead, note="Stamped a month ahead.")
    second = correct(ahead, monkeypatch, NOON + 2 * DAY)
    set_clock(monkeypatch, NOON + 3 * DAY)
    make_entry(ahead)
    numbers = Entry.objects.known_at(NOON + DAY).order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == [1, 2, 3]
    assert Entry.objects.known_at(NOON + 2 * DAY).count() == 4
    assert first.last_entry < second.last_entry
    assert list(audit()) == []


# --- who, and what is refused --------------------------------------------------------------------------------


def test_closing_takes_two_people(ahead):
    first, second = two_people(ahead)
    today = (NOON + DAY).date()
    request = request_clock_correction(user=first, today=today, reason="Battery.")
    with pytest.raises(PermissionDenied, match="takes two people"):
        approve_clock_correction(user=first, request=request, today=today)
    with pytest.raises(RuleViolation, match="asked for already"):
        request_clock_correction(user=second, today=today, reason="Battery.")
    decline_clock_correction(user=second, request=request)
    with pytest.raises(RuleViolation, match="decided already"):
        approve_clock_correction(user=second, request=request, today=today)
    assert ClockCorrection.objects.count() == 0
    with pytest.raises(ClockWrong):
        make_entry(ahead)


def test_closing_asks_what_day_it_is(ahead):
    """Somebody who closes by a clock that is itself wrong would make true stamps false."""
    first, second = two_people(ahead)
    with pytest.raises(RuleViolation, match="The clock says that it is 2026-03-02"):
        request_clock_correction(user=first, today=NOON.date(), reason="Battery.")
    request = request_clock_correction(user=first, today=(NOON + DAY).date(), reason="Battery.")
    with pytest.raises(RuleViolation, match="The clock says that it is 2026-03-02"):
        approve_clock_correction(user=second, request=request, today=NOON.date())


def test_closing_where_no_stamp_lies_ahead_is_refused(monkeypatch):
    set_clock(monkeypatch, NOON)
    item = make_item()
    user, _other = two_people(item)
    with pytest.raises(RuleViolation, match="nothing to close"):
        request_clock_correction(user=user, today=NOON.date(), reason="Battery.")


def test_closing_is_for_superusers_and_editors_of_every_dialogue_that_holds_items():
    round = make_round(make_dialogue())
    editor = make_member(Role.EDITOR, dialogue=round.dialogue)
    others = [make_member(role, dialogue=round.dialogue) for role in Role if role is not Role.EDITOR]
    superuser = make_user(is_superuser=True)
    closed = make_user(is_superuser=True, is_active=False)
    assert [may_correct_clock(one) for one in (editor, superuser)] == [True, True]
    assert not any(map(may_correct_clock, [*others, closed, make_user(), AnonymousUser()]))
    make_item(round)
    started = make_round(make_dialogue())
    beginner = make_member(Role.EDITOR, dialogue=started.dialogue)
    assert [may_correct_clock(one) for one in (editor, superuser, beginner)] == [True, True, False]
    make_item(started)
    assert [may_correct_clock(one) for one in (editor, superuser)] == [False, True]
    with pytest.raises(PermissionDenied):
        request_clock_correction(user=editor, today=NOON.date(), reason="Battery.")


def test_correction_is_never_changed_and_lets_no_other_entry_out_of_turn(ahead, monkeypatch):
    correct(ahead, monkeypatch, NOON + DAY)
    for sql in (
        "UPDATE ledger_clockcorrection SET reason = ''",
        "DELETE FROM ledger_clockcorrection",
        # Before the correction, and so before true entries.
        f"INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE item_id = {ahead.pk}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_audit_finds_a_correction_that_closes_something_else(ahead, monkeypatch):
    correction = correct(ahead, monkeypatch, NOON + DAY)
    from ledger.recording import triggers

    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_clockcorrection SET last_entry = 0, last_text = 0, last_seal = 0")
    found = [str(finding) for finding in audit() if not finding.where.startswith("trigger")]
    assert f"clock correction of {correction}: what it closed is another" in found


# --- the page ------------------------------------------------------------------------------------------------


def test_page_takes_two_people_from_request_to_closing(ahead, client):
    first, second = two_people(ahead)
    address = reverse("admin:ledger_seal_clock")
    client.force_login(first)
    page = client.get(address)
    assert "The newest stamp is 2027-03-01 12:00:00 UTC." in page.content.decode()
    wrong = client.post(address, {"today": "2026-03-01", "reason": "Battery.", "do": "ask"}).content.decode()
    assert "set it right first" in wrong
    assert "Battery." in wrong
    assert client.post(address, {"today": "2026-03-02", "reason": "Battery.", "do": "ask"}).status_code == 302
    request = ClockCorrectionRequest.objects.get()
    assert "A second person decides." in client.get(address).content.decode()
    sent = {"today": "2026-03-02", "wanted": request.pk, "do": "approve"}
    assert client.post(address, sent).status_code == 403
    client.force_login(second)
    assert client.post(address, sent | {"wanted": "9" * 30}).status_code == 200
    assert client.post(address, sent | {"wanted": "x"}).status_code == 200
    assert ClockCorrection.objects.count() == 0
    assert client.post(address, sent).status_code == 302
    assert ClockCorrection.objects.get().reason == "Battery."
    make_entry(ahead)


@pytest.mark.parametrize("typed", ["today", "Hoy", "yesterday"])
def test_page_takes_no_word_that_the_clock_itself_would_answer(typed, ahead, client):
    client.force_login(two_people(ahead)[0])
    sent = {"today": typed, "reason": "Battery.", "do": "ask"}
    page = client.post(reverse("admin:ledger_seal_clock"), sent).content.decode()
    assert "would ask the clock itself" in page
    assert not ClockCorrectionRequest.objects.exists()


def test_page_declines(ahead, client):
    first, second = two_people(ahead)
    request = request_clock_correction(user=first, today=(NOON + DAY).date(), reason="Battery.")
    client.force_login(second)
    sent = {"today": "2026-03-02", "wanted": request.pk, "do": "decline"}
    assert client.post(reverse("admin:ledger_seal_clock"), sent).status_code == 302
    request.refresh_from_db()
    assert (request.decided_by, request.correction) == (second, None)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_page_is_shut_to_others(ahead, client, role):
    client.force_login(colleague(ahead, role))
    address = reverse("admin:ledger_seal_clock")
    assert [client.get(address).status_code, client.post(address, {}).status_code] == [403, 403]


def test_page_lists_no_items_to_a_superuser_without_a_role(ahead, monkeypatch, client):
    correct(ahead, monkeypatch, NOON + DAY)
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = client.get(reverse("admin:ledger_seal_clock")).content.decode()
    assert "The battery was empty." in page
    assert ahead.ref not in page
