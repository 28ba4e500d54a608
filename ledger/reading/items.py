"""Draft the items that a whole text proposes, sentence by sentence, bullets under the line that opens them."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from ledger.reading.actors import Actor, actors_in
from ledger.reading.clauses import Clause, clauses_of
from ledger.reading.languages import CueAct, Wording, compiled
from ledger.reading.lists import members
from ledger.reading.parties import Masked
from ledger.reading.phrases import cleaned, is_generic, repeats, subject_keys
from ledger.reading.proposals import (
    PROMISES,
    ProposalDraft,
    Scene,
    SubjectOrigin,
    derived_subjects,
    drafts_of,
    named_subjects,
    told_otherwise,
)
from ledger.reading.proposals.drafts import UNSURE
from ledger.reading.proposals.promised import without_join
from ledger.reading.scoring import NamedConcepts, weighed
from ledger.reading.segments import Sentence, Shape
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind

_LISTED = frozenset({Shape.BULLET, Shape.NUMBERED})


def drafts_in(
    plain: str,
    masked: Masked,
    sentences: Sequence[Sentence],
    wording: Wording,
    sides: tuple[str, ...],
    told: AbstractSet[int],
) -> list[ProposalDraft]:
    """Draft every item that the text proposes, in its order. ``told``: the sentences that tell who came."""
    found: list[ProposalDraft] = []
    covered: frozenset[str] = frozenset()
    speaker: Actor | None = None
    opening: _Opening | None = None
    named = NamedConcepts()
    for n, sentence in enumerate(sentences):
        scene = Scene(plain, masked, wording, sides, sentence)
        leader = opening.leader if opening and _is_in(plain, sentence, opening) else None
        is_of_links = _BETWEEN_LINKS in plain[sentence.start : sentence.end]
        clauses = [] if is_of_links else clauses_of(masked, sentence, wording, sides, speaker, leader)
        drafts = _drafts(scene, clauses, opening, covered, is_about_people=n in told)
        drafts = [draft for draft in drafts if not _is_repeated(plain, draft, found, wording)]
        covered = covered.union(
            *(subject_keys(plain, *draft.span, wording) for draft in drafts if draft.kind is Kind.DISCUSSED)
        )
        if n not in told:
            drafts = _with_names(scene, clauses, drafts, named)
        found.extend(weighed(scene, clauses, drafts, named))
        speaker = _speaker(clauses, masked, sentence, wording, sides) or speaker
        opening = _opening(scene, clauses, opening)
    return found


def _with_names(
    scene: Scene, clauses: Sequence[Clause], drafts: list[ProposalDraft], named: NamedConcepts
) -> list[ProposalDraft]:
    """Add the concepts that a sentence names beside its subjects; of a title, which names its meeting, none."""
    others_speak = any(clause.is_outside for clause in clauses) or not (
        clauses
        or compiled(rf"\b{scene.wording.speakers.outsider}\b").search(scene.plain, *scene.span) is None
    )
    if others_speak or _is_furniture(scene, clauses):
        return drafts
    return sorted([*drafts, *named_subjects(scene, drafts, named.ever)], key=lambda draft: draft.span)


def _is_repeated(plain: str, draft: ProposalDraft, found: Sequence[ProposalDraft], wording: Wording) -> bool:
    """Return whether the same subject was drafted just before."""
    if draft.kind is not Kind.DISCUSSED:
        return False
    last = [earlier for earlier in found[-_LAST_DRAFTS:] if earlier.kind is Kind.DISCUSSED]
    return any(repeats(plain, draft.span, earlier.span, wording) for earlier in last)


_LAST_DRAFTS = 60


def _speaker(
    clauses: Sequence[Clause],
    masked: Masked,
    sentence: Sentence,
    wording: Wording,
    sides: tuple[str, ...],
) -> Actor | None:
    """Return for whom "it" stands in the next sentence: the last party that spoke alone."""
    spoken = (clause.actor for clause in reversed(clauses) if clause.actor and clause.actor.parties)
    return next(spoken, None) or next(
        (actor for actor in actors_in(masked, sentence.start, sentence.end, wording, sides) if actor.parties),
        None,
    )


@dataclass(frozen=True, slots=True)
class _Opening:
    """A clause, or an actor, that a colon leaves open for the list that follows.

    ``mark`` is that of its own paragraph, ``end`` where the list has come to.
    """

    clause: Clause | None
    leader: Actor | None
    mark: str
    end: int


def _opening(scene: Scene, clauses: Sequence[Clause], opening: _Opening | None) -> _Opening | None:
    """Find the list that is open behind a sentence; it ends with running text, or the next paragraph of its opener."""
    sentence = scene.sentence
    if sentence.shape is Shape.HEADING and (outcome := _outcome(scene)):
        return _Opening(outcome, None, sentence.mark, sentence.end)
    if scene.plain[sentence.end - 1] == ":":
        actors = actors_in(scene.masked, sentence.start, sentence.end, scene.wording, scene.sides)
        clause = _outcome(scene) or (clauses[-1] if clauses else None)
        return _Opening(clause, actors[-1] if actors and not clause else None, sentence.mark, sentence.end)
    return replace(opening, end=sentence.end) if opening and _is_in(scene.plain, sentence, opening) else None


_MOST_WORDS_OF_OUTCOMES = 9


def _outcome(scene: Scene) -> Clause | None:
    """Return what opens a list of results: a short line that calls them so, and binds both."""
    start, end = scene.span
    words = compiled(scene.wording.clauses.outcomes).match(scene.plain, start, end)
    if words is None or len(scene.plain[start:end].split()) > _MOST_WORDS_OF_OUTCOMES:
        return None
    both = Actor(scene.sides, (start, start), is_both=True)
    return Clause(
        CueAct.PROMISE, words.span(), start, (start, start), (words.end(), end), both, is_outside=False
    )


_FEWEST_OUTCOMES = 2


def _outcomes_within(scene: Scene) -> Iterator[ProposalDraft]:
    """Draft the list of results that a sentence holds: "The outcomes of the meeting were: a calendar; a hotline"."""
    wording, (start, end) = scene.wording, scene.span
    words = compiled(rf"{wording.clauses.outcomes}{wording.clauses.outcomes_are}").match(
        scene.plain, start, end
    )
    if words is None or scene.sentence.shape is Shape.HEADING:
        return
    meets = compiled(rf"{wording.rounds.meeting}|{wording.clauses.meets}")
    if words["of"] and not meets.search(words["of"]):
        return  # the results of an election
    found = members(scene.plain, words.end(), end, wording)
    if len(found) < _FEWEST_OUTCOMES:
        return
    both = Actor(scene.sides, (start, start), is_both=True)
    opening = Clause(
        CueAct.PROMISE, words.span(), start, (start, start), (words.end(), end), both, is_outside=False
    )
    for member in found:
        yield from _listed(scene, opening, without_join(scene, *member))


def _is_in(plain: str, sentence: Sentence, opening: _Opening) -> bool:
    """Return whether a sentence stands in the list; the next paragraph of the opener's own list ends it.

    A short line without a mark stands in it where no blank line parts it from the line before.
    """
    if sentence.shape is Shape.HEADING:
        return plain.count("\n", opening.end, sentence.start) == 1
    return sentence.shape in _LISTED and not (sentence.mark and sentence.mark == opening.mark)


def _drafts(
    scene: Scene,
    clauses: Sequence[Clause],
    opening: _Opening | None,
    covered: frozenset[str],
    *,
    is_about_people: bool,
) -> list[ProposalDraft]:
    if (
        opening
        and opening.clause
        and _is_without_actor(clauses)
        and _is_in(scene.plain, scene.sentence, opening)
    ):
        return list(_listed(scene, opening.clause, scene.span))
    listed = list(_outcomes_within(scene))
    if listed or (_is_without_actor(clauses) and _is_furniture(scene, clauses)):
        return listed
    drafts = list(drafts_of(scene, clauses))
    if is_about_people:
        # Titles are full of subjects ("Under Secretary for Human Rights"): only promises are read here.
        return [draft for draft in drafts if draft.kind is not Kind.DISCUSSED]
    return sorted(_with_subjects(scene, clauses, drafts, covered), key=lambda draft: draft.span)


def _is_without_actor(clauses: Sequence[Clause]) -> bool:
    return not any(clause.actor for clause in clauses)


_BETWEEN_LINKS = " | "
"""What stands between the links of a page, and in no prose."""


def _is_furniture(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Return whether a sentence is a title, or stands round an article on its page: without an end, on no discussion."""
    if scene.sentence.shape is Shape.HEADING:
        return True
    is_open = scene.sentence.shape is Shape.TEXT and scene.plain[scene.sentence.end - 1].isalnum()
    return is_open and not any(clause.act in _DISCUSSING for clause in clauses)


