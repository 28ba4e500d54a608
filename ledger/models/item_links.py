"""Keep what an item has several of: parties, topics, agencies, forums and further passages, by a row for each."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet, WordField
from ledger.models.items import Item
from ledger.models.parties import Agency, Forum, Party
from ledger.models.statements import Passage
from ledger.models.topics import Topic
from ledger.vocabulary import PartyRole, Status


class ItemParty(Guarded):
    """A party that owes an item, asks it, or is asked."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="party_links")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="item_links")
    role = WordField(PartyRole)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(fields=["item", "party", "role"], name="item_party_once_in_a_role"),
        )


class ItemTopic(Guarded):
    """A topic of an item. Status and its date stand here too, so that a topic's page is one index scan."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="item_links")
    position = models.PositiveSmallIntegerField(help_text=_("0 for the item's first topic."))
    status = WordField(Status, default=Status.UNASSESSED)
    status_on = models.DateField(null=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        ordering = ("item_id", "position")
        constraints = (models.UniqueConstraint(fields=["item", "topic"], name="item_topic_once"),)
        indexes = (
            models.Index(
                "topic", "status", F("status_on").desc(), F("item").desc(), name="topic_items_by_status"
            ),
        )


class ItemAgency(Guarded):
    """An agency that an item concerns."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="agency_links")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="item_links")

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=["item", "agency"], name="item_agency_once"),)


class ItemForum(Guarded):
    """A multilateral body that an item concerns."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="forum_links")
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="item_links")

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=["item", "forum"], name="item_forum_once"),)


class ItemPassage(Guarded):
    """The same matter's passage in another language version of the statement."""

    dialogue_path = "item__round__dialogue"

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="passage_links")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="item_links")

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=["item", "passage"], name="item_passage_once"),)
