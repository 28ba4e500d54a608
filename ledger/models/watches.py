"""Keep which items and topics people watch: rows of their own, and no part of the ledger."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ledger.models.items import Item
from ledger.models.people import User
from ledger.models.topics import Topic


class Watch(models.Model):
    """An item or a topic that a person watches: one of the two. ``ledger.personal`` writes it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watches", verbose_name=_("account")
    )
    item = models.ForeignKey(
        Item,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="watches",
        verbose_name=_("item"),
    )
    topic = models.ForeignKey(
        Topic,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="watches",
        verbose_name=_("topic"),
    )
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("watched item or topic")
        verbose_name_plural = _("watched items and topics")
        ordering = ("-since", "-id")
        constraints = (
            models.UniqueConstraint(fields=["user", "item"], name="watch_once_for_an_item"),
            models.UniqueConstraint(fields=["user", "topic"], name="watch_once_for_a_topic"),
            models.CheckConstraint(
                condition=Q(item=None, topic__isnull=False) | Q(item__isnull=False, topic=None),
                name="watch_is_of_an_item_or_a_topic",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} · {self.item_id or self.topic_id}"

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: User, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select a person's own: topics, and items of dialogues in which they hold a role."""
        return rows.filter(user=user).filter(Q(item=None) | Q(item__round__dialogue__in=dialogues))
