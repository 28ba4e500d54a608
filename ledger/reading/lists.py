"""Cut a stretch of text that lists subjects into its members.

Semicolons outrank commas; what stands in brackets is never cut. A comma also stands inside a member ("safe, orderly
and humane migration"), before a detail ("including…") or before what only goes on: ``_joined`` puts such stretches
together again. Where "A and B" stays a single member, ``parts_of`` gives the other reading.
"""

import re
from collections.abc import Iterator

from ledger.reading.languages import UPPER, Wording, any_of, compiled
from ledger.reading.segments import trimmed
from ledger.reading.shapes import Span

_MARK = re.compile(r"[()\[\];,–]")
_OPEN, _CLOSE = "([", ")]"


def cuts(plain: str, start: int, end: int, marks: str) -> list[Span]:
    """Find the stretches between marks that stand outside brackets."""
    found: list[Span] = []
    depth, at = 0, start
    for mark in _MARK.finditer(plain, start, end):
        char = mark[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in marks:
            found.append((at, mark.start()))
            at = mark.end()
    found.append((at, end))
    return [span for span in (trimmed(plain, *stretch) for stretch in found) if span[0] < span[1]]


def members(plain: str, start: int, end: int, wording: Wording) -> list[Span]:
    """Find the members of a list, in their order."""
    groups = cuts(plain, start, end, ";")
    if len(groups) > 1:
        most = 2 if len(groups) == 2 else 3
        return [member for group in groups for member in _group(plain, *group, wording, most)]
    return _comma_members(plain, start, end, wording)


def _group(plain: str, start: int, end: int, wording: Wording, most: int) -> list[Span]:
    """Divide a group between semicolons: a single member, unless it has more than ``most`` of them."""
    found = _comma_members(plain, start, end, wording)
    long = sum(_words(plain, *_without_conjunction(plain, *stretch, wording)) > 1 for stretch in found)
    return found if len(found) > most and long * 2 > len(found) else [(start, end)]


def _words(plain: str, start: int, end: int) -> int:
    return len(plain[start:end].split())


def _comma_stretches(plain: str, start: int, end: int, wording: Wording) -> list[tuple[Span, bool]]:
    """Cut at commas and at what adds a member ("as well as"), which the truth value tells."""
    pieces = [
        piece
        for cut in cuts(plain, start, end, ",")
        for piece in _added(plain, *cut, wording)
        if piece[0][0] < piece[0][1]
    ]
    return [*pieces[:1], *_governed(plain, start, pieces, wording)]


def _governed(
    plain: str, start: int, pieces: list[tuple[Span, bool]], wording: Wording
) -> Iterator[tuple[Span, bool]]:
    """Find the members behind the first: "spoke of A, of B and of C" repeats before each what governs the list."""
    loose = rf"(?:{any_of(wording.lists.loose_prepositions)})[ ]"
    repeats = (
        len(pieces) > 2
        and pieces[-1][1]
        and compiled(rf"(?<!\w){loose}$").search(plain, max(0, start - 14), start) is not None
    )
    for span, is_added in pieces[1:]:
        found = compiled(loose).match(plain, *span) if repeats else None
        yield ((found.end(), span[1]), True) if found else (span, is_added)


def _comma_members(plain: str, start: int, end: int, wording: Wording) -> list[Span]:
    stretches = _comma_stretches(plain, start, end, wording)
    joined = _joined(plain, stretches, wording)
    if not joined:
        return []
    if added := {span[0] for span, is_added in stretches if is_added}:
        return _with_added(plain, joined, added, wording)
    if len(joined) > 1 and _conjunction_at(plain, joined[-1][0], wording):
        return joined
    last = _closing(plain, *joined[-1], wording) if len(joined) > 1 else joined
    return [piece for member in (*joined[:-1], *last) for piece in _twice_headed(plain, *member, wording)]


def _with_added(plain: str, joined: list[Span], added: set[int], wording: Wording) -> list[Span]:
    """Cut the last member before those that "as well as" adds, which begin at ``added``."""
    own = [member for member in joined if member[0] not in added]
    if len(own) > 1 and not _conjunction_at(plain, own[-1][0], wording):
        further = (member for member in joined if member[0] in added)
        return [*own[:-1], *_closing(plain, *own[-1], wording), *further]
    if len(joined) > 1:
        return joined
    return [piece for member in joined for piece in _twice_headed(plain, *member, wording)]


def _added(plain: str, start: int, end: int, wording: Wording) -> Iterator[tuple[Span, bool]]:
    """Cut at "as well as", and at a preposition repeated ("on A and on B"); true for what such a cut adds."""
    opening = compiled(wording.lists.adds).match(plain, start, end)
    is_added = opening is not None
    start, end = trimmed(plain, opening.end() if opening else start, end)
    pattern = compiled(
        rf",? {wording.lists.adds}|{wording.lists.conjunction}(?={wording.lists.prepositions} \w)"
    )
    for found in pattern.finditer(plain, start + 1, end):
        if not _repeats(plain, start, found, wording):
            continue
        yield trimmed(plain, start, found.start()), is_added
        start, is_added = found.end(), True
    yield trimmed(plain, start, end), is_added


def _repeats(plain: str, start: int, found: re.Match[str], wording: Wording) -> bool:
    if not re.match(wording.lists.conjunction, found[0]):
        return True
    preposition = compiled(wording.lists.prepositions).match(plain, found.end())
    # A preposition repeated far from the first may stand inside a member; "of" and "de" nearly always do.
    reach = (
        start + 12 if preposition and preposition[0] in wording.lists.loose_prepositions else found.start()
    )
    before = compiled(rf"(?<!\w)({wording.lists.prepositions}) ").findall(
        plain, max(0, start - 14), max(reach, start)
    )
    return preposition is not None and preposition[0] in before


def _joined(plain: str, stretches: list[tuple[Span, bool]], wording: Wording) -> list[Span]:
    """Join stretches that make a member together; what follows the last "and" goes on its member."""
    last = _last_closing(plain, stretches, wording)
    found: list[Span] = []
    waiting: int | None = None
    for n, ((start, end), is_added) in enumerate(stretches):
        start = waiting if waiting is not None else start
        waiting = None
        is_last = n + 1 == len(stretches)
        may_go_on = (found and n > last) or _goes_on(plain, found, start, end, wording)
        if (may_go_on and not is_added) or _shares_head(plain, found, start, end, wording):
            found[-1] = (found[-1][0], end)
        elif not is_last and _leads(plain, start, end, wording):
            waiting = start
        else:
            found.append((start, end))
    return found


def _last_closing(plain: str, stretches: list[tuple[Span, bool]], wording: Wording) -> int:
    """Return the place of the last stretch that begins with "and"; behind all where none does."""
    places = range(len(stretches) - 1, -1, -1)
    begins = (n for n in places if _conjunction_at(plain, stretches[n][0][0], wording))
    return next(begins, len(stretches))


def _leads(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch is of adjectives alone, in a language in which those stand before their noun."""
    return wording.lists.adjectives_lead and _is_adjective(plain, start, end, wording)


def _goes_on(plain: str, found: list[Span], start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch goes on the member before it, where there is one."""
    if not found:
        return False
    if compiled(wording.lists.continues).match(plain, start, end) or compiled(wording.lists.appended).search(
        plain, start, end
    ):
        return True
    if _conjunction_at(plain, start, wording):
        return False
    if not wording.lists.adjectives_lead and _is_adjective(plain, start, end, wording):
        return True
    # "including A, B": once the first member is detailed, the rest are its details.
    if len(found) == 1 and compiled(wording.lists.exemplifies).search(plain, *found[0]):
        return True
    if _is_bare_people(plain, start, end, wording):
        return compiled(rf"{wording.lists.people}(?: \w+)?$").search(plain, *found[-1]) is not None
    return _is_people(plain, start, end, wording) and _tail_is_people(plain, *found[-1], wording)


def _shares_head(plain: str, found: list[Span], start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch shares its noun with the member before it: "lesbian, gay", "freedom of speech, assembly"."""
    if not found:
        return False
    kind = wording.lists.kinds_of_people
    shares = compiled(rf"(?:{wording.lists.conjunction.lstrip()})?{kind}\b").match(plain, start, end)
    if shares and compiled(rf"\b{kind}$").search(plain, *found[-1]):
        return True
    return (
        _is_freedom(plain, start, end, wording)
        and compiled(wording.lists.freedom_of).search(plain, *found[-1]) is not None
    )


def _is_freedom(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch names nothing but freedoms, which share the "freedom of" before them."""
    freedoms = rf"(?:{wording.lists.conjunction.lstrip()})?{wording.lists.freedoms}(?:{wording.lists.conjunction}{wording.lists.freedoms})?"
    return compiled(freedoms).fullmatch(plain, start, end) is not None


def _is_adjective(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch is made of adjectives only, joined or not."""
    words = plain[start:end].split(" ")
    joins = wording.lists.join_words
    if len(words) > 3 or compiled(wording.topics.subjects, re.IGNORECASE).search(plain, start, end):
        return len(words) <= 3 and all(
            word in wording.lists.kinds_of_rights for word in words if word not in joins
        )
    return all(word in joins or compiled(rf"{wording.lists.adjective}$").match(word) for word in words)


def _is_people(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch is headed by a noun for people, and says nothing of what is done about them."""
    found = compiled(rf"{wording.grammar.own}?(?:[\w-]+ ){{0,4}}?{wording.lists.people}\b").match(
        plain, start, end
    )
    if not found or (
        compiled(rf"\b{wording.lists.heads}\b").search(plain, start, found.end())
        and wording.words.human_rights not in plain[start:end]
    ):
        return False
    return compiled(rf" {wording.lists.prepositions} ").search(plain, start, found.end()) is None


def _tail_is_people(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a member goes on for people: "a safe environment for social leaders"."""
    return (
        compiled(rf"(?:^|[ ,]){wording.lists.for_people} (?:\w+ ){{0,3}}?{wording.lists.people}\b").search(
            plain, start, end
        )
        is not None
    )


def _is_bare_people(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a stretch is only nouns for people: "niñas y adolescentes"."""
    return (
        compiled(
            rf"{wording.lists.people}(?:{wording.lists.conjunction}{wording.lists.people})*(?: (?:no )?{wording.lists.adjective})?"
        ).fullmatch(plain, start, end)
        is not None
    )


def _conjunction_at(plain: str, start: int, wording: Wording) -> re.Match[str] | None:
    return compiled(wording.lists.conjunction.lstrip()).match(plain, start)


def _without_conjunction(plain: str, start: int, end: int, wording: Wording) -> Span:
    found = _conjunction_at(plain, start, wording)
    return (found.end() if found and found.end() < end else start), end


def _closing(plain: str, start: int, end: int, wording: Wording) -> list[Span]:
    """Cut the last stretch of a list without a comma before its "and" into two members."""
    parts = parts_of(plain, start, end, wording, closing=True)
    return list(parts) or [(start, end)]


def _twice_headed(plain: str, start: int, end: int, wording: Wording) -> list[Span]:
    """Cut a stretch into two members where both sides of an "and" have a complement of their own."""
    for left, right in _splits(plain, start, end, wording):
        if _has_complement(plain, *left, wording) and _has_head(plain, *right, wording):
            return [left, right]
    return [(start, end)]


def _has_complement(plain: str, start: int, end: int, wording: Wording) -> bool:
    return compiled(rf"\w {wording.lists.prepositions} \w").search(plain, start, end) is not None


def _has_head(plain: str, start: int, end: int, wording: Wording) -> bool:
    """Return whether a part begins with a noun that takes a complement, and has it."""
    head = compiled(rf"{wording.grammar.own}?(?:\w+ )?{wording.lists.heads}\b").match(plain, start, end)
    return head is not None and _has_complement(plain, start, end, wording)


def _splits(plain: str, start: int, end: int, wording: Wording) -> Iterator[tuple[Span, Span]]:
    for found in compiled(wording.lists.conjunction).finditer(plain, start, end):
        depth = plain.count("(", start, found.start()) - plain.count(")", start, found.start())
        is_name = plain[found.end()].isupper() and re.search(
            rf"[{UPPER}][\w'-]{{0,20}}$", plain[max(start, found.start() - 20) : found.start()]
        )
        if depth == 0 and found.start() > start and not is_name:
            yield trimmed(plain, start, found.start()), trimmed(plain, found.end(), end)


def parts_of(
    plain: str, start: int, end: int, wording: Wording, *, closing: bool = False
) -> tuple[Span, ...]:
    """Return the two parts of "A and B", where they may be two members; nothing where they are plainly a single member.

    ``closing``: the "and" closes a list, so that there must be two; the first that leaves whole phrases is taken.
    """
    found = [
        split
        for split in _splits(plain, start, end, wording)
        if plain[split[0][1] : split[1][0]].strip() not in wording.lists.either
    ]
    for left, right in found:
        if _is_shared(plain, left, right, wording):
            continue
        return left, right
    return found[0] if closing and len(found) == 1 else ()


def _is_shared(plain: str, left: Span, right: Span, wording: Wording) -> bool:
    """Return whether the sides of an "and" share a noun or a preposition, so that neither stands alone."""
    if not wording.lists.adjectives_lead and _is_adjective(plain, *right, wording):
        return True
    if _is_adjective(plain, *left, wording) or compiled(wording.lists.shares).match(plain, *right):
        return True
    if _has_complement(plain, *left, wording):
        return not _has_head(plain, *right, wording) and _is_people(plain, *right, wording)
    return False
