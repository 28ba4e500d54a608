"""The matrix of a dialogue: each commitment and ask, who owes it, by when, and where it stood on five days."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Item
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import first_page, how_far, past_columns, records, sentences
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes, kind_and_marks
from ledger.reports.brief_subject import in_order_of_urgency, is_urgent, names_of_officers
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.past_positions import days_of_rounds
from ledger.reports.sentences import Direction, Judgement, direction
from ledger.reports.snapshot_rows import items_once_on, open_snapshots
from ledger.reports.snapshots import ItemSnapshot

KIND = "matrix"
LABEL = gettext_noop("Matrix of commitments")
NEEDS = ("dialogue",)
TAKES = ("topic", "days")
IS_INTERNAL = False


@dataclass
class MatrixSubject:
    """The items of a matrix, the most urgent first, and the days on which it looks at them."""

    parameters: ReportParameters
    snapshots: list[ItemSnapshot]
    days: tuple[datetime.date, ...]
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        """Find the positions of the days, with their words, and who our officers are."""
        self.stood = past_columns.stood_on(self.snapshots, self.days)
        self.officers = names_of_officers(self.parameters, self.snapshots)


def items(parameters: ReportParameters) -> QuerySet[Item]:
    """Select all, or those that are or ever were on one of the topics; ``dialogue`` narrows them as every question."""
    return items_once_on(TopicTree().same_as(parameters.topics)) if parameters.topics else Item.objects.all()


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.dialogue``. Reads only. Raises ValueError when the question names none."""
    if parameters.dialogue is None:
        raise ValueError("a matrix needs a dialogue")
    with override(parameters.language):
        subject = _gather(parameters)
        sections = [_section(subject)] if subject.snapshots else []
        report = frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=parameters.dialogue.name,
            snapshots=subject.snapshots,
            summary=_summary(subject),
            sections=sections,
            notes=subject.notes,
        )
        return replace(report, records=records.marked(_records(subject), report.marking))


def _gather(parameters: ReportParameters) -> MatrixSubject:
    found = open_snapshots(items(parameters), parameters)
    if parameters.topics:
        asked = TopicTree().same_as(parameters.topics)
        found = [snapshot for snapshot in found if any(topic in asked for topic in snapshot.topics)]
    owed = in_order_of_urgency(found)
    return MatrixSubject(parameters, owed, parameters.days or days_of_rounds(owed, parameters.as_of))


# --- The first lines


def _summary(subject: MatrixSubject) -> Iterator[shape.Paragraph]:
    parameters = subject.parameters
    if not subject.snapshots:
        sentence = _("By that day, as known then, this dialogue held neither a commitment nor an ask.")
        yield from first_page.nothing(parameters, sentence)
        return
    yield shape.Paragraph(how_far.sentence(parameters, subject.snapshots))
    if texts := tuple(_movements(subject)):
        yield shape.Paragraph(texts)


def _movements(subject: MatrixSubject) -> Iterator[shape.Text]:
    """Yield what stands better or worse on the last day than where the same voice first put it on one of the days."""
    moves = [move for snapshot in subject.snapshots for move in _moves(subject, snapshot)]
    words = {"first": wording.day(subject.days[0]).label, "last": wording.day(subject.days[-1]).label}
    better, worse, changed = (
        _("Better by %(last)s:"),
        _("Worse by %(last)s:"),
        _("Otherwise changed by %(last)s:"),
    )
    sentences_by_way = {Direction.BETTER: better, Direction.WORSE: worse, Direction.CHANGED: changed}
    for way, sentence in sentences_by_way.items():
        if told := [text for moved, text in moves if moved is way]:
            yield shape.Text(sentence % words)
            yield from first_page.ended(told)
    if not moves and subject.parameters.is_internal:
        yield shape.Text(_("From %(first)s to %(last)s no voice moved any of them up or down.") % words)


def _moves(subject: MatrixSubject, snapshot: ItemSnapshot) -> Iterator[tuple[Direction, shape.Text]]:
    """Yield each voice that puts the item elsewhere on the last day than where it first did on one of the days."""
    first: dict[Judgement, EntryRow] = {}
    for stood in subject.stood[snapshot.ref]:
        first = stood | first
    for judgement, entry in subject.stood[snapshot.ref][-1].items():
        if way := direction(first[judgement].status, entry.status):
            words = {
                "ref": snapshot.ref,
                "who": sentences.who_on_whom(snapshot, entry),
                "status": wording.status(entry).label,
                "before": wording.status(first[judgement]).label,
            }
            sentence = _("%(ref)s, %(who)s: “%(status)s” after “%(before)s”") % words
            yield way, shape.Text(sentence, notes=subject.notes.evidence(snapshot, entry))


