"""Pinned views on the workspace: each with the count of the list that it opens, and the buttons that pin them."""

from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.accounts.rights import Rights
from ledger.filters import ItemFilterSet
from ledger.models import Dialogue, Item, PinnedView, SavedView, User
from ledger.personal import pin_view, pinned_views, save_view
from ledger.vocabulary import Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_step,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.every_form import forms_on
from tests.support.loud import make_loud

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LIST = "/views/"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


def pin(user: User, name: str, query: str, **fields: Any) -> SavedView:
    view = save_view(user=user, name=name, query=query, **fields)
    pin_view(user=user, view=view)
    return view


def shown(client: Client) -> dict[str, int | None]:
    return {line.view.name: line.count for line in client.get("/").context["pinned"]}


def words_of(client: Client, page: str) -> str:
    return " ".join(client.get(page).content.decode().split())


def press(client: Client, page: str, view: SavedView, do: str) -> Any:
    """Press a button of a view on a page, as a browser without scripts does."""
    content, action = client.get(page).content, f"/views/{view.uuid}/pin/"
    assert f'value="{do}"' in content.decode()
    sent = next(form for form in forms_on(page, content) if form.action == action)
    return client.post(action, dict(sent.values) | {"do": do}, follow=True)


# --- Counts


def make_rows(dialogue: Dialogue, keeper: User) -> None:
    topic = make_topic("prisons")
    rounds = [make_round(dialogue, number=number) for number in (1, 2)]
    loud = make_loud(rounds[0], keeper, topics=[topic])
    make_loud(rounds[1], keeper, topics=[make_topic("cells", parent=topic)], continues=loud)
    quiet = make_item(rounds[1], keeper, topics=[topic], officer=keeper, summary_en="Register of prisons.")
    make_entry(quiet, Status.IN_PROGRESS, keeper)
    make_item(rounds[0], keeper)
    make_step(quiet, keeper, officer=keeper)
    foreign = make_dialogue("SECRET")
    make_loud(make_round(foreign), make_editor(foreign), topics=[topic])


def queries(keeper: User) -> list[str]:
    """The list as it is, with each value of each filter, with words, days and several filters at once."""
    dialogues = Rights(keeper).dialogues
    offered = ItemFilterSet(QueryDict(""), Item.objects.current(), user=keeper, dialogues=dialogues).offered
    found = [
        f"{name}={value}"
        for name in ItemFilterSet.base_filters
        if name != "sort"
        for value, _label in offered.choices(name)
    ]
    several = "status=stalled&status=done&topic=prisons&voice=office&party=none&sort=-ref"
    return [
        *("", "q=register", "q=ABC-1", "q=nothing+at+all", "as_of=2016-06-01", "opened_since=2016-01-01"),
        *("moved_since=2016-01-01", several, "q=prisons&status=open", "status=in_progress&as_of=2030-01-01"),
        *found,
    ]


def test_every_count_is_that_of_the_list_that_it_opens(dialogue: Dialogue, keeper: User) -> None:
    make_rows(dialogue, keeper)
    client, differing, counts = signed_in(keeper), [], set()
    asked = queries(keeper)
    assert len(asked) > 50
    for some in (asked[start : start + 8] for start in range(0, len(asked), 8)):
        for query in some:
            pin(keeper, query or "all", query)
        for line in client.get("/").context["pinned"]:
            page = client.get(line.view.get_absolute_url(), follow=True)
            # A reference that was typed alone leads straight to its item.
            listed = page.context.get("count", 1)
            faults = page.context.get("faults")
            if (line.count, faults or None) != (None if faults else listed, faults or None):
                differing.append((line.view.query, line.count, listed, faults))
            counts.add(line.count)
        SavedView.objects.all().delete()
    assert differing == []
    assert counts >= {0, 1, 2, 3, 4}


def test_count_is_of_what_the_person_sees_and_of_their_own(dialogue: Dialogue, keeper: User) -> None:
    make_rows(dialogue, keeper)
    view = pin(keeper, "Mine", "officer=me", dialogue=dialogue, is_shared=True)
    colleague = make_editor(dialogue)
    pin_view(user=colleague, view=view)
    assert [shown(signed_in(person)) for person in (keeper, colleague)] == [{"Mine": 3}, {"Mine": 0}]


