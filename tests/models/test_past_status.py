"""How many items stood where on a day: the same answer as the reports', the items' list's and ``as_of``'s."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone

from ledger.filters import ItemFilterSet
from ledger.models import Dialogue, DialogueMissing, Entry, Item, Topic, User
from ledger.models.past_status import (
    StandingCount,
    Whose,
    moved_since,
    moves,
    standings_by_kind,
    standings_by_topics,
    standings_known,
)
from ledger.models.topic_tree import TopicTree
from ledger.presentation.status_counts import TopicCounts, days_between
from ledger.recording import (
    EntryContent,
    amend_item,
    correct_entry,
    merge_topic,
    release_entry,
    withdraw_item,
)
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import open_snapshots
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Audience, Kind, Language, Role, Status, Voice
from tests.makers import (
    ROUND_DAY,
    make_dialogue,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_topic,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

DAYS = [ROUND_DAY + datetime.timedelta(days=days) for days in (-400, -1, 0, 1, 90, 100, 200, 365, 2000)]
Alike = tuple[Any, ...]


def after(days: int) -> datetime.date:
    return ROUND_DAY + datetime.timedelta(days=days)


@pytest.fixture
def user() -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=make_dialogue("ABC"))


def make_history(user: User) -> list[Item]:
    """Items with everything that moves a status or a count: said back, corrected, restated, withdrawn, amended…"""
    dialogue = Dialogue.objects.get(code="ABC")
    prisons, press = make_topic("prisons"), make_topic("press")
    cells, old = make_topic("cells", parent=prisons), make_topic("old")
    round = make_round(dialogue)
    moved, slipped, withdrawn, early, other = [
        make_item(round, user, topics=topics, kind=kind, effective_on=day)
        for topics, kind, day in (
            ([prisons, cells], Kind.DISCUSSED, ROUND_DAY),
            ([cells, press], Kind.UNDERTAKEN, ROUND_DAY),
            ([press], Kind.DISCUSSED, ROUND_DAY),
            ([old], Kind.DISCUSSED, after(100)),
            ([cells, old], Kind.ACKNOWLEDGED, after(1)),
        )
    ]
    make_entry(moved, Status.IN_PROGRESS, user, effective_on=after(90))
    make_entry(moved, Status.STALLED, user, effective_on=after(365))
    make_entry(moved, Status.NOT_STARTED, user, effective_on=after(1))  # said later of an earlier day
    make_entry(
        moved,
        Status.DONE,
        user,
        voice=Voice.PARTY,
        speaker=make_party("MEX"),
        effective_on=after(91),
        evidence=(make_evidence(),),
    )
    make_entry(moved, Status.REVERSED, user, about=make_party("MEX"), effective_on=after(92))
    slip = make_entry(slipped, Status.DONE, user, effective_on=after(90), evidence=(make_evidence(),))
    correct_entry(
        user=user, entry=slip, expected_sequence=None, reason="A slip.",
        says=EntryContent(status=Status.SUBSTANTIAL, note="Nearly.", effective_on=after(100)),
    )  # fmt: skip
    retracted = make_entry(slipped, Status.STALLED, user, effective_on=after(200))
    correct_entry(user=user, entry=retracted, says=None, expected_sequence=None, reason="Of another item.")
    make_entry(slipped, Status.SUBSTANTIAL, user, effective_on=after(365))  # said again: it has not moved
    make_entry(withdrawn, Status.STALLED, user, effective_on=after(1))
    withdraw_item(user=user, item=withdrawn, reason="Twice.", expected_sequence=None)
    make_entry(early, Status.IN_PROGRESS, user, effective_on=after(-10))  # before its opening
    make_entry(early, Status.STALLED, user, effective_on=after(90))
    amend_item(
        user=user, item=other, expected_sequence=None, reason="Misread.",
        changes={"kind": Kind.DISCUSSED, "topics": [press, cells]},
    )  # fmt: skip
    merge_topic(user=user, topic=old, into=press, reason="One matter.")
    return [moved, slipped, withdrawn, early, other]


def items_of(dialogue: str = "ABC") -> Any:
    return Item.objects.current().filter(round__dialogue__code=dialogue)


def stood(standings: Iterable[StandingCount], *names: str) -> Counter[Alike]:
    """How many were open by the day, by some of the standings' fields."""
    found: Counter[Alike] = Counter()
    for some in standings:
        if some.opened_on is None:
            found[tuple(getattr(some, name) for name in (*names, "then"))] += some.number
    return found


