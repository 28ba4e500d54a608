"""Weigh whether a phrase names a subject that was discussed: features that a person can read, and their weights.

A phrase has a feature or has it not. The confidence of a subject is the logistic function of the sum of its features'
weights (logistic regression); ``weights`` holds them, and ``tests/reading/fit.py`` fits them and shows how well they do
on dialogues that they were not fitted to.
"""

import math
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ledger.reading.clauses import Clause
from ledger.reading.concepts import terms_in
from ledger.reading.languages import LOWER, UPPER, CueAct, compiled
from ledger.reading.phrases import subject_keys
from ledger.reading.proposals import PROMISES, ProposalDraft, Scene, SubjectOrigin
from ledger.reading.segments import Shape
from ledger.reading.shapes import Span
from ledger.reading.weights import WEIGHTS
from ledger.vocabulary import Kind

LEAST_CONFIDENCE = 0.2
"""Below this a phrase is no proposal at all."""

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_FIGURE = re.compile(r"[$€£]|\d{2}")
_NAMED = re.compile(rf"(?<=\w )[{UPPER}][{LOWER}]")
_LENGTHS = ((1, "one word"), (3, "two or three words"), (6, "four to six words"), (10, "seven to ten words"))
_BINDING = frozenset({Kind.AGREED, Kind.UNDERTAKEN})
_DISCUSSING = frozenset({CueAct.SUBJECTS, CueAct.SUBJECTS_BEFORE, CueAct.AREAS})
_TELLING = _DISCUSSING | {CueAct.TOLD, CueAct.SHOWN, CueAct.STANCE}
_STRONG = frozenset(
    {
        SubjectOrigin.SUBJECTS,
        SubjectOrigin.SUBJECTS_BEFORE,
        SubjectOrigin.AREAS,
        SubjectOrigin.SHOWN,
        SubjectOrigin.LISTED,
    }
)


@dataclass(slots=True)
class NamedConcepts:
    """What a text has named so far: the concepts of its surest subjects, and of all."""

    surely: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()


def weighed(
    scene: Scene, clauses: Sequence[Clause], drafts: Sequence[ProposalDraft], named: NamedConcepts
) -> list[ProposalDraft]:
    """Give the subjects of a sentence their features and confidence; drop what is no subject."""
    found: list[ProposalDraft] = []
    of_sentence = frozenset(_features_of_sentence(scene, clauses, drafts))
    for draft in drafts:
        if draft.kind is Kind.DISCUSSED:
            features = of_sentence.union(_features(scene, draft, drafts, clauses, named))
            draft = replace(draft, features=features, confidence=confidence_of(features))
            slugs = concepts_of(scene, draft.span)
            named.ever |= slugs
            if draft.origin in _STRONG:
                named.surely |= slugs
        found.append(draft)
    return found


def confidence_of(features: Iterable[str], weights: dict[str, float] = WEIGHTS) -> float:
    """Return how likely a phrase with these features names a subject, from 0 to 1."""
    total = weights.get("always", 0.0) + sum(weights.get(feature, 0.0) for feature in features)
    return round(1 / (1 + math.exp(-total)), 2)


def concepts_of(scene: Scene, span: Span) -> frozenset[str]:
    """Return the concepts that a stretch names."""
    return frozenset(term.slug for term in terms_in(scene.plain, *span, scene.wording.code))


def _features_of_sentence(
    scene: Scene, clauses: Sequence[Clause], drafts: Sequence[ProposalDraft]
) -> Iterable[str]:
    acts = {clause.act for clause in clauses}
    said = scene.plain, *scene.span
    has_actor = any(clause.actor for clause in clauses)
    features = {
        "sentence tells what was discussed": bool(acts & _DISCUSSING),
        "sentence binds": bool(acts & PROMISES),
        "sentence has no cue": not clauses,
        "sentence tells of the meeting": compiled(rf"\b{scene.wording.rounds.held}\b").search(*said)
        is not None,
        "sentence names no party": not has_actor and not scene.masked.codes(*scene.span),
        "sentence names others than the parties": not has_actor
        and compiled(rf"\b{scene.wording.speakers.outsider}\b").search(*said) is not None,
        "others speak in the sentence": any(clause.is_outside for clause in clauses),
        "sentence has no end": _has_no_end(scene),
        "before any party is named": not scene.masked.starts or scene.masked.starts[0] >= scene.sentence.end,
        "three or more subjects": sum(map(_is_cued, drafts)) > 2,
    }
    return [name for name, is_so in features.items() if is_so]


