"""The report of what changed between two days: every entry, under its topic and item."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Entry, Item, Topic
from ledger.models.item_fields import ITEM_FIELDS
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import first_page, how_far, listed_items, sentences
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes, timeline
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import in_scope, items_once_on, open_snapshots, read_words
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Act

KIND = "changes"
LABEL = gettext_noop("What changed")
NEEDS = ("since",)
TAKES = ("dialogue", "topic")
IS_INTERNAL = False

MENDING = (Act.AMEND, Act.CORRECT, Act.WITHDRAW, Act.RELEASE, Act.REDACT)
"""Acts on the ledger itself, which say nothing of what became of an item."""


@dataclass
class _ChangesSubject:
    """The items, those opened in the time, and of each what was said in it."""

    parameters: ReportParameters
    snapshots: list[ItemSnapshot]
    topics: TopicTree
    mended: list[Entry]
    opened: list[ItemSnapshot]
    said: dict[str, list[EntryRow]]
    notes: Notes = field(default_factory=Notes)

    @property
    def touched(self) -> list[ItemSnapshot]:
        """The items of which something was said, or of a step of which; or that have a new step."""
        return [
            snapshot
            for snapshot in self.snapshots
            if self.said.get(snapshot.ref) or any(map(self.is_touched, snapshot.steps))
        ]

    def is_touched(self, step: ItemSnapshot) -> bool:
        """Tell whether a step is new, or something was said of it."""
        since = self.parameters.since
        return bool(self.said.get(step.ref)) or bool(since and step.known.opened_on > since)


def items(parameters: ReportParameters, topics: TopicTree | None = None) -> QuerySet[Item]:
    """Select those on which, or on a step of which, anything took effect or was recorded after the first day; of
    the topics, where some are asked for.

    A shorter time reads fewer. ``topics`` where they are read already.
    """
    asked = (topics or TopicTree()).same_as(parameters.topics) if parameters.topics else []
    among = items_once_on(asked) if asked else Item.objects.all()
    later = Entry.objects.filter(Q(effective_on__gt=parameters.since) | Q(recorded_on__gt=parameters.since))
    steps = Item.objects.filter(part_of__isnull=False, pk__in=later.values("item"))
    return among.filter(Q(pk__in=later.values("item")) | Q(pk__in=steps.values("part_of")))


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for the days after ``question.since`` up to ``question.as_of``.

    What was said counts by the day on which it took effect, what was done to the ledger by the day on which it
    was recorded. Reads only. Raises ValueError when the question names no first day.
    """
    if parameters.since is None:
        raise ValueError("a report of changes needs a first day")
    with override(parameters.language):
        subject = _gather(parameters)
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=_("%(since)s to %(until)s") % _days(parameters),
            snapshots=[
                *{snapshot.ref: snapshot for snapshot in (*subject.opened, *subject.touched)}.values()
            ],
            summary=_summary(subject),
            sections=_sections(subject),
            notes=subject.notes,
        )


def _days(parameters: ReportParameters) -> dict[str, str]:
    since = parameters.since or parameters.as_of
    return {
        "since": wording.day(since, is_long=True).label,
        "until": wording.day(parameters.as_of, is_long=True).label,
    }


def _gather(parameters: ReportParameters) -> _ChangesSubject:
    topics = TopicTree()
    chosen = items(parameters, topics)
    snapshots = _on_topics(open_snapshots(chosen, parameters), topics.same_as(parameters.topics))
    since = parameters.since
    assert since is not None
    said = {
        told.ref: [entry for entry in told.entries if entry.effective_on > since]
        for snapshot in snapshots
        for told in (snapshot, *snapshot.steps)
    }
    read_words([entry for entries in said.values() for entry in entries], snapshots)
    opened = [snapshot for snapshot in snapshots if snapshot.known.opened_on > since]
    return _ChangesSubject(
        parameters, snapshots, topics, _mended(parameters, chosen, snapshots), opened, said
    )


def _on_topics(snapshots: list[ItemSnapshot], asked: Collection[Topic]) -> list[ItemSnapshot]:
    """Return the items on some topics; all where none is asked for."""
    if not asked:
        return snapshots
    return [snapshot for snapshot in snapshots if any(topic in asked for topic in snapshot.topics)]


def _mended(
    parameters: ReportParameters, items: QuerySet[Item], snapshots: Sequence[ItemSnapshot]
) -> list[Entry]:
    """Return what was done to the ledger in the time; others are told of released amendments alone."""
    acts = MENDING if parameters.is_internal else (Act.AMEND,)
    chosen = (
        in_scope(items, parameters)
        if parameters.is_internal
        else [snapshot.item.pk for snapshot in snapshots]
    )
    found = (
        Entry.objects.filter(item__in=chosen, act__in=acts)
        .visible_to(parameters.audience, parameters.known_at, dialogue=parameters.series)
        .known_at(parameters.known_at)
        .filter(recorded_on__gt=parameters.since, recorded_on__lte=parameters.as_of)
        .select_related("item")
        .only("item__ref", "act", "recorded_on", "changes", "released_to", "effective_on")
    )
    return list(found.order_by("recorded_at", "item_id", "sequence"))


