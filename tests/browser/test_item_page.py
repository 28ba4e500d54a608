"""An item's page and its acts in a real browser, whose console stays empty."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from ledger.models import Entry, Item, User
from ledger.vocabulary import AgreedAs, Kind, Role, Status, Voice
from tests.browser.looking import faults
from tests.makers import make_entry, make_item, make_party
from tests.support.act_table import ALLOWED, act_address
from tests.support.admin_pages import address
from tests.support.rows import Everything, make_everything, make_staff

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Any]


@pytest.fixture
def everything() -> Everything:
    return make_everything()


def item_page(item: Item) -> str:
    return address(Item, "change", item.pk)


def last(item: Item) -> Entry:
    return Entry.objects.filter(item=item).latest("sequence")


def press(page: Any, button: str) -> None:
    """Press a button and wait for the page that answers."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


# --- An editor repairs


def test_editor_corrects_an_entry(browse: Open, everything: Everything) -> None:
    item = everything.item
    wrong = last(item)
    page = browse(everything.editor, item_page(item))
    page.locator(f"#entry-{wrong.sequence}").get_by_role("link", name="Correct").click()
    page.get_by_label("Status").select_option("stalled")
    page.get_by_label("Note", exact=False).first.fill("Nothing has moved.")
    press(page, "Correct")
    page.wait_for_url(f"**{item_page(item)}#entry-{wrong.sequence + 1}")
    expect(page.locator(f"#entry-{wrong.sequence}")).to_have_attribute("class", re.compile("corrected"))
    assert page.get_by_role(
        "link", name=f"No longer stands: corrected by entry {wrong.sequence + 1}"
    ).is_visible()
    assert (last(item).corrects, last(item).status) == (wrong, Status.STALLED)


def test_editor_moves_an_entry_that_stands_on_the_wrong_item(browse: Open, everything: Everything) -> None:
    item, there = everything.item, make_item(everything.round, everything.editor)
    wrong = last(item)
    page = browse(everything.editor, item_page(item))
    page.locator(f"#entry-{wrong.sequence}").get_by_role("link", name="Move").click()
    page.get_by_label("To which item").fill(there.ref)
    page.get_by_label("Reason").fill("It was said of the other one.")
    press(page, "Show that item")
    expect(page.get_by_role("heading", name="It would go to this item")).to_be_visible()
    press(page, f"Move it to {there.ref}")
    page.wait_for_url(f"**{item_page(there)}#entry-2")
    assert (last(there).note, last(item).corrects, last(item).retracts) == (wrong.note, wrong, True)


def test_editor_reclassifies_an_item(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, item_page(everything.item))
    page.get_by_role("link", name="Reclassify").click()
    page.get_by_label("agreed", exact=True).check()
    page.get_by_label("Reason").fill("The sides agreed on it.")
    press(page, "Reclassify")
    # The write API says what is missing, and the summary leads to the field.
    page.get_by_role("alert").get_by_role("link", name="Agreed as").click()
    field = page.get_by_label("Agreed as")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_attribute("aria-describedby", re.compile("id_agreed_as_error"))
    field.select_option("shared_view")
    press(page, "Reclassify")
    item = Item.objects.get(pk=everything.item.pk)
    assert (item.kind, item.agreed_as) == (Kind.AGREED, AgreedAs.SHARED_VIEW)
    expect(page.locator(f"#entry-{item.last_sequence} del").first).to_have_text("discussed")


def test_editor_cites_other_words(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, item_page(everything.item))
    page.get_by_role("link", name="Cite another passage").click()
    page.get_by_label("Its words").fill("agreed to keep working together")
    page.get_by_label("Reason").fill("That is where it says so.")
    press(page, "Cite another passage")
    expect(page.locator("blockquote[lang=en] mark")).to_have_text("agreed to keep working together")


def test_editor_withdraws_an_item_and_brings_it_back(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, item_page(everything.item))
    for act, reason in (("Withdraw the item", "Opened twice."), ("Bring the item back", "Not twice.")):
        page.get_by_role("link", name=act).click()
        page.get_by_label("Reason").fill(reason)
        press(page, act)
        expect(page.get_by_text(reason)).to_be_visible()
    assert not Item.objects.get(pk=everything.item.pk).is_withdrawn


def test_entry_is_contested_and_confirmed_and_stands(browse: Open, everything: Everything) -> None:
    item = everything.item
    page = browse(everything.editor, item_page(item))
    for answered, note in (("contests", "The figures say otherwise."), ("confirms", "So does the court.")):
        page.locator("#entry-2").get_by_role("link", name="Answer").click()
        page.get_by_label(answered).check()
        page.get_by_label("Note", exact=False).first.fill(note)
        press(page, "Answer")
        answer = page.locator(f"#entry-{last(item).sequence}")
        expect(answer.get_by_text(answered)).to_be_visible()
        expect(answer.get_by_text(note)).to_be_visible()
        assert page.locator("#entry-2").get_attribute("class") is None


