"""The matrix of a dialogue: where each commitment stood on five days, from what the ledger held of it as of each."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ledger.models import Dialogue, Entry, Item, Round
from ledger.presentation.shape import Report, Table, Text
from ledger.recording import correct_entry
from ledger.reports import matrix
from ledger.reports.parameter_form import read_parameters
from ledger.reports.past_positions import days_of_rounds, standing_on
from ledger.reports.sentences import Direction, direction
from ledger.reports.snapshot_rows import open_snapshots
from ledger.reports.writers import formats
from ledger.vocabulary import Audience, Kind, Priority, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_round,
    make_user,
)
from tests.support.asking import first_lines, of_type, told
from tests.support.marked_ledger import release
from tests.support.reading_back import written

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAYS = tuple(datetime.date(2018, month, 1) for month in (1, 3, 5, 7, 9))


def met(day: datetime.date) -> dict[str, datetime.date]:
    """The days of a round that met on one."""
    return {"starts_on": day, "ends_on": day}


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue("MTX")


@pytest.fixture
def meeting(dialogue: Dialogue) -> Round:
    return make_round(dialogue, number=1, **met(datetime.date(2018, 2, 1)))


def promise(meeting: Round, **fields: object) -> Item:
    return make_item(meeting, **{"kind": Kind.UNDERTAKEN, "owed_by": [make_party()]} | fields)


def say(item: Item, status: Status, month: int, **fields: object) -> Entry:
    said = {"voice": Voice.RECORD, "source": "JURIST", "effective_on": datetime.date(2018, month, 15)}
    return make_entry(item, status, **said | fields)


def build(dialogue: Dialogue, **asked: object) -> Report:
    days = "; ".join(day.isoformat() for day in DAYS)
    return matrix.build(read_parameters(kind=matrix, dialogue=dialogue.code, **{"days": days} | asked))


def rows(report: Report) -> dict[str, list[str]]:
    """The places of the days by the item's reference."""
    [table] = of_type(report.sections, Table)
    return {row.cells[0].ref: [cell.text if cell else "" for cell in row.cells[-5:]] for row in table.rows}


def test_each_day_tells_what_stood_then_and_what_was_better_or_worse(
    dialogue: Dialogue, meeting: Round
) -> None:
    item = promise(meeting)
    for month, status in ((2, Status.IN_PROGRESS), (4, Status.SUBSTANTIAL), (6, Status.STALLED)):
        say(item, status, month)
    report = build(dialogue)
    assert rows(report) == {
        item.ref: [
            "not yet",
            "JURIST: in progress (15 Feb 2018)",
            "JURIST: largely done (15 Apr 2018) ↑ better",
            "JURIST: stalled (15 Jun 2018) ↓ worse",
            "JURIST: stalled (15 Jun 2018)",
        ]
    }
    assert (
        first_lines(report)[1] == f"Worse by 1 Sep 2018: {item.ref}, JURIST: “stalled” after “in progress”."
    )


def test_voices_stand_side_by_side(dialogue: Dialogue, meeting: Round) -> None:
    item, mexico = promise(meeting), make_party()
    say(item, Status.STALLED, 2)
    say(
        item,
        Status.DONE,
        2,
        voice=Voice.PARTY,
        source="",
        speaker=mexico,
        about=mexico,
        no_evidence_reason="Said.",
    )
    say(item, Status.IN_PROGRESS, 4, voice=Voice.OFFICE, source="")
    assert rows(build(dialogue))[item.ref][1:3] == [
        "Mexico: done (15 Feb 2018); JURIST: stalled (15 Feb 2018)",
        "Our office: in progress (15 Apr 2018); Mexico: done (15 Feb 2018); JURIST: stalled (15 Feb 2018)",
    ]


