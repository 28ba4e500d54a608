"""The brief before a round: topic by topic what was said, what became of it and what is open each way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Dialogue, Item, Round, Topic
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import brief, caveats, contents, first_page, how_far, listed_items, topic_texts
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes, kind_and_marks, said, standings
from ledger.reports.brief_picture import path_by_topic
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import items_once_on, open_snapshots
from ledger.reports.snapshots import ItemSnapshot
from ledger.typed_text import alphabetical
from ledger.vocabulary import Kind

KIND = "dialogue"
LABEL = gettext_noop("Report on a dialogue")
BRIEF_LABEL = gettext_noop("Brief on a dialogue")
NEEDS = ("dialogue",)
TAKES = ("topic", "length")
IS_INTERNAL = False


@dataclass
class _DialogueSubject:
    parameters: ReportParameters
    dialogue: Dialogue
    snapshots: list[ItemSnapshot]
    grouped: dict[Topic, list[ItemSnapshot]]
    texts: topic_texts.Texts
    notes: Notes = field(default_factory=Notes)

    @property
    def last(self) -> Round | None:
        """The last round of which an item is known: by its day, where one has none by its number."""
        rounds = {snapshot.item.round: None for snapshot in self.snapshots}
        return max(rounds, key=lambda round: round.number, default=None)


def items(parameters: ReportParameters) -> QuerySet[Item]:
    """Select all, or those that are or ever were on one of the topics; ``dialogue`` narrows them as every question."""
    return items_once_on(TopicTree().same_as(parameters.topics)) if parameters.topics else Item.objects.all()


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.dialogue``. Reads only. Raises ValueError when the question names none."""
    if parameters.dialogue is None:
        raise ValueError("a brief on a dialogue needs a dialogue")
    with override(parameters.language):
        snapshots = open_snapshots(items(parameters), parameters)
        topics = TopicTree()
        grouped = topics.grouped(snapshots)
        if parameters.topics:
            wanted = topics.current(parameters.topics)
            grouped = {one: group for one, group in grouped.items() if one in wanted}
            refs = {snapshot.ref for group in grouped.values() for snapshot in group}
            snapshots = [snapshot for snapshot in snapshots if snapshot.ref in refs]
        texts = topic_texts.read(parameters, topics)
        subject = _DialogueSubject(parameters, parameters.dialogue, snapshots, grouped, texts)
        if parameters.is_brief:
            return _brief(subject)
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=parameters.dialogue.name,
            snapshots=snapshots,
            summary=_summary(subject),
            sections=_sections(subject) if snapshots else (),
            notes=subject.notes,
        )


def _brief(subject: _DialogueSubject) -> shape.Report:
    return brief.build(
        subject.parameters,
        code=KIND,
        label=BRIEF_LABEL,
        title=subject.dialogue.name,
        items=brief.BriefItems(subject.snapshots, subject.grouped, subject.texts),
        empty=_no_item(),
    )


def _no_item() -> str:
    return _("By that day, as known then, this dialogue held no item.")


def _summary(subject: _DialogueSubject) -> Iterator[shape.Paragraph]:
    parameters, snapshots = subject.parameters, subject.snapshots
    if not (last := subject.last):
        yield from first_page.nothing(parameters, _no_item())
        return
    if parameters.topics:  # a brief on some topics opens with what our office says of them
        yield from topic_texts.paragraphs(
            parameters, subject.grouped, subject.texts, subject.notes, with_names=True
        )
    yield shape.Paragraph(how_far.sentence(parameters, snapshots))
    if parameters.is_internal or any(snapshot.item.round != last for snapshot in snapshots):
        yield shape.Paragraph((shape.Text(_what_the_last_took_up(subject, last)),))
    since = last.ends_on or last.starts_on
    changed = first_page.changes(parameters, snapshots, subject.notes, since=since, with_topics=True)
    if texts := tuple(changed):
        yield shape.Paragraph(texts)
    yield from first_page.plans(parameters, snapshots)


