"""The questions a desk asks of its items today: overdue, stale, to review, differing, on a topic."""

import datetime
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from ledger.models import Item
from ledger.recording import correct_entry, withdraw_item
from ledger.vocabulary import FactBasis, Precision, Status, Voice
from tests.makers import (
    ROUND_DAY,
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_party,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAY = datetime.date(2018, 6, 15)
ONE = datetime.timedelta(days=1)


def followed_item(round: Any = None, **fields: Any) -> Item:
    return make_item(round, **{"is_followed": True} | fields)


def due(on: datetime.date, precision: Precision = Precision.DAY) -> dict[str, Any]:
    return {"deadline_on": on, "deadline_precision": precision, "deadline_basis": FactBasis.STATED}


def close(item: Item) -> None:
    make_entry(item, Status.DONE, evidence=(make_evidence(),))


def withdraw(item: Item) -> None:
    withdraw_item(
        user=make_editor(item.round.dialogue), item=item, expected_sequence=None, reason="In error."
    )


def holds(question: QuerySet[Item], item: Item) -> bool:
    return list(question) == [item]


# Current and followed


def test_withdrawn_item_is_not_current() -> None:
    item = make_item()
    assert holds(Item.objects.current(), item)
    withdraw(item)
    assert not holds(Item.objects.current(), item)


def test_followed_items_are_open_ones_that_somebody_follows() -> None:
    make_item(is_followed=False)
    item = followed_item()
    assert holds(Item.objects.followed(), item)
    close(item)
    assert not holds(Item.objects.followed(), item)


def test_followed_item_that_is_withdrawn_is_not_worked_on() -> None:
    item = followed_item()
    withdraw(item)
    assert not Item.objects.followed().exists()


# Live, and what stands for its matter


def test_item_is_live_when_it_is_followed_or_any_voice_has_a_standing_status() -> None:
    quiet, followed, spoken, noted, looked = (
        make_item(), followed_item(), make_item(), make_item(), make_item(),
    )  # fmt: skip
    make_entry(spoken, Status.STALLED, voice=Voice.RECORD, source="A court")
    make_entry(noted)
    make_entry(looked, Status.UNASSESSED)
    assert set(Item.objects.live()) == {followed, spoken}
    corrected = spoken.entries.get(status=Status.STALLED)
    correct_entry(
        user=make_editor(spoken.round.dialogue),
        entry=corrected,
        says=None,
        expected_sequence=None,
        reason="No.",
    )
    withdraw(followed)
    assert not Item.objects.live().exists()
    assert {quiet, noted, looked, spoken} == set(Item.objects.current())


def test_migration_finds_the_items_that_have_a_status_in_some_voice() -> None:
    migration = import_module("ledger.migrations.0021_assessed_items")
    spoken, looked = make_item(), make_item()
    make_entry(spoken, Status.STALLED, voice=Voice.RECORD, source="A court")
    make_entry(looked, Status.UNASSESSED)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_item SET is_assessed = %s", [False])
        cursor.execute(migration.ASSESSED, [True])
    assert list(Item.objects.filter(is_assessed=True)) == [spoken]


def test_migration_finds_the_newest_status_in_any_voice() -> None:
    migration = import_module("ledger.migrations.0022_newest_status")
    spoken, silent = make_item(), make_item()
    make_entry(spoken, Status.SUBSTANTIAL, voice=Voice.PARTY, speaker=make_party("MEX"), effective_on=DAY)
    # Of two from one day the one recorded last counts.
    make_entry(spoken, Status.STALLED, voice=Voice.RECORD, source="A court", effective_on=DAY)
    make_entry(spoken, Status.IN_PROGRESS, effective_on=DAY - ONE)
    columns = ("pk", "newest_status", "newest_status_on", "newest_status_precision")
    kept = [(spoken.pk, Status.STALLED, DAY, Precision.DAY), (silent.pk, Status.UNASSESSED, None, None)]
    assert list(Item.objects.order_by("pk").values_list(*columns)) == kept
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_item SET newest_status = 'done', newest_status_on = NULL")
        cursor.execute("UPDATE ledger_item SET newest_status_precision = NULL, newest_status = 'unassessed'")
        cursor.execute(migration.KEPT)
    assert list(Item.objects.order_by("pk").values_list(*columns)) == kept


def test_matter_is_that_of_its_newest_live_item() -> None:
    dialogue = make_dialogue()
    first = make_item(make_round(dialogue))
    second = make_item(make_round(dialogue), continues=first)
    make_item(make_round(dialogue), continues=second)  # not live: the second still stands for the matter
    make_entry(first, Status.STALLED, voice=Voice.RECORD, source="A court")
    assert holds(Item.objects.heads(), first)
    make_entry(second, Status.STALLED, voice=Voice.RECORD, source="A court")
    assert holds(Item.objects.heads(), second)


# Overdue


@pytest.mark.parametrize("fields", [{"target_on": DAY}, due(DAY)])
def test_item_is_overdue_from_the_day_after(fields: dict[str, Any]) -> None:
    item = followed_item(**fields)
    assert [holds(Item.objects.overdue(day), item) for day in (DAY, DAY + ONE)] == [False, True]


@pytest.mark.parametrize(
    ("fields", "last_day"),
    [
        (due(datetime.date(2018, 6, 1), Precision.MONTH), datetime.date(2018, 6, 30)),
        (due(datetime.date(2018, 6, 30), Precision.MONTH), datetime.date(2018, 6, 30)),
        (due(datetime.date(2018, 1, 1), Precision.YEAR), datetime.date(2018, 12, 31)),
        (due(datetime.date(2018, 12, 31), Precision.YEAR), datetime.date(2018, 12, 31)),
    ],
)
def test_deadline_of_a_month_or_year_passes_with_its_last_day(
    fields: dict[str, Any], last_day: datetime.date
) -> None:
    item = followed_item(**fields)
    assert [holds(Item.objects.overdue(day), item) for day in (last_day, last_day + ONE)] == [False, True]


def test_item_without_any_date_is_never_overdue() -> None:
    followed_item()
    assert not Item.objects.overdue(DAY).exists()


def test_closed_or_unfollowed_item_is_not_overdue() -> None:
    make_item(target_on=DAY)
    close(followed_item(target_on=DAY))
    assert not Item.objects.overdue(DAY + ONE).exists()


# To review


def test_item_is_to_be_reviewed_from_its_day_on() -> None:
    item = make_item(review_on=DAY)
    assert [holds(Item.objects.to_review(day), item) for day in (DAY - ONE, DAY)] == [False, True]


# Stale


def test_item_is_stale_once_its_newest_entry_is_older_than_the_limit() -> None:
    item = followed_item(make_round(make_dialogue(stale_after_days=100)))
    limit = ROUND_DAY + datetime.timedelta(days=100)
    assert [holds(Item.objects.stale(day), item) for day in (limit, limit + ONE)] == [False, True]


def test_news_makes_an_item_fresh_again() -> None:
    item = followed_item()
    make_entry(item, effective_on=DAY)
    limit = DAY + datetime.timedelta(days=180)
    assert [holds(Item.objects.stale(day), item) for day in (limit, limit + ONE)] == [False, True]


def test_each_dialogue_has_its_own_limit() -> None:
    patient = followed_item(make_round(make_dialogue(stale_after_days=1000)))
    strict = followed_item(make_round(make_dialogue(stale_after_days=10)))
    after = ROUND_DAY + datetime.timedelta(days=11)
    assert holds(Item.objects.stale(after), strict)
    assert patient not in Item.objects.stale(after)


def test_closed_or_unfollowed_item_is_not_stale() -> None:
    make_item()
    close(followed_item())
    assert not Item.objects.stale(datetime.date(2999, 1, 1)).exists()


def test_stale_asks_no_more_however_many_rounds_there_are() -> None:
    dialogue = make_dialogue()
    for _ in range(3):
        with CaptureQueriesContext(connection) as captured:
            list(Item.objects.stale(DAY))
        asked = [query["sql"] for query in captured]
        assert (len(asked), asked[-1].count('"newest_on" <')) == (2, 1)
        make_round(dialogue)


# Differing


def test_item_on_which_two_voices_differ_is_asked_for() -> None:
    item = make_item()
    make_item(item.round)
    make_entry(item, Status.STALLED)
    make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=make_party("MEX"))
    assert holds(Item.objects.differing(), item)
    withdraw(item)
    assert not Item.objects.differing().exists()


# Topics and order


def test_items_on_topics_are_there_once_whichever_of_their_topics_it_is() -> None:
    first, further, other = (make_topic() for _ in range(3))
    on_them = [make_item(topics=topics) for topics in ([first], [other, further], [first, further])]
    make_item(topics=[other])
    assert sorted(Item.objects.on_topics([first, further]), key=lambda item: item.pk) == on_them
    assert not Item.objects.on_topics([]).exists()


def test_reference_order_is_by_dialogue_round_and_number() -> None:
    second, first = make_dialogue("BB"), make_dialogue("AA")
    rounds = [make_round(second, number=1), make_round(first, number=10), make_round(first, number=9)]
    for round in rounds:
        make_item(round)
    make_item(rounds[1])
    assert [item.ref for item in Item.objects.in_ref_order()] == [
        "AA-9-01",
        "AA-10-01",
        "AA-10-02",
        "BB-1-01",
    ]
