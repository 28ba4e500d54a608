"""Words that were looked for, marked in a text: whichever accents, capitals and hidden characters it has."""

import pytest

from ledger.models.search import fold
from ledger.presentation.word_matches import has_match, matched

LONG = "Long ago both sides met. " * 40 + "They spoke of a búsqueda. " + "Nothing else was said. " * 40


def marks(text: str, typed: str, length: int = 200) -> list[str]:
    return [part.words for part in matched(text, fold(typed).split(), length) if part.is_match]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("The Torture, and tortura.", "tort", ["Torture", "tortura"]),
        ("Edgar Cabañas came.", "cabanas", ["Cabañas"]),
        ("Edgar Caban\u0303as came.", "CABAÑAS", ["Caban\u0303as"]),
        ("They keep the regis\u00adtry.", "registry", ["regis\u00adtry"]),
        ("In-depth work: 2017-05.", "depth 05", ["depth", "05"]),
        ("Untortured.", "tort", []),
        ("a_b", "b", ["b"]),
        ("", "tort", []),
    ],
)
def test_words_that_begin_so_are_marked(text: str, typed: str, found: list[str]) -> None:
    assert marks(text, typed) == found
    assert has_match(text, fold(typed).split()) is bool(found)
    assert "".join(part.words for part in matched(text, fold(typed).split())) == text.strip()


def test_long_text_is_shown_round_its_first_match() -> None:
    shown = matched(LONG, ["busqueda"], 120)
    words = "".join(part.words for part in shown)
    assert marks(LONG, "busqueda", 120) == ["búsqueda"]
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert 60 < len(words) <= 126


def test_long_text_without_a_match_is_shown_from_its_beginning() -> None:
    (only,) = matched(LONG, ["nowhere"], 120)
    assert only.words.startswith("Long ago")
    assert only.words.endswith(" …")
    assert len(only.words) <= 122


def test_nothing_looked_for_marks_nothing() -> None:
    assert marks("Some words.", "") == []


def test_text_without_spaces_is_cut_where_it_must() -> None:
    shown = "".join(part.words for part in matched("x" * 300 + "/torture/" + "y" * 300, ["tort"], 120))
    assert "/torture/" in shown
    assert len(shown) == 124
