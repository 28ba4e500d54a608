"""What the clauses of a sentence propose: subjects discussed, credit, shared views, promises, demands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.reading.clauses import Clause
from ledger.reading.languages import Act, Wording, compiled
from ledger.reading.lists import parts_of
from ledger.reading.parties import Masked
from ledger.reading.phrases import cleaned, is_generic, subject_keys, subjects_of
from ledger.reading.segments import Sentence, trimmed
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal in the plain text, before it is brought back to the kept one."""

    kind: Kind
    span: Span
    sentence: Span
    owed_by: tuple[str, ...]
    confidence: float
    agreed_as: AgreedAs | None = None
    asked_by: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """What a sentence is read with."""

    plain: str
    masked: Masked
    wording: Wording
    sides: tuple[str, ...]
    sentence: Sentence

    @property
    def span(self) -> Span:
        """The sentence's span."""
        return self.sentence.start, self.sentence.end


PROMISES = frozenset({Act.VIEW, Act.PLEDGE, Act.PROMISE, Act.WILL, Act.ANNOUNCED})
SURE, LIKELY, UNSURE, WEAK = 0.9, 0.8, 0.6, 0.4


def drafts_of(scene: Scene, clauses: Sequence[Clause]) -> Iterator[Draft]:
    """What the clauses of one sentence propose, in their order."""
    for n, clause in enumerate(clauses):
        yield from _drafts(scene, clause, clauses[:n])