def _what_the_last_took_up(subject: _DialogueSubject, last: Round) -> str:
    """Say which topics the last round came back to, took up first and left aside; to others only which it took up:
    what was not released may belong to another round.
    """
    again, first, aside = _topics_around(subject.grouped, last)
    is_internal = subject.parameters.is_internal
    clauses: tuple[tuple[str, list[str]], ...]
    if is_internal and (again or aside):
        clauses = (
            (_("came back to %(topics)s"), again),
            (_("took up for the first time %(topics)s"), first),
            (_("left aside %(topics)s"), aside),
        )
    else:
        taken = [topic.name for topic in subject.grouped if topic.name in {*again, *first}]
        clauses = ((_("took up %(topics)s"), taken),)
    words = {
        "round": ", ".join(filter(None, [wording.rounds([last]), wording.round_day(last)])),
        "told": "; ".join(clause % {"topics": how_far.few(names)} for clause, names in clauses if names),
    }
    whole, part = _("%(round)s, the last of which items are recorded, %(told)s."), _("%(round)s %(told)s.")
    return wording.begin((whole if is_internal and not subject.parameters.topics else part) % words)


def _topics_around(
    grouped: dict[Topic, list[ItemSnapshot]], last: Round
) -> tuple[list[str], list[str], list[str]]:
    """Return the names of the topics that a round came back to, that it took up first, and that others alone hold."""
    again: list[str] = []
    first: list[str] = []
    aside: list[str] = []
    for topic, group in grouped.items():
        rounds = {snapshot.item.round for snapshot in group}
        found = aside if last not in rounds else again if len(rounds) > 1 else first
        found.append(topic.name)
    return again, first, aside


def _sections(subject: _DialogueSubject) -> Iterator[shape.Section]:
    parameters, snapshots = subject.parameters, subject.snapshots
    path = path_by_topic(parameters, snapshots, subject.grouped)
    pictures = (*contents.status_by_topic(subject.grouped), contents.topic_by_round(subject.grouped))
    yield contents.section(snapshots, [*path, *pictures])
    yield from _asks(subject)
    yield caveats.section(parameters, snapshots, subject.notes)
    sections = tuple(_topic(topic, group, subject) for topic, group in subject.grouped.items())
    yield shape.Section(_("Topic by topic"), sections=sections)


# --- What each side asked of the other


def _asks(subject: _DialogueSubject) -> Iterator[shape.Section]:
    """Yield the asks that our office has not closed, by who asks; that there is none, only our own people are told."""
    asks = [
        snapshot for snapshot in subject.snapshots if snapshot.kind is Kind.ASKED and snapshot.status.is_open
    ]
    by_side: dict[tuple[str, str], list[ItemSnapshot]] = {}
    for ask in asks:
        sides = (_names(ask, "asked_by"), _names(ask, "asked_of"))
        by_side.setdefault(sides, []).append(ask)
    blocks: list[shape.Block] = []
    for (asker, asked), group in sorted(by_side.items(), key=lambda side: [*map(alphabetical, side[0])]):
        words = {"asker": asker, "asked": asked}
        sentence = _("Asked by %(asker)s of %(asked)s:") % words
        blocks += [
            shape.Paragraph((shape.Text(sentence),)),
            listed_items.table(group, subject.notes),
        ]
    if not blocks and subject.parameters.is_internal:
        blocks.append(shape.Paragraph((shape.Text(_("Neither side has an open ask.")),)))
    if blocks:
        is_internal = subject.parameters.is_internal  # for others what is not released may have closed an ask
        yield shape.Section(_("Open asks, each way") if is_internal else _("Asks, each way"), tuple(blocks))


def _names(snapshot: ItemSnapshot, field_name: str) -> str:
    return wording.listed(wording.party(party) for party in snapshot.parties(field_name)) or _("nobody named")


