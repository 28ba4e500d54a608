"""What is new in a dialogue or on a topic, as an Atom feed (RFC 4287): references, acts, moments and links."""

from xml.etree import ElementTree

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, Entry, Item, Topic, User
from ledger.models.entries import EntryQuerySet
from ledger.models.topic_tree import TopicTree

NAMESPACE = "http://www.w3.org/2005/Atom"
MOST = 50
"""How many entries a feed holds, the newest."""


def feed_of_dialogue(user: User, code: str) -> bytes | None:
    """Write the newest entries of a dialogue; None where the person holds no role in it today."""
    dialogue = access.visible_to(user, Dialogue.objects.filter(code=code)).first()
    if dialogue is None:
        return None
    page = f"{reverse('ledger:item-list')}?dialogue={dialogue.code}"
    return _feed(user, dialogue.code, page, Entry.objects.filter(item__round__dialogue=dialogue))


def feed_of_topic(user: User, slug: str) -> bytes | None:
    """Write the newest entries on a topic and its parts, of dialogues in which the person holds a role today; None
    for a person without a role and for a topic that there is not.
    """
    topics = TopicTree(access.visible_to(user, Topic.objects.all()))
    topic = next((topic for topic in topics.by_key.values() if topic.slug == slug), None)
    if topic is None:
        return None
    shown = topics.final[topic.pk]
    items = Item.objects.on_topics(topics.with_parts([shown])).filter(pk=OuterRef("item"))
    with translation.override(user.language):
        name = str(shown)
    return _feed(user, name, shown.get_absolute_url(), Entry.objects.filter(Exists(items)))


def _feed(user: User, name: str, page: str, entries: EntryQuerySet) -> bytes:
    """Return the feed in the person's language. The same entries give the same bytes."""
    rows = access.visible_to(user, entries).select_related("item").order_by("-recorded_at", "-pk")
    newest = list(rows[:MOST])
    with translation.override(user.language):
        feed = ElementTree.Element("feed", {"xmlns": NAMESPACE, "xml:lang": user.language})
        title = _("Dialogue Ledger: %(name)s") % {"name": "".join(filter(str.isprintable, name))}
        _add(feed, "title", title)
        _add(feed, "id", settings.LEDGER_PUBLIC_URL + page)
        _link(feed, page)
        _add(ElementTree.SubElement(feed, "author"), "name", _("Dialogue Ledger"))
        _add(feed, "updated", (newest[0].recorded_at if newest else user.date_joined).isoformat())
        for entry in newest:
            _add_entry(feed, entry)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(feed: ElementTree.Element, entry: Entry) -> None:
    """Tell of an entry which item it is on and what it does; never what it says."""
    element = ElementTree.SubElement(feed, "entry")
    words = {"ref": entry.item.ref, "act": entry.get_act_display()}
    _add(element, "title", _("%(ref)s: %(act)s") % words)
    _add(element, "id", f"urn:uuid:{entry.uuid}")
    _link(element, entry.get_absolute_url())
    _add(element, "updated", localtime(entry.recorded_at).isoformat())


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _link(parent: ElementTree.Element, path: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": "alternate", "href": settings.LEDGER_PUBLIC_URL + path})
