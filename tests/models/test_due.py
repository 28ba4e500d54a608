"""When a deadline is due: one definition, and every surface that asks gives the same answer."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from ledger.days import last_day, later, years_before
from ledger.filters.items import ItemFilterSet
from ledger.models import Item, User
from ledger.notifications import calendar
from ledger.notifications.digests import digest_of
from ledger.reports import topic as topic_report
from ledger.reports.parameter_form import read_parameters
from ledger.reports.snapshot_rows import open_snapshots
from ledger.vocabulary import FactBasis, Kind, Precision
from tests.makers import make_dialogue, make_editor, make_item, make_party, make_round, make_topic
from tests.support.asking import told
from tests.support.sharing import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

D = datetime.date
DEADLINES = {
    "30 Nov": (D(2017, 11, 30), Precision.DAY, D(2017, 11, 30)),
    "5 Dec": (D(2017, 12, 5), Precision.DAY, D(2017, 12, 5)),
    "Nov": (D(2017, 11, 1), Precision.MONTH, D(2017, 11, 30)),
    "Nov, kept by another day": (D(2017, 11, 17), Precision.MONTH, D(2017, 11, 30)),
    "Dec": (D(2017, 12, 1), Precision.MONTH, D(2017, 12, 31)),
    "Jan": (D(2018, 1, 1), Precision.MONTH, D(2018, 1, 31)),
    "2017": (D(2017, 1, 1), Precision.YEAR, D(2017, 12, 31)),
    "2017, kept by another day": (D(2017, 12, 31), Precision.YEAR, D(2017, 12, 31)),
    "2018": (D(2018, 1, 1), Precision.YEAR, D(2018, 12, 31)),
    "leap Feb": (D(2016, 2, 1), Precision.MONTH, D(2016, 2, 29)),
    "Feb": (D(2017, 2, 1), Precision.MONTH, D(2017, 2, 28)),
}
DAYS = [
    D(2016, 2, 22), D(2016, 2, 28), D(2016, 2, 29), D(2016, 3, 1), D(2017, 2, 28), D(2017, 3, 1), D(2017, 11, 22),
    D(2017, 11, 23), D(2017, 11, 27), D(2017, 11, 28), D(2017, 11, 29), D(2017, 11, 30), D(2017, 12, 1),
    D(2017, 12, 23), D(2017, 12, 24), D(2017, 12, 31), D(2018, 1, 1), D(2018, 1, 31), D(2018, 2, 1),
]  # fmt: skip


@pytest.fixture(scope="module")
def _once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[User, dict[str, Item]]]:
    with made_once(django_db_blocker, make_items) as made:
        yield made


@pytest.fixture
def owner(_once: tuple[User, dict[str, Item]], db: None) -> User:
    return _once[0]


@pytest.fixture
def items(_once: tuple[User, dict[str, Item]], db: None) -> dict[str, Item]:
    return _once[1]


def make_items() -> tuple[User, dict[str, Item]]:
    """One item for each deadline, all followed and the owner's."""
    owner = make_editor(make_dialogue("DUE"))
    round = make_round(owner.memberships.get().dialogue)
    topic = make_topic("due")
    return owner, {
        name: make_item(
            round,
            owner,
            topics=[topic],
            is_followed=True,
            officer=owner,
            deadline_on=on,
            deadline_precision=precision,
            deadline_basis=FactBasis.STATED,
        )
        for name, (on, precision, _last) in DEADLINES.items()
    }


def filtered(owner: User, day: datetime.date, query: str) -> set[str]:
    dialogues = [one.dialogue for one in owner.memberships.all()]
    chosen = ItemFilterSet(QueryDict(query), Item.objects.all(), user=owner, dialogues=dialogues)
    chosen.today = day
    assert chosen.faults == []
    return refs(chosen.chosen)


