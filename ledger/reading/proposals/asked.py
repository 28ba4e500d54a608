"""Demands of a party to the other."""

from collections.abc import Iterator

from ledger.reading.clauses import Clause
from ledger.reading.proposals.drafts import LIKELY, ProposalDraft, Scene
from ledger.reading.proposals.promised import without_join
from ledger.vocabulary import Kind


def asked(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    if clause.is_outside or clause.actor is None:
        return
    speakers = clause.actor.parties
    yield ProposalDraft(
        kind=Kind.ASKED,
        span=without_join(scene, clause.start, clause.after[1]),
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
