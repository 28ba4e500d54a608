"""The calendar feed: what it tells, to whom, until when."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from ledger.models import Dialogue, Item, Membership, User
from ledger.notifications import calendar as feeds
from ledger.personal import make_feed_key, revoke_feed_key
from ledger.recording import amend_item, withdraw_item
from ledger.views import calendar
from ledger.vocabulary import Language, Role, Status
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_member, make_round

pytestmark = pytest.mark.django_db

REVIEW, TARGET = datetime.date(2027, 3, 1), datetime.date(2027, 6, 30)


@pytest.fixture
def owner() -> User:
    return make_editor(make_dialogue())


def make_mine(owner: User, dialogue: Dialogue | None = None, **fields: object) -> Item:
    dialogue = dialogue or owner.memberships.get().dialogue
    values = {"officer": owner, "review_on": REVIEW, "target_on": TARGET, "next_step": "Call Ms Roe"} | fields
    return make_item(make_round(dialogue), make_editor(dialogue), **values)


def address(owner: User) -> str:
    return f"/calendar/{make_feed_key(user=owner)}.ics"


def events(page: str) -> dict[str, datetime.date]:
    """What a calendar reads: each event's words and its day."""
    answer = Client().get(page)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["SUMMARY"]): one.decoded("DTSTART") for one in found}


def test_feed_tells_references_and_dates_and_nothing_else(owner: User) -> None:
    item = make_mine(owner)
    page = address(owner)
    assert events(page) == {f"{item.ref}: review": REVIEW, f"{item.ref}: target date": TARGET}
    content = Client().get(page).content.decode()
    assert "Roe" not in content
    assert "torture" not in content
    assert str(owner) not in content


def test_feed_speaks_the_language_of_its_owner(owner: User) -> None:
    User.objects.filter(pk=owner.pk).update(language=Language.ES)
    item = make_mine(owner, target_on=None)
    assert events(address(owner)) == {f"{item.ref}: revisión": REVIEW}


def test_feed_holds_what_is_ones_own_and_visible_today(owner: User) -> None:
    colleague, dialogue = make_editor(make_dialogue()), owner.memberships.get().dialogue
    make_mine(owner, officer=None)
    make_mine(colleague)
    withdrawn, done = make_mine(owner), make_mine(owner, target_on=TARGET)
    withdraw_item(user=owner, item=withdrawn, expected_sequence=None, reason="Opened in error.")
    make_entry(done, Status.DECLINED, owner)
    elsewhere = make_dialogue()
    held = Membership.objects.create(user=owner, dialogue=elsewhere, role=Role.VIEWER)
    other = make_mine(owner, elsewhere, target_on=None)
    page = address(owner)
    assert set(events(page)) == {f"{done.ref}: review", f"{other.ref}: review"}
    Membership.objects.filter(pk=held.pk).update(ended_on=timezone.localdate())
    assert set(events(page)) == {f"{done.ref}: review"}
    Membership.objects.filter(user=owner, dialogue=dialogue).update(ended_on=timezone.localdate())
    assert Client().get(page).status_code == 404


def test_feed_holds_a_year_back_and_the_nearest_dates(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    day = timezone.localdate()
    past, old = day - feeds.PAST, day - feeds.PAST - datetime.timedelta(days=1)
    first = make_mine(owner, review_on=past, target_on=day)
    make_mine(owner, review_on=old, target_on=old)
    found = {f"{first.ref}: review": past, f"{first.ref}: target date": day}
    assert events(address(owner)) == found
    monkeypatch.setattr(feeds, "MOST", 1)
    assert events(address(owner)) == {f"{first.ref}: target date": day}


def test_feed_is_shut_by_revoking_and_by_a_new_address(owner: User) -> None:
    first = address(owner)
    second = address(owner)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    revoke_feed_key(user=owner)
    assert Client().get(second).status_code == 404


def test_unchanged_feed_is_not_sent_again(owner: User) -> None:
    item, page = make_mine(owner), address(owner)
    first = Client().get(page)
    asked = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    assert Client().get(page).content == first.content
    again = Client().get(page, **asked)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    amend_item(
        user=owner,
        item=item,
        expected_sequence=None,
        changes={"review_on": TARGET},
        reason="Moved by the other side.",
    )
    assert Client().get(page, **asked).status_code == 200


def test_person_who_asks_too_often_waits(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(calendar, "MOST", 2)
    monkeypatch.setattr(calendar, "MOST_WRONG", 2)
    page = address(owner)
    wrong = [Client().get("/calendar/wrong.ics").status_code for _time in range(3)]
    right = [Client().get(page) for _time in range(3)]
    assert wrong == [404, 404, 429]  # and a program with the secret is not kept out by it
    assert [one.status_code for one in right] == [200, 200, 429]
    assert right[-1]["Retry-After"] == "600"


def test_feed_is_kept_from_shared_caches(owner: User) -> None:
    assert Client().get(address(owner))["Cache-Control"] == "private, no-cache"


def test_viewer_has_a_feed_too() -> None:
    viewer = make_member(Role.VIEWER, dialogue=make_dialogue())
    assert events(address(viewer)) == {}
