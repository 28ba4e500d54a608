"""Find where the round met."""

import re
from collections.abc import Iterable

from ledger.reading.languages import MASK, UPPER, Wording, compiled, joined
from ledger.reading.segments import Sentence
from ledger.reading.shapes import Span

_WITHIN = joined("rounds", "within_place")
"""A place keeps the small words of its own language in a text of another: Santa Cruz de la Sierra."""
_NAME = rf"""(?x:
    # e.g. Washington, D.C. · Santa Cruz de la Sierra · Bogotá, Colombia
    (?:
        [{UPPER}][\w'.-]*[\w.]
        (?:\ {_WITHIN}?[{UPPER}][\w'-]+){{0,2}}
    )
    (?:,\ (?:D\.?\ ?C\.?|[A-Z]\.[A-Z]\.|(?:The\ |the\ )?{MASK}+|The\ [A-Z]\w+))?
)"""


def find_place(plain: str, masked: str, sentences: Iterable[Sentence], wording: Wording) -> Span | None:
    """Find the place named in the sentence that tells of the meeting."""
    held = compiled(rf"\b{wording.rounds.held}\b")
    for sentence in sentences:
        if not held.search(masked, sentence.start, sentence.end):
            continue
        if found := _in_sentence(plain, masked, sentence, wording):
            return found
    return None


def _in_sentence(plain: str, masked: str, sentence: Sentence, wording: Wording) -> Span | None:
    for after in wording.rounds.place_after:
        if found := compiled(rf"({_NAME}){after}").match(masked, sentence.start, sentence.end):
            return _clean(plain, found.span(1))
    for before in wording.rounds.place_before:
        for found in compiled(rf"{before}({_NAME})").finditer(masked, sentence.start, sentence.end):
            if _is_place(masked[found.start(1) : found.end(1)], wording):
                return _clean(plain, found.span(1))
    return None


def _is_place(name: str, wording: Wording) -> bool:
    words = re.findall(r"[^\W\d_]+", name)
    months = {word.capitalize() for word in wording.days.months}
    return bool(words) and not months & set(words) and words[0] not in wording.rounds.no_places


def _clean(plain: str, span: Span) -> Span:
    start, end = span
    while plain[end - 1] == "." and not re.search(r"[A-Z]\.$", plain[start:end]):
        end -= 1
    return start, end
