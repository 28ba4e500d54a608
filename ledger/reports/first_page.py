"""The first lines of a report: where it stands, what changed in the last year, what is next."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ledger.days import years_before
from ledger.models import Party, Round
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import how_far
from ledger.reports.blocks import Notes, Stand, difference, in_voice_order, may_be_called_unassessed
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, RoundState, Voice

MOST = 4
"""How many changes or plans the first lines name before they stop."""


def summary(
    parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Paragraph]:
    """Yield the paragraphs that a minister reads of one topic."""
    if not snapshots:
        yield from nothing(parameters, no_round())
        return
    yield shape.Paragraph(tuple(_taken_up(parameters, snapshots)))
    yield from positions(parameters, snapshots, notes)
    yield from closing(parameters, snapshots, notes)


def positions(
    parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Paragraph]:
    """Yield the newest judgement in each voice, a paragraph for each party judged; or that there is none."""
    stands = newest(snapshots)
    for about, group in _by_party(stands):
        yield shape.Paragraph(tuple(_position(about, group, notes)))
    if not stands:
        yield from silence(parameters, snapshots)


def closing(
    parameters: ReportParameters,
    snapshots: Sequence[ItemSnapshot],
    notes: Notes,
    *,
    with_topics: bool = False,
) -> Iterator[shape.Paragraph]:
    """Yield what the last year brought and what is next."""
    if changed := tuple(changes(parameters, snapshots, notes, with_topics=with_topics)):
        yield shape.Paragraph(changed)
    yield from plans(parameters, snapshots)


def of_topic(
    name: str, parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Paragraph]:
    """Yield one of several topics in short: its name, what was made of it and the newest judgements."""
    if not snapshots:
        yield from nothing(parameters, f"{name}: {no_round()}")
        return
    first, *more = _taken_up(parameters, snapshots)
    texts = [shape.Text(f"{name}: {first.text}"), *more]
    for paragraph in positions(parameters, snapshots, notes):
        texts += paragraph.texts
    yield shape.Paragraph(tuple(texts))


def nothing(parameters: ReportParameters, sentence: str) -> Iterator[shape.Paragraph]:
    """Yield that there is nothing: to our own people alone. Others would learn that something is kept from them."""
    if parameters.is_internal:
        yield shape.Paragraph((shape.Text(sentence),))


def silence(
    parameters: ReportParameters, snapshots: Iterable[ItemSnapshot], *, is_quiet: bool = False
) -> Iterator[shape.Paragraph]:
    """Yield that no voice has judged the items, or that none has spoken of them: to our own people alone. To others,
    it may only be that nothing was released.
    """
    if parameters.is_internal:
        unjudged = _(
            "Unassessed: no voice has said since where it stands. That is not the same as no progress."
        )
        unheard = _("Unassessed: nobody has reported on it. That is not the same as no progress.")
        sentence = unjudged if any(snapshot.told for snapshot in snapshots) else unheard
        yield shape.Paragraph((shape.Text(sentence),), is_quiet=is_quiet)


def newest(snapshots: Iterable[ItemSnapshot]) -> list[Stand]:
    """Find, for each party judged, the newest judgement in each voice on any of the items."""
    found: dict[tuple[Party | None, Voice | None, Party | None], Stand] = {}
    stands = ((snapshot, entry) for snapshot in snapshots for entry in snapshot.standing)
    for snapshot, entry in sorted(stands, key=lambda stand: (stand[1].effective_on, stand[1].recorded_at)):
        found[entry.about, entry.voice, entry.speaker] = (snapshot, entry)
    return list(found.values())


def no_round() -> str:
    """Say that no round had taken a topic up."""
    return _("By that day, as known then, no round had taken this topic up.")


# --- What was said, and where it stands


def kinds(snapshots: Iterable[ItemSnapshot]) -> str:
    """Count how many items there are, kind by kind: "acknowledged (1) and discussed (4)"."""
    counts = Counter((snapshot.kind, snapshot.agreed_as) for snapshot in snapshots)
    return wording.listed(
        f"{wording.kind_in_words(*kind)} ({wording.number(counts[kind]).label})"
        for kind in wording.WITH_STEPS
        if counts[kind]
    )


def _taken_up(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Text]:
    """Find which rounds took it up, and what they made of it: to others in its words, since what is not released may
    hold a promise.
    """
    rounds = list({snapshot.item.round: None for snapshot in snapshots})
    words = {"rounds": wording.rounds(rounds), "kinds": kinds(snapshots)}
    if not parameters.is_internal:
        yield shape.Text(wording.begin(_("%(rounds)s took it up.") % words))
        yield from how_far.as_texts(list(how_far.told(snapshots)))
        return
    sentences = [wording.begin(_("%(rounds)s took it up: %(kinds)s.") % words)]
    if not any(snapshot.is_commitment for snapshot in snapshots):
        sentences.append(_("There is neither a specific commitment nor a general pledge."))
    elif not any(snapshot.kind is Kind.UNDERTAKEN for snapshot in snapshots):
        sentences.append(_("There is no specific commitment."))
    yield shape.Text(" ".join(sentences))


def _by_party(stands: Iterable[Stand]) -> list[tuple[Party | None, list[Stand]]]:
    """Return positions by the party judged, in order of code, the whole last."""
    groups: dict[Party | None, list[Stand]] = {}
    for stand in in_voice_order(stands):
        groups.setdefault(stand[1].about, []).append(stand)
    return sorted(groups.items(), key=lambda group: (group[0] is None, group[0].code if group[0] else ""))


def _position(about: Party | None, stands: Sequence[Stand], notes: Notes) -> Iterator[shape.Text]:
    """Yield one party's position in sentences: "On Mexico: Mexico reports “largely done” (27 Jun 2017); …"."""
    yield shape.Text(f"{wording.about(about)}:")
    silent = may_be_called_unassessed(stands)
    for number, (snapshot, entry) in enumerate(stands, 1):
        end = ";" if silent or number < len(stands) else "."
        yield shape.Text(f"{_clause(snapshot, entry)}{end}", notes=notes.cite(snapshot, entry))
    if silent:
        yield shape.Text(_("our office has not assessed it."))
    if difference(stands):
        yield shape.Text(_("They differ."))