_DISCUSSING = frozenset({CueAct.SUBJECTS, CueAct.SUBJECTS_BEFORE, CueAct.AREAS})


def _with_subjects(
    scene: Scene, clauses: Sequence[Clause], drafts: list[ProposalDraft], covered: frozenset[str]
) -> list[ProposalDraft]:
    """Add the subjects that a sentence names beside what its clauses say, each once."""
    discussed = (draft for draft in drafts if draft.kind is Kind.DISCUSSED)
    keys = covered.union(*(subject_keys(scene.plain, *draft.span, scene.wording) for draft in discussed))
    if not any(clause.act is CueAct.AREAS for clause in clauses):
        drafts = [*drafts, *derived_subjects(scene, _but_announced(drafts, clauses), keys)]
    if not drafts and _may_tell(scene, clauses):
        return list(told_otherwise(scene, keys))
    return drafts


def _but_announced(drafts: Sequence[ProposalDraft], clauses: Sequence[Clause]) -> list[ProposalDraft]:
    """Drop the drafts of what was only announced: their words name plans and funds, and no subjects."""
    announced = [clause.cue[0] for clause in clauses if clause.act is CueAct.ANNOUNCED]
    return [draft for draft in drafts if not any(draft.span[0] <= at < draft.span[1] for at in announced)]


