"""Webhooks: queued with the entry or not at all, signed, sent once by however many, tried again, paused."""

import datetime
import ipaddress
import json
from collections.abc import Iterable
from functools import partial
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.management.commands import send_webhooks
from ledger.models import Dialogue, Entry, Item, User, Webhook, WebhookDelivery
from ledger.notifications import webhook_sending
from ledger.notifications.webhook_secrets import open_secret, signature
from ledger.notifications.webhook_sending import KEPT_DAYS, PAUSED_AFTER, PAUSES, forget_old, send_due
from ledger.notifications.webhooks import (
    MAX_WEBHOOKS,
    make_webhook,
    pause_webhook,
    remove_webhook,
    renew_secret,
    resume_webhook,
    try_webhook,
)
from ledger.personal import InvalidInput, NotVisible
from ledger.recording import (
    EntryContent,
    ItemGiven,
    correct_entry,
    import_items,
    outbox,
    record_entry,
    record_many,
    redact_entry,
    release_entry,
    request_redaction,
)
from ledger.vocabulary import Audience, DeliveryFault, Kind, Role, Status, WebhookEvent
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_round,
    make_topic,
    make_user,
)
from tests.support.threads import at_once
from tests.support.webhooks import receiving, with_status, write_certificates

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


@pytest.fixture
def item(dialogue: Dialogue, editor: User) -> Item:
    return make_item(make_round(dialogue), editor)


def webhook_of(editor: User, url: str = "https://receiver.example.org/in", name: str = "Intranet") -> Webhook:
    return make_webhook(user=editor, dialogue=editor.memberships.first().dialogue, name=name, url=url)[0]


def queued() -> list[dict[str, object]]:
    rows = WebhookDelivery.objects.order_by("pk").values_list("body", flat=True)
    return [json.loads(body) for body in rows]


# --- Queued by the transaction that writes what they tell of


def test_each_act_queues_its_event_with_ids_and_links_alone(editor: User, item: Item) -> None:
    webhook_of(editor)
    second = make_editor(item.round.dialogue)
    secret = "Only we know this."
    noted = make_entry(item, Status.STALLED, editor, note=secret)
    says = EntryContent(status=Status.STALLED, note=f"{secret} Truly.")
    corrected = correct_entry(user=editor, entry=noted, expected_sequence=2, says=says, reason=secret)
    release_entry(user=editor, entry=corrected, expected_sequence=3, audience=Audience.PUBLIC, reason=secret)
    wanted = request_redaction(user=editor, entry=corrected, parts=["note"], reason=secret)
    redact_entry(user=second, request=wanted)
    correct_entry(user=editor, entry=corrected, expected_sequence=5, says=None, reason=secret)
    events = queued()
    entries = list(Entry.objects.filter(item=item, sequence__gt=1).order_by("sequence"))
    assert [(event["type"], event["data"]["entry"]) for event in events] == [  # type: ignore[index]
        (kind, str(entry.uuid))
        for kind, entry in zip(
            ("entry.recorded", "entry.corrected", "entry.released", "entry.redacted", "entry.retracted"),
            entries,
            strict=True,
        )
    ]
    first = events[1]
    assert first == {
        "type": "entry.corrected",
        "timestamp": entries[1].recorded_at.isoformat(),
        "data": {
            "dialogue": item.round.dialogue.code,
            "item": item.ref,
            "entry": str(entries[1].uuid),
            "act": "correct",
            "about": str(noted.uuid),
            "batch": None,
            "url": f"http://127.0.0.1:8000/api/v1/items/{item.ref}/entries/3/",
            "page": f"http://127.0.0.1:8000/items/{item.ref}/#entry-3",
        },
    }
    told = json.dumps(events)
    assert [word for word in (secret, "stalled", "public", editor.username) if word in told] == []


def test_opening_is_told_and_another_dialogue_is_not(editor: User, dialogue: Dialogue) -> None:
    webhook_of(editor)
    elsewhere = make_round(make_dialogue())
    make_item(elsewhere, make_editor(elsewhere.dialogue))
    item = make_item(make_round(dialogue), editor)
    assert [(event["type"], event["data"]["item"], event["data"]["act"]) for event in queued()] == [  # type: ignore[index]
        ("entry.recorded", item.ref, "open")
    ]


def test_nothing_is_queued_where_the_act_does_not_stand(editor: User, item: Item) -> None:
    webhook_of(editor)
    with transaction.atomic():
        make_entry(item, None, editor)
        assert len(queued()) == 1
        transaction.set_rollback(True)
    assert queued() == []


def test_same_request_twice_is_told_once(editor: User, item: Item) -> None:
    webhook_of(editor)
    for _time in range(2):
        record_entry(
            user=editor, item=item, expected_sequence=1, says=EntryContent(note="Met."), request_id=REQUEST
        )
    assert len(queued()) == 1


