"""Agencies that were represented without a name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ledger.reading.languages import LOWER, Wording, compiled
from ledger.reading.parties import Masked
from ledger.reading.people import ACRONYM, without_article
from ledger.reading.segments import Sentence, trimmed
from ledger.reading.shapes import Span


@dataclass(frozen=True, slots=True)
class Represented:
    """An agency in the plain text."""

    name: Span
    acronym: str | None
    party: str | None
    span: Span


def agencies_in(
    plain: str, masked: Masked, sentences: Sequence[Sentence], wording: Wording
) -> list[Represented]:
    """Find the agencies that sentences say were represented, without those of people named."""
    found: list[Represented] = []
    for sentence in sentences:
        at = sentence.start
        while cue := compiled(rf"\b(?i:{wording.people.representation}) ").search(plain, at, sentence.end):
            following = compiled(rf"\b(?i:{wording.people.representation}) ").search(
                plain, cue.end(), sentence.end
            )
            at = following.start() if following else sentence.end
            found.extend(_agencies_of(plain, masked, sentence, cue.end(), at, wording))
    return found


def _agencies_of(
    plain: str, masked: Masked, sentence: Sentence, start: int, end: int, wording: Wording
) -> Iterator[Represented]:
    before = masked.codes(sentence.start, start)
    for left, right in _agency_stretches(plain, start, end, wording):
        acronym = ACRONYM.search(plain, left, right)
        name = without_article(plain, left, acronym.start() if acronym else right, wording)
        plural = compiled(wording.bodies.plural).match(plain, *name)
        if plural:
            yield from _several(plain, (plural.end(), right), before, wording)
            continue
        own = masked.codes(left, right)
        yield Represented(
            name=name,
            acronym=acronym[1] if acronym else None,
            party=own[0] if own else before[-1] if before else None,
            span=(name[0], acronym.end() if acronym else name[1]),
        )


def _several(plain: str, span: Span, before: tuple[str, ...], wording: Wording) -> Iterator[Represented]:
    """Divide the agencies of a plural: "the Departments of State, Justice and Homeland Security"."""
    at = span[0]
    joins = compiled(rf",? {wording.grammar.and_} {wording.grammar.of}?{wording.grammar.the}?|, ")
    for found in (*joins.finditer(plain, *span), None):
        left, right = trimmed(plain, at, found.start() if found else span[1])
        acronym = ACRONYM.search(plain, left, right)
        name = trimmed(plain, left, acronym.start() if acronym else right)
        if name[0] < name[1]:
            yield Represented(
                name, acronym[1] if acronym else None, before[-1] if before else None, (left, right)
            )
        at = found.end() if found else right


def _agency_stretches(plain: str, start: int, end: int, wording: Wording) -> Iterator[Span]:
    """Find stretches that name an agency each: they hold a word for it, or an acronym in brackets."""
    body = rf"""(?x:
        # e.g. the Ministry · from the Federal Police · de la Comisión
        (?:{wording.grammar.the}|{wording.grammar.of}){{0,4}}(?:[A-Z][\w.']*\.?\ ){{0,4}}
        {wording.bodies.nouns}\b
    )"""
    named = rf"""(?x:
        # e.g. the Ministry · (DOJ), Homeland Security · de la Comisión
        {body}|(?<=\),\ )[A-Z]
    )"""
    breaks = compiled(
        rf"[,;] (?:{wording.grammar.and_} )?{wording.grammar.of}?(?={named})|{wording.lists.conjunction}(?={named})|(?<=\)) {wording.grammar.and_} (?=[A-Z])|;"
    )
    at = start
    for found in (*breaks.finditer(plain, start, end), None):
        left, right = trimmed(plain, at, found.start() if found else end)
        if re.match(body, plain[left:right]) or (
            ACRONYM.search(plain, left, right) and plain[left].isupper()
        ):
            yield left, _first_break(plain, left, right, wording)
        at = found.end() if found else end


def _first_break(plain: str, start: int, end: int, wording: Wording) -> int:
    """Find where an agency's name ends in a stretch: behind a bracketed acronym, or before a clause."""
    acronym = ACRONYM.search(plain, start, end)
    stops = [acronym.end()] if acronym else []
    # Ends at a semicolon, at "together", at "who attended".
    breaks = compiled(rf"[;:]|(?<![A-Z])\.$|(?<![A-Z])\. |, (?=[{LOWER}])| {wording.bodies.not_in_name}")
    if found := breaks.search(plain, start, end):
        stops.append(found.start())
    return min([end, *stops])