def reported(day: datetime.date, whose: Whose = Whose.OFFICE, **how: Any) -> Counter[Alike]:
    """The same of the reports' snapshots: kind, what was agreed, topics, status."""
    how = {"known_at": timezone.now(), "audience": Audience.INTERNAL, "dialogue": None} | how
    found = open_snapshots(items_of(), ReportParameters(as_of=day, language=Language.EN, **how))
    return Counter(
        (row.kind, row.agreed_as, frozenset(topic.pk for topic in row.topics), word_on(row, whose))
        for row in found
    )


def word_on(row: ItemSnapshot, whose: Whose) -> Status:
    """What a snapshot says by our office's word, or by the newest of its positions."""
    newest = max(row.positions, key=lambda position: (position.effective_on, position.pk), default=None)
    said = newest.status if newest and whose is Whose.NEWEST else None
    return row.status if whose is Whose.OFFICE else said or Status.UNASSESSED


def only(counts: Counter[Alike], *places: int) -> Counter[Alike]:
    found: Counter[Alike] = Counter()
    for key, count in counts.items():
        found[tuple(key[place] for place in places)] += count
    return found


@pytest.mark.parametrize("day", DAYS)
def test_counts_are_those_of_the_reports(user: User, day: datetime.date) -> None:
    make_history(user)
    for whose in Whose:
        told = reported(day, whose)
        assert stood(standings_by_kind(items_of(), day, whose), "kind", "agreed_as") == only(told, 0, 1, 3)
        assert stood(standings_by_topics(items_of(), day, whose), "topics") == only(told, 2, 3)
    told = reported(day)
    assert stood(standings_known(items_of(), day), "kind", "agreed_as", "topics") == told


def test_history_moves_on_the_days_that_are_asked(user: User) -> None:
    """Equal counts that never change would prove nothing."""
    make_history(user)
    counts = [stood(standings_by_kind(items_of(), day), "kind") for day in DAYS]
    assert len({tuple(sorted(map(str, count.items()))) for count in counts}) == 6
    assert counts[0] == Counter()


@pytest.mark.parametrize("audience", Audience)
def test_counts_known_at_each_moment_for_each_audience_are_those_of_the_reports(
    user: User, audience: Audience
) -> None:
    items = make_history(user)
    for item in items:
        if item.pk != items[2].pk:
            for entry in item.entries.exclude(act="withdraw").filter(corrected_by=None)[:2]:
                release_entry(
                    user=user, entry=entry, audience=Audience.PUBLIC, expected_sequence=None, reason="Agreed."
                )
    dialogue = Dialogue.objects.get(code="ABC")
    moments = Entry.objects.values_list("recorded_at", flat=True).order_by("recorded_at").distinct()[::3]
    found = []
    for known_at in moments:
        how = {"known_at": known_at, "audience": audience, "dialogue": dialogue}
        told = reported(after(365), **how)
        known = standings_known(items_of(), after(365), known_at, audience, dialogue=dialogue)
        assert stood(known, "kind", "agreed_as", "topics") == told
        found.append(told)
    assert any(found)


def test_shared_counts_need_a_dialogue(user: User) -> None:
    make_history(user)
    with pytest.raises(DialogueMissing):
        standings_known(items_of(), ROUND_DAY, audience=Audience.SHARED)


def listed(user: User, **asked: str) -> set[Item]:
    query = QueryDict(mutable=True)
    query.update(asked)
    filters = ItemFilterSet(query, items_of(), user=user, dialogues=list(Dialogue.objects.all()))
    assert filters.faults == []
    return set(filters.chosen)


@pytest.mark.parametrize("day", DAYS)
def test_list_as_of_a_day_holds_what_is_counted(user: User, day: datetime.date) -> None:
    make_history(user)
    for whose, voice in (
        (Whose.OFFICE, {"voice": "office", "party": "none"}),
        (Whose.NEWEST, {"voice": "newest"}),
    ):
        counts = stood(standings_by_kind(items_of(), day, whose), "kind")
        found: Counter[Alike] = Counter()
        for kind in (Kind.DISCUSSED, Kind.UNDERTAKEN, Kind.ACKNOWLEDGED):
            for status in Status:
                asked = {"as_of": day.isoformat(), "kind": kind.value, "status": status.value}
                if count := len(listed(user, **asked, **voice)):
                    found[kind, status] = count
        assert found == counts
    for voice, about in ((Voice.OFFICE, None), (Voice.OFFICE, "MEX"), (Voice.PARTY, None)):
        positions = Entry.objects.as_of(day).filter(voice=voice, about__code=about)
        expected = {
            position.item for position in positions if position.item in listed(user, as_of=day.isoformat())
        }
        assert listed(user, as_of=day.isoformat(), voice=voice.value, party=about or "none") == expected
        of_status = {row.item for row in positions if row.item in expected and row.status is Status.REVERSED}
        asked = {"voice": voice.value, "party": about or "none", "status": "reversed"}
        assert listed(user, as_of=day.isoformat(), **asked) == of_status


