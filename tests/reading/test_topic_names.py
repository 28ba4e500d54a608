"""Which topic of the taxonomy a wording names: by the words that tell a subject from others."""

import pytest

from ledger.reading import TopicPhrases
from ledger.reading.languages import wordings
from ledger.reading.taxonomy import Taxonomy

TOPICS = [
    TopicPhrases("torture", ("prevent torture", "ill-treatment", "prevenir la tortura")),
    TopicPhrases("journalists", ("protection of journalists", "human rights defenders", "protección de periodistas")),
    TopicPhrases("terrorism", ("fight against terrorism", "lucha contra el terrorismo")),
    TopicPhrases("databases", ("database management", "missing persons", "bases de datos")),
    TopicPhrases("children", ("register of disappeared children",)),
    TopicPhrases("migration", ("international migration", "migración internacional")),
    TopicPhrases("developments", ("developments and remaining strategies", "novedades y estrategias")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "the eradication of torture in places of detention", "torture"),
        ("en", "preventive work in the municipalities", None),
        ("en", "collective protection of communities", None),
        ("en", "what journalists face in small towns", "journalists"),
        ("en", "the fight against corruption", None),
        ("en", "the medical treatment of detainees", None),
        ("en", "terrorism and its financing", "terrorism"),
        ("en", "orderly and safe migration", "migration"),
        ("en", "international trade", None),
        ("en", "developments and remaining strategies on either side", "developments"),
        ("en", "the development of rural areas", None),
        ("es", "la supresión de la tortura", "torture"),
        ("es", "la prevención del delito", None),
        ("es", "la lucha contra la corrupción", None),
        ("es", "el manejo de bases de datos y la tortura", "databases"),
        ("es", "la migración ordenada", "migration"),
        ("es", "medidas de protección para comunidades", None),
    ],
)
def test_topic_is_named_by_its_telling_words(language: str, text: str, topic: str | None) -> None:
    assert Taxonomy(TOPICS, wordings()[language]).topic_of(text) == topic


def test_lead_of_a_paragraph_goes_before_what_is_named_in_part() -> None:
    taxonomy = Taxonomy(TOPICS, wordings()["en"])
    said = "a register of children in care"
    assert taxonomy.topic_of(said) == "children"
    assert taxonomy.topic_of(said, lead="Regarding torture,") == "torture"
    assert taxonomy.topic_of("terrorism", lead="Regarding torture,") == "terrorism"
