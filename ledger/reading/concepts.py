"""Find the concepts of human-rights work that a text names: the vocabulary of ``fixtures/vocabulary.toml``.

The file is read once in a process, without Django and without a database. Words are compared without accents and in
the singular, so that a concept's names need no plural of their own.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ledger.reading.languages import wordings
from ledger.reading.shapes import Span

SOURCE = Path(__file__).resolve().parents[2] / "fixtures" / "vocabulary.toml"
LANGUAGES = ("en", "es", "fr")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Concept:
    """A theme: its slug, its names in each language, the usual one first, the wider concept and the topics of it."""

    slug: str
    parent: str | None
    names: dict[str, tuple[str, ...]]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A name of a concept in a text, with its span."""

    slug: str
    span: Span


@cache
def concepts() -> dict[str, Concept]:
    """Return every concept by its slug."""
    rows = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["concepts"]
    return {
        row["slug"]: Concept(
            slug=row["slug"],
            parent=row.get("parent"),
            names={code: tuple(row[code]) for code in LANGUAGES},
            topics=tuple(row.get("topics", ())),
        )
        for row in rows
    }


@lru_cache(maxsize=20_000)
def _singular(word: str, language: str) -> str:
    plain = "".join(
        char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char)
    )
    for ending, single in wordings()[language].words.singular:
        found = ending.sub(single, plain)
        if found != plain:
            return found
    return plain


def key_of(name: str, language: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(_singular(word, language) for word in _WORD.findall(name))


def concept_names(slug: str, names: Iterable[tuple[str, str]], language: str) -> tuple[str, ...]:
    """Return the names in a language of the concept that a topic is: by its slug, or by names (code, name) of its own.

    Of a concept's topics the first is the concept, the others are part of it.
    """
    named = {_vocabulary(code).slugs.get(key_of(name, code)) for code, name in names}
    own = [row for row in concepts().values() if slug in row.topics[:1] or row.slug in named]
    return tuple(name for row in own for name in row.names.get(language, ()))


@dataclass(slots=True)
class _Vocabulary:
    """The names of a language by their words, and the most words that a name has, by its first word."""

    slugs: dict[tuple[str, ...], str]
    longest: dict[str, int]


@cache
def _vocabulary(language: str) -> _Vocabulary:
    found = _Vocabulary({}, {})
    for concept in concepts().values():
        for name in concept.names.get(language, ()):
            key = key_of(name, language)
            found.slugs[key] = concept.slug
            found.longest[key[0]] = max(found.longest.get(key[0], 0), len(key))
    return found


def terms_in(plain: str, start: int, end: int, language: str) -> list[Term]:
    """Find the names of concepts in a stretch, the longest at each place, in their order."""
    known = _vocabulary(language)
    words = [(word.start(), word.end(), word[0]) for word in _WORD.finditer(plain, start, end)]
    keys = [_singular(word, language) for _start, _end, word in words]
    return list(_terms(plain, words, keys, known))


def _terms(
    plain: str, words: Sequence[tuple[int, int, str]], keys: Sequence[str], known: _Vocabulary
) -> Iterator[Term]:
    at = 0
    while at < len(keys):
        for length in range(min(known.longest.get(keys[at], 0), len(keys) - at), 0, -1):
            slug = known.slugs.get(tuple(keys[at : at + length]))
            span = words[at][0], words[at + length - 1][1]
            if slug and "\n" not in plain[slice(*span)]:
                yield Term(slug, span)
                at += length
                break
        else:
            at += 1
