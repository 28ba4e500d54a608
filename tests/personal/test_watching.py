"""Watching items and topics: what is watched, by whom, and until when."""

import pytest

from ledger.models import Dialogue, Item, Topic, User, Watch
from ledger.personal import NotVisible, stop_watching, watch, watched_items, watches_topic
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_topic
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def viewer(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


def seen(user: User) -> set[Item]:
    return set(watched_items(user))


def test_item_is_watched_once_until_its_person_stops(dialogue: Dialogue, viewer: User) -> None:
    item = make_item(make_round(dialogue))
    make_item(item.round)
    assert seen(viewer) == set()
    watch(user=viewer, row=item)
    watch(user=viewer, row=item)
    assert (seen(viewer), Watch.objects.count()) == ({item}, 1)
    assert (stop_watching(user=viewer, row=item), stop_watching(user=viewer, row=item)) == (True, False)
    assert seen(viewer) == set()


def test_topic_brings_every_item_on_it_and_on_what_was_merged_into_it(
    dialogue: Dialogue, viewer: User
) -> None:
    topic = make_topic()
    merged = make_topic(merged_into=topic)
    watch(user=viewer, row=merged)
    round = make_round(dialogue)
    items = {make_item(round, topics=[make_topic(), topic]), make_item(round, topics=[merged])}
    make_item(round)
    assert seen(viewer) == items
    assert watches_topic(viewer, [merged, topic])
    assert stop_watching(user=viewer, row=topic)
    assert not watches_topic(viewer, [merged, topic])


def test_items_of_another_dialogue_are_neither_watched_nor_brought_by_a_topic(
    dialogue: Dialogue, viewer: User
) -> None:
    topic: Topic = make_topic()
    foreign = make_item(make_round(make_dialogue()), topics=[topic])
    with pytest.raises(NotVisible):
        watch(user=viewer, row=foreign)
    watch(user=viewer, row=topic)
    assert seen(viewer) == set()


def test_person_whose_role_ended_watches_nothing_any_more_and_can_stop(
    dialogue: Dialogue, viewer: User
) -> None:
    item = make_item(make_round(dialogue))
    watch(user=viewer, row=item)
    viewer.memberships.update(ended_on="2020-01-01")
    assert seen(viewer) == set()
    assert stop_watching(user=viewer, row=item)


@pytest.mark.django_db(transaction=True)
def test_watched_by_two_clicks_at_once_is_watched_once(dialogue: Dialogue, viewer: User) -> None:
    item = make_item(make_round(dialogue))
    assert at_once([lambda: watch(user=viewer, row=item)] * 2) == [None, None]
    assert Watch.objects.count() == 1
