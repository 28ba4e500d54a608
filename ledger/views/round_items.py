"""The items of a round's page: by kind, and side by side with those of the rounds before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from ledger.models import AgendaPoint, Item, ItemParty, ItemPassage, ItemTopic, Round, Topic
from ledger.models.items import ItemQuerySet
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.presentation.item_rows import ItemMark, for_rows
from ledger.typed_text import alphabetical
from ledger.views.base import page_address
from ledger.vocabulary import AgreedAs, Kind, PartyRole, Status

ITEMS_SHOWN = 80
"""A round of so many items shows them all; of a larger one each kind shows its share, and leads to the list of all."""
REFS_SHOWN = 3
"""So many items of a round stand beside a topic; the topic's page has all."""


def name_of(round: Round) -> str:
    """Return a round as the filter of the items' list names it: "USMX-7"."""
    return f"{round.dialogue.code}-{round.number}"


ItemKind = tuple[Kind, AgreedAs | None]


@dataclass(frozen=True)
class RoundItem:
    """An item of the round, and who owes or asks it in words."""

    item: Item
    parties: str


@dataclass(frozen=True)
class KindGroup:
    """The items of a kind; ``address`` is that of the list of all of them, empty where all are shown."""

    label: str
    count: int
    items: list[RoundItem]
    address: str


def kind_groups(items: ItemQuerySet, round: Round) -> list[KindGroup]:
    """Return the items of a round by kind, in the order of the kinds; of each kind the first, where a page
    would be long.

    Three queries.
    """
    keys: dict[ItemKind, list[int]] = defaultdict(list)
    for key, kind, agreed_as in items.order_by("number").values_list("pk", "kind", "agreed_as"):
        keys[Kind(kind), AgreedAs(agreed_as) if agreed_as else None].append(key)
    order = list(Kind)
    kinds = sorted(keys, key=lambda kind: (order.index(kind[0]), str(kind[1])))
    is_all = sum(len(group) for group in keys.values()) <= ITEMS_SHOWN
    of_a_kind = None if is_all else ITEMS_SHOWN // len(kinds)
    first = [key for group in keys.values() for key in group[:of_a_kind]]
    shown = {item.pk: item for item in _with_parties(items.filter(pk__in=first))}
    return [_group(kind, keys[kind], shown, round) for kind in kinds]


def _with_parties(items: ItemQuerySet) -> Iterable[Item]:
    links = ItemParty.objects.select_related("party").order_by("party__code")
    return for_rows(items).order_by().prefetch_related(Prefetch("party_links", links))


def _group(kind: ItemKind, keys: list[int], shown: dict[int, Item], round: Round) -> KindGroup:
    items = [RoundItem(shown[key], _parties(shown[key])) for key in keys if key in shown]
    wanted = {"round": name_of(round), "kind": str(kind[1] or kind[0])}
    address = page_address("ledger:item-list", **wanted) if len(items) < len(keys) else ""
    return KindGroup(wording.begin(wording.kind(*kind)), len(keys), items, address)


def _parties(item: Item) -> str:
    said = []
    for role in PartyRole:
        names = wording.listed(
            sorted(wording.party(link.party) for link in item.party_links.all() if link.role is role)
        )
        if names:
            said.append(f"{_(role.label)}: {names}")
    return "; ".join(said)


# --- In the text


@dataclass(frozen=True)
class CitedItem:
    """An item that a statement's words belong to; ``is_listed`` where the page shows it."""

    ref: str
    number: int
    is_listed: bool


def cited_spans(items: ItemQuerySet, shown: set[str]) -> dict[int, list[tuple[int, int, CitedItem]]]:
    """Find, by statement, where the items' passages stand in its text: start, end and item. One query."""
    found: dict[int, list[tuple[int, int, CitedItem]]] = defaultdict(list)
    where = ("statement", "start", "end")
    own = items.filter(passage__isnull=False).order_by()
    others = ItemPassage.objects.filter(item__in=items.order_by().values("pk")).order_by()
    rows = own.values_list("number", "ref", *(f"passage__{name}" for name in where)).union(
        others.values_list("item__number", "item__ref", *(f"passage__{name}" for name in where)), all=True
    )
    # Django 6.1 would order the two together as items are.
    for number, ref, statement, start, end in sorted(rows.order_by()):
        found[statement].append((start, end, CitedItem(ref, number, ref in shown)))
    return found


# --- Side by side


@dataclass(frozen=True)
class RoundCell:
    """The items of a round on a topic: the first of them, how many there are beyond, and where those are."""

    items: list[ItemMark]
    more: int
    address: str
    is_planned: bool


@dataclass
class RoundsTopic:
    """A topic in the round before, in this one, and in the one after; and the round on whose agenda it stands."""

    topic: Topic
    cells: dict[int, dict[str, ItemMark]] = field(default_factory=dict)
    planned_in: int | None = None

    def columns(self, rounds: Iterable[Round]) -> list[RoundCell]:
        """Return what each round made of the topic."""
        return [self._cell(round) for round in rounds]

    def _cell(self, round: Round) -> RoundCell:
        marks = list(self.cells[round.pk].values())
        # A line that says "1 more" takes as much room as that item.
        shown = marks if len(marks) <= REFS_SHOWN + 1 else marks[:REFS_SHOWN]
        address = page_address("ledger:item-list", topic=self.topic.slug, round=name_of(round))
        return RoundCell(shown, len(marks) - len(shown), address, round.pk == self.planned_in)


def side_by_side(
    near: list[Round],
    round: Round,
    agenda: Iterable[AgendaPoint],
    topics: TopicTree,
    links: QuerySet[ItemTopic],
) -> list[tuple[Topic, list[RoundCell]]]:
    """Sort, by topic, the items of rounds: what went on, what is new, what was not taken up. One query.

    What is on the agenda stands in the column of ``round``. ``links`` are those of items that may be shown.
    """
    found: dict[int, RoundsTopic] = {}

    def on(topic_key: int) -> RoundsTopic:
        topic = topics.final[topic_key]
        return found.setdefault(topic.pk, RoundsTopic(topic, {row.pk: {} for row in near}))

    current = links.filter(item__round__in=near, item__is_withdrawn=False)
    values = current.order_by("topic__slug", "item__number")
    for topic, in_round, ref, status in values.values_list(
        "topic", "item__round", "item__ref", "item__status"
    ):
        on(topic).cells[in_round][ref] = ItemMark(ref, Status(status))
    for point in agenda:
        if point.topic_id:
            on(point.topic_id).planned_in = round.pk
    ordered = sorted(found.values(), key=lambda matter: alphabetical(str(matter.topic)))
    return [(matter.topic, matter.columns(near)) for matter in ordered]
