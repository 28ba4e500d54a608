"""What leads a paragraph names the topic of what stands in it, in both languages."""

import pytest

from ledger.reading import TopicPhrases, read

HEAD = {
    "en": "The United States and Mexico held the 3rd round of the Bilateral Dialogue on Human Rights in Mexico City.\n\n",
    "es": "México y los Estados Unidos celebraron la 3ª ronda del Diálogo Bilateral sobre Derechos Humanos en Oaxaca.\n\n",
}
TOPICS = {
    "en": [
        TopicPhrases("disappearances", ("disappearances", "enforced disappearances")),
        TopicPhrases("registers", ("national register",)),
        TopicPhrases("migrants", ("human rights of migrants", "migration")),
    ],
    "es": [
        TopicPhrases("disappearances", ("desapariciones", "desapariciones forzadas")),
        TopicPhrases("registers", ("registro nacional",)),
        TopicPhrases("migrants", ("derechos humanos de los migrantes", "migración")),
    ],
}
SAID = [
    ("en", "Regarding disappearances, Mexico agreed to train 300 prosecutors.", ["disappearances"]),
    (
        "en",
        "With respect to enforced disappearances, Mexico agreed to train 300 prosecutors.",
        ["disappearances"],
    ),
    ("en", "In addition, on migration, both sides agreed to share data.", ["migrants"]),
    ("en", "Migration: both sides agreed to share data.", ["migrants"]),
    ("es", "En cuanto a las desapariciones, México acordó capacitar a 300 fiscales.", ["disappearances"]),
    ("es", "Por lo que respecta a la migración, ambas partes acordaron compartir datos.", ["migrants"]),
    ("es", "Asimismo, en materia de migración, ambas partes acordaron compartir datos.", ["migrants"]),
    # it holds to the end of the paragraph, and for its list
    (
        "en",
        "On migration, both sides agreed to share data. Mexico agreed to publish a plan.",
        ["migrants"] * 2,
    ),
    (
        "en",
        "On migration, both sides agreed to share data.\n\nMexico agreed to publish a plan.",
        ["migrants", None],
    ),
    (
        "en",
        "Regarding migration, both sides agreed to:\n\n- share data;\n- publish a plan.",
        ["migrants"] * 2,
    ),
    # what the words say themselves goes before it
    ("en", "Regarding disappearances, Mexico agreed to publish a national register.", ["registers"]),
    # no lead: a date, words that name no topic, words in the midst
    ("en", "On 4 May 2016, Mexico agreed to publish a plan.", [None]),
    ("en", "In view of these talks, Mexico agreed to publish a plan.", [None]),
]


@pytest.mark.parametrize(("language", "said", "topics"), SAID)
def test_lead_gives_the_topic(language: str, said: str, topics: list[str | None]) -> None:
    found = read(HEAD[language] + said, language=language, taxonomy=TOPICS[language]).proposals
    binding = [proposal for proposal in found if proposal.confidence > 0.4]
    assert [proposal.topic for proposal in binding if proposal.kind != "discussed"] == topics
