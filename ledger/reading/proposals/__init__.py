"""Draft what the clauses of a sentence propose: subjects discussed, credit, shared views, promises, demands."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.reading.clauses import Clause
from ledger.reading.languages import CueAct, compiled
from ledger.reading.proposals.asked import asked
from ledger.reading.proposals.credited import credited
from ledger.reading.proposals.discussed import areas, discussed, discussed_before, ranged, stance, told
from ledger.reading.proposals.drafts import ProposalDraft, Scene, SubjectOrigin
from ledger.reading.proposals.promised import PROMISES, promised
from ledger.reading.proposals.uncued import derived_subjects, told_otherwise
from ledger.reading.proposals.vocabulary import named_subjects

__all__ = [
    "PROMISES",
    "ProposalDraft",
    "Scene",
    "SubjectOrigin",
    "derived_subjects",
    "drafts_of",
    "named_subjects",
    "told_otherwise",
]


def drafts_of(scene: Scene, clauses: Sequence[Clause]) -> Iterator[ProposalDraft]:
    """Draft what the clauses of a sentence propose, in their order."""
    for n, clause in enumerate(clauses):
        yield from _drafts(scene, clause, clauses[:n])


def _drafts(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    act = _resolved(scene, clause)
    if act in PROMISES:
        yield from promised(scene, replace(clause, act=act), earlier)
    elif act is CueAct.ASKED:
        yield from asked(scene, clause)
    elif act in {CueAct.CREDITED, CueAct.CREDITED_BEFORE, CueAct.CREDITED_WHOLE}:
        yield from credited(scene, clause)
    elif act is CueAct.AREAS:
        yield from areas(scene, clause, earlier)
    elif act is CueAct.STANCE:
        yield from stance(scene, clause)
    elif act is CueAct.SUBJECTS_BEFORE:
        yield from discussed_before(scene, clause)
    elif act is CueAct.TOLD:
        yield from told(scene, clause)
    elif compiled(rf"{scene.wording.clauses.ranges}$").search(scene.plain, *clause.cue):
        yield from ranged(scene, clause)
    else:
        yield from discussed(scene, *clause.after, clause)


def _resolved(scene: Scene, clause: Clause) -> CueAct:
    """Return the act once it is known who speaks: what both sides stress is a view that they share."""
    is_stance = clause.act is CueAct.STANCE
    goes_along = compiled(scene.wording.clauses.participle).search(scene.plain, *clause.cue) is not None
    if is_stance and clause.actor and clause.actor.is_both and not clause.is_outside and not goes_along:
        return CueAct.VIEW
    return clause.act
