"""The kept counts of statuses say what counting the items says: after whatever was recorded, and whenever they were
brought forward."""

import datetime
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.models import CountedItem, CountingState, Dialogue, Item, MonthCount, Topic, User, YearCount
from ledger.models.fields import write_api
from ledger.models.item_trails import Subject, place_of
from ledger.models.past_status import Whose, status_now
from ledger.models.status_figures import MOST_WRITTEN, changes_of, parts_from, status_figures
from ledger.models.topic_tree import TopicTree
from ledger.presentation.status_counts import counted, days_between, kept_counts
from ledger.recording import (
    CountedElsewhere,
    RuleViolation,
    amend_item,
    audit,
    correct_entry,
    count_statuses,
    merge_topic,
    unmerge_topic,
    withdraw_item,
)
from ledger.recording.counting import _Turn
from ledger.recording.volume import fill
from ledger.vocabulary import Kind, Role, Status, Voice
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
from tests.support.slow_writers import slow_writer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def after(days: int) -> datetime.date:
    return ROUND_DAY + datetime.timedelta(days=days)


DAYS = [after(-400), ROUND_DAY, after(1), after(31), after(200), after(2000)]


def check() -> None:
    """Compare kept counts and counted ones, from each of some days on, by either word, for one dialogue and for all."""
    tree, everywhere = TopicTree(), list(Dialogue.objects.values_list("pk", flat=True))
    for at, day in enumerate(DAYS):
        days, whose = days_between(day, timezone.localdate()), list(Whose)[at % 2]
        for dialogues in (everywhere, everywhere[:1]):
            items = Item.objects.live().without_steps().filter(round__dialogue__in=dialogues)
            kept = kept_counts(dialogues, days, whose, tree)
            true = counted(items, days, whose, tree)
            assert kept is not None
            for found in (*kept.by_kind.values(), *kept.by_topic.values()):
                assert min((*found.then.values(), *found.now.values()), default=0) >= 0
            assert kept == true
            assert kept.statuses == true.statuses
            figures = status_figures(dialogues, whose, [], Subject.MATTER)
            assert figures is not None
            assert {
                (*place_of(key), status): count
                for key, (now,) in figures[Subject.MATTER].items()
                for status, count in now.items()
            } == heads(dialogues, whose)


def heads(dialogues: list[int], whose: Whose) -> Counter[tuple[Any, ...]]:
    """The items that stand for their matter, by kind and by status."""
    rows = Item.objects.heads().without_steps().filter(round__dialogue__in=dialogues)
    return Counter(rows.order_by().annotate(now=status_now(whose)).values_list("kind", "agreed_as", "now"))


class Play:
    """Two dialogues with items on topics of topics, to which a script happens."""

    def __init__(self) -> None:
        first, second = make_dialogue("ABC"), make_dialogue("XYZ")
        self.user: User = make_member(Role.EDITOR, Role.RELEASER, dialogue=first)
        make_member(Role.EDITOR, Role.RELEASER, dialogue=second, user=self.user)
        prisons = make_topic("prisons")
        self.topics = [prisons, make_topic("cells", parent=prisons), make_topic("press")]
        self.items = [
            make_item(make_round(dialogue), self.user, topics=topics, effective_on=day, is_followed=followed)
            for dialogue, topics, day, followed in (
                (first, self.topics[:2], ROUND_DAY, True),
                (first, self.topics[1:], after(100), True),
                (second, self.topics[2:], ROUND_DAY, False),
            )
        ]

    def say(self, item: Item, number: int) -> None:
        party = make_party("MEX") if number % 3 == 0 else None
        make_entry(
            item,
            list(Status)[number % len(Status)],
            self.user,
            voice=Voice.PARTY if party else Voice.OFFICE,
            speaker=party,
            effective_on=after((-10, 0, 30, 31, 90, 200, 365)[number % 7]),
            evidence=(make_evidence(),),
        )

    def correct(self, item: Item, number: int) -> None:
        entries = item.entries.filter(act="status", corrected_by=None)
        if entry := entries.order_by("?" if number < 0 else "-sequence").first():
            correct_entry(user=self.user, entry=entry, says=None, expected_sequence=None, reason="A slip.")

    def amend(self, item: Item, number: int) -> None:
        changes: list[dict[str, Any]] = [
            {"topics": [self.topics[number % 3]]},
            {"kind": (Kind.DISCUSSED, Kind.ACKNOWLEDGED)[number % 2]},
            {"is_followed": number % 2 == 0},
            {"continues": None if number % 8 == 3 else self.items[0]},
        ]
        amend_item(
            user=self.user, item=item, expected_sequence=None, reason="So.", changes=changes[number % 4]
        )

    def withdraw(self, item: Item, number: int) -> None:
        if entry := item.entries.filter(act="withdraw", corrected_by=None).first():
            correct_entry(user=self.user, entry=entry, says=None, expected_sequence=None, reason="Back.")
        else:
            withdraw_item(user=self.user, item=item, expected_sequence=None, reason="Twice.")

    def open(self, item: Item, number: int) -> None:
        make_item(
            item.round, self.user, topics=self.topics[: number % 3], is_followed=True, effective_on=after(9)
        )

    def count(self, _item: Item, number: int) -> None:
        count_statuses(anew=number == 0)


acts = st.tuples(
    st.sampled_from(["say", "say", "say", "correct", "amend", "amend", "withdraw", "open", "count", "count"]),
    st.integers(0, 2),
    st.integers(0, 20),
)