# --- The matrix


def _section(subject: MatrixSubject) -> shape.Section:
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("kind", _("Kind")),
        shape.Column("words", _("What was said")),
        shape.Column("owes", _("Who owes it")),
        shape.Column("deadline", _("Deadline")),
        *past_columns.columns(subject.days, subject.snapshots),
        shape.Column("next_step", _("Our next step")),
        shape.Column("officer", _("Officer, ours")),
    )
    rows = tuple(shape.Row(tuple(_cells(snapshot, subject))) for snapshot in subject.snapshots)
    table = shape.Table(past_columns.caption(), columns, rows)
    table = table.without_empty("owes", "deadline", "next_step", "officer")
    return shape.Section(_("Where each stood"), (table, *_legend(subject)))


def _legend(subject: MatrixSubject) -> Iterator[shape.Paragraph]:
    """Say what an empty place means; beyond our own people it may only mean that nothing was released."""
    if subject.parameters.is_internal:
        words = _("“–”: by that day no voice had said where it stood. “Not yet”: its round had not met.")
        yield shape.Paragraph((shape.Text(words),), is_quiet=True)


def _cells(snapshot: ItemSnapshot, subject: MatrixSubject) -> Iterator[shape.Cell | None]:
    deadline, owes = sentences.deadline_words(snapshot), sentences.owing_words(snapshot)
    kind, parameters = kind_and_marks(snapshot), subject.parameters
    yield shape.Ref(snapshot.ref)
    yield shape.Text(f"{kind} · {_('priority')}" if is_urgent(snapshot) else kind)
    yield sentences.short_words(snapshot)
    yield shape.Text(owes) if owes else None
    yield shape.Text(deadline or _("none recorded")) if deadline or parameters.is_internal else None
    yield from past_columns.cells(snapshot, subject.days, subject.stood[snapshot.ref], subject.notes)
    step = snapshot.field("next_step") if parameters.is_internal and parameters.is_present else ""
    yield shape.Text(step) if step else None
    officer = subject.officers.get(snapshot.field("officer") or "", "")
    yield shape.Text(officer) if officer else None


# --- As a flat table


def _records(subject: MatrixSubject) -> shape.Table:
    """Return a row for each item, day and position, and one where no voice had spoken."""
    parameters = subject.parameters
    series = parameters.series.code if parameters.series else ""
    asked = (
        wording.day(parameters.as_of),
        wording.moment(parameters.known_at),
        shape.Text(wording.audience(parameters.audience, series)),
    )
    labels = {
        "as_of": _("As of"),
        "known_at": _("Known at"),
        "audience": _("Audience"),
        "ref": _("Reference"),
        "kind": _("Kind"),
        "words": _("What was said"),
        "owes": _("Who owes it"),
        "deadline": _("Deadline"),
        "day": _("Day"),
        "about": _("About"),
        "voice": _("Voice"),
        "speaker": _("Speaker"),
        "status": _("Status"),
        "status_day": _("Date of the status"),
        "movement": _("Movement"),
    }
    columns = tuple(shape.Column(key, label) for key, label in labels.items())
    rows = (
        shape.Row((*asked, *cells)) for snapshot in subject.snapshots for cells in _record(snapshot, subject)
    )
    return shape.Table(_("Records"), columns, tuple(rows))


def _record(snapshot: ItemSnapshot, subject: MatrixSubject) -> Iterator[tuple[shape.Cell | None, ...]]:
    deadline, owes = snapshot.deadline, sentences.owing_words(snapshot)
    item = (
        shape.Ref(snapshot.ref),
        shape.Text(wording.kind(snapshot.kind, snapshot.agreed_as)),
        sentences.short_words(snapshot, sentences.WHOLE_CHARACTERS),
        shape.Text(owes) if owes else None,
        wording.day(deadline.day, deadline.precision) if deadline else None,
    )
    before: dict[Judgement, EntryRow] = {}
    for day, stood in zip(subject.days, subject.stood[snapshot.ref], strict=True):
        for entry in sentences.judged(snapshot, stood.values()):
            earlier = before.get((entry.about, entry.voice, entry.speaker))
            way = direction(earlier.status if earlier else None, entry.status)
            status = wording.status(entry)
            yield (
                *item,
                wording.day(day),
                shape.Text(entry.about.name if entry.about else _("As a whole")),
                shape.Text(_(entry.voice.label)),
                shape.Text(snapshot.speaker(entry)),
                status,
                status.day,
                shape.Text(_(way.value)) if way else None,
            )
        if not stood:
            yield (*item, wording.day(day), *(None,) * 6)
        before |= stood
