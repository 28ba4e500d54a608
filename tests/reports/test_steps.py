"""Steps in reports: told below their item in every kind and format, as of the day, and counted as no item."""

import datetime

import pytest

from ledger.models import Item
from ledger.presentation.shape import Report, Section, Table
from ledger.reports import handover, topic
from ledger.reports.limits import length_of
from ledger.reports.parameter_form import read_parameters
from ledger.reports.preview import held_back
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Kind, Role, Status
from tests.makers import (
    ROUND_DAY,
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_step,
    make_topic,
)
from tests.support.admin_pages import signed_in
from tests.support.asking import first_lines, of_type, records, told
from tests.support.kind_table import ask_kind, build_kind
from tests.support.marked_ledger import release

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

OPENED = datetime.date(2016, 3, 1)
DONE = datetime.date(2016, 6, 1)


@pytest.fixture
def item() -> Item:
    """A commitment of the seventh round, on the topic "prisons", that names the agency SRE."""
    dialogue = make_dialogue("USMX", parties=("MEX", "USA"))
    agency = make_agency("SRE")
    return make_item(
        make_round(dialogue, number=7),
        kind=Kind.UNDERTAKEN,
        owed_by=[make_party("MEX")],
        agencies=[agency],
        topics=[make_topic("prisons")],
    )


def make_steps(item: Item) -> tuple[Item, Item]:
    """Two steps opened on one day, the second of which is done on a later one."""
    first = make_step(item, summary_en="Draft the protocol.", effective_on=OPENED, target_on=OPENED)
    second = make_step(item, summary_en="Train the judges.", effective_on=OPENED)
    make_entry(second, Status.DONE, evidence=(make_evidence(),), effective_on=DONE)
    return first, second


SUBJECTS = {
    "agency": {"agency": "SRE"},
    "attention": {"dialogue": "USMX"},
    "changes": {"dialogue": "USMX", "since": "2014-01-01"},
    "dialogue": {"dialogue": "USMX"},
    "party": {"party": "MEX"},
    "round": {"round": "USMX-7"},
    "topic": {"topic": "prisons"},
}


def ask(kind: str, **more: str) -> Report:
    return build_kind(kind, SUBJECTS[kind], **more)


@pytest.mark.parametrize("kind", sorted(SUBJECTS))
def test_every_kind_tells_steps_below_their_item(item: Item, kind: str) -> None:
    first, second = make_steps(item)
    words = told(ask(kind))
    assert first.ref in words
    assert "Draft the protocol." in words
    if kind != "attention":  # which lists what waits, each by itself
        assert "Steps: 1 of 2 done." in words or second.ref in words
        assert words.index(item.ref) < words.index(first.ref) < words.index(second.ref)


@pytest.mark.parametrize("form", sorted(set(formats()) - {"png"}))
def test_every_format_tells_them(item: Item, form: str) -> None:
    first, second = make_steps(item)
    words = told(ask("topic"), form)
    assert first.ref in words
    assert second.ref in words


@pytest.mark.parametrize("kind", sorted(set(SUBJECTS) - {"attention", "changes"}))
def test_the_first_page_counts_no_step(item: Item, kind: str) -> None:
    before = first_lines(ask(kind))
    make_steps(item)
    assert first_lines(ask(kind)) == before


def test_past_days_tell_steps_as_they_were(item: Item) -> None:
    first, second = make_steps(item)
    assert first.ref not in told(ask("topic", as_of="2016-02-29"))
    assert "Steps: 0 of 2 done." in told(ask("topic", as_of="2016-05-31"))
    assert "Steps: 1 of 2 done." in told(ask("topic", as_of="2016-06-01"))
    assert second.ref in told(ask("topic", as_of="2016-05-31"))


