"""Work handed over by two people at once: it goes once, is given back once, and the person who comes second is told."""

import threading
from uuid import uuid4

import pytest
from django.db import transaction

from ledger.handover.handing_over import StaleHandover, hand_over, plan_of, undo_hand_over
from ledger.models import Handover, Item, SavedView
from ledger.personal import InvalidInput, save_view
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


def test_one_officer_handed_over_by_two_at_once_and_back_by_two_at_once() -> None:
    dialogue = make_dialogue()
    keepers = [make_editor(dialogue) for _ in range(2)]
    old, *new = (make_member(Role.RECORDER, dialogue=dialogue) for _ in range(3))
    item = make_item(make_round(dialogue), keepers[0], officer=old)
    save_view(user=old, name="Mine", query="", dialogue=dialogue)
    plans = [plan_of(keeper, old, to) for keeper, to in zip(keepers, new, strict=True)]
    results = at_once(
        [
            lambda who=who, plan=plan: hand_over(
                user=who, from_user=old, to_user=plan.to_user, seen=plan.seen, batch=uuid4()
            )
            for who, plan in zip(keepers, plans, strict=True)
        ]
    )
    assert {type(one) for one in results} == {list, StaleHandover}
    done = Handover.objects.get()
    assert Item.objects.get(pk=item.pk).officer == SavedView.objects.get().owner == done.to_user

    undone = at_once(
        [lambda who=who: undo_hand_over(user=who, batch=done.batch, reason="Back.") for who in keepers]
    )
    assert {type(one) for one in undone} == {type(None), InvalidInput}
    assert Item.objects.get(pk=item.pk).officer == SavedView.objects.get().owner == old
    assert Item.objects.get(pk=item.pk).last_sequence == 3


@pytest.mark.postgres_only
def test_view_whose_name_is_taken_a_moment_before_comes_under_another() -> None:
    dialogue = make_dialogue()
    keeper, old, new = (make_editor(dialogue) for _ in range(3))
    save_view(user=old, name="Open", query="", dialogue=dialogue)
    seen, saved = plan_of(keeper, old, new).seen, threading.Event()

    def save() -> SavedView:
        with transaction.atomic():
            view = save_view(user=new, name="Open", query="status=open")
            saved.set()
            wait_until_one_waits()
            return view

    def give() -> list[Handover]:
        saved.wait(5)
        return hand_over(user=keeper, from_user=old, to_user=new, seen=seen, batch=uuid4())

    assert [type(one) for one in at_once([save, give])] == [SavedView, list]
    names = SavedView.objects.filter(owner=new).order_by("name").values_list("name", flat=True)
    assert list(names) == ["Open", f"Open ({old})"]
