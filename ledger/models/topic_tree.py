"""The tree of topics, with merges followed: pages, filters and reports all ask it what belongs to a topic."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from ledger.models.topics import Topic
from ledger.typed_text import alphabetical


class HasTopics(Protocol):
    """A thing that is filed under topics, such as an item as a report takes it."""

    @property
    def topics(self) -> Sequence[Topic]: ...


Filed = TypeVar("Filed", bound=HasTopics)


class TopicTree:
    """All topics, read once: a few hundred rows, whatever the number of items.

    ``rows`` are those that may be shown; without it all are. ``final`` maps a topic's primary key to the topic that
    goes on: the one that it was merged into in the end, or itself.
    """

    def __init__(self, rows: Iterable[Topic] | None = None) -> None:
        self.by_key = {topic.pk: topic for topic in (Topic.objects.all() if rows is None else rows)}
        merged = {key: topic.merged_into_id for key, topic in self.by_key.items()}
        merges = {key: into for key, into in merged.items() if into in self.by_key}
        self._chains: dict[int, list[int]] = {}
        self.final: dict[int, Topic] = {}
        for key in self.by_key:
            self._chains[key], circle = _follow(key, merges)
            # Of a circle of merges, which no page makes, the newest topic goes on.
            self.final[key] = self.by_key[max(circle) if circle else self._chains[key][-1]]
        self._broader = self._read_broader()

    def _read_broader(self) -> dict[int, int]:
        """Return the topics that go on → the broader one that does; of some that merges made parts of each
        other, the newest is on top.
        """
        above = {key: self.final.get(topic.parent_id or 0) for key, topic in self.by_key.items()}
        broader = {
            key: parent.pk
            for key, parent in above.items()
            if parent and self.final[key].pk == key != parent.pk
        }
        for key in list(broader):
            if circle := _follow(key, broader)[1]:
                del broader[max(circle)]
        return broader

    # --- Topics that were merged

    def current(self, topics: Iterable[Topic]) -> list[Topic]:
        """Return the topics, each once and as the one that goes on, in their order; those that may not be
        shown left out.
        """
        return list({self.final[topic.pk]: None for topic in topics if topic.pk in self.final})

    def absorbed_by(self, topics: Iterable[Topic]) -> list[Topic]:
        """Return the topics themselves and all that were merged into one of them, directly or through others."""
        wanted = {topic.pk for topic in topics}
        return [topic for key, topic in self.by_key.items() if not wanted.isdisjoint(self._chains[key])]

    def same_as(self, topics: Iterable[Topic]) -> list[Topic]:
        """Return all topics that are one subject with one of these: as which they go on, and what was merged
        into that.
        """
        return self.absorbed_by(self.current(topics))

    # --- Broader and narrower ones

    def parent(self, topic: Topic) -> Topic | None:
        """Return the broader topic that goes on, of one that does."""
        key = self._broader.get(topic.pk)
        return self.by_key[key] if key else None

    def under(self, topics: Sequence[Topic]) -> list[Topic]:
        """Return the topics under some others, at any depth, in order of name; none of those themselves.

        A part that was merged elsewhere is the topic that it goes on as: what is one subject is part of both.
        """
        found: dict[Topic, None] = {}
        fringe = list(topics)
        while fringe:
            parents = {topic.pk for topic in self.absorbed_by(fringe)}
            children = {self.final[key] for key, topic in self.by_key.items() if topic.parent_id in parents}
            fringe = [topic for topic in children if topic not in found and topic not in topics]
            found |= dict.fromkeys(fringe)
        return sorted(found, key=_by_name)

    def with_parts(self, topics: Iterable[Topic]) -> list[Topic]:
        """Return all topics that are one subject with one of these, or with one under it."""
        current = self.current(topics)
        return self.absorbed_by([*current, *self.under(current)])

    def finding(self, key: int) -> set[Topic]:
        """Return the topics whose list, ``with_parts``, holds what is filed under a topic's primary key: the topic that
        goes on, and all that are broader than it or than a name merged into it. None where it may not be shown.
        """
        found: set[Topic] = set()
        fringe = {self.final[key]} if key in self.final else set()
        while fringe:
            found |= fringe
            fringe = {above for topic in fringe for above in self._above.get(topic.pk, ())} - found
        return found

    @cached_property
    def _above(self) -> dict[int, set[Topic]]:
        """By the key of each topic that goes on, those right above it, or above a name that was merged into it."""
        above: dict[int, set[Topic]] = defaultdict(set)
        for key, topic in self.by_key.items():
            if (parent := self.final.get(topic.parent_id or 0)) is not None:
                above[self.final[key].pk].add(parent)
        return above

    def indented(self, wanted: Iterable[int] | None = None) -> Iterator[tuple[Topic, int]]:
        """Yield the topics that go on, each above its parts, by name, with how many broader ones stand above it.

        ``wanted`` are the primary keys of those that are asked for, beside the broader ones above them; None for all.
        """
        kept: set[int] = set()
        for asked in (topic.pk for topic in self.final.values()) if wanted is None else wanted:
            key: int | None = asked
            while key and key not in kept:
                kept.add(key)
                key = self._broader.get(key)
        parts: dict[int | None, list[Topic]] = defaultdict(list)
        for topic in sorted((self.by_key[key] for key in kept), key=_by_name):
            parts[self._broader.get(topic.pk)].append(topic)
        yield from _indented(parts, None, 0)

    # --- What is filed under them

    def grouped(self, filed: Iterable[Filed]) -> dict[Topic, list[Filed]]:
        """Return items by topic, in order of the topics' names; an item on several stands under each."""
        found: dict[Topic, list[Filed]] = {}
        for item in filed:
            for topic in self.current(item.topics):
                found.setdefault(topic, []).append(item)
        return dict(sorted(found.items(), key=lambda group: _by_name(group[0])))


def _follow(key: int, leads_to: Mapping[int, int | None]) -> tuple[list[int], list[int]]:
    """Return the keys passed from one on, each once, and of these the circle in which they end; empty where
    they do not.
    """
    passed = [key]
    while (following := leads_to.get(passed[-1])) and following not in passed:
        passed.append(following)
    return passed, passed[passed.index(following) :] if following else []


def _indented(
    parts: Mapping[int | None, list[Topic]], parent: int | None, depth: int
) -> Iterator[tuple[Topic, int]]:
    for topic in parts.get(parent, ()):
        yield topic, depth
        yield from _indented(parts, topic.pk, depth + 1)


def _by_name(topic: Topic) -> str:
    return alphabetical(topic.name)
