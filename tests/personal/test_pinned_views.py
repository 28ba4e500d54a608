"""Saved views pinned to a workspace: whose, how many, in which order, and until when."""

import pytest

from ledger.models import Dialogue, PinnedView, SavedView, User
from ledger.personal import (
    MAX_PINNED,
    InvalidInput,
    NotVisible,
    delete_view,
    move_pin_up,
    move_views,
    pin_view,
    pinned_views,
    save_view,
    unpin_view,
    update_view,
)
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_member
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def user(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def saved(user: User, count: int) -> list[SavedView]:
    return [save_view(user=user, name=f"View {number}", query="") for number in range(count)]


def names(user: User) -> list[str]:
    return [pin.view.name for pin in pinned_views(user)]


def test_views_stand_in_the_order_in_which_they_were_pinned_until_moved(user: User) -> None:
    views = saved(user, 3)
    for view in (views[2], views[0], views[1], views[0]):
        pin_view(user=user, view=view)
    assert names(user) == ["View 2", "View 0", "View 1"]
    move_pin_up(user=user, view=views[1])
    move_pin_up(user=user, view=views[1])
    move_pin_up(user=user, view=views[1])
    assert names(user) == ["View 1", "View 2", "View 0"]
    assert (unpin_view(user=user, view=views[2]), unpin_view(user=user, view=views[2])) == (True, False)
    move_pin_up(user=user, view=views[2])
    assert names(user) == ["View 1", "View 0"]


def test_workspace_holds_so_many_and_one_more_once_one_is_off(user: User) -> None:
    views = saved(user, MAX_PINNED + 1)
    for view in views[:MAX_PINNED]:
        pin_view(user=user, view=view)
    with pytest.raises(InvalidInput, match="8 pinned views"):
        pin_view(user=user, view=views[-1])
    pin_view(user=user, view=views[0])
    unpin_view(user=user, view=views[0])
    pin_view(user=user, view=views[-1])
    assert names(user)[-1] == views[-1].name


def test_shared_view_is_pinned_by_each_for_themselves(user: User, dialogue: Dialogue) -> None:
    view = save_view(user=user, name="Ours", query="", dialogue=dialogue, is_shared=True)
    colleague = make_member(Role.VIEWER, dialogue=dialogue)
    pin_view(user=colleague, view=view)
    assert (names(user), names(colleague)) == ([], ["Ours"])
    update_view(user=user, view=view, is_shared=False)
    assert names(colleague) == []
    update_view(user=user, view=view, is_shared=True)
    assert names(colleague) == ["Ours"]
    delete_view(user=user, view=view)
    assert not PinnedView.objects.exists()


def test_view_that_one_does_not_see_is_not_pinned(user: User, dialogue: Dialogue) -> None:
    private = save_view(user=user, name="Mine", query="", dialogue=dialogue)
    shared = save_view(user=user, name="Ours", query="", dialogue=dialogue, is_shared=True)
    for person, view in (
        (make_editor(dialogue), private),
        (make_editor(make_dialogue()), shared),
    ):
        with pytest.raises(NotVisible):
            pin_view(user=person, view=view)
    assert not PinnedView.objects.exists()


def test_pin_goes_with_the_role_and_makes_room(user: User, dialogue: Dialogue) -> None:
    other = make_dialogue()
    make_member(Role.VIEWER, dialogue=other, user=user)
    views = [save_view(user=user, name=f"There {number}", query="", dialogue=other) for number in range(8)]
    for view in views:
        pin_view(user=user, view=view)
    user.memberships.filter(dialogue=other).update(ended_on="2020-01-01")
    assert names(user) == []
    pin_view(user=user, view=saved(user, 1)[0])
    assert names(user) == ["View 0"]


def test_view_handed_to_another_leaves_the_workspace(user: User, dialogue: Dialogue) -> None:
    view = save_view(user=user, name="Late", query="overdue=1", dialogue=dialogue)
    pin_view(user=user, view=view)
    colleague = make_editor(dialogue)
    move_views(user=user, from_user=user, to_user=colleague, dialogue=dialogue)
    assert (names(user), names(colleague)) == ([], [])
    pin_view(user=colleague, view=view)
    assert names(colleague) == ["Late"]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_pin_once_and_no_more_than_fit(user: User) -> None:
    views = saved(user, MAX_PINNED + 1)
    assert at_once([lambda: pin_view(user=user, view=views[0])] * 2) == [None, None]
    for view in views[1 : MAX_PINNED - 1]:
        pin_view(user=user, view=view)
    last = at_once([lambda view=view: pin_view(user=user, view=view) for view in views[-2:]])  # type: ignore[misc]
    assert sorted(type(found).__name__ for found in last) == ["InvalidInput", "NoneType"]
    positions = list(PinnedView.objects.values_list("position", flat=True))
    assert positions == list(range(1, MAX_PINNED + 1))
