"""Merging topics and taking it back by their pages, and a topic's page with the way to its report."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Topic
from ledger.vocabulary import Role
from tests.admin.test_walk import OUTSIDE, SHARED, make_people
from tests.makers import make_topic
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_staff

pytestmark = pytest.mark.django_db


def url(topic: Topic, page: str) -> str:
    return reverse(f"admin:ledger_topic_{page}", args=(topic.pk,))


def page_of(client: Client, topic: Topic) -> Any:
    return client.get(address(Topic, "change", topic.pk))


def test_editor_merges_a_topic_and_takes_it_back(everything: Everything) -> None:
    client = signed_in(everything.editor)
    topic, into = make_topic(), make_topic()
    answer = client.post(url(topic, "merge"), {"into": into.pk, "reason": "The same subject."})
    assert (answer.status_code, answer["Location"]) == (302, address(Topic, "change", topic.pk))
    topic.refresh_from_db()
    assert topic.merged_into == into
    assert [one.pk for one in page_of(client, into).context["absorbed"]] == [topic.pk]
    assert client.post(url(topic, "unmerge"), {"reason": "Not the same."}).status_code == 302
    topic.refresh_from_db()
    assert topic.merged_into is None
    changes = [(one.history_user, one.history_change_reason) for one in topic.history.order_by("history_id")]
    assert changes[1:] == [(everything.editor, "The same subject."), (everything.editor, "Not the same.")]


@pytest.mark.parametrize("page", ["merge", "unmerge"])
@pytest.mark.parametrize("who", list(SHARED))
def test_every_topic_page_for(everything: Everything, who: str, page: str) -> None:
    topic = make_topic(merged_into=make_topic() if page == "unmerge" else None)
    client = signed_in(make_people(everything)[who])
    answers = [
        ask(url(topic, page)).status_code for ask in (client.get, client.post, client.put, client.delete)
    ]
    edits, reads = {"editor", "editor of another"}, {"viewer", "recorder", "releaser"}
    if who in OUTSIDE or who == "superuser":
        assert answers == [302] * 4
    else:
        assert answers == ([403] * 4 if who in reads else [200, 200, 405, 405])
        assert who in edits | reads


def test_topic_that_is_not_there_is_answered_as_the_admin_does(everything: Everything) -> None:
    client = signed_in(everything.editor)
    for page in ("merge", "unmerge"):
        assert client.get(reverse(f"admin:ledger_topic_{page}", args=(999_999,))).status_code == 302


def test_only_the_act_that_makes_sense_is_there(everything: Everything) -> None:
    client = signed_in(everything.editor)
    into = make_topic()
    merged, single = make_topic(merged_into=into), make_topic()
    found = {
        (name, page): client.get(url(topic, page)).status_code
        for name, topic in (("merged", merged), ("single", single))
        for page in ("merge", "unmerge")
    }
    assert found == {
        ("merged", "merge"): 404,
        ("merged", "unmerge"): 200,
        ("single", "merge"): 200,
        ("single", "unmerge"): 404,
    }


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        ({}, {"into": ["This field is required."], "reason": ["Say why."]}),
        ({"reason": "Same.", "into": "itself"}, {"into": [
            "Select a valid choice. That choice is not one of the available choices."
        ]}),
        ({"reason": "Same.", "into": "merged"}, {"into": [
            "Select a valid choice. That choice is not one of the available choices."
        ]}),
    ],
    ids=["nothing", "itself", "one merged into it"],
)  # fmt: skip
def test_merging_says_at_the_field_what_is_wrong(
    everything: Everything, sent: dict[str, str], errors: dict[str, list[str]]
) -> None:
    client = signed_in(everything.editor)
    topic = make_topic()
    keys = {"itself": topic.pk, "merged": make_topic(merged_into=topic).pk}
    answer = client.post(url(topic, "merge"), {name: keys.get(value, value) for name, value in sent.items()})
    assert answer.context["form"].errors == errors
    topic.refresh_from_db()
    assert topic.merged_into is None


def test_topic_page_shows_what_belongs_to_it(everything: Everything) -> None:
    topic = everything.item.topics.get()
    part, merged = make_topic(parent=topic), make_topic(merged_into=topic)
    page = page_of(signed_in(everything.editor), topic)
    links = [address(Topic, "change", one.pk) for one in (part, merged)] + [url(topic, "merge")]
    assert [link in page.content.decode() for link in links] == [True, True, True]
    viewer = signed_in(make_staff(Role.VIEWER, dialogue=everything.dialogue))
    assert url(topic, "merge") not in page_of(viewer, topic).content.decode()


def test_topic_page_leads_to_its_report(everything: Everything) -> None:
    topic = everything.item.topics.get()
    merged = make_topic(merged_into=topic)
    client = signed_in(make_staff(Role.VIEWER, dialogue=everything.dialogue))
    for one in (topic, merged):
        (page,) = re.findall(r'href="(/reports/topic/[^"]*)"', page_of(client, one).content.decode())
        answer = client.get(unescape(page))
        assert answer.context["question"].topics == (one,)
        assert everything.item.ref in client.get(answer.context["preview"]).content.decode()
