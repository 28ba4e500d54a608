"""Find phrases that name subjects: clean them, tell them from generic phrases, and name their subjects."""

import re
from collections.abc import Iterator

from ledger.reading.languages import Wording, compiled
from ledger.reading.lists import members
from ledger.reading.parties import Masked, unelided
from ledger.reading.segments import trimmed
from ledger.reading.shapes import Span

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_QUOTES = "\"' ,;:.–-!?"
_STEM_CHARACTERS = 5


def subject_keys(plain: str, start: int, end: int, wording: Wording) -> frozenset[str]:
    """Return the subjects of human-rights dialogues that a stretch names, by the first letters of their words."""
    found = compiled(wording.topics.subjects, re.IGNORECASE).finditer(plain, start, end)
    return frozenset(word[0].lower()[:_STEM_CHARACTERS] for word in found)


def is_generic(masked: Masked, plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a phrase names no subject: "a wide range of issues", "both sides", a party alone."""
    if any(code not in masked.sides for code in masked.codes(start, end)):
        return False  # the situation in a third country is a subject
    if subject_keys(plain, start, end, wording):
        return False
    text = masked.text[start:end]
    words = [unelided(word.lower(), wording) for word in _WORD.findall(text)]
    return all(word in wording.topics.generic or word.isdigit() for word in words)


def cleaned(plain: str, start: int, end: int, wording: Wording) -> Span:
    """Cut off what joins a member of a list to the others, adverbials, and a word that is cut in two."""
    end = _without_cut(plain, start, end, wording)
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        start, end = trimmed(plain, start, end)
        for opening in (
            r"\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})\) ",
            wording.lists.conjunction.lstrip(),
            wording.grammar.that,
            rf"{wording.lists.prepositions} ",
            wording.grammar.was,
            wording.clauses.leads,
        ):
            if (found := compiled(opening).match(plain, start, end)) and found.end() < end:
                start = found.end()
        if tail := compiled(wording.lists.tails).search(plain, max(start, end - 80), end):
            end = tail.start()
        if join := compiled(rf"{wording.lists.conjunction.rstrip()}$").search(
            plain, max(start, end - 6), end
        ):
            end = join.start()
        while start < end and plain[end - 1] in _QUOTES and not _closes_quote(plain, start, end):
            end -= 1
        while start < end and plain[start] in "\"', ;:.–-":
            start += 1
    return start, end


def _closes_quote(plain: str, start: int, end: int) -> bool:
    """Return whether the mark at the end belongs to the phrase: "U.S.", "defenders'"."""
    if plain[end - 1] == ".":
        return re.search(r"\b[A-Z]\.[A-Z]?\.?$", plain[max(start, end - 6) : end]) is not None
    return plain[end - 1] == "'" and plain[end - 2 : end - 1] == "s"


def _without_cut(plain: str, start: int, end: int, wording: Wording) -> int:
    """Return the end before a modifier whose last word the text's end cuts off ("in particular towards m…")."""
    if plain[end - 1] != "…" and plain[end - 3 : end] != "...":
        return end
    detail = list(compiled(rf"{wording.lists.exemplifies}|, ").finditer(plain, start + 1, end))
    cut = detail[-1].start() if detail else max(plain.rfind(" ", start, end), start)
    hanging = compiled(rf" (?:{wording.lists.prepositions}|{wording.lists.articles})$")
    while found := hanging.search(plain, max(start, cut - 12), cut):
        cut = found.start()
    return cut


def is_cut(plain: str, start: int, end: int) -> bool:
    """Return whether the text breaks off inside a stretch."""
    return "…" in plain[max(start, end - 3) : end + 1] or plain[max(start, end - 3) : end] == "..."


def subjects_of(masked: Masked, plain: str, start: int, end: int, wording: Wording) -> Iterator[Span]:
    """Find the phrases of a list of subjects, without generic phrases."""
    start, end = _listed(masked, plain, start, end, wording)
    found = members(plain, start, end, wording)
    for member in found:
        is_detailed = compiled(wording.lists.exemplifies).search(plain, *member)
        if is_cut(plain, *member) and len(found) > 1 and not is_detailed:
            continue
        left, right = _listed(masked, plain, *cleaned(plain, *member, wording), wording)
        left, right = cleaned(plain, left, right, wording)
        if left < right and not is_generic(masked, plain, left, right, wording) and right - left > 2:
            yield left, right


def repeats(plain: str, span: Span, earlier: Span, wording: Wording) -> bool:
    """Return whether a phrase says what an earlier phrase named: most of its words, its details left aside."""
    own, others = _said(plain, *span, wording), _said(plain, *earlier, wording)
    return len(own) > 1 and own <= others and len(own) >= _LEAST_SHARE_REPEATED * len(others)


_LEAST_SHARE_REPEATED = 0.6


def _said(plain: str, start: int, end: int, wording: Wording) -> frozenset[str]:
    detail = compiled(wording.lists.exemplifies).search(plain, start, end)
    words = _WORD.findall(plain[start : detail.start() if detail else end].lower())
    return frozenset(word[:_STEM_CHARACTERS] for word in words if word not in wording.words.stop_words)


def _listed(masked: Masked, plain: str, start: int, end: int, wording: Wording) -> Span:
    """Cut the adjuncts off a stretch; of "a wide range of issues, including…" return what is included."""
    if aside := compiled(rf"[,\s]*{wording.lists.asides}\s+").match(plain, start, end):
        start = aside.end()
    if stop := compiled(wording.lists.objects_end).search(plain, start + 1, end):
        end = stop.start()
    for opening in (r"[^;]{0,120}?:(?= )", rf".{{0,160}}?{wording.lists.exemplifies}"):
        found = compiled(opening).match(plain, start, end)
        if found and found.end() < end and is_generic(masked, plain, start, found.end(), wording):
            start = found.end()
    while (end > start and plain[end - 1] in " ,;:") or (
        plain[end - 1] == "." and not _closes_quote(plain, start, end)
    ):
        end -= 1
    return trimmed(plain, start, end)
