"""Count how many items are listed, and how many have which value: links for each filter that is not in force."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from ledger.filters import ItemFilterSet, from_few
from ledger.models.capped_counts import capped_counts
from ledger.models.items import ItemQuerySet
from ledger.models.topic_tree import TopicTree
from ledger.vocabulary import Status

FILTERS = ("kind", "status", "round", "topic", "officer")
MOST_VALUES = 20
"""So many values of a filter are linked, the commonest; the filter itself offers all."""
COLUMNS = (
    "pk",
    "kind",
    "agreed_as",
    "round__dialogue__code",
    "round__number",
    "officer",
)
"""What is counted of each item, once for each of its topics."""
TOPIC = F("topic_links__topic")
"""What comes last: a topic of the item; of a step, one of its item, as the filter finds it."""
Address = Callable[..., str]


@dataclass(frozen=True)
class FacetValue:
    """A value, how many items have it, and the list of them."""

    label: str
    count: int
    address: str


@dataclass(frozen=True)
class Facet:
    """The values of one filter, the commonest first; ``more`` says how many others there are."""

    label: str
    lines: list[FacetValue]
    more: int


@dataclass(frozen=True)
class Counts:
    """The number of listed items, at most one more than the cap, and how they are spread; not at all beyond it."""

    total: int
    facets: list[Facet]


def counts_of(filters: ItemFilterSet, address: Address, cap: int) -> Counts:
    """Count what is listed. Three queries, or one where there is more than the cap, or nothing."""
    total, listed = _counted(filters, cap)
    if not 0 < total <= cap:
        return Counts(total, [])
    topic = Coalesce("topic_links__topic", "part_of__topic_links__topic") if filters.has_steps else TOPIC
    counted = _by_value(list(listed.values_list(*COLUMNS, topic)), filters)
    if "status" not in filters.values:
        counted["status"] = _statuses(filters, listed, total)
    facets = [_facet(filters, name, counted[name], address) for name in FILTERS if name not in filters.values]
    return Counts(total, [facet for facet in facets if facet.lines])


def total_of(filters: ItemFilterSet, cap: int) -> int:
    """Count the items listed, at most one more than the cap. One query, or a few for a common word."""
    return _counted(filters, cap)[0]


def totals_of(lists: Sequence[ItemFilterSet], cap: int) -> list[int]:
    """Count what each of some lists holds, as each list counts it: one query for all, and those of the words' own."""
    together = [filters for filters in lists if "q" not in filters.values]
    counted = iter(capped_counts([filters.almost_chosen for filters in together], cap))
    return [total_of(filters, cap) if "q" in filters.values else next(counted).rows for filters in lists]


def _by_value(rows: list[tuple[Any, ...]], filters: ItemFilterSet) -> dict[str, Counter[str]]:
    """Count the items by each filter's values; an item on two topics comes in two rows."""
    items = {row[0]: row for row in rows}.values()
    return {
        "kind": Counter(str(row[2] or row[1]) for row in items),
        "round": Counter(f"{row[3]}-{row[4]}" for row in items),
        "officer": Counter(_officer(row[5], filters) for row in items),
        "topic": _topics([(row[0], row[6]) for row in rows], filters.offered.topics),
    }


def _statuses(filters: ItemFilterSet, listed: ItemQuerySet, total: int) -> Counter[str]:
    """Count by each status that somebody says of an item; of the others nobody has said anything."""
    said = filters.statuses_of(listed)
    counted = Counter(str(status) for _item, status in said)
    if filters.is_silence_counted:
        counted[Status.UNASSESSED.value] += total - len({item for item, _status in said})
    return +counted


def _counted(filters: ItemFilterSet, cap: int) -> tuple[int, Any]:
    """Count how many are listed, at most one more than the cap, and which; a common word finds so many in a
    few rounds.
    """
    items = filters.almost_chosen.order_by()
    if not filters.common:
        return items[: cap + 1].count(), items
    keys = from_few(items.values_list("pk", flat=True), filters.rounds, cap + 1, filters.bearing)
    return len(keys), items.filter(pk__among=keys)


def _officer(key: int | None, filters: ItemFilterSet) -> str:
    return "none" if key is None else "me" if key == filters.user.pk else str(key)


def _topics(links: Sequence[tuple[int, int]], topics: TopicTree) -> Counter[str]:
    """Count by each topic whose list holds an item: its own, broader ones, and as these go on; each item once."""
    found = {key: topics.finding(key) for key in {key for _item, key in links}}
    return Counter(
        topic.slug for _item, topic in {(item, topic) for item, key in links for topic in found[key]}
    )


def _facet(filters: ItemFilterSet, name: str, counted: Counter[str], address: Address) -> Facet:
    """Return the values that the filter offers, each with the number of items that its list has."""
    labels = {str(value): str(label).strip() for value, label in filters.offered.choices(name)}
    found = [(value, count) for value, count in counted.most_common() if value in labels]
    lines = [
        FacetValue(labels[value], count, address(**{name: value})) for value, count in found[:MOST_VALUES]
    ]
    label = filters.status_label if name == "status" else filters.label_of(name)
    return Facet(label, lines, len(found) - len(lines))
