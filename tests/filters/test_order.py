"""Orders of the items' list: pages go through every item once, both ways, with rows that have no value."""

import datetime
from itertools import chain, pairwise

import pytest
from django.db import connection

from ledger.filters import SORTS, Cursor, page_of
from ledger.filters.offered import offered_lists
from ledger.filters.order import END, CursorPage, NoSuchPlace, in_order
from ledger.models import Dialogue, Item
from ledger.recording import amend_item
from ledger.vocabulary import Status
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def make_items() -> None:
    dialogue = make_dialogue("ABC")
    user = make_editor(dialogue)
    rounds = [make_round(dialogue, number=number) for number in (9, 10)]
    items = [make_item(rounds[place % 2], user, effective_on=datetime.date(2016, 1, 1)) for place in range(7)]
    for place, item in enumerate(items[:4]):
        days = {
            "review_on": datetime.date(2016, 1 + place // 2, 1),
            "target_on": datetime.date(2017, 1, 4 - place),
        }
        amend_item(
            user=user,
            item=item,
            expected_sequence=None,
            changes=days | {"officer": user if place < 2 else None},
        )
    make_entry(items[2], Status.STALLED, user, effective_on=datetime.date(2016, 5, 1))
    make_entry(items[5], Status.IN_PROGRESS, user, effective_on=datetime.date(2016, 4, 1))


def page(order: str, **place: str) -> CursorPage:
    rounds = offered_lists(Dialogue.objects.all()).rounds
    return page_of(
        Item.objects.all(), order, Cursor(**place), size=3, among=Item.objects.all(), rounds=rounds
    )


def walk(order: str, *, backwards: bool) -> list[list[str]]:
    now = page(order, before=END) if backwards else page(order)
    pages = [now]
    while now.has_previous if backwards else now.has_next:
        now = page(order, before=now.items[0].ref) if backwards else page(order, after=now.items[-1].ref)
        pages.append(now)
    refs = [[one.ref for one in page.items] for page in pages]
    return refs[::-1] if backwards else refs


@pytest.mark.parametrize("order", [sign + name for name in SORTS for sign in ("", "-")])
def test_pages_hold_every_item_once_in_order_both_ways(order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.filters.order.WINDOWS", (0.5,))
    make_items()
    whole = [one.ref for one in in_order(Item.objects.all(), order)]
    there, back = walk(order, backwards=False), walk(order, backwards=True)
    assert len(set(whole)) == 7
    assert ([*chain(*there)], [*chain(*back)]) == (whole, whole)
    assert [len(one) for one in there] == [3, 3, 1]


def test_orders_by_number_and_with_empty_ones_last_either_way() -> None:
    make_items()
    by_ref = [one.ref for one in in_order(Item.objects.all(), "ref")]
    assert by_ref[:4] == ["ABC-10-01", "ABC-10-02", "ABC-10-03", "ABC-9-01"]
    for order in ("review", "-review"):
        days = [one.review_on for one in in_order(Item.objects.all(), order)]
        assert days[4:] == [None] * 3
        known = [day for day in days if day]
        assert all((a <= b) if order == "review" else (a >= b) for a, b in pairwise(known))


def test_place_that_is_not_there_is_said() -> None:
    make_items()
    with pytest.raises(NoSuchPlace):
        page("ref", after="ABC-1-01")


@pytest.mark.parametrize("backwards", [False, True], ids=["forward", "backwards"])
@pytest.mark.parametrize("order", ["kind", "newest", "review", "status", "target"])
@pytest.mark.parametrize("sign", ["", "-"])
def test_an_index_gives_the_order(order: str, sign: str, backwards: bool) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no “nulls last” in an index")
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off;"
            "SET LOCAL enable_incremental_sort = off"
        )
    rows = in_order(Item.objects.all(), f"{sign}{order}", backwards=backwards)
    plan = rows.explain()
    assert ("Sort" not in plan, f"item_order_{order}{'_back' if sign else ''} on" in plan) == (True, True)