REQUEST = uuid4()


def test_paused_and_removed_webhooks_are_not_told(editor: User, item: Item) -> None:
    paused, removed = webhook_of(editor), webhook_of(editor)
    pause_webhook(user=editor, webhook=paused)
    remove_webhook(user=editor, webhook=removed)
    make_entry(item, None, editor)
    assert queued() == []


def test_import_is_told_as_one_batch(editor: User, dialogue: Dialogue) -> None:
    webhook_of(editor)
    round, topic = make_round(dialogue), make_topic()
    fields = {"kind": Kind.DISCUSSED, "summary_en": "Prisons.", "topics": [topic]}
    rows = [ItemGiven(row=number, round=round, fields=fields) for number in range(3)]
    found = import_items(user=editor, dialogue=dialogue, rows=rows)
    [event] = queued()
    assert (event["type"], event["data"]) == (
        "batch.recorded",
        {
            "dialogue": dialogue.code,
            "batch": str(found.batch),
            "url": f"http://127.0.0.1:8000/api/v1/entries/?batch={found.batch}",
            "page": f"http://127.0.0.1:8000/batches/{found.batch}/",
        },
    )


def test_batch_of_many_entries_is_told_as_one(
    editor: User, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    webhook_of(editor)
    round = make_round(dialogue)
    targets = [(make_item(round, editor), None) for _item in range(3)]
    WebhookDelivery.objects.all().delete()
    says = EntryContent(note="Asked.")
    record_many(user=editor, targets=targets, says=says)
    assert [event["type"] for event in queued()] == ["entry.recorded"] * 3
    WebhookDelivery.objects.all().delete()
    monkeypatch.setattr(outbox, "MOST_EVENTS", 2)
    record_many(user=editor, targets=targets, says=EntryContent(note="Asked again."))
    assert [event["type"] for event in queued()] == ["batch.recorded"]


@pytest.mark.parametrize("count", [1, 3])
def test_webhooks_cost_an_act_one_query_to_queue(editor: User, item: Item, count: int) -> None:
    """Beside the query that looks for them, which each act asks (tests/recording/test_query_counts.py)."""
    with CaptureQueriesContext(connection) as without:
        make_entry(item, None, editor)
    for number in range(count):
        webhook_of(editor, name=f"Number {number}")
    with CaptureQueriesContext(connection) as within:
        make_entry(item, None, editor)
    own = [query for query in within if "SAVEPOINT" not in query["sql"]]
    assert len(own) - sum("SAVEPOINT" not in query["sql"] for query in without) == 1
    assert len(queued()) == count


# --- Signed


def test_signature_is_that_of_standard_webhooks() -> None:
    """The example of its specification (standardwebhooks.com)."""
    signed = signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1_614_265_330,
        b'{"test": 2432232314}',
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_secret_is_kept_encrypted_and_lost_with_the_key(
    editor: User, dialogue: Dialogue, settings: object
) -> None:
    webhook, secret = make_webhook(user=editor, dialogue=dialogue, name="A", url="https://a.example.org/")
    kept = Webhook.objects.get(pk=webhook.pk).sealed_secret
    assert secret not in kept
    assert open_secret(kept) == secret
    other = renew_secret(user=editor, webhook=webhook)
    assert open_secret(Webhook.objects.get(pk=webhook.pk).sealed_secret) == other != secret
    settings.SECRET_KEY = "another-key-0123456789-0123456789-0123456789"  # type: ignore[attr-defined]
    assert try_webhook(user=editor, webhook=Webhook.objects.get()).fault is DeliveryFault.NO_SECRET


# --- Sent


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> Path:
    """Certificates of a receiver on this machine, to which webhooks may be sent."""
    monkeypatch.setenv("SSL_CERT_FILE", str(write_certificates(tmp_path)))
    settings.LEDGER_WEBHOOK_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]  # type: ignore[attr-defined]
    return tmp_path


def here(_host: str, _port: int) -> Iterable[str]:
    return ["127.0.0.1"]


def send_all() -> list[DeliveryFault | None]:
    return [outcome.fault for outcome in send_due(timezone.now(), resolve=here)]


def let_time_pass() -> None:
    """Make due what waits."""
    WebhookDelivery.objects.filter(next_try_at__isnull=False).update(next_try_at=timezone.now())


