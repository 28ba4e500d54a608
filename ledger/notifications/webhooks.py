"""Set the webhooks of a dialogue, by its editors: where its events go, paused and resumed, tried out, removed."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Dialogue, User, Webhook, WebhookDelivery
from ledger.notifications.outgoing import Resolver, addresses_of, unfit_url
from ledger.notifications.webhook_secrets import new_secret, seal_secret
from ledger.notifications.webhook_sending import send
from ledger.personal.errors import InvalidInput, NotVisible, check_storable
from ledger.recording import event_body
from ledger.vocabulary import Permission, WebhookEvent

MAX_WEBHOOKS = 10
"""How many webhooks a dialogue may have: each act queues an event for each."""


def make_webhook(*, user: User, dialogue: Dialogue, name: str, url: str) -> tuple[Webhook, str]:
    """Make a webhook of a dialogue. Returns it, and the secret that signs, for this once.

    Raises PermissionDenied where the person does not edit the dialogue; InvalidInput for an address that is no place
    to send to, a name that cannot be kept, and where there are too many.
    """
    _check_edits(user, dialogue)
    check_storable(name=name, url=url)
    broken = {"name": "" if name.strip() else _("Give it a name: what receives it."), "url": unfit_url(url)}
    if any(broken.values()):
        raise InvalidInput({field: says for field, says in broken.items() if says})
    secret = new_secret()
    with transaction.atomic():
        Dialogue.objects.select_for_update(no_key=True).get(
            pk=dialogue.pk
        )  # two at once: one follows the other
        if Webhook.objects.standing().filter(dialogue=dialogue).count() >= MAX_WEBHOOKS:
            says = _("There are %(most)d webhooks: remove one first.") % {"most": MAX_WEBHOOKS}
            raise InvalidInput({"name": says})
        webhook = Webhook.objects.create(
            dialogue=dialogue,
            name=name.strip(),
            url=url,
            sealed_secret=seal_secret(secret),
            made_by=user,
            made_at=timezone.now(),
        )
    return webhook, secret


def renew_secret(*, user: User, webhook: Webhook) -> str:
    """Give a webhook another secret; what waits is signed by it. Returns it, for this once. Raises as the others do."""
    _check_stands(user, webhook)
    secret = new_secret()
    _write(webhook, sealed_secret=seal_secret(secret))
    return secret


def pause_webhook(*, user: User, webhook: Webhook) -> None:
    """Queue nothing more for a webhook, and send nothing that waits, until it is resumed."""
    _check_stands(user, webhook)
    Webhook.objects.listening().filter(pk=webhook.pk).update(paused_at=timezone.now(), paused_by=user)


def resume_webhook(*, user: User, webhook: Webhook) -> None:
    """Tell a webhook of events again, and send what waits from the beginning of its pauses."""
    _check_stands(user, webhook)
    with transaction.atomic():
        _write(webhook, paused_at=None, paused_by=None, failing_since=None)
        waiting = WebhookDelivery.objects.filter(webhook=webhook, next_try_at__isnull=False)
        waiting.update(next_try_at=timezone.now(), tries=0)


def remove_webhook(*, user: User, webhook: Webhook) -> None:
    """Send nothing to a webhook any more; its secret is destroyed, and what waits is given up."""
    _check_stands(user, webhook)
    with transaction.atomic():
        _write(webhook, removed_at=timezone.now(), sealed_secret="")
        WebhookDelivery.objects.filter(webhook=webhook).update(next_try_at=None)


def try_webhook(*, user: User, webhook: Webhook, resolve: Resolver = addresses_of) -> WebhookDelivery:
    """Send an event at once that tells of nothing, paused or not. Returns what became of it; it is not sent again."""
    _check_stands(user, webhook)
    now = timezone.now()
    data = {"dialogue": webhook.dialogue.code}
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, event=WebhookEvent.TEST, body=event_body(WebhookEvent.TEST, now, data), queued_at=now
    )
    send(delivery, resolve=resolve)
    return delivery


def _check_edits(user: User, dialogue: Dialogue) -> None:
    if not access.may(user, Permission.CURATE, dialogue):
        raise NotVisible


def _check_stands(user: User, webhook: Webhook) -> None:
    rows = Webhook.objects.standing().filter(pk=webhook.pk)
    if not access.visible_to(user, rows).exists():
        raise NotVisible


def _write(webhook: Webhook, **columns: str | datetime.datetime | None) -> None:
    """Write columns of a webhook, unless it was removed meanwhile (race). Raises NotVisible."""
    if not Webhook.objects.standing().filter(pk=webhook.pk).update(**columns):
        raise NotVisible
