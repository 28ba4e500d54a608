"""A topic's report, its page and the lists behind it hold the same items, with topics merged here and elsewhere."""

import pytest
from django.test import Client

from ledger.models import Dialogue, Topic
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_topic
from tests.support.asking import build, cautions, refs

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def client() -> Client:
    """Signed in as a curator of a dialogue with an item on every topic of a tree, and some on two of them."""
    dialogue = make_dialogue("ABC")
    user = make_member(Role.EDITOR, dialogue=dialogue)
    user.is_staff = True
    user.save()
    prisons, care, sport = make_topic("prisons"), make_topic("care"), make_topic("sport")
    health = make_topic("health", parent=care)
    cells = make_topic("cells", parent=prisons)
    beds = make_topic("beds", parent=cells)
    old_cells = make_topic("old-cells", merged_into=cells)
    older_cells = make_topic("older-cells", merged_into=old_cells)
    exercise = make_topic("exercise", parent=prisons, merged_into=health)
    yards = make_topic("yards", parent=exercise)
    together = ([cells, older_cells], [sport, exercise], [beds, health])
    round = make_round(dialogue, number=7)
    for topics in (*([topic] for topic in Topic.objects.order_by("pk")), *together):
        make_item(round, user, topics=topics)
    assert yards.parent == exercise
    client = Client()
    client.force_login(user)
    return client


def listed(client: Client, slug: str) -> set[str]:
    return {row.item.ref for row in client.get(f"/items/?topic={slug}").context["rows"]}


def listed_by_admin(client: Client, slug: str) -> set[str]:
    return {item.ref for item in client.get(f"/admin/ledger/item/?topic={slug}").context["cl"].result_list}


def reported(slug: str, **asked: str) -> set[str]:
    return set(refs(build(slug, **asked)))


def test_report_with_parts_and_both_lists_hold_the_same_items(client: Client) -> None:
    every = list(Topic.objects.values_list("slug", flat=True))
    in_report = {slug: reported(slug, with_children="1") for slug in every}
    assert {slug: listed(client, slug) for slug in every} == in_report
    assert {slug: listed_by_admin(client, slug) for slug in every} == in_report
    assert {slug: len(found) for slug, found in in_report.items()} == {
        "prisons": 11, "care": 6, "sport": 2, "health": 5, "cells": 6, "beds": 2, "old-cells": 6,
        "older-cells": 6, "exercise": 5, "yards": 1,
    }  # fmt: skip


def test_topic_s_page_counts_the_items_of_its_report(client: Client) -> None:
    current = list(Topic.objects.current().values_list("slug", flat=True))
    totals = {slug: client.get(f"/topics/{slug}/").context["total"] for slug in current}
    assert totals == {slug: len(reported(slug)) for slug in current}
    assert (totals["cells"], totals["health"]) == (4, 4)


def test_part_that_was_merged_elsewhere_is_pointed_to_with_the_items_behind_it(client: Client) -> None:
    pointers = [line for line in cautions(build("prisons")) if line.startswith("Narrower")]
    assert [line.partition("report of its own: ")[2] for line in pointers] == [
        f"{name} (items: {len(reported(name.lower()))})." for name in ("Beds", "Cells", "Health", "Yards")
    ]
    page = client.get("/topics/prisons/")
    assert [line.name for line in page.context["below"]] == ["Health", "Yards", "Cells", "Beds"]


def test_counts_beside_the_list_are_those_of_the_lists_that_they_lead_to(client: Client) -> None:
    """A broader topic counts its parts, a name that was merged counts as what it goes on as, each item once."""
    facets = client.get("/items/?round=ABC-7").context["counts"].facets
    topics = next(facet for facet in facets if facet.label == "Topic")
    current = Topic.objects.current()
    assert {line.label: line.count for line in topics.lines} == {
        topic.name: len(listed(client, topic.slug)) for topic in current
    }
    assert {line.label: line.count for line in topics.lines if line.label in ("Prisons", "Cells")} == {
        "Prisons": 11,
        "Cells": 6,
    }


def test_topic_under_one_that_was_merged_is_offered(client: Client) -> None:
    offered = client.get("/items/").context["filters"].offered.choices("topic")
    assert {value for value, _label in offered} == set(Topic.objects.current().values_list("slug", flat=True))


def test_round_s_page_follows_merges_to_the_end(client: Client) -> None:
    make_round(Dialogue.objects.get(code="ABC"), number=8)  # rounds stand side by side once there are two
    beside = client.get("/rounds/ABC/7/").context["beside"]
    assert {topic.slug: len(seven.items) + seven.more for topic, (seven, _eight) in beside} == {
        topic.slug: len(reported(topic.slug)) for topic in Topic.objects.current()
    }
