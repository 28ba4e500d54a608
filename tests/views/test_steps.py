"""Steps on the pages of the workspace: counted among no statement's items, and found as work to be done."""

import re
from collections.abc import Iterator

import lxml.html
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.models import Item, User
from ledger.recording import withdraw_item
from ledger.vocabulary import Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_round,
    make_step,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.loud import PAST, make_loud

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGES = (
    "/rounds/",
    "/rounds/ABC/7/",
    "/topics/?dialogue=ABC",
    "/topics/prisons/",
    "/dashboard/",
    "/items/",
    "/items/?round=ABC-7&status=unassessed",
    "/items/?topic=prisons&live=1",
)


@pytest.fixture
def keeper() -> User:
    dialogue = make_dialogue("ABC")
    keeper = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    prisons = make_topic("prisons")
    loud = make_loud(make_round(dialogue, number=7), keeper, topics=[prisons])
    make_item(loud.round, keeper, topics=[prisons])
    make_loud(make_round(dialogue, number=8), keeper, topics=[prisons], continues=loud)
    return keeper


def numbers(client: Client, page: str) -> list[str]:
    """Every number that a page's main part says, in order."""
    main = lxml.html.fromstring(client.get(page).content).get_element_by_id("main")
    return re.findall(r"\d+", main.text_content())


def make_busy_steps(item: Item, keeper: User) -> list[Item]:
    """Two steps on which everything is said that a page might count."""
    steps = [
        make_step(item, keeper, officer=keeper, target_on=PAST, effective_on=PAST) for _number in range(2)
    ]
    for step in steps:
        make_entry(step, Status.STALLED, keeper, effective_on=PAST)
        make_entry(step, Status.IN_PROGRESS, keeper, voice=Voice.RECORD, source="A court", effective_on=PAST)
    return steps


@pytest.mark.parametrize("page", PAGES)
def test_no_count_of_items_counts_steps(keeper: User, page: str) -> None:
    client = signed_in(keeper)
    before = numbers(client, page)
    make_busy_steps(Item.objects.get(ref="ABC-7-01"), keeper)
    assert numbers(client, page) == before


def waiting(client: Client) -> dict[str, int]:
    return {line.label: line.count for line in client.get("/").context["waiting"]}


def test_workspace_counts_and_shows_steps_that_are_to_be_done(keeper: User) -> None:
    client = signed_in(keeper)
    before = waiting(client)
    steps = make_busy_steps(Item.objects.get(ref="ABC-7-01"), keeper)
    found = {"mine": 2, "overdue": 2, "stale": 2, "differing": 2}
    assert {label: count - before[label] for label, count in waiting(client).items()} == dict.fromkeys(
        before, 0
    ) | found
    shown = [line.item.ref for line in client.get("/").context["mine"]]
    assert {step.ref for step in steps} < set(shown)


def refs(client: Client, page: str) -> Iterator[str]:
    return (row.item.ref for row in client.get(page).context["rows"])


def test_list_shows_steps_after_their_items_where_asked(keeper: User) -> None:
    make_busy_steps(Item.objects.get(ref="ABC-7-01"), keeper)
    client = signed_in(keeper)
    assert list(refs(client, "/items/")) == ["ABC-8-01", "ABC-7-01", "ABC-7-02"]
    assert list(refs(client, "/items/?steps=with")) == [
        "ABC-8-01",
        "ABC-7-01",
        "ABC-7-01.1",
        "ABC-7-01.2",
        "ABC-7-02",
    ]
    assert list(refs(client, "/items/?steps=only&after=ABC-7-01.1")) == ["ABC-7-01.2"]


def test_reference_of_a_step_leads_to_it(keeper: User) -> None:
    make_busy_steps(Item.objects.get(ref="ABC-7-01"), keeper)
    client = signed_in(keeper)
    for page in ("/items/", "/search/"):
        assert client.get(page, {"q": "7-01.2"})["Location"] == "/items/ABC-7-01.2/"
        assert client.get(page, {"q": "ABC-7-01"})["Location"] == "/items/ABC-7-01/"


def test_search_finds_steps_by_their_words(keeper: User) -> None:
    item = Item.objects.get(ref="ABC-7-01")
    make_step(item, keeper, summary_en="Train judges.")
    (found,) = signed_in(keeper).get("/search/", {"q": "judges"}).context["kinds"]
    assert (found.count, found.address) == (1, "/items/?q=judges&steps=with")