@given(script=st.lists(acts, min_size=1, max_size=9))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kept_counts_after_any_script_are_those_of_the_items(
    db: None, script: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        play = Play()
        count_statuses()
        for name, place, number in script:
            act: Callable[[Item, int], None] = getattr(play, name)
            try:
                act(Item.objects.get(pk=play.items[place].pk), number)
            except RuleViolation:
                continue
        check()
        count_statuses()
        check()
        assert [str(found) for found in audit()] == []
        transaction.set_rollback(True)


def test_nothing_is_kept_before_the_first_counting() -> None:
    play = Play()
    assert status_figures([1], Whose.NEWEST, [], Subject.KIND) is None
    assert count_statuses() == 3
    assert count_statuses() == 0
    play.say(play.items[0], 2)
    assert count_statuses() == 1
    check()


def test_topic_merged_or_moved_since_is_counted_and_then_kept_again() -> None:
    play, days = Play(), [ROUND_DAY]
    play.say(play.items[0], 2)
    count_statuses()
    prisons, cells, press = play.topics
    dialogues = list(Dialogue.objects.values_list("pk", flat=True))
    for act in (
        lambda: merge_topic(user=play.user, topic=cells, into=press, reason="One matter."),
        lambda: unmerge_topic(user=play.user, topic=cells, reason="Two."),
        lambda: Topic.objects.filter(pk=press.pk).update(parent=prisons),
    ):
        act()
        assert kept_counts(dialogues, days, Whose.OFFICE, TopicTree()) is None
        assert status_figures(dialogues, Whose.OFFICE, days, Subject.KIND) is not None
        count_statuses()
        check()
    make_item(play.items[0].round, play.user, topics=[make_topic(parent=cells)], is_followed=True)
    check()  # a topic that nothing was counted on is no reason to count anew
    assert count_statuses() == 1
    check()


def test_many_items_written_to_since_are_counted_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    play = Play()
    count_statuses()
    monkeypatch.setattr("ledger.models.status_figures.MOST_WRITTEN", 1)
    dialogues = list(Dialogue.objects.values_list("pk", flat=True))
    play.say(play.items[0], 2)
    assert status_figures(dialogues, Whose.OFFICE, [], Subject.KIND) is not None
    play.say(play.items[2], 2)
    assert status_figures(dialogues, Whose.OFFICE, [], Subject.KIND) is None
    assert status_figures(dialogues[:1], Whose.OFFICE, [], Subject.KIND) is not None
    assert MOST_WRITTEN > 100


def test_counts_written_while_they_are_read_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    play = Play()
    count_statuses()
    dialogues = list(Dialogue.objects.values_list("pk", flat=True))
    from ledger.models import status_figures as module

    ask = module._changed

    def meanwhile(*args: Any) -> Any:
        play.say(play.items[0], 2)
        count_statuses()
        return ask(*args)

    monkeypatch.setattr(module, "_changed", meanwhile)
    assert status_figures(dialogues, Whose.OFFICE, [], Subject.KIND) is None


def test_second_run_lets_the_first_end() -> None:
    Play()
    turn = _Turn()
    with turn.taken():
        pass
    count_statuses()
    with pytest.raises(CountedElsewhere), turn.taken():
        pass
    check()


def test_audit_names_counts_that_are_not_their_items() -> None:
    play = Play()
    play.say(play.items[0], 2)
    count_statuses()
    assert list(audit()) == []
    row = MonthCount.objects.order_by("pk").first()
    assert row is not None
    changes = dict(changes_of(row.parts))
    with write_api():
        MonthCount.objects.filter(pk=row.pk).update(parts=parts_from(changes | {28: 1, 27: 1}))
        year = YearCount.objects.filter(subject="topic").order_by("pk").first()
        assert year is not None
        YearCount.objects.filter(pk=year.pk).update(count=year.count + 1)
        kept = CountedItem.objects.get(item=play.items[1].pk)
        CountedItem.objects.filter(pk=kept.pk).update(trail=kept.trail | {"topics": []})
    named = [found.where for found in audit()]
    assert named[0] == play.items[1].ref
    assert f"count {row.whose} {row.subject} {row.key} {row.status} of {row.since}" in named
    assert f"count {year.whose} topic {year.key} {year.status} of {year.since}" in named
    count_statuses(anew=True)
    assert list(audit()) == []
    check()


def test_made_up_ledger_is_counted_by_few_queries() -> None:
    fill(200, entries=4)
    count_statuses()
    check()
    dialogues = list(Dialogue.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        status_figures(dialogues, Whose.NEWEST, DAYS, *Subject, tree=TopicTree())
    # The topics, how far the counts go, what was written since, years twice and months
    assert len(queries) == 6
    user = User.objects.get(username="volume")
    for item in Item.objects.all()[:3]:
        make_entry(item, Status.STALLED, user)
    with CaptureQueriesContext(connection) as queries:
        status_figures(dialogues, Whose.NEWEST, DAYS, *Subject, tree=TopicTree())
    # What is kept of the items written to, and their rows, topics and entries
    assert len(queries) == 10
    check()


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_status_of_a_writer_under_way_is_told_once_it_stands() -> None:
    """It is stamped before others that were counted; nobody waits for it, and no counting passes it by."""
    play = Play()
    count_statuses()
    with slow_writer(play.items[0], play.user, status=Status.STALLED) as slow:
        play.say(play.items[1], 2)
        assert count_statuses() == 1
        check()
        known_at = CountingState.objects.get().known_at
        assert known_at is not None
        assert known_at < slow.stamped
        slow.go_on.set()
    check()
    stalled = status_figures([play.items[0].round.dialogue_id], Whose.OFFICE, [], Subject.KIND)
    assert stalled is not None
    assert sum(now[Status.STALLED] for (now,) in stalled[Subject.KIND].values()) == 1
    assert count_statuses() == 2
    assert count_statuses() == 0
    check()
    assert list(audit()) == []
