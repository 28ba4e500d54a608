"""How long a report may be: measured before any work is done, told with the way on, refused in page and command."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Dialogue, IssuedReport, Topic
from ledger.recording import merge_topic
from ledger.reports import kinds, limits, snapshot_rows
from ledger.reports.jobs import Job, _parameters, as_given
from ledger.reports.limits import Length, TooLong, length_of
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import ReportParameters
from ledger.reports.writers import formats
from ledger.vocabulary import Status
from tests.makers import (
    make_agency,
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_party,
    make_round,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.kind_table import SEEDED, ask_kind

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

TOPIC = "torture-prevention"
SAYS = "This report reads 3 entries; as PDF at most 2 can be told. Ask for fewer topics, one round, one dialogue or a"


@pytest.fixture
def dialogue() -> Dialogue:
    """A topic of one item with three entries, opened in 2020."""
    dialogue = make_dialogue("USMX")
    topic = make_topic(TOPIC)
    item = make_item(make_round(dialogue), topics=[topic], effective_on=datetime.date(2020, 1, 1))
    for year in (2021, 2022):
        make_entry(item, Status.STALLED, effective_on=datetime.date(year, 1, 1))
    return dialogue


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paged formats carry two entries, text three, tables four."""
    for name, most in {"pdf": 2, "docx": 2, "md": 3, "html": 3, "csv": 4, "json": 4, "xlsx": 4}.items():
        monkeypatch.setattr(formats()[name], "MOST_ENTRIES", most)


def length(kind: str, question: ReportParameters) -> Length:
    return length_of(kinds()[kind].items(question), question)


def test_item_that_was_opened_after_the_day_is_not_read(dialogue: Dialogue) -> None:
    topic = Topic.objects.get(slug=TOPIC)
    make_item(make_round(dialogue), topics=[topic], effective_on=datetime.date(2023, 1, 1))
    days = (datetime.date(2022, 12, 31), datetime.date(2023, 1, 1))
    asked = [read_parameters(topic=TOPIC, as_of=day.isoformat()) for day in days]
    assert [length("topic", question).entries for question in asked] == [3, 4]
    found = [snapshot_rows.open_snapshots(kinds()["topic"].items(question), question) for question in asked]
    assert [len(told) for told in found] == [1, 2]


def test_every_format_carries_more_than_it_is_waited_for() -> None:
    assert [one.FORMAT for one in formats().values() if not 0 < one.ENTRIES_AT_ONCE < one.MOST_ENTRIES] == []
    assert min(formats()[name].MOST_ENTRIES for name in ("json", "csv", "xlsx")) >= 33_000


@pytest.mark.parametrize("kind", sorted(SEEDED))
def test_question_is_the_same_in_another_process(kind: str, dialogue: Dialogue) -> None:
    parameters = {
        "agency": make_agency().code,
        "dialogue": "USMX",
        "party": make_party("MEX").code,
        "round": f"USMX-{dialogue.rounds.get().number}",
        "since": "2020-06-01",
        "topic": TOPIC,
    }
    asked = ask_kind(kind, parameters, within=frozenset([dialogue.pk]))
    told = _parameters(Job(user=1, language="en", asked=as_given(asked)))
    assert told == asked


def test_what_is_measured_is_what_is_read(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Topics merged into it, topics under it and items that left it are read, and so they are measured."""
    topic, editor = Topic.objects.get(slug=TOPIC), make_editor(dialogue)
    for more in (make_topic("merged"), make_topic("under", parent=topic)):
        make_item(make_round(dialogue), topics=[more])
    merge_topic(user=editor, topic=Topic.objects.get(slug="merged"), into=topic, reason="The same.")
    read: list[int] = []
    really = snapshot_rows._entries
    monkeypatch.setattr(snapshot_rows, "_entries", lambda *given: (read.append(given[-1]), really(*given))[1])
    for parameters in ({"topic": TOPIC}, {"topic": TOPIC, "with_children": "1"}):
        question = read_parameters(**parameters)  # type: ignore[arg-type]
        kinds()["topic"].build(question)
        assert length("topic", question).entries == read[-1] == 5


def test_changes_of_a_shorter_time_read_fewer(dialogue: Dialogue) -> None:
    question = read_parameters(since="2021-06-01")
    assert length("changes", question).entries == 3
    assert length("changes", replace(question, since=question.as_of)).entries == 0, "nothing came after today"


def test_few_entries_of_much_text_are_long(dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch) -> None:
    found = length("topic", read_parameters(topic=TOPIC))
    assert (found.entries, found.characters > 0) == (3, True)
    assert not found.is_long(formats()["pdf"])
    monkeypatch.setattr(limits, "AT_ONCE_CHARACTERS", found.characters - 1)
    assert found.is_long(formats()["pdf"])


def test_sentence_names_formats_that_hold_it(narrow: None, dialogue: Dialogue) -> None:
    with pytest.raises(TooLong) as refused:
        length("topic", read_parameters(topic=TOPIC)).require(formats()["pdf"])
    assert str(refused.value).startswith(SAYS)
    assert str(refused.value).endswith("Or choose a format that holds it: CSV, HTML, JSON, Markdown, Excel.")
    with pytest.raises(TooLong) as refused:
        Length(5, 0).require(formats()["csv"])
    assert str(refused.value).endswith("or a shorter time.")


def test_command_exits_2_before_any_work(narrow: None, dialogue: Dialogue, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    with pytest.raises(CommandError) as refused:
        call_command("report", "topic", topic=TOPIC, output=path)
    assert (refused.value.returncode, str(refused.value)[: len(SAYS)]) == (2, SAYS)
    assert not path.exists()
    call_command("report", "topic", topic=TOPIC, output=tmp_path / "brief.json")


def test_page_says_so_and_offers_what_holds_it(narrow: None, dialogue: Dialogue) -> None:
    client, page = signed_in(make_editor(dialogue)), f"/reports/topic/?topic={TOPIC}"
    shown = client.get(page)
    assert [label for label, _address in shown.context["files"]] == [
        "CSV",
        "HTML",
        "JSON",
        "Markdown",
        "Excel",
    ]
    assert shown.content.decode().count("as PDF, Word at most 2 can be told") == 1, "said once for both"
    refused = client.get(f"/reports/topic/file/pdf?topic={TOPIC}", follow=True)
    assert SAYS in refused.content.decode()
    issued = client.post(page, {"issue-format": "pdf", "issue-recipient": "The Embassy"})
    assert (issued.status_code, SAYS in issued.content.decode()) == (422, True)
    assert "The Embassy" in issued.content.decode(), "what was typed stays"
    assert not IssuedReport.objects.exists()


def test_page_of_what_no_format_holds_shows_no_frame_and_issues_nothing(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    for writer in formats().values():
        monkeypatch.setattr(writer, "MOST_ENTRIES", 2)
    shown: Any = signed_in(make_editor(dialogue)).get(f"/reports/topic/?topic={TOPIC}&audience=shared")
    assert b"<iframe" not in shown.content
    assert (shown.context["files"], shown.context["may_issue"]) == ([], False)
    assert "This report reads 3 entries" in shown.content.decode()
