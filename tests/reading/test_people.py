"""Who came: heads and members, titles before and after names, agencies without a name."""

import pytest

from ledger.reading import Reading, read
from tests.support.statements import MEXICO_EU, UK_BRAZIL

HEADS = {
    "en": "The United States and Mexico held the 7th round of the Bilateral Dialogue on Human Rights. ",
    "es": "México y los Estados Unidos celebraron la séptima ronda del Diálogo Bilateral de Derechos Humanos. ",
    "pt": "O México e os Estados Unidos realizaram a sétima rodada do Diálogo sobre Direitos Humanos. ",
    "fr": "Le Mexique et les États-Unis ont tenu la septième session du Dialogue sur les droits de l'homme. ",
}


def people(reading: Reading) -> list[tuple[str | None, ...]]:
    return [(one.name, one.office, one.acronym, one.party, one.role) for one in reading.delegates]


def agencies(reading: Reading) -> list[tuple[str | None, ...]]:
    return [(one.name, one.acronym, one.party) for one in reading.agencies]


def test_co_chairs_with_titles_before_and_offices_after() -> None:
    assert people(read(UK_BRAZIL)) == [
        ("Fabio Alves", "Secretary for National Sovereignty", "MRE", None, "head"),
        ("Rita French", "UK's International Ambassador for Human Rights", None, "GBR", "head"),
    ]


def test_agencies_without_a_name() -> None:
    assert agencies(read(UK_BRAZIL)) == [
        ("Ministry of Women, Family and Human Rights", "MMFDH", "BRA"),
        ("Ministry of Justice and Public Security", None, "BRA"),
        ("Federal Public Defender's Office", None, "BRA"),
    ]


def test_offices_before_and_after_names_in_one_sentence() -> None:
    office = "Subsecretario para Asuntos Multilaterales y Derechos Humanos"
    assert people(read(MEXICO_EU)) == [
        ("Joel Hernández García", office, "SRE", "MEX", "head"),
        ("Ana María Gil", "Representante Especial para los Derechos Humanos", None, "EU", "head"),
    ]


def test_spanish_agencies_without_a_name() -> None:
    assert [name for name, _acronym, _party in agencies(read(MEXICO_EU))] == [
        "Secretaría de Gobernación",
        "Fiscalía General de la República",
        "Comisión Nacional de los Derechos Humanos",
    ]


