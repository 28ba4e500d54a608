"""Reports by the API: the same files as on the page, refusals with their sentence, long ones made beside."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.models import Dialogue
from ledger.recording import release_entry, uploads
from ledger.reports import runs
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_topic,
)
from tests.support.issuing import issue

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("USMX")


def client_in(dialogue: Dialogue) -> Client:
    client = Client()
    client.force_login(make_member(Role.VIEWER, dialogue=dialogue))
    return client


def address(kind: str, file_format: str) -> str:
    return reverse("api:report-file", args=[kind, file_format])


@pytest.mark.parametrize("file_format", formats())
def test_file_is_that_of_the_page(dialogue: Dialogue, file_format: str) -> None:
    entry = make_entry(make_item(make_round(dialogue), topics=[make_topic("prisons")]), Status.STALLED)
    client = client_in(dialogue)
    asked = {"topic": "prisons", "known_at": entry.recorded_at.isoformat()}
    by_api = client.get(address("topic", file_format), asked)
    by_page = client.get(reverse("ledger:report-file", args=["topic", file_format]), asked)
    assert by_api.status_code == by_page.status_code == 200
    assert by_api.content == by_page.content
    for name in ("Content-Type", "Content-Disposition"):
        assert by_api[name] == by_page[name]


def test_what_was_not_released_stands_in_no_report_for_others(dialogue: Dialogue) -> None:
    item = make_item(make_round(dialogue), topics=[make_topic("prisons")], summary_en="Ours alone.")
    shown = make_item(item.round, topics=list(item.topics.all()), summary_en="For everybody.")
    opening = shown.entries.get()
    release_entry(
        user=make_releaser(dialogue), entry=opening, audience=Audience.PUBLIC, expected_sequence=None
    )
    answer = client_in(dialogue).get(address("topic", "md"), {"topic": "prisons", "audience": "public"})
    assert b"For everybody." in answer.content
    assert b"Ours alone." not in answer.content


@pytest.mark.parametrize(
    ("kind", "query", "field"),
    [
        ("topic", {}, "topic"),
        ("topic", {"topic": "nothing"}, "topic"),
        ("topic", {"topic": "prisons", "nothing": "1"}, "nothing"),
        ("topic", {"topic": "prisons", "as_of": "2999-01-01"}, "as_of"),
        ("topic", {"topic": "prisons", "dialogue": "XXXX"}, "dialogue"),
        ("attention", {"audience": "public"}, "audience"),
    ],
)
def test_refusals_name_their_field(dialogue: Dialogue, kind: str, query: Any, field: str) -> None:
    make_topic("prisons")
    answer = client_in(dialogue).get(address(kind, "json"), query)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_another_dialogue_cannot_be_asked_for(dialogue: Dialogue) -> None:
    other = make_dialogue()
    answer = client_in(dialogue).get(address("dialogue", "json"), {"dialogue": other.code})
    assert answer.status_code == 422
    assert other.name_en not in answer.content.decode()


def test_kind_or_format_that_is_none(dialogue: Dialogue) -> None:
    client = client_in(dialogue)
    assert client.get(address("nothing", "json")).status_code == 404
    assert client.get(address("attention", "nothing")).status_code == 404


def test_long_report_is_made_beside(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Callable[[], None]] = []
    monkeypatch.setattr(runs, "in_background", begun.append)
    for writer in formats().values():
        monkeypatch.setattr(writer, "ENTRIES_AT_ONCE", 0)
    make_entry(make_item(make_round(dialogue), topics=[make_topic("prisons")]), Status.STALLED)
    client = client_in(dialogue)
    answer = client.get(address("topic", "md"), {"topic": "prisons"})
    assert (answer.status_code, len(begun)) == (202, 1)
    run = client.get(answer["Location"]).json()
    assert (run["state"], run["file"]) == ("waiting", "")
    assert client.get(f"{answer['Location']}file").status_code == 404
    assert client_in(dialogue).get(answer["Location"]).status_code == 404  # another's


def test_issued_file_is_as_it_was_kept(dialogue: Dialogue) -> None:
    report = issue(make_editor(dialogue), dialogue)
    client = client_in(dialogue)
    [told] = client.get(reverse("api:issued-report-list")).json()["results"]
    assert client.get(told["file"]).content == uploads.read(report.sha256)
    uploads.path_of(report.sha256).unlink()
    gone = client.get(told["file"])
    assert (gone.status_code, gone["Content-Type"]) == (410, "application/problem+json")
