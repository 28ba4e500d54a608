"""Sentences of our own by kind of wording: subjects, promises, and the many sentences that are neither."""

import pytest

from ledger.reading import Reading, read
from ledger.vocabulary import Kind
from tests.reading import kinds_en, kinds_es, kinds_fr
from tests.reading.kinds_of_facts import BODIES, FACTS

BINDING = {Kind.AGREED, Kind.UNDERTAKEN}


def said_in(reading: Reading) -> tuple[list[str], list[str]]:
    """Return the subjects that are shown and drawn from no promise, and the words that bind."""
    shown = [row for row in reading.proposals if row.is_shown]
    subjects = [row.wording for row in shown if row.kind is Kind.DISCUSSED and not row.is_drawn]
    return subjects, [row.wording for row in shown if row.kind in BINDING]


ENGLISH, SPANISH, FRENCH = (list(kinds_en.cases(kinds)) for kinds in (kinds_en, kinds_es, kinds_fr))


@pytest.mark.parametrize(("sentence", "subjects", "binding"), ENGLISH)
def test_english_sentence_says(sentence: str, subjects: list[str], binding: list[str]) -> None:
    assert said_in(read(kinds_en.HEAD + sentence, language="en")) == (subjects, binding)


@pytest.mark.parametrize(("sentence", "subjects", "binding"), SPANISH)
def test_spanish_sentence_says(sentence: str, subjects: list[str], binding: list[str]) -> None:
    assert said_in(read(kinds_es.HEAD + sentence, language="es")) == (subjects, binding)


@pytest.mark.parametrize(("sentence", "subjects", "binding"), FRENCH)
def test_french_sentence_says(sentence: str, subjects: list[str], binding: list[str]) -> None:
    assert said_in(read(kinds_fr.HEAD + sentence, language="fr")) == (subjects, binding)


@pytest.mark.parametrize(("language", "text", "number", "day", "parties"), FACTS)
def test_text_says_which_round_when_and_between_whom(
    language: str, text: str, number: int | None, day: str | None, parties: tuple[str, ...]
) -> None:
    reading = read(text, language=language)
    assert (reading.round.number if reading.round else None) == number
    assert (reading.date.value if reading.date else None) == day
    assert (reading.dialogue.parties if reading.dialogue else ()) == parties


@pytest.mark.parametrize(("language", "text", "names"), BODIES)
def test_text_names_bodies_and_no_national_one(language: str, text: str, names: list[str]) -> None:
    head = {"en": kinds_en.HEAD, "es": kinds_es.HEAD, "fr": kinds_fr.HEAD}[language]
    assert [forum.name for forum in read(head + text, language=language).forums] == names


def test_half_of_the_sentences_say_nothing() -> None:
    sentences = [*ENGLISH, *SPANISH, *FRENCH]
    silent = [sentence for sentence, subjects, binding in sentences if not (subjects or binding)]
    assert len(sentences) + len(FACTS) + len(BODIES) >= 250
    assert len(silent) * 2 >= len(sentences)


def test_half_of_the_sentences_of_each_language_say_nothing() -> None:
    for sentences in (ENGLISH, SPANISH, FRENCH):
        silent = [sentence for sentence, subjects, binding in sentences if not (subjects or binding)]
        assert len(sentences) >= 60
        assert len(silent) * 2 >= len(sentences)
