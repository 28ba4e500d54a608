"""The same words recorded twice within the hour are asked about, wherever they come from."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from ledger.models import Entry, Item, User
from ledger.recording import (
    DuplicateEntry,
    EntryContent,
    adopt_position,
    correct_entry,
    record_entry,
    record_many,
)
from ledger.vocabulary import Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_round,
    set_clock,
)
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

WORDS = "They published the registry’s figures."


@pytest.fixture
def writer() -> User:
    return make_editor(make_dialogue())


@pytest.fixture
def item(writer: User) -> Item:
    return make_item(
        make_round(writer.memberships.get().dialogue), make_editor(writer.memberships.get().dialogue)
    )


def record(user: User, item: Item, note: str = WORDS, **more: Any) -> Entry:
    again = {"again": more.pop("again")} if "again" in more else {}
    return record_entry(
        user=user, item=item, expected_sequence=None, says=EntryContent(**{"note": note} | more), **again
    )


@pytest.mark.parametrize(
    "note",
    [WORDS, "  they  published\nthe registry’s FIGURES. ", "They\u00a0published the registry’s figures."],
)
def test_same_words_are_asked_about(writer: User, item: Item, note: str) -> None:
    first = record(writer, item)
    with pytest.raises(DuplicateEntry) as asked:
        record(writer, item, note)
    at = f"{timezone.localtime(first.recorded_at):%H:%M}"
    assert asked.value.entry == first
    assert asked.value.fields == {"again": f"You recorded these words here at {at}. Record them again?"}
    assert item.entries.count() == 2
    assert record(writer, item, note, again=True).sequence == 3


def test_same_words_with_a_status_are_asked_about_and_a_status_without_words_too(
    writer: User, item: Item
) -> None:
    record(writer, item)
    with pytest.raises(DuplicateEntry):
        record(writer, item, status=Status.IN_PROGRESS)
    record(writer, item, "", status=Status.IN_PROGRESS)
    with pytest.raises(DuplicateEntry):
        record(writer, item, "", status=Status.IN_PROGRESS)
    assert record(writer, item, "", status=Status.SUBSTANTIAL).sequence == 4


def test_other_words_people_items_voices_and_parties_are_not_asked_about(writer: User, item: Item) -> None:
    record(writer, item)
    dialogue = item.round.dialogue
    record(writer, item, "Something else.")
    record(make_editor(dialogue), item)
    record(writer, make_item(item.round, make_editor(dialogue)))
    record(writer, item, voice=Voice.PARTY, speaker=make_party())
    record(writer, item, about=make_party())
    assert item.entries.count() == 6


def test_words_are_asked_about_for_an_hour(writer: User, item: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    at = record(writer, item).recorded_at
    set_clock(monkeypatch, at + datetime.timedelta(minutes=59))
    with pytest.raises(DuplicateEntry):
        record(writer, item)
    make_entry(item, note="Somebody else, meanwhile.")
    set_clock(monkeypatch, at + datetime.timedelta(minutes=61))
    assert record(writer, item).sequence == 4


def test_words_that_do_not_stand_any_more_are_not_asked_about(writer: User, item: Item) -> None:
    first = record(writer, item)
    correct_entry(user=writer, entry=first, expected_sequence=None, says=None, reason="On the wrong item.")
    assert record(writer, item).sequence == 4


def test_a_correction_may_repeat_its_words(writer: User, item: Item) -> None:
    first = record(writer, item)
    says = EntryContent.of(first).but(status=Status.IN_PROGRESS)
    assert correct_entry(
        user=writer, entry=first, expected_sequence=None, says=says, reason="The status was left out."
    )


def test_adopting_twice_and_many_at_once_are_asked_about(writer: User, item: Item) -> None:
    theirs = make_entry(item, Status.IN_PROGRESS, voice=Voice.PARTY, speaker=make_party())
    adopt_position(user=writer, entry=theirs, expected_sequence=None)
    with pytest.raises(DuplicateEntry):
        adopt_position(user=writer, entry=theirs, expected_sequence=None)
    record(writer, item)
    other = make_item(item.round, make_editor(item.round.dialogue))
    with pytest.raises(Exception, match=f"{item.ref}: You recorded these words"):
        record_many(user=writer, targets=[(item, None), (other, None)], says=EntryContent(note=WORDS))
    assert other.entries.count() == 1
    assert (
        len(record_many(user=writer, targets=[(item, None)], says=EntryContent(note=WORDS), again=True)) == 1
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_at_once_one_is_asked(writer: User, item: Item) -> None:
    done = at_once([lambda: record(writer, item)] * 4)
    assert sorted(type(one).__name__ for one in done) == [
        "DuplicateEntry",
        "DuplicateEntry",
        "DuplicateEntry",
        "Entry",
    ]
    assert item.entries.count() == 2


# --- Pages


@pytest.mark.parametrize("page", ["item", "quick"])
def test_a_page_asks_keeps_what_was_typed_and_records_once_it_is_ticked(
    writer: User, item: Item, page: str
) -> None:
    keeper = make_member(Role.RECORDER, dialogue=item.round.dialogue)
    client = signed_in(keeper)
    address = f"/items/{item.ref}/" if page == "item" else "/quick-note/"
    typed = {"note": WORDS} | ({"words": item.ref} if page == "quick" else {})

    def send(**more: str) -> Any:
        form = client.get(address).context["form"]
        return client.post(address, sent_by(form) | typed | more)

    assert send().status_code == 302
    asked = send()
    assert asked.status_code == 200
    form = asked.context["form"]
    assert "Record them again?" in form.errors["again"][0]
    assert form["note"].value() == WORDS
    content = asked.content.decode()
    assert 'type="checkbox" name="again"' in content
    assert item.entries.count() == 2
    assert client.post(address, sent_by(form) | typed | {"again": "on"}).status_code == 302
    assert item.entries.count() == 3