def test_what_stood_on_a_day_is_what_as_of_gives_for_it(dialogue: Dialogue, meeting: Round) -> None:
    item = promise(meeting)
    wrong = say(item, Status.DONE, 5, no_evidence_reason="Said.")
    for month, status in (
        (8, Status.REVERSED),
        (3, Status.NOT_STARTED),
        (6, Status.UNASSESSED),
        (6, Status.IN_PROGRESS),
    ):
        release(say(item, status, month))
    say(item, Status.SUBSTANTIAL, 4, voice=Voice.OFFICE, source="")
    correct_entry(
        user=make_editor(dialogue), entry=wrong, says=None, reason="Wrong item.", expected_sequence=None
    )
    release(item.entries.get(sequence=1))
    for audience in Audience:
        parameters = read_parameters(kind=matrix, dialogue=dialogue.code, audience=audience)
        [snapshot] = open_snapshots(Item.objects.all(), parameters)
        for day in (*DAYS, parameters.as_of):
            positions = Entry.objects.as_of(day, parameters.known_at, audience, dialogue=dialogue)
            expected = {entry.pk for entry in positions if entry.status is not Status.UNASSESSED}
            assert {entry.pk for entry in standing_on(snapshot, day).values()} == expected, (audience, day)
        assert [*standing_on(snapshot, parameters.as_of).values()] == [*snapshot.standing] or len(
            snapshot.standing
        ) > 1


def test_urgent_items_come_first_for_our_own_people_alone(dialogue: Dialogue, meeting: Round) -> None:
    pledge, urgent = promise(meeting), promise(meeting, priority=Priority.HIGH)
    for item in (pledge, urgent):
        release(item.entries.get())
    assert [*rows(build(dialogue))] == [urgent.ref, pledge.ref]
    assert "priority" in told(build(dialogue))
    beyond = build(dialogue, audience="public")
    assert [*rows(beyond)] == [pledge.ref, urgent.ref]
    assert "priority" not in told(beyond)


def test_next_step_and_officer_are_told_to_our_own_people_and_of_the_present_alone(
    dialogue: Dialogue, meeting: Round
) -> None:
    officer = make_member(
        Role.RECORDER, dialogue=dialogue, user=make_user(first_name="Ana", last_name="Desk")
    )
    item = promise(meeting, officer=officer, next_step="Call SEGOB.")
    release(item.entries.get())
    report = build(dialogue)
    [found] = of_type(report.sections, Table)
    assert [column.label for column in found.columns[-2:]] == ["Our next step", "Officer, ours"]
    assert rows(report)[item.ref][-2:] == ["Call SEGOB.", "Ana Desk"]
    others = [
        build(dialogue, audience="public"),
        build(dialogue, audience="shared"),
        build(dialogue, as_of="2026-01-01"),
    ]
    assert [words for report in others for words in ("SEGOB", "Desk") if words in told(report)] == []


def test_others_are_told_what_was_released_and_of_no_silence(dialogue: Dialogue, meeting: Round) -> None:
    item, hidden = promise(meeting), promise(meeting)
    say(item, Status.STALLED, 4, voice=Voice.OFFICE, source="")
    release(item.entries.get(sequence=1))
    report = build(dialogue, audience="public")
    assert rows(report) == {item.ref: ["not yet", "", "", "", ""]}
    words = told(report, "json")
    assert [part for part in (hidden.ref, "none recorded", "no voice", "stalled") if part in words] == []


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ("2018-01-01; soon", "days: Expected a day that has come"),
        (
            "2018-01-01; 2018-02-01; 2018-03-01; 2018-04-01; 2018-05-01; 2018-06-01",
            "days: Expected at most 5 days",
        ),
        ("2018-01-01; 2019-01-01", "days: Expected days up to the day of the report, not “2019-01-01”"),
    ],
)
def test_days_that_cannot_be_looked_at_are_refused(dialogue: Dialogue, days: str, says: str) -> None:
    with pytest.raises(CommandError, match=says) as refused:
        call_command("report", "matrix", dialogue=dialogue.code, days=days, as_of="2018-12-31")
    assert refused.value.returncode == 2


