"""Multilateral bodies and other meetings that a text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ledger.reading.languages import Wording, any_of, compiled
from ledger.reading.segments import Sentence
from ledger.reading.shapes import Span

_NEAR_CHARACTERS = 60
_ACRONYM = re.compile(r" ?\(([A-Z][A-Za-z0-9-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Body:
    """A forum in the plain text; the acronym only where the text has it."""

    name: Span
    acronym: str | None
    span: Span


@cache
def _forums(wording: Wording) -> re.Pattern[str]:
    listed = "|".join(f"(?P<f{n}>{pattern})" for n, (pattern, _acronym) in enumerate(wording.bodies.forums))
    return re.compile(rf"(?<![\w'-])(?=\w)(?:{listed}|(?P<shape>{wording.bodies.forum_shape}))(?![\w-])")


def forums_in(plain: str, masked: str, wording: Wording) -> list[Body]:
    """Find the bodies of a text, at their first mention; the United Nations where none of its bodies is named."""
    found: dict[str, Body] = {}
    for match in _forums(wording).finditer(plain):
        if _is_national(match, masked, wording):
            continue
        body = _body(plain, match)
        group = match.lastgroup or "shape"
        key = match[0].lower() if group == "shape" else group
        if body.acronym and any(body.acronym == other.acronym for other in found.values()):
            continue
        found.setdefault(key, body)
    united_nations = compiled(rf"\b{wording.bodies.united_nations}\b(?! [A-Z])(?: \((?:UN|ONU)\))?")
    if not found and (united := united_nations.search(plain)):
        found["un"] = Body(united.span(), None, united.span())
    return sorted(found.values(), key=lambda body: body.span)


def _is_national(mention: re.Match[str], masked: str, wording: Wording) -> bool:
    """Return whether a party, or a word such as "National", makes a name that of a body of a country alone.

    ``masked`` is the text with its parties masked. An acronym, and a name that says "United Nations", are told by
    themselves.
    """
    if " " not in mention[0] or compiled(rf"\b(?:{wording.bodies.united_nations}|UN|ONU)\b").search(
        mention[0]
    ):
        return False
    start, end = mention.span()
    before = compiled(rf"{wording.bodies.national_before} $").search(
        masked, max(0, start - _NEAR_CHARACTERS), start
    )
    return before is not None or compiled(wording.bodies.national_after).match(masked, end) is not None


def _body(plain: str, mention: re.Match[str]) -> Body:
    acronym = _ACRONYM.match(plain, mention.end())
    is_acronym = mention[0].isupper() and " " not in mention[0]
    return Body(
        name=mention.span(),
        acronym=acronym[1] if acronym else mention[0] if is_acronym else None,
        span=(mention.start(), acronym.end() if acronym else mention.end()),
    )


def events_in(
    plain: str, sentences: list[Sentence], dialogue: Span | None, wording: Wording
) -> Iterator[tuple[Span, Span | None]]:
    """Find other meetings that are named, each name once, with the words beside them that say when."""
    seen: set[str] = set()
    for sentence in sentences:
        for match in compiled(rf"(?<![\w'-]){wording.bodies.events}").finditer(
            plain, sentence.start, sentence.end
        ):
            start, end = _without_opening(plain, *match.span(), wording)
            name = plain[start:end].lower()
            if name in seen or " " not in name or _overlaps(dialogue, (start, end)):
                continue
            seen.add(name)
            when = compiled(wording.days.coming).search(plain, end, min(sentence.end, end + _NEAR_CHARACTERS))
            when = when or compiled(wording.days.coming).search(
                plain, max(sentence.start, start - _NEAR_CHARACTERS), start
            )
            yield (start, end), when.span() if when else None


def _without_opening(plain: str, start: int, end: int, wording: Wording) -> Span:
    opening = compiled(rf"{any_of(wording.words.openers)} ").match(plain, start, end)
    return (opening.end() if opening else start), end


def _overlaps(left: Span | None, right: Span) -> bool:
    return left is not None and left[0] < right[1] and right[0] < left[1]