@pytest.mark.both_databases
def test_redaction_takes_two_browsers(browse: Open, everything: Everything) -> None:
    item, second = everything.item, make_staff(Role.EDITOR, dialogue=everything.dialogue)
    make_entry(item, Status.STALLED, everything.editor, note="Jane Roe said so.")
    number = last(item).sequence
    asking = browse(everything.editor, item_page(item))
    asking.locator(f"#entry-{number}").get_by_role("link", name="Ask to redact").click()
    asking.get_by_label("note: Jane Roe said so.").check()
    asking.get_by_label("Reason").fill("A victim's name.")
    press(asking, "Ask to redact")
    expect(asking.get_by_text("It waits for a second person.").first).to_be_visible()
    deciding = browse(second, item_page(item))
    deciding.get_by_role("link", name=f"Approve and destroy (entry {number})").click()
    press(deciding, "Approve and destroy")
    expect(deciding.locator(f"#entry-{number}").get_by_text("redacted")).to_be_visible()
    assert "Jane Roe" not in deciding.content()


def test_recorder_is_refused_each(browse: Open, everything: Everything) -> None:
    recorder = make_staff(Role.RECORDER, dialogue=everything.dialogue)
    before = Entry.objects.count()
    page = browse(recorder, item_page(everything.item))
    offered = {link.inner_text().split("(")[0].strip() for link in page.locator(".ledger-acts a").all()}
    assert offered == {"Record progress", "Answer", "Adopt"}
    for name in (name for name, allowed in ALLOWED.items() if "recorder" not in allowed):
        url = act_address(name, everything.item)
        assert (name, page.request.get(url).status) == (name, 403)
        # A form of a page that is open to them carries a good token: it is the right that is missing.
        token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
        sent = {"csrfmiddlewaretoken": token, "reason": "x"}
        assert (name, page.request.post(url, form=sent).status) == (name, 403)
    assert Entry.objects.count() == before


# --- Recording, by keyboard, and two at once


def test_progress_is_recorded_by_keyboard_alone(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, item_page(everything.item))
    with page.expect_navigation():
        page.get_by_role("link", name="Record progress").press("Enter")
    page.get_by_label("our office").focus()
    page.keyboard.press("ArrowDown")
    for _field in range(2):
        page.keyboard.press("Tab")
    page.get_by_label("Which party speaks").select_option(label="Mexico")
    page.get_by_label("Note", exact=False).first.fill("A bill was tabled.")
    page.get_by_label("True since", exact=True).fill("2016-03")
    with page.expect_navigation():
        page.get_by_role("button", name="Record progress").press("Enter")
    entry = last(everything.item)
    assert (entry.voice, entry.speaker, entry.note) == (Voice.PARTY, make_party("MEX"), "A bill was tabled.")


@pytest.mark.both_databases
def test_second_of_two_browsers_sees_what_the_first_wrote(browse: Open, everything: Everything) -> None:
    item = everything.item
    colleague = make_staff(Role.RECORDER, dialogue=everything.dialogue)
    first, second = (browse(user, item_page(item)) for user in (everything.editor, colleague))
    for page, note in ((first, "The first was faster."), (second, "What the second typed.")):
        page.get_by_role("link", name="Record progress").click()
        page.get_by_label("Note", exact=False).first.fill(note)
    press(first, "Record progress")
    press(second, "Record progress")
    alert = second.get_by_role("alert")
    expect(alert).to_contain_text("somebody else was faster")
    expect(alert).to_contain_text("The first was faster.")
    assert last(item).note == "The first was faster."
    expect(second.get_by_label("Note", exact=False).first).to_have_value("What the second typed.")
    press(second, "Record progress")
    assert last(item).note == "What the second typed."


def test_works_without_scripts(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, item_page(everything.item), java_script_enabled=False)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Next step").fill("Ask Mexico.")
    press(page, "Edit")
    assert Item.objects.get(pk=everything.item.pk).next_step == "Ask Mexico."


# --- How it looks


def test_spanish_throughout(browse: Open, everything: Everything) -> None:
    User.objects.filter(pk=everything.editor.pk).update(language="es")
    page = browse(everything.editor, item_page(everything.item))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    with translation.override("es"):
        words = [str(_(word)) for word in ("Record progress", "Reclassify", "Cite another passage")]
    assert [
        link.inner_text() for link in page.locator("nav .ledger-acts a").all() if link.inner_text() in words
    ] == words


PAGES = [
    "item",
    "ledger_item_amend",
    "ledger_item_cite",
    "ledger_item_entry_correct",
    "ledger_item_entry_redact",
]


def test_pages_have_no_faults_with_errors_shown(browse: Open, everything: Everything) -> None:
    make_entry(everything.item, Status.STALLED, everything.editor, note="https://example.org/" + "long" * 40)
    editor = make_staff(Role.EDITOR, dialogue=everything.dialogue)
    page = browse(editor, item_page(everything.item), bypass_csp=True)
    found = {"item": faults(page, "#content")}
    for name in PAGES[1:]:
        page.goto(act_address(name, everything.item))
        send_without_a_word(page)
        found[name] = faults(page, "#content")
    assert found == {name: [] for name in PAGES}


def send_without_a_word(page: Any) -> None:
    """Send the form as it stands, without its reason, so that the page shows errors."""
    with page.expect_navigation():
        page.locator("form.act button[type=submit]").click()
