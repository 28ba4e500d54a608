"""Acts on many items from the workspace's list. What each act does is tested in tests/admin/test_batches.py."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from ledger.actions.bulk import undoing
from ledger.models import Entry, Item, Round, User
from ledger.recording import EntryContent, ItemGiven, audit, import_items, open_step, release_entry
from ledger.vocabulary import Audience, Kind, Role, Status
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round, make_topic
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


# --- A batch of opened items, as an import writes it


def imported(round: Round, keeper: User, count: int = 2) -> UUID:
    says = EntryContent(status=Status.IN_PROGRESS, note="Begun.", effective_on=round.ends_on)
    fields = {"kind": Kind.UNDERTAKEN, "topics": [make_topic("reform")], "is_paraphrase": True}
    rows = [
        ItemGiven(row=at, round=round, fields=fields | {"summary_en": f"Do {at}."}, entries=(says,))
        for at in range(1, count + 1)
    ]
    return import_items(user=keeper, dialogue=round.dialogue, rows=rows).batch


def undo(client: Client, batch: UUID) -> Any:
    there = f"/batches/{batch}/undo/"
    form = client.get(there).context["form"]
    return client.post(there, sent_by(form) | {"reason": "The wrong file."}, follow=True)


def test_import_is_undone_from_its_page_by_withdrawing_its_items(round: Round, keeper: User) -> None:
    batch, client = imported(round, keeper), signed_in(keeper)
    assert client.get(f"/batches/{batch}/").context["may_undo"]
    page = undo(client, batch)
    assert [item.is_withdrawn for item in Item.objects.all()] == [True, True]
    assert "The batch is undone, by 2 entries." in page.content.decode()
    assert (page.context["may_undo"], page.context["is_overtaken"]) == (False, True)
    assert list(audit()) == []


@pytest.mark.parametrize("work", ["note", "step", "release"])
def test_import_is_not_undone_over_what_others_did_since(round: Round, keeper: User, work: str) -> None:
    batch, client = imported(round, keeper), signed_in(keeper)
    form = client.get(f"/batches/{batch}/undo/").context["form"]
    item = Item.objects.earliest("number")
    other = make_member(Role.EDITOR, dialogue=round.dialogue)
    match work:
        case "note":
            make_entry(item, None, other, note="Called.")
        case "step":
            open_step(user=other, item=item, fields={"summary_en": "Draft it."})
        case _:
            releaser = make_member(Role.RELEASER, dialogue=round.dialogue)
            entry = item.entries.latest("sequence")
            release_entry(user=releaser, entry=entry, expected_sequence=None, audience=Audience.SHARED)
    page = client.get(f"/batches/{batch}/")
    assert (page.context["may_undo"], page.context["is_overtaken"]) == (False, True)
    before = Entry.objects.count()
    sent = sent_by(form) | {"reason": "The wrong file."}
    page = client.post(f"/batches/{batch}/undo/", sent)
    worked_on = "ABC-7-01: It was worked on since it was opened: withdraw it by hand."
    assert page.context["form"].non_field_errors() == [worked_on]
    assert Entry.objects.count() == before


def test_import_is_undone_by_those_alone_who_may_withdraw(round: Round, keeper: User) -> None:
    batch = imported(round, keeper)
    for role in (Role.VIEWER, Role.RECORDER, Role.RELEASER):
        client = signed_in(make_member(role, dialogue=round.dialogue))
        assert not client.get(f"/batches/{batch}/").context["may_undo"], role
        assert client.get(f"/batches/{batch}/undo/").status_code == 403
        assert client.post(f"/batches/{batch}/undo/").status_code == 403
    elsewhere = signed_in(make_member(Role.EDITOR, dialogue=make_dialogue("XYZ")))
    assert elsewhere.get(f"/batches/{batch}/").status_code == 404
    assert elsewhere.post(f"/batches/{batch}/undo/").status_code == 404


def test_long_batch_is_shown_by_pages(round: Round, keeper: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "PAGE_ENTRIES", 3)
    batch, client = imported(round, keeper, 2), signed_in(keeper)
    refs = []
    for number, beside in ((1, ("", "?page=2")), (2, ("?page=1", ""))):
        page = client.get(f"/batches/{batch}/?page={number}")
        refs += [line.entry.item.ref for line, _address in page.context["lines"]]
        assert (page.context["previous"], page.context["next"]) == beside
        assert "4 entries" in page.content.decode()
    assert refs == ["ABC-7-01", "ABC-7-01", "ABC-7-02", "ABC-7-02"]
