"""The first lines of a report: where it stands, what changed in the last year, what is next."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from ledger.models import Entry, Party, Round
from ledger.reports import shape, wording
from ledger.reports.dossiers import Dossier
from ledger.reports.question import Question
from ledger.reports.telling import Notes, Stand, difference, in_voice_order, may_be_called_unassessed
from ledger.vocabulary import Kind, RoundState, Voice

MOST = 4
"""How many changes or plans the first lines name before they stop."""


def summary(question: Question, dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Paragraph]:
    """The paragraphs that a minister reads."""
    if not dossiers:
        yield shape.Paragraph((shape.Text(_nothing(question)),))
        return
    yield shape.Paragraph((shape.Text(_taken_up(dossiers)),))
    for about, stands in _by_party(newest(dossiers)):
        yield shape.Paragraph(tuple(_position(about, stands, notes)))
    if not newest(dossiers):
        yield shape.Paragraph((shape.Text(silence(question)),))
    if changes := tuple(_changes(question, dossiers, notes)):
        yield shape.Paragraph(changes)
    if plans := tuple(_next(question, dossiers)):
        yield shape.Paragraph(plans)


def silence(question: Question) -> str:
    """What is said where no voice has spoken; to others, it may only mean that nothing was released."""
    if question.is_internal:
        return _("Unassessed: nobody has reported on it. That is not the same as no progress.")
    return _("No status is given.")


def newest(dossiers: Iterable[Dossier]) -> list[Stand]:
    """For each party judged, the newest judgement in each voice on any of the items."""
    found: dict[tuple[Party | None, Voice | None, Party | None], Stand] = {}
    stands = ((dossier, entry) for dossier in dossiers for entry in dossier.standing)
    for dossier, entry in sorted(stands, key=lambda stand: (stand[1].effective_on, stand[1].recorded_at)):
        found[entry.about, entry.voice, entry.speaker] = (dossier, entry)
    return list(found.values())


def _nothing(question: Question) -> str:
    if question.is_internal:
        return _("By that day, as known then, no round had taken this topic up.")
    return _("Nothing on this topic has been released for this audience.")


# --- What was said, and where it stands


def _taken_up(dossiers: Sequence[Dossier]) -> str:
    """Which rounds took it up, and what they made of it, kind by kind."""
    counts = Counter((dossier.kind, dossier.agreed_as) for dossier in dossiers)
    rounds = list({dossier.item.round: None for dossier in dossiers})
    kinds = (
        f"{wording.kind_in_words(*one)} ({wording.number(counts[one]).label})"
        for one in wording.KINDS
        if counts[one]
    )
    words = {"rounds": wording.begin(wording.rounds(rounds)), "kinds": wording.listed(kinds)}
    sentences = [_("%(rounds)s took it up: %(kinds)s.") % words]
    if not dossiers[0].question.is_internal:
        return sentences[0]  # what is not released may hold a promise
    if not any(dossier.is_commitment for dossier in dossiers):
        sentences.append(_("There is neither a specific commitment nor a general pledge."))
    elif not any(dossier.kind is Kind.UNDERTAKEN for dossier in dossiers):
        sentences.append(_("There is no specific commitment."))
    return " ".join(sentences)


def _by_party(stands: Iterable[Stand]) -> list[tuple[Party | None, list[Stand]]]:
    """Positions by the party judged, in order of code, the whole last."""
    groups: dict[Party | None, list[Stand]] = {}
    for stand in in_voice_order(stands):
        groups.setdefault(stand[1].about, []).append(stand)
    return sorted(groups.items(), key=lambda group: (group[0] is None, group[0].code if group[0] else ""))


def _position(about: Party | None, stands: Sequence[Stand], notes: Notes) -> Iterator[shape.Text]:
    """One party's position in sentences: "On Mexico: Mexico reports “largely done” (27 Jun 2017); …"."""
    yield shape.Text(f"{wording.about(about)}:")
    silent = may_be_called_unassessed(stands)
    for number, (dossier, entry) in enumerate(stands, 1):
        end = ";" if silent or number < len(stands) else "."
        yield shape.Text(f"{_clause(dossier, entry)}{end}", notes=notes.cite(dossier, entry))
    if silent:
        yield shape.Text(_("our office has not assessed it."))
    if difference(stands):
        yield shape.Text(_("They differ."))


def _clause(dossier: Dossier, entry: Entry) -> str:
    status = wording.status(entry)
    words = {
        "speaker": dossier.speaker(entry),
        "status": status.label,
        "day": status.day.label if status.day else "",
    }
    if entry.voice is Voice.PARTY:
        return _("%(speaker)s reports “%(status)s” (%(day)s)") % words
    if entry.voice is Voice.OFFICE:
        return _("%(speaker)s holds “%(status)s” (%(day)s)") % words
    return _("%(speaker)s says “%(status)s” (%(day)s)") % words


# --- What changed


