"""Every count on the workspace, the topics', rounds' and dashboard's pages is that of the list that it leads to."""

import re
from collections.abc import Iterator

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from ledger.models import Dialogue, Item, Topic, User
from ledger.recording import count_statuses
from ledger.vocabulary import AgreedAs, Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_step,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.loud import PAST, make_followed, make_loud

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGES = ("/", "/topics/?dialogue=ABC", "/rounds/", "/dashboard/", "/dashboard/?as_of=2016-06-01&voice=office")


@pytest.fixture
def keeper() -> User:
    """A person with items of everything that is counted: in two dialogues, on topics of topics, through the rounds."""
    abc, other = make_dialogue("ABC"), make_dialogue("XYZ")
    keeper = make_member(Role.EDITOR, Role.RELEASER, dialogue=other)
    make_member(Role.EDITOR, Role.RELEASER, dialogue=abc, user=keeper)
    prisons = make_topic("prisons")
    cells = make_topic("cells", parent=prisons)
    loud = make_loud(make_round(abc), keeper, topics=[prisons, cells])
    make_step(loud, keeper, officer=keeper, target_on=PAST, review_on=PAST, effective_on=PAST)
    make_loud(make_round(abc), keeper, topics=[cells], continues=loud)
    make_loud(make_round(other), keeper, topics=[prisons])
    round, mexico = make_round(abc), make_party()
    pledge = {"kind": Kind.AGREED, "agreed_as": AgreedAs.GENERAL_PLEDGE}
    make_followed(round, keeper, topics=[prisons], officer=keeper, **pledge)
    make_item(round, keeper, topics=[cells])  # not live
    make_item(round, keeper, topics=[cells], officer=keeper, review_on=PAST)  # mine, and not live
    count_statuses()  # pages go by what is counted here, and by what is recorded after it
    spoken = make_item(round, keeper, topics=[prisons])
    make_entry(spoken, Status.STALLED, keeper, voice=Voice.RECORD, source="A court", about=mexico)
    make_entry(
        spoken,
        Status.DONE,
        keeper,
        voice=Voice.PARTY,
        speaker=mexico,
        about=mexico,
        evidence=(make_evidence(),),
    )
    closed = make_followed(round, keeper, topics=[cells], target_on=PAST)
    make_entry(closed, Status.DONE, keeper, evidence=(make_evidence(),), effective_on=timezone.localdate())
    stranger = make_dialogue("SECRET")
    make_loud(make_round(stranger), make_member(Role.EDITOR, dialogue=stranger), topics=[prisons])
    return keeper


def counted_links(client: Client, page: str) -> Iterator[tuple[str, int]]:
    """The links of a page to lists of items that name a number: the address, and the number."""
    main = lxml.html.fromstring(client.get(page).content).get_element_by_id("main")
    for link in main.iter("a"):
        words = " ".join(link.text_content().split()) or link.get("aria-label", "")
        number = re.search(r"^(?:in )?(\d+)\b", words) or re.search(r"(\d+)$", link.get("aria-label", ""))
        if number and link.get("href", "").startswith("/items/?"):
            yield link.get("href"), int(number[1])


def listed(client: Client, address: str) -> int:
    page = client.get(address).context
    assert (address, page["faults"]) == (address, [])
    return int(page["count"])


@pytest.mark.parametrize("page", PAGES)
def test_each_number_that_is_a_link_is_that_of_its_list(keeper: User, page: str) -> None:
    client = signed_in(keeper)
    found = list(counted_links(client, page))
    assert [(address, listed(client, address)) for address, _count in found] == found
    expected = {"/": 15, "/dashboard/": 20, PAGES[-1]: 10}.get(page, 0)
    assert len(found) >= expected, found
    assert not expected or any(count > 1 for _address, count in found)


def test_rounds_count_what_their_lists_hold(keeper: User) -> None:
    client = signed_in(keeper)
    lines = client.get("/rounds/").context["rounds"]
    assert len(lines) == 4
    for line in lines:
        asked = f"/items/?round={line.round.dialogue.code}-{line.round.number}"
        assert listed(client, f"{asked}&status=open&live=1") == line.open
        assert listed(client, asked) == sum(count for _kind, count in line.counts)
    assert sum(line.open for line in lines) == 5


def test_topics_mark_and_count_what_their_lists_hold(keeper: User) -> None:
    client = signed_in(keeper)
    grid = client.get("/topics/?dialogue=ABC").context["grid"]
    differing = set(Item.objects.filter(round__dialogue__code="ABC").differing())
    marked = {line.topic for line in grid.lines if line.is_differing}
    assert {topic for item in differing for topic in item.topics.all()} == marked
    assert listed(client, "/items/?differing=1&dialogue=ABC") == len(differing) == 3
    cells = Topic.objects.get(
        slug="cells"
    )  # a topic without others under it: its list has its own items alone
    (line,) = [line for line in grid.lines if line.topic == cells]
    for cell in filter(None, line.cells):
        for count in cell.counts:
            kind = count.agreed_as or count.kind
            asked = f"/items/?topic=cells&dialogue=ABC&round=ABC-{cell.round.number}&kind={kind}"
            assert listed(client, asked) == count.count


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?voice=newest",
        "?voice=office",
        "?voice=office&party=none",
        "?party=MEX",
        "?as_of=2016-06-01",
        "?dialogue=ABC&kind=undertaken",
        "?live=1&heads=1",
        "?officer=none&status=open",
        "?moved_since=2016-06-01",
    ],
)
def test_counts_by_value_of_a_list_are_those_of_the_lists_behind(keeper: User, query: str) -> None:
    """Every value of every filter is clicked; a topic above another counts what its list takes in."""
    client = signed_in(keeper)
    facets = {facet.label: facet.lines for facet in client.get(f"/items/{query}").context["counts"].facets}
    counted = {line.address: line.count for lines in facets.values() for line in lines}
    assert {address: listed(client, address) for address in counted} == counted
    assert counted
    prisons, cells = (
        next((line.count for line in facets["Topic"] if line.label == name), 0)
        for name in ("Prisons", "Cells")
    )
    assert prisons >= cells
    status = [label for label in facets if label.startswith("Status")]
    in_any_voice = [] if "status" in query else ["Status, in any voice"]
    assert ("voice" in query) or status == in_any_voice
    assert Dialogue.objects.count() == 3
