"""Releasing an entry and taking a release back: each an entry; what an audience then sees."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from ledger.models import Dialogue, Entry, Item, User
from ledger.recording import (
    EntryContent,
    RuleViolation,
    StaleItem,
    amend_item,
    audience_of,
    correct_entry,
    redact_entry,
    release_entry,
    request_redaction,
    withdraw_item,
)
from ledger.vocabulary import Act, Audience, Basis, Priority, Role, Status
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_releaser,
    make_round,
    set_clock,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def release(
    entry: Entry, audience: Audience = Audience.PUBLIC, user: User | None = None, **options: Any
) -> Entry:
    user = user or make_releaser(entry.item.round.dialogue)
    return release_entry(user=user, entry=entry, audience=audience, **{"expected_sequence": None} | options)


def refusal(entry: Entry, audience: Audience = Audience.PUBLIC, **options: Any) -> dict[str, str]:
    before = Entry.objects.count()
    with pytest.raises(RuleViolation) as refused:
        release(entry, audience, **options)
    assert Entry.objects.count() == before
    return refused.value.fields


def seen_by(audience: Audience, known_at: datetime.datetime | None = None) -> list[int]:
    visible = Entry.objects.visible_to(audience, known_at, dialogue=Dialogue.objects.get())
    return list(visible.order_by("sequence").values_list("sequence", flat=True))


# The entry


def test_release_is_an_entry_that_names_what_and_to_whom() -> None:
    item = make_item()
    entry, releaser = make_entry(item), make_releaser(item.round.dialogue)
    made = release(entry, Audience.SHARED, releaser, reason=" Agreed with the counterpart. ")
    assert (made.act, made.releases, made.released_to, made.author, made.sequence, made.reason) == (
        Act.RELEASE,
        entry,
        Audience.SHARED,
        releaser,
        3,
        "Agreed with the counterpart.",
    )
    assert (made.voice, made.status, made.proposed_audience) == (None, None, Audience.INTERNAL)


def test_release_is_no_news_of_the_item() -> None:
    item = make_item()
    make_entry(item, Status.STALLED, effective_on=datetime.date(2016, 1, 1))
    before = Item.objects.get(pk=item.pk).newest_on
    release(item.entries.get(sequence=2))
    row = Item.objects.get(pk=item.pk)
    assert (row.newest_on, row.status, row.last_sequence) == (before, Status.STALLED, 3)


# Who then sees


def test_entry_is_internal_until_it_is_released_whatever_was_proposed() -> None:
    entry = make_entry(make_item(), proposed_audience=Audience.PUBLIC)
    assert audience_of(entry) is Audience.INTERNAL
    assert [seen_by(audience) for audience in Audience] == [[1, 2], [], []]


@pytest.mark.parametrize(
    ("to", "seen"), [(Audience.SHARED, [[1, 2, 3], [2], []]), (Audience.PUBLIC, [[1, 2, 3], [2], [2]])]
)
def test_released_entry_is_seen_by_its_audience_and_those_within(to: Audience, seen: list[list[int]]) -> None:
    entry = make_entry(make_item())
    release(entry, to)
    assert audience_of(entry) is to
    assert [seen_by(audience) for audience in Audience] == seen


def test_withdrawn_release_hides_again() -> None:
    entry = make_entry(make_item())
    release(entry)
    made = release(entry, Audience.INTERNAL)
    assert (made.act, made.released_to, audience_of(entry)) == (
        Act.RELEASE,
        Audience.INTERNAL,
        Audience.INTERNAL,
    )
    assert seen_by(Audience.PUBLIC) == []


def test_audience_sees_what_it_could_see_then_and_can_see_now(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    item = make_item()
    kept, taken_back = make_entry(item), make_entry(item)
    set_clock(monkeypatch, NOON + HOUR)
    release(kept)
    release(taken_back)
    set_clock(monkeypatch, NOON + 2 * HOUR)
    release(taken_back, Audience.INTERNAL)
    assert seen_by(Audience.PUBLIC, NOON) == []
    assert seen_by(Audience.PUBLIC, NOON + HOUR) == [2]
    assert seen_by(Audience.PUBLIC) == [2]


def test_narrowed_release_stays_with_the_counterpart() -> None:
    entry = make_entry(make_item())
    release(entry)
    release(entry, Audience.SHARED)
    assert [seen_by(audience) for audience in (Audience.SHARED, Audience.PUBLIC)] == [[2], []]


def test_correcting_a_released_entry_withdraws_it_from_everybody(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    entry = make_entry(make_item())
    release(entry)
    set_clock(monkeypatch, NOON + HOUR)
    editor = make_editor(entry.item.round.dialogue)
    right = correct_entry(
        user=editor,
        entry=entry,
        expected_sequence=None,
        says=EntryContent.of(entry).but(note="x"),
        reason="A name.",
    )
    assert (audience_of(entry), audience_of(right)) == (Audience.INTERNAL, Audience.INTERNAL)
    assert (seen_by(Audience.PUBLIC), seen_by(Audience.PUBLIC, NOON)) == ([], [])
    release(right)
    assert seen_by(Audience.PUBLIC) == [right.sequence]


def test_nothing_of_a_withdrawn_item_is_seen_beyond_our_own_people() -> None:
    item = make_item()
    release(make_entry(item))
    withdraw_item(
        user=make_editor(item.round.dialogue), item=item, expected_sequence=None, reason="In error."
    )
    assert seen_by(Audience.PUBLIC) == []


# What may be released


def _corrected(item: Item, editor: User) -> Entry:
    entry = make_entry(item)
    _retraction_of(entry, editor)
    return entry


def _retraction_of(entry: Entry, editor: User) -> Entry:
    return correct_entry(user=editor, entry=entry, expected_sequence=None, says=None, reason="x")


def _retraction(item: Item, editor: User) -> Entry:
    return _retraction_of(make_entry(item), editor)


def _release(item: Item, _editor: User) -> Entry:
    return release(make_entry(item))


def _redaction(item: Item, editor: User) -> Entry:
    request = request_redaction(user=editor, entry=make_entry(item), parts=["note"], reason="A name.")
    return redact_entry(user=make_editor(item.round.dialogue), request=request)


def _withdrawal(item: Item, editor: User) -> Entry:
    return withdraw_item(user=editor, item=item, expected_sequence=None, reason="In error.")


@pytest.mark.parametrize(
    "make", [_corrected, _retraction, _release, _redaction, _withdrawal], ids=lambda make: make.__name__
)
def test_entry_that_is_never_released(make: Callable[[Item, User], Entry]) -> None:
    item = make_item()
    assert list(refusal(make(item, make_editor(item.round.dialogue)))) == ["entry"]


@pytest.mark.parametrize("act", [Act.OPEN, Act.AMEND, Act.NOTE, Act.STATUS])
def test_entry_that_may_be_released(act: Act) -> None:
    item = make_item()
    made = {
        Act.OPEN: lambda: item.entries.get(),
        Act.AMEND: lambda: amend_item(
            user=make_editor(item.round.dialogue),
            item=item,
            expected_sequence=None,
            changes={"priority": Priority.HIGH},
        ),
        Act.NOTE: lambda: make_entry(item),
        Act.STATUS: lambda: make_entry(item, Status.STALLED),
    }[act]()
    assert made.act is act
    assert release(made).releases == made


@pytest.mark.parametrize("is_attributable", [True, False])
def test_oral_words_leave_only_if_they_may_be_attributed(is_attributable: bool) -> None:
    said = {"basis": Basis.ORAL, "oral_with": "the deputy", "is_attributable": is_attributable}
    entry = make_entry(make_item(), **said)
    if is_attributable:
        assert release(entry).released_to is Audience.PUBLIC
    else:
        assert list(refusal(entry)) == ["audience"]


@pytest.mark.parametrize("needed", [True, False])
def test_second_person_releases_where_the_dialogue_says_so(needed: bool) -> None:
    dialogue = make_dialogue(releases_need_second_person=needed)
    author = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    entry = make_entry(make_item(make_round(dialogue)), user=author)
    if needed:
        assert list(refusal(entry, user=author)) == ["audience"]
    assert release(entry, user=None if needed else author).releases == entry


def test_author_takes_a_release_back_even_where_a_second_person_releases() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    author = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    entry = make_entry(make_item(make_round(dialogue)), user=author)
    release(entry)
    assert release(entry, Audience.SHARED, author).released_to is Audience.SHARED
    assert release(entry, Audience.INTERNAL, author).released_to is Audience.INTERNAL
    assert list(refusal(entry, Audience.SHARED, user=author)) == ["audience"]


def test_release_that_changes_nothing_is_refused() -> None:
    entry = make_entry(make_item())
    assert list(refusal(entry, Audience.INTERNAL)) == ["audience"]
    release(entry)
    assert list(refusal(entry, Audience.PUBLIC)) == ["audience"]


# Who saw what, and twice


def test_item_that_has_moved_on_is_not_released() -> None:
    entry = make_entry(make_item())
    make_entry(entry.item)
    with pytest.raises(StaleItem):
        release(entry, expected_sequence=2)
    assert audience_of(entry) is Audience.INTERNAL


def test_same_request_releases_once() -> None:
    entry, request = make_entry(make_item()), uuid4()
    releaser = make_releaser(entry.item.round.dialogue)
    first = release(entry, user=releaser, request_id=request)
    assert release(entry, user=releaser, request_id=request) == first
    assert entry.item.entries.count() == 3
