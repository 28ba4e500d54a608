"""The report of topics: where each stands and who says so, then round by round."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Item, Topic
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import brief, caveats, contents, first_page, listed_items, topic_texts
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes, standings
from ledger.reports.brief_picture import path_by_topic
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import items_once_on, open_snapshots
from ledger.reports.snapshots import ItemSnapshot

KIND = "topic"
LABEL = gettext_noop("Status report")
NEEDS = ("topic",)
TAKES = ("dialogue", "with_children", "length")
IS_INTERNAL = False


@dataclass
class _TopicSubject:
    """The topics asked for, each as the one that goes on, and the items of each."""

    parameters: ReportParameters
    asked: list[Topic]
    by_topic: dict[Topic, list[ItemSnapshot]]
    absorbed: list[Topic]
    of_children: dict[Topic, int]
    texts: topic_texts.Texts
    notes: Notes = field(default_factory=Notes)

    @property
    def snapshots(self) -> list[ItemSnapshot]:
        """All items, each once, in order of round and number."""
        found = {snapshot.ref: snapshot for group in self.by_topic.values() for snapshot in group}
        return sorted(found.values(), key=lambda one: one.order)


def items(parameters: ReportParameters, topics: TopicTree | None = None) -> QuerySet[Item]:
    """Select those that are or ever were on one of the topics, or on one under them; ``topics`` where they are read."""
    topics = topics or TopicTree()
    return items_once_on(topics.with_parts(parameters.topics))


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.topics``, with the items of topics merged into them.

    Topics under them are pointed to, with the number of their items, or told as well where the question is
    ``with_children``. Reads only; words are in the question's language. Raises ValueError when the question
    names no topic.
    """
    if not parameters.topics:
        raise ValueError("a report of a topic needs a topic")
    with override(parameters.language):
        subject = _gather(parameters)
        if parameters.is_brief:
            return _brief(subject)
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=wording.listed(topic.name for topic in subject.asked),
            snapshots=subject.snapshots,
            summary=_summary(subject),
            sections=_sections(subject),
            notes=subject.notes,
        )


def _brief(subject: _TopicSubject) -> shape.Report:
    grouped = {topic: group for topic, group in subject.by_topic.items() if group}
    return brief.build(
        subject.parameters,
        code=KIND,
        label=LABEL,
        title=wording.listed(topic.name for topic in subject.asked),
        items=brief.BriefItems(subject.snapshots, grouped, subject.texts),
        empty=first_page.no_round(),
    )


# --- Gathering


def _gather(parameters: ReportParameters) -> _TopicSubject:
    topics = TopicTree()
    asked = topics.current(parameters.topics)
    children = topics.under(asked)
    absorbed = topics.absorbed_by(asked)
    grouped = topics.grouped(open_snapshots(items(parameters, topics), parameters))
    told = {topic: grouped.get(topic, []) for topic in asked}
    of_children = {child: len(grouped[child]) for child in children if child in grouped}
    if parameters.with_children:  # of a narrower topic without items nothing is told
        told |= {child: grouped[child] for child in of_children}
        of_children = {}
    return _TopicSubject(parameters, asked, told, absorbed, of_children, topic_texts.read(parameters, topics))


def _summary(subject: _TopicSubject) -> Iterator[shape.Paragraph]:
    parameters, notes = subject.parameters, subject.notes
    is_one = len(subject.by_topic) == 1
    yield from topic_texts.paragraphs(
        parameters, subject.by_topic, subject.texts, notes, with_names=not is_one
    )
    if is_one:
        yield from first_page.summary(parameters, subject.snapshots, notes)
        return
    for topic, snapshots in subject.by_topic.items():
        yield from first_page.of_topic(topic.name, parameters, snapshots, notes)
    if subject.snapshots:
        yield from first_page.closing(parameters, subject.snapshots, notes, with_topics=True)


def _sections(subject: _TopicSubject) -> Iterator[shape.Section]:
    parameters, snapshots = subject.parameters, subject.snapshots
    if not snapshots:
        if pointers := tuple(_pointers(subject)):
            yield shape.Section(_("To bear in mind"), (shape.Listing(pointers),))
        return
    if len(subject.by_topic) == 1:
        yield from where_it_stands(snapshots, subject.notes)
        yield contents.section(snapshots)
    else:
        yield from _topics(subject)
    yield caveats.section(parameters, snapshots, subject.notes, _pointers(subject))
    yield listed_items.by_round(snapshots, subject.notes)


def _topics(subject: _TopicSubject) -> Iterator[shape.Section]:
    """Yield pictures of all topics, then each with its positions and counts."""
    told = {topic: snapshots for topic, snapshots in subject.by_topic.items() if snapshots}
    path = path_by_topic(subject.parameters, subject.snapshots, told)
    figures = (*path, *contents.status_by_topic(told), contents.topic_by_round(told))
    yield shape.Section(_("At a glance"), figures)
    for topic, snapshots in told.items():
        sections = (*where_it_stands(snapshots, subject.notes), contents.section(snapshots))
        yield shape.Section(topic.name, sections=sections)


def where_it_stands(snapshots: Sequence[ItemSnapshot], notes: Notes) -> Iterator[shape.Section]:
    """Yield the newest status in each voice; no section where no voice has spoken, which the first lines say."""
    newest = first_page.newest(snapshots)
    if not newest:
        return
    hint = _("The newest status in each voice on any of these items; each item’s own stand further below.")
    rows = standings(newest, notes, in_full=True)
    blocks = (shape.Positions(rows), shape.Paragraph((shape.Text(hint),), is_quiet=True))
    yield shape.Section(_("Where it stands, and who says so"), blocks)


def _pointers(subject: _TopicSubject) -> Iterator[shape.Text]:
    """Yield topics that these took in, and topics under them."""
    told = {topic for snapshot in subject.snapshots for topic in snapshot.topics}
    taken_in = (topic for topic in subject.absorbed if topic not in subject.by_topic)
    # Under which other names we file things is for our own people, as long as nothing told here bears them.
    merged = [topic.name for topic in taken_in if subject.parameters.is_internal or topic in told]
    if merged:
        yield shape.Text(caveats.named(_("Takes in what was recorded under: %(refs)s."), merged))
    for child, items in subject.of_children.items():
        words = {"topic": child.name, "items": wording.number(items).label}
        yield shape.Text(_("Narrower topic with a report of its own: %(topic)s (items: %(items)s).") % words)