def _clause(snapshot: ItemSnapshot, entry: EntryRow) -> str:
    status = wording.status(entry)
    words = {
        "speaker": snapshot.speaker(entry),
        "status": status.label,
        "day": status.day.label if status.day else "",
    }
    if entry.voice is Voice.PARTY:
        return _("%(speaker)s reports “%(status)s” (%(day)s)") % words
    if entry.voice is Voice.OFFICE:
        return _("%(speaker)s holds “%(status)s” (%(day)s)") % words
    return _("%(speaker)s says “%(status)s” (%(day)s)") % words


# --- What changed


def changes(
    parameters: ReportParameters,
    snapshots: Sequence[ItemSnapshot],
    notes: Notes,
    *,
    since: datetime.date | None = None,
    with_topics: bool = False,
) -> Iterator[shape.Text]:
    """Yield what came after a day, else what the last year brought; ``with_topics`` names each item's topic.

    Nothing where a round without a date may have been held in that time or not; that nothing changed, our own
    people alone are told.
    """
    after = since or years_before(parameters.as_of, 1)
    words = {"day": wording.day(since or parameters.as_of, is_long=True).label}
    rounds = {snapshot.item.round: None for snapshot in snapshots}
    held = _held_between(rounds, after, parameters.as_of)
    moves = moved(snapshots, after)
    if not held and not moves:
        if parameters.is_internal and all(round.starts_on for round in rounds):
            yield shape.Text(_unchanged(is_year=since is None, is_of_topics=with_topics) % words)
        return
    yield shape.Text((_("Since %(day)s:") if since else _("In the year to %(day)s:")) % words)
    yield from ended([*(shape.Text(_held(round)) for round in held), *_moves(moves, notes, with_topics)])


def _held_between(rounds: Iterable[Round], after: datetime.date, until: datetime.date) -> list[Round]:
    return [round for round in rounds if round.starts_on and after < round.starts_on <= until]


def _moves(moves: Sequence[Stand], notes: Notes, with_topics: bool) -> Iterator[shape.Text]:
    """Yield the newest statuses in a clause each, and how many more there are."""
    left = max(len(moves) - MOST, 0)
    for stand in moves[:MOST]:
        yield shape.Text(move(*stand, with_topic=with_topics), notes=notes.cite(*stand))
    if left:
        yield shape.Text(_("more statuses: %(number)s") % {"number": wording.number(left).label})


def _unchanged(*, is_year: bool, is_of_topics: bool) -> str:
    if is_year and is_of_topics:  # of a party or an agency no round takes anything up
        return _("In the year to %(day)s no status was given.")
    if is_year:
        return _("In the year to %(day)s no round took it up and no status was given.")
    return _("Since %(day)s no status was given.")


def moved(snapshots: Iterable[ItemSnapshot], after: datetime.date) -> list[Stand]:
    """Return the statuses given after a day, the newest first; none that is older than its item's round."""
    found = [
        (snapshot, entry)
        for snapshot in snapshots
        for entry in snapshot.told
        if entry.status and entry.effective_on > after and not snapshot.is_context(entry)
    ]
    return sorted(found, key=lambda one: (one[1].effective_on, one[1].recorded_at), reverse=True)


