"""Keep what a person watches beside what is theirs: items, and topics with all items on them."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.db.models import Exists, OuterRef, Q

from ledger import access
from ledger.models import Item, Topic, User, Watch
from ledger.models.items import ItemQuerySet, on_any_of
from ledger.models.topic_tree import TopicTree
from ledger.personal.errors import NotVisible

Watchable: TypeAlias = Item | Topic


def watch(*, user: User, row: Watchable) -> None:
    """Let the person watch an item or a topic from now on; again changes nothing. Raises NotVisible."""
    rows = access.visible_to(user, type(row)._default_manager.filter(pk=row.pk))
    if not rows.exists():
        raise NotVisible
    Watch.objects.get_or_create(user=user, **_named(row))


def stop_watching(*, user: User, row: Watchable) -> bool:
    """Let the person watch an item or a topic no longer, whatever role they hold now. Returns whether they did.

    A topic goes with those that were merged into it.
    """
    found = Watch.objects.filter(user=user)
    found = found.filter(item=row) if isinstance(row, Item) else found.filter(topic__in=_merged(row))
    return bool(found.delete()[0])


def is_watched_by(user: User) -> Exists:
    """Tell whether the person watches an item itself, as a column of items that are read anyhow."""
    return Exists(Watch.objects.filter(user=user, item=OuterRef("pk")))


def watches_topic(user: User, topics: Sequence[Topic]) -> bool:
    """Tell whether the person watches one of some topics: a topic, and those that were merged into it."""
    return Watch.objects.filter(user=user, topic__in=topics).exists()


def watched_items(user: User) -> ItemQuerySet:
    """Select the items that the person watches, and may see today: by themselves, or by a topic that they are on; and
    the steps of each.
    """
    watches = list(Watch.objects.filter(user=user).values_list("item", "topic"))
    if not watches:
        return Item.objects.none()
    asked = Q(pk__in=[item for item, _topic in watches if item])
    if topics := [topic for _item, topic in watches if topic]:
        tree = TopicTree()
        asked |= on_any_of(tree.same_as(tree.by_key[key] for key in topics))
    steps = Q(part_of__in=Item.objects.filter(asked).order_by().values("pk"))
    return access.visible_to(user, Item.objects.filter(asked | steps))


def _named(row: Watchable) -> dict[str, Any]:
    return {"item" if isinstance(row, Item) else "topic": row}


def _merged(topic: Topic) -> list[Topic]:
    """Return all topics that are one subject with a topic."""
    return TopicTree().same_as([topic])
