"""Send mail at once to people who watch an item or a topic: once for each act, after it stands, not of their own."""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger import access
from ledger.models import Entry, Item, ItemTopic, User, Watch
from ledger.models.topic_tree import TopicTree
from ledger.notifications import mail
from ledger.vocabulary import Origin, WatchMail

log = logging.getLogger(__name__)


def tell_watchers(entries: Sequence[Entry]) -> None:
    """Tell people who asked to hear it at once what an act recorded on what they watch. A listener of the write API.

    Who may see an item is asked as the mail is written: a person whose role has ended gets nothing.
    """
    told = [entry for entry in entries if entry.origin is Origin.OFFICER]
    for user, items in _watched(told).items():
        counts = Counter(
            entry.item_id for entry in told if entry.item_id in items and entry.author_id != user.pk
        )
        if counts:
            _tell(user, counts)


def _watched(entries: Sequence[Entry]) -> dict[User, set[int]]:
    """Return, by person, which of the entries' items they watch, steps with the items that these are part of.

    By one query where nobody hears of any at once.
    """
    wholes = {entry.item_id: entry.item.part_of_id or entry.item_id for entry in entries}
    keys = {*wholes, *wholes.values()}
    watches = (
        Watch.objects.filter(user__is_active=True, user__preference__watched_mail=WatchMail.AT_ONCE)
        .filter(Q(item__in=keys) | Q(topic__isnull=False))
        .exclude(user__email="")
        .select_related("user")
        .order_by("user", "pk")
    )
    rows = list(watches) if keys else []
    on_topics = _items_by_topic(keys) if any(row.topic_id for row in rows) else {}
    found: dict[User, set[int]] = defaultdict(set)
    for row in rows:
        watched = {row.item_id} if row.item_id else on_topics.get(row.topic_id or 0, set())
        found[row.user] |= {item for item, whole in wholes.items() if {item, whole} & watched}
    return found


def _items_by_topic(keys: Iterable[int]) -> dict[int, set[int]]:
    """Return the topics that some items are on → the items; a topic under each that is one subject with it."""
    tree = TopicTree()
    by_final: dict[int, set[int]] = defaultdict(set)
    for item, topic in ItemTopic.objects.filter(item__in=keys).values_list("item", "topic"):
        by_final[tree.final[topic].pk].add(item)
    return {key: by_final[topic.pk] for key, topic in tree.final.items() if topic.pk in by_final}


def _tell(user: User, counts: dict[int, int]) -> None:
    items = list(access.visible_to(user, Item.objects.filter(pk__in=counts)).in_ref_order())
    if not items:
        return
    with translation.override(user.language):
        words = ngettext(
            "New on %(count)d item that you watch", "New on %(count)d items that you watch", len(items)
        )
        subject = words % {"count": len(items)}
        try:
            mail.send(user, subject, f"{subject}.", [mail.section(_("Recorded by others"), items, counts)])
        except mail.CANNOT_SEND:
            log.exception("Mail on items watched by %s could not be sent.", user.username)