def _changes(question: Question, dossiers: Sequence[Dossier], notes: Notes) -> Iterator[shape.Text]:
    """What the last year brought; nothing where a round without a date may have been held in it or not."""
    since = _year_before(question.as_of)
    day = {"day": wording.day(question.as_of, is_long=True).label}
    rounds = {one.item.round: None for one in dossiers}
    held = [one for one in rounds if one.starts_on and since < one.starts_on <= question.as_of]
    moves = [
        (dossier, entry)
        for dossier in dossiers
        for entry in dossier.told
        if entry.status and entry.effective_on > since and not dossier.is_context(entry)
    ]
    moves.sort(key=lambda move: (move[1].effective_on, move[1].recorded_at), reverse=True)
    if not held and not moves and any(one.starts_on is None for one in rounds):
        return
    if not held and not moves:
        internal = _("In the year to %(day)s no round took it up and no status was given.")
        released = _("No change in the year to %(day)s has been released.")
        yield shape.Text((internal if question.is_internal else released) % day)
        return
    yield shape.Text(_("In the year to %(day)s:") % day)
    left = max(len(moves) - MOST, 0)
    clauses = [shape.Text(_held(one)) for one in held]
    clauses += [shape.Text(_move(*move), notes=notes.cite(*move)) for move in moves[:MOST]]
    clauses += (
        [shape.Text(_("more statuses: %(number)s") % {"number": wording.number(left).label})] if left else []
    )
    for number, clause in enumerate(clauses, 1):
        yield shape.Text(clause.text + (";" if number < len(clauses) else "."), notes=clause.notes)


def _year_before(day: datetime.date) -> datetime.date:
    """The same day a year earlier; 28 February for 29 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _held(one: Round) -> str:
    return _("%(round)s was held on %(day)s") % {
        "round": wording.rounds([one]),
        "day": wording.round_day(one),
    }


def _move(dossier: Dossier, entry: Entry) -> str:
    """A status and what it followed: "the record (JURIST), on Mexico: stalled, after in progress (…)"."""
    earlier = _before(dossier, entry)
    label = wording.status(entry).label
    if earlier and earlier.status and earlier.status is not entry.status:
        label = _("%(status)s, after %(earlier)s") % {
            "status": label,
            "earlier": wording.status(earlier).label,
        }
    words = {
        "who": wording.speaking(entry, dossier.speaker(entry)),
        "status": label,
        "day": wording.day(entry.effective_on, entry.effective_precision).label,
        "ref": dossier.ref,
    }
    return _("%(who)s: %(status)s (%(day)s, %(ref)s)") % words


def _before(dossier: Dossier, entry: Entry) -> Entry | None:
    """The status that the same voice gave before about the same party."""
    same = [
        one
        for one in dossier.entries
        if one.status and (one.voice, one.about, one.speaker) == (entry.voice, entry.about, entry.speaker)
    ]
    return next((one for one, other in pairwise(same) if other == entry), None)


# --- What is next


def _next(question: Question, dossiers: Sequence[Dossier]) -> Iterator[shape.Text]:
    plans = list(_deadlines(question, dossiers))
    if question.is_internal and question.is_present:
        plans += [*_steps(dossiers), *_planned(question, dossiers)]
        nothing = _("Nothing is set for what comes next: no deadline, no next step, no planned round.")
    else:
        nothing = _("No agreed deadline lay ahead.") if question.is_internal else ""
    if nothing and not plans:
        yield shape.Text(nothing)
    for plan in plans[:MOST]:
        yield shape.Text(plan)


def _deadlines(question: Question, dossiers: Iterable[Dossier]) -> Iterator[str]:
    for dossier in dossiers:
        deadline = dossier.deadline
        if deadline and deadline.last_day >= question.as_of and dossier.status.is_open:
            day = wording.day(deadline.day, deadline.precision).label
            yield _("Agreed deadline: %(day)s (%(ref)s).") % {"day": day, "ref": dossier.ref}


def _steps(dossiers: Iterable[Dossier]) -> Iterator[str]:
    for dossier in dossiers:
        target, step = dossier.date("target_on"), dossier.field("next_step")
        words = {"step": step, "ref": dossier.ref, "day": wording.day(target).label if target else ""}
        if step and target:
            yield _("Our next step, by %(day)s: %(step)s (%(ref)s).") % words
        elif step:
            yield _("Our next step: %(step)s (%(ref)s).") % words
        elif target:
            yield _("Our target: %(day)s (%(ref)s).") % words


def _planned(question: Question, dossiers: Iterable[Dossier]) -> Iterator[str]:
    dialogues = {dossier.item.round.dialogue_id for dossier in dossiers}
    rounds = Round.objects.filter(dialogue__in=dialogues, state=RoundState.PLANNED).select_related("dialogue")
    for one in rounds.order_by("starts_on", "number"):
        if one.starts_on is None:
            yield _("Planned, without a date: %(round)s.") % {"round": wording.rounds([one])}
        elif one.starts_on >= question.as_of:
            day = wording.round_day(one)
            yield _("Planned for %(day)s: %(round)s.") % {"day": day, "round": wording.rounds([one])}
