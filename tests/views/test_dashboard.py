"""The dashboard: each figure is the number of items in the list that it leads to, for each person's own dialogues."""

import datetime
import re

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.models import Dialogue, User
from ledger.recording import count_statuses
from ledger.vocabulary import Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic,
)
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

DAY = datetime.date(2016, 6, 1)
ADDRESS = f"/dashboard/?as_of={DAY}"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("ABC")


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


def make_moved(dialogue: Dialogue, editor: User, count: int = 1) -> None:
    """For each count, an item that moved, one that stayed, one that was opened since, on two topics of which one is a
    part of the other."""
    prisons = make_topic()
    cells = make_topic(parent=prisons)
    then, since = make_round(dialogue), make_round(dialogue)
    for _number in range(count):
        moved = make_item(then, editor, topics=[prisons, cells], effective_on=then.starts_on)
        make_entry(moved, Status.STALLED, editor, effective_on=datetime.date(2016, 1, 1))
        make_entry(moved, Status.IN_PROGRESS, editor, effective_on=datetime.date(2017, 1, 1))
        stayed = make_item(then, editor, topics=[cells], kind=Kind.UNDERTAKEN, effective_on=then.starts_on)
        make_entry(stayed, Status.STALLED, editor, effective_on=datetime.date(2016, 1, 1))
        make_item(since, editor, topics=[prisons], effective_on=datetime.date(2018, 4, 3), is_followed=True)


def figures(client: Client, address: str) -> dict[str, int]:
    """Each figure of a page: the address that it leads to, and the number."""
    main = lxml.html.fromstring(client.get(address).content).get_element_by_id("main")
    links = [(link.get("href"), (link.text or "").strip()) for link in main.iter("a")]
    return {href: int(text) for href, text in links if href.startswith("/items/?") and text.isdecimal()}


def listed(client: Client, address: str) -> int:
    page = client.get(address).context
    assert page["faults"] == []
    assert page["count"] == len(page["rows"])
    return len(page["rows"])


@pytest.mark.both_databases
@pytest.mark.parametrize("asked", ["", "&dialogue=ABC", "&voice=office", "&voice=office&dialogue=ABC"])
def test_every_figure_is_the_number_of_items_in_its_list(dialogue: Dialogue, asked: str) -> None:
    other = make_dialogue("XYZ")
    editor = make_member(Role.EDITOR, dialogue=other, user=make_editor(dialogue))
    make_moved(dialogue, editor)
    make_moved(other, editor, 2)
    client = signed_in(editor)
    found = figures(client, ADDRESS + asked)
    assert {address: listed(client, address) for address in found} == found
    # By topic, now and then: two topics of each dialogue; by kind; what moved and what was opened since.
    assert (len(found), sum(found.values())) == ((20, 16) if "dialogue" in asked else (30, 48))


def test_word_of_any_voice_counts_on_items_that_nobody_follows(dialogue: Dialogue, editor: User) -> None:
    """As in the seeds, of which the dashboard once said that all was unassessed."""
    round = make_round(dialogue)
    item = make_item(round, editor, effective_on=round.starts_on)
    make_item(round, editor, effective_on=round.starts_on)  # not live: nobody has said anything
    make_entry(
        item,
        Status.STALLED,
        editor,
        voice=Voice.RECORD,
        source="A court",
        effective_on=datetime.date(2017, 1, 1),
    )
    client = signed_in(editor)
    page = client.get(ADDRESS)
    (kind,) = page.context["kinds"]
    assert [(figure.status, figure.now, figure.then) for figure in kind.figures] == [
        (Status.UNASSESSED, 0, 1),
        (Status.STALLED, 1, 0),
    ]
    (moved,) = page.context["moved"]
    assert (moved.moved_from, moved.moved_to, moved.moved_on.year) == (
        Status.UNASSESSED,
        Status.STALLED,
        2017,
    )
    by_office = client.get(f"{ADDRESS}&voice=office").context["kinds"]
    assert [figure.status for figure in by_office[0].figures] == [Status.UNASSESSED]


def test_row_leads_to_its_list_and_says_how_it_went(dialogue: Dialogue, editor: User) -> None:
    make_moved(dialogue, editor)
    page = signed_in(editor).get(ADDRESS)
    (prisons, cells) = page.context["topics"]
    assert [status.value for status in page.context["statuses"]] == ["unassessed", "in_progress", "stalled"]
    assert [(figure.now, figure.then, figure.change_words) for figure in prisons.figures] == [
        (1, 0, "1 more"),
        (1, 0, "1 more"),
        (1, 2, "1 fewer"),
    ]
    assert [figure and (figure.now, figure.then) for figure in cells.figures] == [None, (1, 0), (1, 2)]
    text = " ".join(lxml.html.fromstring(page.content).text_content().split())
    assert "in progress 1 then 0 ↑ 1 more" in text
    assert "stalled 1 then 2 ↓ 1 fewer" in text


