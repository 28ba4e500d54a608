"""Issuing a report: sealed, made as known at that moment, kept whole."""

import datetime
import hashlib
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from ledger.models import IssuedReport, Seal, User
from ledger.recording import RuleViolation, audit, file_of, uploads
from ledger.vocabulary import Audience, Role
from tests.makers import make_dialogue, make_editor, make_item, make_member, make_round
from tests.support.issuing import issue

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CONTENT = b"# Torture prevention"


def test_report_is_kept_with_its_seal_and_its_file() -> None:
    dialogue = make_dialogue()
    make_item(make_round(dialogue))
    asked: list[Any] = []

    def make(known_at: datetime.datetime, uuid: UUID) -> bytes:
        asked.extend([known_at, uuid])
        return CONTENT

    report = issue(make_editor(dialogue), dialogue, make=make, recipient=" The Embassy ", note="By hand.")
    seal = Seal.objects.get()
    assert asked == [seal.known_at, report.uuid]
    assert (report.seal, report.known_at, report.recipient) == (seal, seal.known_at, "The Embassy")
    assert (report.sha256, report.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
    assert file_of(report).read_bytes() == CONTENT
    assert list(report.dialogues) == [dialogue]


def test_report_may_be_asked_as_known_before_but_not_ahead() -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)
    before = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    report = issue(user, dialogue, known_at=before)
    assert report.known_at == before < report.seal.known_at <= report.issued_at
    with pytest.raises(RuleViolation):
        issue(user, dialogue, known_at=datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC))
    assert IssuedReport.objects.count() == 1


@pytest.mark.parametrize("role", [*Role, None])
def test_report_is_issued_by_those_who_may_in_every_dialogue(role: Role | None) -> None:
    one, two = make_dialogue(), make_dialogue()
    user = make_member(Role.EDITOR, dialogue=one)
    make_member(*([role] if role else []), dialogue=two, user=user)
    if role in {Role.RECORDER, Role.EDITOR, Role.RELEASER}:
        issue(user, one, two, audience=Audience.PUBLIC)
        return
    with pytest.raises(PermissionDenied):
        issue(user, one, two, audience=Audience.PUBLIC)
    assert not Seal.objects.exists()


def test_report_about_no_dialogue_is_refused() -> None:
    with pytest.raises(RuleViolation):
        issue(make_editor(make_dialogue()))


def test_writer_that_fails_leaves_no_report() -> None:
    dialogue = make_dialogue()

    def make(_known_at: datetime.datetime, _uuid: UUID) -> bytes:
        raise ValueError("no font")

    with pytest.raises(ValueError, match="no font"):
        issue(make_editor(dialogue), dialogue, make=make)
    assert not IssuedReport.objects.exists()


@pytest.mark.parametrize("lost", [{"memberships": True}, {"is_active": False}])
def test_role_that_ended_while_the_report_was_made_leaves_none(lost: dict[str, bool]) -> None:
    dialogue = make_dialogue()
    user = make_editor(dialogue)

    def make(_known_at: datetime.datetime, _uuid: UUID) -> bytes:
        if "memberships" in lost:
            user.memberships.update(ended_on=datetime.date(2026, 1, 1))
        else:
            User.objects.filter(pk=user.pk).update(**lost)
        return b"Made too late."

    with pytest.raises(PermissionDenied):
        issue(user, dialogue, make=make)
    assert not IssuedReport.objects.exists()
    assert not uploads.path_of(hashlib.sha256(b"Made too late.").hexdigest()).exists()


def test_audit_names_a_report_whose_file_is_not_the_one_that_was_issued() -> None:
    dialogue = make_dialogue()
    report = issue(make_editor(dialogue), dialogue)
    path = file_of(report)
    whole = path.read_bytes()
    assert list(audit()) == []
    try:
        path.write_bytes(whole + b"!")
        assert [str(one) for one in audit()] == [
            f"issued report {report.uuid}: its file is not the one that was kept"
        ]
        path.unlink()
        assert [str(one) for one in audit()] == [f"issued report {report.uuid}: its file is gone"]
    finally:
        path.write_bytes(whole)
