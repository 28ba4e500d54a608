"""Acts on many items from several threads at once: all or nothing each, and one clear word for who comes second."""

import threading
import time
from uuid import uuid4

import pytest
from django.db import transaction

from ledger.models import AgendaPoint, Entry, Item, PendingRemoval, User
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    amend_many,
    audit,
    carry_over,
    merge_topic,
    record_entry,
    record_many,
    redact_entry,
    release_many,
    request_redaction,
    undo_batch,
    uploads,
)
from ledger.recording.writers_lock import LOOK_SECONDS
from ledger.vocabulary import Audience, RoundState
from tests.makers import make_editor, make_entry, make_evidence, make_round, make_topic
from tests.recording.test_races import make_items
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def seen(items: list[Item]) -> list[tuple[Item, int | None]]:
    return [(item, Item.objects.get(pk=item.pk).last_sequence) for item in items]


def recorded(user: User, items: list[Item]) -> list[Entry]:
    return record_many(user=user, targets=seen(items), says=EntryContent(note="They met."))


def amended(user: User, items: list[Item]) -> list[Entry]:
    return amend_many(user=user, targets=seen(items), changes={"officer": user})


def released(user: User, items: list[Item]) -> list[Entry]:
    openings = [(item.entries.get(sequence=1), None) for item in items]
    return release_many(user=user, entries=openings, audience=Audience.PUBLIC)


@pytest.mark.parametrize("act", [recorded, amended, released])
def test_batch_undone_by_two_at_once_is_undone_once(act):
    items, user = make_items(3)
    batch = act(user, items)[0].batch
    results = at_once([lambda: undo_batch(user=user, batch=batch, reason="A mistake.") for _ in range(3)])
    assert sorted(type(one).__name__ for one in results) == ["RuleViolation", "RuleViolation", "list"]
    assert all(one.fields for one in results if isinstance(one, RuleViolation))
    assert Entry.objects.count() == 9
    assert list(audit()) == []


def test_batch_and_an_entry_on_one_of_its_items_at_once():
    items, user = make_items(3)
    targets = seen(items)
    batch, single = at_once(
        [
            lambda: record_many(user=user, targets=targets, says=EntryContent(note="To all.")),
            lambda: record_entry(
                user=user, item=items[1], expected_sequence=1, says=EntryContent(note="To one.")
            ),
        ]
    )
    assert {type(batch), type(single)} in ({list, StaleItem}, {Entry, StaleItem})
    assert Entry.objects.count() == (6 if isinstance(batch, list) else 4)


def test_same_items_carried_over_by_two_at_once_stand_on_the_agenda_once():
    items, user = make_items(2)
    dialogue = items[0].round.dialogue
    planned = make_round(dialogue, state=RoundState.PLANNED)
    people = [user, make_editor(dialogue)]
    results = at_once([lambda who=who: carry_over(user=who, round=planned, items=items) for who in people])
    assert sorted(len(one) for one in results) == [0, 2]
    assert sorted(planned.agenda.values_list("position", "carried_from")) == [
        (1, items[0].pk),
        (2, items[1].pk),
    ]


def test_same_batch_sent_twice_at_once_writes_once():
    items, user = make_items(2)
    targets, request = seen(items), uuid4()
    says = EntryContent(note="They met.")
    results = at_once(
        [
            lambda: record_many(user=user, targets=targets, says=says, request_id=request, batch=request)
            for _ in range(3)
        ]
    )
    assert {tuple(entry.pk for entry in one) for one in results} == {
        tuple(Entry.objects.filter(batch=request).order_by("item").values_list("pk", flat=True))
    }


@pytest.mark.postgres_only
def test_file_recorded_again_while_its_redaction_is_approved_is_still_there():
    (item, other), user = make_items(2)
    file = (make_evidence(file=b"%PDF-1.4 the ruling"),)
    entry = make_entry(item, user=user, evidence=file)
    asker = make_editor(item.round.dialogue)
    wanted = request_redaction(user=asker, entry=entry, parts=["evidence.0.file"], reason="A name.")
    recorded = threading.Event()

    def record() -> Entry:
        with transaction.atomic():
            again = make_entry(other, user=user, evidence=file)
            recorded.set()
            for _look in range(
                500
            ):  # the redaction is committed, and its file's removal waits for this writer
                if PendingRemoval.objects.exists():
                    break
                time.sleep(0.01)
            time.sleep(5 * LOOK_SECONDS)
            return again

    def approve() -> Entry:
        recorded.wait(5)
        return redact_entry(user=user, request=wanted)

    again, _redaction = at_once([record, approve])
    assert uploads.path_of(again.evidence.get().file_sha256).exists()


@pytest.mark.postgres_only
@pytest.mark.parametrize("busy", ["items", "topics"])
def test_carrying_over_waits_for_nobody_who_writes_to_what_it_names(busy):
    """Each would hold a row that the other wants next: a text names items in no order."""
    items, user = make_items(2)
    planned = make_round(items[0].round.dialogue, state=RoundState.PLANNED)
    topic, into = items[0].topics.get(), make_topic()
    held, carried = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            if busy == "items":
                recorded(user, items)
            else:
                merge_topic(user=user, topic=topic, into=into, reason="The same.")
            held.set()
            assert carried.wait(3)

    def carry() -> list[AgendaPoint]:
        held.wait(5)
        points = carry_over(user=user, round=planned, items=items[::-1])
        carried.set()
        return points

    assert [type(one) for one in at_once([write, carry])] == [type(None), list]
