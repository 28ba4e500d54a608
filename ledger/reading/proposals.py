"""What the clauses of a sentence propose: subjects discussed, credit, shared views, promises, demands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ledger.reading.clauses import Clause
from ledger.reading.languages import CueAct, Wording, compiled
from ledger.reading.lists import parts_of
from ledger.reading.parties import Masked
from ledger.reading.phrases import cleaned, is_generic, subject_keys, subjects_of
from ledger.reading.segments import Sentence, trimmed
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal in the plain text, before it is brought back to the kept one."""

    kind: Kind
    span: Span
    sentence: Span
    owed_by: tuple[str, ...]
    confidence: float
    agreed_as: AgreedAs | None = None
    asked_by: tuple[str, ...] = ()
    parts: tuple[Span, ...] = ()
    object_at: int = 0
    """Where the words after the verb begin, of a promise."""


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


PROMISES = frozenset({CueAct.VIEW, CueAct.PLEDGE, CueAct.PROMISE, CueAct.WILL, CueAct.ANNOUNCED})
SURE, LIKELY, UNSURE, WEAK = 0.9, 0.8, 0.6, 0.4


def drafts_of(scene: Scene, clauses: Sequence[Clause]) -> Iterator[ProposalDraft]:
    """What the clauses of one sentence propose, in their order."""
    for n, clause in enumerate(clauses):
        yield from _drafts(scene, clause, clauses[:n])


