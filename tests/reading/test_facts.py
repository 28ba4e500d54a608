"""The dialogue, its round, when and where it met."""

import pytest

from ledger.reading import Reading, read
from tests.support.statements import MEXICO_EU, UK_BRAZIL


def facts(reading: Reading) -> tuple[object, ...]:
    dialogue, date = reading.dialogue, reading.date
    return (
        dialogue and (dialogue.name, dialogue.parties),
        reading.round and reading.round.number,
        date and (date.value, date.basis),
        reading.place and reading.place.name,
    )


def test_facts_of_an_english_statement() -> None:
    assert facts(read(UK_BRAZIL)) == (
        ("UK-Brazil Human Rights Dialogue", ("GBR", "BRA")),
        5,
        ("2019-11-12/2019-11-13", "stated"),
        "Brasília",
    )


def test_facts_of_a_spanish_statement() -> None:
    assert facts(read(MEXICO_EU)) == (
        ("Diálogo de Alto Nivel sobre Derechos Humanos México – Unión Europea", ("MEX", "EU")),
        13,
        ("2023-10-03/2023-10-04", "stated"),
        "Ciudad de México",
    )


def test_facts_absent_are_none() -> None:
    assert (
        facts(read("We discussed the death penalty and the freedom of the press.", language="en"))
        == (None,) * 4
    )


ROUNDS = [
    ("en", "The 7th round of the Bilateral Dialogue on Human Rights was held.", 7),
    ("en", "They held the seventh Human Rights Dialogue.", 7),
    ("en", "The VII Bilateral Dialogue on Human Rights met.", 7),
    ("en", "The Human Rights Dialogue met for its twenty-first session.", 21),
    ("en", "The Human Rights Dialogue (Round 12) took place.", 12),
    (
        "en",
        "The 15th African Union (AU) – European Union (EU) Human Rights Dialogue met beside the 65th Ordinary Session.",
        15,
    ),
    ("en", "The Human Rights Dialogue met beside the 65th Ordinary Session of the African Commission.", None),
    ("en", "For the second time the Human Rights Dialogue met in Lima.", None),
    (
        "en",
        "The next Human Rights Dialogue, the eighth round, will meet in 2030; the next eighth round is not this one.",
        8,
    ),
    ("es", "Se celebró la séptima ronda del Diálogo Bilateral de Derechos Humanos.", 7),
    ("es", "Se celebró la octava edición del Diálogo de Alto Nivel sobre Derechos Humanos.", 8),
    ("es", "Se celebró el XIII Diálogo de Derechos Humanos.", 13),
    ("es", "Se celebró la décima tercera ronda del Diálogo de Derechos Humanos.", 13),
    ("es", "Se celebró la decimosegunda sesión del Diálogo de Derechos Humanos.", 12),
    ("es", "Se celebró la 14.ª edición del Diálogo de Derechos Humanos.", 14),
    ("es", "Por segunda ocasión se celebró el Diálogo de Derechos Humanos.", None),
]


@pytest.mark.parametrize(("language", "text", "number"), ROUNDS)
def test_round_however_worded(language: str, text: str, number: int | None) -> None:
    found = read(text, language=language).round
    assert (found and found.number) == number


HELD = "The two countries held the 7th round of the Human Rights Dialogue"
DATES = [
    ("en", f"{HELD} on 20–21 June 2016.", "2016-06-20/2016-06-21", "stated"),
    ("en", f"{HELD} on June 20 and 21, 2016.", "2016-06-20/2016-06-21", "stated"),
    ("en", f"{HELD} on 31 May to 1 June 2016.", "2016-05-31/2016-06-01", "stated"),
    ("en", f"{HELD} on May 28-29, 2024.", "2024-05-28/2024-05-29", "stated"),
    ("en", f"{HELD} on the 3rd of April 2014.", "2014-04-03", "stated"),
    ("en", f"{HELD} on October\n21, 2015.", "2015-10-21", "stated"),
    ("en", f"{HELD} on April 3.", None, "incomplete"),
    ("en", f"{HELD} today.", None, "relative"),
    ("en", f"{HELD} yesterday, and will meet again on 3 May 2030.", None, "relative"),
    ("en", f"Monday, April 14, 2014\n\n{HELD} on April 3.", None, "incomplete"),
    ("en", f"Lima, 14 April 2014\n\n{HELD} on 14 April.", "2014-04-14", "stated"),
    ("en", f"17.03.2023 Press Team\n\n{HELD} on 16 March 2023.", "2023-03-16", "stated"),
    ("en", f"{HELD} on 31 June 2016.", None, "incomplete"),
    ("en", f"{HELD} in March 2027.", None, "incomplete"),
    ("es", "Se celebró en marzo de 2027 la sexta ronda del Diálogo.", None, "incomplete"),
    (
        "es",
        "El 20 y 21 de junio de 2016 se celebró la sexta ronda del Diálogo.",
        "2016-06-20/2016-06-21",
        "stated",
    ),
    (
        "es",
        "Del 30 de mayo al 1 de junio de 2016 se celebró la ronda del Diálogo.",
        "2016-05-30/2016-06-01",
        "stated",
    ),
    ("es", "Hoy se celebró la sexta ronda del Diálogo.", None, "relative"),
    ("es", "El 3 de abril se celebró la sexta ronda del Diálogo.", None, "incomplete"),
    ("es", "Se celebró la sexta ronda del Diálogo el 21 de\njunio de 2016.", "2016-06-21", "stated"),
]