def _drafts(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[Draft]:
    act = _resolved(scene, clause)
    if act in PROMISES:
        yield from _promised(scene, replace(clause, act=act), earlier)
    elif act is Act.ASKED:
        yield from _asked(scene, clause)
    elif act in {Act.CREDITED, Act.CREDITED_BEFORE, Act.CREDITED_WHOLE}:
        yield from _credited(scene, clause)
    elif act is Act.AREAS:
        yield from _areas(scene, clause, earlier)
    elif act is Act.STANCE:
        yield from _stance(scene, clause)
    elif act is Act.SUBJECTS_BEFORE:
        yield from _discussed_before(scene, clause)
    elif act is Act.TOLD:
        yield from _told(scene, clause)
    else:
        yield from _discussed(scene, *clause.after, clause, SURE)


def _resolved(scene: Scene, clause: Clause) -> Act:
    """The act once it is known who speaks: what both sides stress is a view that they share."""
    is_stance = clause.act is Act.STANCE
    goes_along = compiled(scene.wording.participle).search(scene.plain, *clause.cue) is not None
    if is_stance and clause.actor and clause.actor.is_both and not clause.is_outside and not goes_along:
        return Act.VIEW
    return clause.act


# Subjects


def _discussed(scene: Scene, start: int, end: int, clause: Clause, confidence: float) -> Iterator[Draft]:
    for span in subjects_of(scene.masked, scene.plain, start, end, scene.wording):
        yield _subject(scene, span, clause, confidence)


def _subject(scene: Scene, span: Span, clause: Clause | None, confidence: float) -> Draft:
    actor = clause.actor if clause and not clause.is_outside else None
    return Draft(
        kind=Kind.DISCUSSED,
        span=span,
        sentence=scene.span,
        owed_by=actor.parties if actor and actor.parties else scene.sides,
        confidence=confidence,
        parts=parts_of(scene.plain, *span, scene.wording),
    )


def _told(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """What somebody told, where it names a subject: much is told that is none ("the close ties between…")."""
    for draft in _discussed(scene, *clause.after, clause, LIKELY):
        if subject_keys(scene.plain, *draft.span, scene.wording):
            yield draft


def _discussed_before(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """A passive: what stands before it, or what its generic subject includes after it."""
    start, end = clause.before
    found = list(_discussed(scene, start, end, clause, SURE))
    if not found or is_generic(scene.masked, scene.plain, *found[0].span, scene.wording):
        detail = compiled(rf"\W*(?:(?:by|por) [^,;]{{0,60}})?{scene.wording.exemplifies}").match(
            scene.plain, clause.cue[1], clause.after[1]
        )
        if detail:
            found = list(_discussed(scene, detail.end(), clause.after[1], clause, SURE))
    yield from found


def _areas(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[Draft]:
    """A list of areas inside something else, which has three members at least; not of what is only announced."""
    if any(one.act in {Act.ANNOUNCED, Act.SUBJECTS, Act.TOLD} for one in earlier):
        return
    found = list(_discussed(scene, *clause.after, clause, LIKELY))
    if len(found) > 2:
        yield from found


def _stance(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """What one side stressed: one subject, however many commas its words have."""
    opening = compiled(r"\s*(?:with concern |con preocupación )?(?:that|que) ").match(scene.plain, *clause.after)
    if opening is None:
        yield from _discussed(scene, *clause.after, clause, UNSURE)
        return
    span = cleaned(scene.plain, opening.end(), clause.after[1], scene.wording)
    if span[0] < span[1] and not is_generic(scene.masked, scene.plain, *span, scene.wording):
        yield _subject(scene, span, clause, UNSURE)


# Credit


def _credited(scene: Scene, clause: Clause) -> Iterator[Draft]:
    start, end = _credit_span(scene, clause)
    if start >= end or is_generic(scene.masked, scene.plain, start, end, scene.wording):
        return
    yield Draft(
        kind=Kind.ACKNOWLEDGED,
        span=(start, end),
        sentence=scene.span,
        owed_by=_whose(scene, clause, start, end),
        confidence=LIKELY,
    )


def _credit_span(scene: Scene, clause: Clause) -> Span:
    plain, wording = scene.plain, scene.wording
    if clause.act is Act.CREDITED_WHOLE:
        return cleaned(plain, clause.start, clause.after[1], wording)
    if clause.act is Act.CREDITED:
        return cleaned(plain, *clause.after, wording)
    detail = compiled(rf"{wording.exemplifies}").match(plain, clause.cue[1], clause.after[1])
    return cleaned(plain, *((detail.end(), clause.after[1]) if detail else clause.before), wording)


def _whose(scene: Scene, clause: Clause, start: int, end: int) -> tuple[str, ...]:
    """Whose progress: the party named in the words, or the one that is not speaking."""
    named = scene.masked.codes(start, end) or scene.masked.codes(clause.start, clause.cue[0])
    speaker = clause.actor.parties if clause.actor else ()
    others = tuple(code for code in named if code not in speaker or clause.act is not Act.CREDITED)
    if others:
        return others[:1]
    return tuple(code for code in scene.sides if code not in speaker) if len(speaker) == 1 else scene.sides


# Promises


def _promised(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[Draft]:
    if clause.is_outside or not _may_bind(scene, clause):
        yield from _only_told(scene, clause)
        return
    if _repeats(scene, clause, earlier) or _opens_another(scene, clause):
        return
    for span in _promise_spans(scene, clause, earlier):
        kind, agreed_as = _binding(scene, clause.act, span)
        yield Draft(
            kind=kind,
            agreed_as=agreed_as,
            span=span,
            sentence=scene.span,
            owed_by=_owed_by(scene, clause),
            confidence=LIKELY if clause.actor else UNSURE,
        )


def _may_bind(scene: Scene, clause: Clause) -> bool:
    """Whether a party speaks, or nobody is named and the words need nobody."""
    if clause.actor is not None:
        return bool(clause.actor.parties or clause.actor.is_both)
    return clause.act is Act.PLEDGE or compiled(scene.wording.impersonal).match(scene.plain, clause.cue[0]) is not None


def _owed_by(scene: Scene, clause: Clause) -> tuple[str, ...]:
    return clause.actor.parties if clause.actor and clause.actor.parties else scene.sides


def _only_told(scene: Scene, clause: Clause) -> Iterator[Draft]:
    """What others promised, or another meeting, is a subject at most, and only where it names one."""
    if subject_keys(scene.plain, *clause.after, scene.wording):
        yield from _discussed(scene, *clause.after, clause, WEAK)


def _repeats(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> bool:
    """Whether a pledge only goes on the one before it: "their commitment to… and their readiness to…"."""
    before = next((one for one in reversed(earlier) if one.act is not Act.AREAS), None)
    if before is None or clause.act is not Act.PLEDGE:
        return False
    own = clause.actor is not None and before.cue[1] <= clause.actor.span[0]
    return before.act in {Act.PLEDGE, Act.PROMISE, Act.VIEW} and not own


def _opens_another(scene: Scene, clause: Clause) -> bool:
    """Whether the words after it are another clause of its own ("agreed that both will…", "reaffirmed their commitment")."""
    words = scene.plain[clause.after[0] : clause.after[1]].strip(" ,").lower()
    return words in {"", "that", "que", "to", "a", "en", "their", "its"}


def _promise_spans(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[Span]:
    """The words of a promise, from who makes it on; two promises by one verb ("to… and to…") are two."""
    start = clause.cue[0] if clause.act is Act.PLEDGE else clause.start
    if earlier and _opens_another(scene, earlier[-1]):
        start = earlier[-1].start
    end = clause.after[1]
    while end > start and scene.plain[end - 1] in " ,;.…–":
        end -= 1
    if clause.act is not Act.PROMISE:
        yield trimmed(scene.plain, start, end)
        return
    for found in compiled(r",? (?:and|y) (?:to|a) (?=\w+)").finditer(scene.plain, clause.after[0], end):
        yield trimmed(scene.plain, start, found.start())
        start = found.end()
    yield trimmed(scene.plain, start, end)


def _binding(scene: Scene, act: Act, span: Span) -> tuple[Kind, AgreedAs | None]:
    """How much the words bind."""
    if act is Act.VIEW:
        return Kind.AGREED, AgreedAs.SHARED_VIEW
    if act is Act.ANNOUNCED:
        return Kind.UNDERTAKEN, None
    concrete = compiled(scene.wording.concrete, re.IGNORECASE).search(scene.plain, *span)
    if act is not Act.PLEDGE and concrete:
        return Kind.UNDERTAKEN, None
    return Kind.AGREED, AgreedAs.GENERAL_PLEDGE


# Demands


def _asked(scene: Scene, clause: Clause) -> Iterator[Draft]:
    if clause.is_outside or clause.actor is None:
        yield from _only_told(scene, clause)
        return
    speakers = clause.actor.parties
    start, end = clause.start, clause.after[1]
    while end > start and scene.plain[end - 1] in " ,;.…–":
        end -= 1
    yield Draft(
        kind=Kind.ASKED,
        span=trimmed(scene.plain, start, end),
        sentence=scene.span,
        owed_by=_asked_of(scene, clause, speakers),
        asked_by=speakers,
        confidence=LIKELY,
    )


def _asked_of(scene: Scene, clause: Clause, speakers: tuple[str, ...]) -> tuple[str, ...]:
    named = scene.masked.codes(clause.cue[1], clause.cue[1] + 70)
    others = tuple(code for code in named if code not in speakers)
    if others:
        return others[:1]
    return tuple(code for code in scene.sides if code not in speakers) if len(speakers) == 1 else ()


# What a promise or an unknown verb says of subjects


def derived_subjects(scene: Scene, drafts: Iterable[Draft], covered: frozenset[str]) -> Iterator[Draft]:
    """A subject that a promise names and that was not told of before: short words whole, else the phrase around it."""
    for draft in drafts:
        if draft.kind not in {Kind.AGREED, Kind.UNDERTAKEN}:
            continue
        span = _object_span(scene, draft)
        keys = subject_keys(scene.plain, *span, scene.wording)
        if keys <= covered:
            continue
        if len(scene.plain[slice(*span)].split()) > _SHORT:
            span = next(_phrases(scene, *scene.span, covered), span)
        yield _subject(scene, cleaned(scene.plain, *span, scene.wording), None, WEAK)
        covered |= keys


_SHORT = 16


def _object_span(scene: Scene, draft: Draft) -> Span:
    """The words of a promise after the cue."""
    cue = next(compiled(r"\b(?:to|that|will|on|de|que|a|en|con)\b").finditer(scene.plain, *draft.span), None)
    return trimmed(scene.plain, cue.end() if cue else draft.span[0], draft.span[1])


def told_otherwise(scene: Scene, covered: frozenset[str]) -> Iterator[Draft]:
    """The subjects of a sentence without any cue: phrases that name one not told of before."""
    for span in _phrases(scene, *scene.span, covered):
        yield _subject(scene, span, None, WEAK)


def _phrases(scene: Scene, start: int, end: int, covered: frozenset[str]) -> Iterator[Span]:
    for left, right in _stretches(scene, start, end):
        span = cleaned(scene.plain, left, right, scene.wording)
        keys = subject_keys(scene.plain, *span, scene.wording)
        if not keys <= covered and not is_generic(scene.masked, scene.plain, *span, scene.wording):
            covered |= keys
            yield span


def _stretches(scene: Scene, start: int, end: int) -> Iterator[Span]:
    at = start
    for stop in compiled(rf"[,;:()–]|{scene.wording.phrase_breaks}", re.IGNORECASE).finditer(scene.plain, start, end):
        yield trimmed(scene.plain, at, stop.start())
        at = stop.end()
    yield trimmed(scene.plain, at, end)