# --- An item's page


def page_of(client: Client, ref: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(f"/items/{ref}/").content)


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def add(client: Client, ref: str, **typed: str) -> HttpResponse:
    """Fill in the form that adds a step, and send it."""
    form = client.get(f"/items/{ref}/add-step/").context["form"]
    hidden = {field.name: str(field.value()) for field in form.hidden_fields()}
    return client.post(f"/items/{ref}/add-step/", hidden | typed)


def test_step_is_added_on_a_page_of_its_own_and_shown_on_its_items(keeper: User) -> None:
    client = signed_in(keeper)
    typed = {"summary_en": "Draft <b>the</b> protocol.", "officer": str(keeper.pk), "target_on": "2027-03-31"}
    answer = add(client, "ABC-7-02", **typed)
    assert (answer.status_code, answer["Location"]) == (302, "/items/ABC-7-02/#steps")
    shown = page_of(client, "ABC-7-02").get_element_by_id("steps")
    assert words(shown).startswith("Steps 0 of 1 done")
    assert "ABC-7-02.1 Draft <b>the</b> protocol. unassessed" in words(shown)
    assert f"{keeper} 31 Mar 2027" in words(shown)


def test_step_without_words_is_refused_beside_its_field(keeper: User) -> None:
    answer = add(signed_in(keeper), "ABC-7-02", summary_en=" ")
    assert list(answer.context["form"].errors) == ["summary_en"]
    assert not Item.objects.filter(kind=Kind.STEP).exists()


def test_page_counts_what_our_office_calls_done_and_leaves_out_the_withdrawn(keeper: User) -> None:
    item = Item.objects.get(ref="ABC-7-02")
    done, spoken, gone = (make_step(item, keeper) for _number in range(3))
    make_entry(done, Status.DONE, keeper, evidence=(make_evidence(),))
    make_entry(spoken, Status.DONE, keeper, voice=Voice.RECORD, source="A court", evidence=(make_evidence(),))
    withdraw_item(user=keeper, item=gone, expected_sequence=1, reason="Opened twice.")
    shown = page_of(signed_in(keeper), item.ref).get_element_by_id("steps")
    assert words(shown).startswith("Steps 1 of 2 done")
    assert gone.ref not in words(shown)


def test_page_of_an_item_without_steps_has_no_place_for_them(keeper: User) -> None:
    page = page_of(signed_in(keeper), "ABC-7-02")
    assert page.xpath("//*[@id='steps']") == []
    assert "Add a step" in words(page)


def test_page_of_a_step_leads_to_its_item_and_offers_what_a_step_takes(keeper: User) -> None:
    step = make_step(Item.objects.get(ref="ABC-7-02"), keeper)
    page = page_of(signed_in(keeper), step.ref)
    assert "A step of ABC-7-02 How to prevent torture." in words(page)
    offered = {words(button) for button in page.xpath("//*[@class='page-head']//*[@class='actions']//a")}
    assert {"Record progress", "Edit", "Withdraw the step"} <= offered
    assert offered & {"Add a step", "Reclassify", "Cite another passage"} == set()