def test_curve_has_its_figures_in_words(dialogue: Dialogue, editor: User) -> None:
    make_moved(dialogue, editor)
    words = signed_in(editor).get(ADDRESS).context["topics"][0].curve.words
    assert re.fullmatch(
        r"1 Jun 2016: 2 stalled; \d+ \w+ 2017: 1 in progress, 1 stalled; "
        r"\d+ \w+ 201[89]: 1 unassessed, 1 in progress, 1 stalled; "
        r"\d+ \w+ 20\d\d: 1 unassessed, 1 in progress, 1 stalled",
        words,
    ), words


def test_what_moved_is_shown_newest_first_up_to_twenty(dialogue: Dialogue, editor: User) -> None:
    round, topic = make_round(dialogue), make_topic()
    for number in range(22):
        item = make_item(round, editor, topics=[topic], effective_on=round.starts_on)
        day = datetime.date(2017, 1, 1) + datetime.timedelta(days=number)
        make_entry(item, Status.IN_PROGRESS, editor, effective_on=day)
    client = signed_in(editor)
    page = client.get(ADDRESS).context
    shown = list(page["moved"])
    assert (page["moved_count"], len(shown)) == (22, 20)
    assert [item.status_on for item in shown] == sorted((item.status_on for item in shown), reverse=True)
    assert {(item.moved_from, item.status) for item in shown} == {(Status.UNASSESSED, Status.IN_PROGRESS)}
    assert listed(client, page["moved_address"]) == 22


def test_nothing_of_another_dialogue_is_counted(dialogue: Dialogue, editor: User) -> None:
    make_moved(dialogue, editor)
    stranger = signed_in(make_member(*Role, dialogue=make_dialogue()))
    page = stranger.get(ADDRESS)
    assert (page.status_code, page.context["topics"], page.context["kinds"]) == (200, [], [])
    assert "No live item yet" in page.content.decode()
    refused = stranger.get(f"{ADDRESS}&dialogue=ABC")
    assert "dialogue" in refused.context["form"].errors
    assert "topics" not in refused.context


@pytest.mark.parametrize("typed", ["2999-01-01", "2019-02-30", "soon", "1066-10-14"])
def test_day_that_makes_no_sense_is_refused_and_kept(dialogue: Dialogue, editor: User, typed: str) -> None:
    make_moved(dialogue, editor)
    page = signed_in(editor).get(f"/dashboard/?as_of={typed}")
    assert page.status_code == 200
    assert "as_of" in page.context["form"].errors
    assert f'value="{typed}"' in page.content.decode()
    assert "topics" not in page.context


def test_day_without_zeros_is_read_as_typed(dialogue: Dialogue, editor: User) -> None:
    make_moved(dialogue, editor)
    page = signed_in(editor).get("/dashboard/?as_of=2019-3-1")
    assert (page.status_code, page.context["day"]) == (200, datetime.date(2019, 3, 1))


def test_without_a_day_it_compares_with_a_year_ago(dialogue: Dialogue, editor: User) -> None:
    day, today = signed_in(editor).get("/dashboard/").context["day"], timezone.localdate()
    assert today.year - day.year == 1
    page = signed_in(editor).get(f"/dashboard/?as_of={today}")
    assert (page.status_code, page.context["day"]) == (200, today)


@pytest.mark.both_databases
@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(dialogue: Dialogue, editor: User, count: int) -> None:
    make_moved(dialogue, editor, count)
    client = signed_in(editor)
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ADDRESS).status_code == 200
    # Session, account, roles; the topics, whether counts are kept, by kind, by topics, moves, and what moved
    assert len(queries) == 9
    count_statuses()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ADDRESS).status_code == 200
    # As before, the topics, how far the counts go, what was written since, years twice, months twice, and what moved
    assert len(queries) == 10


@pytest.mark.both_databases
@pytest.mark.parametrize("asked", ["", "&dialogue=ABC", "&voice=office"])
def test_page_by_kept_counts_is_the_same(dialogue: Dialogue, asked: str) -> None:
    other = make_dialogue("XYZ")
    editor = make_member(Role.EDITOR, dialogue=other, user=make_editor(dialogue))
    make_moved(dialogue, editor)
    make_moved(other, editor, 2)
    readers = [signed_in(reader) for reader in (editor, make_member(Role.VIEWER, dialogue=dialogue))]
    addresses = (ADDRESS + asked, "/dashboard/?" + asked, "/")

    def pages() -> list[str]:
        contents = [client.get(address).content.decode() for client in readers for address in addresses]
        return [re.sub(r"(csrf-token|csrfmiddlewaretoken|nonce)[^>]*", "", page) for page in contents]

    before = pages()
    count_statuses()
    assert pages() == before
    make_moved(other, editor)
    after = pages()
    assert after[:3] != before[:3]
    assert after[3:] == before[3:]


def test_page_in_spanish(dialogue: Dialogue, editor: User) -> None:
    make_moved(dialogue, editor)
    User.objects.filter(pk=editor.pk).update(language="es")
    page = signed_in(editor).get(ADDRESS).content.decode()
    assert "Tablero" in page
    assert "1 menos" in page
