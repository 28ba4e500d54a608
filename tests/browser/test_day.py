"""A day at the desk, as the four roles: signed in, found, recorded with evidence, mended, exported, released, read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from ledger.models import Item
from ledger.vocabulary import Audience, Kind, Role
from tests.makers import (
    make_dialogue,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_user,
)
from tests.support.acting import last
from tests.support.signing_in import PASSWORD, forget_tries

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Any]


@pytest.fixture
def item() -> Item:
    row = make_round(make_dialogue("ABC"), number=7)
    topic = make_topic("torture", name_en="Torture prevention", name_es="Prevención de la tortura")
    passage = make_passage(make_statement(row))
    return make_item(row, passage=passage, topics=[topic], kind=Kind.UNDERTAKEN, owed_by=[make_party()])


def test_recorder_signs_in_records_with_evidence_and_mends_the_slip(
    live_server: LiveServer, browser_page: Any, item: Item
) -> None:
    forget_tries()
    ana = make_user(username="ana", password=PASSWORD)
    make_member(Role.RECORDER, dialogue=item.round.dialogue, user=ana)
    page = browser_page
    page.goto(f"{live_server.url}/")
    page.locator("[name=login]").fill("ana")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_role("heading", name="From statement to report").wait_for()
    page.wait_for_load_state()  # keys are heard once the scripts have run
    page.keyboard.press("/")
    page.keyboard.type("7-01")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/items/{item.ref}/")
    page.get_by_label("Note", exact=True).fill("A bill was tabled.")
    page.locator("details", has_text="Evidence 1").last.locator("summary").click()
    page.get_by_label("Title").first.fill("Gazette of 16 June")
    page.get_by_label("Link").first.fill("https://example.org/gazette")
    page.get_by_role("button", name="Record", exact=True).click()
    page.get_by_text(f"of {item.ref} is written").wait_for()
    assert last(item).evidence.count() == 1
    page.get_by_role("link", name="Correct").first.click()
    page.get_by_label("Note", exact=True).fill("A bill was passed.")
    page.get_by_label("Reason").fill("Misheard.")
    page.get_by_role("button", name="Correct").click()
    page.wait_for_url(f"**/items/{item.ref}/*")
    assert (last(item).note, last(item).author) == ("A bill was passed.", ana)
    expect(page.locator("li.corrected")).to_have_count(1)


def test_editor_exports_releaser_releases_viewer_reads_the_thread_in_spanish(
    browse: Open, item: Item, tmp_path: Path
) -> None:
    dialogue = item.round.dialogue
    page = browse(make_member(Role.EDITOR, dialogue=dialogue), "/items/?q=tort")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "items.csv")
    assert f"/items/{item.ref}/" in (tmp_path / "items.csv").read_text()
    page = browse(make_member(Role.RELEASER, dialogue=dialogue), f"/items/{item.ref}/")
    page.get_by_role("link", name="Set audience").first.click()
    page.get_by_label("public").check()
    page.get_by_role("button", name="Set audience").click()
    page.wait_for_url(f"**/items/{item.ref}/*")
    assert last(item).released_to is Audience.PUBLIC
    viewer = make_member(Role.VIEWER, dialogue=dialogue, user=make_user(language="es"))
    page = browse(viewer, "/topics/torture/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator(".thread").get_by_role("link", name=item.ref).click()
    page.wait_for_url(f"**/items/{item.ref}/")
    expect(page.get_by_role("button", name="Registrar")).to_have_count(0)