def _drafts(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    act = _resolved(scene, clause)
    if act in PROMISES:
        yield from _promised(scene, replace(clause, act=act), earlier)
    elif act is CueAct.ASKED:
        yield from _asked(scene, clause)
    elif act in {CueAct.CREDITED, CueAct.CREDITED_BEFORE, CueAct.CREDITED_WHOLE}:
        yield from _credited(scene, clause)
    elif act is CueAct.AREAS:
        yield from _areas(scene, clause, earlier)
    elif act is CueAct.STANCE:
        yield from _stance(scene, clause)
    elif act is CueAct.SUBJECTS_BEFORE:
        yield from _discussed_before(scene, clause)
    elif act is CueAct.TOLD:
        yield from _told(scene, clause)
    elif act is CueAct.SHOWN:
        yield from _discussed(scene, *clause.after, clause, LIKELY)
    elif scene.plain[slice(*clause.cue)].endswith(("from", "desde")):
        yield from _ranged(scene, clause)
    else:
        yield from _discussed(scene, *clause.after, clause, SURE)


def _resolved(scene: Scene, clause: Clause) -> CueAct:
    """The act once it is known who speaks: what both sides stress is a view that they share."""
    is_stance = clause.act is CueAct.STANCE
    goes_along = compiled(scene.wording.participle).search(scene.plain, *clause.cue) is not None
    if is_stance and clause.actor and clause.actor.is_both and not clause.is_outside and not goes_along:
        return CueAct.VIEW
    return clause.act


# Subjects


def _discussed(
    scene: Scene, start: int, end: int, clause: Clause, confidence: float
) -> Iterator[ProposalDraft]:
    for span in subjects_of(scene.masked, scene.plain, start, end, scene.wording):
        yield _subject(scene, span, clause, confidence)


def _subject(scene: Scene, span: Span, clause: Clause | None, confidence: float) -> ProposalDraft:
    actor = clause.actor if clause and not clause.is_outside else None
    return ProposalDraft(
        kind=Kind.DISCUSSED,
        span=span,
        sentence=scene.span,
        owed_by=actor.parties if actor and actor.parties else scene.sides,
        confidence=confidence,
        parts=_parts(scene, span),
    )


def _ranged(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """ "From A to B": both ends, and what stands between them."""
    start, end = clause.after
    for found in compiled(r"(?:,? (?:to|through|and|over) |,? hasta )").finditer(scene.plain, start, end):
        yield from _discussed(scene, start, found.start(), clause, SURE)
        start = found.end()
    yield from _discussed(scene, start, end, clause, SURE)


def _parts(scene: Scene, span: Span) -> tuple[Span, ...]:
    """The other reading of "A and B", where each names a subject."""
    parts = parts_of(scene.plain, *span, scene.wording)
    generic = any(is_generic(scene.masked, scene.plain, *part, scene.wording) for part in parts)
    return () if generic else parts


def _told(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """What somebody told, where it names a subject or a third country: much is told that is neither."""
    if clause.is_outside:
        return
    for draft in _discussed(scene, *clause.after, clause, LIKELY):
        abroad = set(scene.masked.codes(*draft.span)) - set(scene.sides)
        if abroad or subject_keys(scene.plain, *draft.span, scene.wording):
            yield draft


def _discussed_before(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """A passive: what stands before it, or what its generic subject includes after it."""
    start, end = clause.before
    opening = compiled(r"[^,;:]{1,80}, ").match(scene.plain, start, end)
    if opening and is_generic(scene.masked, scene.plain, *opening.span(), scene.wording):
        start = opening.end()  # "In the multilateral sphere, …"
    if compiled(scene.wording.relative).search(scene.plain, start, end):
        return
    if start >= end:
        start, end = clause.after  # the verb stands first: "Fue objeto de debate la ley"
    found = list(_discussed(scene, start, end, clause, SURE))
    if not found or is_generic(scene.masked, scene.plain, *found[0].span, scene.wording):
        detail = compiled(rf"\W*(?:(?:by|por) [^,;]{{0,60}})?{scene.wording.exemplifies}").match(
            scene.plain, clause.cue[1], clause.after[1]
        )
        if detail:
            found = list(_discussed(scene, detail.end(), clause.after[1], clause, SURE))
    yield from found


def _areas(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    """A list of areas inside something else, which has three members at least; not of what is only announced."""
    if any(one.act in {CueAct.ANNOUNCED, CueAct.SUBJECTS, CueAct.TOLD, CueAct.SHOWN} for one in earlier):
        return
    found = list(_discussed(scene, *clause.after, clause, LIKELY))
    if len(found) > 2:
        yield from found


def _stance(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """What one side stressed: one subject, however many commas its words have."""
    opening = compiled(r"\s*(?:with concern |con preocupación )?(?:that|que) ").match(
        scene.plain, *clause.after
    )
    if opening is None:
        yield from _discussed(scene, *clause.after, clause, UNSURE)
        return
    span = cleaned(scene.plain, opening.end(), clause.after[1], scene.wording)
    if span[0] < span[1] and subject_keys(scene.plain, *span, scene.wording):
        yield _subject(scene, span, clause, UNSURE)


# Credit


def _credited(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    start, end = _credit_span(scene, clause)
    if compiled(scene.wording.apart).search(scene.plain, start, end):
        return
    if start >= end or is_generic(scene.masked, scene.plain, start, end, scene.wording):
        return
    yield ProposalDraft(
        kind=Kind.ACKNOWLEDGED,
        span=(start, end),
        sentence=scene.span,
        owed_by=_whose(scene, clause, start, end),
        confidence=LIKELY,
    )


def _credit_span(scene: Scene, clause: Clause) -> Span:
    plain, wording = scene.plain, scene.wording
    if clause.act is CueAct.CREDITED_WHOLE:
        return cleaned(plain, clause.start, clause.after[1], wording)
    if clause.act is CueAct.CREDITED:
        return cleaned(plain, *clause.after, wording)
    detail = compiled(rf"{wording.exemplifies}").match(plain, clause.cue[1], clause.after[1])
    return cleaned(plain, *((detail.end(), clause.after[1]) if detail else clause.before), wording)


def _whose(scene: Scene, clause: Clause, start: int, end: int) -> tuple[str, ...]:
    """Whose progress: the party named in the words, or the one that is not speaking."""
    named = scene.masked.codes(start, end) or scene.masked.codes(clause.start, clause.cue[0])
    speaker = clause.actor.parties if clause.actor else ()
    others = tuple(code for code in named if code not in speaker or clause.act is not CueAct.CREDITED)
    if others:
        return others[:1]
    return tuple(code for code in scene.sides if code not in speaker) if len(speaker) == 1 else scene.sides


# Promises


def _promised(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    if clause.is_outside or not _may_bind(scene, clause) or _is_denied(scene, clause):
        yield from _only_told(scene, clause)
        return
    if _opens_another(scene, clause):
        return
    for span, object_at in _promise_spans(scene, clause, earlier):
        kind, agreed_as = _binding(scene, clause.act, span)
        yield ProposalDraft(
            kind=kind,
            agreed_as=agreed_as,
            span=span,
            sentence=scene.span,
            owed_by=_owed_by(scene, clause),
            confidence=LIKELY if clause.actor else UNSURE,
            object_at=object_at,
        )


def _may_bind(scene: Scene, clause: Clause) -> bool:
    """Whether a party speaks, or nobody is named and the words need nobody."""
    if clause.actor is not None:
        return bool(clause.actor.parties or clause.actor.is_both)
    return (
        clause.act is CueAct.PLEDGE
        or compiled(scene.wording.impersonal).match(scene.plain, clause.cue[0]) is not None
    )


def _is_denied(scene: Scene, clause: Clause) -> bool:
    """Whether a "not" stands by the verb ("will not ratify", "no ratificará")."""
    start, end = clause.cue
    return (
        compiled(scene.wording.negation).search(scene.plain, max(clause.start, start - 8), end + 6)
        is not None
    )


def _owed_by(scene: Scene, clause: Clause) -> tuple[str, ...]:
    return clause.actor.parties if clause.actor and clause.actor.parties else scene.sides


def _only_told(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """What others promised, or another meeting, is a subject at most, and only where it names one."""
    if subject_keys(scene.plain, *clause.after, scene.wording):
        yield from _discussed(scene, *clause.after, clause, WEAK)


def _opens_another(scene: Scene, clause: Clause) -> bool:
    """Whether the words after it are another clause of its own ("agreed that both will…", "reaffirmed their commitment")."""
    words = scene.plain[clause.after[0] : clause.after[1]].strip(" ,:").lower()
    return words in {"", "that", "que", "to", "a", "en", "their", "its"}


def _promise_spans(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[tuple[Span, int]]:
    """The words of a promise, from who makes it on, and where its object begins; two by one verb ("to… and to…") are two."""
    start = clause.start if clause.act is not CueAct.PLEDGE or _is_beside(scene, clause) else clause.cue[0]
    if earlier and _opens_another(scene, earlier[-1]):
        start = earlier[-1].start
    object_at, end = clause.after
    if clause.act in {CueAct.PROMISE, CueAct.WILL}:
        for found in _another(scene, clause).finditer(scene.plain, object_at, end):
            yield _without_join(scene, start, found.start()), object_at
            start = object_at = found.end()
    yield _without_join(scene, start, end), object_at


_REPEATED_TO = re.compile(r",? (?:and|y) (?:to|a) (?=\w)")
_NOTHING = re.compile(r"(?!)")


def _another(scene: Scene, clause: Clause) -> re.Pattern[str]:
    """What joins a second promise to one verb: a repeated "to", or "and" between two verbs of concrete actions."""
    action = scene.wording.action
    repeats = clause.act is CueAct.PROMISE
    if compiled(rf"\s*(?:en |a |to )?{action}\b").match(scene.plain, *clause.after):
        joined = rf",? (?:and|y|e) (?={action}\b)"
        return compiled(rf"{_REPEATED_TO.pattern}|{joined}") if repeats else compiled(joined)
    return _REPEATED_TO if repeats else _NOTHING


def _is_beside(scene: Scene, clause: Clause) -> bool:
    """Whether who speaks stands right before the cue, so that a pledge reads as a clause ("Both remain committed to")."""
    actor = clause.actor
    begins_anew = compiled(r"(?:and|y) ").match(scene.plain, clause.cue[0]) is not None
    if begins_anew:
        return False
    return (
        actor is not None
        and actor.span[0] == clause.start
        and not scene.plain[actor.span[1] : clause.cue[0]].strip()
    )


def _without_join(scene: Scene, start: int, end: int) -> Span:
    start, end = trimmed(scene.plain, start, end)
    join = compiled(r"(?:[,;–] ?)?(?:(?:and|y|e|while|mientras(?: que)?) )?").match(scene.plain, start, end)
    start = join.end() if join else start
    hanging = compiled(r"(?:[\s,;.…–]|\b(?:and|y|e|while|but|pero)){1,20}$").search(
        scene.plain, max(start, end - 20), end
    )
    return trimmed(scene.plain, start, hanging.start() if hanging else end)


def _binding(scene: Scene, act: CueAct, span: Span) -> tuple[Kind, AgreedAs | None]:
    """How much the words bind."""
    if act is CueAct.VIEW:
        return Kind.AGREED, AgreedAs.SHARED_VIEW
    if act is CueAct.ANNOUNCED:
        return Kind.UNDERTAKEN, None
    concrete = compiled(scene.wording.concrete, re.IGNORECASE).search(scene.plain, *span)
    if act is not CueAct.PLEDGE and concrete:
        return Kind.UNDERTAKEN, None
    return Kind.AGREED, AgreedAs.GENERAL_PLEDGE


# Demands


def _asked(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    if clause.is_outside or clause.actor is None:
        return
    speakers = clause.actor.parties
    yield ProposalDraft(
        kind=Kind.ASKED,
        span=_without_join(scene, clause.start, clause.after[1]),
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


def derived_subjects(
    scene: Scene, drafts: Iterable[ProposalDraft], covered: frozenset[str]
) -> Iterator[ProposalDraft]:
    """A subject that a promise names and that was not told of before: short words whole, else the phrase around it."""
    for draft in drafts:
        if draft.kind not in {Kind.AGREED, Kind.UNDERTAKEN}:
            continue
        span = trimmed(scene.plain, draft.object_at, draft.span[1])
        keys = subject_keys(scene.plain, *span, scene.wording)
        if keys <= covered:
            continue
        if len(scene.plain[slice(*span)].split()) > _SHORT:
            span = next(_phrases(scene, *scene.span, covered), span)
        yield _subject(scene, cleaned(scene.plain, *span, scene.wording), None, WEAK)
        covered |= keys


_SHORT = 16


def told_otherwise(scene: Scene, covered: frozenset[str]) -> Iterator[ProposalDraft]:
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
    for stop in compiled(rf"[,;:()–]|{scene.wording.phrase_breaks}", re.IGNORECASE).finditer(
        scene.plain, start, end
    ):
        yield trimmed(scene.plain, at, stop.start())
        at = stop.end()
    yield trimmed(scene.plain, at, end)
