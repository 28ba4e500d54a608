"""A text takes the reader time in proportion to its length, whatever stands in it."""

import time

import pytest

from ledger.reading import UnknownLanguage, read

HEADINGS = {
    "en": "The seventh Mexico–United States Dialogue on Human Rights was held in Mexico City on 3 April 2016.\n\n",
    "es": "El séptimo Diálogo México–Estados Unidos sobre Derechos Humanos se celebró en la Ciudad de México.\n\n",
    "fr": "Le septième Dialogue sur les droits de l'homme entre le Mexique et les États-Unis s'est tenu à Paris.\n\n",
}
HEADINGS["pt"] = (
    "O sétimo Diálogo sobre Direitos Humanos entre o México e os Estados Unidos realizou-se em Lisboa.\n\n"
)
PIECES = {
    "a party": "Mexico ",
    "parties with strokes": "Mexico–",
    "parties that act": "Mexico and the United States will ",
    "commas": ", ",
    "names": "Mr. John Smith, Deputy Secretary, ",
    "a lone name": "Aa ",
    "initials": "A. ",
    "bullets": "- prison reform\n",
    "a list behind a colon": "The two sides discussed:\n- torture\n",
    "quotes": '"',
    "brackets": "(",
    "promises": "The two sides agreed to establish a group, ",
    "agencies": "representatives of the Departments of State, Justice and Defense (SRE), ",
    "heads": "headed by Ann Lee, ",
    "members": "prisons, women and children; ",
    "tails": "torture, respectively, as well, etc. ",
    "meetings": "the next Summit of the Americas and ",
    "dates": "3 April 2016 ",
    "places": "held in Mexico City in ",
    "empty lines": "\n",
    "short lines": "abc\n",
    "one long word": "a",
    "accents": "a\u0301",
    "elisions": "l'Union d'",
    "words cut by hyphens": "aa-\n",
    "what stands for parties": "\ue000 ",
    "ellipses": "… ",
}
SHORT, LONG = 8_000, 64_000
GROWTH = 20
"""Times that the longer text may take what the shorter takes; in proportion it is 8, in squares 64."""
LEAST_SECONDS = 0.05


@pytest.mark.parametrize("language", HEADINGS)
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_with_the_text(piece, language):
    short, long = (
        _seconds(HEADINGS[language] + piece * (size // len(piece)), language) for size in (SHORT, LONG)
    )

    assert long < GROWTH * max(short, LEAST_SECONDS), f"{short:.2f} s, then {long:.2f} s"


def _seconds(text: str, language: str) -> float:
    begun = time.process_time()
    try:
        read(text, language=language)
    except UnknownLanguage:  # a long text in the other language: told by its first words
        read(HEADINGS[language] * 400 + text, language=language)
    return time.process_time() - begun


def test_a_party_forty_times_behind_a_heading_is_read():
    heading = "Joint Statement of the Mexico–United States Dialogue on Human Rights\n\n"
    reading = read(heading + "United States " * 40, language="en")

    assert reading.dialogue is not None
    assert reading.dialogue.parties == ("MEX", "USA")