# --- The first page


def _summary(subject: _ChangesSubject) -> Iterator[shape.Paragraph]:
    parameters = subject.parameters
    if not subject.opened and not subject.touched and not subject.mended:
        sentence = _("Nothing changed between %(since)s and %(until)s, as known then.")
        yield from first_page.nothing(parameters, sentence % _days(parameters))
        return
    if subject.opened:
        words = {"rounds": wording.rounds(list({snapshot.item.round: None for snapshot in subject.opened}))}
        new = shape.Text(_("New items, of %(rounds)s.") % words)
        yield shape.Paragraph((new, *how_far.as_texts(list(how_far.told(subject.opened)))))
    if speakers := _speakers(subject):
        yield shape.Paragraph((shape.Text(_("Who spoke: %(names)s.") % {"names": how_far.few(speakers)}),))
    moves = first_page.changes(
        parameters, subject.touched, subject.notes, since=parameters.since, with_topics=True
    )
    if texts := tuple(moves):
        yield shape.Paragraph(texts)


def _speakers(subject: _ChangesSubject) -> list[str]:
    """Return who gave a status or a note, those first who spoke most often."""
    spoke = Counter(
        sentences.who(told, entry)
        for snapshot in subject.snapshots
        for told in (snapshot, *snapshot.steps)
        for entry in subject.said[told.ref]
    )
    return [name for name, _times in spoke.most_common()]


# --- The rest


def _sections(subject: _ChangesSubject) -> Iterator[shape.Section]:
    if subject.opened:
        yield shape.Section(_("New items"), (listed_items.table(subject.opened, subject.notes),))
    if subject.touched:
        yield shape.Section(_("What was said, topic by topic"), (), tuple(_topics(subject)))
    if subject.mended:
        yield shape.Section(_("What was done to the ledger"), (shape.Listing(_mendings(subject.mended)),))


def _topics(subject: _ChangesSubject) -> Iterator[shape.Section]:
    """Yield each item once, under its first topic."""
    for topic, group in subject.topics.grouped(subject.touched).items():
        items = tuple(
            shape.Section(
                title=snapshot.ref,
                ref=snapshot.ref,
                details=(shape.Text(wording.kind(snapshot.kind, snapshot.agreed_as)),),
                blocks=tuple(_changed(snapshot, subject)),
            )
            for snapshot in group
            if subject.topics.current(snapshot.topics)[0] == topic
        )
        if items:
            yield shape.Section(topic.name, sections=items)


def _changed(snapshot: ItemSnapshot, subject: _ChangesSubject) -> Iterator[shape.Block]:
    """Yield an item's words and what was said of it, then the same of each of its steps that changed."""
    notes = subject.notes
    if words := listed_items.words(snapshot, notes):
        yield shape.Paragraph((words,), is_quiet=True)
    if said := subject.said[snapshot.ref]:
        yield timeline(snapshot, notes, said)
    if any(map(subject.is_touched, snapshot.steps)):
        yield listed_items.steps(snapshot, notes)
    for step in snapshot.steps:
        if said := subject.said[step.ref]:
            yield shape.Paragraph((shape.Text(_("Step %(ref)s:") % {"ref": step.ref}),), is_quiet=True)
            yield timeline(step, notes, said)


def _mendings(entries: Sequence[Entry]) -> tuple[shape.Text, ...]:
    """Return what was done alike on one day in a line: when, on which items, what; never the words that it changed."""
    alike: dict[tuple[str, str, str], dict[str, None]] = {}
    for entry in entries:
        day, more = wording.day(entry.recorded_on).label, ""
        if entry.released_to:
            more = wording.word(entry.released_to)
        elif entry.act is Act.AMEND:
            more = wording.listed(_fields(entry))
        alike.setdefault((day, wording.word(entry.act), more), {})[entry.item.ref] = None
    return tuple(shape.Text(_mending(*deed, refs)) for deed, refs in alike.items())


def _mending(day: str, act: str, more: str, refs: Iterable[str]) -> str:
    words = {"day": day, "act": act, "more": more, "ref": wording.listed(refs)}
    return (_("%(day)s, %(ref)s: %(act)s (%(more)s)") if more else _("%(day)s, %(ref)s: %(act)s")) % words


def _fields(entry: Entry) -> list[str]:
    """Return the names of the fields that an amendment changed."""
    return [wording.field(name) for name in entry.changes if name in ITEM_FIELDS]
