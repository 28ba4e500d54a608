"""The lists of a report's form: what they offer to whom, several chosen, thousands narrowed by words in two steps."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from ledger.models import Dialogue, Topic, User
from ledger.vocabulary import Role
from tests.makers import (
    make_agency,
    make_dialogue,
    make_member,
    make_party,
    make_round,
    make_topic,
    make_user,
)
from tests.support.admin_pages import signed_in
from tests.support.report_pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


@pytest.fixture
def viewer(dialogue: Dialogue) -> User:
    return make_member(Role.VIEWER, dialogue=dialogue)


def offered(client: Client, address: str, name: str) -> list[str]:
    page = html.fromstring(client.get(address).content)
    return [str(value) for value in page.xpath(f"//select[@name='{name}']/option/@value") if value]


def ticked(answer: Any, name: str) -> list[str]:
    page = html.fromstring(answer.content)
    return [str(value) for value in page.xpath(f"//input[@type='checkbox'][@name='{name}'][@checked]/@value")]


def make_topics(number: int) -> None:
    Topic.objects.bulk_create(
        Topic(slug=f"topic-{place}", name_en=f"Topic {place}", name_es=f"Tema {place}")
        for place in range(number)
    )


def test_lists_offer_the_rows_of_the_persons_dialogues_alone(dialogue: Dialogue, viewer: User) -> None:
    make_round(dialogue, number=7)
    make_round(make_dialogue("SECRET"), number=1)
    make_topic("prisons")
    make_topic("old-prisons", merged_into=make_topic("cells"))
    mexico, agency = make_party(), make_agency()
    client = signed_in(viewer)
    assert offered(client, "/reports/topic/", "topic") == ["cells", "prisons"]
    assert offered(client, "/reports/topic/", "dialogue") == ["USMX"]
    assert offered(client, "/reports/round/", "round") == ["USMX-7"]
    assert mexico.code in offered(client, "/reports/party/", "party")
    assert agency.code in offered(client, "/reports/agency/", "agency")
    for kind, field in (("round", "round"), ("topic", "dialogue")):
        answer = client.get(f"/reports/{kind}/offered/{field}", {"words": "SECRET"})
        assert answer.json() == {"rows": [], "count": 0}


def test_several_topics_are_chosen_and_stand_ticked(viewer: User) -> None:
    for slug in ("prisons", "torture-prevention", "women"):
        make_topic(slug)
    asked = {"topic": ["prisons", "Torture prevention", ""]}  # the list sends its empty choice too
    answer = signed_in(viewer).get(page_of("topic", **asked))
    assert answer.context["form"].errors == {}
    assert ticked(answer, "topic") == ["prisons", "torture-prevention"]
    assert [topic.slug for topic in answer.context["question"].topics] == ["prisons", "torture-prevention"]


def test_row_that_an_address_names_in_words_is_chosen_in_its_list(dialogue: Dialogue, viewer: User) -> None:
    make_round(dialogue, number=7)
    make_party("MEX")
    client = signed_in(viewer)
    for kind, field, typed, value in (
        ("round", "round", "usmx 7", "USMX-7"),
        ("party", "party", "mexico", "MEX"),
    ):
        page = html.fromstring(client.get(page_of(kind, **{field: typed})).content)
        assert page.xpath(f"//select[@name='{field}']/option[@selected]/@value") == [value]


def test_words_that_chose_nothing_are_refused_and_never_dropped(dialogue: Dialogue, viewer: User) -> None:
    """On an optional list, dropping them would report on everything."""
    make_topic("prisons")
    client = signed_in(viewer)
    answer = client.get(page_of("attention", **{"topic-words": "pris"}))
    assert answer.context["form"].errors == {"topic": ["Choose from the list what “pris” finds."]}
    assert answer.context["question"] is None
    answer = client.get(page_of("attention", **{"topic-words": "zebra"}))
    says = "“zebra” finds nothing here: write other words, or fewer."
    assert answer.context["form"].errors == {"topic": [says]}
    answer = client.get(page_of("attention", **{"topic-words": "pris", "topic": "prisons"}))
    assert answer.context["form"].errors == {}


def test_thousands_are_narrowed_by_words_in_two_steps_without_a_script(viewer: User) -> None:
    client = signed_in(viewer)
    few = len(client.get("/reports/topic/").content)
    make_topics(2000)
    page = client.get("/reports/topic/")
    assert len(page.content) - few < 1_000
    assert "2000 in all. Write words of a name" in page.content.decode()
    found = page_of("topic", **{"topic-words": "topic 1999"})
    assert offered(client, found, "topic") == ["topic-1999"]
    assert client.get(found).context["form"].errors == {
        "topic": ["Choose from the list what “topic 1999” finds."]
    }
    chosen = client.get(page_of("topic", **{"topic-words": "topic 1999", "topic": "topic-1999"}))
    assert [topic.slug for topic in chosen.context["question"].topics] == ["topic-1999"]


def test_script_is_answered_with_the_first_rows_and_how_many_there_are(viewer: User) -> None:
    make_topics(2000)
    client = signed_in(viewer)
    answer = client.get("/reports/topic/offered/topic", {"words": "tema 199"}).json()
    assert answer["count"] == 11
    assert answer["rows"][0] == {"value": "topic-199", "label": "Topic 199"}
    assert (len(client.get("/reports/topic/offered/topic").json()["rows"]), answer["count"]) == (50, 11)
    spanish = signed_in(make_member(Role.VIEWER, dialogue=make_dialogue(), user=make_user(language="es")))
    assert spanish.get("/reports/topic/offered/topic", {"words": "topic 1999"}).json()["rows"] == [
        {"value": "topic-1999", "label": "Tema 1999"}
    ]


@pytest.mark.parametrize(
    "path",
    ["/reports/topic/offered/party", "/reports/topic/offered/nothing", "/reports/nothing/offered/topic"],
)
def test_list_that_the_kind_does_not_have_is_404(viewer: User, path: str) -> None:
    assert signed_in(viewer).get(path).status_code == 404


def test_files_are_offered_with_pdf_and_word_first(viewer: User) -> None:
    make_topic("prisons")
    page = signed_in(viewer).get(page_of("topic", topic="prisons"))
    names = [name for name, _address in page.context["files"]]
    assert names == ["PDF", "Word", "CSV", "HTML", "JSON", "Markdown", "Excel"]
    assert [str(label) for _value, label in page.context["issue_form"].fields["format"].choices] == names


def test_lists_are_read_by_as_many_queries_for_many_rows(dialogue: Dialogue, viewer: User) -> None:
    client = signed_in(viewer)
    counted = []
    for number in (1, 3):
        while Topic.objects.count() < number:
            make_topic()
        client.get("/reports/attention/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/reports/topic/")
        counted.append(len(queries))
    assert counted == [5, 5]