def test_event_arrives_signed_and_once(editor: User, item: Item, folder: Path) -> None:
    with receiving(folder) as receiver:
        webhook = webhook_of(editor, receiver.url)
        entry = make_entry(item, None, editor)
        assert (send_all(), send_all()) == ([None], [])
    [(headers, body)] = receiver.seen
    delivery = WebhookDelivery.objects.get()
    secret = open_secret(webhook.sealed_secret) or ""
    at = int(headers["webhook-timestamp"])
    assert headers["webhook-id"] == delivery.message_id
    assert headers["webhook-signature"] == signature(secret, headers["webhook-id"], at, body)
    assert abs(at - timezone.now().timestamp()) < 60
    assert json.loads(body)["data"]["entry"] == str(entry.uuid)
    assert (delivery.delivered_at is None, delivery.tries, delivery.status) == (False, 1, 204)


def test_failed_event_is_tried_again_with_growing_pauses_then_given_up(
    editor: User, item: Item, folder: Path
) -> None:
    pauses = []
    with receiving(folder, with_status(404)) as receiver:
        webhook = webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        for _try in range(len(PAUSES) + 1):
            assert send_all() == [DeliveryFault.REFUSED]
            assert send_all() == []
            delivery = WebhookDelivery.objects.get()
            assert delivery.tried_at
            pauses.append(delivery.next_try_at and delivery.next_try_at - delivery.tried_at)
            let_time_pass()
    assert pauses == [*PAUSES, None]
    assert list(PAUSES) == sorted(PAUSES)
    assert {headers["webhook-id"] for headers, _body in receiver.seen} == {delivery.message_id}
    assert (delivery.delivered_at, delivery.tries, delivery.status) == (None, len(PAUSES) + 1, 404)
    webhook.refresh_from_db()
    assert webhook.failing_since


def test_receiver_that_is_ill_is_asked_once_for_all_that_waits(
    editor: User, item: Item, folder: Path
) -> None:
    with receiving(folder, with_status(503)) as ill, receiving(folder) as well:
        webhook_of(editor, ill.url)
        webhook_of(editor, well.url)
        for _entry in range(3):
            make_entry(item, None, editor, again=True)
        assert sorted(map(str, send_all())) == ["None"] * 3 + ["refused"]
        assert send_all() == []
    assert (len(ill.seen), len(well.seen)) == (1, 3)


def test_receiver_that_failed_for_long_is_paused_and_resumed(editor: User, item: Item, folder: Path) -> None:
    with receiving(folder, with_status(500)) as receiver:
        webhook = webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        send_all()
        webhook.refresh_from_db()
        assert webhook.paused_at is None
        since = timezone.now() - PAUSED_AFTER
        Webhook.objects.update(failing_since=since)
        let_time_pass()
        send_all()
        webhook.refresh_from_db()
        assert (webhook.paused_at is None, webhook.paused_by) == (False, None)
        let_time_pass()
        make_entry(item, None, editor, again=True)
        assert (send_all(), len(queued())) == ([], 1)
        resume_webhook(user=editor, webhook=webhook)
        assert send_all() == [DeliveryFault.REFUSED]
    webhook.refresh_from_db()
    assert webhook.paused_at is None
    assert webhook.failing_since > since
    assert WebhookDelivery.objects.get().tries == 1


def test_receiver_that_is_gone_is_paused_at_once(editor: User, item: Item, folder: Path) -> None:
    with receiving(folder, with_status(410)) as receiver:
        webhook = webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        send_all()
    webhook.refresh_from_db()
    assert webhook.paused_at


def test_success_ends_a_failure(editor: User, item: Item, folder: Path) -> None:
    with receiving(folder) as receiver:
        webhook = webhook_of(editor, receiver.url)
        Webhook.objects.update(failing_since=timezone.now())
        make_entry(item, None, editor)
        assert send_all() == [None]
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_name_that_turns_to_a_closed_network_is_not_sent_to(editor: User, item: Item, folder: Path) -> None:
    """The name was fit when it was typed; where it leads is asked when it is sent to."""
    with receiving(folder) as receiver:
        webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        found = list(send_due(timezone.now(), resolve=lambda *_name: ["10.0.0.7"]))
    assert [outcome.fault for outcome in found] == [DeliveryFault.CLOSED_NETWORK]
    assert receiver.seen == []


def test_test_is_sent_at_once_and_never_again(editor: User, dialogue: Dialogue, folder: Path) -> None:
    with receiving(folder, with_status(500)) as receiver:
        webhook = webhook_of(editor, receiver.url)
        pause_webhook(user=editor, webhook=webhook)
        tried = try_webhook(user=editor, webhook=webhook, resolve=here)
    assert (tried.fault, tried.status, tried.next_try_at) == (DeliveryFault.REFUSED, 500, None)
    assert [(event["type"], event["data"]) for event in receiver.events] == [
        ("webhook.test", {"dialogue": dialogue.code})
    ]
    webhook.refresh_from_db()
    assert webhook.failing_since is None


