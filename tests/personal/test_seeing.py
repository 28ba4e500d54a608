"""Who sees what staff keep for themselves: the owner, those it is shared with, those who may act on it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model

from ledger.access import visible_to
from ledger.intake import start_draft
from ledger.models import (
    ApiToken,
    ApiTokenRole,
    ColleagueQuestion,
    Dialogue,
    EntryDraft,
    FeedKey,
    IssuedReport,
    IssuedReportDialogue,
    Item,
    PinnedView,
    Preference,
    Reminder,
    ReviewDraft,
    SavedView,
    Topic,
    User,
    Watch,
)
from ledger.personal import (
    ItemDate,
    claim_reminders,
    keep_typed,
    make_feed_key,
    make_token,
    pin_view,
    save_view,
    set_preferences,
    watch,
)
from ledger.vocabulary import Audience, DatedBy, Language, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_item,
    make_member,
    make_round,
    make_topic,
    make_user,
)
from tests.support.issuing import issue
from tests.support.questions import make_question

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def watched(user: User, row: Item | Topic) -> Watch:
    watch(user=user, row=row)
    return Watch.objects.get(user=user)


def pinned(user: User, **saved: Any) -> PinnedView:
    view = save_view(user=user, name="Pinned", query="", **saved)
    pin_view(user=user, view=view)
    return PinnedView.objects.get(view=view)


def make_reminder(user: User, dialogue: Dialogue) -> Reminder:
    date = ItemDate(make_item(make_round(dialogue)), DatedBy.TARGET, datetime.date(2027, 3, 1))
    claim, _ours = claim_reminders(user=user, dates=[date])
    return Reminder.objects.get(claim=claim)


def made_token(user: User, dialogue: Dialogue) -> ApiToken:
    make_token(user=user, name="Script", dialogues=[dialogue], days=30)
    return ApiToken.objects.get(user=user)


ROWS: dict[str, Callable[[User, Dialogue], Model]] = {
    "own view": lambda user, _dialogue: save_view(user=user, name="Mine", query=""),
    "own view of the dialogue": lambda user, dialogue: save_view(
        user=user, name="Ours", query="", dialogue=dialogue
    ),
    "shared view": lambda user, dialogue: save_view(
        user=user, name="All", query="", dialogue=dialogue, is_shared=True
    ),
    "statement under review": lambda user, dialogue: start_draft(
        user=user, dialogue=dialogue, text="Both sides met.", language=Language.EN
    ),
    "what was typed": lambda user, dialogue: keep_typed(
        user=user, item=make_item(make_round(dialogue)), typed={"note": "Half a"}
    ),
    "feed key": lambda user, _dialogue: (make_feed_key(user=user), FeedKey.objects.get(user=user))[1],
    "API token": lambda user, dialogue: made_token(user, dialogue),
    "role of an API token": lambda user, dialogue: made_token(user, dialogue).roles.get(),
    "preferences": lambda user, _dialogue: set_preferences(
        user=user, wants_digest=False, wants_assignments=True
    ),
    "watched item": lambda user, dialogue: watched(user, make_item(make_round(dialogue))),
    "watched topic": lambda user, _dialogue: watched(user, make_topic()),
    "reminder": lambda user, dialogue: make_reminder(user, dialogue),
    "pinned view": lambda user, dialogue: pinned(user, dialogue=dialogue, is_shared=True),
    "question asked": lambda user, dialogue: make_question(make_item(make_round(dialogue)), asked_by=user),
    "question to answer": lambda user, dialogue: make_question(
        make_item(make_round(dialogue)), asked_of=user
    ),
    "issued report": lambda user, dialogue: issue(user, dialogue),
}

PEOPLE: dict[str, Callable[[Dialogue], Any]] = {
    "another editor": make_editor,
    "recorder": lambda dialogue: make_member(Role.RECORDER, dialogue=dialogue),
    "viewer": lambda dialogue: make_member(Role.VIEWER, dialogue=dialogue),
    "releaser": lambda dialogue: make_member(Role.RELEASER, dialogue=dialogue),
    "editor of another dialogue": lambda _dialogue: make_editor(make_dialogue()),
    "superuser": lambda _dialogue: make_user(is_superuser=True),
    "closed account": lambda dialogue: make_member(
        Role.EDITOR, dialogue=dialogue, user=make_user(is_active=False)
    ),
    "visitor": lambda _dialogue: AnonymousUser(),
}
MEMBERS = {"another editor", "recorder", "viewer", "releaser"}

SEEN_BY = {
    "own view": set(),
    "own view of the dialogue": set(),
    "shared view": MEMBERS,
    "statement under review": {"another editor"},
    "what was typed": set(),
    "feed key": set(),
    "API token": set(),
    "role of an API token": set(),
    "preferences": set(),
    "watched item": set(),
    "reminder": set(),
    "watched topic": set(),
    "pinned view": set(),
    "question asked": set(),
    "question to answer": set(),
    "issued report": MEMBERS,
}


def sees(person: Any, row: Model) -> bool:
    return visible_to(person, type(row)._default_manager.all()).filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", ROWS)
def test_row_is_seen_by_its_owner_and_those_of_the_table(kind: str) -> None:
    dialogue = make_dialogue()
    owner = make_editor(dialogue)
    row = ROWS[kind](owner, dialogue)
    assert sees(owner, row)
    assert {who for who, make in PEOPLE.items() if sees(make(dialogue), row)} == SEEN_BY[kind]


@pytest.mark.parametrize(
    "kind",
    sorted(
        ROWS.keys()
        - {"own view", "feed key", "API token", "role of an API token", "preferences", "watched topic"}
    ),
)
def test_row_of_a_dialogue_is_lost_to_an_owner_whose_role_ended(kind: str) -> None:
    dialogue = make_dialogue()
    owner = make_editor(dialogue)
    make_member(Role.VIEWER, dialogue=make_dialogue(), user=owner)
    row = ROWS[kind](owner, dialogue)
    owner.memberships.filter(dialogue=dialogue).update(ended_on="2026-01-01")
    assert not sees(owner, row)


def test_issued_report_of_two_dialogues_is_seen_by_members_of_both_alone() -> None:
    one, two = make_dialogue(), make_dialogue()
    both = make_editor(one)
    make_member(Role.EDITOR, dialogue=two, user=both)
    row = issue(both, one, two, audience=Audience.PUBLIC)
    assert [sees(person, row) for person in (both, make_editor(one), make_editor(two))] == [
        True,
        False,
        False,
    ]
    assert set(row.dialogues) == {one, two}
    assert not visible_to(both, IssuedReportDialogue.objects.all()).exists()


def test_every_rule_is_in_the_table() -> None:
    dialogue = make_dialogue()
    made = {type(make(make_editor(dialogue), dialogue)) for make in ROWS.values()}
    assert made == {
        *(SavedView, ReviewDraft, EntryDraft, FeedKey, Preference, Watch, Reminder, IssuedReport),
        *(ColleagueQuestion, PinnedView, ApiToken, ApiTokenRole),
    }
