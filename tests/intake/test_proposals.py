"""What a person does to proposals: from one list to the next, in the order of the text."""

import pytest

from ledger.intake import Decision, Proposed, proposals
from ledger.intake.drafts import ProposalGone
from ledger.vocabulary import AgreedAs, Kind

FIRST = Proposed(key=1, start=10, end=20, topics=("a",), owed_by=("MEX",), confidence=0.9)
SECOND = Proposed(key=2, start=25, end=40, topics=("b", "a"), owed_by=("USA",), parts=((25, 30), (35, 40)))
BOTH = [FIRST, SECOND]


def spans(some: list[Proposed]) -> list[tuple[int, int, int]]:
    return [(one.key, one.start, one.end) for one in some]


def test_decisions_stand_until_taken_back() -> None:
    some = proposals.decided(BOTH, 1, Decision.ACCEPTED)
    assert [one.decision for one in some] == ["accepted", "open"]
    assert [one.decision for one in proposals.rest_rejected(some)] == ["accepted", "rejected"]
    assert proposals.decided(some, 1, Decision.OPEN) == BOTH


def test_split_gives_each_part_its_own_topic_or_the_whole_s() -> None:
    accepted = proposals.decided(BOTH, 2, Decision.ACCEPTED)
    some = proposals.split(accepted, 2, [("c",), ()])
    assert spans(some) == [(1, 10, 20), (2, 25, 30), (3, 35, 40)]
    assert [one.topics for one in some] == [("a",), ("c",), ("b", "a")]
    assert all(one.is_open and not one.parts for one in some)


def test_merge_takes_all_words_and_all_rows_of_both() -> None:
    (one,) = proposals.merged(BOTH, 1)
    assert (one.key, one.span, one.topics, one.owed_by) == (1, (10, 40), ("a", "b"), ("MEX", "USA"))


def test_added_stands_in_the_order_of_the_text_under_a_key_of_its_own() -> None:
    some, new = proposals.added(BOTH, (21, 24))
    assert (new.key, new.confidence) == (3, None)
    assert [one.key for one in some] == [1, 3, 2]


def test_other_reading_goes_with_the_words_that_it_was_of() -> None:
    assert proposals.edited(BOTH, 2, kind="agreed")[1].parts == SECOND.parts
    assert proposals.edited(BOTH, 2, end=41)[1].parts == ()


@pytest.mark.parametrize(
    "step",
    [
        lambda: proposals.decided(BOTH, 9, Decision.ACCEPTED),
        lambda: proposals.split(BOTH, 1, []),  # it has no other reading
        lambda: proposals.merged(BOTH, 2),  # nothing follows
    ],
)
def test_what_is_not_there_is_refused(step: object) -> None:
    with pytest.raises(ProposalGone):
        step()  # type: ignore[operator]


COMPLETE = [
    ({"topics": ("a",)}, True),
    ({}, False),
    ({"same_as": "USMX-7-01"}, True),
    ({"topics": ("a",), "kind": Kind.AGREED.value}, False),
    ({"topics": ("a",), "kind": Kind.AGREED.value, "agreed_as": AgreedAs.SHARED_VIEW.value}, True),
    ({"topics": ("a",), "kind": Kind.ASKED.value, "asked_by": ("USA",)}, False),
    ({"topics": ("a",), "kind": Kind.ASKED.value, "asked_by": ("USA",), "asked_of": ("MEX",)}, True),
]


@pytest.mark.parametrize(("values", "is_complete"), COMPLETE)
def test_what_says_all_that_an_item_must_can_be_accepted(
    values: dict[str, object], is_complete: bool
) -> None:
    one = Proposed(key=1, start=0, end=1, **values)  # type: ignore[arg-type]
    assert one.is_complete is is_complete