def test_queries_do_not_grow_with_items_nor_with_days(dialogue: Dialogue, meeting: Round) -> None:
    counts = []
    for _number in range(3):
        item = promise(meeting)
        for month in (2, 4, 6, 8, 8, 8, 8, 8):  # more entries than a report reads the words of
            say(item, Status.IN_PROGRESS, month)
        for days in ("2018-03-01", "; ".join(day.isoformat() for day in DAYS)):
            parameters = read_parameters(kind=matrix, dialogue=dialogue.code, days=days)
            with CaptureQueriesContext(connection) as queries:
                matrix.build(parameters)
            counts.append(len(queries))
    assert counts == [11] * 6


def test_without_days_it_looks_at_the_rounds_and_the_day_of_the_report(dialogue: Dialogue) -> None:
    for number, year in enumerate((2011, 2012, 2013, 2014, 2015), 1):
        promise(make_round(dialogue, number=number, **met(datetime.date(year, 3, 1))))
    report = build(dialogue, days="", as_of="2016-03-01")
    [table] = of_type(report.sections, Table)
    assert [column.label for column in table.columns[-5:]] == [
        "1 Mar 2012, round 2",
        "1 Mar 2013, round 3",
        "1 Mar 2014, round 4",
        "1 Mar 2015, round 5",
        "1 Mar 2016",
    ]


def test_the_longest_times_between_few_rounds_are_halved(dialogue: Dialogue, meeting: Round) -> None:
    promise(meeting)
    parameters = read_parameters(kind=matrix, dialogue=dialogue.code, as_of="2018-02-21")
    snapshots = open_snapshots(Item.objects.all(), parameters)
    assert days_of_rounds(snapshots, datetime.date(2018, 2, 21)) == (
        datetime.date(2018, 2, 1),
        datetime.date(2018, 2, 21),
    )
    assert [day.isoformat() for day in days_of_rounds(snapshots, datetime.date(2020, 2, 1))] == [
        "2018-02-01",
        "2018-08-02",
        "2019-02-01",
        "2019-08-02",
        "2020-02-01",
    ]


def test_directions_between_statuses() -> None:
    assert direction(Status.IN_PROGRESS, Status.DONE) is Direction.BETTER
    assert direction(Status.STALLED, Status.REVERSED) is Direction.WORSE
    assert direction(Status.DONE, Status.DECLINED) is Direction.WORSE
    assert direction(Status.DECLINED, Status.NOT_STARTED) is Direction.BETTER
    assert direction(Status.IN_PROGRESS, Status.OVERTAKEN) is Direction.CHANGED
    assert direction(None, Status.DONE) is direction(Status.DONE, Status.DONE) is None


def test_records_have_a_row_for_each_day_and_position(dialogue: Dialogue, meeting: Round) -> None:
    item = promise(
        meeting, deadline_on=datetime.date(2018, 6, 1), deadline_precision="day", deadline_basis="stated"
    )
    say(item, Status.IN_PROGRESS, 2)
    lines = written(formats()["csv"], build(dialogue)).decode("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert lines[1].endswith(
        f"{item.ref},specific commitment,How to prevent torture.,Mexico,2018-06-01,2018-01-01,,,,,,"
    )
    assert lines[2].endswith("2018-03-01,As a whole,the record,the record (JURIST),in progress,2018-02-15,")


def test_thirty_commitments_are_told_on_pages_that_lie_on_their_side(
    dialogue: Dialogue, meeting: Round
) -> None:
    for _number in range(12):
        say(promise(meeting), Status.IN_PROGRESS, 3)
    pages = PdfReader(io.BytesIO(written(formats()["pdf"], build(dialogue)))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [True] * len(pages)
    assert "12" in pages[0].extract_text()


def test_words_of_the_statement_are_shortened_and_a_script_is_text(
    dialogue: Dialogue, meeting: Round
) -> None:
    promise(meeting, summary_en=f"<script>alert(1)</script> {'word ' * 100}")
    [table] = of_type(build(dialogue).sections, Table)
    words = table.rows[0].cells[2]
    assert isinstance(words, Text)
    assert len(words.text) <= 160
    assert words.text.endswith(" …")
    assert b"<script>" not in written(formats()["html"], build(dialogue))
