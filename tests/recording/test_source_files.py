"""Files on rounds: added, described anew, withdrawn, released, destroyed by two people; what the database refuses."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from ledger.models import FileRelease, Round, SourceFile, User
from ledger.recording import (
    RuleViolation,
    add_file,
    audit,
    change_file,
    decline_file_redaction,
    may_remove,
    newest_version,
    redact_file,
    release_file,
    request_file_redaction,
    triggers,
    uploads,
    withdraw_file,
)
from ledger.recording.file_types import UnfitFile
from ledger.vocabulary import Audience, FileKind, Role
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_file,
    make_item,
    make_member,
    make_releaser,
    make_round,
    make_statement,
    set_clock,
)
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

NOON = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
PDF = b"%PDF-1.4 The signed statement."


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


def refusal(write: Callable[[], object]) -> dict[str, str]:
    before = list(SourceFile.objects.order_by("pk").values())
    with pytest.raises(RuleViolation) as refused:
        write()
    assert list(SourceFile.objects.order_by("pk").values()) == before
    return refused.value.fields


def refused(write: Callable[[], object]) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    return str(error.value)


def changed(file: SourceFile, user: User, **fields: Any) -> SourceFile:
    said = {name: getattr(file, name) for name in ("kind", "title", "language", "proposed_audience")}
    return change_file(user=user, file=file, **{**said, **fields})


def set_audience(file: SourceFile, audience: Audience, user: User | None = None) -> FileRelease:
    user = user or make_releaser(file.round.dialogue)
    return release_file(user=user, file=file, audience=audience, reason="Agreed.", expected_sequence=None)


def redact(file: SourceFile) -> SourceFile:
    asks, approves = (make_editor(file.round.dialogue) for _ in range(2))
    return redact_file(user=approves, request=request_file_redaction(user=asks, file=file, reason="A name."))


# Adding


def test_file_is_kept_whole_and_internal(round: Round) -> None:
    editor = make_editor(round.dialogue)
    statement = make_statement(round)
    file = add_file(
        user=editor,
        round=round,
        statement=statement,
        kind=FileKind.SIGNED,
        title=" Joint statement, signed ",
        language="en",
        content=PDF,
        file_name="signed.pdf",
        proposed_audience=Audience.PUBLIC,
    )
    file.refresh_from_db()
    kept = (file.title, file.kind, file.language, file.file_name, file.file_type, file.file_size)
    assert kept == (
        "Joint statement, signed",
        FileKind.SIGNED,
        "en",
        "signed.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (file.added_by, file.visibility, file.waits_for_release) == (editor, Audience.INTERNAL, True)
    assert uploads.read(file.file_sha256) == PDF
    assert list(SourceFile.objects.waiting()) == [file]
    assert file.history.get().history_user == editor
    assert list(audit()) == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER, Role.RELEASER])
def test_files_are_added_by_who_edits_the_round(round: Round, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        make_file(round, make_member(role, dialogue=round.dialogue))
    with pytest.raises(PermissionDenied):
        make_file(round, make_editor(make_dialogue()))
    assert SourceFile.objects.count() == 0


def test_same_request_writes_once(round: Round) -> None:
    editor, request_id = make_editor(round.dialogue), uuid4()
    first = make_file(round, editor, request_id=request_id)
    assert make_file(round, editor, request_id=request_id) == first
    assert "request_id" in refusal(
        lambda: make_file(round, make_editor(round.dialogue), request_id=request_id)
    )


def test_same_request_with_another_file_is_refused_and_not_taken_for_kept(round: Round) -> None:
    editor, request_id, statement = make_editor(round.dialogue), uuid4(), make_statement(round)
    first = make_file(round, editor, request_id=request_id)
    changes: list[dict[str, Any]] = [
        {"content": PDF},
        {"title": "Minutes"},
        {"kind": FileKind.MINUTES},
        {"statement": statement},
    ]
    for other in changes:
        assert "request_id" in refusal(partial(make_file, round, editor, request_id=request_id, **other))
    changed(first, editor, title="Annex I")
    assert make_file(round, editor, request_id=request_id) == first  # as it was said when it was added


def test_same_file_stands_once_in_its_place(round: Round) -> None:
    editor, statement = make_editor(round.dialogue), make_statement(round)
    file = make_file(round, editor)
    assert refusal(lambda: make_file(round, editor, title="Again")) == {
        "file": "This file is here already: “Annex”."
    }
    make_file(round, editor, statement=statement)
    withdraw_file(user=editor, file=file, reason="Another round's.")
    make_file(round, editor)
    assert SourceFile.objects.count() == 3


def test_statement_of_another_round_takes_no_file(round: Round) -> None:
    elsewhere = make_statement(make_round(round.dialogue))
    assert "statement" in refusal(lambda: make_file(round, statement=elsewhere))


@pytest.mark.parametrize("title", ["", "  ", "A\x00B"])
def test_file_has_a_title_that_can_be_kept(round: Round, title: str) -> None:
    content = b"%PDF-1.4 Kept nowhere."
    assert "title" in refusal(lambda: make_file(round, title=title, content=content))
    assert list(audit()) == []


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90\x00", b"PK\x03\x04 damaged"])
def test_unfit_file_is_not_kept(round: Round, content: bytes) -> None:
    with pytest.raises(UnfitFile):
        make_file(round, content=content)
    assert SourceFile.objects.count() == 0


# Said anew, withdrawn


def test_change_is_logged_and_the_content_stays(round: Round) -> None:
    editor = make_editor(round.dialogue)
    file = make_file(round, editor)
    changed(file, editor, kind=FileKind.MINUTES, title="Minutes", reason="It is no annex.")
    newest = file.history.latest("history_id")
    assert (newest.title, newest.history_user, newest.history_change_reason) == (
        "Minutes",
        editor,
        "It is no annex.",
    )
    assert SourceFile.objects.get().file_sha256 == file.file_sha256
    seen = newest_version(file)
    changed(SourceFile.objects.get(), editor, title="Other minutes")
    late = refusal(lambda: changed(file, editor, title="Mine", expected_sequence=seen))
    assert late == {"seen": "Somebody changed it since you looked: look at it again."}


def test_shown_file_is_not_reworded(round: Round) -> None:
    editor = make_editor(round.dialogue)
    file = make_file(round, editor, visibility=Audience.SHARED)
    assert "title" in refusal(lambda: changed(file, editor, kind=FileKind.MINUTES))
    changed(file, editor, proposed_audience=Audience.PUBLIC)
    set_audience(file, Audience.INTERNAL, editor)
    file.refresh_from_db()
    assert changed(file, editor, kind=FileKind.MINUTES).kind is FileKind.MINUTES


def test_withdrawn_file_stays_and_is_shown_to_nobody_else(round: Round) -> None:
    editor = make_editor(round.dialogue)
    file = make_file(round, editor, visibility=Audience.PUBLIC)
    assert refusal(lambda: withdraw_file(user=editor, file=file, reason=" ")) == {"reason": "Say why."}
    withdraw_file(user=editor, file=file, reason="The wrong year.")
    file.refresh_from_db()
    assert (file.is_withdrawn, file.withdrawn_because, file.withdrawn_by) == (True, "The wrong year.", editor)
    assert [SourceFile.objects.visible_to(each, dialogue=round.dialogue).count() for each in Audience] == [
        0,
        0,
        0,
    ]
    assert uploads.read(file.file_sha256)
    assert "" in refusal(lambda: withdraw_file(user=editor, file=file, reason="Again."))
    assert "" in refusal(lambda: changed(file, editor, title="Other"))
    set_audience(file, Audience.INTERNAL)
    assert "audience" in refusal(lambda: set_audience(file, Audience.SHARED))
    assert list(audit()) == []


def test_file_is_not_removed(round: Round) -> None:
    file = make_file(round)
    assert not may_remove(file.added_by, file)
    assert "never deleted" in refused(file.delete)


# To whom it is shown


def test_editor_narrows_and_does_not_widen(round: Round) -> None:
    editor = make_editor(round.dialogue)
    file = make_file(round, editor)
    with pytest.raises(PermissionDenied):
        set_audience(file, Audience.SHARED, editor)
    set_audience(file, Audience.PUBLIC)
    set_audience(file, Audience.INTERNAL, editor)
    said = FileRelease.objects.order_by("sequence").values_list("released_from", "released_to")
    assert list(said) == [("internal", "public"), ("public", "internal")]


def test_second_person_releases_where_the_dialogue_wants_one() -> None:
    round = make_round(make_dialogue(releases_need_second_person=True))
    both = make_member(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)
    file = make_file(round, both)
    assert (
        "a second person releases" in refusal(lambda: set_audience(file, Audience.SHARED, both))["audience"]
    )
    set_audience(file, Audience.SHARED)
    assert SourceFile.objects.get().visibility is Audience.SHARED


def test_audiences_see_what_was_released_to_them_then_and_now(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(monkeypatch, NOON)
    file = make_file(round)
    set_clock(monkeypatch, NOON + HOUR)
    set_audience(file, Audience.SHARED)
    set_clock(monkeypatch, NOON + 2 * HOUR)
    withdraw_file(user=make_editor(round.dialogue), file=file, reason="Wrong.")

    def seen(audience: Audience, hours: int) -> bool:
        found = SourceFile.objects.visible_to(audience, NOON + hours * HOUR, dialogue=round.dialogue)
        return found.exists()

    assert [seen(Audience.INTERNAL, hours) for hours in (-1, 0, 1, 2)] == [False, True, True, False]
    assert [seen(Audience.SHARED, hours) for hours in (-1, 0, 1, 2)] == [False, False, False, False]


def test_counterpart_of_another_dialogue_sees_nothing(round: Round) -> None:
    make_file(round, visibility=Audience.SHARED)
    seen = SourceFile.objects.visible_to
    assert [seen(Audience.SHARED, dialogue=each).count() for each in (round.dialogue, make_dialogue())] == [
        1,
        0,
    ]
    assert seen(Audience.PUBLIC).count() == 0


# Destroyed by two people


def test_redaction_destroys_content_title_and_name(round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then, **_options: then())
    monkeypatch.setattr("ledger.recording.removing.leave_no_bytes", lambda: True)
    content = b"%PDF-1.4 Testimony."
    file = make_file(
        round, title="Of a victim", file_name="victim.pdf", content=content, visibility=Audience.SHARED
    )
    redact(file)
    file.refresh_from_db()
    assert (file.title, file.file_name, file.is_redacted) == ("", "", True)
    assert {each.title + each.file_name for each in file.history.all()} == {""}
    assert not uploads.path_of(file.file_sha256).exists()
    assert SourceFile.objects.visible_to(Audience.INTERNAL).count() == 0
    assert list(audit()) == []
    assert "request" in refusal(lambda: redact(file))


def test_content_that_evidence_holds_too_stays_for_the_evidence(
    round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.db.transaction.on_commit", lambda then, **_options: then())
    monkeypatch.setattr("ledger.recording.removing.leave_no_bytes", lambda: True)
    file = make_file(round, content=PDF + b" held twice")
    make_entry(make_item(round), evidence=(make_evidence(file=PDF + b" held twice", file_name="x.pdf"),))
    redact(file)
    assert uploads.read(file.file_sha256) == PDF + b" held twice"


def test_redaction_takes_two_people(round: Round) -> None:
    file, asks = make_file(round), make_editor(round.dialogue)
    request = request_file_redaction(user=asks, file=file, reason="A name.")
    assert "request" in refusal(lambda: request_file_redaction(user=asks, file=file, reason="A name."))
    for decide in (redact_file, decline_file_redaction):
        with pytest.raises(PermissionDenied):
            decide(user=asks, request=request)
        with pytest.raises(PermissionDenied):
            decide(user=make_releaser(round.dialogue), request=request)
    decline_file_redaction(user=make_editor(round.dialogue), request=request)
    assert "request" in refusal(lambda: redact_file(user=make_editor(round.dialogue), request=request))
    assert not SourceFile.objects.get().is_redacted


# What the database refuses


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"file_sha256": "0" * 64}, "stays what it was kept as"),
        ({"file_name": "other.pdf"}, "stays what it was kept as"),
        ({"added_at": NOON}, "stays what it was kept as"),
        ({"visibility": Audience.PUBLIC}, "last release says"),
        ({"redacted_at": NOON}, "approved redaction alone"),
    ],
)
def test_file_is_not_changed_behind_the_ledger(round: Round, fields: dict[str, Any], says: str) -> None:
    make_file(round)
    assert says in refused(lambda: SourceFile.objects.update(**fields))


def test_file_begins_internal_and_in_its_statements_round(round: Round) -> None:
    file, elsewhere = make_file(round), make_statement(make_round(round.dialogue))
    values = {
        name: getattr(file, name)
        for name in (
            "round",
            "kind",
            "title",
            "file_sha256",
            "file_size",
            "file_type",
            "added_by",
            "added_at",
        )
    }
    for amiss in ({"visibility": Audience.PUBLIC}, {"statement": elsewhere}, {"redacted_at": NOON}):
        assert "internal until" in refused(lambda amiss=amiss: SourceFile.objects.create(**values | amiss))


def test_statement_and_round_with_files_stay_where_they_are(round: Round) -> None:
    statement = make_statement(round)
    make_file(round, statement=statement)
    statement.round = make_round(round.dialogue)
    assert "stays in its round" in refused(statement.save)
    bare = make_round(make_dialogue())
    make_file(bare)
    bare.dialogue = round.dialogue
    assert "stays in its dialogue" in refused(bare.save)


def test_released_file_stays_as_it_was_released(round: Round) -> None:
    make_file(round, visibility=Audience.SHARED)
    assert "stays as it was released" in refused(lambda: SourceFile.objects.update(title="Other"))


def test_audit_names_what_does_not_hold(round: Round) -> None:
    file = make_file(round, content=PDF + b" that is damaged")
    path = uploads.path_of(file.file_sha256)
    path.write_bytes(b"%PDF-1.4 Better words.")
    where = f"{round.dialogue.code}-{round.number} file {file.uuid}"
    assert [str(each) for each in audit()] == [f"{where}: its file is not the one that was kept"]
    path.unlink()
    assert [str(each) for each in audit()] == [f"{where}: its file is gone"]
    uploads.keep(PDF + b" that is damaged")
    triggers.drop(connection)
    SourceFile.objects.update(visibility=Audience.PUBLIC)
    told = [str(each) for each in audit() if not each.where.startswith("trigger")]
    assert told == [
        "Annex: its audience is not the one that its last release says",
        f"ledger_sourcefile {file.pk}: its visibility is not what its change log says",
    ]


# At the same time


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_same_file_added_at_once_stands_once() -> None:
    round = make_round(make_dialogue())
    users = [make_editor(round.dialogue) for _ in range(4)]
    done = at_once([lambda user=user: make_file(round, user) for user in users])  # type: ignore[misc]
    assert sum(isinstance(each, SourceFile) for each in done) == 1
    assert sum(isinstance(each, RuleViolation) for each in done) == 3


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_withdrawn_and_released_at_once_is_never_shown() -> None:
    file = make_file(make_round())
    editor = make_editor(file.round.dialogue)
    at_once(
        [
            lambda: withdraw_file(user=editor, file=file, reason="Wrong."),
            lambda: set_audience(file, Audience.PUBLIC),
        ]
    )
    assert SourceFile.objects.get().is_withdrawn
    assert SourceFile.objects.visible_to(Audience.PUBLIC).count() == 0
