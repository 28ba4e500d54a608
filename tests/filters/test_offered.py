"""What filters offer is kept until a row of it changes, and never for people of other dialogues."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from ledger.access import visible_in
from ledger.filters.offered import Offered, offered_lists
from ledger.models import Dialogue, Entry, Item, Round, SavedView, Topic
from ledger.models.reference_stamps import ReferenceStamp, reference_stamp, renew_stamp
from ledger.recording import amend_item
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_forum,
    make_item,
    make_party,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def offered(*dialogues: Dialogue) -> dict[str, list[str]]:
    return {
        name: [str(label) for _value, label in choices]
        for name, choices in offered_lists(dialogues).choices.items()
    }


def test_lists_are_read_once_until_a_row_changes() -> None:
    dialogue = make_dialogue("ABC")
    first = offered_lists([dialogue])
    with CaptureQueriesContext(connection) as queries:
        assert offered_lists([dialogue]) is first
    assert len(queries) == 1
    make_round(dialogue, number=9)
    assert [round.name for round in offered_lists([dialogue]).rounds] == ["ABC-9"]


def rename(row: Any) -> None:
    row.name_en = "Renamed"
    row.save()


CHANGES: dict[str, tuple[str, Callable[[Dialogue], Any]]] = {
    "a topic is made": ("topic", lambda _dialogue: make_topic(name_en="Renamed")),
    "a topic is renamed": ("topic", lambda _dialogue: rename(Topic.objects.get())),
    "an agency is made": ("agency", lambda _dialogue: make_agency("REN", "MEX")),
    "a forum is made": ("forum", lambda _dialogue: make_forum("REN")),
    "a party is renamed": ("party", lambda _dialogue: rename(make_party("MEX"))),
    "a party joins": ("party", lambda dialogue: dialogue.parties.add(make_party("REN"))),
    "a party leaves": ("party", lambda dialogue: dialogue.parties.remove(make_party("USA"))),
    "the dialogue is renamed": ("dialogue", rename),
    "a round is deleted": ("round", lambda _dialogue: Round.objects.get(number=8).delete()),
    "an item gets its first officer": (
        "officer",
        lambda dialogue: make_item(
            dialogue.rounds.get(number=7), officer=make_editor(dialogue), topics=list(Topic.objects.all())
        ),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_offered_at_once(change: str) -> None:
    dialogue = make_dialogue("ABC")
    make_topic()
    for number in (7, 8):
        make_round(dialogue, number=number)
    name, make = CHANGES[change]
    before = offered(dialogue)
    make(dialogue)
    after = offered(dialogue)
    assert before[name] != after[name]
    assert {other for other in before if before[other] != after[other]} <= {name, "agency"}


def test_numbering_an_item_renews_nothing() -> None:
    round = make_round(make_dialogue("ABC"))
    user = make_editor(round.dialogue)
    item = make_item(round, user, officer=user)
    before = reference_stamp()
    make_item(round, user, officer=user, topics=list(item.topics.all()))
    amend_item(user=user, item=item, expected_sequence=None, changes={"next_step": "Call."})
    assert reference_stamp() == before


def test_people_of_other_dialogues_and_languages_share_nothing() -> None:
    one, other = make_dialogue("ABC", parties=("MEX", "USA")), make_dialogue("XYZ", parties=("EU", "AU"))
    one.name_es = "Uno"
    one.save()
    for dialogue in (one, other):
        make_item(make_round(dialogue, number=7), officer=make_editor(dialogue))
    assert [offered(*some)["round"] for some in ((one,), (other,), (one, other))] == [
        ["ABC 7, 2015"],
        ["XYZ 7, 2015"],
        ["ABC 7, 2015", "XYZ 7, 2015"],
    ]
    assert set(offered(one)["party"]).isdisjoint(offered(other)["party"])
    assert set(offered(one)["officer"]).isdisjoint(offered(other)["officer"])
    assert set(map(tuple, offered().values())) == {()}
    with translation.override("es"):
        assert offered(one)["dialogue"] == ["Uno"]


def test_own_name_is_left_out_for_oneself_alone() -> None:
    dialogue = make_dialogue("ABC")
    user, colleague = make_editor(dialogue), make_editor(dialogue)
    make_item(make_round(dialogue), officer=user)
    lists = offered_lists([dialogue])
    assert str(user.pk) not in dict(Offered(lists, user).choices("officer"))
    assert str(user.pk) in dict(Offered(lists, colleague).choices("officer"))


def test_rows_of_a_person_or_role_are_seen_in_no_dialogue() -> None:
    round = make_round(make_dialogue("ABC"))
    item = make_item(round, make_editor(round.dialogue))
    user = item.entries.get().author
    SavedView.objects.create(owner=user, name="Mine")
    keys = [round.dialogue.pk]
    assert list(visible_in(keys, Item.objects.all())) == [item]
    assert visible_in(keys, Entry.objects.all()).exists()
    assert not visible_in(keys, SavedView.objects.all()).exists()
    assert not visible_in([], Topic.objects.all()).exists()
    assert not visible_in([make_dialogue("XYZ").pk], Item.objects.all()).exists()


def test_change_that_is_taken_back_leaves_the_stamp() -> None:
    dialogue = make_dialogue("ABC")
    before = offered_lists([dialogue])
    with transaction.atomic():
        make_round(dialogue)
        assert len(offered_lists([dialogue]).rounds) == 1
        transaction.set_rollback(True)
    assert offered_lists([dialogue]) is before


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_who_change_rows_at_once_do_not_wait_for_each_other() -> None:
    renew_stamp()
    before, done = reference_stamp(), []

    def change() -> None:
        renew_stamp()
        done.append(reference_stamp())
        connection.close()

    with transaction.atomic():
        renew_stamp()
        thread = threading.Thread(target=change)
        thread.start()
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert ReferenceStamp.objects.count() == 2
    assert len({before, *done, reference_stamp()}) == 3
