"""Statements with their gold facts: what a careful analyst finds in each, beside what the reader drafts."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ledger.reading.languages import wordings
from ledger.reading.plain import kept_text, view_of
from ledger.reading.proposals import ProposalDraft
from ledger.reading.reader import StatementReader
from ledger.vocabulary import Kind

STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "to",
        "in",
        "on",
        "for",
        "by",
        "with",
        "from",
        "their",
        "its",
        "his",
        "her",
        "our",
        "at",
        "as",
        "into",
        "that",
        "this",
        "these",
        "those",
        "particularly",
        "including",
        "such",
        "de",
        "la",
        "el",
        "los",
        "las",
        "y",
        "e",
        "o",
        "u",
        "en",
        "del",
        "al",
        "por",
        "para",
        "con",
        "un",
        "una",
        "sobre",
        "su",
        "sus",
        "que",
        "se",
        "lo",
        "como",
        "human",
        "rights",
        "derechos",
        "humanos",
    ]
)


@dataclass
class Statement:
    """A text with its gold facts, and what was drafted of it."""

    name: str
    text: str
    gold: dict[str, Any]
    drafts: list[ProposalDraft] = field(default_factory=list)
    is_right: list[bool | None] = field(default_factory=list)
    """Of each draft of a subject: whether it names a subject of the gold facts; None for a generic one."""

    @property
    def dialogue(self) -> str:
        """The dialogue, by the parties in the text's name: its texts are held back together."""
        words = self.name.split("-")[1:]
        parties = sorted({"ue": "eu"}.get(word, word) for word in words if word in _PARTIES)
        return "-".join(parties)


_PARTIES = frozenset(
    ["us", "mexico", "eu", "ue", "colombia", "honduras", "china", "au", "australia", "vietnam", "guatemala"]
)


# How a phrase is compared with a gold fact


def tokens(text: str) -> set[str]:
    """Return the first letters of the words that say something."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return {word[:5] for word in re.findall(r"[a-z0-9]+", plain) if word not in STOP}


def alike(gold: str, found: str, need: float = 0.5, floor: float = 0.2) -> float:
    """Return how much of a gold fact a phrase says; 0 where it says too little, or too much else."""
    left, right = tokens(gold), tokens(found)
    if not left or not right:
        return 0.0
    both = len(left & right)
    return both / len(left) if both / len(left) >= need and both / len(right) >= floor else 0.0


def assigned(
    gold: Sequence[Any], found: Sequence[Any], score: Callable[[Any, Any], float]
) -> tuple[set[int], set[int]]:
    """Pair gold facts and findings, each once, the best pair first; return the places of both."""
    pairs = sorted(
        ((score(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True
    )
    left: set[int] = set()
    right: set[int] = set()
    for value, i, j in pairs:
        if value > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
    return left, right


# Reading the folder


def statements_in(folder: Path) -> list[Statement]:
    """Read the statements of a folder, with their drafts and which of them are right."""
    found = []
    for path in sorted(folder.glob("[0-9][0-9]-*.json")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        if text.startswith("# "):
            text = text.split("\n", 1)[1].lstrip("\n")
        statement = Statement(path.stem, text, json.loads(path.read_text(encoding="utf-8")))
        label(statement)
        found.append(statement)
    return found


def drafts_of(text: str, language: str) -> tuple[str, list[ProposalDraft]]:
    """Draft the subjects of a text; with its plain text."""
    reader = StatementReader(view_of(kept_text(text)), wordings()[language])
    return reader.plain, [draft for draft in reader.drafts() if draft.kind is Kind.DISCUSSED]


def label(statement: Statement) -> None:
    plain, statement.drafts = drafts_of(statement.text, statement.gold["language"])
    words = [plain[slice(*draft.span)] for draft in statement.drafts]
    _gold, right = assigned(statement.gold["topics"], words, alike)
    generic = statement.gold.get("topics_generic", [])
    statement.is_right = [
        True if n in right else None if any(alike(g, said) for g in generic) else False
        for n, said in enumerate(words)
    ]
