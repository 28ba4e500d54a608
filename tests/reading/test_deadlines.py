"""Deadlines as statements word them, in English and Spanish."""

import datetime

import pytest

from ledger.reading import read
from ledger.reading.deadlines import deadline_in, deadline_of

MET = datetime.date(2026, 11, 3)

WORDED = [
    ("en", "to report no later than March 31, 2027", "no later than March 31, 2027", "2027-03-31"),
    ("en", "to report by 31 March 2027.", "by 31 March 2027", "2027-03-31"),
    ("en", "to report by the end of June 2027", "by the end of June 2027", "2027-06"),
    ("en", "to halve the backlog by 2030", "by 2030", "2030"),
    ("en", "to reply before 2030", "before 2030", ""),
    ("en", "to reply within 90 days", "within 90 days", "2027-02-01"),
    ("en", "to reply within six months", "within six months", "2027-05-03"),
    ("en", "to reply by the next round", "by the next round", ""),
    (
        "es",
        "informará a más tardar el 31 de marzo de 2027",
        "a más tardar el 31 de marzo de 2027",
        "2027-03-31",
    ),
    ("es", "informará a más tardar en junio de 2027", "a más tardar en junio de 2027", "2027-06"),
    ("es", "informará para fines de 2027", "para fines de 2027", "2027"),
    ("es", "responderá en un plazo de 90 días", "en un plazo de 90 días", "2027-02-01"),
    ("es", "responderá dentro de los próximos seis meses", "dentro de los próximos seis meses", "2027-05-03"),
    ("en", "to train all judges over the next two years", "over the next two years", "2028-11-03"),
    ("es", "responderá en los dos años siguientes", "en los dos años", "2028-11-03"),
    ("es", "responderá antes de la próxima ronda", "antes de la próxima ronda", ""),
]


@pytest.mark.parametrize(("language", "words", "wording", "on"), WORDED)
def test_deadline_is_found_as_exactly_as_it_is_written(
    language: str, words: str, wording: str, on: str
) -> None:
    found = deadline_in(words, language, MET)
    assert found is not None
    assert (found.wording, found.on) == (wording, on)
    assert found.is_counted == any(number in words for number in ("90", "six", "seis", "two", "dos"))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the law signed in 2014"),
        ("en", "the law adopted by 2014"),  # before the round met
        ("en", "by 31 February 2027"),
        ("en", "by Mexico and the United States"),
        ("en", "in two sessions"),
        ("en", "the violence seen in two years of conflict"),
        ("en", "reforms over three years"),
        ("es", "la violencia vista en dos años de conflicto"),
        ("en", "within 999 years"),
        # What a pattern takes for another letter: long s, dotless i.
        ("en", "within ſix months"),
        ("en", "by Auguſt 2027"),
        ("es", "dentro de treınta días"),
        ("es", "dentro de dos ſemanas"),
        ("es", "en el marco de la próxima ronda"),
        ("es", "para la sociedad civil"),
        ("fr", "avant le 31 mars 2027"),
    ],
)
def test_other_words_set_no_deadline(language: str, words: str) -> None:
    assert deadline_in(words, language, MET) is None


def test_days_are_not_counted_from_an_unknown_day() -> None:
    found = deadline_in("within 90 days", "en")
    assert found is not None
    assert (found.on, found.is_counted) == ("", False)


@pytest.mark.parametrize("met", [None, datetime.date(9990, 1, 1)])
def test_words_that_only_look_like_numbers_set_none_on_any_day(met: datetime.date | None) -> None:
    assert deadline_in("within ſix months", "en", met) is None


def test_deadline_is_looked_for_in_what_binds_alone_and_behind_its_words() -> None:
    reading = read(
        "The two sides discussed torture prevention by 2030. "
        "Mexico committed to publish the register of missing persons no later than March 31, 2027.",
        language="en",
    )
    found = {proposal.kind.value: deadline_of(proposal, reading, MET) for proposal in reading.proposals}
    assert found["discussed"] is None
    assert found["undertaken"] is not None
    assert found["undertaken"].on == "2027-03-31"
