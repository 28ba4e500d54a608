"""Handing over: what goes, what stays and why, all or nothing, and undone."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from ledger.handover.handing_over import (
    Plan,
    StaleHandover,
    officers,
    plan_of,
    receivers,
    undo_hand_over,
)
from ledger.models import Dialogue, Entry, Handover, Item, SavedView, User
from ledger.personal import InvalidInput, delete_view, move_views, save_view, update_view
from ledger.recording import RuleViolation, amend_item, withdraw_item
from ledger.vocabulary import Role, Status
from tests.makers import make_dialogue, make_editor, make_entry, make_member, make_user
from tests.support.handing_over import BATCH, DAY, give, make_held

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LATER = datetime.date(2027, 9, 1)


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def old(dialogue: Dialogue) -> User:
    return make_member(Role.RECORDER, dialogue=dialogue)


@pytest.fixture
def new(dialogue: Dialogue) -> User:
    return make_member(Role.RECORDER, dialogue=dialogue)


def whose(*items: Item) -> list[tuple[User | None, datetime.date | None]]:
    fresh = [Item.objects.get(pk=one.pk) for one in items]
    return [(one.officer, one.review_on) for one in fresh]


def refs(plan: Plan) -> tuple[list[str], dict[str, str]]:
    return [one.ref for one in plan.goes], {one.ref: why for one, why in plan.stays}


# The plan


def test_plan_tells_what_goes_and_what_stays_and_why(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    goes, done, withdrawn = (make_held(old, dialogue) for _number in range(3))
    make_entry(done, Status.DECLINED, keeper)
    withdraw_item(user=keeper, item=withdrawn, expected_sequence=None, reason="Opened in error.")
    make_held(new, dialogue)
    read, shut, foreign = make_dialogue("READ"), make_dialogue("SHUT"), make_dialogue("SECRET")
    make_member(Role.VIEWER, dialogue=read, user=keeper)
    make_member(Role.EDITOR, dialogue=shut, user=keeper)
    watched, closed_to_new, _unseen = (make_held(old, one) for one in (read, shut, foreign))
    plan = plan_of(keeper, old, new)
    assert refs(plan) == (
        [goes.ref, done.ref],
        {
            withdrawn.ref: "It is withdrawn.",
            watched.ref: "You may not give items of READ to others.",
            closed_to_new.ref: f"{new} holds no role in SHUT.",
        },
    )
    assert plan.dialogues == [dialogue]


def test_plan_names_views_that_one_may_see_and_counts_the_others(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    save_view(user=old, name="Shared", query="", dialogue=dialogue, is_shared=True)
    save_view(user=old, name="Own", query="", dialogue=dialogue)
    save_view(user=old, name="Private", query="")
    theirs, own = plan_of(keeper, old, new), plan_of(make_editor(dialogue), old, new)
    assert ([one.name for one in theirs.views], theirs.unnamed, list(theirs.staying_views)) == (
        ["Shared"],
        1,
        [],
    )
    assert own.unnamed == 1
    make_member(Role.EDITOR, dialogue=dialogue, user=old)
    mine = plan_of(old, old, new)
    assert ({one.name for one in mine.views}, mine.unnamed) == ({"Own", "Shared"}, 0)
    assert [one.name for one in mine.staying_views] == ["Private"]


def test_officers_and_receivers_are_of_dialogues_where_one_gives_items(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    make_held(old, dialogue)
    save_view(user=new, name="Late", query="", dialogue=dialogue)
    gone = make_member(Role.RECORDER, dialogue=dialogue)
    gone.memberships.update(ended_on="2026-01-01")
    make_held(gone, dialogue)
    foreign = make_dialogue()
    make_held(make_editor(foreign), foreign)
    assert set(officers(keeper)) == {old, new, gone}
    assert {old, new, keeper} <= set(receivers(keeper))
    assert gone not in receivers(keeper)
    viewer = make_member(Role.VIEWER, dialogue=dialogue)
    assert (list(officers(viewer)), list(receivers(viewer))) == ([], [])


# The step


def test_items_and_views_go_in_one_step(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    items = [make_held(old, dialogue) for _number in range(2)]
    view = save_view(user=old, name="Late", query="overdue=1", dialogue=dialogue)
    [done] = give(keeper, old, new)
    assert whose(*items) == [(new, DAY)] * 2
    assert SavedView.objects.get().owner == new
    assert (done.batch, done.views, done.by) == (BATCH, {str(view.uuid): "Late"}, keeper)
    assert {one.item for one in Entry.objects.filter(batch=BATCH)} == set(items)


def test_review_day_for_all_needs_a_reason_and_nothing_goes_without(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    item = make_held(old, dialogue)
    save_view(user=old, name="Late", query="", dialogue=dialogue)
    with pytest.raises(RuleViolation) as refused:
        give(keeper, old, new, review_on=LATER)
    assert set(refused.value.fields) == {"reason"}
    assert (whose(item), SavedView.objects.get().owner) == ([(old, DAY)], old)
    give(keeper, old, new, review_on=LATER, reason="After the summer.")
    assert whose(item) == [(new, LATER)]


def test_several_dialogues_go_together(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    second = make_dialogue()
    for user in (keeper, old, new):
        make_member(Role.EDITOR, dialogue=second, user=user)
    items = [make_held(old, one) for one in (dialogue, second)]
    assert {one.dialogue for one in give(keeper, old, new)} == {dialogue, second}
    assert whose(*items) == [(new, DAY)] * 2
    undo_hand_over(user=keeper, batch=BATCH, reason="Too early.")
    assert whose(*items) == [(old, DAY)] * 2


def test_what_changed_since_one_looked_writes_nothing(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    item = make_held(old, dialogue)
    seen = plan_of(keeper, old, new).seen
    make_entry(item, None, keeper)
    with pytest.raises(StaleHandover):
        give(keeper, old, new, seen=seen)
    assert whose(item) == [(old, DAY)]


def test_same_page_sent_twice_hands_over_once(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    make_held(old, dialogue)
    seen = plan_of(keeper, old, new).seen
    assert give(keeper, old, new, seen=seen) == give(keeper, old, new, seen=seen)
    assert Handover.objects.count() == 1


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_nothing_goes_by_the_hand_of_others(role: Role, dialogue: Dialogue, old: User, new: User) -> None:
    item = make_held(old, dialogue)
    save_view(user=old, name="Late", query="", dialogue=dialogue)
    with pytest.raises(RuleViolation):
        give(make_member(role, dialogue=dialogue), old, new)
    assert (whose(item), SavedView.objects.get().owner) == ([(old, DAY)], old)


def test_nothing_goes_to_oneself_or_to_a_stranger(dialogue: Dialogue, keeper: User, old: User) -> None:
    make_held(old, dialogue)
    for to in (old, make_user()):
        with pytest.raises(RuleViolation):
            give(keeper, old, to)
    assert not Handover.objects.exists()


# Undoing


def test_undoing_gives_items_dates_and_views_back(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    item = make_held(old, dialogue)
    views = [save_view(user=old, name=name, query="", dialogue=dialogue) for name in ("Late", "Gone")]
    save_view(user=new, name="Late", query="", dialogue=dialogue)
    give(keeper, old, new, review_on=LATER, reason="After the summer.")
    delete_view(user=new, view=views[1])
    undo_hand_over(user=keeper, batch=BATCH, reason="Too early.")
    assert whose(item) == [(old, DAY)]
    assert {(one.owner, one.name) for one in SavedView.objects.all()} == {(old, "Late"), (new, "Late")}
    with pytest.raises(InvalidInput, match="undone already"):
        undo_hand_over(user=keeper, batch=BATCH, reason="Again.")


def test_undoing_a_handover_of_views_alone(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    view = save_view(user=old, name="Late", query="", dialogue=dialogue)
    give(keeper, old, new)
    update_view(user=new, view=view, name="Mine now")
    undo_hand_over(user=keeper, batch=BATCH, reason="Too early.")
    assert [(one.owner, one.name) for one in SavedView.objects.all()] == [(old, "Late")]


@pytest.mark.parametrize("changed", ["item", "view"])
def test_undoing_is_all_or_nothing(
    changed: str, dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    items = [make_held(old, dialogue) for _number in range(2)]
    save_view(user=old, name="Late", query="", dialogue=dialogue)
    give(keeper, old, new)
    if changed == "item":
        amend_item(user=keeper, item=items[0], expected_sequence=None, changes={"officer": keeper})
    else:
        move_views(user=keeper, from_user=new, to_user=keeper, dialogue=dialogue)
    with pytest.raises((RuleViolation, InvalidInput)):
        undo_hand_over(user=keeper, batch=BATCH, reason="Too early.")
    assert whose(items[1]) == [(new, DAY)]
    assert SavedView.objects.get().owner == (new if changed == "item" else keeper)
    assert Handover.objects.get().undone_at is None


def test_undoing_is_for_those_who_hand_over(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    item = make_held(old, dialogue)
    give(keeper, old, new, batch=uuid4())
    [done] = Handover.objects.all()
    with pytest.raises(PermissionDenied):
        undo_hand_over(user=new, batch=done.batch, reason="Mine.")
    assert whose(item) == [(new, DAY)]


@pytest.mark.django_db(transaction=True)
def test_same_page_sent_twice_at_once_hands_over_once() -> None:
    dialogue = make_dialogue()
    keeper, old, new = (make_editor(dialogue) for _person in range(3))
    item = make_held(old, dialogue)
    save_view(user=old, name="Late", query="", dialogue=dialogue)
    seen = plan_of(keeper, old, new).seen

    def send(_number: int) -> list[Handover]:
        try:
            return give(keeper, old, new, seen=seen)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(send, range(2))
    assert first == second == list(Handover.objects.all())
    assert (whose(item), SavedView.objects.get().owner) == ([(new, DAY)], new)
