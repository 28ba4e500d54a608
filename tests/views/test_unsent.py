"""What was typed when the session had ended is there again after signing in, on every form of the workspace."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import ledger
from ledger.models import SavedView, TopicText
from ledger.vocabulary import FactBasis, RoundState
from tests.admin.rows import Everything, make_everything
from tests.admin.test_walk import signed_in
from tests.intake.drafts import make_draft
from tests.makers import make_editor, make_item, make_round
from tests.views.page_table import PAGES

pytestmark = pytest.mark.django_db

WORDS = "Ana called: it is late."
FILLED_IN = {"topic-text", "statement-new"}
"""Pages that show it in the very form; the others show it with a button that sends it again."""


def _line(name: str) -> Callable[[Everything], str]:
    """The address of the page, of the row that the access table takes."""
    return lambda everything: reverse(f"ledger:{name}", kwargs=PAGES[name].where(everything))


def _of_batch(everything: Everything) -> str:
    return f"{reverse('ledger:batch-create', args=['reassign'])}?item={everything.item.pk}"


def _between(everything: Everything) -> str:
    other = make_editor(everything.dialogue)
    asked = f"from_user={everything.editor.uuid}&to_user={other.uuid}"
    return f"{reverse('ledger:hand-over')}?{asked}"


def _planned(everything: Everything) -> str:
    make_item(everything.round, everything.editor, is_followed=True)  # there is something to carry over
    undated = {"starts_on": None, "ends_on": None, "dates_basis": FactBasis.UNKNOWN}
    round = make_round(everything.dialogue, state=RoundState.PLANNED, **undated)
    return reverse("ledger:round-detail", args=[round.dialogue.code, round.number])


def _draft(everything: Everything) -> str:
    draft = make_draft(everything.editor, everything.dialogue)
    return f"{reverse('ledger:statement-review', args=[draft.uuid])}?edit=1"


def _view(everything: Everything) -> str:
    view = SavedView.objects.filter(owner=everything.editor).earliest("pk")
    return reverse("ledger:saved-view-change", args=[view.uuid])


def _versions(everything: Everything) -> str:
    text = TopicText.objects.filter(dialogue=everything.dialogue).earliest("pk")
    return reverse("ledger:topic-text", args=[text.topic.slug, text.dialogue.code, text.kind, text.language])


def _text(name: str) -> Callable[[Everything], str]:
    def where(everything: Everything) -> str:
        text = TopicText.objects.filter(dialogue=everything.dialogue).earliest("pk")
        return reverse(f"ledger:{name}", args=[text.uuid])

    return where


def _saving(_everything: Everything) -> str:
    return f"{reverse('ledger:saved-view-list')}?status=stalled"


def _issuing(_everything: Everything) -> str:
    return f"{reverse('ledger:report-kind', args=['attention'])}?audience=internal"


FORMS: dict[str, tuple[Callable[[Everything], str], str]] = {
    "topic-text": (_versions, "text"),
    "topic-text-redact": (_text("topic-text-redact"), "reason"),
    "statement-new": (_line("statement-new"), "pasted"),
    "statement-review": (_draft, "summary_en"),
    "batch-create": (_of_batch, "reason"),
    "batch-undo": (_line("batch-undo"), "reason"),
    "hand-over": (_between, "reason"),
    "handover-detail": (_line("handover-detail"), "reason"),
    "round-detail": (_planned, "items"),
    "saved-view-list": (_saving, "name"),
    "saved-view-change": (_view, "name"),
    "preferences": (_line("preferences"), "language"),
    "report-kind": (_issuing, "issue-note"),
}
"""Each page: its address, and a field into which something was typed."""


def _written_by(client: Client, address: str) -> dict[str, Any]:
    """The writer that the page's forms name."""
    named = re.findall(r'name="writer" value="([^"]+)"', client.get(address).content.decode())
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
