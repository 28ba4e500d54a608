"""Topics as a filter takes them: each above its parts, and standing for them and for what was merged into them."""

from collections.abc import Iterator, Sequence

from ledger.models import Topic


def indented(topics: Sequence[Topic], parent: int | None = None, depth: int = 0) -> Iterator[tuple[str, str]]:
    """The topics that go on, each above its parts: pairs of slug and name, set in by depth."""
    found = (one for one in topics if one.parent_id == parent and one.merged_into_id is None)
    for topic in sorted(found, key=lambda one: one.name):
        yield topic.slug, "\u2003" * depth + topic.name
        yield from indented(topics, topic.pk, depth + 1)


def with_parts(topics: Sequence[Topic], slug: str) -> set[int]:
    """The keys of a topic, of its parts, and of the topics that were merged into any of them."""
    found = {one.pk for one in topics if one.slug == slug}
    fringe = found
    while fringe:
        near = {one.pk for one in topics if {one.parent_id, one.merged_into_id} & fringe}
        fringe = near - found
        found = found | fringe
    return found
