"""Progress with which a clause credits a party."""

from collections.abc import Iterator

from ledger.reading.clauses import Clause
from ledger.reading.languages import CueAct, compiled
from ledger.reading.phrases import cleaned, is_generic
from ledger.reading.proposals.drafts import LIKELY, ProposalDraft, Scene
from ledger.reading.shapes import Span
from ledger.vocabulary import Kind


def credited(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    start, end = _credit_span(scene, clause)
    if compiled(scene.wording.clauses.apart).search(scene.plain, start, end):
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
    detail = compiled(rf"{wording.lists.exemplifies}").match(plain, clause.cue[1], clause.after[1])
    return cleaned(plain, *((detail.end(), clause.after[1]) if detail else clause.before), wording)


def _whose(scene: Scene, clause: Clause, start: int, end: int) -> tuple[str, ...]:
    """Return whose progress it is: the party's that is named in the words, or the party's that is not speaking."""
    named = scene.masked.codes(start, end) or scene.masked.codes(clause.start, clause.cue[0])
    speaker = clause.actor.parties if clause.actor else ()
    others = tuple(code for code in named if code not in speaker or clause.act is not CueAct.CREDITED)
    if others:
        return others[:1]
    return tuple(code for code in scene.sides if code not in speaker) if len(speaker) == 1 else scene.sides
