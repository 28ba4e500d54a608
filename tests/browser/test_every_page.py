"""Every page of the access table in a real browser: axe in light and dark, 360 px, and 640 px as at a zoom of 200 %."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from ledger.models import Handover, User
from ledger.personal import pin_view, save_view
from ledger.recording import seal_ledger
from ledger.vocabulary import FactBasis, Role, RoundState
from tests.browser.looking import faults
from tests.makers import make_entry, make_item, make_member, make_round, make_topic, make_topic_text
from tests.support.loud import make_loud
from tests.support.page_table import PAGES
from tests.support.questions import make_question
from tests.support.rows import Everything, make_everything, make_superuser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("readings_made_once")]

NO_PAGES = {
    "calendar",
    "dialogue-feed",
    "day-understood",  # what a script is told of a typed date
    "evidence-file",
    "item-export",
    "item-redaction-act",  # of a second person
    "report-file",
    "topic-feed",
    "report-offered",  # what a script is told of a list
    "report-issued-file",
    "report-preview",  # a report by itself: tests/reports/test_html_in_browser.py
    "report-run",  # of a run that was begun: tests/views/test_report_runs.py
    "report-run-file",
    "import-bad-rows",
    "import-layout",
    "import-mapping",
    "kept-mapping",
    "kept-mapping-list",  # leads on to the page of imports
    "item-watch",  # a button of the item's page
    "topic-watch",
    "saved-view-detail",  # leads on to the list
    "security-log",  # of superusers: opened beside the others
    "security-log-export",
    "saved-view-pin",  # a button of the page of saved views
    *(name for name in PAGES if name.startswith("review-")),  # lead to the page of the review
}
"""Addresses that answer with a file, lead on, or are not of one person."""
REFUSALS = ("400", "403", "500")
LONG = "https://example.org/" + "long" * 40


def addresses(everything: Everything) -> dict[str, str]:
    """Every page by its name, and further states of some; the person is ``everything.editor``, a releaser too."""
    dialogue, item, editor = everything.dialogue, everything.item, everything.editor
    there = {
        name: reverse(f"ledger:{name}", kwargs=line.where(everything))
        for name, line in PAGES.items()
        if name not in NO_PAGES | {"handover-sheet"}
    }
    make_item(everything.round, editor, officer=editor, next_step=LONG)  # to be handed over next
    handed = Handover.objects.filter(by=editor).latest("pk").batch
    undated = {"starts_on": None, "ends_on": None, "dates_basis": FactBasis.UNKNOWN}
    planned = make_round(dialogue, state=RoundState.PLANNED, **undated)
    view = save_view(user=editor, name="Mine alone", query="status=stalled")
    for pinned in (view, save_view(user=editor, name=LONG[:80], query="topic=gone")):
        pin_view(user=editor, view=pinned)
    colleague = make_member(Role.EDITOR, dialogue=dialogue)
    batches = {act: reverse("ledger:batch-create", args=[act]) for act in ("record", "reassign", "review")}
    return (
        there
        | {
            "handover-sheet": reverse("ledger:handover-sheet", args=[handed]),
            "saved-view-change": reverse("ledger:saved-view-change", args=[view.uuid]),
            "round-detail, planned": reverse("ledger:round-detail", args=[dialogue.code, planned.number]),
            "hand-over, preview": f"{there['hand-over']}?from_user={editor.uuid}&to_user={colleague.uuid}",
            "saved-view-list, saving": f"{there['saved-view-list']}?status=stalled",
            "question-detail, mine": make_question(item, asked_by=editor, words=LONG).get_absolute_url(),
            "dashboard, a day": f"{there['dashboard']}?as_of=2017-06-01",
            "activity, all": f"{there['activity']}?person=all",
            "activity, refused": f"{there['activity']}?person=nobody",
            "search, found": f"{there['search']}?q=torture",
            "search, nothing": f"{there['search']}?q=nothing",
            "search, too short": f"{there['search']}?q=t",
            "item-list, nothing": f"{there['item-list']}?q=nothing",
            "item-list, refused": f"{there['item-list']}?officer=me&status=nothing",
            "report-kind, shown": f"{there['report-kind']}?audience=internal",
            "statement-review, edit": f"{there['statement-review']}?edit=1",
            "no such page": "/items/NONE-1-01/",
            "no such act": f"/items/{item.ref}/nothing/",
            **{status: f"/{status}" for status in REFUSALS},
        }
        | {f"batch-new, {act}": f"{where}?item={item.pk}" for act, where in batches.items()}
    )


def refusal(status: str) -> dict[str, Any]:
    """The page that says so, as it is written without a request."""
    return {"status": int(status), "content_type": "text/html", "body": render_to_string(f"{status}.html")}


def make_loud_everything() -> tuple[Everything, User]:
    """A row of every kind, people who may see and do all, items that count on every line, a topic of four rounds."""
    everything = make_everything()
    dialogue, topic = everything.dialogue, everything.item.topics.get()
    keeper = make_member(Role.RELEASER, dialogue=dialogue, user=everything.editor)
    part = make_topic(parent=topic)
    make_loud(everything.round, keeper, topics=[topic, part], summary_en=LONG, next_step=LONG)
    for year, words in ((2016, "How to prevent torture."), (2017, "How to end torture."), (2018, "")):
        day = datetime.date(year, 4, 3)
        later = make_round(dialogue, starts_on=day, ends_on=day)
        if words:  # of the last round, nothing is in the ledger
            make_item(later, keeper, topics=[topic], summary_en=words)
    make_entry(everything.item, None, keeper, note=LONG)
    make_topic_text(dialogue, keeper, topic=topic, text=LONG)
    seal_ledger(user=keeper)
    return everything, keeper


def test_every_page_is_accessible_and_none_scrolls_sideways(browse: Callable[..., Any]) -> None:
    everything, keeper = make_loud_everything()
    # Pages of which the console is not watched: a browser tells there that an answer is a 404.
    context = browse(keeper, "/preferences/", bypass_csp=True).context
    page, refused = context.new_page(), context.new_page()
    refused.route(
        re.compile("/(400|403|500)$"), lambda route: route.fulfill(**refusal(route.request.url[-3:]))
    )
    found, elsewhere = {}, []
    for name, address in addresses(everything).items():
        shown = refused if name in REFUSALS else page
        answer = shown.goto(address)
        found[name] = faults(shown)
        if answer.status != (404 if name.startswith("no such") else int(name) if name in REFUSALS else 200):
            elsewhere.append((name, answer.status))
    found["security-log"] = faults(browse(make_superuser(), "/security/", bypass_csp=True))
    assert {name: what for name, what in found.items() if what} == {}
    assert elsewhere == []
