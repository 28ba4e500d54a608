"""Passages of a statement, by their spans."""

import pytest

from ledger.models import Passage
from tests.makers import make_round, make_statement

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_passage_of_a_span_is_made_once_with_the_text_there() -> None:
    statement = make_statement(make_round(), text="Both sides agreed.")
    passage = statement.passage_at(5, 10)
    assert (passage.statement, passage.start, passage.end, passage.quote) == (statement, 5, 10, "sides")
    assert statement.passage_at(5, 10) == passage
    other = make_statement(make_round(), text="Both sides agreed.")
    assert other.passage_at(5, 10) != passage
    assert Passage.objects.count() == 2


@pytest.mark.parametrize(("start", "end"), [(5, 5), (6, 5), (-1, 4), (5, 19), (18, 19)])
def test_span_that_the_text_has_not_is_refused(start: int, end: int) -> None:
    statement = make_statement(make_round(), text="Both sides agreed.")
    with pytest.raises(ValueError, match=f"no span \\[{start}, {end}\\)"):
        statement.passage_at(start, end)
    assert not Passage.objects.exists()
