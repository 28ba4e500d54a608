"""Quotes are found word for word, or refused with the reason."""

import pytest

from ledger.loading.locating import QuoteNotLocated, locate, lookalike_of, starts_of

TEXT = "Both sides agreed. Mexico’s summit is next week. Both sides agreed to meet."


def test_locate_gives_the_span_of_the_only_place() -> None:
    assert locate(TEXT, "next week") == (38, 47)
    assert TEXT[38:47] == "next week"


def test_locate_counts_occurrences_from_one() -> None:
    assert locate(TEXT, "Both sides agreed", 1) == (0, 17)
    assert locate(TEXT, "Both sides agreed", 2) == (49, 66)


def test_starts_of_finds_overlapping_places() -> None:
    assert starts_of("aaa", "aa") == [0, 1]


def test_starts_of_finds_nothing_for_an_empty_quote() -> None:
    assert starts_of(TEXT, "") == []


@pytest.mark.parametrize(
    ("quote", "occurrence", "times", "lookalike"),
    [
        ("next month", None, 0, ""),
        ("", None, 0, ""),
        ("Both sides agreed", None, 2, ""),
        ("Both sides agreed", 3, 2, ""),
        ("Both sides agreed", 0, 2, ""),
        ("next week", 2, 1, ""),
        ("Mexico's Summit", None, 0, "Mexico’s summit"),
    ],
)
def test_locate_refuses(quote: str, occurrence: int | None, times: int, lookalike: str) -> None:
    with pytest.raises(QuoteNotLocated) as refused:
        locate(TEXT, quote, occurrence)
    assert (refused.value.times, refused.value.lookalike) == (times, lookalike)


def test_lookalike_keeps_its_place_behind_letters_that_grow_in_lower_case() -> None:
    assert lookalike_of("İİ “Yes”", '"yes"') == "“Yes”"