# --- One topic


def _topic(topic: Topic, snapshots: Sequence[ItemSnapshot], subject: _DialogueSubject) -> shape.Section:
    """Return what each round said, where it stands, what changed since the last round, and what to mind."""
    blocks: list[shape.Block] = []
    blocks += topic_texts.paragraphs(subject.parameters, [topic], subject.texts, subject.notes)
    for snapshot in snapshots:
        one = snapshot.item.round
        words = {
            "round": wording.begin(wording.rounds([one])),
            "kind": kind_and_marks(snapshot),
            "ref": snapshot.ref,
        }
        blocks.append(shape.Paragraph((shape.Text(_("%(round)s, %(kind)s (%(ref)s):") % words),)))
        blocks += said(snapshot)
        if snapshot.steps:
            blocks.append(listed_items.steps(snapshot, subject.notes))
    newest = first_page.newest(snapshots)
    if newest:
        blocks.append(shape.Positions(standings(newest, subject.notes, in_full=True)))
    else:
        blocks += first_page.silence(subject.parameters, snapshots, is_quiet=True)
    if lines := [*_since_last(snapshots, subject), *_to_mind(snapshots, subject)]:
        blocks.append(shape.Listing(tuple(lines)))
    return shape.Section(topic.name, tuple(blocks))


def _since_last(snapshots: Sequence[ItemSnapshot], subject: _DialogueSubject) -> Iterator[shape.Text]:
    last = subject.last
    if not last or not last.ends_on:
        return
    for snapshot, entry in first_page.moved(snapshots, last.ends_on):
        words = {"round": wording.rounds([last]), "move": first_page.move(snapshot, entry)}
        yield shape.Text(_("Since %(round)s: %(move)s.") % words, notes=subject.notes.cite(snapshot, entry))


def _to_mind(snapshots: Sequence[ItemSnapshot], subject: _DialogueSubject) -> Iterator[shape.Text]:
    """Yield what is late, differs, was repeated without evidence or dropped: silence is told to our own people only."""
    parameters = subject.parameters
    yield from caveats.overdue(parameters, snapshots, subject.notes)
    if any(snapshot.differences() for snapshot in snapshots):
        yield from caveats.differing(parameters, snapshots, subject.notes)
    if not parameters.is_internal:
        return
    by_ref = {snapshot.ref: snapshot for snapshot in subject.snapshots}
    for snapshot in snapshots:
        earlier = by_ref.get(snapshot.field("continues") or "")
        if earlier and not _rests_on_evidence(earlier) and not _rests_on_evidence(snapshot):
            words = {"ref": snapshot.ref, "earlier": earlier.ref}
            sentence = _(
                "Repeated without evidence: %(ref)s continues %(earlier)s; no entry on either rests on a document."
            )
            yield shape.Text(sentence % words)
    yield from _dropped(snapshots, subject)


def _rests_on_evidence(snapshot: ItemSnapshot) -> bool:
    """Tell whether a told entry that is not older than the item's round has evidence."""
    return any(snapshot.evidence(entry) for entry in snapshot.told if not snapshot.is_context(entry))


def _dropped(snapshots: Sequence[ItemSnapshot], subject: _DialogueSubject) -> Iterator[shape.Text]:
    """Yield a topic that the last round did not take up, on whose open items nothing was said since it met."""
    last, final = subject.last, max(snapshot.item.round.number for snapshot in snapshots)
    if not last or final == last.number:
        return
    day = last.starts_on
    is_quiet = (
        all(entry.effective_on < day for snapshot in snapshots for entry in snapshot.entries)
        if day
        else False
    )
    if is_quiet and any(snapshot.status.is_open for snapshot in snapshots):
        words = {"last": wording.begin(wording.rounds([last]))}
        yield shape.Text(
            _("Dropped in silence: %(last)s did not take it up, and nothing was recorded since.") % words
        )
