"""To whom a statement is shown: by whom it is widened and narrowed, what is recorded, what the database refuses."""

import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction

from ledger.models import GuardedWriteError, Statement, StatementRelease, User
from ledger.models.fields import write_api
from ledger.recording import RuleViolation, audit, newest_version, release_statement
from ledger.vocabulary import Audience, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_member,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_user,
    set_clock,
    show_statement,
)
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def set_audience(statement: Statement, audience: Audience, user: User, **options: Any) -> StatementRelease:
    given = {"reason": "Agreed.", "expected_sequence": None} | options
    return release_statement(user=user, statement=statement, audience=audience, **given)


def refusal(statement: Statement, audience: Audience, user: User, **options: Any) -> dict[str, str]:
    before = StatementRelease.objects.count(), Statement.objects.get(pk=statement.pk).visibility
    with pytest.raises(RuleViolation) as refused:
        set_audience(statement, audience, user, **options)
    assert (StatementRelease.objects.count(), Statement.objects.get(pk=statement.pk).visibility) == before
    return refused.value.fields


def edited_by(statement: Statement, user: User, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(statement, name, value)
    statement._history_user = user  # type: ignore[attr-defined]
    with transaction.atomic():  # the row and its version, as every page saves them
        statement.save()


def shown_to(statement: Statement) -> Audience:
    return Statement.objects.get(pk=statement.pk).visibility


# Who may


WIDENS, NARROWS = (Audience.INTERNAL, Audience.PUBLIC), (Audience.PUBLIC, Audience.INTERNAL)


@pytest.mark.parametrize(
    ("role", "may_widen", "may_narrow"),
    [
        (Role.VIEWER, False, False),
        (Role.RECORDER, False, False),
        (Role.EDITOR, False, True),
        (Role.RELEASER, True, True),
        (None, False, False),
    ],
)
@pytest.mark.parametrize("is_superuser", [False, True])
def test_releasers_widen_editors_narrow(
    role: Role | None, may_widen: bool, may_narrow: bool, is_superuser: bool
) -> None:
    dialogue = make_dialogue()
    user = make_user(is_superuser=is_superuser)
    make_member(*([role] if role else []), dialogue=dialogue, user=user)
    make_member(*Role, dialogue=make_dialogue(), user=user)  # whatever somebody may do elsewhere
    for (before, after), allowed in ((WIDENS, may_widen), (NARROWS, may_narrow)):
        statement = make_statement(make_round(dialogue), visibility=before)
        if allowed:
            set_audience(statement, after, user)
            assert shown_to(statement) is after
            continue
        with pytest.raises(PermissionDenied):
            set_audience(statement, after, user)
        assert shown_to(statement) is before


def test_release_is_recorded_with_all_that_was_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    statement = make_statement(make_round())
    user = make_releaser(statement.round.dialogue)
    set_audience(statement, Audience.SHARED, user, reason=" Their note of 3 May. ")
    set_clock(monkeypatch, NOON + HOUR)
    set_audience(statement, Audience.INTERNAL, user, reason="Too early.")
    told = StatementRelease.objects.order_by("sequence").values_list(
        "sequence", "released_from", "released_to", "released_by", "reason", "recorded_at"
    )
    assert list(told) == [
        (1, "internal", "shared", user.pk, "Their note of 3 May.", NOON),
        (2, "shared", "internal", user.pk, "Too early.", NOON + HOUR),
    ]
    newest = statement.history.order_by("-history_id").first()
    assert (newest.visibility, newest.history_user, newest.history_change_reason) == (
        "internal",
        user,
        "Too early.",
    )


def test_what_is_missing_or_the_same_is_refused() -> None:
    statement = make_statement(make_round())
    user = make_releaser(statement.round.dialogue)
    assert refusal(statement, Audience.PUBLIC, user, reason="  ") == {"reason": "Say why."}
    assert refusal(statement, Audience.INTERNAL, user) == {"audience": "That is its audience already."}
    assert "NUL" in refusal(statement, Audience.PUBLIC, user, reason="a\x00b")["reason"]


def test_statement_changed_since_the_releaser_looked_is_not_released() -> None:
    statement = make_statement(make_round())
    user, seen = make_releaser(statement.round.dialogue), newest_version(statement)
    edited_by(statement, make_editor(statement.round.dialogue), text="Minutes, for our own people.")
    assert set(refusal(statement, Audience.PUBLIC, user, expected_sequence=seen)) == {"seen"}
    set_audience(statement, Audience.PUBLIC, user, expected_sequence=newest_version(statement))


def test_same_request_writes_once() -> None:
    statement = make_statement(make_round())
    user, request = make_releaser(statement.round.dialogue), uuid4()
    first = set_audience(statement, Audience.PUBLIC, user, request_id=request)
    assert set_audience(statement, Audience.PUBLIC, user, request_id=request) == first
    assert "request_id" in refusal(statement, Audience.SHARED, user, request_id=request)
    other = make_releaser(statement.round.dialogue)
    assert "request_id" in refusal(statement, Audience.PUBLIC, other, request_id=request)


# The second person


@pytest.mark.parametrize("needed", [True, False])
@pytest.mark.parametrize("did", ["entered", "edited"])
def test_second_person_is_neither_who_entered_nor_who_edited(needed: bool, did: str) -> None:
    dialogue = make_dialogue(releases_need_second_person=needed)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    statement = Statement(round=make_round(dialogue), language="en", text="Minutes.")
    edited_by(statement, user if did == "entered" else make_editor(dialogue))
    edited_by(statement, make_editor(dialogue) if did == "entered" else user, title="Minutes")
    if not needed:
        set_audience(statement, Audience.PUBLIC, user)
        return
    assert "second person" in refusal(statement, Audience.PUBLIC, user)["audience"]
    set_audience(statement, Audience.SHARED, make_releaser(dialogue))
    assert "second person" in refusal(statement, Audience.PUBLIC, user)["audience"]
    set_audience(statement, Audience.INTERNAL, user)  # narrowing needs nobody else


def test_releasing_and_proposing_are_no_edits() -> None:
    dialogue = make_dialogue(releases_need_second_person=True)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=dialogue)
    statement = make_statement(make_round(dialogue))
    edited_by(statement, user, proposed_audience=Audience.PUBLIC)
    set_audience(statement, Audience.SHARED, user)
    set_audience(statement, Audience.PUBLIC, user)
    assert shown_to(statement) is Audience.PUBLIC