@pytest.mark.parametrize("day", DAYS)
def test_what_moved_and_what_was_opened_since(user: User, day: datetime.date) -> None:
    make_history(user)
    opened = {item for item in items_of() if item.entries.get(sequence=1).effective_on > day}
    for whose in Whose:
        check_moves(user, day, whose)
    assert listed(user, opened_since=day.isoformat()) == opened
    standings = standings_by_kind(items_of(), day)
    assert sum(some.number for some in standings if some.opened_on) == len(opened)


def check_moves(user: User, day: datetime.date, whose: Whose) -> None:
    standings = standings_by_kind(items_of(), day, whose)
    moved = moved_since(items_of(), day, whose)
    assert Counter((item.moved_from, item.moved_to) for item in moved) == sum(
        (
            Counter({(some.then, some.now): some.number})
            for some in standings
            if some.opened_on is None and some.then is not some.now
        ),
        Counter(),
    )
    voice = {"voice": "newest"} if whose is Whose.NEWEST else {}
    assert listed(user, moved_since=day.isoformat(), **voice) == set(moved)


def test_list_refuses_a_day_that_is_none_or_not_past(user: User) -> None:
    for typed in ("2019-02-30", "someday", "2999-01-01", "0019-01-01"):
        filters = ItemFilterSet(
            QueryDict(f"as_of={typed}"), items_of(), user=user, dialogues=list(Dialogue.objects.all())
        )
        assert len(filters.faults) == 1
        assert filters.faults[0].startswith("Status on the day: ")


@pytest.mark.parametrize("whose", Whose)
@pytest.mark.parametrize("first", [DAYS[0], DAYS[2], DAYS[4], DAYS[5]])
def test_counts_over_time_are_those_of_each_day(user: User, first: datetime.date, whose: Whose) -> None:
    make_history(user)
    tree = TopicTree()
    days = sorted({first, *(day for day in DAYS if day > first), timezone.localdate()})
    counts = TopicCounts(standings_by_topics(items_of(), first, whose), tree)
    over_time = counts.at(days, moves(items_of(), days, whose))
    for place, day in enumerate(days):
        of_day = TopicCounts(standings_by_topics(items_of(), day, whose), tree).then_and_now()
        assert {topic.slug: steps[place] for topic, steps in over_time.items()} == {
            topic.slug: found.then for topic, found in of_day.items()
        }, day
    now = counts.then_and_now()
    assert {topic: steps[-1] for topic, steps in over_time.items()} == {
        topic: found.now for topic, found in now.items()
    }


def test_topic_counts_each_item_once_with_those_under_it_and_merged_into_it(user: User) -> None:
    make_history(user)
    counts = TopicCounts(standings_by_topics(items_of(), after(365)), TopicTree()).then_and_now()
    assert {topic.slug: found.now.total() for topic, found in counts.items()} == {
        "prisons": 3,
        "cells": 3,
        "press": 3,
    }
    for topic, found in counts.items():
        for status, count in found.now.items():
            assert len(listed(user, topic=topic.slug, status=status.value)) == count
    assert Topic.objects.get(slug="old").merged_into == Topic.objects.get(slug="press")


@pytest.mark.parametrize(
    ("day", "steps"),
    [
        ("2026-11-28", ["2026-11-28", "2026-11-28"]),
        ("2026-11-27", ["2026-11-27", "2026-11-28"]),
        ("2026-09-30", ["2026-09-30", "2026-10-31", "2026-11-28"]),
        ("2024-02-28", [
            "2024-02-28", "2024-04-30", "2024-07-31", "2024-10-31", "2025-01-31", "2025-04-30", "2025-07-31",
            "2025-10-31", "2026-01-31", "2026-04-30", "2026-07-31", "2026-10-31", "2026-11-28",
        ]),
    ],
)  # fmt: skip
def test_time_since_a_day_is_divided_at_ends_of_months(day: str, steps: list[str]) -> None:
    today = datetime.date(2026, 11, 28)
    assert [str(step) for step in days_between(datetime.date.fromisoformat(day), today)] == steps
    assert (
        max(len(days_between(today - datetime.timedelta(days=days), today)) for days in range(0, 3000, 7))
        <= 13
    )
