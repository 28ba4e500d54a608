"""Seals: what they cover, and that they verify for as long as the chains they sealed are whole."""

import datetime

import pytest
import rfc8785

from ledger.models import Seal
from ledger.recording import audit, clock, merkle, sealing
from tests.makers import make_dialogue, make_entry, make_item, make_round, make_user, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def test_seal_empty_ledger():
    seal = sealing.seal_ledger()
    assert (seal.items, seal.entries, seal.root) == (0, 0, merkle.root_hash([]).hex())


def test_seal_is_a_merkle_root_over_heads_in_ref_order():
    """References in order of code points: item 10 before item 2, dialogue AB before dialogue B."""
    later, earlier = make_round(make_dialogue("BB"), number=1), make_round(make_dialogue("AB"), number=9)
    items = [make_item(later), make_item(earlier), make_item(later)]
    note = make_entry(items[0])
    user = make_user()
    seal = sealing.seal_ledger(user=user)
    for item in items:
        item.refresh_from_db()
    leaves = [
        ["AB-9-01", 1, items[1].head_hash],
        ["BB-1-01", 2, note.hash],
        ["BB-1-02", 1, items[2].head_hash],
    ]
    assert seal.root == merkle.root_hash([rfc8785.dumps(leaf) for leaf in leaves]).hex()
    assert (seal.items, seal.entries, seal.sealed_by) == (3, 4, user)


def test_root_at_a_past_moment_is_that_of_then(monkeypatch):
    item = make_item()
    set_clock(monkeypatch, NOON.replace(year=2099))
    seal = sealing.seal_ledger()
    set_clock(monkeypatch, NOON.replace(year=2100))
    make_entry(item)
    make_item(item.round)
    assert sealing.root(seal.known_at) == (seal.root, 1, 1)
    assert sealing.root(NOON.replace(year=2101))[1:] == (2, 3)
    assert sealing.root(NOON.replace(year=2101))[0] != seal.root
    assert list(audit()) == []


def test_root_counts_an_entry_recorded_at_the_very_moment(monkeypatch):
    set_clock(monkeypatch, NOON)
    make_item()
    assert sealing.root(NOON)[1:] == (1, 1)
    assert sealing.root(NOON - datetime.timedelta(microseconds=1))[1:] == (0, 0)


def test_seals_of_an_unchanged_ledger_have_one_root():
    make_item()
    first, second = sealing.seal_ledger(), sealing.seal_ledger()
    assert (first.root, first.known_at < second.known_at) == (second.root, True)
    assert Seal.objects.count() == 2


def test_seal_queries_do_not_grow_with_items(django_assert_num_queries):
    round = make_round()
    make_item(round)
    with django_assert_num_queries(1):
        sealing.root(NOON.replace(year=2099))
    for _ in range(2):
        make_item(round)
    with django_assert_num_queries(1):
        sealing.root(NOON.replace(year=2099))


def test_clock_that_steps_back_records_after_the_seal(monkeypatch):
    item = make_item()
    seal = sealing.seal_ledger()
    set_clock(monkeypatch, clock.now() - datetime.timedelta(minutes=1))
    entry = make_entry(item)
    assert entry.recorded_at > seal.known_at
    assert sealing.seal_ledger().known_at >= entry.recorded_at
    assert list(audit()) == []
