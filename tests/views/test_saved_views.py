"""Saved views as pages: saved from a list, opened at an address, shared, changed and deleted by their owner alone."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django.utils.dateformat import format as date_format
from lxml import html

from ledger.models import Dialogue, SavedView, User
from ledger.personal import save_view
from tests.makers import make_dialogue, make_editor, make_item, make_round
from tests.support.acting import seen_on
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def save(user: User, **typed: Any) -> Any:
    return signed_in(user).post("/views/", {"name": "Mine", "query": "officer=me&sort=review"} | typed)


def test_list_is_saved_and_opened_at_an_address_of_its_own(dialogue: Dialogue, keeper: User) -> None:
    make_item(make_round(dialogue, number=7), keeper, officer=keeper)
    client = signed_in(keeper)
    assert (
        "/views/?officer=me&amp;sort=review" in client.get("/items/?officer=me&sort=review").content.decode()
    )
    offered = client.get("/views/?officer=me&sort=review").context["form"]
    assert (offered["query"].value(), offered["dialogue"].value()) == ("officer=me&sort=review", dialogue.pk)
    there = save(keeper, dialogue=dialogue.pk)["Location"]
    view = SavedView.objects.get()
    assert (there, view.dialogue, view.is_shared) == (f"/views/{view.uuid}/", dialogue, False)
    listed = client.get(there, follow=True)
    assert listed.redirect_chain == [(f"/items/?officer=me&sort=review&view={view.uuid}", 302)]
    assert [one.is_open for one in listed.context["views"]] == [True]
    assert [row.item.ref for row in listed.context["rows"]] == ["ABC-7-01"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "Taken"}, "name"),
        ({"is_shared": "on"}, "dialogue"),
        ({"dialogue": "0"}, "dialogue"),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_stays_typed(
    keeper: User, typed: dict[str, str], field: str
) -> None:
    save(keeper, name="Taken")
    answer = save(keeper, **typed)
    form = answer.context["form"]
    assert (answer.status_code, set(form.errors), form["query"].value()) == (
        200,
        {field},
        "officer=me&sort=review",
    )
    assert SavedView.objects.count() == 1


def test_shared_view_is_opened_by_colleagues_and_changed_by_its_owner_alone(
    dialogue: Dialogue, keeper: User
) -> None:
    save(keeper, dialogue=dialogue.pk, is_shared="on")
    view, colleague, stranger = SavedView.objects.get(), make_editor(dialogue), make_editor(make_dialogue())
    opened = {
        who: signed_in(who).get(f"/views/{view.uuid}/").status_code for who in (keeper, colleague, stranger)
    }
    assert list(opened.values()) == [302, 302, 404]
    change = f"/views/{view.uuid}/change/"
    assert signed_in(colleague).post(change, {"do": "delete"}).status_code == 404
    client = signed_in(keeper)
    client.post(change, {"name": "Ours", "dialogue": dialogue.pk} | seen_on(client, change))
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Ours", False, "officer=me&sort=review")
    assert "Ours" not in signed_in(colleague).get("/views/").content.decode()
    client.post(change, {"do": "delete"})
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("differing=yes", "Differing: Select a valid choice. yes is not one of the available choices."),
        ("colour=red", "There is no filter “colour”."),
        ("moved_since=soon", "Status moved since: “soon” is no date"),
        ("steps=with&steps=only", "“steps” is given twice: choose one value."),
        ("sort=luck", "Order: Select a valid choice. luck is not one of the available choices."),
    ],
)
def test_filter_that_the_list_would_not_understand_is_refused_by_name_and_value(
    keeper: User, query: str, says: str
) -> None:
    answer = save(keeper, query=query, name="Those <b>")
    assert answer.status_code == 200
    shown = " ".join(html.fromstring(answer.content).text_content().split())
    assert says in shown
    assert (answer.context["form"]["name"].value(), answer.context["form"]["query"].value()) == (
        "Those <b>",
        query,
    )
    assert not SavedView.objects.exists()


def test_view_whose_filters_are_not_understood_any_more_is_not_renamed(keeper: User) -> None:
    view = save_view(user=keeper, name="Mine", query="differing=yes")
    client, page = signed_in(keeper), f"/views/{view.uuid}/change/"
    sent = {"name": "Ours"} | seen_on(client, page)
    for query in ("differing=yes", "", "differing=1"):
        answer = client.post(page, sent | {"query": query})
        assert answer.status_code == 200
        assert "Differing: Select a valid choice. yes is not one" in answer.content.decode()
        assert answer.context["form"]["name"].value() == "Ours"
    assert SavedView.objects.get().name == "Mine"
    assert client.post(page, {"do": "delete"}).status_code == 302


# --- Days that move


def test_view_of_yesterday_says_that_it_moves_and_shows_the_day(keeper: User) -> None:
    """It is what a morning's view is for, and a view that moved without a word would be taken for a fixed one."""
    client = signed_in(keeper)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    shown = date_format(yesterday, "j F Y")
    asked = client.get("/views/?moved_since=yesterday").content.decode()
    says = f"Status moved since: “yesterday” is read anew on each day on which the view is opened; today it is {shown}."
    assert says in text_of(asked)
    view = save_view(user=keeper, name="Morning", query="moved_since=yesterday&opened_since=1+Mar+2019")
    listed = text_of(client.get("/views/").content.decode())
    assert listed.count("moves from day to day: Status moved since, “yesterday”") == 1
    assert says in text_of(client.get(f"/views/{view.uuid}/change/").content.decode())
    chips = client.get(view.get_absolute_url(), follow=True).context["chips"]
    assert {chip.label: chip.value for chip in chips} == {
        "Status moved since": f"yesterday ({date_format(yesterday, 'j M Y')})",
        "Opened since": "1 Mar 2019",
    }


@pytest.mark.parametrize(
    "query", ["moved_since=2019-03-01", "q=yesterday", "moved_since=never", "topic=ayer", ""]
)
def test_view_without_a_moving_day_says_nothing_of_it(keeper: User, query: str) -> None:
    save_view(user=keeper, name="Kept", query=query)
    assert "moves from day to day" not in signed_in(keeper).get("/views/").content.decode()


def text_of(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())
