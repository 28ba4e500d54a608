"""Single sentences, right and wrong readings: what each proposes, and whom it binds."""

import pytest

from ledger.reading import Reading, read
from tests.reading import sentences_en, sentences_es

Row = tuple[str, str, str]


def rows_of(reading: Reading) -> list[Row]:
    """Each proposal that is shown by default, as kind, words and who."""
    return [
        (
            (one.agreed_as or one.kind).value.replace("_", " "),
            one.wording,
            f"{'+'.join(one.asked_by)} of {'+'.join(one.owed_by) or 'others'}"
            if one.asked_by
            else "+".join(one.owed_by),
        )
        for one in reading.proposals
        if one.is_shown
    ]


@pytest.mark.parametrize(("head", "sentence", "expected"), sentences_en.CASES)
def test_english_sentence_proposes(head: str, sentence: str, expected: list[Row]) -> None:
    assert rows_of(read(sentences_en.HEADS[head] + sentence, language="en")) == expected


@pytest.mark.parametrize(("head", "sentence", "expected"), sentences_es.CASES)
def test_spanish_sentence_proposes(head: str, sentence: str, expected: list[Row]) -> None:
    assert rows_of(read(sentences_es.HEADS[head] + sentence, language="es")) == expected


def test_a_hundred_sentences_in_two_languages() -> None:
    assert len(sentences_en.CASES) > 80
    assert len(sentences_es.CASES) > 60
