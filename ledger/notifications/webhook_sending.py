"""Send queued events to webhooks: signed, each claimed by one process, tried again after growing pauses."""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from ledger.models import Webhook, WebhookDelivery
from ledger.notifications.outgoing import CannotSend, Resolver, addresses_of, post
from ledger.notifications.webhook_secrets import open_secret, signature
from ledger.vocabulary import DeliveryFault

log = logging.getLogger(__name__)

PAUSES = tuple(
    datetime.timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
"""How long after each failed try the next one comes (Standard Webhooks); after the last the event is given up."""
PAUSED_AFTER = datetime.timedelta(days=3)
"""How long a webhook may fail without anything arriving before it is paused."""
CLAIM = datetime.timedelta(minutes=2)
"""For how long a process has a delivery to itself: longer than a request can take."""
KEPT_DAYS = 30
"""How long the log keeps what arrived or was given up."""
GONE = 410
"""The answer by which a receiver wants no more (HTTP)."""
DELIVERED = range(200, 300)
ILL = frozenset({429, *range(500, 600)})
"""Answers that say that the receiver is not well: what waits for it waits along."""


@dataclass(frozen=True)
class DeliveryOutcome:
    """What became of one try: of which delivery, and what was wrong; None where it arrived."""

    delivery: WebhookDelivery
    fault: DeliveryFault | None


def send_due(now: datetime.datetime, *, resolve: Resolver = addresses_of) -> Iterator[DeliveryOutcome]:
    """Send what is due, and yield what became of each; after a failure the webhook's others wait for the next run.

    Several processes may do so at once: each delivery is claimed before it is sent. A process that ends in the middle
    leaves its claim, after which another sends it again, with the same id.
    """
    failed = set[int]()
    while True:
        due = WebhookDelivery.objects.due(now).exclude(webhook__in=failed).select_related("webhook__dialogue")
        delivery = due.first()
        if delivery is None:
            return
        if not _claim(delivery):
            continue
        fault = send(delivery, resolve=resolve)
        if fault:
            failed.add(delivery.webhook_id)
        yield DeliveryOutcome(delivery, fault)


def _claim(delivery: WebhookDelivery) -> bool:
    """Take a delivery for this process, by one statement: of two at once the database lets one do it (race)."""
    rows = WebhookDelivery.objects.filter(pk=delivery.pk, next_try_at=delivery.next_try_at)
    return bool(rows.update(next_try_at=timezone.now() + CLAIM))


def send(delivery: WebhookDelivery, *, resolve: Resolver = addresses_of) -> DeliveryFault | None:
    """Send a delivery and keep what became of it. Returns what was wrong; None where it arrived."""
    webhook = delivery.webhook
    status, fault = _sent(delivery, resolve)
    is_once = delivery.next_try_at is None  # a test
    now = timezone.now()
    delivery.tries += 1
    delivery.tried_at, delivery.status, delivery.fault = now, status, fault
    delivery.delivered_at = None if fault else now
    is_over = not fault or is_once or delivery.tries > len(PAUSES)
    delivery.next_try_at = None if is_over else now + PAUSES[delivery.tries - 1]
    delivery.save(update_fields=["tries", "tried_at", "status", "fault", "delivered_at", "next_try_at"])
    if not fault:
        Webhook.objects.filter(pk=webhook.pk, failing_since__isnull=False).update(failing_since=None)
    elif not is_once:
        _note_failure(delivery, now)
    return fault


def _sent(delivery: WebhookDelivery, resolve: Resolver) -> tuple[int | None, DeliveryFault | None]:
    """Send a delivery; return the status of the answer, and what was wrong."""
    secret = open_secret(delivery.webhook.sealed_secret)
    if secret is None:
        return None, DeliveryFault.NO_SECRET
    body, timestamp = delivery.body.encode(), int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Dialogue-Ledger",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, delivery.message_id, timestamp, body),
    }
    try:
        status = post(delivery.webhook.url, body, headers, resolve=resolve)
    except CannotSend as refused:
        return None, refused.fault
    return status, None if status in DELIVERED else DeliveryFault.REFUSED


def _note_failure(delivery: WebhookDelivery, now: datetime.datetime) -> None:
    """Keep since when nothing arrives, pause a webhook that failed for long or is gone, and let the others wait."""
    webhook, status, next_try_at = delivery.webhook, delivery.status, delivery.next_try_at
    rows = Webhook.objects.listening().filter(pk=webhook.pk)
    rows.filter(failing_since=None).update(failing_since=now)
    paused = rows if status == GONE else rows.filter(failing_since__lte=now - PAUSED_AFTER)
    if paused.update(paused_at=now, paused_by=None):
        log.warning("Webhook %s of %s is paused: nothing arrived.", webhook.name, webhook.dialogue.code)
    if next_try_at is not None and (status is None or status in ILL):
        others = WebhookDelivery.objects.filter(webhook=webhook, next_try_at__lt=next_try_at)
        others.update(next_try_at=next_try_at)


def forget_old(now: datetime.datetime) -> int:
    """Delete from the log what arrived or was given up long ago. Returns how many."""
    ended = WebhookDelivery.objects.filter(next_try_at=None)
    return ended.filter(queued_at__lt=now - datetime.timedelta(days=KEPT_DAYS)).delete()[0]
