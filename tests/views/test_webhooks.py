"""The page of a dialogue's webhooks. Who gets in is walked (tests/support/page_table.py)."""

import ipaddress
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Dialogue, User, Webhook, WebhookDelivery
from tests.makers import make_dialogue, make_editor
from tests.support.webhooks import make_webhook_with_log, receiving, with_status, write_certificates

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def page(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def address(dialogue: Dialogue) -> str:
    return reverse("ledger:webhook-list", args=[dialogue.code])


def shown(page: Client, dialogue: Dialogue) -> str:
    return " ".join(page.get(address(dialogue)).content.decode().split())


TYPED = {"name": "<script>Intranet</script>", "url": "https://receiver.example.org/in?a=<b>"}


def test_webhook_is_added_and_its_secret_shown_once(page: Client, dialogue: Dialogue) -> None:
    assert page.post(address(dialogue), TYPED).status_code == 302
    webhook = Webhook.objects.get()
    assert (webhook.dialogue, webhook.name, webhook.url) == (dialogue, TYPED["name"], TYPED["url"])
    first, second = shown(page, dialogue), shown(page, dialogue)
    assert ("whsec_" in first, "whsec_" in second) == (True, False)
    assert "&lt;script&gt;Intranet" in first
    assert "<script>Intranet" not in first


def test_unfit_address_is_refused_beside_its_field(page: Client, dialogue: Dialogue) -> None:
    answer = page.post(address(dialogue), {"name": "A", "url": "http://a.example.org/"})
    assert "url" in answer.context["form"].errors
    assert not Webhook.objects.exists()


def test_webhook_is_paused_resumed_and_removed(page: Client, dialogue: Dialogue) -> None:
    page.post(address(dialogue), TYPED)
    webhook = Webhook.objects.get()

    def press(do: str) -> str:
        assert page.post(address(dialogue), {"webhook": webhook.uuid, "do": do}).status_code == 302
        return shown(page, dialogue)

    assert "paused by" in press("pause")
    assert "paused by" not in press("resume")
    assert "whsec_" in press("renew")
    assert "No program is told of this dialogue." in press("remove")
    assert page.post(address(dialogue), {"webhook": webhook.uuid, "do": "resume"}).status_code == 404


def test_webhook_that_is_guessed_is_not_found(page: Client, dialogue: Dialogue) -> None:
    """Another dialogue's, none, no identifier, and no such button: all alike."""
    page.post(address(dialogue), TYPED)
    own = Webhook.objects.get()
    foreign = make_dialogue()
    other = make_webhook_with_log(make_editor(foreign), foreign)
    for sent in (
        {"webhook": other.uuid, "do": "remove"},
        {"webhook": uuid4(), "do": "remove"},
        {"webhook": "x", "do": "remove"},
        {"webhook": own.uuid, "do": "x"},
    ):
        assert page.post(address(dialogue), sent).status_code == 404
    assert Webhook.objects.standing().count() == 2


def test_editor_of_both_acts_on_a_webhook_on_its_own_page_alone(
    page: Client, dialogue: Dialogue, editor: User
) -> None:
    other = make_dialogue()
    webhook = make_webhook_with_log(make_editor(other), other)
    editor.memberships.create(dialogue=other, role="editor")
    sent = {"webhook": webhook.uuid, "do": "remove"}
    assert page.post(address(dialogue), sent).status_code == 404
    assert webhook.url not in shown(page, dialogue)


def test_test_button_says_whether_it_arrived(
    page: Client, dialogue: Dialogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(write_certificates(tmp_path)))
    settings.LEDGER_WEBHOOK_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]  # type: ignore[attr-defined]
    for status, says in ((204, "The test arrived"), (500, "did not arrive at “A”: the answer was not 2xx.")):
        with receiving(tmp_path, with_status(status)) as receiver:
            page.post(address(dialogue), {"name": "A", "url": f"https://127.0.0.1:{receiver.port}/"})
            sent = {"webhook": Webhook.objects.latest("pk").uuid, "do": "test"}
            answer = page.post(address(dialogue), sent, follow=True)
        assert says in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_queries(
    page: Client, dialogue: Dialogue, editor: User, count: int, django_assert_num_queries: object
) -> None:
    for _webhook in range(count):
        made = make_webhook_with_log(editor, dialogue)
        delivery = made.deliveries.get()
        for _delivery in range(count):
            delivery.pk, delivery.uuid = None, uuid4()
            delivery.save()
    page.get(address(dialogue))
    with django_assert_num_queries(PAGE_QUERIES):  # type: ignore[operator]
        answer = page.get(address(dialogue))
    assert len(answer.context["webhooks"]) == count
    assert [len(webhook.logged) for webhook in answer.context["webhooks"]] == [count + 1] * count
    assert WebhookDelivery.objects.count() == count * (count + 1)


PAGE_QUERIES = 6
