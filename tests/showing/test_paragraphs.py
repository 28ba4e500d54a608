"""A text cut under spans loses no letter, whatever overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.showing.paragraphs import paragraphs_of, stretches


@given(st.text(alphabet="ab \n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_stretches_are_the_text(text: str, pairs: list[tuple[int, int]]) -> None:
    ends = [tuple(sorted((min(a, len(text)), min(b, len(text))))) for a, b in pairs]
    spans = [(start, end, at) for at, (start, end) in enumerate(ends) if start < end]
    found = list(stretches(text, spans))
    assert "".join(one.words for one in found) == text
    for start, end, what in spans:
        assert "".join(one.words for one in found if what in one.over) == text[start:end]
        assert [what in one.begins for one in found].count(True) == 1
        assert [what in one.ends for one in found].count(True) == 1


def test_narrowest_comes_first_and_a_passage_over_lines_is_in_both_paragraphs() -> None:
    text = "One two three.\n\nFour five."
    found = paragraphs_of(text, [(4, 20, "wide"), (8, 13, "narrow")])
    assert [[(one.words, one.over) for one in some] for some in found] == [
        [("One ", []), ("two ", ["wide"]), ("three", ["narrow", "wide"]), (".\n", ["wide"])],
        [("Four", ["wide"]), (" five.", [])],
    ]
