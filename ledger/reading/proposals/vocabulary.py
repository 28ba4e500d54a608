"""Subjects that the vocabulary finds: the noun phrases round the names of concepts that a sentence says."""

import re
from collections.abc import Iterator, Sequence

from ledger.reading.concepts import Term, terms_in
from ledger.reading.languages import Wording, compiled
from ledger.reading.proposals.discussed import subject_draft
from ledger.reading.proposals.drafts import ProposalDraft, Scene, SubjectOrigin
from ledger.reading.shapes import Span
from ledger.vocabulary import Kind

_BINDING = frozenset({Kind.AGREED, Kind.UNDERTAKEN})
_WORD_BEFORE = re.compile(r"(?<![\w'-])([^\W\d_][\w'-]{0,29}) $")
_LONGEST_WORD = 30
_MOST_WORDS_BEFORE = 5


def named_subjects(
    scene: Scene, drafts: Sequence[ProposalDraft], named: frozenset[str]
) -> Iterator[ProposalDraft]:
    """Draft the concepts that a sentence names outside its proposals and that are new: ``named`` are not.

    What leads a promise or a list ("On migration, both agreed to…") says what it is about, and is no subject beside it.
    """
    taken = [draft.span for draft in drafts]
    taken += _led(scene, drafts)
    for span, slugs in phrases_of_terms(scene, *scene.span):
        start, end = span
        if slugs <= named or any(left < end and start < right for left, right in taken):
            continue
        if not _is_name(scene.plain[start:end]):
            named |= slugs
            yield subject_draft(scene, span, None, SubjectOrigin.TERM)


def _led(scene: Scene, drafts: Sequence[ProposalDraft]) -> Iterator[Span]:
    """Find what leads the proposals of a sentence."""
    plain, wording = scene.plain, scene.wording
    lead = compiled(rf"(?:{wording.clauses.leads})?{wording.clauses.subject_leads}[^,:]*[,:]").match(
        plain, *scene.span
    )
    ends = [draft.span[0] for draft in drafts if draft.kind in _BINDING]
    if lead and drafts:
        ends.append(lead.end())
    if ends:
        yield scene.span[0], max(ends)


def phrases_of_terms(scene: Scene, start: int, end: int) -> Iterator[tuple[Span, frozenset[str]]]:
    """Find the noun phrases round names of concepts, "A and B" as a single one; what "including" details is left out."""
    terms = terms_in(scene.plain, start, end, scene.wording.code)
    at, n = start, 0
    while n < len(terms):
        first, last = n, n
        while last + 1 < len(terms) and _is_joined(scene, terms[last], terms[last + 1]):
            last += 1
        n = last + 1
        if at > start and _is_detail(scene, at, terms[first].span[0]):
            at = terms[last].span[1]
            continue
        left = _beginning(scene.plain, at, terms[first].span[0], scene.wording)
        at = terms[last].span[1]
        yield (left, at), frozenset(term.slug for term in terms[first : last + 1])


def _is_joined(scene: Scene, term: Term, following: Term) -> bool:
    """Return whether a name goes on the name before it: "migration and (forced) displacement", "rights of women"."""
    joins = compiled(
        rf"""(?x:
        # e.g. and forced · of the
        (?:[ ]|(?-x:{scene.wording.lists.conjunction})|\ {scene.wording.lists.within_name}\ )
        {scene.wording.grammar.the}?(?:[\w'-]{{1,20}}\ )?
        )"""
    )
    return joins.fullmatch(scene.plain, term.span[1], following.span[0]) is not None


def _is_detail(scene: Scene, start: int, end: int) -> bool:
    return (
        compiled(rf"{scene.wording.lists.exemplifies}[^.;:]*").fullmatch(scene.plain, start, end) is not None
    )


def _beginning(plain: str, floor: int, start: int, wording: Wording) -> int:
    """Find where the noun phrase begins whose last noun stands at ``start``: "the root causes of | migration"."""
    begins = start
    of = compiled(rf" {wording.grammar.of}$")
    for _word in range(_MOST_WORDS_BEFORE):
        elided = compiled(rf"{wording.grammar.elided}$").search(plain, max(floor, start - 8), start)
        if elided:
            start = elided.start()
            if compiled(wording.grammar.of).fullmatch(elided[0]) is None:
                begins = start  # its own article, which another preposition or verb stands before
                if of.search(plain, max(floor, start - 5), start) is None:
                    return begins
        found = _WORD_BEFORE.search(plain, max(floor, start - _LONGEST_WORD), start)
        if found is None:
            break
        word = found[1].lower()
        start = found.start()
        if word in wording.lists.loose_prepositions:
            continue
        is_article = compiled(rf"(?:{wording.lists.articles})").fullmatch(word) is not None
        if is_article and of.search(plain, max(floor, start - 5), start):
            continue  # "the protection of the | journalists"
        if _ends_phrase(word, wording) or _is_verb(plain, start, wording):
            break
        begins = start
    article = compiled(rf"\b(?:{wording.lists.articles}) $", re.IGNORECASE).search(
        plain, max(floor, begins - 5), begins
    )
    return article.start() if article else begins


def _ends_phrase(word: str, wording: Wording) -> bool:
    """Return whether a word stands in no noun phrase, or opens it."""
    return (
        compiled(wording.lists.no_noun).match(word) is not None
        or compiled(wording.lists.finite).search(word) is not None
        or word in wording.lists.determiners
        or compiled(wording.lists.prepositions).fullmatch(word) is not None
        or compiled(rf"(?:{wording.lists.verb_form}|{wording.clauses.action})").fullmatch(word) is not None
    )


def _is_verb(plain: str, start: int, wording: Wording) -> bool:
    """Return whether the word that begins here is a verb, by the word before it: "to send", "who attack", "never use"."""
    before = plain[max(0, start - 10) : start]
    return (
        compiled(
            rf"(?:\b{wording.clauses.verb_mark}|{wording.lists.finite}|{wording.clauses.negation}) $"
        ).search(before)
        is not None
    )


def _is_name(words: str) -> bool:
    """Return whether words are a proper name, as of a body or an office: each is capitalised, and not all of it."""
    return not words.isupper() and all(word[0].isupper() for word in words.split() if len(word) > 3)
