"""Divide a sentence into clauses: a cue, the actor who speaks, and the words that the cue governs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ledger.reading.actors import Actor, actors_in, is_outsider
from ledger.reading.languages import CueAct, Wording, compiled, cue_pattern
from ledger.reading.parties import Masked
from ledger.reading.segments import Sentence, trimmed
from ledger.reading.shapes import Span

_NEAR_CHARACTERS = 45
"""Characters between an actor and its verb, at most, where nothing else stands between them."""


_PARTICIPLES = frozenset({CueAct.TOLD, CueAct.SHOWN, CueAct.CREDITED, CueAct.ANNOUNCED})
_PASSIVE = frozenset({CueAct.SUBJECTS_BEFORE, CueAct.CREDITED_BEFORE})
_TELLING = frozenset(
    {
        CueAct.TOLD,
        CueAct.SHOWN,
        CueAct.SUBJECTS,
        CueAct.SUBJECTS_BEFORE,
        CueAct.STANCE,
        CueAct.CREDITED,
        CueAct.CREDITED_BEFORE,
        CueAct.ASKED,
    }
)
_GOVERNING = frozenset(
    {CueAct.VIEW, CueAct.PROMISE, CueAct.WILL, CueAct.PLEDGE, CueAct.ASKED, CueAct.ANNOUNCED}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A cue. ``before`` and ``after`` are the words that it governs; ``actor`` is None where nobody is named."""

    act: CueAct
    cue: Span
    start: int
    before: Span
    after: Span
    actor: Actor | None
    is_outside: bool
    """Whether another actor than the parties speaks, or the words tell of an earlier meeting."""


@dataclass(frozen=True, slots=True)
class _Cue:
    act: CueAct
    start: int
    end: int
    drops_subject: bool = False


def clauses_of(
    masked: Masked,
    sentence: Sentence,
    wording: Wording,
    sides: tuple[str, ...],
    speaker: Actor | None = None,
    leader: Actor | None = None,
) -> list[Clause]:
    """Find the clauses of a sentence that say anything, in their order.

    ``speaker`` is for whom a pronoun may stand; ``leader`` who speaks where the sentence begins with its verb ("The two
    sides:", then a list).
    """
    cues = _cues(masked, sentence, wording)
    if not cues:
        return []
    actors = actors_in(masked, sentence.start, sentence.end, wording, sides)
    actors = [actor for actor in actors if not _is_object(masked.text, actor, cues, wording)]
    speaker = speaker or Actor(sides, (sentence.start, sentence.start), is_both=True)
    cues = _kept(masked.text, cues, actors, wording)
    starts = [_clause_start(masked.text, cues, n, sentence, actors, wording) for n in range(len(cues))]
    found: list[Clause] = []
    for n, cue in enumerate(cues):
        actor = _actor(cue, starts[n], actors, found, speaker)
        if actor is None and cue.start == sentence.start:
            actor = leader
        found.append(
            _clause(masked, sentence, cue, starts[n], _end(cues, starts, n, sentence), actor, wording)
        )
    return found


def _cues(masked: Masked, sentence: Sentence, wording: Wording) -> list[_Cue]:
    acts = [act for act, _pattern in wording.clauses.cues]
    pattern = cue_pattern(wording)
    found: list[_Cue] = []
    at = 0
    # "^" means the beginning of the sentence, hence a slice and not a span; a verb may begin it.
    text = masked.text[sentence.start].lower() + masked.text[sentence.start + 1 : sentence.end]
    while cue := pattern.search(text, at):
        group = cue.lastgroup or "c0"
        dropped = bool(wording.clauses.dropped) and _drops_subject(text, cue.start(), wording)
        found.append(
            _Cue(acts[int(group[1:])], cue.start() + sentence.start, cue.end() + sentence.start, dropped)
        )
        at = max(cue.end(), cue.start() + 1)
    return found


def _drops_subject(text: str, start: int, wording: Wording) -> bool:
    """Return whether a verb begins its sentence, but for adverbials."""
    opening = compiled(rf"(?:{wording.clauses.leads})*").match(text, 0, start)
    begins = opening is not None and opening.end() == start
    return begins and compiled(wording.clauses.dropped).match(text, start) is not None


