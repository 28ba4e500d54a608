"""What a redaction destroyed goes from disk, though a process dies on the way; what lies there unnamed is told."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings

from ledger.models import Entry, PendingRemoval, RedactionRequest, User
from ledger.recording import (
    audit,
    finish_removals,
    finish_removals_at_start,
    redact_entry,
    removing,
    request_redaction,
    uploads,
)
from ledger.vocabulary import Role
from tests.makers import make_entry, make_evidence, make_item, make_member
from tests.support.children import manage, python

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]

KILLED_BETWEEN = """
import os
from ledger.models import RedactionRequest, User
from ledger.recording import redact_entry, removing
removing.uploads.remove = removing.uploads.forget_passing = lambda *_: os._exit(9)
redact_entry(user=User.objects.get(pk={user}), request=RedactionRequest.objects.get(pk={request}))
"""


def asked(content: bytes) -> tuple[User, RedactionRequest, Path, Path]:
    """Who approves, a request for an entry's file, the file, and a report that was kept for a day."""
    item = make_item()
    asks, approves = (make_member(Role.EDITOR, dialogue=item.round.dialogue) for _ in range(2))
    entry = make_entry(item, None, asks, evidence=(make_evidence(file=content),))
    request = request_redaction(user=asks, entry=entry, parts=["evidence.0.file"], reason="A name.")
    uploads.passing().mkdir(parents=True, exist_ok=True)
    report = uploads.passing() / "a-report"
    report.write_bytes(content)
    return approves, request, uploads.path_of(entry.evidence.get().file_sha256), report


@pytest.fixture
def killed() -> tuple[Path, Path]:
    """A redaction whose process died after its commit, before anything was removed: the file and the report."""
    approves, request, file, report = asked(b"testimony of a victim")
    dead = python(KILLED_BETWEEN.format(user=approves.pk, request=request.pk))
    assert dead.returncode == 9, dead.stderr
    assert Entry.objects.filter(redacts=request.entry).count() == 1
    assert file.exists()
    assert report.exists()
    return file, report


def assert_gone(*paths: Path) -> None:
    assert [path for path in paths if path.exists()] == []
    assert PendingRemoval.objects.count() == 0
    assert [str(finding) for finding in audit()] == []


def make_old(path: Path) -> None:
    """Let a file be older than those that the audit leaves to the next one."""
    then = time.time() - 2 * 60 * 60
    os.utime(path, (then, then))


def test_killed_redaction_is_finished_by_the_next_redaction(killed):
    approves, request, file, report = asked(b"another one")
    redact_entry(user=approves, request=request)
    assert_gone(*killed, file, report)


def test_killed_redaction_is_finished_as_a_server_starts(killed):
    started = python("import config.wsgi")
    assert started.returncode == 0, started.stderr
    assert_gone(*killed)


def test_killed_redaction_is_finished_by_the_audit(killed):
    told = manage("audit_ledger")
    assert (told.returncode, told.stderr) == (0, "")
    assert_gone(*killed)


def test_file_that_cannot_be_removed_stays_on_the_list_and_is_told(killed, monkeypatch, caplog):
    file, _report = killed
    make_old(file)

    def refuse(_sha256: str) -> None:
        raise PermissionError(13, "Permission denied", str(file))

    with monkeypatch.context() as patch:
        patch.setattr(uploads, "remove", refuse)
        finish_removals()
    assert "could not be removed" in caplog.text
    assert list(PendingRemoval.objects.values_list("sha256", flat=True)) == [file.name]
    assert [str(finding) for finding in audit()] == [
        f"uploads/{file.parent.name}/{file.name}: this file was redacted and is still there: remove it by hand"
    ]
    finish_removals()
    assert_gone(*killed)


def test_copies_are_sought_again_while_somebody_keeps_the_database_busy(monkeypatch):
    approves, request, file, _report = asked(b"once more")
    with monkeypatch.context() as patch:
        patch.setattr(removing, "leave_no_bytes", lambda: False)
        redact_entry(user=approves, request=request)
    assert not file.exists()
    assert list(PendingRemoval.objects.values_list("sha256", flat=True)) == [removing.COPIES]
    finish_removals()
    assert_gone(file)


def test_redaction_that_is_rolled_back_removes_nothing(monkeypatch):
    approves, request, file, _report = asked(b"it stays")

    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ledger.recording.redacting._empty_columns", fail)
    with pytest.raises(RuntimeError):
        redact_entry(user=approves, request=request)
    assert PendingRemoval.objects.count() == 0
    assert file.exists()


def test_file_on_the_list_that_somebody_kept_again_stays(killed):
    file, _report = killed
    make_entry(make_item(), evidence=(make_evidence(file=file.read_bytes()),))
    finish_removals()
    assert file.exists()
    assert_gone()


def test_server_starts_though_the_ledger_is_not_set_up(tmp_path, caplog):
    """Nothing that is wrong with the list keeps anybody from starting."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_pendingremoval RENAME TO elsewhere")
    try:
        finish_removals_at_start()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO ledger_pendingremoval")
    assert "could not be looked up" in caplog.text


def test_audit_tells_files_that_nothing_names():
    make_entry(make_item(), evidence=(make_evidence(file=b"held"),))
    stray = uploads.path_of(uploads.keep(b"of a writer that failed"))
    part = stray.parent / "tmpabc123"
    part.write_bytes(b"half a fi")
    assert list(audit()) == []  # as new as what is just being recorded
    for path in (stray, part):
        make_old(path)
    root = Path(settings.LEDGER_UPLOADS)
    assert [str(finding) for finding in audit()] == [
        f"uploads/{path.relative_to(root)}: nothing names this file: look at it, then remove it by hand"
        for path in sorted([stray, part])
    ]
    for path in (stray, part):
        path.unlink()
    assert list(audit()) == []
