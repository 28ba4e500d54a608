"""The pages of reports in a real browser: asked, shown in their frame, issued, told again, on a narrow screen."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import User
from ledger.reports import runs
from ledger.reports.writers import formats
from ledger.vocabulary import Role, Status
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_entry, make_item, make_member, make_round, make_topic
from tests.support.report_runs import finish_runs

pytestmark = pytest.mark.django_db(transaction=True)


def test_report_is_asked_seen_and_issued(browse: Callable[..., Any]) -> None:
    dialogue = make_dialogue("USMX")
    keeper = make_member(Role.EDITOR, dialogue=dialogue)
    make_entry(make_item(make_round(dialogue), topics=[make_topic("torture-prevention")]), Status.STALLED)
    # Axe measures with inline styles of its own, which the pages' policy would rightly refuse.
    narrow = {"width": 360, "height": 740}
    page = browse(keeper, "/reports/topic/", color_scheme="dark", bypass_csp=True, viewport=narrow)
    page.get_by_role("combobox", name="Topic", exact=True).fill("zebra")
    page.get_by_role("button", name="Show the report").click()
    expect(page.get_by_role("alert").get_by_role("link", name="Topic")).to_be_visible()
    page.get_by_role("combobox", name="Topic", exact=True).fill("tortur")
    page.get_by_role("option", name="Torture prevention").click()
    page.get_by_label("Audience").select_option("shared")
    page.get_by_role("button", name="Show the report").click()
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Torture prevention")
    assert breaches(page) + is_wide(page) == []
    page.get_by_label("Format").select_option("md")
    page.get_by_role("button", name="Issue and keep").click()
    expect(page.get_by_role("heading", name="What the ledger says now")).to_be_visible()
    assert breaches(page) + is_wide(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the kept file").click()
    page.goto("/reports/verify/")
    page.get_by_label("File", exact=True).set_input_files(download.value.path())
    page.get_by_role("button", name="Look at it").click()
    expect(page.locator("[data-verdict=unchanged]")).to_be_visible()
    assert breaches(page) + is_wide(page) == []


def test_long_report_is_left_and_come_back_to_without_a_script(
    browse: Callable[..., Any], on_the_tests_database: None, held_turns: list[int]
) -> None:
    dialogue = make_dialogue("USMX")
    viewer = make_member(Role.VIEWER, dialogue=dialogue)
    make_entry(make_item(make_round(dialogue), topics=[make_topic("torture-prevention")]), Status.STALLED)
    page = browse(viewer, "/reports/topic/?topic=torture-prevention", java_script_enabled=False)
    page.get_by_role("link", name="Markdown").click()
    expect(page.get_by_text("This page can be left and come back to")).to_be_visible()
    page.goto("/items/")
    page.goto("/reports/")
    page.get_by_role("link", name="Status report (Markdown)").click()
    expect(page.get_by_text("This page can be left and come back to")).to_be_visible()
    os.close(held_turns.pop())
    finish_runs()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("The report is ready")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.path().read_text().startswith("# Status report: Torture prevention")


@pytest.mark.parametrize(
    ("look", "language", "says"),
    [
        (
            {"color_scheme": "light"},
            "en",
            ("at most 1 can be told", "The report could not be made", "kept here for a day"),
        ),
        (
            {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}},
            "es",
            ("caben como máximo 1", "No se pudo hacer el informe", "se guarda aquí durante un día"),
        ),
    ],
)
def test_what_a_report_may_take_is_told(
    look: dict[str, Any],
    language: str,
    says: tuple[str, str, str],
    browse: Callable[..., Any],
    on_the_tests_database: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialogue = make_dialogue("USMX")
    viewer = make_member(Role.VIEWER, dialogue=dialogue)
    User.objects.filter(pk=viewer.pk).update(language=language)
    make_entry(make_item(make_round(dialogue), topics=[make_topic("torture-prevention")]), Status.STALLED)
    for name in ("pdf", "docx"):
        monkeypatch.setattr(formats()[name], "MOST_ENTRIES", 1)
    monkeypatch.setattr(runs, "PROCESSOR_SECONDS", 0)
    asked = "/reports/topic/?topic=torture-prevention&audience=public"
    page = browse(viewer, asked, bypass_csp=True, **look)
    too_long, stopped, held = says
    expect(page.get_by_text(too_long)).to_be_visible()
    assert breaches(page) + is_wide(page) == []
    page.get_by_role("link", name="Markdown").click()
    finish_runs()
    page.reload()
    expect(page.get_by_text(stopped)).to_be_visible()
    assert breaches(page) + is_wide(page) == []
    monkeypatch.setattr(runs, "PROCESSOR_SECONDS", 100)
    page.goto(f"{asked}&held=1")
    finish_runs()
    page.reload()
    expect(page.get_by_text(held)).to_be_visible()
    assert breaches(page) + is_wide(page) == []
