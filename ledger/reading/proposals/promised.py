"""Promises, pledges and shared views of a clause: their words, who owes them, and how much they bind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ledger.reading.clauses import Clause
from ledger.reading.languages import LOWER, CueAct, compiled
from ledger.reading.phrases import subject_keys
from ledger.reading.proposals.discussed import discussed
from ledger.reading.proposals.drafts import LIKELY, UNSURE, ProposalDraft, Scene
from ledger.reading.segments import trimmed
from ledger.reading.shapes import Span
from ledger.vocabulary import AgreedAs, Kind

PROMISES = frozenset({CueAct.VIEW, CueAct.PLEDGE, CueAct.PROMISE, CueAct.WILL, CueAct.ANNOUNCED})
_NEVER = re.compile(r"(?!)")


def promised(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[ProposalDraft]:
    if _is_denied(scene, clause):
        yield from _not_promised(scene, clause)
        return
    if clause.is_outside or not _may_bind(scene, clause):
        yield from _only_told(scene, clause)
        return
    if _opens_another(scene, clause):
        return
    for span, object_at in _promise_spans(scene, clause, earlier):
        kind, agreed_as = _binding(scene, clause, span)
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
    """Return whether a party speaks, or nobody is named and the words need nobody."""
    if clause.actor is not None:
        return bool(clause.actor.parties or clause.actor.is_both)
    return (clause.act is CueAct.PLEDGE and not _is_of_another(scene, clause)) or compiled(
        scene.wording.clauses.impersonal
    ).match(scene.plain, clause.cue[0]) is not None


def _is_of_another(scene: Scene, clause: Clause) -> bool:
    """Return whether a pledge without an actor is that of another subject than the meeting, or only goes along."""
    plain, start = scene.plain, clause.cue[0]
    if compiled(rf"{scene.wording.clauses.as_part_of} $").search(plain, max(clause.start, start - 14), start):
        return True
    subject = compiled(rf"{scene.wording.clauses.thing} [^,;:]{{2,40}}").match(plain, clause.start, start)
    meets = compiled(rf"{scene.wording.rounds.meeting}|{scene.wording.clauses.meets}")
    return subject is not None and meets.search(subject[0]) is None


def _is_denied(scene: Scene, clause: Clause) -> bool:
    """Return whether nothing is promised: "did not agree to", "will not ratify"; "agreed not to expel" is a promise."""
    start, end = clause.cue
    plain, wording = scene.plain, scene.wording
    before = compiled(rf"{wording.clauses.negation}(?: \w{{1,20}})?[ ]?$")
    opening = compiled(rf"{wording.clauses.negation} (?!only)[^,;:]{{0,40}}$")
    if before.search(plain, max(scene.sentence.start, start - _LONGEST_DENIAL), start) or opening.match(
        plain, scene.sentence.start, start
    ):
        return True
    # Behind the verb it denies a future alone, which has no other verb: "it would not be published".
    is_future = (
        clause.act is CueAct.WILL
        or compiled(rf"\b{wording.clauses.conditional}$").search(plain, start, end) is not None
    )
    return is_future and compiled(rf" ?{wording.clauses.negation}").match(plain, end) is not None


_LONGEST_DENIAL = 30


def _owed_by(scene: Scene, clause: Clause) -> tuple[str, ...]:
    return clause.actor.parties if clause.actor and clause.actor.parties else scene.sides


def _only_told(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft what others promised, or another meeting, as a subject, where it names a subject."""
    if subject_keys(scene.plain, *clause.after, scene.wording):
        yield from discussed(scene, *clause.after, clause)


def _not_promised(scene: Scene, clause: Clause) -> Iterator[ProposalDraft]:
    """Draft what nobody promised as a subject, without its verb: of "will not impose the death penalty" its object."""
    start, end = clause.after
    denied = compiled(rf"\s*{scene.wording.clauses.negation} ").match(scene.plain, start, end)
    verb = rf"\s*{scene.wording.lists.verb_form} "
    verbal = compiled(rf"\b(?:{scene.wording.clauses.verb_mark}|{scene.wording.clauses.conditional})$")
    if denied or clause.act is CueAct.WILL or verbal.search(scene.plain, *clause.cue):
        verb = r"\s*\w{1,30} "
    start = denied.end() if denied else start
    skipped = compiled(verb).match(scene.plain, start, end)
    yield from _only_told(scene, replace(clause, after=(skipped.end() if skipped else start, end)))


def _opens_another(scene: Scene, clause: Clause) -> bool:
    """Return whether the words after it are a clause of their own ("agreed that both will…")."""
    words = compiled(_MARK.rstrip() + "$").sub("", scene.plain[slice(*clause.after)].strip(" ,:").lower())
    return words.strip(" ,:") in scene.wording.clauses.left_open


