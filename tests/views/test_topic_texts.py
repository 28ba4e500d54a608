"""What our office says of topics: written anew, released, retired and redacted on pages."""

from typing import Any

import pytest
from django.test import Client

from ledger.models import Dialogue, TopicText, User
from ledger.recording import audience_of_text, release_topic_text, request_text_redaction
from ledger.vocabulary import Audience, Role
from tests.makers import make_dialogue, make_editor, make_member, make_releaser, make_topic, make_topic_text
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def page_of(dialogue: Dialogue, slug: str = "torture") -> str:
    return f"/topics/{slug}/{dialogue.code}/line/en/"


def sent(client: Client, page: str, **fields: Any) -> Any:
    """Send the form of a page as it stands, with some fields typed in."""
    form = client.get(page).context["form"]
    kept = {name: form[name].value() for name in form.fields}
    return client.post(page, {name: "" if one is None else one for name, one in (kept | fields).items()})


def stands(dialogue: Dialogue) -> list[tuple[int, str]]:
    return [
        (one.sequence, one.text) for one in TopicText.objects.filter(dialogue=dialogue).order_by("sequence")
    ]


def test_text_is_written_anew_and_shown_on_its_topic(dialogue: Dialogue, editor: User) -> None:
    make_topic("torture")
    client, page = signed_in(editor), page_of(dialogue)
    assert "Nobody has written it yet" in client.get(page).content.decode()
    answer = sent(client, page, text="We welcome it.")
    assert answer["Location"] == f"/topics/torture/?dialogue={dialogue.code}#h-office"
    sent(client, page, text="We regret it.")
    assert stands(dialogue) == [(1, "We welcome it."), (2, "We regret it.")]
    topic = client.get(f"/topics/torture/?dialogue={dialogue.code}").content.decode()
    assert ("We regret it." in topic, "We welcome it." in topic) == (True, False)


def test_same_page_sent_twice_writes_once(dialogue: Dialogue, editor: User) -> None:
    make_topic("torture")
    client, page = signed_in(editor), page_of(dialogue)
    form = client.get(page).context["form"]
    fields = {"seen": 0, "request_id": form["request_id"].value(), "text": "Once.", "written_on": ""}
    assert [client.post(page, fields).status_code for _ in range(2)] == [302, 302]
    assert stands(dialogue) == [(1, "Once.")]


@pytest.mark.parametrize(
    ("fields", "where", "says"),
    [
        ({"text": " "}, "text", "Write what is to be said."),
        ({"written_on": "2150-01-01"}, "written_on", "lies ahead"),
        ({"written_on": "soon"}, "written_on", "is no date that is understood"),
    ],
)
def test_bad_input_is_told_at_its_field_and_stays(
    dialogue: Dialogue, editor: User, fields: dict[str, str], where: str, says: str
) -> None:
    make_topic("torture")
    answer = sent(signed_in(editor), page_of(dialogue), **{"text": "Typed."} | fields)
    form = answer.context["form"]
    assert says in str(form.errors[where])
    assert form["text"].value() == ({"text": "Typed."} | fields)["text"]
    assert stands(dialogue) == []


def test_who_was_slower_sees_the_newer_text_and_keeps_what_was_typed(
    dialogue: Dialogue, editor: User
) -> None:
    topic = make_topic("torture")
    client, page = signed_in(editor), page_of(dialogue)
    form = client.get(page).context["form"]
    make_topic_text(dialogue, topic=topic, text="The first was faster.")
    fields = {"seen": 0, "request_id": form["request_id"].value(), "text": "Mine.", "written_on": ""}
    answer = client.post(page, fields)
    page_text = answer.content.decode()
    assert ("somebody else was faster" in page_text, "The first was faster." in page_text) == (True, True)
    again = answer.context["form"]
    assert (again["text"].value(), again["seen"].value()) == ("Mine.", "1")
    client.post(page, fields | {"seen": again["seen"].value()})
    assert stands(dialogue) == [(1, "The first was faster."), (2, "Mine.")]


def test_text_that_stands_no_longer(dialogue: Dialogue, editor: User) -> None:
    text = make_topic_text(dialogue, topic=make_topic("torture"))
    client = signed_in(editor)
    sent(client, page_of(dialogue), do="retire")
    assert stands(dialogue) == [(1, text.text), (2, "")]
    assert "stands no longer" in client.get(page_of(dialogue)).content.decode()
    assert (
        "No line to take stands yet"
        in client.get(f"/topics/torture/?dialogue={dialogue.code}").content.decode()
    )


def test_releaser_sets_the_audience_of_a_version(dialogue: Dialogue) -> None:
    text = make_topic_text(dialogue)
    client, page = signed_in(make_releaser(dialogue)), f"/topic-texts/{text.uuid}/audience/"
    assert sent(client, page, audience=Audience.SHARED).status_code == 302
    assert audience_of_text(text) is Audience.SHARED
    assert "That is its audience already." in sent(client, page).content.decode()


def test_second_person_releases_where_the_dialogue_wants_one() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    text = make_topic_text(dialogue, user)
    answer = sent(signed_in(user), f"/topic-texts/{text.uuid}/audience/", audience=Audience.PUBLIC)
    assert "a second person releases" in str(answer.context["form"].errors["audience"])


@pytest.mark.parametrize(("do", "left"), [("approve", ""), ("decline", "We welcome it.")])
def test_redaction_is_decided_by_a_second_person(
    dialogue: Dialogue, editor: User, do: str, left: str
) -> None:
    text = make_topic_text(dialogue)
    page, first = f"/topic-texts/{text.uuid}/redact/", signed_in(editor)
    assert "Say why it must go" in str(first.post(page, {"reason": ""}).context["form"].errors["reason"])
    assert first.post(page, {"reason": "A name."}).status_code == 302
    assert "waits for a second person" in first.post(page, {"reason": "Again."}).content.decode()
    assert first.post(page, {"do": do}).status_code == 403
    second = signed_in(make_editor(dialogue))
    assert second.post(page, {"do": do}).status_code == 302
    assert TopicText.objects.get().text == left
    assert "decided already" in second.post(page, {"do": do}).content.decode()


@pytest.mark.parametrize(
    "page", ["torture/{code}/rumour/en", "torture/{code}/line/de", "nothing/{code}/line/en"]
)
def test_words_that_name_no_text_are_not_found(dialogue: Dialogue, editor: User, page: str) -> None:
    make_topic("torture")
    assert signed_in(editor).get(f"/topics/{page.format(code=dialogue.code)}/").status_code == 404


@pytest.mark.parametrize(("count", "queries"), [(1, 10), (3, 10)])
def test_versions_cost_the_same_whatever_their_number(
    dialogue: Dialogue, editor: User, django_assert_num_queries: Any, count: int, queries: int
) -> None:
    topic, releaser = make_topic("torture"), make_releaser(dialogue)
    for _ in range(count):
        text = make_topic_text(dialogue, editor, topic=topic)
        release_topic_text(user=releaser, text=text, audience=Audience.SHARED)
        request_text_redaction(user=editor, text=text, reason="A name.")
    client = signed_in(editor)
    client.get(page_of(dialogue))  # what is read once per process
    with django_assert_num_queries(queries):
        client.get(page_of(dialogue))
