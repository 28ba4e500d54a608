"""The Atom feeds: what they tell, to whom, until when."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from ledger.models import Dialogue, Item, Membership, Topic, User
from ledger.notifications import atom
from ledger.personal import make_feed_key, revoke_feed_key
from ledger.vocabulary import Language, Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

ATOM = {"a": atom.NAMESPACE}
NOTE = "Ms Roe <b>said</b> so."


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def topic() -> Topic:
    return make_topic()


@pytest.fixture
def item(dialogue: Dialogue, topic: Topic) -> Item:
    editor = make_editor(dialogue)
    item = make_item(make_round(dialogue), editor, topics=[topic])
    make_entry(item, Status.IN_PROGRESS, editor, note=NOTE)
    return item


@pytest.fixture
def reader(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


def addresses(reader: User, dialogue: Dialogue, topic: Topic) -> list[str]:
    """The feed of a dialogue and that of a topic, by a new secret."""
    secret = make_feed_key(user=reader)
    return [f"/feeds/{secret}/dialogues/{dialogue.code}.atom", f"/feeds/{secret}/topics/{topic.slug}.atom"]


def titles(address: str) -> list[str | None]:
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-cache"
    feed = ElementTree.fromstring(answer.content)  # our own
    return [title.text for title in feed.findall("a:entry/a:title", ATOM)]


def codes(pages: list[str]) -> list[int]:
    return [Client().get(page).status_code for page in pages]


def test_feeds_tell_references_acts_and_links_alone(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    newest = item.entries.get(sequence=2)
    for page in addresses(reader, dialogue, topic):
        assert titles(page) == [f"{item.ref}: status", f"{item.ref}: opened"]
        content = Client().get(page).content.decode()
        assert "Roe" not in content
        assert item.summary_en not in content
        assert str(newest.author) not in content
        entry = ElementTree.fromstring(content).find("a:entry", ATOM)
        assert entry is not None
        assert [element.text for element in entry.findall("a:id", ATOM)] == [f"urn:uuid:{newest.uuid}"]
        [link] = entry.findall("a:link", ATOM)
        assert link.attrib["href"].endswith(f"/items/{item.ref}/#entry-2")


def test_feed_speaks_the_language_of_its_owner(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    User.objects.filter(pk=reader.pk).update(language=Language.ES)
    assert titles(addresses(reader, dialogue, topic)[0])[1] == f"{item.ref}: abierto"


def test_feed_of_another_dialogue_is_not_found(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    stranger = make_editor(make_dialogue())
    of_dialogue, of_topic = addresses(stranger, dialogue, topic)
    assert Client().get(of_dialogue).status_code == 404
    assert titles(of_topic) == []  # a topic is everybody's; what was recorded on it is not
    secret = make_feed_key(user=reader)
    wrong = ["dialogues/NONE", f"topics/no-{topic.slug}"]
    assert codes([f"/feeds/{secret}/{name}.atom" for name in wrong]) == [404, 404]


def test_rights_are_decided_anew_at_each_read(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    pages = addresses(reader, dialogue, topic)
    etags = [Client().get(page)["ETag"] for page in pages]
    Membership.objects.filter(user=reader).update(ended_on=timezone.localdate())
    assert codes(pages) == [404, 404]
    asked = [
        Client().get(page, headers={"If-None-Match": etag}) for page, etag in zip(pages, etags, strict=True)
    ]
    assert [answer.status_code for answer in asked] == [404, 404]


def test_feeds_are_shut_with_the_calendar_and_the_account(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    pages = addresses(reader, dialogue, topic)
    revoke_feed_key(user=reader)
    assert codes(pages) == [404, 404]
    pages = addresses(reader, dialogue, topic)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert codes(pages) == [404, 404]


def test_unchanged_feed_is_not_sent_again(item: Item, reader: User, dialogue: Dialogue, topic: Topic) -> None:
    for page in addresses(reader, dialogue, topic):
        asked = {"If-None-Match": Client().get(page)["ETag"]}
        assert Client().get(page, headers=asked).status_code == 304
        make_entry(item, Status.STALLED, make_editor(dialogue), note="Nothing came of it.")
        assert Client().get(page, headers=asked).status_code == 200


def test_merged_topic_leads_on_and_parts_are_told(
    item: Item, reader: User, dialogue: Dialogue, topic: Topic
) -> None:
    broader = make_topic()
    Topic.objects.filter(pk=topic.pk).update(merged_into=broader)
    expected = [f"{item.ref}: status", f"{item.ref}: opened"]
    secret = make_feed_key(user=reader)
    pages = [f"/feeds/{secret}/topics/{name.slug}.atom" for name in (topic, broader)]
    assert [titles(page) for page in pages] == [expected, expected]


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_the_same(
    rows: int,
    reader: User,
    dialogue: Dialogue,
    topic: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    editor, round = make_editor(dialogue), make_round(dialogue)
    for _row in range(rows):
        make_item(round, editor, topics=[topic])
    assert atom.feed_of_dialogue(reader, dialogue.code)
    with django_assert_num_queries(2):
        atom.feed_of_dialogue(reader, dialogue.code)
    with django_assert_num_queries(3):
        atom.feed_of_topic(reader, topic.slug)


def test_preferences_show_the_addresses_once(reader: User, dialogue: Dialogue) -> None:
    client = Client()
    client.force_login(reader)
    page = reverse("ledger:preferences")
    shown = client.post(page, {"do": "make-calendar"}, follow=True).content.decode()
    assert f"/dialogues/{dialogue.code}.atom" in shown
    assert "/topics/TOPIC.atom" in shown
    assert ".atom" not in client.get(page).content.decode()
