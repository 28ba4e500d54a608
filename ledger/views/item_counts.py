"""How many of the listed items have which value: a list of links for each filter that is not in force."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ledger.filters import ItemFilterSet, from_few
from ledger.models import ItemTopic
from ledger.models.topic_tree import TopicTree

FILTERS = ("kind", "status", "round", "topic", "officer")
Address = Callable[..., str]


@dataclass(frozen=True)
class FacetValue:
    """A value, how many items have it, and the list of them."""

    label: str
    count: int
    address: str


@dataclass(frozen=True)
class Facet:
    """The values of one filter, the commonest first."""

    label: str
    lines: list[FacetValue]


@dataclass(frozen=True)
class Counts:
    """How many items are listed, at most one more than the cap, and how they are spread; not at all beyond it."""

    total: int
    facets: list[Facet]


def counts_of(filters: ItemFilterSet, address: Address, cap: int) -> Counts:
    """Count what is listed. Two queries, or one where there is more than the cap."""
    rows = _read(filters, cap)
    if len(rows) > cap:
        return Counts(len(rows), [])
    counted = {
        "kind": Counter(str(row[2] or row[1]) for row in rows),
        "status": Counter(str(row[3]) for row in rows),
        "round": Counter(f"{row[4]}-{row[5]}" for row in rows),
        "officer": Counter(_officer(row[6], filters) for row in rows),
        "topic": _topics([row[0] for row in rows], filters.offered.topics),
    }
    facets = [_facet(filters, name, counted[name], address) for name in FILTERS if name not in filters.values]
    return Counts(len(rows), [facet for facet in facets if facet.lines])


def _read(filters: ItemFilterSet, cap: int) -> list[Any]:
    """What is counted of each item, of one more than the cap at most; a common word finds so many in a few rounds."""
    columns = ("pk", "kind", "agreed_as", "status", "round__dialogue__code", "round__number", "officer")
    items = filters.almost_chosen.order_by().values_list(*columns)
    if filters.common:
        return from_few(items, filters.rounds, cap + 1, filters.bearing)
    return list(items[: cap + 1])


def _officer(key: int | None, filters: ItemFilterSet) -> str:
    return "none" if key is None else "me" if key == filters.user.pk else str(key)


def _topics(items: list[int], topics: TopicTree) -> Counter[str]:
    """By the topic that goes on; an item on two that were merged into one counts once."""
    links = ItemTopic.objects.filter(item__in=items).order_by().values_list("item", "topic")
    return Counter(
        topics.final[topic].slug for _item, topic in {(item, topics.final[key].pk) for item, key in links}
    )


def _facet(filters: ItemFilterSet, name: str, counted: Counter[str], address: Address) -> Facet:
    """The values that the filter offers; an item's own topics count, not those above them."""
    labels = {str(value): str(label).strip() for value, label in filters.filters[name].extra["choices"]}
    lines = [
        FacetValue(labels[value], count, address(**{name: value}))
        for value, count in counted.most_common()
        if value in labels
    ]
    return Facet(str(filters.filters[name].label), lines)
