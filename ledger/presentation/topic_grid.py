"""Topics by rounds: what each round made of each topic, by kind, and the newest word on it in any voice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, Case, Count, F, Q, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.models import Position, Round, Topic
from ledger.models.items import ItemQuerySet
from ledger.models.latest import latest_per
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.item_words import day
from ledger.typed_text import alphabetical
from ledger.vocabulary import AgreedAs, Kind, Status, Voice

Place = tuple[Kind, AgreedAs | None]
Counts = Counter[Place]


@dataclass(frozen=True)
class Counted:
    """The number of items of a kind that a round holds on a topic."""

    kind: Kind
    agreed_as: AgreedAs | None
    count: int

    @property
    def label(self) -> str:
        return wording.kind(self.kind, self.agreed_as)

    @property
    def words(self) -> str:
        return f"{self.label} ({self.count})"


@dataclass(frozen=True)
class TopicCell:
    """The cell of a round and a topic: counts by kind, what binds most first, and the newest word on those items."""

    round: Round
    counts: list[Counted]
    newest: Position | None

    @property
    def words(self) -> str:
        """The cell in words: "round 7: agreed: shared view (1), discussed (1); stalled, 15 Mar 2018, the record"."""
        said = wording.listed(count.words for count in self.counts)
        found = f"{wording.rounds([self.round])}: {said}"
        return f"{found}; {word_of(self.newest)}" if self.newest else found


@dataclass(frozen=True)
class TopicRow:
    """A topic and its rounds; ``depth`` by how many broader topics it stands under. A cell is None for silence."""

    topic: Topic
    depth: int
    cells: list[TopicCell | None]
    newest: Position | None
    is_differing: bool


@dataclass(frozen=True)
class Grid:
    """Lines in the order of the tree of topics; ``silent`` are the topics that no round shown has raised."""

    rounds: list[Round]
    lines: list[TopicRow]
    silent: list[Topic]

    @property
    def kinds(self) -> list[Place]:
        """The kinds that occur, what binds most first."""
        found = {
            (count.kind, count.agreed_as)
            for line in self.lines
            for cell in line.cells
            if cell
            for count in cell.counts
        }
        return [place for place in wording.KINDS if place in found]


def speaks(position: Position) -> str:
    """Say who says so: "our office", "Mexico", "the record"."""
    who = (
        wording.party(position.speaker)
        if position.voice is Voice.PARTY and position.speaker
        else _(position.voice.label)
    )
    return wording.attributed(who, position.entry.is_attributable)


def word_of(position: Position) -> str:
    """Return a position in words: status, day and who says so."""
    return f"{_(position.status.label)}, {day(position.effective_on, position.effective_precision)}, {speaks(position)}"


def kinds_in_words(counts: Iterable[Counted]) -> str:
    """Count how many items of each kind: "agreed: shared view (1) and discussed (4)"."""
    return wording.listed(count.words for count in counts)


def items_in_words(count: int) -> str:
    """Return a number of items: "6 items"."""
    return ngettext("%(count)s item", "%(count)s items", count) % {"count": wording.number(count).label}


def counted(counts: Counts) -> list[Counted]:
    """Count by kind, what binds most first."""
    return [Counted(kind, as_, counts[kind, as_]) for kind, as_ in wording.KINDS if counts[kind, as_]]


# --- Gathering


@dataclass
class _Gathered:
    counts: dict[tuple[int, int], Counts] = field(default_factory=lambda: defaultdict(Counter))
    newest: dict[tuple[int, int], Position] = field(default_factory=dict)
    differing: set[int] = field(default_factory=set)


def topic_grid(items: ItemQuerySet, topics: TopicTree, rounds: Sequence[Round]) -> Grid:
    """Return what the rounds made of the topics, from the items that may be shown. Two queries.

    An item on several topics stands under each; one on a topic that was merged stands under the one that goes on.
    """
    gathered = _gather(items.current().filter(round__in=rounds), topics)
    raised = {key for key, _round in gathered.counts}
    lines, told = [], set()
    for topic, depth in topics.indented(raised):
        cells = [_cell(gathered, topic, round) for round in rounds]
        words = [cell.newest for cell in cells if cell and cell.newest]
        newest = max(words, key=lambda word: (word.effective_on, word.entry_id), default=None)
        lines.append(TopicRow(topic, depth, cells, newest, topic.pk in gathered.differing))
        told.add(topic.pk)
    others = {topic for topic in topics.final.values() if topic.pk not in told}
    return Grid(list(rounds), lines, sorted(others, key=lambda other: alphabetical(other.name)))


def _cell(gathered: _Gathered, topic: Topic, round: Round) -> TopicCell | None:
    key = (topic.pk, round.pk)
    if key not in gathered.counts:
        return None
    return TopicCell(round, counted(gathered.counts[key]), gathered.newest.get(key))


def _gather(items: ItemQuerySet, topics: TopicTree) -> _Gathered:
    found = _Gathered()
    rows = (
        items.filter(topic_links__isnull=False)
        .order_by()
        .annotate(final=_final("topic_links__topic", topics))
        .values_list("final", "round", "kind", "agreed_as")
        .annotate(count=Count("pk", distinct=True))
        .annotate(differing=Count("pk", distinct=True, filter=Q(is_differing=True)))
    )
    for topic, round, kind, agreed_as, count, differing in rows:
        found.counts[topic, round][kind, agreed_as] += count
        if differing:
            found.differing.add(topic)
    for position in _newest(items, topics):
        found.newest[position.final, position.item.round_id] = position  # type: ignore[attr-defined]
    return found


def _newest(items: ItemQuerySet, topics: TopicTree) -> Iterable[Position]:
    """Return the newest position on each topic in each round."""
    said = (
        Position.objects.filter(item__in=items.order_by().values("pk"), item__topic_links__isnull=False)
        .exclude(status=Status.UNASSESSED)
        .annotate(final=_final("item__topic_links__topic", topics))
    )
    newest = latest_per(said, ("final", "item__round"), order=("-effective_on", "-entry"))
    return newest.select_related("speaker", "item", "entry").order_by("pk")


def _final(path: str, topics: TopicTree) -> Case | F:
    """Return the topic that goes on, for one that was merged into it."""
    merged = [When(**{path: key}, then=one.pk) for key, one in topics.final.items() if key != one.pk]
    return Case(*merged, default=F(path), output_field=BigIntegerField()) if merged else F(path)
