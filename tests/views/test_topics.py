"""The topics' pages: what was raised when, what stands, for whom, and with how many queries."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import AgendaPoint, Dialogue, Item, Round, Topic, User
from ledger.recording import merge_topic
from ledger.vocabulary import AgreedAs, FactBasis, Kind, Role, RoundState, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
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

UNDATED = {"starts_on": None, "ends_on": None, "dates_basis": FactBasis.UNKNOWN}
PAST = datetime.date(2016, 1, 1)


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def topic() -> Topic:
    return make_topic("torture-prevention")


def make_rounds(dialogue: Dialogue, count: int = 3) -> list[Round]:
    days = [datetime.date(2014 + number, 4, 3) for number in range(count)]
    return [
        make_round(dialogue, number=number + 1, starts_on=day, ends_on=day) for number, day in enumerate(days)
    ]


def make_said(round: Round, editor: User, *topics: Topic, **fields: Any) -> Item:
    return make_item(round, editor, topics=list(topics), effective_on=round.starts_on, **fields)


def context(user: User, path: str) -> Any:
    return signed_in(user).get(path).context


def words(user: User, path: str) -> str:
    """What a page says, on one line."""
    page = signed_in(user).get(path).content.decode()
    return " ".join(re.sub(r"<(?!/?(?:ins|del)\b)[^>]+>", "", page).split())


# --- Topics by rounds


def shown(user: User) -> list[tuple[Any, ...]]:
    """Each line of the grid: topic, depth, counts by kind in each round, newest status, whether voices differ."""
    return [
        (
            line.topic,
            line.depth,
            [
                [(one.agreed_as or one.kind, one.count) for one in cell.counts] if cell else None
                for cell in line.cells
            ],
            line.newest and line.newest.status,
            line.is_differing,
        )
        for line in context(user, "/topics/")["grid"].lines
    ]


def test_topics_by_rounds_and_kinds_with_the_newest_word(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    first, second, _third = make_rounds(dialogue)
    part = make_topic("military-justice", parent=topic)
    make_said(first, editor, topic)
    make_said(second, editor, topic, part)
    pledge = make_said(second, editor, topic, kind=Kind.AGREED, agreed_as=AgreedAs.GENERAL_PLEDGE)
    make_entry(pledge, Status.STALLED, editor, voice=Voice.RECORD, source="CNDH", effective_on=PAST)
    assert shown(editor) == [
        (
            topic,
            0,
            [[("discussed", 1)], [("general_pledge", 1), ("discussed", 1)], None],
            Status.STALLED,
            False,
        ),
        (part, 1, [None, [("discussed", 1)], None], None, False),
    ]


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("en", 1, "1 topic, 1 round"),
        ("en", 2, "2 topics, 2 rounds"),
        ("es", 1, "1 tema, 1 ronda"),
        ("es", 2, "2 temas, 2 rondas"),
    ],
)
def test_topics_and_rounds_are_counted_in_words_that_fit(
    dialogue: Dialogue, editor: User, language: str, count: int, told: str
) -> None:
    for number in range(1, count + 1):
        make_item(make_round(dialogue, number=number), editor, topics=[make_topic(f"matter-{number}")])
    editor.language = language
    editor.save(update_fields=["language"])
    shown = signed_in(editor).get(f"/topics/?dialogue={dialogue.code}").content.decode()
    assert told in re.sub(r"<[^>]+>|\s+", lambda found: " " if found[0].isspace() else "", shown)


def test_broader_topic_stands_above_its_parts(dialogue: Dialogue, editor: User, topic: Topic) -> None:
    make_said(make_round(dialogue), editor, make_topic("military-justice", parent=topic))
    assert [(line[0].slug, line[1]) for line in shown(editor)] == [
        ("torture-prevention", 0),
        ("military-justice", 1),
    ]


def test_merged_topic_counts_under_the_one_that_goes_on_once(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    old = make_topic("torture")
    make_said(make_round(dialogue), editor, old, topic)
    merge_topic(user=editor, topic=old, into=topic, reason="One matter.")
    assert [(line[0], line[2]) for line in shown(editor)] == [(topic, [[("discussed", 1)]])]


def test_picture_says_in_words_what_it_shows_and_leads_on(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    item = make_said(make_round(dialogue, number=7), editor, topic)
    make_entry(item, Status.STALLED, editor, effective_on=PAST)
    page = signed_in(editor).get("/topics/").content.decode()
    says = f'href="/topics/torture-prevention/?dialogue={dialogue.code}#round-7"'
    says += "><title>Torture prevention, round 7: discussed (1); stalled, 1 Jan 2016, our office</title>"
    assert says in " ".join(page.split())


def test_earlier_rounds_are_a_link_away(dialogue: Dialogue, editor: User, topic: Topic) -> None:
    rounds = make_rounds(dialogue, 9)
    make_said(rounds[0], editor, topic)
    page = context(editor, "/topics/")
    assert ([one.number for one in page["grid"].rounds], page["earlier"], page["later"]) == (
        [*range(2, 10)],
        1,
        None,
    )
    page = context(editor, f"/topics/?dialogue={dialogue.code}&until=1")
    assert ([one.number for one in page["grid"].rounds], page["earlier"], page["later"]) == ([1], None, 9)
    assert context(editor, "/topics/?until=nine")["grid"].rounds[-1].number == 9


@pytest.mark.parametrize("page", ["/topics/", "/topics/torture-prevention/"])
def test_nothing_of_another_dialogue_is_shown(
    page: str, dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    foreign = make_dialogue("SECRET")
    other = make_editor(foreign)
    item = make_said(make_round(foreign), other, topic, summary_en="Never told.")
    make_entry(item, Status.STALLED, other, note="Nor that.")
    told = words(editor, page)
    assert [word in told for word in ("SECRET", "Never told", "Nor that", "stalled")] == [False] * 4
    assert signed_in(editor).get(f"{page}?dialogue=SECRET").status_code == 404
    assert signed_in(editor).get(f"{page}?dialogue=NONE").status_code == 404


@pytest.mark.parametrize("page", ["/topics/", "/topics/torture-prevention/"])
def test_empty_pages_teach(page: str, editor: User, topic: Topic) -> None:
    assert 'class="empty"' in signed_in(editor).get(page).content.decode()


# --- One topic


def states(user: User, page: str = "/topics/torture-prevention/") -> list[tuple[int, str, list[str]]]:
    turns = context(user, page)["turns"]
    return [(turn.round.number, str(turn.state), [str(one.link) for one in turn.said]) for turn in turns]


def test_thread_of_a_topic_through_its_rounds(dialogue: Dialogue, editor: User, topic: Topic) -> None:
    first, second, third, _unread = make_rounds(dialogue, 4)
    planned = make_round(
        dialogue, number=5, state=RoundState.PLANNED, starts_on=None, ends_on=None, dates_basis="unknown"
    )
    AgendaPoint.objects.create(round=planned, position=1, topic=topic)
    make_said(first, editor, topic, summary_en="How to prevent torture.")
    make_said(second, editor, topic, summary_en="How to end torture.")
    make_said(third, editor, make_topic())
    assert states(editor) == [
        (5, "agenda", []),
        (4, "unread", []),
        (3, "dropped", []),
        (2, "raised", ["changed"]),
        (1, "raised", ["first"]),
    ]
    told = words(editor, "/topics/torture-prevention/")
    assert "How to <del>prevent</del> <ins>end</ins> torture." in told
    assert "Dropped in silence: this round did not take it up, and nothing was recorded since." in told


@pytest.mark.parametrize(
    ("status", "day", "state"),
    [
        (Status.STALLED, datetime.date(2014, 6, 1), "dropped"),
        (Status.STALLED, datetime.date(2015, 6, 1), "passed"),
        (Status.DECLINED, datetime.date(2014, 6, 1), "closed"),
        (Status.DECLINED, datetime.date(2015, 6, 1), "passed"),  # open still when the round met
    ],
)
def test_silence_by_what_was_open(
    dialogue: Dialogue, editor: User, topic: Topic, status: Status, day: datetime.date, state: str
) -> None:
    first, second = make_rounds(dialogue, 2)
    make_entry(make_said(first, editor, topic), status, editor, effective_on=day)
    make_said(second, editor, make_topic())
    assert states(editor)[0] == (2, state, [])


def test_narrower_topics_that_a_round_took_up_instead(dialogue: Dialogue, editor: User, topic: Topic) -> None:
    first, second = make_rounds(dialogue, 2)
    make_said(first, editor, topic)
    make_said(second, editor, make_topic("military-justice", parent=topic))
    assert states(editor)[0] == (2, "narrower", [])
    assert "Taken up in narrower topics alone: Military justice" in words(
        editor, "/topics/torture-prevention/"
    )


def test_item_is_compared_with_what_it_continues_even_on_another_topic(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    first, second = make_rounds(dialogue, 2)
    older = make_said(first, editor, make_topic(), summary_en="How to prevent torture.")
    make_said(second, editor, topic, summary_en="How to prevent torture.", continues=older)
    said = context(editor, "/topics/torture-prevention/")["turns"][0].said[0]
    assert (said.link, said.before) == ("same", older)


def test_statements_words_stand_as_such_and_are_not_compared_with_ours(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    first, second = make_rounds(dialogue, 2)
    older = make_said(first, editor, topic)
    make_said(second, editor, topic, continues=older, passage=make_passage(make_statement(second)))
    page = signed_in(editor).get("/topics/torture-prevention/").content.decode()
    assert page.count('<blockquote class="said') == page.count('<div class="rendered">') == 1
    assert "<ins>" not in page.split("<ol")[1]
    assert "Not compared" in page


def test_positions_open_items_and_office_of_one_dialogue(
    dialogue: Dialogue, editor: User, topic: Topic
) -> None:
    round, mexico = make_round(dialogue), make_party()
    owed = {"kind": Kind.UNDERTAKEN, "owed_by": [mexico]}
    older = make_said(round, editor, topic, **owed)
    head = make_said(make_round(dialogue), editor, topic, continues=older, **owed)
    make_entry(older, Status.IN_PROGRESS, editor, about=mexico, effective_on=PAST)
    make_entry(head, Status.STALLED, editor, about=mexico)
    page = context(editor, "/topics/torture-prevention/")
    (row,) = page["positions"]
    assert [(cell.status, cell.ref) for cell in row.voices[0][1]] == [(Status.STALLED, head.ref)]
    assert list(page["open_items"]) == [head]


def test_merged_topic_leads_to_the_one_that_goes_on(dialogue: Dialogue, editor: User, topic: Topic) -> None:
    old = make_topic("torture")
    make_said(make_round(dialogue), editor, old)
    merge_topic(user=editor, topic=old, into=topic, reason="One matter.")
    answer = signed_in(editor).get(f"/topics/torture/?dialogue={dialogue.code}")
    assert answer["Location"] == f"/topics/torture-prevention/?dialogue={dialogue.code}"
    assert [turn[1] for turn in states(editor)] == ["raised"]


def test_unknown_topic_is_not_found(editor: User) -> None:
    assert signed_in(editor).get("/topics/nothing/").status_code == 404


def test_topic_is_told_of_the_dialogue_that_raised_it(topic: Topic, dialogue: Dialogue, editor: User) -> None:
    second = make_dialogue("ZWEITER")
    make_said(make_round(second), make_editor(second), topic)
    make_member(Role.VIEWER, dialogue=second, user=editor)
    page = context(editor, "/topics/torture-prevention/")
    assert (page["dialogue"], page["choices"]) == (second, [])


# --- Queries


def counted(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("page", "queries"), [("/topics/", 8), ("/topics/torture-prevention/", 23)])
def test_pages_ask_no_more_for_three_rows_than_for_one(
    dialogue: Dialogue, editor: User, topic: Topic, page: str, queries: int
) -> None:
    client, part = signed_in(editor), make_topic("military-justice", parent=topic)
    rounds = make_rounds(dialogue, 4)
    older = make_loud(rounds[0], editor, topic, part)
    make_loud(rounds[1], editor, topic, part, continues=older)
    client.get(page)  # what is read once per process
    once = counted(client, page)
    for round in rounds[2:]:
        make_loud(round, editor, topic, part, continues=older)
        make_loud(round, editor, topic, quote="keep working together")
    assert (once, counted(client, page)) == (queries, queries)


def make_loud(
    round: Round, editor: User, *topics: Topic, quote: str = "actions to prevent torture", **fields: Any
) -> Item:
    """A followed item with the statement's words and a position."""
    owed = {"kind": Kind.UNDERTAKEN, "owed_by": [make_party()]}
    passage = make_passage(round.statements.first() or make_statement(round), quote)
    item = make_said(round, editor, *topics, passage=passage, **owed | fields)
    make_entry(item, Status.STALLED, editor, about=make_party())
    return item
