"""Many writers at once, in real threads: nothing lost, no gap, chains whole, and past answers that stay."""

import datetime
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from ledger.models import Entry, Item, RedactionRequest, Seal, User
from ledger.recording import (
    EntryContent,
    StaleItem,
    amend_item,
    audit,
    choose_snapshot_moment,
    correct_entry,
    move_entry,
    open_item,
    record_entry,
    release_entry,
    request_redaction,
    seal_ledger,
)
from ledger.recording.sealing import root
from ledger.vocabulary import Audience, Kind, Role, Status
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round, make_topic
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

STATUSES = [Status.IN_PROGRESS, Status.STALLED, Status.SUBSTANTIAL, Status.NOT_STARTED]


def make_writer(dialogue: Any) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


def make_items(count: int) -> tuple[list[Item], User]:
    round = make_round(make_dialogue())
    user = make_writer(round.dialogue)
    topic = make_topic()
    return [make_item(round, user, topics=[topic]) for _ in range(count)], user


def write(user: User, item: Item, at: int, **fields: Any) -> Entry:
    day = datetime.date(2016, 1, 1) + datetime.timedelta(at % 50)
    says = EntryContent(status=STATUSES[at % 4] if at % 3 else None, note=f"Number {at}.", effective_on=day)
    return record_entry(user=user, item=item, expected_sequence=None, says=says, again=True, **fields)


def sequences(item: Item) -> list[int]:
    return list(Entry.objects.filter(item=item).order_by("sequence").values_list("sequence", flat=True))


def write_in_threads(items: list[Item], user: User, *, threads: int, each: int) -> list[Any]:
    """Each thread writes ``each`` entries, going round the items from a start of its own."""

    def job(number: int) -> Callable[[], list[Entry]]:
        return lambda: [write(user, items[(number + at) % len(items)], at) for at in range(each)]

    return at_once([job(number) for number in range(threads)])


def check_nothing_lost(items: list[Item], written: list[Any]) -> None:
    assert [one for one in written if isinstance(one, Exception)] == []
    keys = [entry.pk for entries in written for entry in entries]
    assert len(set(keys)) == len(keys)
    assert Entry.objects.filter(pk__in=keys).count() == len(keys)
    assert Entry.objects.count() == len(keys) + len(items)
    for item in items:
        assert sequences(item) == list(range(1, len(sequences(item)) + 1))
    assert [str(finding) for finding in audit()] == []


# --- 8 threads × 100 entries on PostgreSQL, 4 × 25 on SQLite -------------------------------------------------


@pytest.mark.postgres_only
@pytest.mark.parametrize("count", [1, 9])
def test_eight_threads_lose_nothing(count):
    items, user = make_items(count)
    check_nothing_lost(items, write_in_threads(items, user, threads=8, each=100))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("count", [1, 5])
def test_four_threads_lose_nothing(count):
    items, user = make_items(count)
    check_nothing_lost(items, write_in_threads(items, user, threads=4, each=25))


def answers_at(moment: datetime.datetime) -> tuple[Any, ...]:
    """What a report as known at the moment stands on."""
    known = Entry.objects.known_at(moment)
    positions = Entry.objects.as_of(datetime.date(2016, 1, 20), moment).values_list("pk", "status")
    return known.count(), sorted(positions), root(moment)


def test_past_known_at_never_changes_its_answer():
    """Moments are chosen while others write; what was known at each stays as it was first answered."""
    items, user = make_items(3)
    threads, each = (7, 25) if connection.vendor == "postgresql" else (2, 15)
    first: dict[datetime.datetime, tuple[Any, ...]] = {}
    asked_enough, written_all = threading.Event(), threading.Event()

    def job(number: int) -> Callable[[], list[Entry]]:
        def go_on_until_asked() -> list[Entry]:
            written: list[Entry] = []
            while len(written) < each or not asked_enough.is_set():
                written.append(write(user, items[(number + len(written)) % 3], len(written)))
                time.sleep(0.01)  # SQLite's lock is not fair: without a pause another thread may never get it
            return written

        return go_on_until_asked

    def asking() -> int:
        try:
            while not written_all.is_set():
                moment = choose_snapshot_moment()
                first[moment] = answers_at(moment)
                if len(first) > 3:
                    asked_enough.set()
        finally:
            asked_enough.set()
        return len(first)

    def all_writing() -> list[Any]:
        try:
            return at_once([job(number) for number in range(threads)])
        finally:
            written_all.set()

    written, asked = at_once([all_writing, asking])
    assert asked > 3
    check_nothing_lost(items, written)
    assert {moment: answers_at(moment) for moment in first} == first
    assert len({count for count, _positions, _root in first.values()}) > 1


def test_sealing_while_others_write_verifies_afterwards():
    items, user = make_items(3)
    threads, each = (5, 20) if connection.vendor == "postgresql" else (2, 10)
    jobs = [lambda: [write(user, items[at % 3], at) for at in range(each)] for _ in range(threads)]
    *written, seals = at_once([*jobs, lambda: [seal_ledger() for _ in range(6)]])
    assert [seal.root for seal in seals] == [seal.root for seal in Seal.objects.order_by("known_at")]
    check_nothing_lost(items, written)


# --- the same act from many threads --------------------------------------------------------------------------


def test_same_request_from_many_threads_writes_once():
    (item,), user = make_items(1)
    request = uuid4()
    entries = at_once([lambda: write(user, item, 1, request_id=request)] * 8)
    assert {entry.pk for entry in entries} == {Entry.objects.get(item=item, sequence=2).pk}
    assert sequences(item) == [1, 2]