@pytest.mark.parametrize(("language", "text", "value", "basis"), DATES)
def test_date_only_as_stated(language: str, text: str, value: str | None, basis: str) -> None:
    found = read(text, language=language).date
    assert found is not None
    assert (found.value, found.basis) == (value, basis)
    assert found.wording == text[slice(*found.span)]


def test_dateline_is_no_date_of_the_meeting() -> None:
    assert read(f"Brussels, 16 March 2023 – {HELD}.", language="en").date is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", f"{HELD}. The outcomes of the meeting were: visits; a hotline by 30 June 2027; and training."),
        ("en", f"{HELD}, and the meeting set its reply for no later than 30 June 2027."),
        ("es", "La ronda del Diálogo se celebró y fijó una respuesta a más tardar el 30 de junio de 2027."),
        ("fr", "Le dialogue s'est tenu et a fixé une réponse au plus tard le 30 juin 2027."),
    ],
)
def test_deadline_is_no_date_of_the_meeting(language: str, text: str) -> None:
    assert read(text, language=language).date is None


DATELINES = [
    ("en", f"Brussels, 16 March 2023 – {HELD} today.", "2023-03-16", "Brussels, 16 March 2023"),
    ("en", f"Joint statement\n\n16 March 2023\n\n{HELD} this morning.", "2023-03-16", "16 March 2023"),
    ("en", f"Joint statement\n\n{HELD}.\n\nBrussels, 16 March 2023", "2023-03-16", "Brussels, 16 March 2023"),
    (
        "es",
        "Ciudad Nueva, a 1o. de marzo de 2027\n\nHoy se celebró la sexta ronda del Diálogo.",
        "2027-03-01",
        "Ciudad Nueva, a 1o. de marzo de 2027",
    ),
    ("fr", "Genève, le 3 mai 2027\n\nLe dialogue s'est tenu.", "2027-05-03", "Genève, le 3 mai 2027"),
    ("en", f"Brussels, 3 January 2024 – {HELD} on 29 December.", "2023-12-29", "Brussels, 3 January 2024"),
]


@pytest.mark.parametrize(("language", "text", "value", "words"), DATELINES)
def test_day_of_a_dateline_is_offered_as_inferred(language: str, text: str, value: str, words: str) -> None:
    found = read(text, language=language)
    assert found.date is None or found.date.value is None
    assert found.dateline is not None
    assert (found.dateline.value, found.dateline.wording, found.dateline.basis) == (value, words, "inferred")
    assert found.dateline.wording == found.text[slice(*found.dateline.span)]


@pytest.mark.parametrize(
    "text",
    [
        f"Last updated 16 March 2023\n\n{HELD} today.",
        f"Published: 16 March 2023\n\n{HELD} today.",
        f"16 March 2023\n\n{HELD}.",  # alone on its line, and nothing says that the round met on that day
        f"Brussels, 16 March – {HELD} today.",
        f"Brussels, 16 March 2023 – {HELD} yesterday.",
        f"Brussels, 16 March 2023 – {HELD} on 14 March 2023.",
    ],
)
def test_no_day_is_inferred_from_another_line_or_beside_a_stated_day(text: str) -> None:
    assert read(text, language="en").dateline is None


@pytest.mark.parametrize(
    "text",
    [
        f"{HELD}. The next round will be held in March 2027.",
        f"{HELD}, and reviewed the law of March 2027.",
        f"{HELD}. The law entered into force in March 2027.",
    ],
)
def test_month_of_something_else_is_no_date_of_the_meeting(text: str) -> None:
    assert read(text, language="en").date is None


PLACES = [
    ("en", f"{HELD} in Washington, D.C., today.", "Washington, D.C."),
    ("en", "Brussels saw the 14th Human Rights Dialogue.", "Brussels"),
    ("en", "The round was held at the San Carlos Palace in Bogota.", "Bogota"),
    ("en", f"{HELD} in October.", None),
    ("es", "Bruselas acogió la sexta ronda del Diálogo.", "Bruselas"),
    ("es", "La ronda se celebró en la Ciudad de México.", "Ciudad de México"),
]


@pytest.mark.parametrize(("language", "text", "name"), PLACES)
def test_place_of_the_meeting(language: str, text: str, name: str | None) -> None:
    found = read(text, language=language).place
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Chair's summary of the human rights dialogue of\nAustralia, Japan and New Zealand"),
        (
            "en",
            "> The human rights dialogue of Australia, Japan\n> and New\n> Zealand was held in Wellington.",
        ),
        ("en", "Australia, Japan and New Zealand held their first human rights dialogue."),
        ("es", "Australia, Japón y Nueva Zelandia celebraron su primer diálogo de derechos humanos."),
    ],
)
def test_three_parties_are_not_cut_to_two(language: str, text: str) -> None:
    dialogue = read(text, language=language).dialogue
    assert dialogue is not None
    assert set(dialogue.parties) == {"AUS", "JPN", "NZL"}