def _listed(scene: Scene, opening: Clause, member: Span) -> Iterator[ProposalDraft]:
    """Draft a bullet, or a member of a list, as what the words before it open: a subject, or a promise."""
    span = cleaned(scene.plain, *member, scene.wording)
    if span[0] >= span[1] or is_generic(scene.masked, scene.plain, *span, scene.wording):
        return
    parties = opening.actor.parties if opening.actor and opening.actor.parties else scene.sides
    draft = ProposalDraft(Kind.DISCUSSED, span, scene.span, parties, UNSURE, origin=SubjectOrigin.LISTED)
    if opening.act in PROMISES and not opening.is_outside:
        is_concrete = compiled(scene.wording.clauses.concrete).search(scene.plain, *span) is not None
        kind = Kind.UNDERTAKEN if is_concrete else Kind.AGREED
        draft = replace(draft, kind=kind, agreed_as=None if is_concrete else AgreedAs.GENERAL_PLEDGE)
    elif opening.act is CueAct.ASKED:
        draft = replace(
            draft,
            kind=Kind.ASKED,
            asked_by=parties,
            owed_by=tuple(side for side in scene.sides if side not in parties),
        )
    yield draft


def _may_tell(scene: Scene, clauses: Sequence[Clause]) -> bool:
    """Return whether a sentence without any cue may name subjects: it is no title and does not present the meeting."""
    text, span = scene.masked.text, scene.span
    if scene.sentence.shape is Shape.HEADING or clauses:
        return False
    presents = (
        scene.wording.clauses.apart,
        scene.wording.rounds.held,
        scene.wording.people.heading,
        rf"\b(?i:{scene.wording.people.representation}) ",
    )
    return not any(compiled(pattern).search(text, *span) for pattern in presents)
