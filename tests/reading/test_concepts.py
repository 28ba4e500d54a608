"""The vocabulary of human-rights work, and how the reader finds its names in a text."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from ledger.reading.concepts import LANGUAGES, Concept, concepts, key_of, terms_in


def test_vocabulary_holds_the_themes_of_the_field() -> None:
    assert len(concepts()) >= 150


@pytest.mark.parametrize("concept", concepts().values(), ids=concepts())
def test_concept_has_a_parent_that_exists_and_a_name_in_each_language(concept: Concept) -> None:
    assert concept.parent is None or concept.parent in concepts()
    assert all(concept.names[language] for language in LANGUAGES)


def test_no_concept_stands_under_itself() -> None:
    for concept in concepts().values():
        above = [concept.slug]
        while parent := concepts()[above[-1]].parent:
            assert parent not in above
            above.append(parent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_stands_for_two_concepts(language: str) -> None:
    names = Counter(
        key_of(name, language) for concept in concepts().values() for name in concept.names[language]
    )
    assert [key for key, times in names.items() if times > 1] == []


def test_topics_of_the_seeds_are_part_of_a_single_concept_each() -> None:
    text = (Path(settings.ROOT) / "fixtures" / "topics.toml").read_text(encoding="utf-8")
    topics = [topic["slug"] for topic in tomllib.loads(text)["topics"]]
    assert sorted(slug for concept in concepts().values() for slug in concept.topics) == sorted(topics)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Both sides discussed prisons, the rights of the child and minority rights.",
            [("prisons", "prisons"), ("children", "rights of the child"), ("minorities", "minority rights")],
        ),
        ("en", "A minor matter, a political party and a press release.", []),
        ("en", "WOMEN, PEACE AND SECURITY", [("women-peace-security", "WOMEN, PEACE AND SECURITY")]),
        (
            "es",
            "Se abordó la desaparición forzada, las defensoras de derechos humanos y la MIGRACION.",
            [
                ("disappearances", "desaparición forzada"),
                ("defenders", "defensoras de derechos humanos"),
                ("migration", "MIGRACION"),
            ],
        ),
        ("es", "Se trata de una reunión general que genera confianza.", []),
        (
            "fr",
            "Les deux parties ont évoqué la peine de mort et les libertés fondamentales.",
            [("death-penalty", "peine de mort"), ("liberties", "libertés fondamentales")],
        ),
    ],
)
def test_names_are_found_in_any_number_and_without_accents(
    language: str, text: str, found: list[tuple[str, str]]
) -> None:
    terms = terms_in(text, 0, len(text), language)
    assert [(term.slug, text[slice(*term.span)]) for term in terms] == found


def test_name_over_two_paragraphs_is_none() -> None:
    text = "the rule\nof law"
    assert terms_in(text, 0, len(text), "en") == []
