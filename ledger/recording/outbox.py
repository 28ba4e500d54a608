"""Queue events for webhooks in the transaction that writes what they tell of (transactional outbox).

An event holds ids and links, never texts, statuses or names. ``ledger.notifications.webhooks`` sends it.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ledger.models import Dialogue, Entry, Webhook, WebhookDelivery
from ledger.vocabulary import Act, WebhookEvent

MOST_EVENTS = 500
"""How many entries of an act each get an event. An act that writes more is told as one batch."""

_EVENTS = {
    Act.CORRECT: WebhookEvent.CORRECTED,
    Act.RELEASE: WebhookEvent.RELEASED,
    Act.REDACT: WebhookEvent.REDACTED,
}
Event = tuple[WebhookEvent, datetime.datetime, Mapping[str, object]]
"""What is told, when it was recorded, and the ids and links."""


def queue_entries(entries: Sequence[Entry]) -> None:
    """Queue an event for each entry of an act and each webhook of its dialogue. One query where there is none."""
    by_dialogue = defaultdict[int, list[Entry]](list)
    for entry in entries:
        by_dialogue[entry.item.round.dialogue_id].append(entry)
    webhooks = _webhooks_of(by_dialogue)
    for key, written in by_dialogue.items():
        if webhooks[key]:
            _queue(webhooks[key], _events_of(written))


def queue_batch(dialogue: Dialogue, batch: UUID, recorded_at: datetime.datetime) -> None:
    """Queue one event for all that a batch wrote in a dialogue, for each of its webhooks."""
    if webhooks := _webhooks_of([dialogue.pk])[dialogue.pk]:
        _queue(webhooks, [_batch_event(dialogue.code, batch, recorded_at)])


def event_body(event: WebhookEvent, at: datetime.datetime, data: Mapping[str, object]) -> str:
    """Write the body of an event, as Standard Webhooks has it: type, timestamp (RFC 3339) and data."""
    whole = {"type": event.value, "timestamp": at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _webhooks_of(dialogues: Iterable[int]) -> Mapping[int, list[Webhook]]:
    found = defaultdict[int, list[Webhook]](list)
    for webhook in Webhook.objects.listening().filter(dialogue__in=list(dialogues)).order_by("pk"):
        found[webhook.dialogue_id].append(webhook)
    return found


def _queue(webhooks: Sequence[Webhook], events: Iterable[Event]) -> None:
    now = timezone.now()
    bodies = [(event, event_body(event, at, data)) for event, at, data in events]
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(webhook=webhook, event=event, body=body, queued_at=now, next_try_at=now)
        for webhook in webhooks
        for event, body in bodies
    )


def _events_of(entries: Sequence[Entry]) -> Iterator[Event]:
    """Yield the events of a dialogue's entries; of too many of one batch, a single one."""
    last = entries[-1]
    if len(entries) > MOST_EVENTS and last.batch is not None:
        yield _batch_event(last.item.round.dialogue.code, last.batch, last.recorded_at)
        return
    for entry in entries:
        yield _event_of(entry), entry.recorded_at, _ids_of(entry)


def _event_of(entry: Entry) -> WebhookEvent:
    return WebhookEvent.RETRACTED if entry.retracts else _EVENTS.get(entry.act, WebhookEvent.RECORDED)


def _ids_of(entry: Entry) -> dict[str, object]:
    """Return which entry it is, which other it is about, and where both are read by people who may."""
    about = entry.corrects or entry.releases or entry.redacts
    item = entry.item
    return {
        "dialogue": item.round.dialogue.code,
        "item": item.ref,
        "entry": str(entry.uuid),
        "act": entry.act.value,
        "about": str(about.uuid) if about else None,
        "batch": str(entry.batch) if entry.batch else None,
        "url": _absolute(reverse("api:entry-detail", args=[item.ref, entry.sequence])),
        "page": _absolute(entry.get_absolute_url()),
    }


def _batch_event(code: str, batch: UUID, recorded_at: datetime.datetime) -> Event:
    data = {
        "dialogue": code,
        "batch": str(batch),
        "url": _absolute(f"{reverse('api:entry-list')}?batch={batch}"),
        "page": _absolute(reverse("ledger:batch-detail", args=[batch])),
    }
    return WebhookEvent.BATCH, recorded_at, data


def _absolute(path: str) -> str:
    return settings.LEDGER_PUBLIC_URL + path