def _has_no_end(scene: Scene) -> bool:
    """Return whether a sentence of running text breaks off, as what stands round an article on its page does."""
    is_text = scene.sentence.shape is Shape.TEXT
    return is_text and scene.plain[scene.sentence.end - 1] not in ".;:,!?…"


def _is_cued(draft: ProposalDraft) -> bool:
    return draft.kind is Kind.DISCUSSED and draft.origin is not SubjectOrigin.TERM


def _place(draft: ProposalDraft, clauses: Sequence[Clause]) -> str:
    """Say where a name of the vocabulary stands."""
    if not clauses:
        return "in a sentence without a cue"
    governed = any(
        clause.act in _TELLING and clause.cue[1] <= draft.span[0] < clause.after[1] for clause in clauses
    )
    return "behind a verb of telling" if governed else "elsewhere"


def _features(
    scene: Scene,
    draft: ProposalDraft,
    drafts: Sequence[ProposalDraft],
    clauses: Sequence[Clause],
    named: NamedConcepts,
) -> Iterable[str]:
    start, end = draft.span
    yield f"by {draft.origin.value}"
    if draft.origin is SubjectOrigin.TERM:
        yield f"by the vocabulary alone, {_place(draft, clauses)}"
    words = [word.lower() for word in _WORD.findall(scene.plain[start:end])]
    terms = terms_in(scene.plain, start, end, scene.wording.code)
    yield from _of_vocabulary(scene, draft, words, sum(term.span[1] - term.span[0] for term in terms))
    yield from _of_grammar(scene, draft)
    yield from _of_length(len(words))
    if slugs := {term.slug for term in terms}:
        yield from _of_repetition(slugs, named)
    within = {other.kind for other in drafts if _within(draft.span, other.span)}
    if within & _BINDING:
        yield "within words that bind"
    if Kind.ACKNOWLEDGED in within:
        yield "within words of credit"


def _of_repetition(slugs: AbstractSet[str], named: NamedConcepts) -> Iterable[str]:
    if slugs <= named.surely:
        yield "named before"
    elif slugs <= named.ever:
        yield "perhaps named before"


def _of_vocabulary(scene: Scene, draft: ProposalDraft, words: Sequence[str], covered: int) -> Iterable[str]:
    said = sum(len(word) + 1 for word in words if word not in scene.wording.words.stop_words)
    if covered:
        yield "in the vocabulary"
    if covered and covered >= 0.6 * said:
        yield "a name of the vocabulary"
    if subject_keys(scene.plain, *draft.span, scene.wording):
        yield "names subjects"


def _of_grammar(scene: Scene, draft: ProposalDraft) -> Iterable[str]:
    plain, wording, (start, end) = scene.plain, scene.wording, draft.span
    if compiled(wording.lists.no_noun).match(plain, start, end):
        yield "begins as no noun"
    detail = compiled(wording.lists.exemplifies).search(plain, start, end)
    if compiled(wording.lists.finite).search(plain, start, detail.start() if detail else end):
        yield "holds a verb"
    if _FIGURE.search(plain, start, end):
        yield "holds a figure"
    if _NAMED.search(plain, start, end):
        yield "holds a proper name"


def _of_length(words: int) -> Iterable[str]:
    yield next((name for most, name in _LENGTHS if words <= most), "more than ten words")
    if words > 16:
        yield "more than sixteen words"


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def likely_enough(drafts: Iterable[ProposalDraft]) -> list[ProposalDraft]:
    """Drop what is hardly a proposal."""
    return [draft for draft in drafts if draft.confidence >= LEAST_CONFIDENCE]
