"""Merging topics and taking it back by their pages, and a topic's page with its report."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Topic, User
from ledger.recording import merge_topic
from ledger.reports.writers import formats
from ledger.vocabulary import Role
from tests.admin.rows import make_everything, make_staff
from tests.admin.test_pages import words
from tests.admin.test_walk import OUTSIDE, SHARED, address, make_people, signed_in
from tests.makers import make_dialogue, make_entry, make_item, make_round, make_topic
from tests.reports.reading_back import words_of

pytestmark = pytest.mark.django_db


def url(topic: Topic, page: str) -> str:
    return reverse(f"admin:ledger_topic_{page}", args=(topic.pk,))


def page_of(client: Client, topic: Topic) -> Any:
    return client.get(address(Topic, "change", topic.pk))


def test_editor_merges_a_topic_and_takes_it_back() -> None:
    everything = make_everything()
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


@pytest.mark.parametrize("page", ["merge", "unmerge", "report"])
@pytest.mark.parametrize("who", list(SHARED))
def test_every_topic_page_for(who: str, page: str) -> None:
    everything = make_everything()
    topic = make_topic(merged_into=make_topic() if page == "unmerge" else None)
    client = signed_in(make_people(everything)[who])
    answers = [
        ask(url(topic, page)).status_code for ask in (client.get, client.post, client.put, client.delete)
    ]
    edits, reads = {"editor", "editor of another"}, {"viewer", "recorder", "releaser"}
    if who in OUTSIDE or who == "superuser":
        assert answers == [302] * 4
    elif page == "report":
        assert answers == [200, 405, 405, 405]
    else:
        assert answers == ([403] * 4 if who in reads else [200, 200, 405, 405])
        assert who in edits | reads


def test_topic_that_is_not_there_is_answered_as_the_admin_does() -> None:
    client = signed_in(make_everything().editor)
    for page in ("merge", "unmerge", "report"):
        assert client.get(reverse(f"admin:ledger_topic_{page}", args=(999_999,))).status_code == 302


def test_only_the_act_that_makes_sense_is_there() -> None:
    client = signed_in(make_everything().editor)
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
def test_merging_says_at_the_field_what_is_wrong(sent: dict[str, str], errors: dict[str, list[str]]) -> None:
    client = signed_in(make_everything().editor)
    topic = make_topic()
    keys = {"itself": topic.pk, "merged": make_topic(merged_into=topic).pk}
    answer = client.post(url(topic, "merge"), {name: keys.get(value, value) for name, value in sent.items()})
    assert answer.context["form"].errors == errors
    topic.refresh_from_db()
    assert topic.merged_into is None


def test_topic_page_shows_what_belongs_to_it() -> None:
    everything = make_everything()
    topic = everything.item.topics.get()
    part, merged = make_topic(parent=topic), make_topic(merged_into=topic)
    page = page_of(signed_in(everything.editor), topic)
    links = [address(Topic, "change", one.pk) for one in (part, merged)] + [url(topic, "merge")]
    assert [link in page.content.decode() for link in links] == [True, True, True]
    viewer = signed_in(make_staff(Role.VIEWER, dialogue=everything.dialogue))
    assert url(topic, "merge") not in page_of(viewer, topic).content.decode()
    assert [url(topic, "report") in page_of(viewer, topic).content.decode()] == [True]


# --- The status report


def report(client: Client, topic: Topic, form: str = "html") -> Any:
    return client.get(url(topic, "report"), {"format": form})


def test_report_is_read_in_the_browser_under_a_policy_of_its_own() -> None:
    everything = make_everything()
    topic = everything.item.topics.get()
    answer = report(signed_in(everything.editor), topic)
    policy = answer["Content-Security-Policy"].split("; ")
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Disposition"].startswith(f'inline; filename="{topic.slug}-')
    assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert [one for one in policy if "script" in one] == []
    assert everything.item.ref in words(answer.content.decode())


@pytest.mark.parametrize("form", sorted(formats()))
def test_report_can_be_had_in(form: str) -> None:
    everything = make_everything()
    topic = everything.item.topics.get()
    client = signed_in(everything.editor)
    answer = report(client, topic, form)
    assert (answer.status_code, answer["Content-Type"]) == (200, formats()[form].CONTENT_TYPE)
    assert answer["Content-Disposition"].split(";")[0] == ("inline" if form == "html" else "attachment")
    assert f"?format={form}" in page_of(client, topic).content.decode()


def test_report_in_a_format_that_is_not_there_is_not_found() -> None:
    everything = make_everything()
    assert report(signed_in(everything.editor), everything.item.topics.get(), "exe").status_code == 404


def test_report_is_in_the_language_of_the_page() -> None:
    everything = make_everything()
    User.objects.filter(pk=everything.editor.pk).update(language="es")
    answer = signed_in(everything.editor).get(url(everything.item.topics.get(), "report"))
    assert '<html lang="es"' in answer.content.decode()


@pytest.mark.parametrize("form", sorted(formats()))
def test_report_tells_of_own_dialogues_only(form: str) -> None:
    everything = make_everything()
    topic = everything.item.topics.get()
    hidden = make_item(
        make_round(make_dialogue("SECRET"), number=1),
        topics=[topic],
        summary_en="Nobody here is to read this.",
    )
    make_entry(hidden, note="Nor this.")
    part = make_topic(parent=topic)
    make_item(make_round(hidden.round.dialogue, number=2), topics=[part])
    told = words_of(formats()[form], report(signed_in(everything.editor), topic, form).content)
    assert everything.item.ref in told
    assert [one for one in ("SECRET", "Nobody here", "Nor this", part.name_en) if one in told] == []


def test_report_on_a_topic_of_others_alone_says_that_there_is_nothing() -> None:
    everything = make_everything()
    topic = make_topic()
    make_item(make_round(make_dialogue("SECRET")), topics=[topic])
    told = report(signed_in(everything.editor), topic).content.decode()
    assert "SECRET" not in told
    assert "every dialogue open to the reader" in told


def test_report_of_a_topic_tells_what_was_recorded_under_a_merged_one() -> None:
    everything = make_everything()
    topic, into = everything.item.topics.get(), make_topic()
    merge_topic(user=everything.editor, topic=topic, into=into, reason="One subject.")
    assert everything.item.ref in report(signed_in(everything.editor), into).content.decode()
