"""Bad input of every form of the workspace: the error stands at its field, and what was typed is still there."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from ledger.vocabulary import Role
from tests.makers import make_member
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.form_table import FORMS
from tests.support.rows import Everything, make_everything

pytestmark = pytest.mark.django_db

WORDS = "Ana called: it is late."
DAY = "the day after"

ITEM = "item-detail"
TOLD: list[tuple[str, dict[str, str], str]] = [
    # the page, what is typed, the field at which the error stands
    (ITEM, {"note": WORDS, "effective_on": DAY}, "effective_on"),
    (ITEM, {"note": WORDS, "status": "perhaps"}, "status"),
    (ITEM, {"note": WORDS, "voice": "rumour"}, "voice"),
    (ITEM, {"note": WORDS, "speaker": "0"}, "speaker"),
    (ITEM, {"note": WORDS, "evidence-0-url": "not an address", "evidence-0-title": "x"}, "evidence-0-url"),
    ("quick-note", {"note": WORDS, "words": "nowhere to be found", "effective_on": DAY}, "effective_on"),
    ("item-act amend", {"next_step": WORDS, "review_on": DAY}, "review_on"),
    ("item-act amend", {"next_step": WORDS, "deadline_on": DAY}, "deadline_on"),
    ("item-act amend", {"next_step": WORDS, "continues": "NONE-1-01"}, "continues"),
    ("item-act withdraw", {"reason": WORDS, "see_also": "NONE-1-01"}, "see_also"),
    ("topic-text", {"text": WORDS, "written_on": DAY}, "written_on"),
    ("statement-new", {"pasted": WORDS, "language": "xx"}, "language"),
    ("batch-create review", {"reason": WORDS, "review_on": DAY, "step": "preview"}, "review_on"),
    ("batch-create record", {"note": WORDS, "effective_on": DAY, "step": "preview"}, "effective_on"),
    ("hand-over", {"reason": WORDS, "review_on": DAY}, "review_on"),
    ("saved-view-list", {"name": WORDS, "dialogue": "0"}, "dialogue"),
    ("saved-view-change", {"name": WORDS, "dialogue": "0"}, "dialogue"),
    ("preferences", {"language": "xx"}, "language"),
]


def where(name: str, everything: Everything) -> str:
    item = everything.item
    page, _blank, act = name.partition(" ")
    if page == ITEM:
        return reverse("ledger:item-detail", args=[item.ref])
    if page == "quick-note":
        return reverse("ledger:quick-note")
    if page == "item-act":
        return reverse("ledger:item-act", args=[item.ref, act])
    if page == "batch-create":
        return f"{reverse('ledger:batch-create', args=[act])}?item={item.pk}"
    return FORMS[page][0](everything)


def controls(page: str, field: str) -> list[str]:
    found = re.findall(r"<(?:input|select|textarea)\b[^>]*>", page)
    return [one for one in found if f'name="{field}"' in one]


def refused(page: str, typed: dict[str, str], field: str) -> dict[str, bool]:
    """What has to be true of a page that refused a field."""
    wrong = controls(page, field)
    described = {one for tag in wrong for one in re.findall(r'aria-describedby="([^"]+)"', tag)}
    return {
        "is marked": bool(wrong) and all('aria-invalid="true"' in one for one in wrong),
        "is described": all(f'id="{one}"' in page for ids in described for one in ids.split()),
        "says why": f'id="id_{field}_error"' in page,
        "is linked": f'href="#id_{field}' in page,
        "keeps the words": all(words in page for words in typed.values() if " " in words),
    }


def test_error_stands_at_its_field_and_what_was_typed_stays() -> None:
    everything = make_everything()
    keeper = make_member(Role.RELEASER, dialogue=everything.dialogue, user=everything.editor)
    client, found = signed_in(keeper), []
    addresses = {
        name: where(name, everything) for name in dict.fromkeys(name for name, _typed, _field in TOLD)
    }
    for name, typed, field in TOLD:
        address = addresses[name]
        form: Any = client.get(address).context["form"]
        target = {"target": f"{everything.item.pk}:{everything.item.last_sequence}"}
        answer = client.post(address, sent_by(form) | target | typed)
        checks = refused(unescape(answer.content.decode()), typed, field)
        checks["is shown again"] = answer.status_code in {200, 422}
        found += [(name, field, what) for what, is_so in checks.items() if not is_so]
    assert found == []