def test_same_opening_from_many_threads_opens_once():
    round = make_round(make_dialogue())
    user, topic, request = make_writer(round.dialogue), make_topic(), uuid4()
    fields = {"kind": Kind.DISCUSSED, "summary_en": "How to prevent torture.", "topics": [topic]}
    opened = at_once([lambda: open_item(user=user, round=round, fields=fields, request_id=request)] * 8)
    assert {item.pk for item in opened} == {Item.objects.get().pk}


def test_openings_from_many_threads_never_share_a_reference():
    round = make_round(make_dialogue())
    user, topic = make_writer(round.dialogue), make_topic()
    fields = {"kind": Kind.DISCUSSED, "summary_en": "How to prevent torture.", "topics": [topic]}
    opened = at_once([lambda: open_item(user=user, round=round, fields=fields)] * 8)
    assert sorted(item.number for item in opened) == list(range(1, 9))
    assert list(audit()) == []


def test_seen_of_two_writers_one_wins_and_the_other_is_told():
    (item,), user = make_items(1)
    for seen in range(1, 6):
        says = [EntryContent(note=f"Mine, {who}.") for who in (1, 2)]
        results = at_once(
            [
                lambda one=one, seen=seen: record_entry(
                    user=user, item=item, expected_sequence=seen, says=one, again=True
                )
                for one in says
            ]
        )
        (won,) = [one for one in results if isinstance(one, Entry)]
        (lost,) = [one for one in results if isinstance(one, StaleItem)]
        assert won.sequence == seen + 1
        assert [(one.pk, one.note) for one in lost.entries] == [(won.pk, won.note)]
    assert sequences(item) == [1, 2, 3, 4, 5, 6]


def test_corrections_of_one_entry_from_many_threads_one_wins():
    (item,), user = make_items(1)
    entry = make_entry(item, Status.STALLED, user)
    jobs = [
        lambda: correct_entry(user=user, entry=entry, expected_sequence=None, says=None, reason="Wrong.")
    ] * 6
    results = at_once(jobs)
    assert sum(isinstance(one, Entry) for one in results) == 1
    assert sequences(item) == [1, 2, 3]
    assert list(audit()) == []


# --- writers that could wait for each other ------------------------------------------------------------------


def test_moves_in_both_directions_do_not_wait_for_each_other():
    (one, other), user = make_items(2)
    pairs = [(make_entry(one, None, user), make_entry(other, None, user)) for _ in range(6)]

    def move(entry: Entry, to_item: Item) -> Callable[[], Entry]:
        return lambda: move_entry(
            user=user,
            entry=entry,
            to_item=to_item,
            expected_sequence=None,
            seen_there=None,
            reason="Misfiled.",
        )

    for here, there in pairs:
        results = at_once([move(here, other), move(there, one)])
        assert [type(result) for result in results] == [Entry, Entry]
    assert sequences(one) == sequences(other) == list(range(1, 20))
    assert list(audit()) == []


def test_every_kind_of_act_at_once_leaves_a_ledger_that_is_well():
    items, user = make_items(2)
    entries = [make_entry(item, Status.IN_PROGRESS, user) for item in items for _ in range(4)]
    jobs: list[Callable[[], Any]] = []
    for at, entry in enumerate(entries):
        item = entry.item
        other = items[1] if item == items[0] else items[0]
        jobs += [
            [
                lambda e=entry: correct_entry(
                    user=user, entry=e, expected_sequence=None, says=None, reason="Wrong."
                ),
                lambda e=entry: release_entry(
                    user=user, entry=e, audience=Audience.PUBLIC, expected_sequence=None
                ),
                lambda i=item, n=at: amend_item(
                    user=user, item=i, expected_sequence=None, changes={"next_step": f"Ask {n}."}
                ),
                lambda e=entry, o=other: move_entry(
                    user=user, entry=e, to_item=o, expected_sequence=None, seen_there=None, reason="Misfiled."
                ),
            ][at % 4]
        ]
    results = at_once(jobs)
    assert [one for one in results if isinstance(one, Exception)] == []
    assert list(audit()) == []


@pytest.fixture(autouse=True)
def _impatient() -> None:
    """On PostgreSQL a deadlock shows at once rather than after a minute's patience."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET deadlock_timeout = '200ms'")


def test_two_requests_for_one_part_one_is_kept():
    (item,), user = make_items(1)
    entry = make_entry(item, None, user)
    ask = {"entry": entry, "parts": ["note"], "reason": "It names a victim."}
    results = at_once([lambda: request_redaction(user=user, **ask)] * 6)
    assert sorted(type(one).__name__ for one in results) == ["RedactionRequest"] + ["RuleViolation"] * 5
    assert RedactionRequest.objects.count() == 1


def test_items_that_continue_one_another_never_close_a_circle():
    """Four at once: each looks at two items only, and no two neighbours look at the same two."""
    for _ in range(3):
        items, user = make_items(4)

        def follow(at: int, items: list[Item] = items, user: User = user) -> Entry:
            changes = {"continues": items[(at + 1) % 4]}
            return amend_item(
                user=user, item=items[at], expected_sequence=None, changes=changes, reason="It does."
            )

        results = at_once([lambda at=at: follow(at) for at in range(4)])
        assert sorted(type(one).__name__ for one in results) == ["Entry"] * 3 + ["RuleViolation"]