def _kept(text: str, cues: Sequence[_Cue], actors: Sequence[Actor], wording: Wording) -> list[_Cue]:
    """Drop the future tenses whose subject is no actor ("that engagement will strengthen") from the cues."""
    kept: list[_Cue] = []
    attributive = compiled(rf"\b{wording.clauses.attributive} $")  # "the shared goals"
    infinitive = compiled(wording.clauses.infinitive)
    for cue in cues:
        may_go_on = cue.drops_subject or _has_subject(text, cue, actors) or _goes_on(text, cue, kept, wording)
        if cue.act is CueAct.WILL and not may_go_on:
            continue
        if cue.act in _PARTICIPLES and attributive.search(text, max(0, cue.start - 8), cue.start):
            continue
        if kept and infinitive.match(text, cue.start):
            continue  # only the first verb of a sentence tells of subjects in this form
        if _is_nested(text, cue, kept, actors, wording) or _is_same_pledge(text, cue, kept, wording):
            continue
        kept.append(cue)
    return kept


def _is_nested(text: str, cue: _Cue, kept: Sequence[_Cue], actors: Sequence[Actor], wording: Wording) -> bool:
    """Return whether a telling verb stands inside what was agreed, with neither a subject nor an "and" of its own."""
    if not kept or kept[-1].act not in _GOVERNING or cue.act not in _TELLING:
        return False
    own = any(kept[-1].end <= actor.span[0] and actor.span[1] <= cue.start for actor in actors)
    joined = compiled(rf"(?:[,;]|\b{wording.clauses.also}) ?$")
    return not own and joined.search(text, max(0, cue.start - 6), cue.start) is None


_ENCLOSED = re.compile(r"^, [^,;:.]{1,40}, ")


def _is_same_pledge(text: str, cue: _Cue, kept: Sequence[_Cue], wording: Wording) -> bool:
    """Return whether a pledge goes on the pledge before it, without a verb: "… and their readiness to…"."""
    if (
        cue.act is not CueAct.PLEDGE
        or not kept
        or kept[-1].act not in {CueAct.PLEDGE, CueAct.PROMISE, CueAct.VIEW}
    ):
        return False
    # The cue itself may begin with the "and".
    own = compiled(rf"{wording.grammar.and_} ").match(text, cue.start)
    before = text[max(kept[-1].end, cue.start - 6) : own.end() if own else cue.start].rstrip()
    goes_on = compiled(rf"(?:,|\b{wording.clauses.goes_on})$").search(before) is not None
    return goes_on and compiled(wording.clauses.renews).match(text, cue.start) is None


def _has_subject(text: str, cue: _Cue, actors: Sequence[Actor]) -> bool:
    near = [
        actor
        for actor in actors
        if actor.span[1] <= cue.start and cue.start - actor.span[1] <= _NEAR_CHARACTERS
    ]
    if not near:
        return False
    # "Mexico, for its part, will": what commas enclose does not part a verb from its subject.
    between = _ENCLOSED.sub(" ", text[near[-1].span[1] : cue.start])
    return len(between.replace(",", " , ").split()) <= 2


def _goes_on(text: str, cue: _Cue, kept: Sequence[_Cue], wording: Wording) -> bool:
    return (
        bool(kept)
        and kept[-1].act is CueAct.WILL
        and compiled(rf"\b{wording.grammar.and_}[ ,]*$").search(text, max(0, cue.start - 5), cue.start)
        is not None
    )


def _end(cues: Sequence[_Cue], starts: Sequence[int], n: int, sentence: Sentence) -> int:
    """Find where a clause ends: where the next clause begins; a list of areas inside it belongs to it."""
    following = [
        start
        for cue, start in zip(cues[n + 1 :], starts[n + 1 :], strict=True)
        if cue.act is not CueAct.AREAS
    ]
    return following[0] if following else sentence.end


def _clause_start(
    text: str, cues: Sequence[_Cue], n: int, sentence: Sentence, actors: Sequence[Actor], wording: Wording
) -> int:
    """Find where the clause of a cue begins: at its actor's words, or else at the last break before it."""
    floor = cues[n - 1].end if n else sentence.start
    cue = cues[n]
    if cue.act in _PASSIVE:
        return (
            max([floor, *_breaks(text, floor, cue.start, wording.clauses.parts_of_passive)]) if n else floor
        )
    near = _near_actors(actors, floor, cue)
    if near and not {",", ";"} & set(text[near[-1].span[1] : cue.start]):
        return near[-1].span[0]
    if n == 0:
        return sentence.start
    return max(_breaks(text, floor, cue.start, wording.clauses.parts), default=cue.start)


