"""Find who speaks: the parties that a clause has for its subject."""

import re
from dataclasses import dataclass
from functools import cache

from ledger.reading.languages import PARTY, Wording, compiled
from ledger.reading.parties import Masked
from ledger.reading.shapes import Span


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor and the words that name it. ``is_both``: all sides of the dialogue together."""

    parties: tuple[str, ...]
    span: Span
    is_both: bool


@cache
def actor_pattern(wording: Wording) -> re.Pattern[str]:
    """Build the pattern of all sides, or of named parties; its groups are ``both``, ``named`` and ``again``."""
    return re.compile(
        rf"""
        # e.g. both sides · the Government of Mexico (GOM) and the United States
        (?P<both>{wording.speakers.both})
        |(?P<again>{wording.speakers.each_anaphor})
        |(?P<named>
            (?<![\w-]){wording.speakers.government}{PARTY}(?:\ \(\w+\))?
            (?:{wording.speakers.joins}{PARTY}(?:\ \(\w+\))?){{0,2}}
            (?!-\w|'s|s'){wording.speakers.side}
        )
        """,
        re.VERBOSE,
    )


def actors_in(masked: Masked, start: int, end: int, wording: Wording, sides: tuple[str, ...]) -> list[Actor]:
    """Find the actors in a span, in their order."""
    found: list[Actor] = []
    for match in actor_pattern(wording).finditer(masked.text, start, end):
        span = match.span()
        if match["both"] is not None:
            found.append(Actor(sides, span, is_both=True))
        elif match["again"]:
            found.append(Actor((), span, is_both=False))
        else:
            codes = tuple(code for code in masked.codes(*span) if code in (sides or (code,)))
            if not codes:
                continue
            found.append(Actor(codes, span, is_both=len(codes) > 1))
    return found


def is_outsider(masked: Masked, start: int, end: int, wording: Wording) -> bool:
    """Return whether the words before a verb name an actor whose promises are not the dialogue's."""
    return compiled(rf"\b{wording.speakers.outsider}\b").search(masked.text, start, end) is not None
