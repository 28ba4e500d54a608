"""What was typed when the session had ended is there again after signing in, on every form of the workspace."""

import datetime
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

import ledger
from ledger.models import EntryDraft, SavedView
from tests.makers import make_editor
from tests.support.admin_pages import signed_in
from tests.support.form_table import (
    FORMS,
    _versions,
    _view,
)
from tests.support.rows import make_everything

pytestmark = pytest.mark.django_db

WORDS = "Ana called: it is late."
FILLED_IN = {"topic-text", "statement-new", "round-item-create", "question-create"}
"""Pages that show it in the very form; the others show it with a button that sends it again."""


def _written_by(client: Client, address: str) -> dict[str, Any]:
    """The writer that the page's forms name."""
    named = re.findall(r'name="writer" value="([^"]+)"', client.get(address, follow=True).content.decode())
    assert named, address
    return {"writer": named[0]}


@pytest.mark.parametrize("name", FORMS)
def test_what_was_typed_is_there_after_signing_in(name: str) -> None:
    everything = make_everything()
    where, field = FORMS[name]
    address, client = where(everything), signed_in(everything.editor)
    sent = _written_by(client, address) | {field: WORDS, "do": "save:1", "seen": "0"}
    client.logout()
    answer = client.post(address, sent)
    assert answer["Location"].startswith("/accounts/login/?next=")
    client.force_login(everything.editor)
    page = unescape(client.get(address).content.decode())
    assert WORDS in page
    assert "Your session had ended" in page
    assert ('<input type="hidden" name="do" value="save:1">' in page) is (name not in FILLED_IN)
    assert WORDS not in unescape(client.get(address).content.decode()), "it is there once"


def test_it_is_its_writers_alone() -> None:
    everything = make_everything()
    address, client = _versions(everything), signed_in(everything.editor)
    sent = _written_by(client, address) | {"text": WORDS}
    client.logout()
    client.post(address, sent)
    client.force_login(make_editor(everything.dialogue))
    assert WORDS not in unescape(client.get(address).content.decode())


def test_yesterday_is_kept_as_its_day() -> None:
    everything = make_everything()
    address, client = everything.item.get_absolute_url(), signed_in(everything.editor)
    sent = _written_by(client, address)
    client.logout()
    client.post(address, sent | {"note": "yesterday", "effective_on": "yesterday"})
    client.post(address, sent | {"note": "yesterday", "effective_on": "yesterday"})
    kept = EntryDraft.objects.get().typed
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert (kept["note"], kept["effective_on"]) == (["yesterday"], [yesterday.isoformat()])


def test_what_is_sent_again_does_what_it_was_sent_for() -> None:
    everything = make_everything()
    address, client = _view(everything), signed_in(everything.editor)
    shown = re.findall(r'name="row_seen" value="([^"]*)"', client.get(address).content.decode())
    form = _written_by(client, address) | {"name": "Late ones", "dialogue": str(everything.dialogue.pk)}
    client.logout()
    client.post(address, form | {"query": "", "row_seen": shown[0]})
    client.force_login(everything.editor)
    page = client.get(address).content.decode()
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    client.post(address, {name: value for name, value in found if name != "csrfmiddlewaretoken"})
    assert SavedView.objects.filter(owner=everything.editor, name="Late ones").exists()


NOTHING_TYPED = {"report_verify.html", "parts/account_menu.html"}
"""Forms that take a file alone, or nothing."""


def test_every_form_names_its_writer() -> None:
    pages = Path(ledger.__file__).parent / "templates/ledger"
    without = {
        str(one.relative_to(pages))
        for one in pages.rglob("*.html")
        if 'method="post"' in (text := one.read_text()) and 'name="writer"' not in text
    }
    assert without == NOTHING_TYPED
