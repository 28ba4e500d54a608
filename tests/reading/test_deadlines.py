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
    ("en", "to report by 13/03/2027", "by 13/03/2027", "2027-03-13"),
    ("en", "to report by 03/13/2027", "by 03/13/2027", "2027-03-13"),
    ("en", "to report by 3/4/2027", "by 3/4/2027", ""),  # April in London, March in Washington
    ("en", "to report by 2027-03-13", "by 2027-03-13", "2027-03-13"),
    ("en", "to halve the backlog before the end of 2027", "before the end of 2027", "2027"),
    ("en", "to hold the workshop in March 2027", "in March 2027", "2027-03"),
    ("en", "to hold the workshop during 2027", "during 2027", "2027"),
    ("en", "to publish it in the first half of 2027", "in the first half of 2027", "2027-06"),
    (
        "en",
        "to publish it by the end of the third quarter of 2027",
        "by the end of the third quarter of 2027",
        "2027-09",
    ),
    ("en", "to reply over the coming six months", "over the coming six months", "2027-05-03"),
    (
        "es",
        "informará a más tardar el 1o. de marzo de 2027",
        "a más tardar el 1o. de marzo de 2027",
        "2027-03-01",
    ),
    ("es", "informará antes del 1.º de marzo de 2027", "antes del 1.º de marzo de 2027", "2027-03-01"),
    (
        "es",
        "informará a más tardar el primero de marzo de 2027",
        "a más tardar el primero de marzo de 2027",
        "2027-03-01",
    ),
    ("es", "informará a más tardar el 3/4/2027", "a más tardar el 3/4/2027", "2027-04-03"),
    ("es", "publicará el plan en el primer semestre de 2027", "en el primer semestre de 2027", "2027-06"),
    (
        "es",
        "publicará el plan antes del segundo trimestre de 2027",
        "antes del segundo trimestre de 2027",
        "",
    ),
    ("es", "celebrará el taller en marzo de 2027", "en marzo de 2027", "2027-03"),
    ("es", "reducirá el rezago antes de fines de 2027", "antes de fines de 2027", "2027"),
    ("es", "reducirá el rezago antes del año 2028", "antes del año 2028", ""),
    (
        "fr",
        "publiera un rapport au plus tard le 1er mars 2027",
        "au plus tard le 1er mars 2027",
        "2027-03-01",
    ),
    ("fr", "publiera un rapport d'ici fin 2027", "d'ici fin 2027", "2027"),
    ("fr", "publiera un rapport d'ici le 13/03/2027", "d'ici le 13/03/2027", "2027-03-13"),
    ("fr", "publiera un rapport au premier semestre de 2027", "au premier semestre de 2027", "2027-06"),
    ("fr", "tiendra un atelier en mars 2027", "en mars 2027", "2027-03"),
    ("fr", "répondra dans un délai de 90 jours", "dans un délai de 90 jours", "2027-02-01"),
    ("fr", "répondra dans les six mois", "dans les six mois", "2027-05-03"),
    ("fr", "répondra avant la prochaine session", "avant la prochaine session", ""),
]


@pytest.mark.parametrize(("language", "words", "wording", "on"), WORDED)
def test_deadline_is_found_as_exactly_as_it_is_written(
    language: str, words: str, wording: str, on: str
) -> None:
    found = deadline_in(words, language, MET)
    assert found is not None
    assert (found.wording, found.on) == (wording, on)
    counted = (
        "90",
        "six",
        "seis",
        "two",
        "dos",
        "first half",
        "third quarter",
        "primer semestre",
        "premier semestre",
    )
    assert found.is_counted == any(words_ in words for words_ in counted)


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
        ("en", "the law adopted in March 2014"),
        ("en", "the fifth half of 2027"),
        ("en", "in the fourth half of 2027"),
        ("en", "by 13/13/2027"),
        ("es", "la ley aprobada en marzo de 2014"),
        ("es", "a más tardar el 31/02/2027"),
        ("es", "en el cuarto semestre de 2027"),
        # What a pattern takes for another letter: long s, dotless i.
        ("en", "within ſix months"),
        ("en", "by Auguſt 2027"),
        ("es", "dentro de treınta días"),
        ("es", "dentro de dos ſemanas"),
        ("es", "en el marco de la próxima ronda"),
        ("es", "para la sociedad civil"),
        ("fr", "la loi adoptée en mars 2014"),
        ("fr", "dans deux années de conflit"),
        ("de", "bis zum 31. März 2027"),
    ],
)
def test_other_words_set_no_deadline(language: str, words: str) -> None:
    assert deadline_in(words, language, MET) is None


def test_time_within_which_something_is_done_needs_the_round_s_day_or_stands_alone() -> None:
    assert deadline_in("the law adopted in March 2014", "en") is None
    assert deadline_in("to publish it in March 2027", "en") is None
    found = deadline_in("in March 2027", "en")  # as a person kept its words
    assert found is not None
    assert found.on == "2027-03"


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
