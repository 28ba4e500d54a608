"""Items told in full, one section each, and items told in one row each."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ledger.models import Round
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
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
from ledger.reports.entry_rows import Line
from ledger.reports.snapshots import Dossier
from ledger.vocabulary import Voice

SHORT = 3
"""Up to how many items are told on the page on which the rest stands."""


def by_round(dossiers: Sequence[Dossier], notes: Notes) -> shape.Section:
    """Every item in full, under its round."""
    shown = {dossier.ref for dossier in dossiers}
    rounds = {dossier.item.round: None for dossier in dossiers}
    sections = tuple(_round(one, dossiers, shown, notes) for one in rounds)
    return shape.Section(_("Item by item"), sections=sections, starts_page=len(dossiers) > SHORT)


def by_kind(dossiers: Sequence[Dossier], notes: Notes) -> shape.Section:
    """Every item in full, under its kind, what binds most first."""
    shown = {dossier.ref for dossier in dossiers}
    groups = ((place, [one for one in dossiers if one.place == place]) for place in range(len(wording.KINDS)))
    sections = tuple(
        shape.Section(
            wording.begin(wording.kind(*wording.KINDS[place])),
            sections=tuple(in_full(one, shown, notes) for one in group),
        )
        for place, group in groups
        if group
    )
    return shape.Section(_("Item by item"), sections=sections, starts_page=len(dossiers) > SHORT)


def _round(one: Round, dossiers: Sequence[Dossier], shown: Collection[str], notes: Notes) -> shape.Section:
    own = [dossier for dossier in dossiers if dossier.item.round == one]
    city = one.city if own[0].question.may_tell_place(one) else ""
    details = [city, wording.round_day(one)]
    return shape.Section(
        title=wording.begin(wording.rounds([one])),
        details=tuple(shape.Text(detail) for detail in details if detail),
        sections=tuple(in_full(dossier, shown, notes) for dossier in own),
    )


def in_full(dossier: Dossier, shown: Collection[str], notes: Notes) -> shape.Section:
    """One item: its words, facts, positions and last entries; ``shown`` are the refs that may be named."""
    named = (*facts(dossier, shown), *plans(dossier))
    blocks: list[shape.Block] = [*said(dossier)]
    if named:
        blocks.append(shape.Facts(named))
    if reading := dossier.field("note"):
        blocks.append(
            shape.Paragraph((shape.Text(_("Our reading: %(note)s") % {"note": reading}),), is_quiet=True)
        )
    if dossier.positions:
        stands = [(dossier, entry) for entry in dossier.positions]
        blocks.append(shape.Positions(standings(stands, notes, in_full=False)))
    else:
        blocks.append(shape.Paragraph((shape.Text(first_page.silence(dossier.question)),), is_quiet=True))
    if dossier.told:
        blocks.append(timeline(dossier, notes))
    return shape.Section(
        title=dossier.ref,
        ref=dossier.ref,
        details=(shape.Text(kind_and_marks(dossier)),),
        blocks=tuple(blocks),
    )


# --- One row each


def table(dossiers: Iterable[Dossier], notes: Notes) -> shape.Table:
    """Items with what was said and the newest judgement in each voice; the words carry their source's note."""
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
    rows = tuple(shape.Row(tuple(_cells(one, notes))) for one in dossiers)
    return shape.Table(caption, columns, rows).without_empty("deadline", "office", "party", "record")


def _cells(dossier: Dossier, notes: Notes) -> Iterator[shape.Cell | None]:
    deadline = dossier.deadline
    yield shape.Ref(dossier.ref)
    yield shape.Text(kind_and_marks(dossier))
    yield shape.Text(dossier.subject) if dossier.subject else None
    yield words(dossier, notes)
    yield wording.day(deadline.day, deadline.precision) if deadline else None
    for voice in (Voice.OFFICE, Voice.PARTY, Voice.RECORD):
        yield newest(dossier, voice)


def words(dossier: Dossier, notes: Notes) -> shape.Text:
    """What was said in one cell: the statement's own words in quotation marks, or our paraphrase without."""
    cited = notes.said(dossier)
    if passage := dossier.main_passage:
        return shape.Text(f"“{passage.quote}”", passage.statement.language, cited)
    text, language = dossier.summary
    return shape.Text(text or _("No words are given."), language, cited)


def newest(dossier: Dossier, voice: Voice) -> shape.Status | None:
    """The newest status in a voice; our own people are told where our office has none."""
    found: list[Line] = [
        entry
        for _dossier, entry in in_voice_order((dossier, one) for one in dossier.positions)
        if entry.voice is voice
    ]
    newest = max(found, key=lambda entry: (entry.effective_on, entry.recorded_at), default=None)
    if newest:
        return wording.status(newest, is_context=dossier.is_context(newest))
    return wording.unassessed() if voice is Voice.OFFICE and dossier.question.is_internal else None
