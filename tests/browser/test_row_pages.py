"""Change logs and merging in a real browser, whose console stays empty."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from ledger.models import Dialogue, Round, Seal, Statement, Topic
from ledger.models.fields import write_api
from ledger.recording import clock
from ledger.vocabulary import Role
from tests.browser.looking import faults
from tests.makers import make_topic
from tests.support.admin_pages import address
from tests.support.rows import Everything, make_everything, make_staff

pytestmark = pytest.mark.django_db(transaction=True)

Open = Callable[..., Any]


@pytest.fixture
def everything() -> Everything:
    """A round that was changed since, a topic of its item with parts, and one merged into it."""
    everything = make_everything()
    round, topic = everything.round, everything.item.topics.get()
    round.city = "Washington, D.C."
    round._change_reason = "The statement names it."  # type: ignore[attr-defined]  # read by the change log
    round.save()
    make_topic("ill-treatment", merged_into=topic)
    make_topic("inspections", parent=topic)
    return everything


def topic_page(topic: Topic, page: str) -> str:
    return reverse(f"admin:ledger_topic_{page}", args=(topic.pk,))


def addresses(everything: Everything) -> dict[str, str]:
    round, topic = everything.round, everything.item.topics.get()
    merged = topic.merged.get()
    earlier = round.history.earliest("history_id").history_id
    newest = round.history.latest("history_id").history_id
    return {
        "index": reverse("admin:index"),
        "round": address(Round, "change", round.pk),
        "topic": address(Topic, "change", topic.pk),
        "dialogue": address(Dialogue, "change", everything.dialogue.pk),
        "statement": address(Statement, "change", everything.statement.pk),
        "log": address(Round, "history", round.pk),
        "revert": reverse("admin:ledger_round_revert", args=(round.pk, earlier)),
        "nothing to revert": reverse("admin:ledger_round_revert", args=(round.pk, newest)),
        "merge": topic_page(topic, "merge"),
        "unmerge": topic_page(merged, "unmerge"),
    }


def press(page: Any, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def save(page: Any) -> None:
    with page.expect_navigation():
        page.locator("input[name=_continue]").click()


def test_editor_changes_a_row_and_brings_the_version_before_back(
    browse: Open, everything: Everything
) -> None:
    page = browse(everything.editor, address(Round, "change", everything.round.pk))
    page.get_by_label("City:", exact=True).fill("Mexico City")
    page.get_by_label("Why it changes").fill("It moved.")
    save(page)
    page.get_by_role("link", name="History").click()
    expect(page.locator("#content")).to_contain_text("It moved.")
    page.get_by_role("link", name="Bring this version back").first.click()
    changes = page.locator("dl.change").first.locator("dt, dd")
    expect(changes).to_have_text(["city", "Mexico City → Washington, D.C."])
    press(page, "Bring this version back")
    expect(page.get_by_role("alert")).to_contain_text("Say why.")
    page.get_by_label("Reason").fill("It did not.")
    press(page, "Bring this version back")
    everything.round.refresh_from_db()
    assert everything.round.city == "Washington, D.C."


def test_editor_merges_topics_without_a_script(browse: Open, everything: Everything) -> None:
    topic, into = make_topic("double-name"), everything.item.topics.get()
    page = browse(everything.editor, address(Topic, "change", topic.pk), java_script_enabled=False)
    page.get_by_role("link", name="Merge this topic").click()
    page.get_by_label("Merge it into").select_option(str(into.pk))
    page.get_by_label("Reason").fill("The same subject.")
    press(page, "Merge this topic")
    topic.refresh_from_db()
    assert topic.merged_into == into
    page.get_by_role("link", name="Take the merge back").click()
    page.get_by_label("Reason").fill("Not the same.")
    press(page, "Take the merge back")
    topic.refresh_from_db()
    assert topic.merged_into is None


def test_related_row_is_chosen_without_a_script(browse: Open, everything: Everything) -> None:
    url = address(Round, "change", everything.round.pk)
    page = browse(everything.editor, url, java_script_enabled=False)
    page.get_by_label("Host:", exact=True).first.select_option(label="United States")
    save(page)
    everything.round.refresh_from_db()
    assert str(everything.round.host_party) == "United States"


def test_related_row_is_searched_with_one(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, address(Topic, "change", make_topic("part").pk))
    page.locator(".field-parent").get_by_role("combobox").last.click()
    page.locator(".select2-search__field").fill("inspec")
    page.get_by_role("option", name="Inspections").click()
    save(page)
    assert str(Topic.objects.get(slug="part").parent) == "Inspections"


def test_recorder_is_offered_neither(browse: Open, everything: Everything) -> None:
    recorder = make_staff(Role.RECORDER, dialogue=everything.dialogue)
    pages = addresses(everything)
    page = browse(recorder, pages["topic"])
    expect(page.get_by_role("link", name="Merge this topic")).to_have_count(0)
    page.goto(pages["log"])
    expect(page.get_by_role("link", name="Bring this version back")).to_have_count(0)


def test_pages_have_no_faults(browse: Open, everything: Everything) -> None:
    page = browse(everything.editor, "/admin/", bypass_csp=True)
    found = {}
    for name, path in addresses(everything).items():
        page.goto(path)
        found[name] = faults(page, "#content")
    assert {name: places for name, places in found.items() if places} == {}


def test_two_people_close_false_stamps_without_a_script(browse: Open, everything: Everything) -> None:
    """From the question to what was closed; each state of the page without a fault."""
    with write_api():
        Seal.objects.create(known_at=timezone.now() + timedelta(days=300), items=0, entries=0, root="0" * 64)
    second = make_staff(Role.EDITOR, dialogue=everything.dialogue)
    url, today = reverse("admin:ledger_seal_clock"), clock.ledger_day(clock.now()).isoformat()
    found = []
    for user, button in ((everything.editor, "Ask to close these stamps"), (second, "Close these stamps")):
        page = browse(user, url, java_script_enabled=False)
        press(page, button)
        expect(page.get_by_role("alert").first).to_be_visible()
        found += places_of(browse(user, url, bypass_csp=True))
        page.get_by_label("Today's date", exact=True).fill(today)
        if user == everything.editor:
            page.get_by_label("Reason").fill("The battery was empty.")
        press(page, button)
        page.close()
    page = browse(second, url, bypass_csp=True)
    expect(page.locator("#content")).to_contain_text("The battery was empty.")
    assert [*found, *places_of(page)] == []


def places_of(page: Any) -> list[str]:
    return faults(page, "#content")
