"""The items' list: what each filter lets through, what it offers, the search, the order, and what it costs."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.admin import item_pages
from ledger.admin.item_filters import ITEM_FILTERS
from ledger.admin.item_list import ItemListAdmin
from ledger.models import Item, Round, User
from ledger.recording import amend_item, release_entry, withdraw_item
from ledger.vocabulary import AgreedAs, Audience, Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_entry,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.rows import make_everything, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LIST = "/admin/ledger/item/"
LONG_AGO = datetime.date(2016, 3, 1)
AHEAD = timezone.localdate() + datetime.timedelta(days=30)


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue("AAA"), number=7)


@pytest.fixture
def keeper(round: Round) -> User:
    return make_staff(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue, username="keeper")


@pytest.fixture
def client(keeper: User) -> Client:
    return signed_in(keeper)


def found(client: Client, **asked: str) -> list[str]:
    """The references that the list shows, in order."""
    page = client.get(LIST, asked)
    assert page.status_code == 200
    return [item.ref for item in page.context["cl"].result_list]


def offered(client: Client, name: str, **asked: str) -> list[str]:
    """What a filter offers beside everything."""
    specs = client.get(LIST, asked).context["cl"].filter_specs
    spec = next(one for one in specs if one.parameter_name == name)
    return [str(words).strip() for _value, words in spec.lookup_choices]


def refs(*items: Item) -> list[str]:
    return [item.ref for item in items]


# --- Where an item comes from


def test_by_dialogue_and_round(client: Client, keeper: User, round: Round) -> None:
    item = make_item(round, keeper)
    later = make_item(make_round(round.dialogue, number=8), keeper)
    other = make_dialogue("BBB")
    elsewhere = make_item(make_round(other, number=1), make_staff(Role.EDITOR, dialogue=other))
    assert found(client) == refs(later, item)
    assert found(client, dialogue="AAA") == refs(later, item)
    assert found(client, round="AAA-7") == refs(item)
    assert found(client, dialogue="BBB") == found(client, round="BBB-1") == found(client, round="x") == []
    assert (offered(client, "dialogue"), offered(client, "round")) == (
        ["Dialogue AAA"],
        ["AAA 8, 2015", "AAA 7, 2015"],
    )
    assert elsewhere.ref not in client.get(LIST).content.decode()


def test_by_topic_takes_its_parts_and_what_was_merged(client: Client, keeper: User, round: Round) -> None:
    whole = make_topic("torture")
    part = make_topic("torture-prevention", parent=whole)
    merged = make_topic("ill-treatment", merged_into=part)
    items = [make_item(round, keeper, topics=[topic]) for topic in (whole, part, merged, make_topic("press"))]
    second = make_item(round, keeper, topics=[make_topic("asylum"), part])
    assert found(client, topic="torture") == refs(*items[:3], second)
    assert found(client, topic="torture-prevention") == refs(items[1], items[2], second)
    assert found(client, topic="ill-treatment") == found(client, topic="torture-prevention")
    assert found(client, topic="nothing") == []
    assert offered(client, "topic") == ["Asylum", "Press", "Torture", "Torture prevention"]


def test_by_kind_with_what_it_was_agreed_as(client: Client, keeper: User, round: Round) -> None:
    discussed = make_item(round, keeper)
    agreed = [make_item(round, keeper, kind=Kind.AGREED, agreed_as=one) for one in AgreedAs]
    assert found(client, kind="discussed") == refs(discussed)
    assert found(client, kind="agreed") == refs(*agreed)
    assert found(client, kind="general_pledge") == refs(agreed[1])
    assert found(client, kind="nothing") == []


# --- Where it stands


def test_by_status_is_in_any_voice_unless_one_is_chosen(client: Client, keeper: User, round: Round) -> None:
    mexico, states = make_party("MEX"), make_party("USA")
    ours, theirs, mixed, silent = (make_item(round, keeper) for _number in range(4))
    make_entry(ours, Status.STALLED, keeper)
    record = {"voice": Voice.RECORD, "source": "CNDH"}
    make_entry(theirs, Status.STALLED, keeper, about=mexico, **record)
    make_entry(mixed, Status.STALLED, keeper, about=states, **record)
    make_entry(mixed, Status.IN_PROGRESS, keeper, about=mexico, **record)
    assert found(client, status="stalled") == refs(ours, theirs, mixed)
    assert found(client, status="unassessed") == refs(silent)
    assert found(client, status="stalled", voice="office") == refs(ours)
    assert found(client, status="in_progress", voice="newest") == refs(mixed)
    assert found(client, voice="record") == refs(theirs, mixed)
    assert found(client, voice="office") == refs(ours)
    assert found(client, party="MEX") == refs(theirs, mixed)
    assert found(client, party="none") == refs(ours)
    assert found(client, voice="record", status="stalled") == refs(theirs, mixed)
    assert found(client, voice="record", status="stalled", party="MEX") == refs(theirs)
    assert found(client, voice="record", status="unassessed") == refs(ours, silent)
    assert offered(client, "party") == ["the item as a whole", "Mexico", "United States"]


def test_by_audience_of_the_item_itself(client: Client, keeper: User, round: Round) -> None:
    internal, shared, taken_back = (make_item(round, keeper) for _number in range(3))
    for item, audiences in (
        (shared, [Audience.PUBLIC, Audience.SHARED]),
        (taken_back, [Audience.PUBLIC, Audience.INTERNAL]),
    ):
        for audience in audiences:
            opening = item.entries.get(sequence=1)
            release_entry(user=keeper, entry=opening, audience=audience, expected_sequence=None)
    release_entry(
        user=keeper, entry=make_entry(internal, user=keeper), audience=Audience.PUBLIC, expected_sequence=None
    )
    assert found(client, audience="internal") == refs(internal, taken_back)
    assert found(client, audience="shared") == refs(shared)
    assert found(client, audience="public") == []


def test_by_differing(client: Client, keeper: User, round: Round) -> None:
    same, differing = make_item(round, keeper), make_item(round, keeper)
    make_entry(differing, Status.STALLED, keeper)
    make_entry(differing, Status.IN_PROGRESS, keeper, voice=Voice.PARTY, speaker=make_party("MEX"))
    assert (found(client, differing="1"), found(client, differing="0")) == (refs(differing), refs(same))


# --- Our work on it


def test_by_officer(client: Client, keeper: User, round: Round) -> None:
    ana = make_staff(Role.RECORDER, dialogue=round.dialogue, username="ana")
    elsewhere = make_dialogue()
    stranger = make_staff(Role.EDITOR, dialogue=elsewhere, username="stranger")
    make_item(make_round(elsewhere), stranger, officer=stranger)
    mine, hers, nobodys = (make_item(round, keeper, officer=one) for one in (keeper, ana, None))
    assert found(client, officer="me") == refs(mine)
    assert found(client, officer=str(ana.pk)) == refs(hers)
    assert found(client, officer="none") == refs(nobodys)
    assert offered(client, "officer") == ["me", "nobody", "ana"]


def test_by_a_date_that_has_come(client: Client, keeper: User, round: Round) -> None:
    past, ahead, without = (
        make_item(round, keeper, kind=Kind.UNDERTAKEN, target_on=day, review_on=day)
        for day in (LONG_AGO, AHEAD, None)
    )
    assert found(client, overdue="1") == found(client, review="due") == refs(past)
    assert found(client, overdue="0") == refs(ahead, without)
    assert found(client, review="none") == refs(without)


def test_by_stale_and_followed(client: Client, keeper: User, round: Round) -> None:
    stale = make_item(round, keeper, kind=Kind.UNDERTAKEN, effective_on=LONG_AGO)
    fresh = make_item(round, keeper, kind=Kind.UNDERTAKEN, effective_on=timezone.localdate())
    idle = make_item(round, keeper, effective_on=LONG_AGO)
    assert (found(client, stale="1"), found(client, stale="0")) == (refs(stale), refs(fresh, idle))
    assert (found(client, followed="1"), found(client, followed="0")) == (refs(stale, fresh), refs(idle))


def test_withdrawn_items_are_left_out_unless_asked_for(client: Client, keeper: User, round: Round) -> None:
    kept, gone = make_item(round, keeper), make_item(round, keeper)
    withdraw_item(user=keeper, item=gone, expected_sequence=None, reason="Opened twice.")
    assert found(client) == refs(kept)
    assert found(client, withdrawn="too") == refs(kept, gone)
    assert found(client, withdrawn="only") == refs(gone)


def test_filters_work_together(client: Client, keeper: User, round: Round) -> None:
    wanted = make_item(round, keeper, kind=Kind.UNDERTAKEN, officer=keeper)
    make_item(round, keeper, kind=Kind.UNDERTAKEN)
    make_item(round, keeper, officer=keeper)
    asked = {"kind": "undertaken", "officer": "me", "dialogue": "AAA", "followed": "1", "overdue": "0"}
    assert found(client, **asked) == refs(wanted)


def test_every_filter_can_be_asked_anything(client: Client, keeper: User, round: Round) -> None:
    make_item(round, keeper)
    for one in ITEM_FILTERS:
        assert client.get(LIST, {one.parameter_name: "\u00bfque?"}).status_code == 200


# --- Search, order, days


def test_search_by_reference_words_summary_and_topic(client: Client, keeper: User, round: Round) -> None:
    passage = make_passage(make_statement(round))
    quoted = make_item(round, keeper, passage=passage, summary_en="", topics=[make_topic("press")])
    topic = make_topic("asylum", name_es="Asilo")
    other = make_item(round, keeper, summary_en="Shelter at the border.", topics=[topic, make_topic("camps")])
    asked = {"ref": quoted.ref, "quote": "prevent torture", "summary": "shelter", "topic": "asilo"}
    assert {name: found(client, q=words) for name, words in asked.items()} == {
        "ref": refs(quoted),
        "quote": refs(quoted),
        "summary": refs(other),
        "topic": refs(other),
    }


def test_order_is_by_number_and_not_by_letter(client: Client, keeper: User, round: Round) -> None:
    tenth = make_item(make_round(round.dialogue, number=10), keeper)
    ninth = make_item(make_round(round.dialogue, number=9), keeper)
    first, second = make_item(round, keeper), make_item(round, keeper)
    assert found(client) == refs(tenth, ninth, first, second)
    assert found(client, o="1") == refs(first, second, ninth, tenth)
    assert found(client, o="-1") == refs(tenth, ninth, second, first)


def test_date_hierarchy_goes_by_the_newest_entry(client: Client, keeper: User, round: Round) -> None:
    old = make_item(round, keeper, effective_on=LONG_AGO)
    make_item(round, keeper)
    assert found(client, newest_on__year="2016") == refs(old)


def test_long_list_is_counted_no_further_than_some_pages_ahead(
    client: Client, keeper: User, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page is reached; an act on all items is offered where all were counted."""
    monkeypatch.setattr(item_pages, "COUNTED_ITEMS", 2)
    monkeypatch.setattr(ItemListAdmin, "list_per_page", 1)
    items = [make_item(round, keeper) for _number in range(4)]
    pages = [client.get(LIST, {"p": str(number)}) for number in range(1, 5)]
    assert [[item.ref for item in page.context["cl"].result_list] for page in pages] == [
        [item.ref] for item in items
    ]
    words = [" ".join(page.content.decode().split()) for page in pages]
    assert [re.findall(r"> ([\d+]+) items? <", page) for page in words] == [["2+"], ["3+"], ["4"], ["4"]]
    assert ["Select all 4 items" in page for page in words] == [False, False, True, True]
    assert client.get(LIST, {"p": "5"}).status_code == 302
    assert [item.ref for item in client.get(LIST, {"p": "2", "o": "-1"}).context["cl"].result_list] == refs(
        items[2]
    )