def _breaks(text: str, floor: int, end: int, marks: Sequence[str]) -> list[int]:
    """Find where each of the marks stands last in a stretch of text."""
    return [at for mark in marks if (at := text.rfind(mark, floor, end)) >= floor]


def _near_actors(actors: Sequence[Actor], floor: int, cue: _Cue) -> list[Actor]:
    """Find the actors shortly before a cue."""
    earliest = max(floor, cue.start - _NEAR_CHARACTERS)
    return [actor for actor in actors if floor <= actor.span[0] and earliest <= actor.span[1] <= cue.start]


def _is_object(text: str, actor: Actor, cues: Sequence[_Cue], wording: Wording) -> bool:
    """Return whether a preposition before a party makes it no subject; behind a passive it names the actor."""
    object_of = compiled(rf"\b{wording.clauses.object_of} $")
    if object_of.search(text, max(0, actor.span[0] - 6), actor.span[0]) is None:
        return False
    return not any(cue.end <= actor.span[0] <= cue.end + _NEAR_CHARACTERS for cue in cues)


def _actor(
    cue: _Cue, start: int, actors: Sequence[Actor], earlier: Sequence[Clause], speaker: Actor | None
) -> Actor | None:
    """Find who speaks: the actor nearest before the cue, the first of the clause, or the last actor, who goes on."""
    before = [actor for actor in actors if start <= actor.span[0] and actor.span[1] <= cue.start]
    if before and _is_pronoun(before[-1]):
        return _gone_on(before[-1], earlier, speaker)
    if spoken := [actor for actor in before if not _is_pronoun(actor)]:
        return _nearest_or_first(spoken, cue)
    if earlier:
        return earlier[-1].actor
    if cue.drops_subject:
        return speaker
    return _actor_behind(cue, actors) if _is_inverted(cue) else None


def _nearest_or_first(spoken: Sequence[Actor], cue: _Cue) -> Actor:
    return spoken[-1] if cue.start - spoken[-1].span[1] <= _NEAR_CHARACTERS else spoken[0]


def _is_pronoun(actor: Actor) -> bool:
    return not actor.parties and not actor.is_both


def _actor_behind(cue: _Cue, actors: Sequence[Actor]) -> Actor | None:
    """Find the actor that a cue names after itself: "it was agreed by Mexico"."""
    return next((actor for actor in actors if cue.end <= actor.span[0] <= cue.end + _NEAR_CHARACTERS), None)


def _gone_on(pronoun: Actor, earlier: Sequence[Clause], speaker: Actor | None) -> Actor:
    """Replace a pronoun by the party that it stands for."""
    last = next(
        (clause.actor for clause in reversed(earlier) if clause.actor and clause.actor.parties), speaker
    )
    return Actor(last.parties if last else (), pronoun.span, is_both=bool(last and last.is_both))


def _is_inverted(cue: _Cue) -> bool:
    return cue.act not in {CueAct.PROMISE, CueAct.ASKED}


def _clause(
    masked: Masked, sentence: Sentence, cue: _Cue, start: int, end: int, actor: Actor | None, wording: Wording
) -> Clause:
    text = masked.text
    outside = compiled(wording.speakers.past_of_past).search(text, sentence.start, cue.end) is not None
    if not outside and (actor is None or actor.span[1] < start):
        # "organisations, who voiced concern": who speaks stands before the pronoun.
        told_of = compiled(rf"(?:, )?{wording.grammar.who}\b").match(text, start) is not None
        outside = is_outsider(
            masked, max(sentence.start, start - _NEAR_CHARACTERS) if told_of else start, cue.start, wording
        )
    return Clause(
        act=cue.act,
        cue=(cue.start, cue.end),
        start=start,
        before=trimmed(text, start, cue.start),
        after=trimmed(text, cue.end, max(end, cue.end)),
        actor=actor,
        is_outside=outside,
    )
