"""Acts on many items from the workspace's list. What each act does is tested in tests/admin/test_batches.py."""

from typing import Any

import pytest

from ledger.models import Item, Round, User
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue("ABC"), number=7)


@pytest.fixture
def keeper(round: Round) -> User:
    return make_member(Role.EDITOR, dialogue=round.dialogue)


@pytest.fixture
def items(round: Round, keeper: User) -> list[Item]:
    return [make_item(round, keeper) for _number in range(3)]


def address_of(act: str, items: list[Item]) -> str:
    return f"/batches/new/{act}/?back=round%3DABC-7&" + "&".join(f"item={item.pk}" for item in items)


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        (Role.VIEWER, []),
        (Role.RECORDER, ["record", "adopt"]),
        (Role.EDITOR, ["record", "adopt", "reassign", "review", "follow"]),
        (Role.RELEASER, ["release"]),
    ],
)
def test_list_offers_what_the_person_may_do(
    items: list[Item], round: Round, role: Role, offered: list[str]
) -> None:
    answer = signed_in(make_member(role, dialogue=round.dialogue)).get("/items/")
    assert [there for there, _label in answer.context["acts"]] == [f"/batches/new/{act}/" for act in offered]
    assert answer.content.decode().count('name="item"') == (3 if offered else 0)


def test_officer_is_set_for_all_after_a_preview_and_undone(items: list[Item], keeper: User) -> None:
    client, there = signed_in(keeper), address_of("reassign", items)
    form = client.get(there).context["form"]
    preview = client.post(there, sent_by(form) | targets(items) | {"officer": keeper.pk, "step": "preview"})
    assert [line.writes for line in preview.context["lines"]] == [1, 1, 1]
    assert not Item.objects.filter(officer=keeper).exists()
    confirmed = sent_by(preview.context["form"]) | targets(items) | {"officer": keeper.pk, "step": "write"}
    back = client.post(there, confirmed)
    assert back["Location"] == "/items/?round=ABC-7"
    assert Item.objects.filter(officer=keeper).count() == 3
    batch = items[0].entries.latest("sequence").batch
    listed = client.get(back["Location"]).content.decode()
    assert f'<a href="/batches/{batch}/undo/">' in listed
    undo = client.get(f"/batches/{batch}/undo/").context["form"]
    answer = client.post(f"/batches/{batch}/undo/", sent_by(undo) | {"reason": "Wrong person."})
    assert answer["Location"] == f"/batches/{batch}/"
    assert not Item.objects.filter(officer=keeper).exists()


def test_items_are_followed_and_no_longer_followed(items: list[Item], keeper: User) -> None:
    client, there = signed_in(keeper), address_of("follow", items)
    for place, answer in enumerate(("yes", "no"), start=1):
        form = client.get(there).context["form"]
        sent = {"target": [f"{item.pk}:{place}" for item in items]}
        preview = client.post(there, sent_by(form) | sent | {"is_followed": answer, "step": "preview"})
        assert [line.writes for line in preview.context["lines"]] == [1, 1, 1]
        client.post(there, sent_by(preview.context["form"]) | sent | {"is_followed": answer, "step": "write"})
        assert client.get(f"/items/?followed={1 if answer == 'yes' else 0}").context["count"] == 3
        page = client.get("/items/").content.decode()
        assert page.count('data-label="Followed:">yes<') == (3 if answer == "yes" else 0)


def targets(items: list[Item]) -> dict[str, Any]:
    return {"target": [f"{item.pk}:1" for item in items]}


def test_item_that_moved_on_is_told_and_nothing_is_written(items: list[Item], keeper: User) -> None:
    client, there = signed_in(keeper), address_of("review", items)
    form = client.get(there).context["form"]
    make_entry(items[0], note="Meanwhile.")
    typed = {"review_on": "2030-01-01", "step": "write"}
    answer = client.post(there, sent_by(form) | targets(items) | typed)
    assert [one.ref for one in answer.context["moved"]] == ["ABC-7-01"]
    assert "Meanwhile." in answer.content.decode()
    assert not Item.objects.exclude(review_on=None).exists()


@pytest.mark.parametrize("act", ["record", "nonsense"])
def test_item_of_another_dialogue_and_unknown_act_are_not_there(keeper: User, act: str) -> None:
    foreign = make_item(make_round(make_dialogue("XYZ")))
    answer = signed_in(keeper).get(address_of(act, [foreign]), follow=True)
    assert ("not yours to do this to" in answer.content.decode()) == (act == "record")
    assert answer.status_code == (200 if act == "record" else 404)


@pytest.mark.parametrize(
    ("role", "is_told"), [(Role.VIEWER, False), (Role.RECORDER, True), (Role.EDITOR, True)]
)
def test_lists_say_how_to_act_on_several_items_to_those_who_may(
    round: Round, items: list[Item], role: Role, is_told: bool
) -> None:
    client = signed_in(make_staff(role, dialogue=round.dialogue))
    for address, says in (
        ("/items/", "To act on several items, tick them and choose an act below the list"),
        ("/admin/ledger/item/", "To act on several items, tick them, choose an action and press Go"),
    ):
        assert (says in " ".join(client.get(address).content.decode().split())) == is_told, address


def test_nothing_ticked_does_what_the_lists_say(round: Round, items: list[Item]) -> None:
    client = signed_in(make_staff(Role.EDITOR, dialogue=round.dialogue))
    page = client.get("/batches/new/review/?back=round%3DABC-7", follow=True)
    assert [str(message) for message in page.context["messages"]] == ["Choose items first."]
    assert page.redirect_chain[-1][0] == "/items/?round=ABC-7"
    page = client.get("/items/").content.decode()
    assert 'href="#acts"' in page
    assert 'id="acts" tabindex="-1"' in page
