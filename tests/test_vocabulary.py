"""The words of the ledger carry their meaning."""

import pytest

from ledger import vocabulary
from ledger.vocabulary import (
    Act,
    AgreedAs,
    Audience,
    Kind,
    Status,
    Word,
    is_commitment,
    is_followed_by_default,
    status_move,
)

WORDS = [
    word
    for word in vars(vocabulary).values()
    if isinstance(word, type) and issubclass(word, Word) and word is not Word
]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_every_word_has_a_value_that_fits_its_column_and_a_label(word: type[Word]) -> None:
    assert [one.value for one in word if not one.label or not 0 < len(one.value) <= 20] == []
    assert len({one.label for one in word}) == len(word)


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.__name__)
def test_word_is_its_value(word: type[Word]) -> None:
    assert [word(str(one)) for one in word] == list(word)
    assert all(isinstance(one, str) and one == one.value for one in word)


def test_statuses_are_those_of_the_ledger_in_order() -> None:
    assert {status.value: status.label for status in Status} == {
        "unassessed": "unassessed",
        "not_started": "not started",
        "in_progress": "in progress",
        "stalled": "stalled",
        "reversed": "reversed",
        "substantial": "largely done",
        "done": "done",
        "overtaken": "overtaken by events",
        "declined": "will not be done",
    }


def test_last_three_statuses_are_closed() -> None:
    assert [status for status in Status if not status.is_open] == list(Status)[-3:]


def test_ranks_lead_from_reversed_to_done() -> None:
    ranked = sorted((status for status in Status if status.rank is not None), key=lambda one: one.rank or 0)
    assert ranked == [
        Status.REVERSED,
        Status.NOT_STARTED,
        Status.STALLED,
        Status.IN_PROGRESS,
        Status.SUBSTANTIAL,
        Status.DONE,
    ]
    assert [status for status in Status if status.rank is None] == [
        Status.UNASSESSED,
        Status.OVERTAKEN,
        Status.DECLINED,
    ]


def test_done_alone_needs_evidence() -> None:
    assert [status for status in Status if status.needs_evidence] == [Status.DONE]


def test_tokens_are_names_for_a_stylesheet() -> None:
    assert Status.IN_PROGRESS.token == "in-progress"
    assert len({status.token for status in Status}) == len(Status)


def test_no_move_leads_to_where_it_begins() -> None:
    assert [status for status in Status if status_move(status, status) is not None] == []


@pytest.mark.parametrize(
    ("kind", "agreed_as", "commits", "follows"),
    [
        (Kind.DISCUSSED, None, False, False),
        (Kind.ACKNOWLEDGED, None, False, False),
        (Kind.AGREED, AgreedAs.SHARED_VIEW, False, False),
        (Kind.AGREED, AgreedAs.GENERAL_PLEDGE, True, True),
        (Kind.UNDERTAKEN, None, True, True),
        (Kind.ASKED, None, False, True),
    ],
)
def test_pledges_and_specific_commitments_commit(
    kind: Kind, agreed_as: AgreedAs | None, commits: bool, follows: bool
) -> None:
    assert is_commitment(kind, agreed_as) is commits
    assert is_followed_by_default(kind, agreed_as) is follows


def test_acts_that_can_be_corrected() -> None:
    assert {act for act in Act if act.is_correctable} == {Act.NOTE, Act.STATUS, Act.CORRECT, Act.WITHDRAW}


def test_acts_that_can_be_released() -> None:
    assert {act for act in Act if act.is_releasable} == {
        Act.OPEN,
        Act.NOTE,
        Act.STATUS,
        Act.AMEND,
        Act.CORRECT,
    }


def test_acts_in_which_somebody_speaks() -> None:
    assert {act for act in Act if act.says_something} == {Act.NOTE, Act.STATUS, Act.CORRECT}


def test_audiences_include_those_before_them() -> None:
    assert {audience: audience.wide_enough for audience in Audience} == {
        Audience.INTERNAL: [Audience.INTERNAL, Audience.SHARED, Audience.PUBLIC],
        Audience.SHARED: [Audience.SHARED, Audience.PUBLIC],
        Audience.PUBLIC: [Audience.PUBLIC],
    }
