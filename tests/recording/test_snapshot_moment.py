"""The moment of a report: no writer is stopped for it, and nothing recorded by it can be committed later."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from ledger.models import Entry, Item, Seal, User
from ledger.recording import (
    WritersUnderWay,
    audit,
    choose_snapshot_moment,
    seal_ledger,
    snapshot_moment,
    take_snapshot,
    writers_lock,
    writing,
)
from ledger.recording.clock import stamp
from ledger.recording.sealing import root
from ledger.recording.writers_lock import lock_shared, oldest_writer, wait_for_writers
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round
from tests.support.slow_writers import slow_writer
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres_only]


@pytest.fixture
def items() -> list[Item]:
    round = make_round(make_dialogue())
    return [make_item(round) for _ in range(4)]


@pytest.fixture
def user(items: list[Item]) -> User:
    return make_member(Role.EDITOR, dialogue=items[0].round.dialogue)


def alone(job: Callable[[], Any]) -> Any:
    """The result of a job in a thread, and so on a connection, of its own."""
    [result] = at_once([job])
    if isinstance(result, Exception):
        raise result
    return result


def test_slow_writer_a_reader_and_three_officers_wait_for_nobody(items, user):
    with slow_writer(items[0], user) as slow:
        moment = choose_snapshot_moment()
        before = root(moment)
        officers = [lambda item=item: make_entry(item, None, user) for item in items[1:]]
        *written, behind = at_once([*officers, lambda: take_snapshot()])
        assert not slow.go_on.is_set()  # all of this while it wrote
        assert [type(entry) for entry in written] == [Entry] * 3
        assert moment < slow.stamped
        assert take_snapshot().is_behind
        assert behind.at == moment
        assert (root(moment), root(behind.at)) == (before, before)
    assert root(moment) == before
    after = take_snapshot()
    assert (after.is_behind, after.at >= max(entry.recorded_at for entry in written)) == (False, True)
    assert Entry.objects.known_at(after.at).count() == len(items) + 4
    assert list(audit()) == []


def test_writers_that_interleave_are_cut_before_the_oldest_under_way(items, user):
    """The second begins after the first and ends before it; the third is still under way when the first ends."""
    with slow_writer(items[2], user) as third:
        with slow_writer(items[0], user) as first:
            second = make_entry(items[1], None, user)
            moment = choose_snapshot_moment()
            assert moment < third.stamped < first.stamped < second.recorded_at
            third.go_on.set()
            while choose_snapshot_moment() == moment:
                pass
            later = choose_snapshot_moment()
            assert third.stamped < later < first.stamped
            known = root(later)
        assert root(later) == known
    assert choose_snapshot_moment() > second.recorded_at


def test_writer_that_has_not_stamped_yet_counts_from_its_lock(items):
    """It would stamp before a later moment of the clock, and commit after the report was read."""
    locked, chosen = threading.Event(), threading.Event()

    def write() -> Any:
        with transaction.atomic():
            lock_shared()
            locked.set()
            assert chosen.wait(10)
            return stamp()

    def choose() -> Any:
        assert locked.wait(10)
        try:
            return choose_snapshot_moment()
        finally:
            chosen.set()

    stamped, moment = at_once([write, choose])
    assert moment < stamped


def test_many_acts_of_one_transaction_bear_one_mark(items, user):
    with transaction.atomic():
        for item in items:
            make_entry(item, None, user)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            )
            assert cursor.fetchone() == (2,)
        oldest = alone(oldest_writer)
        assert oldest < Entry.objects.get(item=items[0], sequence=2).recorded_at


def test_savepoint_that_is_rolled_back_takes_its_mark_along(items, user):
    """And what is written after it in the same transaction is marked anew."""
    with transaction.atomic():
        with transaction.atomic():
            make_entry(items[0], None, user)
            assert alone(oldest_writer)
            transaction.set_rollback(True)
        assert alone(oldest_writer) is None
        entry = make_entry(items[1], None, user)
        assert alone(choose_snapshot_moment) < entry.recorded_at


def test_ordinary_role_sees_marks_of_other_roles(items, user):
    """The columns of ``pg_stat_activity`` would be empty for it."""

    def choose() -> Any:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE ROLE plain_reader")
            cursor.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO plain_reader")
            cursor.execute("SET LOCAL ROLE plain_reader")
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE xact_start IS NOT NULL")
            [(seen,), moment] = [cursor.fetchone(), choose_snapshot_moment()]
            transaction.set_rollback(True)
            return seen, moment

    with slow_writer(items[0], user) as slow:
        seen, moment = alone(choose)
        assert moment < slow.stamped
    assert seen <= 1, "its own session at most"


# --- who wrote meanwhile -------------------------------------------------------------------------------------


def test_reader_who_recorded_meanwhile_waits_for_the_slow_writer_and_sees_their_entry(items, user):
    with slow_writer(items[0], user) as slow:
        officer = make_member(Role.RECORDER, dialogue=items[0].round.dialogue)
        entry = make_entry(items[1], None, officer)
        threading.Timer(0.3, slow.go_on.set).start()
        assert take_snapshot(user).is_behind  # has recorded nothing that is committed: waits for nothing
        assert not slow.go_on.is_set()
        snapshot = take_snapshot(officer)
        assert slow.go_on.is_set()
    assert (snapshot.is_behind, snapshot.at >= entry.recorded_at) == (False, True)


def test_reader_who_recorded_meanwhile_is_told_after_a_while(items, user, monkeypatch):
    monkeypatch.setattr(snapshot_moment, "OWN_WORDS_SECONDS", 0.2)
    with slow_writer(items[0], user) as slow:
        entry = make_entry(items[1], None, user)
        snapshot = take_snapshot(user)
        assert not slow.go_on.is_set()
        assert snapshot.is_behind
        assert snapshot.at < slow.stamped < entry.recorded_at


# --- those who need all writers to have ended ----------------------------------------------------------------


def test_seal_gives_up_and_stops_nobody_while_it_waits(items, user, monkeypatch):
    monkeypatch.setattr(writers_lock, "WAIT_SECONDS", 0.5)
    with slow_writer(items[0], user) as slow:
        refused, entry = at_once([seal_ledger, lambda: make_entry(items[1], None, user)])
        assert not slow.go_on.is_set()
    assert isinstance(refused, WritersUnderWay)
    assert "Send it again in a minute" in str(refused)
    assert isinstance(entry, Entry)
    assert not Seal.objects.exists()
    assert seal_ledger().entries == Entry.objects.count()


def test_seal_that_queues_for_the_lock_gives_up_too(items, user, monkeypatch):
    """A writer that began after those it waited for."""
    monkeypatch.setattr(writers_lock, "WAIT_SECONDS", 1)
    monkeypatch.setattr(writers_lock, "_under_way", lambda: (None, None))
    with slow_writer(items[0], user), pytest.raises(WritersUnderWay):
        seal_ledger()


def test_seal_waits_for_a_writer_and_holds_its_entry(items, user):
    with slow_writer(items[0], user) as slow:
        threading.Timer(0.3, slow.go_on.set).start()
        seal = seal_ledger()
        assert slow.go_on.is_set()
    assert seal.known_at > slow.stamped
    assert seal.entries == Entry.objects.count() == len(items) + 1


def test_clock_correction_under_way_is_marked_too(items):
    """What it closes counts as known from its moment on."""
    with transaction.atomic():
        wait_for_writers()
        assert alone(choose_snapshot_moment) < stamp()


def test_reader_in_a_writers_own_transaction_sees_what_it_wrote(items, user):
    with writing(items[0]):
        entry = make_entry(items[0], None, user)
        assert choose_snapshot_moment() >= entry.recorded_at
