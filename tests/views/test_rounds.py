"""Rounds: the list, the statement with its items both ways, the rounds side by side, and a planned one's agenda."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.forms import agenda
from ledger.models import Delegate, Delegation, Event, Item, Round, RoundForum, Topic, User
from ledger.recording import withdraw_item
from ledger.views import round_items, round_list
from ledger.vocabulary import DelegateRole, Kind, Role, RoundState
from tests.makers import (
    TEXT,
    make_agency,
    make_dialogue,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_seven() -> Round:
    return make_round(make_dialogue(), number=7)


@pytest.fixture
def editor(round_seven: Round) -> User:
    return make_member(Role.EDITOR, dialogue=round_seven.dialogue)


def page(one: Round) -> str:
    return reverse("ledger:round-detail", args=(one.dialogue.code, one.number))


def make_full(one: Round, editor: User, times: int) -> None:
    """A round with so many of everything that its page shows."""
    statement = make_statement(one)
    for at in range(times):
        words = " ".join(TEXT.split()[at : at + 2])
        make_item(
            one,
            editor,
            passage=make_passage(statement, words),
            owed_by=[make_party("MEX")],
            summary_en="",
            is_paraphrase=False,
        )
        RoundForum.objects.create(round=one, forum=make_forum())
        Event.objects.create(round=one, name=f"Summit {at}")
        delegation = Delegation.objects.create(round=one, party=make_party(("MEX", "USA", "CAN")[at]))
        Delegate.objects.create(delegation=delegation, position=1, name="Jane Roe", agency=make_agency())


@pytest.mark.parametrize("times", [1, 3])
def test_queries_of_a_round(round_seven: Round, editor: User, times: int) -> None:
    make_round(round_seven.dialogue, number=6), make_round(round_seven.dialogue, number=8)
    make_full(round_seven, editor, times)
    client = signed_in(editor)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(page(round_seven)).status_code == 200
    assert len(queries) == 20  # an editor is shown of which parties nobody came; one are the files


@pytest.mark.parametrize("times", [1, 3])
def test_queries_of_the_list(round_seven: Round, editor: User, times: int) -> None:
    for at in range(times):
        make_full(make_round(round_seven.dialogue, number=10 + at), editor, 1)
    client = signed_in(editor)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("ledger:round-list")).status_code == 200
    assert len(queries) == 8  # and the dialogues without a round, and the statements under review


def test_list_goes_on_page_by_page_through_every_dialogue(
    round_seven: Round, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_list, "SIZE", 2)
    second = make_dialogue("ZZZ")
    make_member(Role.VIEWER, dialogue=second, user=editor)
    wanted = [f"{make_round(second, number=number)}" for number in (5, 4)]
    wanted = [str(make_round(round_seven.dialogue, number=number)) for number in (10, 9)] + [
        str(round_seven),
        *wanted,
    ]
    make_round(make_dialogue("SECRET"), number=3)
    client, address, pages = signed_in(editor), reverse("ledger:round-list"), []
    while address:
        shown = client.get(address).context
        pages.append((shown["previous"], [str(line.round) for line in shown["rounds"]]))
        address = shown["next"]
    assert [rounds for _previous, rounds in pages] == [wanted[:2], wanted[2:4], wanted[4:]]
    back = client.get(pages[2][0]).context
    assert ([str(line.round) for line in back["rounds"]], bool(back["next"])) == (wanted[2:4], True)
    first = client.get(back["previous"]).context
    assert ([str(line.round) for line in first["rounds"]], first["previous"]) == (wanted[:2], "")


@pytest.mark.parametrize("place", ["after=ZZZ-1", "before=soon", "after=ABC-7%00", "before=A-1"])
def test_list_says_that_a_place_is_none(round_seven: Round, editor: User, place: str) -> None:
    answer = signed_in(editor).get(f"{reverse('ledger:round-list')}?{place}")
    assert "this is its beginning" in answer.content.decode()
    assert [line.round for line in answer.context["rounds"]] == [round_seven]


def test_text_leads_to_its_items_and_back(round_seven: Round, editor: User) -> None:
    statement = make_statement(round_seven)
    item = make_item(round_seven, editor, passage=make_passage(statement), summary_en="")
    shown = signed_in(editor).get(page(round_seven)).content.decode()
    assert f'<span id="t{statement.pk}-{item.ref}"></span>' in shown
    assert f'<a href="#{item.ref}"><mark>actions to prevent torture</mark>' in shown
    assert f'<li id="{item.ref}"' in shown
    assert f'href="#t{statement.pk}-{item.ref}"' in shown
    assert f'href="/items/{item.ref}/"' in shown


def test_words_of_a_statement_are_escaped(round_seven: Round, editor: User) -> None:
    make_statement(round_seven, text="Both sides <script>alert(1)</script> agreed.")
    shown = signed_in(editor).get(page(round_seven)).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_withdrawn_item_is_on_no_page_of_a_round(round_seven: Round, editor: User) -> None:
    item = make_item(round_seven, editor, passage=make_passage(make_statement(round_seven)), summary_en="")
    withdraw_item(user=editor, item=item, expected_sequence=None, reason="Twice.")
    assert item.ref not in signed_in(editor).get(page(round_seven)).content.decode()


def test_rounds_stand_side_by_side_by_topic(round_seven: Round, editor: User) -> None:
    dialogue, torture, police = round_seven.dialogue, make_topic("torture"), make_topic("police")
    six, eight = make_round(dialogue, number=6), make_round(dialogue, number=8)
    make_round(dialogue, number=5), make_round(dialogue, number=9)
    first = make_item(six, editor, topics=[torture])
    second = make_item(round_seven, editor, topics=[torture])
    third = make_item(eight, editor, topics=[police])
    context = signed_in(editor).get(page(round_seven)).context
    assert [one.number for one in context["columns"]] == [6, 7, 8]
    shown = {
        str(topic): [[mark.ref for mark in cell.items] for cell in cells]
        for topic, cells in context["beside"]
    }
    assert shown == {
        "Torture": [[first.ref], [second.ref], []],
        "Police": [[], [], [third.ref]],
    }
    assert (context["before"], context["after"]) == (six, eight)


def test_round_of_many_items_shows_the_first_and_leads_to_all(
    round_seven: Round, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(round_items, "ITEMS_SHOWN", 2)
    make_round(round_seven.dialogue, number=6)
    statement, torture = make_statement(round_seven), make_topic("torture")
    passage = make_passage(statement)
    owed = {"kind": Kind.UNDERTAKEN, "owed_by": [make_party("MEX")], "topics": [torture]}
    first = make_item(round_seven, editor, **owed)
    discussed = [make_item(round_seven, editor, kind=Kind.DISCUSSED, topics=[torture]) for _ in range(3)]
    cited = make_item(
        round_seven, editor, kind=Kind.DISCUSSED, topics=[torture], passage=passage, summary_en=""
    )
    every = {item.ref for item in [first, *discussed, cited]}
    client = signed_in(editor)
    answer = client.get(page(round_seven))
    many, few = answer.context["kinds"]
    assert (many.count, [line.item for line in many.items]) == (4, discussed[:1])
    assert (few.count, [line.item for line in few.items], few.address) == (1, [first], "")
    assert refs_in_list(client, many.address) == every - {first.ref}
    # Words of an item that this page does not show lead to the item's own page.
    assert f'<a href="/items/{cited.ref}/"><mark>' in answer.content.decode()
    [(_topic, (_six, seven))] = answer.context["beside"]
    assert (len(seven.items), seven.more) == (3, 2)
    assert refs_in_list(client, seven.address) == every


def refs_in_list(client: Client, address: str) -> set[str]:
    return set(re.findall(r'href="/items/([A-Z0-9-]+)/"', client.get(address).content.decode()))


def test_who_came_is_named_as_the_source_has_it(round_seven: Round, editor: User) -> None:
    delegation = Delegation.objects.create(round=round_seven, party=make_party("MEX"))
    Delegate.objects.create(
        delegation=delegation,
        position=1,
        role=DelegateRole.HEAD,
        name="Roberto Campa",
        name_as_written="(SRE)Roberto Campa",
    )
    shown = signed_in(editor).get(page(round_seven)).content.decode()
    for words in ("Roberto Campa", "(SRE)Roberto Campa", "head", "Not every agency is known."):
        assert words in shown


# --- A planned round


@pytest.fixture
def planned(round_seven: Round) -> Round:
    return make_round(round_seven.dialogue, number=8, state=RoundState.PLANNED)


@pytest.fixture
def item(round_seven: Round, editor: User) -> Item:
    return make_item(round_seven, editor, kind=Kind.UNDERTAKEN, owed_by=[make_party("MEX")])


def send(user: User, one: Round, *items: Item) -> Any:
    return signed_in(user).post(page(one), {"items": [item.pk for item in items]})


def test_open_items_are_carried_over_once(planned: Round, editor: User, item: Item) -> None:
    assert item.ref in signed_in(editor).get(page(planned)).content.decode()
    answer = send(editor, planned, item)
    assert (answer.status_code, answer["Location"]) == (302, page(planned))
    point = planned.agenda.get()
    assert (point.carried_from, point.topic, point.position) == (item, item.topics.get(), 1)
    assert point.history.get().history_user == editor
    [(topic, cells)] = signed_in(editor).get(page(planned)).context["beside"]
    assert topic == point.topic
    shown = [([mark.ref for mark in cell.items], cell.is_planned) for cell in cells]
    assert shown == [([item.ref], False), ([], True)]
    again = send(editor, planned, item)
    assert again.status_code == 200
    assert "choose again" in again.content.decode()
    assert planned.agenda.count() == 1


def test_what_is_open_stands_by_topic_at_the_same_cost(
    planned: Round, round_seven: Round, editor: User
) -> None:
    def offer(*topics: Topic) -> int:
        owed = {"kind": Kind.UNDERTAKEN, "owed_by": [make_party("MEX")]}
        make_item(round_seven, editor, topics=list(topics), **owed)
        with CaptureQueriesContext(connection) as queries:
            found = signed_in(editor).get(page(planned)).context["form"].by_topic
        shown.append([(topic, len(items)) for topic, items in found])
        return len(queries)

    shown: list[list[tuple[str, int]]] = []
    torture, police = make_topic("torture"), make_topic("police")
    costs = [offer(torture), offer(police, torture), offer(torture)]
    assert shown[-1] == [("Police", 1), ("Torture", 2)]
    assert len(set(costs)) == 1


def test_nothing_chosen_is_said_at_the_field(planned: Round, editor: User, item: Item) -> None:
    shown = send(editor, planned).content.decode()
    assert "Choose at least one item." in shown
    assert planned.agenda.count() == 0


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_agenda_is_the_editors(planned: Round, item: Item, role: Role) -> None:
    person = make_member(role, dialogue=planned.dialogue)
    assert 'name="items"' not in signed_in(person).get(page(planned)).content.decode()
    assert send(person, planned, item).status_code == 405
    assert planned.agenda.count() == 0


def test_item_of_another_dialogue_is_not_carried_over(planned: Round, editor: User, item: Item) -> None:
    other = make_item(make_round(number=1), kind=Kind.UNDERTAKEN, owed_by=[make_party("MEX")])
    assert "choose again" in send(editor, planned, item, other).content.decode()
    assert planned.agenda.count() == 0


def test_closed_and_continued_items_are_not_offered(planned: Round, round_seven: Round, editor: User) -> None:
    old = make_item(
        make_round(round_seven.dialogue, number=3), editor, kind=Kind.UNDERTAKEN, owed_by=[make_party("MEX")]
    )
    make_item(round_seven, editor, kind=Kind.UNDERTAKEN, owed_by=[make_party("MEX")], continues=old)
    offered = [one.ref for one in signed_in(editor).get(page(planned)).context["form"].offered]
    assert offered == [Item.objects.get(continues=old).ref]


def test_no_more_is_offered_than_a_page_holds(
    planned: Round, round_seven: Round, editor: User, item: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(agenda, "MOST", 1)
    more = "These are the 1 newest."
    assert more not in signed_in(editor).get(page(planned)).content.decode()
    owed = {"kind": Kind.UNDERTAKEN, "owed_by": [make_party("MEX")]}
    old = make_item(make_round(round_seven.dialogue, number=3), editor, **owed)
    answer = signed_in(editor).get(page(planned))
    assert answer.context["form"].offered == [item]
    assert more in (shown := answer.content.decode())
    assert f"/items/?dialogue={planned.dialogue.code}&amp;status=open&amp;heads=1" in shown
    assert send(editor, planned, old).status_code == 302  # not offered on this page, but open all the same


def test_empty_ledger_teaches(client: Client) -> None:
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    assert "A round begins with the statement" in client.get(reverse("ledger:round-list")).content.decode()
