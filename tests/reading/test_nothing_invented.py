"""Nothing is invented: every person, body, place, party, date, number and deadline stands in the text, at its span."""

import datetime
import random
import re
from collections.abc import Iterator

import pytest

from ledger.reading import Reading, read
from ledger.reading.deadlines import deadline_of
from ledger.reading.languages import wordings
from ledger.reading.parties import mask_parties
from ledger.reading.plain import view_of
from ledger.reading.rounds import roman_number
from tests.reading import (
    kinds_en,
    kinds_es,
    kinds_fr,
    sentences_en,
    sentences_es,
    test_deadlines,
    test_people,
)
from tests.reading.kinds_of_facts import BODIES, FACTS
from tests.support.statements import TEXTS

ITEMS = [code for code, wording in sorted(wordings().items()) if wording.reads_items]
MET = datetime.date(2026, 11, 3)


def sentences_of(language: str) -> list[str]:
    """All sentences of our own in a language, by whatever test: subjects, promises, people, bodies, facts, deadlines."""
    kinds = {"en": kinds_en, "es": kinds_es, "fr": kinds_fr}[language]
    said = [sentence for sentence, _subjects, _binding in kinds_en.cases(kinds)]
    said += [row[1] for row in (*BODIES, *FACTS, *test_people.SENTENCES) if row[0] == language]
    said += [f"{_BEGINS[language]} {row[1]}." for row in test_deadlines.WORDED if row[0] == language]
    own = {"en": sentences_en, "es": sentences_es}.get(language)
    return said + ([case[1] for case in own.CASES] if own else [])


_BEGINS = {"en": "Mexico agreed", "es": "México", "fr": "Le Mexique"}


def shuffled() -> Iterator[tuple[str, str]]:
    """Texts of our own sentences in chance orders: what stands beside what is never the same twice."""
    for language in ITEMS:
        sentences = sentences_of(language)
        for seed in range(12):
            chance = random.Random(f"{language} {seed}")
            yield language, chance.choice(["\n", " ", "\n\n"]).join(chance.sample(sentences, 30))


def _same(left: str, right: str) -> bool:
    return " ".join(left.split()) == " ".join(right.split())


def _figures(text: str) -> set[int]:
    return {int(figure) for figure in re.findall(r"\d+", text)}


def _says_number(number: int, words: str, language: str) -> bool:
    """Whether words hold a number: in figures, as a word or as a Roman numeral."""
    ordinals = wordings()[language].days.ordinals
    romans = {roman_number(roman) for roman in re.findall(r"[IVXL]+", words)}
    named = {value for word, value in ordinals.items() if word in words.lower()}
    return number in _figures(words) | romans | named


def _says_month(month: int, words: str, language: str) -> bool:
    months = wordings()[language].days.months
    return month in _figures(words) or any(
        value == month and name in words.lower() for name, value in months.items()
    )


def check_facts(reading: Reading) -> None:
    """Hold the facts of the round to the words at their spans."""
    text, code = reading.text, reading.language
    if reading.round:
        assert _says_number(reading.round.number, text[slice(*reading.round.span)], code)
    if reading.date:
        words = text[slice(*reading.date.span)]
        assert _same(reading.date.wording, words)
        for day in (reading.date.value or "").split("/") if reading.date.value else ():
            year, month, of_month = map(int, day.split("-"))
            assert str(year) in text  # the year may stand with the same day elsewhere
            assert _says_month(month, words, code)
            assert of_month in _figures(words) or of_month == 1
    if reading.place:
        assert _same(reading.place.name, text[slice(*reading.place.span)])
    if reading.dialogue:
        assert _same(reading.dialogue.name, text[slice(*reading.dialogue.span)])


def check_names(reading: Reading) -> None:
    """Hold people, bodies and parties to names that stand in the text."""
    text, wording = reading.text, wordings()[reading.language]
    named = {mention.code for mention in mask_parties(view_of(text).plain, wording).mentions}
    for person in reading.delegates:
        words = " ".join(text[slice(*person.span)].split())
        assert all(
            part in words for part in (person.name, person.office, person.agency, person.acronym) if part
        )
        assert person.party is None or person.party in named
    for body in (*reading.forums, *reading.agencies):
        assert body.name in " ".join(text[slice(*body.span)].split())
        assert body.acronym is None or body.acronym in text
    parties = {code for row in reading.proposals for code in (*row.owed_by, *row.asked_by)}
    assert parties | set(reading.dialogue.parties if reading.dialogue else ()) <= named


def check_proposals(reading: Reading) -> None:
    """Hold proposals and their deadlines to their words."""
    for row in reading.proposals:
        assert row.wording == reading.text[slice(*row.span)]
        found = deadline_of(row, reading, MET)
        if found is None:
            continue
        sentence = " ".join(reading.text[slice(*row.sentence)].split())
        assert found.wording in sentence
        if found.on and not found.is_counted:
            parts = [int(part) for part in found.on.split("-")]
            assert str(parts[0]) in found.wording
            assert len(parts) < 2 or _says_month(parts[1], found.wording, reading.language)
            assert len(parts) < 3 or parts[2] in _figures(found.wording) or parts[2] == 1


@pytest.mark.parametrize(("language", "text"), [*shuffled(), *zip(("en", "es"), TEXTS, strict=True)])
def test_nothing_is_read_that_the_text_does_not_hold(language: str, text: str) -> None:
    reading = read(text, language=language)
    check_facts(reading)
    check_names(reading)
    check_proposals(reading)


def test_the_texts_hold_something_of_each_kind() -> None:
    readings = [read(text, language=language) for language, text in shuffled()]
    for language in ITEMS:
        own = [reading for reading in readings if reading.language == language]
        for part in ("delegates", "forums", "proposals"):
            assert sum(len(getattr(reading, part)) for reading in own) > 3, (language, part)
        assert any(reading.round and reading.date for reading in own)
        assert any(deadline_of(row, reading, MET) for reading in own for row in reading.proposals)
