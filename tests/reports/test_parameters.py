"""Every parameter is read as people type it, or refused by name with the nearest right one."""

import datetime

import pytest

from ledger.models import Entry
from ledger.reports.parameter_fields import choose, nearest
from ledger.reports.parameter_form import read_parameters
from ledger.reports.parameters import BadParameter
from ledger.vocabulary import Audience, Language
from tests.makers import make_dialogue, make_topic, set_clock

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOW = datetime.datetime(2026, 11, 24, 10, 14, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOW)


def test_nothing_typed_asks_for_today_internal_english() -> None:
    parameters = read_parameters()
    assert (parameters.as_of, parameters.known_at) == (datetime.date(2026, 11, 24), NOW)
    assert (parameters.audience, parameters.language) == (Audience.INTERNAL, Language.EN)
    assert (parameters.dialogue, parameters.topic, parameters.is_present) == (None, None, True)


def test_today_is_the_ledgers_own_day(settings: object) -> None:
    settings.LEDGER_TIME_ZONE = "Pacific/Auckland"  # type: ignore[attr-defined]
    assert read_parameters().as_of == datetime.date(2026, 11, 24)
    settings.LEDGER_TIME_ZONE = "Pacific/Kiritimati"  # type: ignore[attr-defined]
    assert read_parameters().as_of == datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed", ["torture-prevention", "Torture-Prevention", "torture prevention", "PREVENCIÓN DE LA TORTURA"]
)
def test_topic_is_found_by_short_name_or_name(typed: str) -> None:
    topic = make_topic("torture-prevention", name_en="Torture prevention", name_es="Prevención de la tortura")
    assert read_parameters(topic=typed).topic == topic


@pytest.mark.parametrize("typed", ["31.12.2018", "31/12/2018", "31 dic 2018", "December 31, 2018"])
def test_a_day_is_read_as_forms_read_it(typed: str) -> None:
    assert read_parameters(as_of=typed).as_of == datetime.date(2018, 12, 31)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2018-12-31T18:00", "2018-12-31T18:00:00+00:00"),
        ("2018-12-31 18:00:30.000001", "2018-12-31T18:00:30.000001+00:00"),
        ("2018-12-31T18:00-06:00", "2019-01-01T00:00:00+00:00"),
        ("2018-12-31T18:00Z", "2018-12-31T18:00:00+00:00"),
    ],
)
def test_known_at_is_a_moment(typed: str, moment: str) -> None:
    assert read_parameters(known_at=typed).known_at == datetime.datetime.fromisoformat(moment)


def test_a_zone_that_postgresql_does_not_know_is_understood() -> None:
    parameters = read_parameters(known_at="1970-01-01T00:00:00-23:59")
    assert not Entry.objects.filter(recorded_at__lte=parameters.known_at).exists()


def test_known_at_without_a_zone_is_in_the_ledgers(settings: object) -> None:
    settings.LEDGER_TIME_ZONE = "America/Mexico_City"  # type: ignore[attr-defined]
    assert read_parameters(known_at="2018-12-31T18:00").known_at == datetime.datetime(
        2019, 1, 1, tzinfo=datetime.UTC
    )


@pytest.mark.parametrize(
    ("name", "typed", "close"),
    [
        ("as_of", "2018-02-31", "2018-02-28"),
        ("as_of", "2018-13-01", "2018-12-01"),
        ("as_of", "2018-12", "2018-12-01"),
        ("as_of", "20181231", "2018-12-31"),
        ("as_of", "2026-11-25", "2026-11-24"),
        ("as_of", "9999-99-99", "2026-11-24"),
        ("as_of", "0000-00-00", "2026-11-24"),
        ("as_of", "2018-W01-1", "2018-01-01"),
        ("known_at", "2018-12-31", "2018-12-31T23:59:59"),
        ("known_at", "noon", "2026-11-24T10:14:00+00:00"),
        ("known_at", "2030-01-01T00:00", "2026-11-24T10:14:00+00:00"),
        ("known_at", "0001-01-01T00:00:00+14:00", "2026-11-24T10:14:00+00:00"),
        ("audience", "publik", "public"),
        ("language", "ess", "es"),
        ("language", "français", ""),
        ("dialogue", "USMEX", "USMX"),
        ("topic", "torture-prevntion", "torture-prevention"),
        ("topic", "prevencion de la tortura", "torture-prevention"),
        ("topic", "zzz", "torture-prevention"),
    ],
)
def test_a_bad_parameter_is_refused_by_name_with_the_nearest(name: str, typed: str, close: str) -> None:
    make_dialogue("USMX")
    make_topic("torture-prevention", name_es="Prevención de la tortura")
    with pytest.raises(BadParameter) as refused:
        read_parameters(**{name: typed})
    nearest = f"; the nearest is “{close}”." if close else "."
    (says,) = refused.value.refusals[name]
    assert says.startswith("Expected ")
    assert says.endswith(f", not “{typed}”{nearest}")
    assert str(refused.value) == f"{name.replace('_', '-')}: {says}"


def test_a_topic_where_there_is_none_is_refused_without_a_nearest() -> None:
    with pytest.raises(BadParameter, match=r"not “torture”\.$"):
        read_parameters(topic="torture")


def test_choosing_is_blind_to_case() -> None:
    assert choose("HTML", {"html": 1, "md": 2}) == 1


def test_nearest_of_nothing_is_nothing() -> None:
    assert nearest("x", {}) == ""
