"""The points that a brief raises, for our own people: lines and next steps, else what stands out; and their asks."""

import datetime
from collections.abc import Iterator
from itertools import islice
from textwrap import shorten

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import sentences
from ledger.reports.brief_sections import difference, name
from ledger.reports.brief_subject import BriefSubject, is_urgent
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind

POINTS = 5
"""How many points are raised."""
LINE_CHARACTERS = 280
"""How much of a line to take stands in a point."""


def to_raise(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield our lines to take and next steps, else what stands out; then what the other side may raise. For our own
    people alone.
    """
    if not subject.parameters.is_internal:
        return
    written = [*_lines(subject), *_next_steps(subject)]
    blocks: list[shape.Block] = [shape.Listing(tuple(_few(written)))] if written else []
    if left := [*islice(_outstanding(subject), max(POINTS - len(written), 0))]:
        sentence = _("Nobody wrote a line or a next step for these, which stand out:")
        blocks += [shape.Paragraph((shape.Text(sentence),), is_quiet=True), shape.Listing(tuple(left))]
    if blocks:
        yield shape.Section(_("What to raise"), tuple(blocks))
    if theirs := list(_asked_of_us(subject)):
        listing = shape.Listing(tuple(_few(theirs)))
        yield shape.Section(_("What they may raise, and where it stands"), (listing,))


def _few(points: list[shape.Text]) -> Iterator[shape.Text]:
    """Yield the first points, and how many more there are."""
    yield from points[:POINTS]
    if left := len(points[POINTS:]):
        yield shape.Text(
            _("More of them: %(number)s, in the full report.") % {"number": wording.number(left).label}
        )


def _lines(subject: BriefSubject) -> Iterator[shape.Text]:
    for topic in subject.grouped:
        for told in subject.texts.get(topic, ()):
            if told.is_line and (line := " ".join(told.text.text.split())):
                subject.parameters.dialogues_told.add(told.text.dialogue)
                code = told.text.language.value
                short = wording.in_language(shorten(line, LINE_CHARACTERS, placeholder=" …"), code)
                words: dict[str, str | shape.Text] = {"topic": topic.name, "line": shape.Text(short, code)}
                cleared, other = _("%(topic)s: %(line)s"), _("%(topic)s: %(line)s (not cleared for others)")
                yield wording.filled(cleared if told.is_cleared else other, words)


def _next_steps(subject: BriefSubject) -> Iterator[shape.Text]:
    if not subject.is_ours:
        return
    for snapshot in sorted(subject.snapshots, key=lambda snapshot: (not is_urgent(snapshot), snapshot.order)):
        step, target = snapshot.field("next_step"), snapshot.date("target_on")
        if step and snapshot.status.is_open:
            words: dict[str, str | shape.Text] = {
                "item": name(snapshot),
                "step": wording.as_written(step),
                "day": wording.day(target).label if target else "",
            }
            dated, undated = (
                _("%(item)s: our next step, by %(day)s: %(step)s"),
                _("%(item)s: our next step: %(step)s"),
            )
            yield wording.filled(dated if target else undated, words)


def _outstanding(subject: BriefSubject) -> Iterator[shape.Text]:
    """Yield what is overdue, then what is contested, then the oldest open asks, of which nobody wrote what to say."""
    unsaid = _unsaid(subject)
    late = [snapshot for snapshot in unsaid if snapshot.is_overdue]
    contested = [snapshot for snapshot in unsaid if snapshot.differences() and snapshot not in late]
    asks = [
        snapshot for snapshot in unsaid if snapshot.kind is Kind.ASKED and snapshot not in (*late, *contested)
    ]
    for snapshot in late:
        words: dict[str, str | shape.Text] = {"item": name(snapshot), "deadline": _missed(snapshot)}
        yield wording.filled(_("Overdue, %(deadline)s: %(item)s"), words)
    for snapshot in contested:
        subject.raised.add(snapshot.ref)
        yield difference(snapshot, subject.notes, _("Contested: %(item)s: %(voices)s."))
    for snapshot in sorted(asks, key=_age):
        words = {
            "round": wording.rounds([snapshot.item.round]),
            "item": name(snapshot),
        }
        yield wording.filled(_("Open ask of %(round)s: %(item)s"), words)


def _unsaid(subject: BriefSubject) -> list[ItemSnapshot]:
    """Return the open items that have no next step, and are on no topic that has a line to take."""
    said = [topic for topic, told in subject.texts.items() if any(text.is_line for text in told)]
    refs = {snapshot.ref for topic in said for snapshot in subject.grouped.get(topic, ())}
    still_open = (snapshot for snapshot in subject.snapshots if snapshot.status.is_open)
    return [
        snapshot for snapshot in still_open if not snapshot.field("next_step") and snapshot.ref not in refs
    ]


def _missed(snapshot: ItemSnapshot) -> str:
    """Return the day that has passed: the agreed one, else our target."""
    deadline, target = snapshot.deadline, snapshot.date("target_on")
    if deadline and deadline.last_day < snapshot.parameters.as_of:
        return sentences.deadline_words(snapshot)
    return _("our target %(day)s") % {"day": wording.day(target).label} if target else ""


def _age(snapshot: ItemSnapshot) -> tuple[datetime.date, tuple[str, int, int, int]]:
    return (snapshot.item.round.starts_on or snapshot.known.opened_on, snapshot.order)


def _asked_of_us(subject: BriefSubject) -> Iterator[shape.Text]:
    """Yield the open asks of our own side, the oldest first, each with what is said of it."""
    for snapshot in sorted(subject.snapshots, key=_age):
        ours = snapshot.item.round.dialogue.own_party
        if snapshot.kind is Kind.ASKED and snapshot.status.is_open and ours in snapshot.parties("asked_of"):
            stands = sentences.stands(snapshot, subject.notes)
            words: dict[str, str | shape.Text] = {"item": name(snapshot), "stands": stands.text}
            yield wording.filled(_("%(item)s: %(stands)s"), words, stands.notes)
