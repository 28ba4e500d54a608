"""The buttons that begin and end watching, the list of what is watched, and the preference for its mail."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, Item, User, Watch
from ledger.personal import preference_of, set_preferences, watch
from ledger.recording import withdraw_item
from ledger.views import watching
from ledger.vocabulary import Role, WatchMail
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round, make_topic
from tests.support.acting import seen_on
from tests.support.admin_pages import signed_in
from tests.support.every_form import forms_on

pytestmark = pytest.mark.django_db
LIST = "/watching/"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def viewer(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


@pytest.fixture
def item(dialogue: Dialogue) -> Item:
    return make_item(make_round(dialogue))


def pressed(client: Client, page: str, action: str, do: str) -> Any:
    """Press the button of the form on a page that is sent to an address, as a browser without scripts does."""
    content = client.get(page).content
    assert f'value="{do}"' in content.decode()
    [sent] = [form for form in forms_on(page, content) if form.action == action]
    return client.post(action, dict(sent.values) | {"do": do}, follow=True)


def test_item_is_watched_and_no_longer_from_its_page(item: Item, viewer: User) -> None:
    client, page = signed_in(viewer), item.get_absolute_url()
    answer = pressed(client, page, f"{page}watch/", "watch")
    assert answer.redirect_chain == [(page, 302)]
    assert f"You watch {item.ref}." in answer.content.decode()
    assert Watch.objects.get().item == item
    answer = pressed(client, page, f"{page}watch/", "stop")
    assert f"You no longer watch {item.ref}." in answer.content.decode()
    assert not Watch.objects.exists()


def test_topic_is_watched_and_no_longer_from_its_page_in_the_dialogue_that_is_shown(
    item: Item, viewer: User
) -> None:
    make_member(Role.VIEWER, dialogue=make_dialogue(), user=viewer)
    client, topic = signed_in(viewer), item.topics.get()
    page = f"{topic.get_absolute_url()}?dialogue={item.round.dialogue.code}"
    action = page.replace("?", "watch/?")
    assert pressed(client, page, action, "watch").redirect_chain == [(page, 302)]
    assert Watch.objects.get().topic == topic
    pressed(client, page, action, "stop")
    assert not Watch.objects.exists()


def test_topic_watched_under_a_name_that_was_merged_is_watched(item: Item, viewer: User) -> None:
    topic = item.topics.get()
    merged = make_topic(merged_into=topic)
    watch(user=viewer, row=merged)
    client = signed_in(viewer)
    pressed(client, topic.get_absolute_url(), _action(client, topic.get_absolute_url()), "stop")
    assert not Watch.objects.exists()
    client.post(f"{merged.get_absolute_url()}watch/", {"do": "watch"})
    assert Watch.objects.get().topic == topic


def _action(client: Client, page: str) -> str:
    actions = [form.action for form in forms_on(page, client.get(page).content)]
    return next(action for action in actions if "/watch/" in action)


def test_button_stands_on_no_item_of_ones_own_and_on_none_that_was_withdrawn(dialogue: Dialogue) -> None:
    editor = make_editor(dialogue)
    own = make_item(make_round(dialogue), editor, officer=editor)
    gone = make_item(own.round, editor)
    withdraw_item(user=editor, item=gone, expected_sequence=None, reason="Opened twice.")
    client = signed_in(editor)
    for item in (own, gone):
        assert not client.get(item.get_absolute_url()).context["offers_watch"]
        watch(user=editor, row=item)
        assert client.get(item.get_absolute_url()).context["offers_watch"]  # it can be stopped


def test_list_holds_ones_own_and_stops_there(item: Item, viewer: User, dialogue: Dialogue) -> None:
    topic, other = item.topics.get(), make_editor(dialogue)
    for row in (item, topic):
        watch(user=viewer, row=row)
    watch(user=other, row=make_item(item.round))
    client = signed_in(viewer)
    shown = client.get(LIST).context
    assert (shown["items"], shown["topics"]) == ([item], [topic])
    action = f"{item.get_absolute_url()}watch/"
    assert pressed(client, LIST, action, "stop").redirect_chain == [(LIST, 302)]
    assert client.get(LIST).context["items"] == []


def test_list_tells_nothing_of_a_dialogue_that_one_left(item: Item, viewer: User) -> None:
    watch(user=viewer, row=item)
    make_member(Role.VIEWER, dialogue=make_dialogue(), user=viewer)
    viewer.memberships.filter(dialogue=item.round.dialogue).update(ended_on="2020-01-01")
    page = signed_in(viewer).get(LIST)
    assert (page.context["items"], item.ref in page.content.decode()) == ([], False)


def test_list_asks_no_more_for_three_rows_than_for_one(item: Item, viewer: User) -> None:
    client, counted = signed_in(viewer), []
    for row in (item, make_item(item.round), item.topics.get()):
        watch(user=viewer, row=row)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counted.append(len(queries))
    assert counted == [QUERIES] * 3


QUERIES = 6


def test_person_chooses_how_to_hear_of_it(viewer: User) -> None:
    client, page = signed_in(viewer), "/preferences/"
    sent = {"language": "en", "watched_mail": "at_once", "remind_hour": "8"} | seen_on(client, page)
    assert client.post(page, sent).status_code == 302
    assert preference_of(viewer).watched_mail is WatchMail.AT_ONCE
    User.objects.filter(pk=viewer.pk).update(email="viewer@example.org")
    assert "comes to you at once" in client.get(LIST).content.decode()


def test_list_does_not_promise_what_does_not_come(viewer: User) -> None:
    client = signed_in(viewer)
    User.objects.filter(pk=viewer.pk).update(email="viewer@example.org")
    chosen = {"wants_assignments": True, "watched_mail": WatchMail.DIGEST}
    for wants_digest, says in ((True, "comes to you in the daily digest"), (False, "You get no mail about")):
        set_preferences(user=viewer, wants_digest=wants_digest, **chosen)
        assert says in client.get(LIST).content.decode()
    set_preferences(user=viewer, wants_digest=True, **chosen)
    User.objects.filter(pk=viewer.pk).update(email="")
    assert "You get no mail about" in client.get(LIST).content.decode()


# --- A long list


def listed(client: Client, address: str) -> tuple[list[str], list[str]]:
    context = client.get(address).context
    return [item.ref for item in context["items"]], [topic.slug for topic in context["topics"]]


def test_long_list_says_how_long_it_is_and_leads_on(
    dialogue: Dialogue, viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "PAGE_ROWS", 2)
    round = make_round(dialogue, number=7)
    items = [make_item(round) for _number in range(5)]
    topics = [make_topic(f"topic-{number}") for number in "abc"]
    for row in (*items, *topics):
        watch(user=viewer, row=row)
    client = signed_in(viewer)
    refs, slugs = [item.ref for item in reversed(items)], ["topic-c", "topic-b", "topic-a"]
    page = client.get(LIST)
    assert listed(client, LIST) == (refs[:2], slugs[:2])
    assert "2 of 5 on this page, those watched last first." in " ".join(page.content.decode().split())
    second = LIST + page.context["watched"]["items"].older
    assert listed(client, second) == (refs[2:4], slugs[:2])
    both = LIST + client.get(second).context["watched"]["topics"].older
    assert listed(client, both) == (refs[2:4], slugs[2:])
    last = client.get(LIST + client.get(both).context["watched"]["items"].older)
    assert (last.context["watched"]["items"].older, last.context["watched"]["topics"].older) == ("", "")
    assert listed(client, LIST + last.context["watched"]["items"].newest) == (refs[:2], slugs[2:])


def test_page_beyond_the_end_says_so_and_leads_back(dialogue: Dialogue, viewer: User) -> None:
    watch(user=viewer, row=make_item(make_round(dialogue)))
    client = signed_in(viewer)
    page = client.get(f"{LIST}?items_before=0")
    assert "There are no older ones." in page.content.decode()
    assert "You watch no item." not in page.content.decode()
    assert page.context["watched"]["items"].newest == "?#h-items"
    for odd in ("x", "-1", "9" * 30, "\x00", "٣"):
        assert client.get(LIST, {"items_before": odd}).status_code == 200, odd


def test_list_says_in_spanish_how_one_hears_of_it(viewer: User) -> None:
    client = signed_in(viewer)
    User.objects.filter(pk=viewer.pk).update(email="viewer@example.org", language="es")
    for mail, says in (
        (WatchMail.AT_ONCE, "le llega por correo: de inmediato"),
        (WatchMail.NEVER, "No recibe correo"),
    ):
        set_preferences(user=viewer, wants_assignments=True, wants_digest=True, watched_mail=mail)
        assert says in client.get(LIST).content.decode()
