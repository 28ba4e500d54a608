"""A text cut under spans loses no letter, whatever overlaps; a paragraph is the same wherever it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.models import Passage, Statement
from ledger.presentation.paragraphs import paragraph_of, paragraph_spans, paragraphs_of, stretches

TEXTS = st.text(alphabet="ab \n", max_size=30)
PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))


def spans_in(text: str, pairs: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    ends = [tuple(sorted((min(a, len(text)), min(b, len(text))))) for a, b in pairs]
    return [(start, end, at) for at, (start, end) in enumerate(ends) if start < end]


@given(TEXTS, PAIRS)
def test_stretches_are_the_text(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = spans_in(text, pairs)
    found = stretches(text, spans)
    assert "".join(one.words for one in found) == text
    for start, end, what in spans:
        assert "".join(one.words for one in found if what in one.over) == text[start:end]
        assert [what in one.begins for one in found].count(True) == 1
        assert [what in one.ends for one in found].count(True) == 1


@given(TEXTS, PAIRS)
def test_paragraphs_hold_all_words_and_each_span_that_has_some(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    spans = spans_in(text, pairs)
    paragraphs = paragraphs_of(text, spans)
    words = "".join(one.words for some in paragraphs for one in some)
    assert "".join(words.split()) == "".join(text.split())
    found = [one for some in paragraphs for one in some]
    assert all(text.startswith(one.words, one.start) for one in found)
    for start, end, what in spans:
        if text[start:end].strip():
            assert [what in one.begins for one in found].count(True) == 1
            assert [what in one.ends for one in found].count(True) == 1


@given(TEXTS, st.integers(0, 30), st.integers(1, 30))
def test_passage_s_paragraph_is_the_one_of_the_whole_text(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    if not text[start:end].strip():
        return
    shown = paragraph_of(Passage(statement=Statement(text=text), start=start, end=end))
    holding = [span for span in paragraph_spans(text) if span[0] < end and start < span[1]]
    begins, ends = min(start, holding[0][0]), max(end, holding[-1][1])
    assert (shown[1], "".join(shown)) == (text[start:end], text[begins:ends])


def test_narrowest_comes_first_and_a_passage_over_paragraphs_is_in_both() -> None:
    text = "One two three.\n\nFour five."
    found = paragraphs_of(text, [(4, 20, "wide"), (8, 13, "narrow")])
    assert [[(one.words, one.over) for one in some] for some in found] == [
        [("One ", []), ("two ", ["wide"]), ("three", ["narrow", "wide"]), (".", ["wide"])],
        [("Four", ["wide"]), (" five.", [])],
    ]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One.\n\nTwo, which\ngoes on.\n", ["One.", "Two, which\ngoes on.\n"]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("\n\nOne.\nTwo.\n\n", ["One.", "Two."]),
        (" \n", []),
        ("", []),
    ],
)
def test_paragraphs_are_parted_by_empty_lines_else_by_lines(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in paragraph_spans(text)] == paragraphs
    assert ["".join(one.words for one in some) for some in paragraphs_of(text, [])] == paragraphs
