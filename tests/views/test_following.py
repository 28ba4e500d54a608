"""Who records on an item that nobody follows is offered to follow it, with a status unless they say otherwise."""

from typing import Any

import pytest

from ledger.models import Item, User
from ledger.recording import amend_item
from ledger.vocabulary import Act, Role, Status, Voice
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_party, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

STATUS = {"status": "stalled", "note": "Nothing moves."}
NOTE = {"note": "A call."}


@pytest.fixture
def keeper() -> User:
    return make_member(Role.EDITOR, dialogue=make_dialogue())


@pytest.fixture
def item(keeper: User) -> Item:
    return make_item(make_round(keeper.memberships.get().dialogue), keeper)


def acts_after(user: User, item: Item, typed: dict[str, Any]) -> tuple[list[Act], bool]:
    """Record from the item's page; the acts after its opening, and whether it is followed."""
    client, there = signed_in(user), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | typed
    assert client.post(there, sent)["Location"] == f"{there}#entry-2"
    item.refresh_from_db()
    return [entry.act for entry in item.entries.order_by("sequence")[1:]], item.is_followed


@pytest.mark.parametrize(
    ("typed", "is_followed"),
    [
        (STATUS, True),
        (STATUS | {"follow": "no"}, False),
        (NOTE, False),
        (NOTE | {"follow": "yes"}, True),
    ],
)
def test_status_follows_and_a_note_does_where_it_is_asked_for(
    keeper: User, item: Item, typed: dict[str, Any], is_followed: bool
) -> None:
    said = [Act.STATUS if "status" in typed else Act.NOTE]
    assert acts_after(keeper, item, typed) == (said + [Act.AMEND] * is_followed, is_followed)


def test_page_shows_the_offer_to_those_who_may_take_it_alone(keeper: User, item: Item) -> None:
    recorder = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    kept = make_item(item.round, keeper, is_followed=True)
    for _time in range(2):  # drawn, and kept
        shown = {
            (user, row): 'name="follow"' in signed_in(user).get(f"/items/{row.ref}/").content.decode()
            for user in (recorder, keeper)
            for row in (kept, item)
        }
        assert [key for key, is_shown in shown.items() if is_shown] == [(keeper, item)]
        quick = [
            'name="follow"' in signed_in(user).get("/quick-note/").content.decode()
            for user in (recorder, keeper)
        ]
        assert quick == [False, True]


def test_same_request_again_leaves_alone_what_a_colleague_no_longer_follows(keeper: User, item: Item) -> None:
    client, there = signed_in(keeper), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | STATUS
    assert client.post(there, sent).status_code == 302
    colleague = make_member(Role.EDITOR, dialogue=item.round.dialogue)
    amend_item(user=colleague, item=item, expected_sequence=None, changes={"is_followed": False})
    assert client.post(there, sent).status_code == 302
    item.refresh_from_db()
    assert (item.is_followed, item.last_sequence) == (False, 4)


def test_offer_is_for_those_who_may_change_an_item_that_nobody_follows(keeper: User, item: Item) -> None:
    recorder = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    followed = make_item(item.round, keeper, is_followed=True)
    offers = {
        (user, row): "follow" in signed_in(user).get(f"/items/{row.ref}/").context["form"].fields
        for user in (keeper, recorder)
        for row in (item, followed)
    }
    assert [key for key, is_offered in offers.items() if is_offered] == [(keeper, item)]
    assert acts_after(recorder, item, STATUS | {"follow": "yes"}) == ([Act.STATUS], False)


def test_nothing_is_followed_where_nothing_is_recorded(keeper: User, item: Item) -> None:
    client, there = signed_in(keeper), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | {"status": "done", "note": ""}
    assert client.post(there, sent).status_code == 200
    item.refresh_from_db()
    assert (item.is_followed, item.last_sequence) == (False, 1)


def test_sending_twice_writes_once(keeper: User, item: Item) -> None:
    client, there = signed_in(keeper), f"/items/{item.ref}/"
    sent = sent_by(client.get(there).context["form"]) | STATUS
    assert {client.post(there, sent).status_code for _time in range(2)} == {302}
    assert item.entries.count() == 3


def test_quick_note_and_adoption_follow_too(keeper: User, item: Item) -> None:
    client, other = signed_in(keeper), make_item(item.round, keeper)
    form = client.get(f"/quick-note/?item={item.ref}").context["form"]
    assert client.post("/quick-note/", sent_by(form) | STATUS).status_code == 302
    says = {"voice": Voice.PARTY, "speaker": make_party(), "about": make_party()}
    make_entry(other, Status.STALLED, keeper, **says)
    there = f"/items/{other.ref}/entries/2/adopt/"
    assert client.post(there, sent_by(client.get(there).context["form"])).status_code == 302
    assert Item.objects.filter(is_followed=True).count() == 2
