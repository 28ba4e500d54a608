"""What belongs to a topic: parts at any depth, and topics that were merged, wherever they stood."""

from dataclasses import dataclass

import pytest
from django.utils.translation import override

from ledger.models import Topic
from ledger.models.topic_tree import TopicTree
from tests.makers import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@dataclass
class Filed:
    """What is filed under topics."""

    topics: list[Topic]


def slugs(topics: list[Topic]) -> set[str]:
    return {topic.slug for topic in topics}


def make_tree() -> dict[str, Topic]:
    """Prisons, with cells and (through cells) beds; exercise, which was part of them, is merged into health."""
    made = {"prisons": make_topic("prisons"), "health": make_topic("health")}
    made["cells"] = make_topic("cells", parent=made["prisons"])
    made["beds"] = make_topic("beds", parent=made["cells"])
    made["exercise"] = make_topic("exercise", parent=made["prisons"], merged_into=made["health"])
    made["yards"] = make_topic("yards", parent=made["exercise"])
    made["old-cells"] = make_topic("old-cells", merged_into=made["cells"])
    made["older-cells"] = make_topic("older-cells", merged_into=made["old-cells"])
    return made


def test_merged_topic_goes_on_as_the_last_one() -> None:
    made = make_tree()
    tree = TopicTree()
    assert {slug: tree.final[topic.pk].slug for slug, topic in made.items()} == {
        **{slug: slug for slug in ("prisons", "health", "cells", "beds", "yards")},
        "exercise": "health", "old-cells": "cells", "older-cells": "cells",
    }  # fmt: skip
    named = [made["older-cells"], made["health"], made["cells"]]
    assert [topic.slug for topic in tree.current(named)] == ["cells", "health"]


def test_topic_takes_in_what_was_merged_into_it_through_others() -> None:
    made = make_tree()
    tree = TopicTree()
    assert slugs(tree.absorbed_by([made["cells"]])) == {"cells", "old-cells", "older-cells"}
    assert slugs(tree.absorbed_by([made["old-cells"]])) == {"old-cells", "older-cells"}
    assert slugs(tree.same_as([made["older-cells"]])) == {"cells", "old-cells", "older-cells"}


def test_part_that_was_merged_elsewhere_is_part_as_what_it_goes_on_as() -> None:
    made = make_tree()
    tree = TopicTree()
    assert [topic.slug for topic in tree.under([made["prisons"]])] == ["beds", "cells", "health", "yards"]
    assert slugs(tree.with_parts([made["health"]])) == {"health", "exercise", "yards"}
    assert slugs(tree.with_parts([made["prisons"]])) == set(made)


def test_topic_whose_broader_one_was_merged_stands_under_the_one_that_goes_on() -> None:
    make_tree()
    tree = TopicTree()
    every = [(topic.slug, depth) for topic, depth in tree.indented()]
    assert every == [("health", 0), ("yards", 1), ("prisons", 0), ("cells", 1), ("beds", 2)]
    beds = Topic.objects.get(slug="beds").pk
    assert [topic.slug for topic, _depth in tree.indented([beds])] == ["prisons", "cells", "beds"]


def test_circles_that_merges_made_lose_no_topic() -> None:
    """Mills are part of wheat, wheat of bread; once bread is merged into mills, each would stand under another."""
    mills, wheat, bread = make_topic("mills"), make_topic("wheat"), make_topic("bread")
    Topic.objects.filter(pk=mills.pk).update(parent=wheat)
    Topic.objects.filter(pk=wheat.pk).update(parent=bread)
    Topic.objects.filter(pk=bread.pk).update(merged_into=mills)
    tree = TopicTree()
    assert [(topic.slug, depth) for topic, depth in tree.indented()] == [("wheat", 0), ("mills", 1)]
    assert [tree.parent(topic) for topic in (mills, wheat)] == [wheat, None]
    assert slugs(tree.with_parts([mills])) == {"mills", "wheat", "bread"}


def test_topics_merged_in_a_circle_are_one_subject() -> None:
    first = make_topic()
    second = make_topic(merged_into=first)
    Topic.objects.filter(pk=first.pk).update(merged_into=second)
    tree = TopicTree()
    assert tree.current([first, second]) == [second]
    assert slugs(tree.absorbed_by([first])) == slugs(tree.same_as([first])) == {first.slug, second.slug}


def test_topics_that_find_what_is_filed_under_a_topic_are_those_whose_list_holds_it() -> None:
    """``finding`` asks from below what ``with_parts`` asks from above, also round circles of merges and of parts."""
    made = make_tree()
    Topic.objects.filter(slug="health").update(parent=made["yards"])
    made["dark"], made["bright"] = make_topic("dark"), make_topic("bright")
    Topic.objects.filter(slug="dark").update(merged_into=made["bright"], parent=made["beds"])
    Topic.objects.filter(slug="bright").update(merged_into=made["dark"], parent=made["prisons"])
    tree = TopicTree()
    going_on = set(tree.final.values())
    held = {topic.slug: slugs(tree.with_parts([topic])) for topic in going_on}
    for topic in tree.by_key.values():
        expected = {slug for slug, parts in held.items() if topic.slug in parts}
        assert (topic.slug, slugs(list(tree.finding(topic.pk)))) == (topic.slug, expected)
    assert tree.finding(0) == set()


def test_topics_stand_in_the_order_of_the_language_that_is_read() -> None:
    names = {
        "law": ("Law", "Policía"),
        "bodies": ("UN bodies", "Órganos de la ONU"),
        "access": ("Access", "Zonas"),
    }
    topics = {slug: make_topic(slug, name_en=en, name_es=es) for slug, (en, es) in names.items()}
    filed = [Filed([topic]) for topic in topics.values()]
    for language, expected in (("en", ["access", "law", "bodies"]), ("es", ["bodies", "law", "access"])):
        with override(language):
            tree = TopicTree()
            assert [topic.slug for topic in tree.grouped(filed)] == expected
            assert [topic.slug for topic, _depth in tree.indented()] == expected