def _promise_spans(scene: Scene, clause: Clause, earlier: Sequence[Clause]) -> Iterator[tuple[Span, int]]:
    """Find the words of a promise, with who makes it, and where its object begins; "to… and to…" are two."""
    start = clause.start if clause.act is not CueAct.PLEDGE or _is_beside(scene, clause) else clause.cue[0]
    if earlier and _opens_another(scene, earlier[-1]):
        start = earlier[-1].start
    object_at, end = clause.after
    if marks := _marks(scene, object_at, end):
        begins, ends = [start, *(mark.end() for mark in marks)], [*(mark.start() for mark in marks), end]
        for begin, stop in zip(begins, ends, strict=True):
            yield without_join(scene, begin, stop), max(begin, object_at)
        return
    if clause.act in {CueAct.PROMISE, CueAct.WILL}:
        for found in _another(scene, clause).finditer(scene.plain, object_at, end):
            yield without_join(scene, start, found.start()), object_at
            start = object_at = found.end()
    yield without_join(scene, start, end), object_at


_MARK = r"\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\) "


def _marks(scene: Scene, start: int, end: int) -> list[re.Match[str]]:
    """Find the marks behind the first of "to (a) map plans; (b) share lists; and (c) meet": there a promise begins anew."""
    grammar = scene.wording.grammar
    behind = compiled(rf"""(?x:
        # e.g. ; and (b) share · , c) meet, but not: (Article 6 (a)) and (b) of
        (?:[;,]\ (?:{grammar.and_}\ )?|\ {grammar.and_}\ )\(?(?:[a-h]|[ivx]{{1,4}}|\d{{1,2}})\)\ (?!{grammar.of})(?=[{LOWER}])
    )""")
    first = compiled(rf"(?<![\w;,]) ?{_MARK}").search(scene.plain, scene.sentence.start, end)
    return list(behind.finditer(scene.plain, max(start, first.end()), end)) if first else []


def _another(scene: Scene, clause: Clause) -> re.Pattern[str]:
    """Return the pattern that joins a second promise to a verb: a repeated "to", or "and" between concrete actions."""
    action = scene.wording.clauses.action
    repeats = clause.act is CueAct.PROMISE
    if compiled(rf"\s*{scene.wording.clauses.infinitive_mark}?{action}\b").match(scene.plain, *clause.after):
        joined = rf",? {scene.wording.grammar.and_} (?={action}\b)"
        return compiled(rf"{scene.wording.clauses.repeated_to}|{joined}") if repeats else compiled(joined)
    return compiled(scene.wording.clauses.repeated_to) if repeats else _NEVER


def _is_beside(scene: Scene, clause: Clause) -> bool:
    """Return whether the actor stands right before the cue: a pledge is a clause then ("Both remain committed to")."""
    actor = clause.actor
    begins_anew = compiled(rf"{scene.wording.grammar.and_} ").match(scene.plain, clause.cue[0]) is not None
    if begins_anew:
        return False
    return (
        actor is not None
        and actor.span[0] == clause.start
        and not scene.plain[actor.span[1] : clause.cue[0]].strip()
    )


def without_join(scene: Scene, start: int, end: int) -> Span:
    start, end = trimmed(scene.plain, start, end)
    join = compiled(
        rf"(?:[,;–] ?)?(?:(?:{scene.wording.grammar.and_}|{scene.wording.grammar.while_}) )?"
    ).match(scene.plain, start, end)
    start = join.end() if join else start
    hanging = compiled(
        rf"(?:[\s,;.…–]|\b(?:{scene.wording.grammar.and_}|{scene.wording.grammar.while_}|{scene.wording.grammar.but})){{1,20}}$"
    ).search(scene.plain, max(start, end - 20), end)
    return trimmed(scene.plain, start, hanging.start() if hanging else end)


def _binding(scene: Scene, clause: Clause, span: Span) -> tuple[Kind, AgreedAs | None]:
    """Return how much the words bind."""
    act, binds = clause.act, compiled(scene.wording.clauses.view_binds)
    if act is CueAct.VIEW and not binds.search(scene.plain, clause.start, clause.after[1]):
        return Kind.AGREED, AgreedAs.SHARED_VIEW
    if act is CueAct.ANNOUNCED:
        return Kind.UNDERTAKEN, None
    concrete = compiled(scene.wording.clauses.concrete, re.IGNORECASE).search(scene.plain, *span)
    if act is not CueAct.PLEDGE and concrete:
        return Kind.UNDERTAKEN, None
    return Kind.AGREED, AgreedAs.GENERAL_PLEDGE