def ended(clauses: Sequence[shape.Text]) -> Iterator[shape.Text]:
    """Put clauses as one sentence: a semicolon after each, a full stop after the last."""
    for number, clause in enumerate(clauses, 1):
        yield shape.Text(clause.text + (";" if number < len(clauses) else "."), notes=clause.notes)


def _held(meeting: Round) -> str:
    return _("%(round)s was held on %(day)s") % {
        "round": wording.rounds([meeting]),
        "day": wording.round_day(meeting),
    }


def move(snapshot: ItemSnapshot, entry: EntryRow, *, with_topic: bool = False) -> str:
    """Return a status and what it followed: "the record (JURIST), on Mexico: stalled, after in progress (…)"."""
    earlier = _before(snapshot, entry)
    label = wording.status(entry).label
    if earlier and earlier.status and earlier.status is not entry.status:
        label = _("%(status)s, after %(earlier)s") % {
            "status": label,
            "earlier": wording.status(earlier).label,
        }
    words = {
        "who": wording.speaking(entry, snapshot.speaker(entry)),
        "status": label,
        "day": wording.day(entry.effective_on, entry.effective_precision).label,
        "ref": snapshot.ref,
    }
    words["topic"] = snapshot.subject
    if with_topic and snapshot.subject:
        return _("%(topic)s: %(who)s, %(status)s (%(day)s, %(ref)s)") % words
    return _("%(who)s: %(status)s (%(day)s, %(ref)s)") % words


def _before(snapshot: ItemSnapshot, entry: EntryRow) -> EntryRow | None:
    """Return the status that the same voice gave before about the same party."""
    same = [
        said
        for said in snapshot.entries
        if said.status and (said.voice, said.about, said.speaker) == (entry.voice, entry.about, entry.speaker)
    ]
    return next((earlier for earlier, later in pairwise(same) if later == entry), None)


# --- What is next


def plans(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Paragraph]:
    """Yield what is next, where anything can be said of it."""
    if texts := tuple(_next(parameters, snapshots)):
        yield shape.Paragraph(texts)


def _next(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Text]:
    plans = list(_deadlines(parameters, snapshots))
    if parameters.is_internal and parameters.is_present:
        plans += [*_steps(snapshots), *_planned(parameters, snapshots)]
        nothing = _("Nothing is recorded for what comes next: no deadline, no next step, no round to come.")
    else:
        nothing = _("No agreed deadline lay ahead.") if parameters.is_internal else ""
    if nothing and not plans:
        yield shape.Text(nothing)
    for plan in plans[:MOST]:
        yield shape.Text(plan)


def _deadlines(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> Iterator[str]:
    for snapshot in snapshots:
        deadline = snapshot.deadline
        if deadline and deadline.last_day >= parameters.as_of and snapshot.status.is_open:
            day = wording.day(deadline.day, deadline.precision).label
            agreed, asked = (
                _("Agreed deadline: %(day)s (%(ref)s)."),
                _("Deadline asked for: %(day)s (%(ref)s)."),
            )
            yield (asked if snapshot.kind is Kind.ASKED else agreed) % {"day": day, "ref": snapshot.ref}
        elif words := snapshot.deadline_words:
            agreed = _("Agreed deadline, without a date: “%(words)s” (%(ref)s).")
            asked = _("Deadline asked for, without a date: “%(words)s” (%(ref)s).")
            sentence = asked if snapshot.kind is Kind.ASKED else agreed
            yield sentence % {"words": words, "ref": snapshot.ref}


def _steps(snapshots: Iterable[ItemSnapshot]) -> Iterator[str]:
    for snapshot in snapshots:
        target, step = snapshot.date("target_on"), snapshot.field("next_step")
        words = {"step": step, "ref": snapshot.ref, "day": wording.day(target).label if target else ""}
        if step and target:
            yield _("Our next step, by %(day)s: %(step)s (%(ref)s).") % words
        elif step:
            yield _("Our next step: %(step)s (%(ref)s).") % words
        elif target:
            yield _("Our target: %(day)s (%(ref)s).") % words


def _planned(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> Iterator[str]:
    dialogues = {snapshot.item.round.dialogue_id for snapshot in snapshots}
    rounds = Round.objects.filter(dialogue__in=dialogues, state=RoundState.PLANNED).select_related("dialogue")
    for round in rounds.order_by("starts_on", "number"):
        if round.starts_on is None:
            yield _("Planned, without a date: %(round)s.") % {"round": wording.rounds([round])}
        elif round.starts_on >= parameters.as_of:
            day = wording.round_day(round)
            yield _("Planned for %(day)s: %(round)s.") % {"day": day, "round": wording.rounds([round])}
