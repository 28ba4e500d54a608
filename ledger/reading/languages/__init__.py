"""The languages of the reader, a package for each, with a ``WORDING`` made of its modules.

Patterns are regular expressions over the masked text (``ledger.reading.parties``): every name or adjective of a party
is a run of ``PARTY`` characters there. A long pattern is a verbose group, ``(?x: … )``, in which a space is escaped
and a comment shows what the group matches (in brackets: words that may stand beside it). A part that is put into such
a group escapes its spaces too. Time stays linear in the text: what is repeated has an upper bound, can be read in a
single way, and is followed by no second reading of the same words. ``tests/faults`` holds both for every pattern.
"""

import dataclasses
import importlib
import pkgutil
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from ledger.reading.languages.groups import (
    NEVER,
    Bodies,
    Clauses,
    CommonWords,
    CueAct,
    Days,
    Grammar,
    Lists,
    Parties,
    People,
    Rounds,
    Speakers,
    Topics,
)

__all__ = [
    "LOWER",
    "MASK",
    "NEVER",
    "PARTY",
    "UPPER",
    "CueAct",
    "Wording",
    "any_of",
    "compiled",
    "cue_pattern",
    "joined",
    "word_set",
    "wording_of",
    "wordings",
]

MASK = "\ue000"
PARTY = f"(?<!{MASK}){MASK}++"
"""A party, from where its name begins: else a long run would be tried from each of its characters."""
UPPER, LOWER = "A-ZÀ-ÖØ-ÞŒŠŽ", "a-zß-öø-ÿœšž"
"""Letters of the languages, for the inside of a class of characters."""
Group = TypeVar("Group")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Wording:
    """A language as data, an object for each: its groups, those for facts first."""

    code: str
    words: CommonWords
    grammar: Grammar
    parties: Parties
    rounds: Rounds
    days: Days
    people: People
    bodies: Bodies
    speakers: Speakers = field(default_factory=Speakers)
    clauses: Clauses = field(default_factory=Clauses)
    lists: Lists = field(default_factory=Lists)
    topics: Topics = field(default_factory=Topics)

    @property
    def reads_items(self) -> bool:
        """Whether what was discussed and agreed is read, and not only the facts of the round."""
        return bool(self.clauses.cues)


def wording_of(package: str) -> Wording:
    """Make the wording of a language's package from the constants of its modules, each named as its group."""
    groups = {
        row.name: row.type
        for row in dataclasses.fields(Wording)
        if isinstance(row.type, type) and row.name != "code"
    }
    there = {found.name for found in pkgutil.iter_modules(importlib.import_module(package).__path__)}
    made: dict[str, Any] = {
        name: _group(group, f"{package}.{name}") for name, group in groups.items() if name in there
    }
    return Wording(code=package.rpartition(".")[2], **made)


def _group(group: type[Group], module: str) -> Group:
    said = vars(importlib.import_module(module))
    names = [row.name for row in dataclasses.fields(group)]  # type: ignore[arg-type]
    constants = {name: name.strip("_").upper() for name in names}
    return group(**{name: said[constant] for name, constant in constants.items() if constant in said})


@cache
def wordings() -> dict[str, Wording]:
    """Return every language of the reader, by its code."""
    packages = [f"{__name__}.{found.name}" for found in pkgutil.iter_modules(__path__) if found.ispkg]
    return {wording.code: wording for wording in map(wording_of, packages)}


def joined(group: str, field_name: str) -> str:
    """Join a pattern of all languages in one: for what is asked before a text's language is known."""
    patterns = [getattr(getattr(wording, group), field_name) for wording in wordings().values()]
    return "(?:" + "|".join(patterns) + ")"


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern, flags)


@cache
def cue_pattern(wording: Wording) -> re.Pattern[str]:
    """Join all cues of a language in a single pattern; a cue's group is named after its place in ``Clauses.cues``."""
    cues = "|".join(f"(?P<c{n}>{pattern})" for n, (_act, pattern) in enumerate(wording.clauses.cues))
    return re.compile(cues or NEVER)


def any_of(words: str | Iterable[str]) -> str:
    """Build a pattern for any of several words or patterns, longest first; a text is split at white space."""
    parts = words.split() if isinstance(words, str) else list(words)
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(words.split())
