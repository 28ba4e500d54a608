"""The workspace: what it counts, for whom, and with how many queries."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ledger.models import Dialogue, User
from ledger.recording import amend_item, release_entry
from ledger.vocabulary import AgreedAs, Audience, Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_round,
    make_user,
)
from tests.support.admin_pages import signed_in
from tests.support.loud import make_followed, make_loud

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)


def counts(user: User) -> dict[str, int]:
    return {one.label: one.count for one in signed_in(user).get("/").context["waiting"]}


def test_counts_of_what_waits(dialogue: Dialogue, keeper: User) -> None:
    round = make_round(dialogue)
    make_loud(round, keeper)
    quiet = make_followed(round, keeper)
    make_entry(quiet, Status.IN_PROGRESS, keeper, effective_on=timezone.localdate())
    once = {"to review": 1, "mine": 1, "overdue": 1, "stale": 1, "differing": 1, "to release": 1}
    assert counts(keeper) == once


def test_releases_wait_for_releasers_alone_and_until_decided(dialogue: Dialogue, keeper: User) -> None:
    item = make_loud(make_round(dialogue), keeper)
    assert "to release" not in counts(make_editor(dialogue))
    entry = item.entries.get(proposed_audience=Audience.PUBLIC)
    release_entry(
        user=keeper, entry=entry, audience=Audience.SHARED, expected_sequence=3, reason="Asked for."
    )
    assert counts(keeper)["to release"] == 0


def test_counts_are_those_of_the_lists_and_say_how_many_matters_they_are(
    dialogue: Dialogue, keeper: User
) -> None:
    newest = make_loud(make_round(dialogue), keeper)
    for _round in range(4):
        newest = make_loud(make_round(dialogue), keeper, continues=newest)
    client = signed_in(keeper)
    page = client.get("/").context
    of_items = {one.label: one for one in page["waiting"] if one.label != "to release"}
    assert {label: one.count for label, one in of_items.items()} == {
        "to review": 5, "mine": 5, "overdue": 5, "stale": 5, "differing": 5,
    }  # fmt: skip
    assert [one.item for one in page["mine"]] == [newest]
    for label, one in of_items.items():
        assert len(client.get(one.address).context["rows"]) == one.count, label
        assert (one.matters.count, one.matters.label) == (1, "in 1 matter")
        assert [row.item.pk for row in client.get(one.matters.address).context["rows"]] == [newest.pk], label
    assert counts(keeper)["to release"] == 5  # entries, and each has an audience of its own


def test_unfollowed_matter_on_which_somebody_has_spoken_is_live(dialogue: Dialogue, keeper: User) -> None:
    """As in the seeds: discussed, followed by nobody, and two voices differ on it."""
    mexico = make_party()
    older = make_item(make_round(dialogue), keeper)
    newer = make_item(make_round(dialogue), keeper, continues=older, officer=keeper)
    for item in (older, newer):
        make_entry(item, Status.DONE, keeper, voice=Voice.PARTY, speaker=mexico, about=mexico,
                   evidence=(make_evidence(),))  # fmt: skip
        make_entry(item, Status.STALLED, keeper, voice=Voice.RECORD, source="A court", about=mexico)
    client = signed_in(keeper)
    page = client.get("/").context
    found = {one.label: one for one in page["waiting"]}
    assert {label: one.count for label, one in found.items()} == {
        "to review": 0, "mine": 1, "overdue": 0, "stale": 0, "differing": 2, "to release": 0,
    }  # fmt: skip
    assert {one.item for one in page["differing"]} == {older, newer}
    assert [one.item for one in page["mine"]] == [newer]
    assert client.get(found["differing"].address).context["count"] == 2
    assert client.get("/items/?heads=1").context["count"] == 1


def test_a_matter_that_goes_on_unfollowed_is_not_lost(dialogue: Dialogue, keeper: User) -> None:
    older = make_loud(make_round(dialogue), keeper)
    make_item(make_round(dialogue), keeper, continues=older)
    assert counts(keeper)["mine"] == 1


def test_nothing_of_another_dialogue_is_counted_or_shown(dialogue: Dialogue, keeper: User) -> None:
    foreign = make_dialogue("SECRET")
    make_loud(make_round(foreign), make_member(Role.EDITOR, dialogue=foreign))
    assert set(counts(keeper).values()) == {0}
    assert "SECRET" not in signed_in(keeper).get("/").content.decode()


def test_picture_has_a_part_for_each_status_of_a_kind_and_the_same_in_a_table(
    dialogue: Dialogue, keeper: User
) -> None:
    round = make_round(dialogue)
    pledge = {"kind": Kind.AGREED, "agreed_as": AgreedAs.GENERAL_PLEDGE}
    items = [
        make_followed(round, keeper),
        make_followed(round, keeper),
        make_followed(round, keeper, **pledge),
    ]
    make_entry(items[0], Status.IN_PROGRESS, keeper)
    make_entry(items[0], Status.STALLED, keeper, voice=Voice.RECORD, source="A court")  # the newest word
    spread = signed_in(keeper).get("/").context["spread"]
    shown = {bar.label: {part.status: part.count for part in bar.parts} for bar in spread.bars}
    assert shown == {
        "Specific commitment": {Status.UNASSESSED: 1, Status.STALLED: 1},
        "Agreed: general pledge": {Status.UNASSESSED: 1},
    }
    assert [round_end(bar) for bar in spread.bars] == [340, 170]


def round_end(bar: Any) -> int:
    return round(bar.parts[-1].left + bar.parts[-1].width + 1.5)


def test_way_from_statement_to_report_goes_with_the_first_entry(dialogue: Dialogue) -> None:
    user, words = make_editor(dialogue), "From statement to report"
    assert words in signed_in(user).get("/").content.decode()
    make_followed(make_round(dialogue), user)
    assert words not in signed_in(user).get("/").content.decode()


def test_empty_workspace_teaches(keeper: User) -> None:
    page = signed_in(keeper).get("/").content.decode()
    assert page.count('class="empty"') == 5


def test_who_only_keeps_accounts_is_led_to_the_admin() -> None:
    assert signed_in(make_user(is_staff=True, is_superuser=True)).get("/")["Location"] == "/admin/"


def test_stranger_is_led_to_sign_in_and_back() -> None:
    assert Client().get("/")["Location"] == "/accounts/login/?next=/"


def counted(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


def test_workspace_asks_no_more_for_three_rows_than_for_one(dialogue: Dialogue, keeper: User) -> None:
    client, round = signed_in(keeper), make_round(dialogue)
    make_loud(round, keeper)
    client.get("/")  # what is read once per process
    once = counted(client)
    make_loud(round, keeper)
    make_loud(round, keeper)
    assert (once, counted(client)) == (QUERIES, QUERIES)


QUERIES = (
    21  # four of them: statements under review, questions among colleagues, files to release, pinned views
)


def test_way_is_shown_to_a_new_viewer_for_two_weeks(dialogue: Dialogue) -> None:
    viewer, words = make_member(Role.VIEWER, dialogue=dialogue), "From statement to report"
    assert words in signed_in(viewer).get("/").content.decode()
    User.objects.filter(pk=viewer.pk).update(date_joined=timezone.now() - datetime.timedelta(days=15))
    assert words not in signed_in(viewer).get("/").content.decode()


def test_amendment_says_which_fields_changed(dialogue: Dialogue, keeper: User) -> None:
    item = make_followed(make_round(dialogue), keeper)
    amend_item(
        user=keeper, item=item, expected_sequence=None, changes={"officer": keeper, "next_step": "Call."}
    )
    assert "amended: officer and next step" in " ".join(signed_in(keeper).get("/").content.decode().split())


def test_person_without_a_role_is_told_so() -> None:
    answer = signed_in(make_user()).get("/")
    assert (answer.status_code, "You hold no role" in answer.content.decode()) == (403, True)
