"""What protects a dialogue: changed by two people or by a superuser, recorded, and held by the database."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.translation import override

from ledger.models import Dialogue, DialogueRuleChange, GuardedWriteError, User
from ledger.models.fields import write_api
from ledger.recording import (
    RuleViolation,
    approve_rule_change,
    change_rules,
    decline_rule_change,
    release_entry,
    rules_of,
)
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_item,
    make_member,
    make_party,
    make_releaser,
    make_round,
    make_user,
)
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

LOOSER = {"releases_need_second_person": [True, False]}


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue(releases_need_second_person=True)


def ask(dialogue: Dialogue, user: User, **wanted: Any) -> DialogueRuleChange:
    rules: dict[str, Any] = {
        "releases_need_second_person": False,
        "parties": dialogue.parties.all(),
        "own_party": dialogue.own_party,
        "reason": "One person is left.",
    }
    return change_rules(user=user, dialogue=dialogue, **rules | wanted)


def needs_second(dialogue: Dialogue) -> bool:
    return Dialogue.objects.get(pk=dialogue.pk).releases_need_second_person


def make_superuser() -> User:
    return make_user(is_superuser=True)


# Two people, or a superuser


def test_one_asks_and_a_releaser_approves(dialogue: Dialogue) -> None:
    editor, releaser = make_editor(dialogue), make_releaser(dialogue)
    asked = ask(dialogue, editor)
    assert (asked.changes, needs_second(dialogue)) == (LOOSER, True)
    done = approve_rule_change(user=releaser, change=asked)
    assert not needs_second(dialogue)
    assert (done.requested_by, done.decided_by, done.is_approved, done.is_applied, done.by_superuser) == (
        editor,
        releaser,
        True,
        True,
        False,
    )
    newest = dialogue.history.latest("history_id")
    assert (newest.history_user, newest.history_change_reason) == (releaser, "One person is left.")


def test_nobody_loosens_the_rule_that_their_own_words_wait_for(dialogue: Dialogue) -> None:
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    entry = make_entry(make_item(make_round(dialogue), user), user=user)
    with pytest.raises(PermissionDenied, match="two people"):
        approve_rule_change(user=user, change=ask(dialogue, user))
    assert needs_second(dialogue)
    with pytest.raises(RuleViolation):
        release_entry(user=user, entry=entry, audience=Audience.PUBLIC, expected_sequence=None)


def test_superuser_changes_them_alone_and_it_is_recorded(dialogue: Dialogue) -> None:
    user = make_superuser()
    done = ask(dialogue, user)
    assert not needs_second(dialogue)
    assert (done.requested_by, done.decided_by, done.by_superuser, done.is_applied) == (
        user,
        user,
        True,
        True,
    )


ROLES = [(Role.VIEWER,), (Role.RECORDER,), (Role.EDITOR,), (Role.RELEASER,), ()]


@pytest.mark.parametrize("roles", ROLES)
def test_who_may_ask_and_who_may_approve(dialogue: Dialogue, roles: tuple[Role, ...]) -> None:
    user = make_member(*roles, dialogue=dialogue)
    make_member(*Role, dialogue=make_dialogue(), user=user)  # whatever somebody may do elsewhere
    asked = ask(dialogue, make_editor(dialogue))
    if Role.RELEASER not in roles:
        with pytest.raises(PermissionDenied):
            approve_rule_change(user=user, change=asked)
    if {Role.RELEASER, Role.EDITOR}.isdisjoint(roles):
        with pytest.raises(PermissionDenied):
            decline_rule_change(user=user, change=asked)
    decline_rule_change(user=make_releaser(dialogue), change=asked)
    if Role.EDITOR not in roles:
        with pytest.raises(PermissionDenied):
            ask(dialogue, user)
    assert (needs_second(dialogue), DialogueRuleChange.objects.count()) == (True, 1)


def test_closed_superuser_changes_nothing(dialogue: Dialogue) -> None:
    with pytest.raises(PermissionDenied):
        ask(dialogue, make_user(is_superuser=True, is_active=False))
    assert needs_second(dialogue)


def test_declined_change_leaves_the_rules(dialogue: Dialogue) -> None:
    asked = ask(dialogue, make_editor(dialogue))
    done = decline_rule_change(user=make_releaser(dialogue), change=asked)
    assert (done.is_approved, done.is_applied, needs_second(dialogue)) == (False, False, True)
    for decide in (approve_rule_change, decline_rule_change):
        with pytest.raises(RuleViolation, match="decided already"):
            decide(user=make_releaser(dialogue), change=asked)


def test_sides_are_changed_the_same_way(dialogue: Dialogue) -> None:
    third = make_party("EU")
    asked = ask(
        dialogue,
        make_editor(dialogue),
        releases_need_second_person=True,
        parties=[*dialogue.parties.all(), third],
        own_party=third,
    )
    assert asked.changes == {"parties": [["MEX", "USA"], ["EU", "MEX", "USA"]], "own_party": [None, "EU"]}
    approve_rule_change(user=make_releaser(dialogue), change=asked)
    assert rules_of(Dialogue.objects.get()) == {
        "releases_need_second_person": True,
        "parties": ["EU", "MEX", "USA"],
        "own_party": "EU",
        "marking_en": "",
        "marking_es": "",
    }


MARKED = {"marking_en": " SENSITIVE  but unclassified ", "marking_es": "SENSIBLE"}
BOTH = "Give the marking in both languages, or in neither."
NUL = "It holds a character that no text has (NUL): type it again, or paste it as plain text."
UNCHANGED = {"releases_need_second_person": True}


def test_marking_is_changed_as_the_other_rules_are(dialogue: Dialogue) -> None:
    asked = ask(dialogue, make_editor(dialogue), **UNCHANGED, **MARKED)
    assert asked.changes == {"marking_en": ["", "SENSITIVE but unclassified"], "marking_es": ["", "SENSIBLE"]}
    assert Dialogue.objects.get().marking == ""
    approve_rule_change(user=make_releaser(dialogue), change=asked)
    assert Dialogue.objects.get().marking == "SENSITIVE but unclassified"
    with override("es"):
        assert Dialogue.objects.get().marking == "SENSIBLE"
    kept = ask(dialogue, make_superuser())  # who says nothing of it leaves it
    assert (kept.changes, Dialogue.objects.get().marking) == (LOOSER, "SENSITIVE but unclassified")
    ask(dialogue, make_superuser(), releases_need_second_person=False, marking_en="", marking_es=" ")
    assert Dialogue.objects.get().marking == ""


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"marking_en": "SENSITIVE", "marking_es": ""}, {"marking_es": BOTH}),
        ({"marking_es": "SENSIBLE"}, {"marking_en": BOTH}),
        ({"marking_en": "x" * 101, "marking_es": "x"}, {"marking_en": "Use at most 100 characters."}),
        ({"marking_en": "x\x00", "marking_es": "x"}, {"marking_en": NUL}),
    ],
)
def test_marking_that_cannot_stand_on_a_page_is_refused(
    dialogue: Dialogue, given: dict[str, str], fields: dict[str, str]
) -> None:
    assert refusal(dialogue, **UNCHANGED, **given) == fields


def refusal(dialogue: Dialogue, **wanted: Any) -> dict[str, str]:
    with pytest.raises(RuleViolation) as refused:
        ask(dialogue, make_editor(dialogue), **wanted)
    return refused.value.fields


def test_what_is_missing_or_the_same_is_refused(dialogue: Dialogue) -> None:
    assert refusal(dialogue, reason=" ") == {"reason": "Say why."}
    assert refusal(dialogue, releases_need_second_person=True) == {"": "Nothing would change."}
    assert refusal(dialogue, own_party=make_party("EU")) == {"own_party": "It is none of the parties."}
    ask(dialogue, make_editor(dialogue))
    assert "asked for already" in refusal(dialogue)[""]


def test_rules_that_changed_meanwhile_are_not_overwritten(dialogue: Dialogue) -> None:
    asked = ask(
        dialogue, make_editor(dialogue), releases_need_second_person=True, own_party=make_party("MEX")
    )
    Dialogue.objects.update(own_party=make_party("USA"))
    with pytest.raises(RuleViolation, match="others by now"):
        approve_rule_change(user=make_releaser(dialogue), change=asked)
    assert rules_of(Dialogue.objects.get())["own_party"] == "USA"


# What the database refuses


def refused(change: Any) -> str:
    with pytest.raises((IntegrityError, DatabaseError)) as told, transaction.atomic():
        change()
    return str(told.value)


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def test_rule_is_loosened_by_an_approved_change_alone(dialogue: Dialogue) -> None:
    rows = Dialogue.objects.filter(pk=dialogue.pk)
    told = refused(lambda: rows.update(releases_need_second_person=False))
    assert "an approved change alone" in told
    asked = ask(dialogue, make_editor(dialogue))
    assert "an approved change alone" in refused(lambda: rows.update(releases_need_second_person=False))
    approve_rule_change(user=make_releaser(dialogue), change=asked)
    rows.update(releases_need_second_person=True)  # to tighten needs nobody else
    assert "an approved change alone" in refused(lambda: rows.update(releases_need_second_person=False))


def test_decided_change_is_never_changed(dialogue: Dialogue) -> None:
    declined = ask(dialogue, make_editor(dialogue))
    decline_rule_change(user=make_releaser(dialogue), change=declined)
    applied = ask(dialogue, make_superuser())
    waiting = ask(make_dialogue(releases_need_second_person=True), make_superuser())
    assert waiting.is_applied
    rows = DialogueRuleChange.objects
    for write in (applied.save, applied.delete, rows.all().delete):
        with pytest.raises(GuardedWriteError):
            write()
    with write_api():
        for change in (declined, applied):
            told = refused(lambda change=change: rows.filter(pk=change.pk).update(is_approved=True))
            assert "decided once" in told
    assert "never deleted" in refused(lambda: run("DELETE FROM ledger_dialoguerulechange"))


def test_waiting_change_stays_as_it_was_asked_for(dialogue: Dialogue) -> None:
    asked = DialogueRuleChange.objects.filter(pk=ask(dialogue, make_editor(dialogue)).pk)
    other = make_editor(dialogue)
    with write_api():
        for fields in ({"reason": "x"}, {"requested_by": other}, {"changes": {"own_party": [None, "MEX"]}}):
            assert "as it was asked for" in refused(lambda fields=fields: asked.update(**fields))


# At the same time


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_apply_it_once(dialogue: Dialogue) -> None:
    asked = ask(dialogue, make_editor(dialogue))
    users = [make_releaser(dialogue) for _ in range(6)]
    done = at_once(
        [lambda user=user: approve_rule_change(user=user, change=asked) for user in users]  # type: ignore[misc]
    )
    assert sum(isinstance(one, DialogueRuleChange) for one in done) == 1
    assert sum(isinstance(one, RuleViolation) for one in done) == 5
    assert not needs_second(dialogue)
    assert dialogue.history.filter(history_change_reason="One person is left.").count() == 1


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_leave_one_request(dialogue: Dialogue) -> None:
    users = [make_editor(dialogue) for _ in range(4)]
    done = at_once([lambda user=user: ask(dialogue, user) for user in users])  # type: ignore[misc]
    assert sum(isinstance(one, RuleViolation) for one in done) == 3
    assert DialogueRuleChange.objects.count() == 1