def test_others_are_told_the_steps_that_are_released(item: Item) -> None:
    first, second = make_steps(item)
    release(item.entries.get(sequence=1), Audience.PUBLIC)
    asked = {"audience": "public"}
    assert first.ref not in told(ask("topic", **asked))
    release(second.entries.get(sequence=1), Audience.PUBLIC)
    words = told(ask("topic", **asked))
    assert (first.ref in words, second.ref in words) == (False, True)
    assert "Steps: 1." in words  # where it stands is not released, and nobody is told "0 of 1 done"
    assert "of 1 done" not in words
    release(second.entries.get(status=Status.DONE), Audience.PUBLIC)
    assert "Steps: 1 of 1 done." in told(ask("topic", **asked))


def test_step_is_not_told_without_its_item(item: Item) -> None:
    first, _second = make_steps(item)
    release(first.entries.get(sequence=1), Audience.PUBLIC)
    assert first.ref not in told(ask("topic", audience="public"))


def test_released_step_is_held_back_for_its_item_alone(item: Item) -> None:
    first, second = make_steps(item)
    release(first.entries.get(sequence=1), Audience.PUBLIC)
    asked = ask_kind("topic", SUBJECTS["topic"], audience="public")
    reasons = {held.ref: held.reason for held in held_back(asked)}
    assert reasons == {
        item.ref: "not released",
        first.ref: f"released, but a step of {item.ref}, which is held back",
        second.ref: "not released",
    }


def test_records_say_of_what_a_row_is_a_step(item: Item) -> None:
    assert "part_of" not in {column.key for column in ask("topic").records.columns}
    first, second = make_steps(item)
    assert records(ask("topic"), "ref", "part_of") == [
        (item.ref, ""),
        (first.ref, item.ref),
        (second.ref, item.ref),
    ]


def test_attention_lists_a_step_that_is_overdue(item: Item) -> None:
    first, _second = make_steps(item)
    (overdue,) = [
        section for section in of_type(ask("attention").sections, Section) if section.title == "Overdue"
    ]
    (table,) = [block for block in overdue.blocks if isinstance(block, Table)]
    assert [row.cells[0].ref for row in table.rows] == [first.ref]  # type: ignore[union-attr]


def test_agency_of_a_step_is_told_of_its_item(item: Item) -> None:
    other = make_item(item.round, topics=[make_topic()])
    make_step(other, summary_en="Send the file.", agencies=[item.agencies.get()])
    words = told(ask("agency"))
    assert other.ref in words
    assert f"{other.ref}.1" in words


def test_changes_tell_a_step_of_an_item_that_did_not_change(item: Item) -> None:
    assert item.round.ends_on == ROUND_DAY
    _first, second = make_steps(item)
    words = told(ask("changes", since="2016-05-01"))
    assert (item.ref in words, second.ref in words) == (True, True)
    assert "New items" not in words


def test_handover_sheet_lists_an_officers_step_of_an_item_of_somebody_else(item: Item) -> None:
    first, _second = make_steps(item)
    parameters = read_parameters()
    report = handover.build(parameters, Item.objects.filter(pk=first.pk), title="Ana")
    words = told(report)
    assert first.ref in words
    assert f"| {item.ref} |" not in words


def test_length_of_a_report_counts_its_steps_entries(item: Item) -> None:
    parameters = ask_kind("topic", SUBJECTS["topic"])
    before = length_of(topic.items(parameters), parameters).entries
    make_steps(item)
    assert length_of(topic.items(parameters), parameters).entries == before + 3


def test_list_of_items_as_a_file_marks_steps(item: Item) -> None:
    first, _second = make_steps(item)
    keeper = make_member(Role.EDITOR, dialogue=item.round.dialogue)
    client = signed_in(keeper)
    plain = b"".join(client.get("/items.csv")).decode()
    assert first.ref not in plain
    lines = b"".join(client.get("/items.csv?steps=with")).decode().splitlines()
    assert [line.split(",")[:3] for line in lines[1:3]] == [
        [item.ref, "specific commitment", "How to prevent torture."],
        [first.ref, "step", "Draft the protocol."],
    ]
