"""From a name as a statement writes it to the ledger's own row: an agency, a forum."""

from collections.abc import Iterable
from typing import Any

from rapidfuzz import fuzz

from ledger.models import Agency, Forum

CUT = 90
"""Of 100: names of bodies differ in an article or in the order of words, not in more."""


def agency_named(some: Iterable[Agency], name: str, acronym: str | None, party: str | None) -> str:
    """Return the code of the agency of a party that goes by the acronym or the name; empty for none."""
    return _named([row for row in some if party in (None, row.party.code)], name, acronym)


def forum_named(some: Iterable[Forum], name: str, acronym: str | None) -> str:
    """Return the code of the forum that goes by the acronym or the name; empty for none."""
    return _named(list(some), name, acronym)


def is_within(name: str, *others: str) -> bool:
    """Tell whether one of some names holds all words of another: "US–Mexico Bilateral Dialogue", "Bilateral
    Dialogue".
    """
    return any(other and fuzz.token_set_ratio(_plain(name), _plain(other)) >= CUT for other in others)


def _named(some: list[Any], name: str, acronym: str | None) -> str:
    for row in some:
        if acronym and acronym.casefold() in {
            word.casefold() for word in (row.code, row.acronym_en, row.acronym_es)
        }:
            return str(row.code)
    scores = [(max(_alike(name, row.name_en), _alike(name, row.name_es)), row.code) for row in some]
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] >= CUT else ""


def _alike(name: str, other: str) -> float:
    return fuzz.token_sort_ratio(_plain(name), _plain(other)) if name and other else 0.0


def _plain(name: str) -> str:
    """Drop what names the same body twice over: UN for United Nations."""
    return " ".join(name.casefold().replace("un ", "united nations ").removeprefix("the ").split())
