"""Items told in full, one section each, and items told in one row each."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ledger.models import Round
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.presentation.steps import done_of
from ledger.reports import first_page
from ledger.reports.blocks import (
    Notes,
    facts,
    in_voice_order,
    kind_and_marks,
    plans,
    said,
    standings,
    timeline,
)
from ledger.reports.entry_rows import EntryRow
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Status, Voice


def by_round(snapshots: Sequence[ItemSnapshot], notes: Notes) -> shape.Section:
    """Return every item in full, under its round."""
    shown = {snapshot.ref for snapshot in snapshots}
    rounds = {snapshot.item.round: None for snapshot in snapshots}
    sections = tuple(_round(round, snapshots, shown, notes) for round in rounds)
    return shape.Section(_("Item by item"), sections=sections)


def by_kind(snapshots: Sequence[ItemSnapshot], notes: Notes) -> shape.Section:
    """Return every item in full, under its kind, what binds most first."""
    shown = {snapshot.ref for snapshot in snapshots}
    groups = (
        (place, [snapshot for snapshot in snapshots if snapshot.place == place])
        for place in range(len(wording.KINDS))
    )
    sections = tuple(
        shape.Section(
            wording.begin(wording.kind(*wording.KINDS[place])),
            sections=tuple(in_full(snapshot, shown, notes) for snapshot in group),
        )
        for place, group in groups
        if group
    )
    return shape.Section(_("Item by item"), sections=sections)


def _round(
    meeting: Round, snapshots: Sequence[ItemSnapshot], shown: Collection[str], notes: Notes
) -> shape.Section:
    own = [snapshot for snapshot in snapshots if snapshot.item.round == meeting]
    is_told = own[0].parameters.may_tell_place(meeting)
    city = wording.bilingual(meeting.city, meeting.city_es) if is_told else shape.Text("")
    details = [city, shape.Text(wording.round_day(meeting))]
    return shape.Section(
        title=wording.begin(wording.rounds([meeting])),
        details=tuple(detail for detail in details if detail.text),
        sections=tuple(in_full(snapshot, shown, notes) for snapshot in own),
    )


def in_full(snapshot: ItemSnapshot, shown: Collection[str], notes: Notes) -> shape.Section:
    """Return one item: its words, facts, positions and last entries; ``shown`` are the refs that may be named."""
    named = (*facts(snapshot, shown), *plans(snapshot))
    blocks: list[shape.Block] = [*said(snapshot)]
    if named:
        blocks.append(shape.Facts(named))
    if reading := snapshot.field("note"):
        blocks.append(
            shape.Paragraph(
                (wording.filled(_("Our reading: %(note)s"), {"note": wording.as_written(reading)}),),
                is_quiet=True,
            )
        )
    if snapshot.positions:
        stands = [(snapshot, entry) for entry in snapshot.positions]
        blocks.append(shape.Positions(standings(stands, notes, in_full=False)))
    else:
        blocks += first_page.silence(snapshot.parameters, [snapshot], is_quiet=True)
    if snapshot.told:
        blocks.append(timeline(snapshot, notes))
    if snapshot.steps:
        blocks.append(steps(snapshot, notes))
    return shape.Section(
        title=snapshot.ref,
        ref=snapshot.ref,
        details=(shape.Text(kind_and_marks(snapshot)),),
        blocks=tuple(blocks),
    )


# --- One row each


def table(snapshots: Iterable[ItemSnapshot], notes: Notes) -> shape.Table:
    """Return items with what was said and the newest judgement in each voice; the words carry their source's note."""
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("kind", _("Kind")),
        shape.Column("topic", _("Topic")),
        shape.Column("words", _("What was said")),
        shape.Column("deadline", _("Agreed deadline")),
        shape.Column("office", _("Our office")),
        shape.Column("party", _("The parties")),
        shape.Column("record", _("The record")),
    )
    caption = _("Each item with the newest status in each voice.")
    told = (part for snapshot in snapshots for part in (snapshot, *snapshot.steps))
    rows = tuple(shape.Row(tuple(_cells(part, notes))) for part in told)
    return shape.Table(caption, columns, rows).without_empty("deadline", "office", "party", "record")


def steps(whole: ItemSnapshot, notes: Notes) -> shape.Table:
    """Return an item's steps in their order, with the newest judgement in each voice; our targets for ourselves."""
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("kind", _("Kind")),
        shape.Column("words", _("What is to be done")),
        shape.Column("agencies", _("Agencies")),
        shape.Column("target_on", _("Our target")),
        shape.Column("office", _("Our office")),
        shape.Column("party", _("The parties")),
        shape.Column("record", _("The record")),
    )
    rows = tuple(shape.Row(tuple(_step(step, notes))) for step in whole.steps)
    table = shape.Table(_steps_done(whole), columns, rows)
    return table.without_empty("agencies", "target_on", "office", "party", "record")


def _steps_done(whole: ItemSnapshot) -> str:
    """Say how many steps are done, where the reader is told where each stands; others hear how many they are told."""
    statuses = [step.status for step in whole.steps]
    if Status.UNASSESSED in statuses and not whole.parameters.is_internal:
        return _("Steps: %(count)s.") % {"count": len(statuses)}
    return _("Steps: %(done)s.") % {"done": done_of(statuses)}


def _step(step: ItemSnapshot, notes: Notes) -> Iterator[shape.Cell | None]:
    agencies, target = ", ".join(step.field("agencies") or ()), step.date("target_on")
    yield shape.Ref(step.ref)
    yield shape.Text(kind_and_marks(step))
    yield words(step, notes)
    yield shape.Text(agencies) if agencies else None
    yield wording.day(target) if target and step.parameters.is_present else None
    for voice in (Voice.OFFICE, Voice.PARTY, Voice.RECORD):
        yield newest(step, voice)


def _cells(snapshot: ItemSnapshot, notes: Notes) -> Iterator[shape.Cell | None]:
    deadline = snapshot.deadline
    yield shape.Ref(snapshot.ref)
    yield shape.Text(kind_and_marks(snapshot))
    yield shape.Text(snapshot.subject) if snapshot.subject else None
    yield words(snapshot, notes)
    yield wording.day(deadline.day, deadline.precision) if deadline else None
    for voice in (Voice.OFFICE, Voice.PARTY, Voice.RECORD):
        yield newest(snapshot, voice)


def words(snapshot: ItemSnapshot, notes: Notes) -> shape.Text | None:
    """Return what was said in one cell: the statement's own words in quotation marks, or our paraphrase without.

    None where others are told neither.
    """
    text, language = snapshot.summary
    if not (snapshot.main_passage or text or snapshot.parameters.is_internal):
        return None
    cited = notes.said(snapshot)
    if passage := snapshot.main_passage:
        told = wording.in_language(f"“{passage.quote}”", passage.statement.language)
        return shape.Text(told, passage.statement.language, cited)
    return shape.Text(wording.in_language(text, language) or _("No words are given."), language, cited)


def newest(snapshot: ItemSnapshot, voice: Voice) -> shape.ReportStatus | None:
    """Return the newest status in a voice; our own people are told where our office has none."""
    found: list[EntryRow] = [
        entry
        for _snapshot, entry in in_voice_order((snapshot, position) for position in snapshot.positions)
        if entry.voice is voice
    ]
    newest = max(found, key=lambda entry: (entry.effective_on, entry.recorded_at), default=None)
    if newest:
        return wording.status(newest, is_context=snapshot.is_context(newest))
    return wording.unassessed() if voice is Voice.OFFICE and snapshot.parameters.is_internal else None
