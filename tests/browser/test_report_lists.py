"""The lists of a report's form in a browser: by keyboard alone, both schemes, narrow, Spanish, without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from ledger.models import Dialogue, Topic, User
from ledger.vocabulary import Role
from tests.browser.looking import breaches, is_wide
from tests.makers import make_dialogue, make_member, make_round, make_topic, make_user

pytestmark = pytest.mark.django_db(transaction=True)

NARROW = {"width": 360, "height": 740}


@pytest.fixture
def dialogue() -> Dialogue:
    dialogue = make_dialogue("USMX")
    for number in range(1, 13):
        make_round(dialogue, number=number)
    make_topic("torture-prevention", name_es="Prevención de la tortura")
    make_topic("prisons", name_es="Cárceles")
    make_topic("women", name_es="Mujeres")
    return dialogue


@pytest.fixture
def viewer(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


def test_topics_are_chosen_by_keyboard_alone(viewer: User, browse: Callable[..., Any]) -> None:
    page = browse(viewer, "/reports/topic/", bypass_csp=True)
    field = page.get_by_role("combobox", name="Topic", exact=True)
    field.focus()
    page.keyboard.press("ArrowDown")
    options = page.get_by_role("listbox", name="Topic").get_by_role("option")
    expect(options).to_have_text(["Prisons", "Torture prevention", "Women"])
    page.keyboard.type("PREVENCION")  # accents, case and language aside
    expect(options).to_have_text(["Torture prevention"])
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "id_topic-0")
    assert breaches(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Topic: Torture prevention")).to_be_checked()
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(options).to_have_text(["Prisons", "Women"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Topic")).to_be_hidden()
    page.keyboard.type("pris")
    page.keyboard.press("Enter")  # what is found alone is chosen
    expect(page.get_by_role("checkbox", name="Topic: Prisons")).to_be_checked()
    page.keyboard.press("Enter")  # sends the form
    page.wait_for_url("**/reports/topic/?topic=torture-prevention&topic=prisons&**")
    expect(page.get_by_role("checkbox", name="Topic: Prisons")).to_be_checked()
    assert breaches(page) + is_wide(page) == []


def test_words_that_choose_nothing_are_told_and_stay(viewer: User, browse: Callable[..., Any]) -> None:
    page = browse(viewer, "/reports/attention/")
    page.get_by_role("combobox", name="Topic", exact=True).fill("zebra")
    expect(page.get_by_text("Nothing found.")).to_be_attached()
    page.get_by_role("button", name="Show the report").click()
    expect(page.get_by_text("“zebra” finds nothing here: write other words, or fewer.").first).to_be_visible()
    page.get_by_role("alert").get_by_role("link", name="Topic").click()
    field = page.get_by_role("combobox", name="Topic", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("zebra")
    field.fill("")
    page.get_by_role("button", name="Show the report").click()
    expect(page.locator("iframe")).to_be_attached()


def test_round_of_many_is_chosen_narrow_in_the_dark_and_in_spanish(
    dialogue: Dialogue, browse: Callable[..., Any]
) -> None:
    viewer = make_member(Role.VIEWER, dialogue=dialogue, user=make_user(language="es"))
    page = browse(viewer, "/reports/round/", bypass_csp=True, color_scheme="dark", viewport=NARROW)
    field = page.get_by_role("combobox", name="Ronda", exact=True)
    field.fill("usmx 12")
    options = page.get_by_role("listbox", name="Ronda").get_by_role("option")
    expect(options).to_have_count(1)
    assert breaches(page) + is_wide(page) == []
    options.first.click()
    expect(field).to_have_value("USMX 12, 2015")
    page.get_by_role("button", name="Mostrar el informe").click()
    page.wait_for_url("**/reports/round/?round=USMX-12**")
    assert "round-words" not in page.url
    assert breaches(page) + is_wide(page) == []


def test_one_of_thousands_is_found_with_a_script_and_without(
    viewer: User, browse: Callable[..., Any]
) -> None:
    Topic.objects.bulk_create(Topic(slug=f"topic-{place}", name_en=f"Topic {place}") for place in range(2000))
    page = browse(viewer, "/reports/topic/")
    page.get_by_role("combobox", name="Topic", exact=True).press_sequentially("topic 1999")
    page.get_by_role("option", name="Topic 1999").click()
    page.get_by_role("button", name="Show the report").click()
    page.wait_for_url("**/reports/topic/?topic=topic-1999&**")
    plain = browse(viewer, "/reports/topic/", java_script_enabled=False, viewport=NARROW)
    plain.get_by_label("Words of its name").fill("topic 1999")
    plain.get_by_role("button", name="Show the report").click()
    expect(plain.get_by_text("Choose from the list what “topic 1999” finds.").first).to_be_visible()
    plain.get_by_label("Topic", exact=True).select_option("Topic 1999")
    plain.get_by_role("button", name="Show the report").click()
    expect(plain.get_by_role("checkbox", name="Topic: Topic 1999")).to_be_checked()
    expect(plain.locator("iframe")).to_be_attached()


def test_labels_and_fields_stand_on_one_line_each(dialogue: Dialogue, browse: Callable[..., Any]) -> None:
    make_member(Role.VIEWER, dialogue=dialogue, user=(reader := make_user(language="es")))
    page = browse(
        reader, "/reports/topic/?topic=prisons&topic=women", viewport={"width": 1280, "height": 800}
    )
    fields = page.locator(".explained > .field").evaluate_all(
        "all => all.map(field => [field.querySelector('label').getBoundingClientRect().top,"
        " [...field.querySelectorAll('[id^=id_]:is(input, select)')].filter(each => each.checkVisibility())"
        ".at(-1).getBoundingClientRect().bottom])"
    )
    lines = {round(label): set() for label, _field in fields}
    for label, field in fields:
        lines[round(label)].add(round(field))
    assert len(fields) >= 5
    assert len(lines) < len(fields)
    assert [len(bottoms) for bottoms in lines.values()] == [1] * len(lines)
