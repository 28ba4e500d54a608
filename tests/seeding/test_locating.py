"""Quotes are found word for word, or refused with the reason."""

import pytest

from ledger.intake.locating import nearest
from ledger.models.statements import spans_of, starts_of
from ledger.seeding.locating import QuoteNotLocated, locate

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
    ("quote", "occurrence", "times"),
    [
        ("next month", None, 0),
        ("", None, 0),
        ("Both sides agreed", None, 2),
        ("Both sides agreed", 3, 2),
        ("Both sides agreed", 0, 2),
        ("next week", 2, 1),
    ],
)
def test_locate_refuses(quote: str, occurrence: int | None, times: int) -> None:
    with pytest.raises(QuoteNotLocated) as refused:
        locate(TEXT, quote, occurrence)
    assert refused.value.times == times


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("of Mexico’s prisons.", "mexico's PRISONS", "Mexico’s prisons"),
        ("to publish\nan annual report", "publish an annual", "publish\nan annual"),
        ("to publish an  annual report", "publish\u00a0an annual", "publish an  annual"),
        ("to publish an annual report", "publish\r\nan annual", "publish an annual"),
        ("a re\u00adport of 2017–2018", "report of 2017-2018", "re\u00adport of 2017–2018"),
        ("İİ “Yes” indeed", '"yes"', "“Yes”"),
        ("They said so. They SAID so.", "They SAID so", "They SAID so"),
    ],
)
def test_a_quote_is_found_as_a_reader_takes_it_and_is_the_texts(text: str, quote: str, found: str) -> None:
    [(start, end)] = spans_of(text, quote)
    assert text[start:end] == found
    assert locate(text, quote) == nearest(text, quote, 0) == (start, end)


def test_of_several_places_all_are_found() -> None:
    assert spans_of("It’s so. IT'S so.", "it's so") == [(0, 7), (9, 16)]
    with pytest.raises(QuoteNotLocated) as refused:
        locate("It’s so. IT'S so.", "it's so")
    assert refused.value.times == 2
