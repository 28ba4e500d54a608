"""Webhooks: where a dialogue's events are sent to, and what became of each event."""

import datetime
import json
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField
from ledger.models.parties import Dialogue
from ledger.vocabulary import DeliveryFault, Permission, WebhookEvent

LONGEST_URL = 500


class WebhookQuerySet(models.QuerySet["Webhook"]):
    """Webhooks by whether they stand and are told of anything."""

    def standing(self) -> "WebhookQuerySet":
        """Select webhooks that were not removed."""
        return self.filter(removed_at=None)

    def listening(self) -> "WebhookQuerySet":
        """Select those that are told of events: neither removed nor paused."""
        return self.standing().filter(paused_at=None)


class Webhook(models.Model):
    """A receiver of a dialogue's events, an https address that editors of the dialogue chose.

    ``sealed_secret`` is the key that signs, encrypted; empty once the webhook is removed. ``failing_since`` is the
    first failure after which nothing arrived. ``ledger.notifications`` writes it.
    """

    dialogue_path = "dialogue"
    needed_act = Permission.CURATE

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.CASCADE, related_name="webhooks", verbose_name=_("dialogue")
    )
    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(_("address"), max_length=LONGEST_URL)
    sealed_secret = models.TextField(_("secret, encrypted"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"))
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("paused by"),
        help_text=_("Empty where the ledger paused it, as nothing arrived."),
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("dialogue", "name", "id")
        indexes = (models.Index(fields=["dialogue"], condition=Q(removed_at=None), name="webhook_standing"),)

    def __str__(self) -> str:
        return self.name


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    """Deliveries by what is to be done with them."""

    def due(self, now: datetime.datetime) -> "WebhookDeliveryQuerySet":
        """Select those whose next try has come, of webhooks that listen; the longest due first."""
        listening = self.filter(webhook__removed_at=None, webhook__paused_at=None)
        return listening.filter(next_try_at__lte=now).order_by("next_try_at", "pk")


class WebhookDelivery(models.Model):
    """An event for one webhook, queued in the transaction that wrote what it tells of: ids and links, never texts.

    It waits while ``next_try_at`` is set; without it, it arrived (``delivered_at``) or was given up. ``status`` is the
    receiver's last answer (HTTP), ``fault`` why the last try failed.
    """

    dialogue_path = "webhook__dialogue"
    needed_act = Permission.CURATE

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(
        Webhook, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    event = WordField(WebhookEvent, verbose_name=_("event"))
    body = models.TextField(_("body"))
    queued_at = models.DateTimeField(_("queued at"))
    next_try_at = models.DateTimeField(_("next try at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    tried_at = models.DateTimeField(_("tried at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    fault = WordField(DeliveryFault, verbose_name=_("fault"), null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=["next_try_at", "id"], condition=Q(next_try_at__isnull=False), name="delivery_due"
            ),
        )

    def __str__(self) -> str:
        return f"{self.webhook_id} · {self.event}"

    @property
    def message_id(self) -> str:
        """Its `webhook-id`: the same each time it is sent, so that a receiver knows a repetition."""
        return f"msg_{self.uuid.hex}"

    @property
    def told(self) -> dict[str, str | None]:
        """The ids and links that it tells."""
        found: dict[str, str | None] = json.loads(self.body)["data"]
        return found