def test_log_is_forgotten_after_its_days(editor: User, item: Item) -> None:
    webhook_of(editor)
    for _entry in range(3):
        make_entry(item, None, editor, again=True)
    old = timezone.now() - datetime.timedelta(days=KEPT_DAYS + 1)
    ended, waiting, _new = WebhookDelivery.objects.order_by("pk")
    WebhookDelivery.objects.filter(pk__in=[ended.pk, waiting.pk]).update(queued_at=old)
    WebhookDelivery.objects.exclude(pk=waiting.pk).update(next_try_at=None)
    assert forget_old(timezone.now()) == 1
    assert not WebhookDelivery.objects.filter(pk=ended.pk).exists()


def run_command(monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setattr(send_webhooks, "send_due", partial(send_due, resolve=here))
    out, err = StringIO(), StringIO()
    try:
        call_command("send_webhooks", stdout=out, stderr=err)
    except CommandError as failed:
        return out.getvalue(), f"{err.getvalue()}{failed} ({failed.returncode})"
    return out.getvalue(), err.getvalue()


def test_command_says_what_was_sent(
    editor: User, item: Item, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_command(monkeypatch) == ("", "")
    with receiving(folder) as receiver:
        webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        assert run_command(monkeypatch) == ("1 sent, 0 failed.\n", "")
    make_entry(item, None, editor, again=True)
    says = f"{item.round.dialogue.code}, Intranet: there was no answer.\n"
    assert run_command(monkeypatch) == (
        "0 sent, 1 failed.\n",
        f"{says}Not everything arrived; it is tried again. (1)",
    )


# --- Set by editors alone


def test_only_editors_of_the_dialogue_set_webhooks(editor: User, dialogue: Dialogue) -> None:
    webhook = webhook_of(editor)
    make = partial(make_webhook, dialogue=dialogue, name="B", url="https://b.example.org/")
    others = [
        make_user(),
        make_editor(make_dialogue()),
        *(make_member(role, dialogue=dialogue) for role in (Role.VIEWER, Role.RECORDER, Role.RELEASER)),
    ]
    for other in others:
        for act in (pause_webhook, resume_webhook, renew_secret, remove_webhook, try_webhook):
            with pytest.raises(NotVisible):
                act(user=other, webhook=webhook)
        with pytest.raises(NotVisible):
            make(user=other)
    kept = Webhook.objects.get()
    assert (kept.paused_at, kept.removed_at, kept.sealed_secret) == (None, None, webhook.sealed_secret)


def test_removed_webhook_is_none_any_more(editor: User) -> None:
    webhook = webhook_of(editor)
    remove_webhook(user=editor, webhook=webhook)
    assert Webhook.objects.get().sealed_secret == ""
    for act in (pause_webhook, resume_webhook, renew_secret, remove_webhook, try_webhook):
        with pytest.raises(NotVisible):
            act(user=editor, webhook=webhook)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": " "}, "name"),
        ({"url": "http://a.example.org/"}, "url"),
        ({"url": "https://10.0.0.1/"}, "url"),
    ],
)
def test_unfit_webhook_is_refused(
    editor: User, dialogue: Dialogue, typed: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_webhook(user=editor, dialogue=dialogue, **{"name": "A", "url": "https://a.example.org/"} | typed)
    assert list(refused.value.fields) == [field]


def test_so_many_webhooks_and_no_more(editor: User) -> None:
    for _number in range(MAX_WEBHOOKS):
        webhook_of(editor)
    with pytest.raises(InvalidInput):
        webhook_of(editor)


# --- Two at once


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_processes_send_each_event_once(folder: Path) -> None:
    editor = make_editor(make_dialogue())
    item = make_item(make_round(editor.memberships.get().dialogue), editor)
    with receiving(folder) as receiver:
        webhook_of(editor, receiver.url)
        for _entry in range(6):
            make_entry(item, None, editor, again=True)
        found = at_once([send_all] * 3)
    assert sum(map(len, found)) == 6
    assert len({headers["webhook-id"] for headers, _body in receiver.seen}) == len(receiver.seen) == 6


def test_process_that_died_leaves_its_claim_to_the_next(editor: User, item: Item, folder: Path) -> None:
    with receiving(folder) as receiver:
        webhook_of(editor, receiver.url)
        make_entry(item, None, editor)
        assert webhook_sending._claim(WebhookDelivery.objects.get())
        assert send_all() == []
        let_time_pass()  # the claim's two minutes
        assert send_all() == [None]
    assert len(receiver.seen) == 1


def test_every_event_has_its_type() -> None:
    assert [event.value for event in WebhookEvent] == [
        "entry.recorded",
        "entry.corrected",
        "entry.retracted",
        "entry.released",
        "entry.redacted",
        "batch.recorded",
        "webhook.test",
    ]
