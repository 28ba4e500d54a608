"""Undoing a batch reads what it writes back under the lock, and item by item where items continue each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import connection

from ledger.models import Entry, EntryText, Item, Round, User
from ledger.recording import (
    RuleViolation,
    amend_item,
    amend_many,
    audit,
    batches,
    redact_entry,
    request_redaction,
    undo_batch,
)
from ledger.vocabulary import Act, Role, Status
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def keeper() -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=make_dialogue())


@pytest.fixture
def round(keeper: User) -> Round:
    return make_round(keeper.memberships.all()[0].dialogue)


def amend(user: User, item: Item, **changes: object) -> Entry:
    return amend_item(user=user, item=item, expected_sequence=None, changes=changes, reason="Read anew.")


def continued(*items: Item) -> list[Item | None]:
    return [Item.objects.select_related("continues").get(pk=item.pk).continues for item in items]


def test_words_redacted_while_an_undo_waits_do_not_come_back(
    keeper: User, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = make_member(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)
    item, batch = make_item(round, keeper), uuid4()
    amend(keeper, item, next_step="Call Maria Victim")
    emptied = {"next_step": ""}
    amend_many(user=keeper, targets=[(item, None)], changes=emptied, reason="No.", batch=batch)
    writing = batches.writing

    @contextmanager
    def writing_after_a_redaction(*items: Item) -> Iterator[object]:
        """Somebody else's redactions are written before the lock is granted."""
        for entry in Entry.objects.filter(item=item, act=Act.AMEND).order_by("sequence"):
            parts = ["changes.next_step"]
            request = request_redaction(user=keeper, entry=entry, parts=parts, reason="Safety.")
            redact_entry(user=second, request=request)
        with writing(*items) as work:
            yield work

    monkeypatch.setattr(batches, "writing", writing_after_a_redaction)
    with pytest.raises(RuleViolation, match="redacted"):
        undo_batch(user=keeper, batch=batch, reason="Undone.")
    item.refresh_from_db()
    assert item.next_step == ""
    assert not EntryText.objects.filter(text__contains="Maria").exists()


def test_undo_closes_no_circle_of_items(keeper: User, round: Round) -> None:
    first, second, third, fourth = items = [make_item(round, keeper) for _ in range(4)]
    amend(keeper, first, continues=second)
    amend(keeper, third, continues=fourth)
    batch, targets = uuid4(), [(first, None), (third, None)]
    amend_many(user=keeper, targets=targets, changes={"continues": None}, reason="No.", batch=batch)
    amend(keeper, second, continues=third)
    amend(keeper, fourth, continues=first)
    with pytest.raises(RuleViolation, match="continues this one"):
        undo_batch(user=keeper, batch=batch, reason="Undone.")
    assert continued(*items) == [None, third, None, first]


def test_undo_gives_back_what_continued_what(keeper: User, round: Round) -> None:
    first, second = (make_item(round, keeper) for _ in range(2))
    amend(keeper, first, continues=second)
    batch = uuid4()
    for item, earlier in ((first, None), (second, first)):
        changes = {"continues": earlier}
        amend_many(user=keeper, targets=[(item, None)], changes=changes, reason="No.", batch=batch)
    undo_batch(user=keeper, batch=batch, reason="Undone.")
    assert continued(first, second) == [second, None]
    assert list(audit()) == []


@pytest.mark.sqlite_only
def test_sqlite_that_gives_no_keys_back_records_all_the_same(
    keeper: User, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SQLite does before 3.35."""
    monkeypatch.setattr(connection.features, "can_return_columns_from_insert", False)
    items, batch = [make_item(round, keeper) for _ in range(2)], uuid4()
    make_entry(items[0], Status.STALLED, keeper)
    targets = [(item, None) for item in items]
    amend_many(user=keeper, targets=targets, changes={"next_step": "Ask."}, reason="", batch=batch)
    assert [entry.item for entry in Entry.objects.filter(batch=batch).order_by("item")] == items
    assert list(audit()) == []