def test_years_of_a_long_list_are_those_with_items(
    client: Client, keeper: User, round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_pages, "COUNTED_ITEMS", 2)
    for year in (2012, 2015, 2015, 2014):
        make_item(round, keeper, effective_on=datetime.date(year, 3, 1))
    make_item(make_round(make_dialogue("BBB")), effective_on=datetime.date(2013, 3, 1))
    short, long = client.get(LIST, {"newest_on__year": "2015"}), client.get(LIST)
    assert re.findall(r"newest_on__year=(\d+)\"", long.content.decode()) == ["2012", "2014", "2015"]
    assert "newest_on__month=3" in short.content.decode()


# --- What it costs


FILTERED = {
    "dialogue": "AAA",
    "status": "stalled",
    "voice": "record",
    "party": "MEX",
    "audience": "internal",
    "stale": "0",
    "overdue": "0",
}


@pytest.mark.parametrize(("asked", "queries"), [({}, 14), ({"q": "torture"}, 17), (FILTERED, 15)])
def test_list_asks_no_more_for_three_items_than_for_one(
    client: Client, keeper: User, round: Round, asked: dict[str, Any], queries: int
) -> None:
    counts = []
    for number in (1, 2):
        for _item in range(number):
            make_everything(round.dialogue)
        client.get(LIST)
        with CaptureQueriesContext(connection) as counted:
            assert client.get(LIST, asked).status_code == 200
        counts.append(len(counted))
    assert counts == [queries, queries]


def test_amended_review_date_is_shown(client: Client, keeper: User, round: Round) -> None:
    item = make_item(round, keeper)
    amend_item(user=keeper, item=item, expected_sequence=None, changes={"review_on": LONG_AGO})
    assert '<td class="field-shown_review">1 Mar 2016</td>' in client.get(LIST).content.decode()
