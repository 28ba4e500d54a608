"""Acts on many items in a real browser, whose console stays empty."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ledger.models import Entry, Item, Round, User
from ledger.vocabulary import Role, Status
from tests.browser.looking import faults
from tests.makers import make_dialogue, make_entry, make_item, make_passage, make_round, make_statement
from tests.support.batch_table import batch_address, many_address
from tests.support.rows import make_staff

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Any]
LIST = "/admin/ledger/item/"
RECORD = "ledger_item_batch_record"


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


@pytest.fixture
def keeper(round: Round) -> User:
    return make_staff(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)


@pytest.fixture
def items(round: Round, keeper: User) -> list[Item]:
    passage = make_passage(make_statement(round))
    return [make_item(round, keeper, passage=passage, summary_en="") for _number in range(3)]


def press(page: Any, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def choose(page: Any, items: list[Item], action: str) -> None:
    """Tick the items in the list, and go on to the act."""
    for item in items:
        page.get_by_role("row").filter(has_text=item.ref).get_by_role("checkbox").check()
    page.locator("select[name=action]").select_option(label=action)
    with page.expect_navigation():
        page.locator("button[name=index]").click()  # its label is another in Django 6.1


def statuses(items: list[Item]) -> list[Status]:
    return [Item.objects.get(pk=item.pk).status for item in items]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.both_databases
def test_chosen_recorded_previewed_confirmed_undone(
    browse: Open, keeper: User, items: list[Item], has_scripts: bool
) -> None:
    page = browse(keeper, LIST, java_script_enabled=has_scripts)
    choose(page, items[:2], "Record progress on the chosen items")
    expect(page.get_by_role("heading", name="Record progress on the chosen items: 2 items")).to_be_visible()
    page.get_by_label("Status").select_option("in_progress")
    page.get_by_label("Note", exact=False).first.fill("Begun\nat last.")
    press(page, "Preview")
    rows = page.locator(".rows tbody tr").all_inner_texts()
    assert [("in progress" in row, "–" in row) for row in rows] == [(True, True)] * 2
    assert statuses(items) == [Status.UNASSESSED] * 3
    press(page, "Write 2 entries")
    expect(page.locator(".messagelist")).to_contain_text("2 entries are written.")
    assert statuses(items) == [Status.IN_PROGRESS, Status.IN_PROGRESS, Status.UNASSESSED]
    assert Entry.objects.filter(item=items[0]).latest("sequence").note.splitlines() == ["Begun", "at last."]
    page.get_by_role("link", name="Undo").click()
    page.get_by_label("Reason").fill("The wrong meeting.")
    press(page, "Undo the batch")
    expect(page.locator(".messagelist")).to_contain_text("The batch is undone, by 2 entries.")
    assert statuses(items) == [Status.UNASSESSED] * 3


def test_what_moved_on_is_shown_and_what_was_typed_is_kept(
    browse: Open, keeper: User, items: list[Item]
) -> None:
    page = browse(keeper, many_address(RECORD, *items))
    page.get_by_label("Note", exact=False).first.fill("What I typed.")
    press(page, "Preview")
    make_entry(items[1], user=keeper, note="Somebody was faster.")
    press(page, "Write 3 entries")
    alert = page.get_by_role("alert").inner_text()
    assert (items[1].ref in alert, "Somebody was faster." in alert, items[0].ref in alert) == (
        True,
        True,
        False,
    )
    assert Entry.objects.filter(item__in=items).count() == 4
    press(page, "Change what you typed")
    expect(page.get_by_label("Note", exact=False).first).to_have_value("What I typed.")
    press(page, "Preview")
    press(page, "Write 3 entries")
    expect(page.locator(".messagelist")).to_contain_text("3 entries are written.")
    assert Entry.objects.filter(item__in=items).count() == 7


def test_recorder_is_not_offered_to_reassign_or_release(
    browse: Open, round: Round, items: list[Item]
) -> None:
    page = browse(make_staff(Role.RECORDER, dialogue=round.dialogue), LIST)
    offered = [one.inner_text() for one in page.locator("select[name=action] option").all()]
    assert offered[1:] == ["Record progress on the chosen items", "Adopt a position on the chosen items"]
    # The page's own form carries a good token: it is the right that is missing.
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    for name in ("reassign", "review", "release"):
        url = many_address(f"ledger_item_batch_{name}", items[0])
        sent = {"csrfmiddlewaretoken": token, "target": f"{items[0].pk}:1", "step": "write"}
        assert (page.request.get(url).status, page.request.post(url, form=sent).status) == (403, 403)


def test_filters_are_folded_until_used(browse: Open, keeper: User, items: list[Item]) -> None:
    page = browse(keeper, LIST)
    folded = page.locator("#changelist-filter details")
    assert folded.evaluate_all("all => all.filter(one => one.open).length") == 0
    page.locator("#changelist-filter summary", has_text="Status").click()
    with page.expect_navigation():
        page.get_by_role("link", name="stalled").click()
    expect(page.locator("#result_list")).to_have_count(0)
    assert folded.evaluate_all("all => all.filter(one => one.open).length") == 1
    with page.expect_navigation():
        page.get_by_role("link", name="Clear all filters").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(3)


def test_spanish_throughout(browse: Open, keeper: User, items: list[Item]) -> None:
    User.objects.filter(pk=keeper.pk).update(language="es")
    page = browse(keeper, LIST)
    with translation.override("es"):
        words = str(_("Set the review date of the chosen items"))
    assert words != "Set the review date of the chosen items"
    expect(page.locator("select[name=action]")).to_contain_text(words)


# --- How it looks


def shown(page: Any, items: list[Item], keeper: User) -> Iterator[str]:
    """Every sort of page, one after the other."""
    page.goto(LIST)
    yield "list"
    page.goto(many_address(RECORD, *items))
    yield "form"
    page.get_by_label("Status").select_option("not_started")
    press(page, "Preview")
    yield "preview, one refused"
    make_entry(items[2], user=keeper)
    press(page, "Leave the refused items out")
    yield "preview, one moved on"
    press(page, "Write 2 entries")
    batch = Entry.objects.exclude(batch=None).latest("pk").batch
    yield "list with a message"
    page.goto(batch_address("ledger_item_batch", batch))
    yield "batch"
    page.goto(batch_address("ledger_item_batch_undo", batch))
    yield "undo"


def test_pages_have_no_faults(browse: Open, keeper: User, items: list[Item]) -> None:
    make_entry(items[0], Status.SUBSTANTIAL, keeper, note="https://example.org/" + "long" * 40)
    page = browse(keeper, LIST, bypass_csp=True)
    found = {name: faults(page, "#content") for name in shown(page, items, keeper)}
    assert found == {name: [] for name in found}
