"""A report in brief: a bottom line, what to raise, each promise and ask in a row, and what moved, in two to four pages.

The kinds of report that a person hands over share it: each gathers its items as for the full report, and `build` puts
them together. It asks the database for planned rounds alone, and only for our own people.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain

from ledger.models import Round, Topic
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import brief_points, brief_sections, first_page, how_far, sentences, topic_texts
from ledger.reports.assembly import frame
from ledger.reports.blocks import Stand
from ledger.reports.brief_picture import path_by_topic
from ledger.reports.brief_subject import BriefSubject, names_of_officers
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import RoundState

MOST_ROWS = 8
"""How many commitments and asks page one has room for, beside what to raise."""


@dataclass(frozen=True)
class BriefItems:
    """The items that a brief tells of, in order of rounds and by topic, and what our office says of the topics."""

    snapshots: Sequence[ItemSnapshot]
    grouped: Mapping[Topic, list[ItemSnapshot]]
    texts: topic_texts.Texts


def build(
    parameters: ReportParameters,
    *,
    code: str,
    label: str,
    title: str,
    items: BriefItems,
    empty: str,
    opening: Sequence[shape.Paragraph] = (),
    last: Sequence[shape.Section] = (),
) -> shape.Brief:
    """Return the brief of some items. Our own people read ``empty`` where there is none; ``opening`` comes first,
    and the sections of ``last`` come last.
    """
    planned = _planned(parameters, items.snapshots)
    subject = BriefSubject(
        parameters,
        list(items.snapshots),
        dict(items.grouped),
        items.texts,
        planned,
        names_of_officers(parameters, items.snapshots),
    )
    report = frame(
        parameters,
        code=code,
        label=label,
        title=title,
        snapshots=items.snapshots,
        summary=_summary(subject, empty, opening),
        sections=chain(_sections(subject), last),
        notes=subject.notes,
    )
    kept = {part.name: getattr(report, part.name) for part in fields(report)}
    return shape.Brief(**kept | {"notes": tuple(map(_short, report.notes))})


def of_items(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> BriefItems:
    """Return the items by topic, and what our office says of the topics. Three queries, two for others."""
    topics = TopicTree()
    return BriefItems(snapshots, topics.grouped(snapshots), topic_texts.read(parameters, topics))


def _short(note: shape.Note) -> shape.Note:
    """Return a note without what it quotes: the full report has that."""
    return replace(note, quote=None, details=())


def _planned(parameters: ReportParameters, snapshots: Iterable[ItemSnapshot]) -> tuple[Round, ...]:
    """Return the rounds that are planned, the next one first; those without a day last. Our own people's alone."""
    dialogues = {snapshot.item.round.dialogue_id for snapshot in snapshots}
    if not (parameters.is_internal and parameters.is_present and dialogues):
        return ()
    rounds = Round.objects.filter(dialogue__in=dialogues, state=RoundState.PLANNED).select_related("dialogue")
    ahead = [meeting for meeting in rounds if not meeting.starts_on or meeting.starts_on >= parameters.as_of]
    return tuple(
        sorted(ahead, key=lambda meeting: (meeting.starts_on is None, str(meeting.starts_on), meeting.number))
    )


# --- The first lines


def _summary(
    subject: BriefSubject, empty: str, opening: Sequence[shape.Paragraph]
) -> Iterator[shape.Paragraph]:
    if not subject.snapshots:
        yield from opening
        yield from first_page.nothing(subject.parameters, empty)
        return
    yield shape.Paragraph(bottom_line(subject))
    yield from opening
    summaries = {
        topic: [told for told in told_texts if not told.is_line or not subject.parameters.is_internal]
        for topic, told_texts in subject.texts.items()
    }
    is_one = len(subject.grouped) == 1
    yield from topic_texts.paragraphs(
        subject.parameters, subject.grouped, summaries, subject.notes, with_names=not is_one
    )


def bottom_line(subject: BriefSubject) -> tuple[shape.Text, ...]:
    """Return one sentence: of one topic where it stands in each voice, else how far commitments and asks are."""
    if len(subject.grouped) == 1 and (stands := first_page.newest(subject.snapshots)):
        clauses = [_with_items(stands)]
        if subject.parameters.is_internal:
            clauses += sentences.unsaid([entry for _snapshot, entry in stands])
        cited = sorted({number for stand in stands for number in subject.notes.evidence(*stand)})
        return (shape.Text(how_far.as_sentence(clauses), notes=tuple(cited)),)
    return how_far.sentence(subject.parameters, subject.snapshots)


def _with_items(stands: Sequence[Stand]) -> str:
    """Return what each voice says and of which item: once where all speak of the same."""
    refs = {snapshot.ref for snapshot, _entry in stands}
    if len(refs) > 1:
        return brief_sections.voices(stands, with_refs=True)
    return _("%(item)s: %(voices)s") % {"item": refs.pop(), "voices": brief_sections.voices(stands)}


# --- The rest


def _sections(subject: BriefSubject) -> Iterator[shape.Section]:
    if not subject.snapshots:
        return
    yield from brief_points.to_raise(subject)
    if len(subject.owed) <= MOST_ROWS:  # page one has room for the matrix, and the picture comes after it
        yield from _of_promises_and_moves(subject)
        yield from _picture(subject)
    else:
        yield from _picture(subject)
        yield from _of_promises_and_moves(subject)
    yield from brief_sections.due(subject)
    yield from brief_sections.dropped(subject)
    yield from brief_sections.discussed(subject)


def _of_promises_and_moves(subject: BriefSubject) -> Iterator[shape.Section]:
    yield from brief_sections.promised(subject)
    yield from brief_sections.differing(subject)
    yield from brief_sections.moved(subject)


def _picture(subject: BriefSubject) -> Iterator[shape.Section]:
    for figure in path_by_topic(subject.parameters, subject.snapshots, subject.grouped):
        yield shape.Section(_("Where the topics stood"), (figure,))
