"""Subjects that no cue announces: those that a promise names, and those of a sentence without any cue."""

import re
from collections.abc import Iterable, Iterator

from ledger.reading.languages import compiled
from ledger.reading.phrases import cleaned, is_generic, subject_keys
from ledger.reading.proposals.discussed import subject_draft
from ledger.reading.proposals.drafts import ProposalDraft, Scene, SubjectOrigin
from ledger.reading.proposals.vocabulary import phrases_of_terms
from ledger.reading.segments import Shape, trimmed
from ledger.reading.shapes import Span
from ledger.vocabulary import Kind

_SHORT_WORDS = 16


def derived_subjects(
    scene: Scene, drafts: Iterable[ProposalDraft], covered: frozenset[str]
) -> Iterator[ProposalDraft]:
    """Draft a subject that a promise names and that is new: short words whole, else the phrase around it."""
    for draft in drafts:
        if draft.kind not in {Kind.AGREED, Kind.UNDERTAKEN}:
            continue
        span = trimmed(scene.plain, draft.object_at, draft.span[1])
        keys = subject_keys(scene.plain, *span, scene.wording)
        if keys <= covered:
            continue
        if found := [phrase for phrase, _slugs in phrases_of_terms(scene, *span)]:
            yield from (subject_draft(scene, phrase, None, SubjectOrigin.DRAWN) for phrase in found)
            covered |= keys
            continue
        if len(scene.plain[slice(*span)].split()) > _SHORT_WORDS:
            span = next(_phrases(scene, *scene.span, covered), span)
        yield subject_draft(scene, cleaned(scene.plain, *span, scene.wording), None, SubjectOrigin.DRAWN)
        covered |= keys


def told_otherwise(scene: Scene, covered: frozenset[str]) -> Iterator[ProposalDraft]:
    """Draft the subjects of a sentence without any cue: noun phrases round names of the vocabulary, if new.

    A short line of a list that is a noun phrase itself ("Pillar 3: Migration and refuge") is a subject whole.
    """
    phrases = [span for span, _slugs in phrases_of_terms(scene, *scene.span)]
    if phrases and _is_phrase(scene):
        phrases = [cleaned(scene.plain, *scene.span, scene.wording)]
    for span in phrases:
        keys = subject_keys(scene.plain, *span, scene.wording)
        if (not keys or not keys <= covered) and not is_generic(
            scene.masked, scene.plain, *span, scene.wording
        ):
            covered |= keys
            yield subject_draft(scene, span, None, SubjectOrigin.UNCUED)


_MOST_WORDS_OF_PHRASE = 9


def _is_phrase(scene: Scene) -> bool:
    """Return whether a line of a list is a single noun phrase."""
    words = scene.plain[slice(*scene.span)]
    return (
        scene.sentence.shape in {Shape.BULLET, Shape.NUMBERED}
        and len(words.split()) <= _MOST_WORDS_OF_PHRASE
        and compiled(scene.wording.lists.finite).search(words) is None
    )


def _phrases(scene: Scene, start: int, end: int, covered: frozenset[str]) -> Iterator[Span]:
    for left, right in _stretches(scene, start, end):
        span = cleaned(scene.plain, left, right, scene.wording)
        keys = subject_keys(scene.plain, *span, scene.wording)
        if not keys <= covered and not is_generic(scene.masked, scene.plain, *span, scene.wording):
            covered |= keys
            yield span


def _stretches(scene: Scene, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in compiled(rf"[,;:()–]|{scene.wording.lists.phrase_breaks}", re.IGNORECASE).finditer(
        scene.plain, start, end
    ):
        yield trimmed(scene.plain, at, stop.start())
        at = stop.end()
    yield trimmed(scene.plain, at, end)