SENTENCES = [
    (
        "en",
        (
            "The delegations were led for the United States by Scott Busby, Deputy Assistant Secretary of State, and for "
            "Mexico by Ambassador Miguel Ruiz Cabañas."
        ),
        [
            ("Scott Busby", "Deputy Assistant Secretary of State", None, "USA", "head"),
            ("Miguel Ruiz Cabañas", None, None, "MEX", "head"),
        ],
    ),
    (
        "en",
        "Assistant Secretary Roberta Jacobson and Under Secretary Juan Gómez Robledo headed the delegations.",
        [
            ("Roberta Jacobson", "Assistant Secretary", None, None, "head"),
            ("Juan Gómez Robledo", "Under Secretary", None, None, "head"),
        ],
    ),
    (
        "en",
        (
            "The Mexican delegation was headed by H.E. Amb. Ana Paz de la Torre, Under Secretary for Human Rights (SEGOB); "
            "it was accompanied by Dr. Luis LÓPEZ-MENA, Director General at the Navy."
        ),
        [
            ("Ana Paz de la Torre", "Under Secretary for Human Rights", "SEGOB", "MEX", "head"),
            ("Luis LÓPEZ-MENA", "Director General at the Navy", None, "MEX", "member"),
        ],
    ),
    (
        "en",
        (
            "Ambassador Carlos Pérez (Head of the Human Rights Directorate) and Ms. Anna-Maria O'Neil, Head of Unit at the "
            "European External Action Service (EEAS), co-chaired the meeting."
        ),
        [
            ("Carlos Pérez", "Head", None, None, "head"),
            ("Anna-Maria O'Neil", "Head of Unit", "EEAS", "EU", "head"),
        ],
    ),
    (
        "es",
        (
            "Encabezaron las delegaciones el Subsecretario Miguel Ruiz Cabañas, por México, y la Secretaria de Estado "
            "Adjunta Roberta Jacobson, por los Estados Unidos."
        ),
        [
            ("Miguel Ruiz Cabañas", None, None, "MEX", "head"),
            ("Roberta Jacobson", "Secretaria de Estado Adjunta", None, "USA", "head"),
        ],
    ),
    (
        "es",
        "La reunión estuvo presidida por la Embajadora Patricia Espinosa y el Sr. John Kerry, Secretario de Estado.",
        [
            ("Patricia Espinosa", None, None, None, "head"),
            ("John Kerry", "Secretario de Estado", None, None, "head"),
        ],
    ),
    (
        "fr",
        (
            "La délégation mexicaine était conduite par Mme Ana Paz de la Torre, sous-secrétaire aux droits de l'homme "
            "(SEGOB), et la délégation des États-Unis par l'ambassadeur Luc Martin."
        ),
        [
            ("Ana Paz de la Torre", "sous-secrétaire aux droits de l'homme", "SEGOB", "MEX", "head"),
            ("Luc Martin", None, None, "USA", "head"),
        ],
    ),
    (
        "fr",
        "Les délégations, conduites par Mme Claire Dubois, vice-ministre, et par l'ambassadeur Luc Martin, se sont réunies.",
        [
            ("Claire Dubois", "vice-ministre", None, None, "head"),
            ("Luc Martin", None, None, None, "head"),
        ],
    ),
    (
        "es",
        "Encabezaron el diálogo el Sr. Javier Ruiz Gil, Director Adjunto, y la viceministra de Justicia, Daniela Soto.",
        [
            ("Javier Ruiz Gil", "Director Adjunto", None, None, "head"),
            ("Daniela Soto", "viceministra de Justicia", None, None, "head"),
        ],
    ),
    (
        "en",
        "Heads of delegation were Ms. Emi Tanaka (Mexico) and Mr. Rob O'Neill (United States).",
        [
            ("Emi Tanaka", None, None, "MEX", "head"),
            ("Rob O'Neill", None, None, "USA", "head"),
        ],
    ),
    (
        "en",
        "Ann Lee, Mexico's principal secretary, and John Smith, the U.S. ambassador, co-chaired the round.",
        [
            ("Ann Lee", "Mexico's principal secretary", None, "MEX", "head"),
            ("John Smith", "U.S. ambassador", None, "USA", "head"),
        ],
    ),
    (
        "en",
        "The delegations were led by Ann Lee, head of the human rights unit, and John Smith, director for Africa.",
        [
            ("Ann Lee", "head of the human rights unit", None, None, "head"),
            ("John Smith", "director for Africa", None, None, "head"),
        ],
    ),
    (
        "es",
        "Encabezó la delegación Ana Ruiz Paz, magistrada de la Suprema Corte.",
        [("Ana Ruiz Paz", "magistrada de la Suprema Corte", None, None, "head")],
    ),
    (
        "pt",
        (
            "A delegação mexicana foi chefiada pela Sra. Ana Paz da Costa, subsecretária de Direitos Humanos, e a delegação "
            "dos Estados Unidos pelo Embaixador João Martins."
        ),
        [
            ("Ana Paz da Costa", "subsecretária de Direitos Humanos", None, "MEX", "head"),
            ("João Martins", None, None, "USA", "head"),
        ],
    ),
    ("en", "The two delegations discussed the Vida Colombia Strategy and the Peace Process.", []),
    ("en", "The Mexican delegation was headed by Ambassador Ana Paz Ló…", []),
]


@pytest.mark.parametrize(("language", "sentence", "expected"), SENTENCES)
def test_people_of_a_sentence(language: str, sentence: str, expected: list[tuple[str | None, ...]]) -> None:
    assert people(read(HEADS[language] + sentence, language=language)) == expected


def test_missing_separator_makes_two_people_and_a_question() -> None:
    text = HEADS["en"] + (
        "The Mexican delegation was headed by Ana Paz, Under Secretary at the Ministry of Foreign Affairs (SRE)Luis Mena, "
        "Under Secretary at the Interior Ministry (SEGOB)."
    )
    reading = read(text, language="en")
    assert [one.name for one in reading.delegates] == ["Ana Paz", "Luis Mena"]
    assert [text[slice(*one.span)] for one in reading.warnings if one.code == "missing-separator"] == [
        "(SRE)Luis Mena"
    ]


def test_agencies_of_one_plural() -> None:
    text = (
        HEADS["en"]
        + "The U.S. delegation comprised officials of the Departments of State, Justice and Homeland Security."
    )
    assert agencies(read(text, language="en")) == [
        ("State", None, "USA"),
        ("Justice", None, "USA"),
        ("Homeland Security", None, "USA"),
    ]


def test_forums_each_once_with_the_acronym_of_the_text() -> None:
    text = HEADS["en"] + (
        "They discussed work in the UN Human Rights Council, the Organization of American States (OAS), the Inter-American "
        "Court of Human Rights, and again the Human Rights Council and the OAS."
    )
    assert [(one.name, one.acronym) for one in read(text, language="en").forums] == [
        ("UN Human Rights Council", None),
        ("Organization of American States", "OAS"),
        ("Inter-American Court of Human Rights", None),
    ]


def test_event_with_the_words_that_say_when() -> None:
    text = HEADS["en"] + "Mexico will host the Open Government Summit next week."
    assert [(one.name, one.wording) for one in read(text, language="en").events] == [
        ("Open Government Summit", "next week")
    ]
