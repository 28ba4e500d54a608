"""Withdrawing an item that was opened in error."""

from typing import Any

import pytest

from ledger.models import Entry, Item
from ledger.recording import RuleViolation, StaleItem, withdraw_item
from ledger.vocabulary import Act, Status
from tests.makers import make_editor, make_entry, make_item, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def withdraw(item: Item, **options: Any) -> Entry:
    editor = make_editor(item.round.dialogue)
    return withdraw_item(
        user=editor, item=item, **{"expected_sequence": None, "reason": "Opened twice."} | options
    )


def refusal(item: Item, **options: Any) -> dict[str, str]:
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        withdraw(item, **options)
    assert Entry.objects.count() == before
    return refused.value.fields


def test_withdrawal_is_an_entry_with_reason_and_where_to_look() -> None:
    item = make_item()
    other = make_item(item.round)
    entry = withdraw(item, see_also=other)
    assert (entry.act, entry.sequence, entry.reason, entry.voice) == (
        Act.WITHDRAW,
        2,
        "Opened twice.",
        None,
    )
    assert entry.changes == {"is_withdrawn": [False, True], "see_also": [None, other.ref]}
    row = Item.objects.get(pk=item.pk)
    assert (row.is_withdrawn, row.see_also) == (True, other)


def test_withdrawn_item_leaves_the_lists_and_keeps_its_entries() -> None:
    item = make_item()
    make_entry(item, Status.STALLED)
    withdraw(item)
    assert list(Item.objects.current()) == []
    assert [entry.sequence for entry in item.entries.all()] == [1, 2, 3]


def test_reference_of_a_withdrawn_item_is_not_used_again() -> None:
    round = make_round()
    withdraw(make_item(round))
    assert make_item(round).number == 2


@pytest.mark.parametrize("record", [{}, {"status": Status.IN_PROGRESS}])
def test_nothing_is_recorded_on_a_withdrawn_item(record: dict[str, Any]) -> None:
    item = make_item()
    withdraw(item)
    with pytest.raises(RuleViolation) as refused:
        make_entry(item, **record)
    assert refused.value.fields == {"item": f"{item.ref} was withdrawn: record on another item."}


def test_withdrawal_without_a_reason_is_refused() -> None:
    assert list(refusal(make_item(), reason=" ")) == ["reason"]


def test_item_is_not_its_own_replacement() -> None:
    item = make_item()
    assert list(refusal(item, see_also=item)) == ["see_also"]


def test_replacement_is_of_the_same_dialogue() -> None:
    assert list(refusal(make_item(), see_also=make_item())) == ["see_also"]


def test_item_is_withdrawn_once() -> None:
    item = make_item()
    withdraw(item)
    assert list(refusal(item)) == ["item"]


def test_item_that_has_moved_on_is_not_withdrawn() -> None:
    item = make_item()
    make_entry(item)
    with pytest.raises(StaleItem):
        withdraw(item, expected_sequence=1)
    assert Item.objects.get(pk=item.pk).is_withdrawn is False
