"""Which passage of a second language says what which item says: as far as that is sure."""

import pytest

from ledger.intake import Proposed
from ledger.intake.aligning import aligned, met
from ledger.models import Round
from ledger.vocabulary import Kind
from tests.makers import (
    make_editor,
    make_item,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def make_items(*said: tuple[str, Kind]) -> Round:
    """A round with an item for each topic and kind, in order; each cites English words."""
    round = make_round()
    editor, topics = (
        make_editor(round.dialogue),
        {slug: make_topic(slug) for slug in {one for one, _kind in said}},
    )
    passage = make_passage(make_statement(round))
    for slug, kind in said:
        owed_by = [make_party()] if kind is Kind.UNDERTAKEN else []
        make_item(round, editor, topics=[topics[slug]], kind=kind, owed_by=owed_by, passage=passage)
    return round


def proposals(*said: tuple[str, Kind]) -> list[Proposed]:
    return [
        Proposed(key=at, start=at, end=at + 1, topics=(slug,) if slug else (), kind=kind.value)
        for at, (slug, kind) in enumerate(said, 1)
    ]


A, B, C = ("a", Kind.DISCUSSED), ("b", Kind.DISCUSSED), ("c", Kind.UNDERTAKEN)

PAIRED = [
    ((A, B, C), (A, B, C), [1, 2, 3]),
    ((A, B, C), (A, C), [1, 3]),  # one is missing in the second language
    ((A, C), (A, B, C), [1, None, 2]),  # one more is there
    ((A, B), (B, A), [2, 1]),  # crosswise: topics say more than order
    ((A, B), (("", Kind.DISCUSSED), B), [None, 2]),  # no topic was found: order and kind are not enough
    ((A, A), (A, A), [1, 2]),  # nothing but order tells them apart, and nothing is left over
    ((A, A), (A,), [None]),  # it may be either
    ((A,), (A, A), [None, None]),
    ((A,), (("z", Kind.DISCUSSED),), [None]),  # another topic is another matter
    ((A, ("a", Kind.UNDERTAKEN)), (("a", Kind.UNDERTAKEN),), [2]),  # of one topic, the same kind
]


@pytest.mark.parametrize(("items", "said", "pairs"), PAIRED)
def test_pairs(
    items: tuple[tuple[str, Kind], ...], said: tuple[tuple[str, Kind], ...], pairs: list[int]
) -> None:
    round = make_items(*items)
    refs = [proposal.same_as for proposal in aligned(proposals(*said), round, "es", "")]
    name = f"{round.dialogue.code}-{round.number}"
    assert refs == [f"{name}-{number:02d}" if number else "" for number in pairs]


def test_items_that_have_words_in_the_language_are_left_out() -> None:
    assert [proposal.same_as for proposal in aligned(proposals(A), make_items(A), "en", "")] == [""]


def test_what_is_paired_later_is_decided_on_anew() -> None:
    some = [Proposed(key=1, start=0, end=1, topics=("a",), decision="accepted")]
    assert [proposal.decision for proposal in met(some, make_items(A), "es", "")] == ["open"]
    assert met(some, make_round(), "es", "") == some
