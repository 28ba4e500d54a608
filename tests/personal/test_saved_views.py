"""Saved views: whose they are, what is kept of a query, and handing them over."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ledger.models import SavedView, User
from ledger.personal import (
    InvalidInput,
    NotVisible,
    canonical_query,
    delete_view,
    move_views,
    save_view,
    update_view,
)
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_member, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?topic=b&topic=a&status=", "topic=a&topic=b"),
        ("status=done&after=xyz&dialogue=USMX&csrfmiddlewaretoken=x", "dialogue=USMX&status=done"),
        ("q=prisión+y&q=prisión+y", "q=prisi%C3%B3n+y"),
    ],
)
def test_query_is_kept_in_one_form(query: str, kept: str) -> None:
    assert canonical_query(query) == kept == canonical_query(kept)


def test_view_is_saved_renamed_and_deleted_by_its_owner() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    view = save_view(user=user, name=" Overdue ", query="overdue=1&page=2", dialogue=dialogue)
    assert (view.name, view.query, view.is_shared, view.list) == ("Overdue", "overdue=1", False, "items")
    view = update_view(user=user, view=view, name="Late", is_shared=True)
    assert (view.name, view.query, view.is_shared) == ("Late", "overdue=1", True)
    delete_view(user=user, view=view)
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ({"name": " "}, {"name"}),
        ({"name": "x" * 81}, {"name"}),
        ({"name": "Taken"}, {"name"}),
        ({"name": "a\x00b"}, {"name"}),
        ({"query": "q=" + "x" * 2000}, {"query"}),
        ({"is_shared": True}, {"dialogue"}),
    ],
)
def test_view_that_cannot_be_kept_is_refused_by_field(fields: dict[str, Any], broken: set[str]) -> None:
    user = make_editor(make_dialogue())
    save_view(user=user, name="Taken", query="")
    with pytest.raises(InvalidInput) as refused:
        save_view(user=user, **{"name": "New", "query": ""} | fields)
    assert set(refused.value.fields) == broken
    assert SavedView.objects.count() == 1


def test_two_owners_may_use_one_name() -> None:
    dialogue = make_dialogue()
    for user in (make_editor(dialogue), make_editor(dialogue)):
        save_view(user=user, name="Mine", query="")
    assert SavedView.objects.count() == 2


@pytest.mark.parametrize("shared", [True, False])
def test_view_of_another_is_neither_changed_nor_deleted(shared: bool) -> None:
    dialogue = make_dialogue()
    view = save_view(user=make_editor(dialogue), name="Theirs", query="", dialogue=dialogue, is_shared=shared)
    user = make_editor(dialogue)
    for act in (
        lambda: update_view(user=user, view=view, name="Mine"),
        lambda: delete_view(user=user, view=view),
    ):
        with pytest.raises(NotVisible):
            act()
    assert SavedView.objects.get().name == "Theirs"


@pytest.mark.parametrize("who", ["no role", "another dialogue"])
def test_view_is_kept_in_a_dialogue_of_ones_own_alone(who: str) -> None:
    dialogue = make_dialogue()
    user = make_user() if who == "no role" else make_editor(make_dialogue())
    with pytest.raises(NotVisible):
        save_view(user=user, name="x", query="", dialogue=dialogue)


def test_view_is_not_moved_to_a_dialogue_of_others() -> None:
    user = make_editor(make_dialogue())
    view = save_view(user=user, name="x", query="")
    with pytest.raises(NotVisible):
        update_view(user=user, view=view, dialogue=make_dialogue())


@pytest.mark.parametrize("fields", [{"name": ""}, {"is_shared": True}])
def test_database_refuses_what_the_desk_refuses(fields: dict[str, Any]) -> None:
    user = make_user()
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(**{"owner": user, "name": "x"} | fields)


# Handing over


def hand_over(by: User, from_user: User, to_user: User, dialogue: Any) -> dict[str, str]:
    return move_views(user=by, from_user=from_user, to_user=to_user, dialogue=dialogue)


def test_views_of_a_dialogue_are_handed_over_under_free_names() -> None:
    dialogue = make_dialogue()
    old, new = make_editor(dialogue), make_editor(dialogue)
    for user in (old, new):
        save_view(user=user, name="Late", query="overdue=1", dialogue=dialogue)
    save_view(user=old, name="Private", query="")
    assert list(hand_over(old, old, new, dialogue).values()) == ["Late"]
    assert {(view.owner, view.name) for view in SavedView.objects.all()} == {
        (new, "Late"),
        (new, f"Late ({old})"),
        (old, "Private"),
    }


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER, None])
def test_views_are_handed_over_by_those_who_give_items_to_others(role: Role | None) -> None:
    dialogue = make_dialogue()
    old, new = make_editor(dialogue), make_editor(dialogue)
    by = make_member(role, dialogue=dialogue) if role else make_editor(make_dialogue())
    with pytest.raises(NotVisible):
        hand_over(by, old, new, dialogue)


def test_views_are_not_handed_to_a_stranger() -> None:
    dialogue = make_dialogue()
    old = make_editor(dialogue)
    with pytest.raises(InvalidInput):
        hand_over(old, old, make_user(), dialogue)
