"""Every page of the access table in a real browser: axe in light and dark, 360 px, and 640 px as at a zoom of 200 %."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template.loader import render_to_string
from django.urls import reverse

from ledger.desk import save_view
from ledger.models import Handover, User
from ledger.vocabulary import FactBasis, Role, RoundState
from tests.admin.rows import Everything, make_everything
from tests.makers import make_entry, make_item, make_member, make_round
from tests.views.page_table import PAGES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]

NO_PAGES = {
    "calendar",
    "evidence-file",
    "item-export",
    "item-redaction-act",  # of a second person
    "report-file",
    "report-issued-file",
    "report-preview",  # a report by itself: tests/reports/test_html_in_browser.py
    "report-run",  # of a run that was begun: tests/views/test_report_runs.py
    "report-run-file",
    "view-detail",  # leads on to the list
}
"""Addresses that answer with a file, lead on, or are not of one person."""
COLOURS = {"runOnly": ["color-contrast"]}
"""What the scheme changes."""
REFUSALS = ("400", "403", "500")
LONG = "https://example.org/" + "long" * 40
OPEN = "all => all.forEach(one => { one.open = true })"


def addresses(everything: Everything) -> dict[str, str]:
    """Every page by its name, and further states of some; the person is ``everything.editor``, a releaser too."""
    dialogue, item, editor = everything.dialogue, everything.item, everything.editor
    there = {
        name: reverse(f"ledger:{name}", kwargs=line.where(everything))
        for name, line in PAGES.items()
        if name not in NO_PAGES | {"handed-over-sheet"}
    }
    make_item(everything.round, editor, officer=editor, next_step=LONG)  # to be handed over next
    handed = Handover.objects.filter(by=editor).latest("pk").batch
    undated = {"starts_on": None, "ends_on": None, "dates_basis": FactBasis.UNKNOWN}
    planned = make_round(dialogue, state=RoundState.PLANNED, **undated)
    view = save_view(user=editor, name="Mine alone", query="status=stalled")
    colleague = make_member(Role.EDITOR, dialogue=dialogue)
    batches = {act: reverse("ledger:batch-new", args=[act]) for act in ("record", "reassign", "review")}
    return (
        there
        | {
            "handed-over-sheet": reverse("ledger:handed-over-sheet", args=[handed]),
            "view-change": reverse("ledger:view-change", args=[view.uuid]),
            "round-detail, planned": reverse("ledger:round-detail", args=[dialogue.code, planned.number]),
            "hand-over, preview": f"{there['hand-over']}?from_user={editor.uuid}&to_user={colleague.uuid}",
            "view-list, saving": f"{there['view-list']}?status=stalled",
            "item-list, nothing": f"{there['item-list']}?q=nothing",
            "item-list, refused": f"{there['item-list']}?status=nothing",
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


def breaches(page: Any, rules: dict[str, Any]) -> list[str]:
    """What axe finds. It stays in the page once it was there."""
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("rules => axe.run(rules)", {"resultTypes": ["violations"]} | rules)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def is_wide(page: Any, width: int) -> list[str]:
    page.set_viewport_size({"width": width, "height": 740})
    shown = page.evaluate("document.documentElement.scrollWidth")
    return [f"{shown} at {width}"] if shown > width else []


def faults(page: Any) -> list[str]:
    """What is wrong with a page, everything in it opened: light and wide, dark and narrow, and zoomed."""
    page.locator("details").evaluate_all(OPEN)
    found = []
    for scheme, width, rules in (("light", 360, {}), ("dark", 1280, COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found += is_wide(page, width)
        found += breaches(page, rules)
    return found + is_wide(page, 640)


def test_every_page_is_accessible_and_none_scrolls_sideways(browse: Callable[..., Any]) -> None:
    everything = make_everything()
    keeper: User = make_member(Role.RELEASER, dialogue=everything.dialogue, user=everything.editor)
    make_item(everything.round, keeper, is_followed=True, next_step=LONG)
    make_entry(everything.item, None, keeper, note=LONG)
    # Axe measures with inline styles of its own, which the pages' policy would rightly refuse. A page of which the
    # console is not watched: a browser tells there that an answer is a 404.
    page = browse(keeper, "/preferences/", bypass_csp=True).context.new_page()
    page.route(re.compile("/(400|403|500)$"), lambda route: route.fulfill(**refusal(route.request.url[-3:])))
    found, elsewhere = {}, []
    for name, address in addresses(everything).items():
        answer = page.goto(address)
        found[name] = faults(page)
        if answer.status != (404 if name.startswith("no such") else int(name) if name in REFUSALS else 200):
            elsewhere.append((name, answer.status))
    assert {name: what for name, what in found.items() if what} == {}
    assert elsewhere == []
