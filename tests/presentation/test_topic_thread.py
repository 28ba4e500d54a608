"""What a round's silence on a topic means, and how words stand to those before them."""

import datetime
from typing import Any

import pytest
from django.template import Context, Template

from ledger.models import Item, Passage, Round, Statement, Topic
from ledger.presentation.topic_thread import Continuity, Known, State, said_of, state_of, thread
from ledger.vocabulary import FactBasis, Language, RoundState

DAY = datetime.date(2016, 10, 27)
HELD, PLANNED = RoundState.HELD, RoundState.PLANNED


def known(**fields: Any) -> Known:
    values: dict[str, Any] = {
        "raised": {1},
        "read": {1, 2, 3},
        "on_agenda": set(),
        "narrower": {},
        "open_before": {2, 3},
        "newest_on": datetime.date(2014, 4, 3),
    }
    return Known(**values | fields)


def round_of(number: int, state: RoundState = HELD, day: datetime.date | None = DAY) -> Round:
    return Round(pk=number, number=number, state=state, starts_on=day, dates_basis=FactBasis.STATED)


@pytest.mark.parametrize(
    ("number", "fields", "state"),
    [
        (1, {}, State.RAISED),
        (1, {"raised": {2}}, None),  # silent before the first mention
        (2, {}, State.DROPPED),
        (2, {"raised": {1, 3}}, State.RETURNED),
        (2, {"read": {1}}, State.UNREAD),  # its statement is not in the ledger
        (2, {"read": {1}, "raised": {1, 3}}, State.UNREAD),
        (2, {"open_before": set()}, State.CLOSED),
        (2, {"newest_on": DAY}, State.PASSED),
        (2, {"newest_on": None}, State.DROPPED),
        (2, {"narrower": {2: [Topic()]}}, State.NARROWER),
        (1, {"raised": set(), "narrower": {1: [Topic()]}}, State.NARROWER),
        (2, {"raised": set()}, None),
    ],
)
def test_what_a_held_round_made_of_a_topic(number: int, fields: dict[str, Any], state: State | None) -> None:
    assert state_of(round_of(number), known(**fields)) is state


@pytest.mark.parametrize(
    ("fields", "state"),
    [({}, State.PLANNED), ({"on_agenda": {4}}, State.AGENDA), ({"raised": {1, 4}}, State.RAISED)],
)
def test_planned_round_drops_nothing(fields: dict[str, Any], state: State) -> None:
    assert state_of(round_of(4, PLANNED), known(**fields)) is state


def test_round_without_a_day_is_not_taken_for_one_before_the_newest_entry() -> None:
    assert state_of(round_of(2, day=None), known(newest_on=DAY)) is State.DROPPED


# Words


def ours(summary: str, number: int = 1, **fields: Any) -> Item:
    """A paraphrase, not saved."""
    item = Item(pk=number, number=number, round=round_of(number), is_paraphrase=True, **fields)
    item.summary_en = summary
    return with_others(item)


def quoted(quote: str, number: int = 1, language: Language = Language.EN) -> Item:
    statement = Statement(language=language)
    item = Item(
        pk=number, number=number, round=round_of(number), passage=Passage(quote=quote, statement=statement)
    )
    return with_others(item)


def with_others(item: Item) -> Item:
    item._prefetched_objects_cache = {"other_passages": Passage.objects.none()}
    return item


@pytest.mark.parametrize(
    ("before", "after", "link", "marks"),
    [
        (ours("How to prevent torture."), ours("How to prevent torture.", 2), Continuity.SAME, 0),
        (ours("How to prevent torture."), ours("How to end torture.", 2), Continuity.CHANGED, 4),
        (ours("How to prevent torture."), ours("A register of the missing", 2), Continuity.OTHER, 0),
        (quoted("prevent torture"), quoted("prevent\ntorture", 2), Continuity.SAME, 0),
        (quoted("prevent torture"), ours("prevent torture", 2), Continuity.UNCOMPARED, 0),
        (ours("prevent torture"), quoted("prevent torture", 2), Continuity.UNCOMPARED, 0),
        (
            quoted("prevenir la tortura", 1, Language.ES),
            quoted("prevent torture", 2),
            Continuity.UNCOMPARED,
            0,
        ),
    ],
)
def test_words_are_compared_with_words_of_one_kind(
    before: Item, after: Item, link: Continuity, marks: int
) -> None:
    said = said_of(after, [before], before)
    assert (said.link, len(said.stretches), said.before) == (link, marks, before)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Ending disappearances for good.",
            "Ending disappearances.",
            "Ending disappearances <del>for good</del>.",
        ),
        ("Ending disappearances.", "Ending all disappearances.", "Ending <ins>all</ins> disappearances."),
        ("Ending <b>.", "Ending <i>.", "Ending &lt;<del>b</del> <ins>i</ins>&gt;."),
    ],
)
def test_marks_stand_between_words_as_written(before: str, after: str, shown: str) -> None:
    said = said_of(ours(after, 2), [], ours(before))
    assert Template("{% load ledger %}{% marked said %}").render(Context({"said": said})) == shown


def test_without_a_link_the_likest_words_of_the_round_before_are_taken() -> None:
    before = [ours("A register of the missing."), ours("How to prevent torture.", 2)]
    assert said_of(ours("How to end torture.", 3), before, None).before == before[1]
    assert said_of(ours("Visits to prisons.", 3), before, None).link is Continuity.NEW
    assert said_of(ours("Visits to prisons.", 3), [], None).link is Continuity.FIRST


def test_thread_is_told_newest_first_and_each_round_beside_the_last_that_spoke() -> None:
    rounds = [round_of(number) for number in (1, 2, 3, 4)]
    items = [ours("How to prevent torture."), ours("How to end torture.", 3)]
    turns = thread(rounds, items, {}, known(raised={1, 3}, read={1, 2, 3}), shown=5)
    told = [(turn.round.number, turn.state, [one.link for one in turn.said]) for turn in turns]
    assert told == [
        (4, State.UNREAD, []),
        (3, State.RAISED, [Continuity.CHANGED]),
        (2, State.RETURNED, []),
        (1, State.RAISED, [Continuity.FIRST]),
    ]
