"""A language of the reader is one package: its groups, the page that tells how to write them, and who reads which."""

import dataclasses
import re
from pathlib import Path

from ledger.reading import read
from ledger.reading.languages import Wording, wordings
from ledger.vocabulary import Language, StatementLanguage

ROOT = Path(__file__).resolve().parents[2]
FRENCH = (
    "Le Maroc et la Belgique ont tenu la huitième session du Dialogue sur les droits de l'homme. Les deux parties ont "
    "abordé les conditions de détention."
)


def test_the_page_names_every_group_in_its_order() -> None:
    page = (ROOT / "docs" / "reader.md").read_text(encoding="utf-8").partition("## Another language")[2]
    groups = [field.name for field in dataclasses.fields(Wording) if field.name != "code"]
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == groups


def test_the_template_of_the_page_is_the_package_s_own() -> None:
    page = (ROOT / "docs" / "reader.md").read_text(encoding="utf-8")
    template = re.search(r"```python\n(.+?)```", page, re.DOTALL)
    said: dict[str, str] = {}
    exec(template[1] if template else "", said)
    grammar = wordings()["fr"].grammar
    assert {
        name: getattr(grammar, name.lower(), None) or getattr(grammar, f"{name.lower()}_")
        for name in said
        if name.isupper()
    } == {name: pattern for name, pattern in said.items() if name.isupper()}


def test_every_language_has_a_name_and_is_told_by_its_words() -> None:
    assert {language.value for language in StatementLanguage} == set(wordings())
    assert set(Language) <= set(StatementLanguage)
    assert read(FRENCH).language == "fr"


def test_portuguese_gives_the_facts_of_a_round_and_says_that_it_gives_no_more() -> None:
    text = "O Brasil e o México realizaram a terceira rodada do Diálogo sobre Direitos Humanos em Brasília. As partes discutiram a tortura."
    found = read(text)
    assert (found.language, found.proposals) == ("pt", ())
    assert (found.round and found.round.number, found.place and found.place.name) == (3, "Brasília")
    codes = [warning.code for warning in found.warnings]
    assert "facts-alone" in codes
    assert "no-proposals" not in codes


def test_words_of_a_language_stand_in_its_package_alone() -> None:
    """No module of the reader outside ``languages`` names a code of a language, but for the vocabulary's file."""
    named = [
        path.name
        for path in sorted((ROOT / "ledger" / "reading").glob("*.py"))
        if re.search(r"""["'](?:en|es|fr)["']""", path.read_text(encoding="utf-8"))
    ]
    assert named == ["concepts.py"]