def test_view_whose_filter_works_no_more_says_so_and_breaks_nothing(dialogue: Dialogue, keeper: User) -> None:
    make_rows(dialogue, keeper)
    broken = {
        "No such topic": "topic=gone",
        "No such filter": "nothing=1",
        "No day": "as_of=2016-02-31",
        "Twice": "overdue=0&overdue=1",
        "Odd": "officer=" + "9" * 400,
        "NUL": "q=a%00b",
    }
    views = {name: pin(keeper, name, query) for name, query in broken.items()}
    pin(keeper, "Sound", "dialogue=ABC")
    client = signed_in(keeper)
    assert shown(client) == dict.fromkeys(broken) | {"Sound": 4}
    assert words_of(client, "/").count("Its filters do not work any more: open it to see why.") == len(broken)
    for view in views.values():
        assert client.get(view.get_absolute_url(), follow=True).context["faults"]


def test_names_are_text(keeper: User) -> None:
    pin(keeper, "<script>alert(1)</script>", "")
    for page in ("/", LIST):
        content = signed_in(keeper).get(page).content.decode()
        assert "<script>alert(1)" not in content
        assert "&lt;script&gt;alert(1)" in content


# --- Buttons


def test_view_is_pinned_moved_and_taken_off_on_the_page_of_views(keeper: User) -> None:
    client = signed_in(keeper)
    views = [save_view(user=keeper, name=f"View {number}", query="") for number in range(2)]
    for view in views:
        answer = press(client, LIST, view, "pin")
        assert answer.redirect_chain == [(LIST, 302)]
        assert f"“{view.name}” is on your workspace." in answer.content.decode()
    assert list(shown(client)) == ["View 0", "View 1"]
    press(client, LIST, views[1], "up")
    assert list(shown(client)) == ["View 1", "View 0"]
    answer = press(client, LIST, views[1], "unpin")
    assert "“View 1” is off your workspace." in answer.content.decode()
    assert list(shown(client)) == ["View 0"]


def test_view_is_pinned_and_taken_off_on_its_list(keeper: User) -> None:
    client, view = signed_in(keeper), save_view(user=keeper, name="Late", query="overdue=1")
    page = f"/items/?overdue=1&view={view.uuid}"
    assert "/pin/" not in client.get("/items/?overdue=1").content.decode()
    for do, pinned in (("pin", ["Late"]), ("unpin", [])):
        answer = press(client, page, view, do)
        assert answer.redirect_chain == [(view.get_absolute_url(), 302), (page, 302)]
        assert [row.view.name for row in pinned_views(keeper)] == pinned


def test_ninth_view_is_refused_with_what_to_do(keeper: User) -> None:
    for number in range(8):
        pin(keeper, f"View {number}", "")
    view = save_view(user=keeper, name="Ninth", query="")
    answer = press(signed_in(keeper), LIST, view, "pin")
    assert "Your workspace holds 8 pinned views: unpin one first." in answer.content.decode()
    assert PinnedView.objects.count() == 8


def test_guessed_and_foreign_views_are_not_found(dialogue: Dialogue, keeper: User) -> None:
    private = save_view(user=keeper, name="Mine", query="", dialogue=dialogue)
    for person in (make_editor(dialogue), make_editor(make_dialogue())):
        client = signed_in(person)
        for do in ("pin", "unpin", "up"):
            assert client.post(f"/views/{private.uuid}/pin/", {"do": do}).status_code == 404
    assert not PinnedView.objects.exists()


def test_nothing_is_shown_where_nothing_is_pinned(keeper: User) -> None:
    assert 'id="pinned"' not in signed_in(keeper).get("/").content.decode()


# --- Queries


def counted(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)


def test_workspace_counts_one_view_and_three_in_one_query(dialogue: Dialogue, keeper: User) -> None:
    make_rows(dialogue, keeper)
    client, found = signed_in(keeper), []
    for names in ((), ("overdue=1",), ("topic=prisons&status=open", "as_of=2016-06-01")):
        for query in names:
            pin(keeper, query, query)
        found.append(counted(client, "/"))
    assert found == [QUERIES, QUERIES + 2, QUERIES + 2]


QUERIES = 21
"""Of the workspace without a pinned view; with some, two more: what filters offer now, and all counts."""


def test_pages_of_views_ask_no_more_for_three_than_for_one(keeper: User) -> None:
    client, found = signed_in(keeper), []
    for number in range(3):
        pin(keeper, f"View {number}", "")
        save_view(user=keeper, name=f"Other {number}", query="")
        found.append(counted(client, LIST))
    assert found == [5] * 3
