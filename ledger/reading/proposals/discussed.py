"""Subjects that a clause says were discussed."""

from collections.abc import Iterator, Sequence

from ledger.reading.clauses import Clause
from ledger.reading.languages import CueAct, compiled
from ledger.reading.lists import parts_of
from ledger.reading.phrases import cleaned, is_generic, subject_keys, subjects_of
from ledger.reading.proposals.drafts import UNSURE, ProposalDraft, Scene, SubjectOrigin
from ledger.reading.shapes import Span
from ledger.vocabulary import Kind

_ORIGINS = {
    CueAct.SUBJECTS: SubjectOrigin.SUBJECTS,
    CueAct.SUBJECTS_BEFORE: SubjectOrigin.SUBJECTS_BEFORE,
    CueAct.AREAS: SubjectOrigin.AREAS,
    CueAct.SHOWN: SubjectOrigin.SHOWN,
    CueAct.TOLD: SubjectOrigin.TOLD,
    CueAct.STANCE: SubjectOrigin.STANCE,
}


def discussed(scene: Scene, start: int, end: int, clause: Clause) -> Iterator[ProposalDraft]:
    origin = _ORIGINS.get(clause.act, SubjectOrigin.PROMISED)
    for span in subjects_of(scene.masked, scene.plain, start, end, scene.wording):
        yield subject_draft(scene, span, clause, origin)


def subject_draft(scene: Scene, span: Span, clause: Clause | None, origin: SubjectOrigin) -> ProposalDraft:
    actor = clause.actor if clause and not clause.is_outside else None
    return ProposalDraft(
        kind=Kind.DISCUSSED,
        span=span,
        sentence=scene.span,
        owed_by=actor.parties if actor and actor.parties else scene.sides,
        confidence=UNSURE,
        origin=origin,
        parts=_parts(scene, span),
    )


def _parts(scene: Scene, span: Span) -> tuple[Span, ...]:
    """Return the other reading of "A and B", where each names a subject."""
    parts = parts_of(scene.plain, *span, scene.wording)
    generic = any(is_generic(scene.masked, scene.plain, *part, scene.wording) for part in parts)
    return () if generic else parts


def ranged(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft the subjects of "From A to B": both ends, and what stands between them."""
    start, end = clause.after
    for found in compiled(scene.wording.clauses.range_to).finditer(scene.plain, start, end):
        yield from discussed(scene, start, found.start(), clause)
        start = found.end()
    yield from discussed(scene, start, end, clause)


def told(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft what was told where it names a subject or a third country: much is told that is neither."""
    if clause.is_outside:
        return
    for draft in discussed(scene, *clause.after, clause):
        abroad = set(scene.masked.codes(*draft.span)) - set(scene.sides)
        if abroad or subject_keys(scene.plain, *draft.span, scene.wording):
            yield draft


def discussed_before(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft the subjects of a passive: what stands before it, or what its generic subject includes after it."""
    start, end = clause.before
    opening = compiled(r"[^,;:]{1,80}, ").match(scene.plain, start, end)
    if opening and is_generic(scene.masked, scene.plain, *opening.span(), scene.wording):
        start = opening.end()  # "In the multilateral sphere, …"
    start = _without_manner(scene, start, end)
    if compiled(scene.wording.clauses.relative).search(scene.plain, start, end):
        return
    if start >= end:
        start, end = clause.after  # the verb stands first: "Fue objeto de debate la ley"
    found = list(discussed(scene, start, end, clause))
    if not found or is_generic(scene.masked, scene.plain, *found[0].span, scene.wording):
        detail = compiled(
            rf"\W*(?:{scene.wording.grammar.by} [^,;]{{0,60}})?{scene.wording.lists.exemplifies}"
        ).match(scene.plain, clause.cue[1], clause.after[1])
        if detail:
            found = list(discussed(scene, detail.end(), clause.after[1], clause))
    yield from found


def _without_manner(scene: Scene, start: int, end: int) -> int:
    """Return where the subject of a passive begins behind how or where it met: "In an open, frank exchange, …"."""
    manner = compiled(rf"{scene.wording.clauses.manner} ").match(scene.plain, start, end)
    return manner.end() if manner and manner.end() < end else start


def areas(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    """Draft a list of at least three areas inside something else; not of what is only announced."""
    if any(
        before.act in {CueAct.ANNOUNCED, CueAct.SUBJECTS, CueAct.TOLD, CueAct.SHOWN} for before in earlier
    ):
        return
    found = list(discussed(scene, *clause.after, clause))
    if len(found) > 2:
        yield from found


def stance(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft what a side stressed as a single subject, however many commas its words have."""
    opening = compiled(rf"\s*{scene.wording.clauses.with_concern}?{scene.wording.grammar.that}").match(
        scene.plain, *clause.after
    )
    if opening is None:
        yield from discussed(scene, *clause.after, clause)
        return
    span = cleaned(scene.plain, opening.end(), clause.after[1], scene.wording)
    if span[0] < span[1] and subject_keys(scene.plain, *span, scene.wording):
        yield subject_draft(scene, span, clause, SubjectOrigin.STANCE)
