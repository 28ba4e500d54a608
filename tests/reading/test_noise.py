"""The same reading whatever the text's quotes, accents, spaces and line ends; spans count the kept text."""

import unicodedata

import pytest

from ledger.reading import Reading, read
from ledger.reading.files import text_of
from tests.support.statements import MEXICO_EU, TEXTS, UK_BRAZIL


def words(reading: Reading) -> list[tuple[str, str]]:
    return [
        (one.kind.value, " ".join(unicodedata.normalize("NFC", one.wording).split()))
        for one in reading.proposals
    ]


def is_in_place(reading: Reading) -> bool:
    return all(reading.text[slice(*one.span)] == one.wording for one in reading.proposals)


NOISES = {
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a byte-order mark": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "soft hyphens": lambda text: text.replace("delega", "dele\u00adga"),
    "typographic apostrophes": lambda text: text.replace("'", "\u2019"),
}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("noise", NOISES)
def test_noise_changes_no_reading(text: str, noise: str) -> None:
    noisy = read(NOISES[noise](text))
    plain = [(kind, one.replace("'", "\u2019")) for kind, one in words(read(text))]
    found = [(kind, one.replace("'", "\u2019").replace("\u00ad", "")) for kind, one in words(noisy)]
    assert found == plain
    assert is_in_place(noisy)


@pytest.mark.parametrize("width", [72, 44])
def test_wrapped_lines_change_no_reading(width: int) -> None:
    import textwrap

    paragraphs = UK_BRAZIL.split("\n\n")
    wrapped = "\n\n".join(
        [paragraphs[0], *(textwrap.fill(one, width, break_long_words=False) for one in paragraphs[1:])]
    )
    assert words(read(wrapped)) == words(read(UK_BRAZIL))


def test_kept_text_drops_the_mark_and_carriage_returns_only() -> None:
    assert read("\ufeffWe discussed torture.\r\nThe end\u00a0of it.", language="en").text == (
        "We discussed torture.\nThe end\u00a0of it."
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told(encoding: str) -> None:
    assert text_of(MEXICO_EU.encode(encoding)) == MEXICO_EU


ABBREVIATIONS = "The U.S. delegation was led by H.E. Amb. Ann Lee, Asst. Sec. for Rights, in Washington, D.C. The talks covered torture."


def test_abbreviations_end_no_sentence() -> None:
    (proposal,) = read(ABBREVIATIONS, language="en").proposals
    assert ABBREVIATIONS[slice(*proposal.sentence)] == "The talks covered torture."
