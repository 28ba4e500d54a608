"""A mistyped year is refused by name, wherever a day is given; what was kept with one can be taken back."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ledger.filters.days import DayField, KnownDayField
from ledger.models import Entry, Event, Round
from ledger.models.fields import write_api
from ledger.recording import EntryContent, RuleViolation, amend_item, correct_entry, triggers
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import BadParameter
from ledger.seeding.errors import Fault
from ledger.seeding.source import read_source
from ledger.vocabulary import FactBasis, Precision, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_round,
    make_topic_text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

MISTYPED = [datetime.date(206, 6, 16), datetime.date(1016, 1, 1), datetime.date(1899, 12, 31)]
AHEAD = [datetime.date(2200, 1, 1), datetime.date.max]
every_odd_day = pytest.mark.parametrize("day", [*MISTYPED, *AHEAD], ids=str)


def expected(day: datetime.date) -> str:
    return f"{day.isoformat()} was given: a year from 1900 to 2199 is expected."


# --- The write API


@pytest.mark.parametrize("day", MISTYPED, ids=str)
def test_an_entry_is_true_from_no_mistyped_year(day: datetime.date) -> None:
    item = make_item()
    with pytest.raises(RuleViolation) as broken:
        make_entry(item, Status.IN_PROGRESS, effective_on=day)
    assert broken.value.fields == {"effective_on": expected(day)}
    assert item.entries.count() == 1


def test_an_entry_is_true_from_fifty_years_before_the_first_round_on() -> None:
    dialogue = make_dialogue()
    make_round(dialogue, starts_on=datetime.date(2004, 2, 29), ends_on=datetime.date(2004, 3, 1))
    item = make_item(make_round(dialogue))
    with pytest.raises(RuleViolation) as broken:
        make_entry(item, effective_on=datetime.date(1954, 2, 27))
    assert broken.value.fields == {
        "effective_on": "1954-02-27 was given: a day from 1954-02-28 on is expected, 50 years before the first round"
        " of the dialogue."
    }
    assert make_entry(item, effective_on=datetime.date(1954, 2, 28)).sequence == 2


@pytest.mark.parametrize("name", ["deadline_on", "review_on", "target_on"])
@every_odd_day
def test_an_item_takes_no_mistyped_day(name: str, day: datetime.date) -> None:
    with pytest.raises(RuleViolation) as opened:
        make_item(**with_deadline({name: day}))
    item = make_item()
    with pytest.raises(RuleViolation) as amended:
        amend_item(
            user=make_editor(item.round.dialogue),
            item=item,
            expected_sequence=None,
            changes=with_deadline({name: day}),
            reason="Read anew.",
        )
    assert opened.value.fields == amended.value.fields == {name: expected(day)}


def with_deadline(values: dict[str, Any]) -> dict[str, Any]:
    if "deadline_on" not in values:
        return values
    return values | {"deadline_precision": Precision.DAY, "deadline_basis": FactBasis.STATED}


def test_an_item_that_bears_a_mistyped_day_can_be_amended_elsewhere() -> None:
    item = make_item(target_on=datetime.date(2030, 1, 1))
    with write_api():
        type(item).objects.filter(pk=item.pk).update(target_on=datetime.date(203, 1, 1))
    amended = amend_item(
        user=make_editor(item.round.dialogue),
        item=item,
        expected_sequence=None,
        changes={"next_step": "Write to them."},
    )
    assert amended.sequence == 2


@every_odd_day
def test_evidence_was_published_on_no_mistyped_day(day: datetime.date) -> None:
    with pytest.raises(RuleViolation) as broken:
        make_entry(make_item(), evidence=(make_evidence(title="Gazette", published_on=day),))
    assert broken.value.fields == {"evidence": f"Published on (“Gazette”): {expected(day)}"}


@every_odd_day
def test_a_topic_text_stands_from_no_mistyped_day(day: datetime.date) -> None:
    with pytest.raises(RuleViolation) as broken:
        make_topic_text(written_on=day)
    assert broken.value.fields == {"written_on": expected(day)}


def test_what_was_kept_with_a_mistyped_year_is_retracted_or_restated() -> None:
    item = make_item()
    editor = make_editor(item.round.dialogue)
    entries = [make_entry(item, user=editor, note=f"Reported {number}.") for number in (1, 2)]
    [guard] = [one for one in triggers.GUARDS if (one.table, one.event) == ("ledger_entry", "UPDATE")]
    with connection.cursor() as cursor, write_api():
        on = "" if connection.vendor == "sqlite" else f' ON "{guard.table}"'
        cursor.execute(f'DROP TRIGGER "{guard.name}"{on}')
        Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(
            effective_on=datetime.date(206, 6, 16)
        )
        connection.check_constraints()  # PostgreSQL alters no table with triggers still to come
        is_sqlite = connection.vendor == "sqlite"
        for sql in [triggers.sqlite_statement(guard)] if is_sqlite else triggers.postgresql_statements(guard):
            cursor.execute(sql)
    first, second = Entry.objects.filter(pk__in=[entry.pk for entry in entries]).with_texts()
    taken = correct_entry(user=editor, entry=first, expected_sequence=None, says=None, reason="Mistyped.")
    assert (taken.retracts, taken.effective_on) == (True, datetime.date(206, 6, 16))
    says = EntryContent.of(second).but(effective_on=datetime.date(2016, 6, 16))
    restated = correct_entry(user=editor, entry=second, expected_sequence=None, says=says, reason="Mistyped.")
    assert restated.effective_on == datetime.date(2016, 6, 16)


def lift_all_but_one(suffix: str) -> None:
    """Let one guard answer alone; the test's own rollback puts the others back."""
    with connection.cursor() as cursor:
        for guard in triggers.guards_for(connection.vendor):
            if guard.suffix != suffix:
                on = "" if connection.vendor == "sqlite" else f' ON "{guard.table}"'
                cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"{on}')