def refs(items: Any) -> set[str]:
    return {one.ref for one in items}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_surface_says_the_same_of_a_day(
    owner: User, items: dict[str, Item], day: datetime.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = {items[name].ref: last for name, (_on, _precision, last) in DEADLINES.items()}
    overdue = {ref for ref, last in ends.items() if last < day}
    for days in (7, 30):
        near = {ref for ref, last in ends.items() if day <= last <= day + datetime.timedelta(days=days)}
        assert refs(Item.objects.due(day, later(day, days))) == near
        assert filtered(owner, day, f"due={days}") == near
    assert refs(Item.objects.overdue(day)) == filtered(owner, day, "overdue=1") == overdue
    assert {ref for ref, last in ends.items() if last >= day} == filtered(owner, day, "overdue=0")
    assert {items[name].ref: items[name].deadline_ends_on for name in items} == ends

    parameters = read_parameters(topic="due", as_of=day.isoformat())
    snapshots = open_snapshots(Item.objects.all(), parameters)
    assert {one.ref for one in snapshots if one.is_overdue} == overdue
    ahead = {ref for ref in ends if f"({ref})." in told(topic_report.build(parameters))}
    assert len(ahead) == min(len(ends) - len(overdue), 4)
    assert not ahead & overdue

    assert numbers(owner, day, monkeypatch) == len(overdue)
    lines = [
        line for section in digest_of(owner, day, day) if section.title == "Overdue" for line in section.lines
    ]
    assert len(lines) == min(len(overdue), len(lines) or 1)
    assert bool(lines) == bool(overdue)

    dated = {one.path.split("/")[2]: one.day for one in calendar._dates(Item.objects.all(), day)}
    assert dated == {ref: last for ref, last in ends.items() if last >= day}


def numbers(owner: User, day: datetime.date, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many items the workspace counts as overdue."""
    client = Client()
    client.force_login(owner)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "localdate", lambda *_zone: day)
        answer = client.get("/")
    assert answer.status_code == 200
    return next(one.count for one in answer.context["waiting"] if one.label == "overdue")


def test_events_tell_whose_date_it_is_and_lead_to_the_item(owner: User, items: dict[str, Item]) -> None:
    assert len(items) == len(DEADLINES)
    content = calendar.calendar_of(owner)
    assert content is None or b"agreed deadline" not in content  # all of them passed years ago
    round = make_round(owner.memberships.get().dialogue)
    item = make_item(
        round,
        owner,
        is_followed=True,
        officer=owner,
        target_on=D(2100, 3, 1),
        deadline_on=D(2100, 2, 1),
        deadline_precision=Precision.MONTH,
        deadline_basis=FactBasis.STATED,
    )
    asked = make_item(
        round,
        owner,
        is_followed=True,
        officer=owner,
        kind=Kind.ASKED,
        asked_by=[make_party("MEX")],
        asked_of=[make_party("USA")],
        deadline_on=D(2100, 4, 1),
        deadline_precision=Precision.DAY,
        deadline_basis=FactBasis.STATED,
    )
    events = Calendar.from_ical(calendar.calendar_of(owner)).walk("VEVENT")
    assert [(str(one["SUMMARY"]), one.decoded("DTSTART"), str(one["URL"])) for one in events] == [
        (
            f"{item.ref}: agreed deadline (2100-02)",
            D(2100, 2, 28),
            f"http://127.0.0.1:8000/items/{item.ref}/",
        ),
        (
            f"{asked.ref}: deadline asked for",
            D(2100, 4, 1),
            f"http://127.0.0.1:8000/items/{asked.ref}/",
        ),
        (f"{item.ref}: target date", D(2100, 3, 1), f"http://127.0.0.1:8000/items/{item.ref}/"),
    ]


def test_days_stay_within_the_calendar() -> None:
    assert later(D.max, 7) == D.max
    assert later(D.min, -7) == D.min
    assert years_before(D(30, 1, 1), 50) == D.min
    assert years_before(D(2024, 2, 29), 1) == D(2023, 2, 28)
    assert last_day(D.max, Precision.YEAR) == last_day(D.max, Precision.MONTH) == D.max
