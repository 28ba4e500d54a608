"""Rows are locked in one order, and what PostgreSQL undid for others' sake is tried again: with real threads."""

import inspect
import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from ledger import recording
from ledger.models import Entry, Item, User
from ledger.recording import (
    EntryContent,
    amend_item,
    amend_many,
    audit,
    record_entry,
    record_many,
    trying_again,
    undo_batch,
)
from tests.makers import make_item
from tests.recording.test_races import make_items
from tests.support.threads import at_once, wait_until_one_waits

READ_ONLY = {
    "may_ask_for_rules", "may_correct_clock", "may_curate", "may_decide_on_rules", "may_remove", "refused_rows",
}  # fmt: skip
MORE_THAN_A_TRANSACTION = {"import_items", "issue_report", "take_snapshot"}
"""Its rows are read once: ``run_import`` is tried again as a whole. An issued report is sealed, then made."""

on_postgresql = pytest.mark.both_databases
in_transactions = pytest.mark.django_db(transaction=True)


def needs_row_locks() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer, and no deadlock.")


def note(user: User, *items: Item) -> list[Entry]:
    return record_many(
        user=user, targets=[(item, None) for item in items], says=EntryContent(note=str(uuid4()))
    )


def continued(user: User, item: Item, earlier: Item | None) -> Entry:
    changes = {"continues": earlier}
    return amend_item(
        user=user, item=item, expected_sequence=None, changes=changes, reason="It does.", batch=uuid4()
    )


def undo(user: User, entry: Entry) -> list[Entry]:
    assert entry.batch
    return undo_batch(user=user, batch=entry.batch, reason="It does not.")


@on_postgresql
@in_transactions
def test_undoing_what_items_continue_beside_batches_waits_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The undoing comes back to an item whose key is smaller than the amended one's; batches lock all of them."""
    needs_row_locks()
    monkeypatch.setattr(trying_again, "MOST_TRIES", 1)
    items, user = make_items(4)
    for _time in range(6):
        continued(user, items[3], items[0])
        freed = [continued(user, items[3], None), continued(user, items[2], items[1])]
        jobs: list[Callable[[], Any]] = [lambda entry=entry: undo(user, entry) for entry in freed]
        jobs += [lambda: note(user, *items), lambda: note(user, *reversed(items))]
        assert [result for result in at_once(jobs) if isinstance(result, Exception)] == []
        item = Item.objects.get(pk=items[3].pk)
        assert item.continues_id == items[0].pk
        continued(user, item, None)
    assert list(audit()) == []


@on_postgresql
@in_transactions
def test_items_continued_by_batches_in_opposite_orders_wait_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_row_locks()
    monkeypatch.setattr(trying_again, "MOST_TRIES", 1)
    items, user = make_items(4)
    earlier = [make_item(items[0].round, user) for _item in range(2)]

    def amend(continues: Item, *targets: Item) -> list[Entry]:
        given = [(item, None) for item in targets]
        return amend_many(user=user, targets=given, changes={"continues": continues}, reason="They do.")

    for _time in range(3):
        jobs = [
            lambda: amend(earlier[0], *items),
            lambda: amend(earlier[1], *reversed(items)),
            lambda: note(user, *earlier, *items),
            lambda: note(user, items[2], items[0]),
        ]
        assert [result for result in at_once(jobs) if isinstance(result, Exception)] == []


@on_postgresql
@in_transactions
def test_deadlock_with_a_stranger_is_tried_again() -> None:
    """Somebody else's program locks rows the other way round: PostgreSQL ends who waited first, which is the act."""
    needs_row_locks()
    items, user = make_items(2)
    held = threading.Event()

    def stranger() -> None:
        with transaction.atomic():
            locked(items[1])
            held.set()
            wait_until_one_waits()
            locked(items[0])

    def act() -> list[Entry]:
        held.wait(5)
        return note(user, *items)

    results = at_once([stranger, act])
    assert results[0] is None
    assert [entry.sequence for entry in results[1]] == [2, 2]
    assert Entry.objects.count() == 4
    assert list(audit()) == []


def locked(item: Item) -> None:
    list(Item.objects.filter(pk=item.pk).select_for_update(no_key=True).values_list("pk"))


@on_postgresql
@in_transactions
@pytest.mark.parametrize("is_outermost", [True, False])
def test_serialization_failure_is_tried_again_where_the_act_began_the_transaction(is_outermost: bool) -> None:
    needs_row_locks()
    (item,), user = make_items(1)
    held = threading.Event()

    def other() -> None:
        with transaction.atomic():
            note(user, item)
            held.set()
            wait_until_one_waits()

    def act() -> Entry:
        held.wait(5)
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_isolation = 'repeatable read'")
        says = EntryContent(note="Meanwhile.")
        if is_outermost:
            return record_entry(user=user, item=item, expected_sequence=None, says=says)
        with transaction.atomic():
            return record_entry(user=user, item=item, expected_sequence=None, says=says)

    _none, result = at_once([other, act])
    if is_outermost:
        assert result.sequence == 3
    else:
        assert isinstance(result, OperationalError)
        assert trying_again.is_undone_for_others(result)
    assert Entry.objects.count() == 2 + is_outermost
    assert list(audit()) == []


def test_act_is_tried_three_times_and_no_other_error_is() -> None:
    class Undone(Exception):
        sqlstate = trying_again.DEADLOCK

    for cause, tries in ((Undone(), trying_again.MOST_TRIES), (ValueError(), 1)):
        tried = []

        def act(cause: Exception = cause, tried: list[None] = tried) -> None:
            tried.append(None)
            raise OperationalError("ended") from cause

        with pytest.raises(OperationalError):
            trying_again.tried_again(act)()
        assert len(tried) == tries


def test_every_act_of_the_write_api_is_tried_again() -> None:
    acts = {
        name: act
        for name in recording.__all__
        if inspect.isfunction(act := getattr(recording, name)) and "user" in inspect.signature(act).parameters
    }
    once = {name for name, act in acts.items() if not hasattr(act, "__wrapped__")}
    assert once - READ_ONLY - MORE_THAN_A_TRANSACTION == set()
    assert len(acts) - len(once) > 40