def buttons(page: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    return [
        (form.get("action"), form.xpath(".//button")[0].get("aria-label"))
        for form in page.xpath("//*[@id='steps']//form")
    ]


def test_steps_are_moved_by_buttons_beside_them(keeper: User) -> None:
    item = Item.objects.get(ref="ABC-7-02")
    for _number in range(2):
        make_step(item, keeper)
    client = signed_in(keeper)
    page = page_of(client, item.ref)
    assert buttons(page) == [
        ("/items/ABC-7-02.1/step-down/", "Move down: ABC-7-02.1"),
        ("/items/ABC-7-02.2/step-up/", "Move up: ABC-7-02.2"),
    ]
    sent = dict(page.xpath("//*[@id='steps']//form")[1].fields)
    answer = client.post("/items/ABC-7-02.2/step-up/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/items/ABC-7-02/#steps")
    page = page_of(client, item.ref)
    assert [words(cell) for cell in page.xpath("//*[@id='steps']//tbody/tr/td[1]")] == [
        "ABC-7-02.2",
        "ABC-7-02.1",
    ]


def test_viewer_sees_steps_and_changes_none(keeper: User) -> None:
    item = Item.objects.get(ref="ABC-7-02")
    steps = [make_step(item, keeper) for _number in range(2)]
    viewer = signed_in(make_member(Role.VIEWER, dialogue=item.round.dialogue))
    page = page_of(viewer, item.ref)
    assert (buttons(page), "Add a step" in words(page)) == ([], False)
    for address in (f"/items/{item.ref}/add-step/", f"/items/{steps[1].ref}/step-up/"):
        assert (viewer.get(address).status_code, viewer.post(address).status_code) == (403, 403)
    stranger = signed_in(make_member(Role.EDITOR, dialogue=make_dialogue("XYZ")))
    for address in (
        f"/items/{item.ref}/add-step/",
        f"/items/{steps[1].ref}/step-up/",
        f"/items/{steps[1].ref}/",
    ):
        assert (stranger.get(address).status_code, stranger.post(address).status_code) == (404, 404)


def asked_for(client: Client, ref: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/items/{ref}/")
    return len(queries)


def test_steps_add_two_queries_however_many_there_are(keeper: User) -> None:
    item = Item.objects.get(ref="ABC-7-02")
    client = signed_in(keeper)
    client.get(f"/items/{item.ref}/")
    found = [asked_for(client, item.ref)]
    for _number in range(3):
        make_step(item, keeper)
        found.append(asked_for(client, item.ref))
    assert (found[0], found[1], found[3]) == (17, 19, 19)
    asked_for(client, f"{item.ref}.1")  # with what a process keeps
    assert asked_for(client, f"{item.ref}.1") == 16


@pytest.mark.parametrize("query", ["?steps=with", "?steps=only", "?steps=with&status=open"])
def test_counts_by_value_beside_a_list_with_steps_are_those_of_the_lists_behind(
    keeper: User, query: str
) -> None:
    for item in Item.objects.without_steps().filter(round__number=7):
        make_busy_steps(item, keeper)
    client = signed_in(keeper)
    facets = client.get(f"/items/{query}").context["counts"].facets
    counted = {line.address: line.count for facet in facets for line in facet.lines}
    assert {address: client.get(address).context["count"] for address in counted} == counted
    assert any("topic=prisons" in address for address in counted)


# --- What the acts on a step call it


@pytest.mark.parametrize(
    ("language", "labels", "about", "back"),
    [
        (
            "en",
            ("Withdraw the step", "Bring the step back"),
            "For a step opened in error.",
            "the step is there",
        ),
        (
            "es",
            ("Retirar el paso", "Restablecer el paso"),
            "Para un paso abierto por error.",
            "el paso vuelve",
        ),
    ],
)
@pytest.mark.parametrize("site", ["workspace", "admin"])
def test_withdrawing_a_step_names_it_a_step(
    keeper: User, site: str, language: str, labels: tuple[str, str], about: str, back: str
) -> None:
    keeper.language, keeper.is_staff = language, True
    keeper.save(update_fields=["language", "is_staff"])
    step = make_step(Item.objects.get(ref="ABC-7-02"), keeper)
    client = signed_in(keeper)
    there = f"/items/{step.ref}" if site == "workspace" else f"/admin/ledger/item/{step.pk}"
    page = there + "/" if site == "workspace" else f"{there}/change/"
    for label, act, says, gone in (
        (labels[0], "withdraw", about, False),
        (labels[1], "bring-back", back, True),
    ):
        assert label in client.get(page).content.decode()
        form = lxml.html.fromstring(client.get(f"{there}/{act}/").content)
        main = words(form.xpath("//main")[0])
        assert (label in main, says in main, "the item" in main, "el punto" in main) == (
            True,
            True,
            False,
            False,
        )
        assert label in words(form.xpath("//title")[0])
        assert [words(button) for button in form.xpath("//form[contains(@class, 'act')]//button")] == [label]
        fields = form.xpath("//form[contains(@class, 'act')]")[0].fields
        sent = {name: value or "" for name, value in fields.items()}
        assert client.post(f"{there}/{act}/", sent | {"reason": "Twice."}).status_code == 302
        step.refresh_from_db()
        assert step.is_withdrawn is not gone