def test_the_database_takes_no_entry_of_another_century() -> None:
    entry = make_entry(make_item())
    entry.pk, entry.sequence, entry.effective_on = None, 3, datetime.date(1899, 12, 31)
    lift_all_but_one("_century")
    refusal = pytest.raises(IntegrityError, match="an entry is true from no day before 1900")
    with write_api(), refusal, transaction.atomic():
        entry.save(force_insert=True)


# --- Forms, seeds, reports, reference rows


@every_odd_day
def test_a_form_takes_no_mistyped_day(day: datetime.date) -> None:
    for field in (KnownDayField(required=False), DayField()):
        with pytest.raises(Exception, match="a year from 1900 to 2199 is expected"):
            field.clean(day.isoformat())


@pytest.mark.parametrize("typed", ["0206", "1016-06", "9999"])
def test_a_form_takes_no_mistyped_month_or_year(typed: str) -> None:
    with pytest.raises(Exception, match="a year from 1900 to 2199 is expected"):
        KnownDayField(required=False).clean(typed)


@pytest.mark.parametrize("written", ["0206-06-16", '"0206-06"', '"1016"', "9999-12-31"])
def test_a_seed_with_a_mistyped_year_is_refused_by_line(tmp_path: Any, written: str) -> None:
    path = tmp_path / "seed.toml"
    path.write_text(f"title = 'A'\neffective = {written}\n")
    with pytest.raises(Fault) as fault:
        read_source(path).top.moment("effective")
    assert (fault.value.line, fault.value.field) == (2, "effective")
    assert "a year from 1900 to 2199 is expected" in str(fault.value)


@pytest.mark.parametrize("name", ["as_of", "since"])
def test_a_report_is_asked_for_no_mistyped_year(name: str) -> None:
    with pytest.raises(BadParameter, match="Expected a day from 1900 on, not “0206-06-16”"):
        read_parameters(**{name: "0206-06-16"})  # type: ignore[arg-type]
    with pytest.raises(BadParameter, match="known-at"):
        read_parameters(known_at="0206-06-16T10:00")


def test_a_reference_row_takes_no_mistyped_day() -> None:
    for row in (Round(starts_on=datetime.date(206, 1, 1)), Event(ends_on=datetime.date.max)):
        with pytest.raises(Exception, match="a year from 1900 to 2199 is expected"):
            row.clean_fields(exclude={"dialogue", "round", "name", "number"})
