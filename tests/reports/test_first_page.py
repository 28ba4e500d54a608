"""The first lines of a report at their edges: a year's ends, how much is named, what lies ahead."""

import datetime

import pytest

from ledger.models import Topic
from ledger.vocabulary import AgreedAs, FactBasis, Kind, Precision, RoundState, Status
from tests.makers import make_dialogue, make_entry, make_item, make_party, make_round, make_topic
from tests.support.asking import build, first_lines, records, told

pytestmark = pytest.mark.django_db

IN_2015 = datetime.date(2015, 10, 21)


def changes(topic: Topic, day: str) -> str:
    """The paragraph on the last year."""
    return next(line for line in first_lines(build(topic, as_of=day)) if line.startswith("In the year to"))


@pytest.mark.parametrize(
    ("as_of", "day", "is_told"),
    [
        ("2018-03-15", "2017-03-15", False),
        ("2018-03-15", "2017-03-16", True),
        ("2020-02-29", "2019-02-28", False),
        ("2020-02-29", "2019-03-01", True),
    ],
)
def test_last_year_begins_the_day_after_the_same_day(as_of: str, day: str, is_told: bool) -> None:
    topic = make_topic()
    item = make_item(topics=[topic])
    make_entry(item, Status.IN_PROGRESS, effective_on=datetime.date.fromisoformat(day))
    assert ("in progress" in changes(topic, as_of)) is is_told


def test_last_year_names_four_statuses_the_newest_first_and_counts_the_rest() -> None:
    topic = make_topic()
    item = make_item(topics=[topic])
    for month in range(1, 6):
        about = make_party() if month % 2 else None
        make_entry(item, Status.IN_PROGRESS, about=about, effective_on=datetime.date(2018, month, 1))
    line = changes(topic, "2018-12-31")
    assert [f"1 {month} 2018" in line for month in ("May", "Apr", "Mar", "Feb", "Jan")] == [True] * 4 + [
        False
    ]
    assert line.index("1 May 2018") < line.index("1 Feb 2018")
    assert line.endswith("more statuses: 1.")


def test_round_without_a_date_is_not_said_to_be_held_in_the_last_year() -> None:
    topic = make_topic()
    round = make_round(number=2, starts_on=None, ends_on=None, dates_basis=FactBasis.UNKNOWN)
    item = make_item(topics=[topic], round=round)
    assert first_lines(build(topic)) == [
        "Round 2 took it up: discussed (1). There is neither a specific commitment nor a general pledge.",
        "Unassessed: nobody has reported on it. That is not the same as no progress.",
        "Nothing is recorded for what comes next: no deadline, no next step, no round to come.",
    ]
    entry = make_entry(item, Status.IN_PROGRESS)
    day = entry.effective_on
    assert changes(topic, day.isoformat()) == (
        f"In the year to {day.day} {day:%B %Y}: our office: in progress ({day.day} {day:%b %Y}, {item.ref})."
    )


def test_newest_judgement_on_several_items_is_the_one_of_the_latest_day_not_the_last_recorded() -> None:
    topic, dialogue = make_topic(), make_dialogue()
    late, early = (make_item(topics=[topic], round=make_round(dialogue, number=number)) for number in (1, 2))
    make_entry(late, Status.STALLED, effective_on=datetime.date(2018, 3, 15))
    make_entry(early, Status.IN_PROGRESS, effective_on=datetime.date(2017, 3, 15))
    assert first_lines(build(topic, as_of="2018-12-31"))[1] == (
        "As a whole: our office holds “stalled” (15 Mar 2018)."
    )


def test_round_planned_for_a_day_that_has_passed_is_not_next() -> None:
    topic, dialogue = make_topic(), make_dialogue()
    make_item(topics=[topic], round=make_round(dialogue, number=1))
    day = datetime.date(2016, 5, 1)
    make_round(dialogue, number=2, state=RoundState.PLANNED, starts_on=day, ends_on=day)
    assert first_lines(build(topic))[-1] == (
        "Nothing is recorded for what comes next: no deadline, no next step, no round to come."
    )


@pytest.mark.parametrize(
    ("day", "precision", "is_context"),
    [
        (IN_2015.replace(day=20), Precision.DAY, "yes"),
        (IN_2015, Precision.DAY, "no"),
        # A month or year that holds the day of the round may mean a day after it.
        (IN_2015.replace(day=1), Precision.MONTH, "no"),
        (IN_2015.replace(month=9, day=1), Precision.MONTH, "yes"),
        (IN_2015.replace(month=1, day=1), Precision.YEAR, "no"),
        (datetime.date(2014, 1, 1), Precision.YEAR, "yes"),
    ],
)
def test_status_is_context_when_all_it_may_mean_lies_before_the_round(
    day: datetime.date, precision: Precision, is_context: str
) -> None:
    topic = make_topic()
    item = make_item(topics=[topic], round=make_round(starts_on=IN_2015, ends_on=IN_2015))
    make_entry(item, Status.IN_PROGRESS, effective_on=day, effective_precision=precision)
    assert records(build(topic), "status", "before_round") == [("in progress", is_context)]


def test_of_an_item_with_a_note_it_is_not_said_that_nobody_reported() -> None:
    """Neither by a topic's first lines, nor above the note itself, nor in a brief's table."""
    topic = make_topic()
    item = make_item(topics=[topic], kind=Kind.AGREED, agreed_as=AgreedAs.GENERAL_PLEDGE)
    make_entry(item, None, note="A study was published.")
    for length in ("brief", "full"):
        words = told(build(topic, length=length))
        assert "o voice has said since where it stands" in words, length
        assert "obody has reported" not in words, length
