"""Dates as people type them, each with what it means; and what means no date."""

import datetime

import pytest
from django.utils import translation
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from ledger.presentation import wording
from ledger.reading import typed_days
from ledger.reading.typed_days import KnownDay, contradicted_day, read_day
from ledger.vocabulary import Precision

TODAY = datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-03", "2026-11-3", "2026/11/03", "2026.11.3", "3/11/2026", "03/11/2026", "3.11.2026", "3. 11. 2026",
        "3-11-2026", "3 Nov 2026", "03 Nov 2026", "3 november 2026", "3rd of November, 2026", "3rd Nov. 2026",
        "November 3, 2026", "Nov 3rd 2026", "Tuesday, 3 November 2026", "3-Nov-2026", "3 de noviembre de 2026",
        "3 nov. 2026", "martes, 3 de noviembre de 2026", "el 3 de noviembre del 2026", "  3  NOV   2026 ",
        "3\u00a0nov\u00a02026", "3–11–2026", "2026‑11‑03", "\u200e3\u202fNov\u200b 2026\ufeff", "３/１１/２０２６",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_form(typed: str) -> None:
    assert read_day(typed, TODAY) == KnownDay(datetime.date(2026, 11, 3), Precision.DAY)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("today", "2026-03-01"),
        ("Hoy", "2026-03-01"),
        ("yesterday", "2026-02-28"),
        ("Ayer", "2026-02-28"),
        ("anteayer", "2026-02-27"),
        ("tomorrow", "2026-03-02"),
        ("mañana", "2026-03-02"),
        ("1º de marzo de 2019", "2019-03-01"),
        ("primero de marzo de 2019", "2019-03-01"),
        ("29 Feb 2024", "2024-02-29"),
        ("1 set 2026", "2026-09-01"),
        ("1 Sept 2026", "2026-09-01"),
        ("Nov 2026", "2026-11"),
        ("noviembre de 2026", "2026-11"),
        ("11/2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026", "2026"),
    ],
)
def test_a_date_is_as_exact_as_it_was_typed(typed: str, iso: str) -> None:
    assert str(read_day(typed, TODAY)) == iso


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "3 Nov", "3/11", "3/11/26", "3 Nov 26", "11/13/2026", "31 Nov 2026", "29 Feb 2026", "0/0/2026",
        "3 Brumaire 2026", "2026-11-03T10:00", "20261103", "3/11.2026", "3 Nov 2026 $", "3 4 2026", "0000", "the",
        "3 Nov 02026", "yesterday 2026", "9" * 5000, "1 jan " * 50,
    ],
)  # fmt: skip
def test_no_date_is_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Monday 3 November 2026", "Mon, 3 Nov 2026", "lunes, 3 de noviembre de 2026", "lun 3 nov 2026",
        "November 3, 2026, Sunday", "miércoles 3 nov 2026", "Tuesday Monday 3 Nov 2026",
    ],
)  # fmt: skip
def test_a_weekday_that_contradicts_the_date_makes_it_no_date(typed: str) -> None:
    assert read_day(typed, TODAY) is None
    assert contradicted_day(typed, TODAY) == datetime.date(2026, 11, 3)


@pytest.mark.parametrize(
    "typed",
    ["Tuesday 3 November 2026", "mar 2026", "Monday November 2026", "3 Nov 2026", "Monday", "yesterday", ""],
)
def test_a_date_that_no_weekday_contradicts(typed: str) -> None:
    assert contradicted_day(typed, TODAY) is None


@pytest.mark.parametrize("short", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_weekday_of_both_languages_agrees_with_its_own_date_alone(language: str, short: bool) -> None:
    named = WEEKDAYS_ABBR if short else WEEKDAYS
    with translation.override(language):
        for number, weekday in named.items():
            if str(weekday) == "mar":  # a month
                continue
            for day in range(2, 9):  # from Monday, 2 November 2026
                read = read_day(f"{weekday} {day} Nov 2026", TODAY)
                expected = (
                    KnownDay(datetime.date(2026, 11, day), Precision.DAY) if day - 2 == number else None
                )
                assert (weekday, day, read) == (weekday, day, expected)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_date_that_pages_print_is_read_again(language: str) -> None:
    with translation.override(language):
        for month in range(1, 13):
            day = datetime.date(2026, month, 3)
            for precision in Precision:
                for is_long in (False, True):
                    shown = wording.day(day, precision, is_long=is_long)
                    assert str(read_day(shown.label, TODAY)) == shown.value, shown.label


def test_the_ends_of_the_calendar_have_no_yesterday() -> None:
    assert read_day("yesterday", datetime.date.min) is None
    assert read_day("tomorrow", datetime.date.max) is None


@pytest.mark.parametrize("typed", ["ﷺ" * 1_000_000, "3 Nov 2026" + " " * 1_000_000, "3 / " * 300_000])
def test_text_of_a_megabyte_is_refused_unread(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[int] = []
    monkeypatch.setattr(typed_days, "_folded", lambda text: folded.append(len(text)) or text)
    assert read_day(typed, TODAY) is None
    assert all(length <= typed_days.READ_CHARACTERS for length in folded)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("yesterday", "2026-02-28"),
        (" Mañana ", "2026-03-02"),
        ("3 Nov 2026", "3 Nov 2026"),
        ("2026-11", "2026-11"),
        ("no date", "no date"),
        ("", ""),
    ],
)
def test_what_is_kept_means_the_same_day_tomorrow(typed: str, kept: str) -> None:
    assert typed_days.written_out(typed, TODAY) == kept
