"""Spanish is complete: every word that the house marks for translation has its translation, compiled."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "ledger" / "locale" / "es" / "LC_MESSAGES"
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%[sd]")


def _calls(source: str) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _string(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _aliases(source: str) -> dict[str, str]:
    """What a module calls the functions that mark words, where it gives them names of its own."""
    imports = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom))
    return {
        one.asname: one.name
        for node in imports
        if node.module == "django.utils.translation"
        for one in node.names
        if one.asname
    }


def _marked(source: str) -> Iterator[str]:
    """The msgids that Python source marks for translation; a variable's words are marked where they are written."""
    aliases = _aliases(source)
    for call in _calls(source):
        name = aliases.get(_name(call), _name(call))
        if name in SINGULAR | PLURAL and call.args and (text := _string(call.args[0])):
            yield text
        if name in CONTEXT and len(call.args) > 1 and (text := _string(call.args[1])):
            yield text


def _templates() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "ledger" / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            # What makemessages reads: Python-like calls between lines of X.
            source = templatize(path.read_text(encoding="utf-8"))
            calls = re.findall(
                r"""(?:n|p)?gettext\((?:u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|[\s,\w])+\)""", source
            )
            yield path, "\n".join(calls)


def _all_marked() -> dict[str, str]:
    """Every msgid, with the file that marks it."""
    found = {}
    for path in sorted((ROOT / "ledger").rglob("*.py")):
        if "migrations" not in path.parts:
            found |= dict.fromkeys(_marked(path.read_text(encoding="utf-8")), path.name)
    for path, calls in _templates():
        found |= dict.fromkeys(_marked(calls), path.name)
    return found


def _catalogue() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(LOCALE / "django.po")) if not entry.obsolete}


def test_every_marked_word_has_its_spanish():
    catalogue = _catalogue()
    missing = {msgid: where for msgid, where in _all_marked().items() if msgid not in catalogue}
    assert missing == {}


def test_no_translation_is_empty_or_fuzzy():
    assert [entry.msgid for entry in _catalogue().values() if not entry.translated()] == []


def test_no_translation_is_left_over():
    marked = _all_marked()
    assert [msgid for msgid in _catalogue() if msgid not in marked] == []


def test_placeholders_are_the_same_in_both_languages():
    def placeholders(text: str) -> list[str]:
        return sorted({match.group() for match in NAMED.finditer(text)})

    for entry in _catalogue().values():
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert placeholders(text) == placeholders(entry.msgid_plural or entry.msgid), entry.msgid


def test_spanish_quotes_with_angles_alone():
    """Words quoted within words, which no message has, would stand in “ ”; straight marks are a file's own."""
    for entry in _catalogue().values():
        for text in entry.msgstr_plural.values() or [entry.msgstr]:
            assert not set(text) & set("“”„‘"), entry.msgid
            assert text.count("«") == text.count("»"), entry.msgid
            assert text.count('"') == (entry.msgid_plural or entry.msgid).count('"'), entry.msgid


def _translations(entries: Iterable[polib.POEntry]) -> dict[tuple[str, str], Any]:
    return {(one.msgctxt or "", one.msgid): one.msgstr or one.msgstr_plural for one in entries}


def test_the_compiled_catalogue_is_that_of_the_source():
    compiled = polib.mofile(str(LOCALE / "django.mo"))
    source = polib.pofile(str(LOCALE / "django.po"))
    assert _translations(compiled) == _translations(source.translated_entries())