# What the database refuses


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(change: Any) -> str:
    with pytest.raises((IntegrityError, DatabaseError)) as told, transaction.atomic():
        change()
    return str(told.value)


@pytest.mark.parametrize("audience", [Audience.SHARED, Audience.PUBLIC])
def test_statement_is_neither_entered_nor_saved_wider_than_its_release(audience: Audience) -> None:
    round = make_round()
    rows = Statement.objects
    entered = refused(lambda: rows.create(round=round, language="en", visibility=audience))
    assert "internal until somebody releases it" in entered
    statement = make_statement(round)
    assert "last release says" in refused(lambda: rows.filter(pk=statement.pk).update(visibility=audience))
    show_statement(statement, Audience.SHARED)
    for other in {Audience.PUBLIC, Audience.INTERNAL}:
        assert "last release says" in refused(lambda other=other: rows.update(visibility=other))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Other words."),
        ("title", "Other title"),
        ("publisher", "Another"),
        ("url", "https://example.org/"),
        ("form", "minutes"),
        ("language", "es"),
        ("published_on", datetime.date(2015, 10, 22)),
        ("published_precision", "month"),
        ("issued_by", "MEX"),
    ],
)
def test_released_statement_stays_as_it_was_released(field: str, value: Any) -> None:
    statement = make_statement(make_round(), visibility=Audience.SHARED)
    if field == "issued_by":
        value = statement.round.dialogue.parties.get(code=value)
    setattr(statement, field, value)
    assert "stays as it was released" in refused(statement.save)
    set_audience(statement, Audience.INTERNAL, make_editor(statement.round.dialogue))
    statement.visibility = Audience.INTERNAL
    statement.save()
    assert getattr(Statement.objects.get(pk=statement.pk), field) == value


def test_our_note_on_a_released_statement_may_change() -> None:
    statement = make_statement(make_round(), visibility=Audience.PUBLIC)
    statement.note = "Filed twice."
    statement.save()
    make_passage(statement)


def test_releases_are_never_changed_and_written_by_the_write_api_alone() -> None:
    statement = make_statement(make_round(), visibility=Audience.PUBLIC)
    release = StatementRelease.objects.get()
    for write in (release.save, release.delete, StatementRelease.objects.all().delete):
        with pytest.raises(GuardedWriteError):
            write()
    with write_api():
        assert "never changed" in refused(lambda: StatementRelease.objects.update(reason="Another."))
        assert "never deleted" in refused(lambda: run("DELETE FROM ledger_statementrelease"))
    assert list(statement.releases.values_list("reason", flat=True)) == ["Agreed."]


def test_audit_names_a_statement_shown_without_a_release() -> None:
    from ledger.recording import triggers

    statement = make_statement(make_round(), title="Minutes")
    assert list(audit()) == []
    triggers.drop(connection)
    Statement.objects.filter(pk=statement.pk).update(visibility=Audience.PUBLIC)
    told = [str(one) for one in audit() if not one.where.startswith("trigger")]
    assert told == [
        "Minutes: its audience is not the one that its last release says",
        f"ledger_statement {statement.pk}: its visibility is not what its change log says",
    ]


# The past


def test_statement_widened_later_is_not_shown_in_the_past(monkeypatch: pytest.MonkeyPatch) -> None:
    set_clock(monkeypatch, NOON)
    statement = make_statement(make_round())
    set_clock(monkeypatch, NOON + HOUR)
    show_statement(statement, Audience.SHARED)
    set_clock(monkeypatch, NOON + 2 * HOUR)
    show_statement(statement, Audience.PUBLIC)

    def seen(audience: Audience, known_at: datetime.datetime | None) -> bool:
        visible = Statement.objects.visible_to(audience, known_at, dialogue=statement.round.dialogue)
        return visible.exists()

    told = {
        at: (seen(Audience.SHARED, NOON + at * HOUR), seen(Audience.PUBLIC, NOON + at * HOUR))
        for at in range(3)
    }
    assert told == {0: (False, False), 1: (True, False), 2: (True, True)}
    assert seen(Audience.PUBLIC, None)
    assert seen(Audience.INTERNAL, NOON)
    set_clock(monkeypatch, NOON + 3 * HOUR)
    show_statement(statement, Audience.INTERNAL)  # what is taken back is taken back for the past too
    assert not any(seen(Audience.SHARED, NOON + at * HOUR) for at in range(4))


# At the same time


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_two_releasers_at_once_write_one_after_the_other() -> None:
    statement = make_statement(make_round())
    users = [make_releaser(statement.round.dialogue) for _ in range(6)]
    done = at_once(
        [lambda user=user: set_audience(statement, Audience.PUBLIC, user) for user in users]  # type: ignore[misc]
    )
    assert sum(isinstance(one, StatementRelease) for one in done) == 1
    assert sum(isinstance(one, RuleViolation) for one in done) == 5
    assert (StatementRelease.objects.count(), shown_to(statement)) == (1, Audience.PUBLIC)


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_edit_and_release_at_once_never_show_what_the_releaser_did_not_see() -> None:
    for _round in range(5):
        statement = make_statement(make_round(), title="Joint statement")
        releaser, editor = make_releaser(statement.round.dialogue), make_editor(statement.round.dialogue)
        seen = newest_version(statement)
        at_once(
            [
                lambda: set_audience(statement, Audience.PUBLIC, releaser, expected_sequence=seen),  # noqa: B023
                lambda: edited_by(statement, editor, title="For our own people"),  # noqa: B023
            ]
        )
        stands = Statement.objects.get(pk=statement.pk)
        assert (stands.visibility, stands.title) in {
            (Audience.PUBLIC, "Joint statement"),
            (Audience.INTERNAL, "For our own people"),
        }
