"""Backups: made while others write, put back into an empty database, migrated and audited by one command."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from ledger.archive import back_up, backups, database_copies, export_ledger, restore_backup
from ledger.archive.backups import Backup, BackupRefused
from ledger.models import Entry, User
from ledger.recording import uploads
from tests.archive.ledgers import make_busy_ledger
from tests.makers import make_dialogue, make_editor, make_entry, make_file, make_item, make_round
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


class Place:
    """An empty database and a directory of kept files, to put a backup into by the command."""

    def __init__(self, var: Path, database: str = "") -> None:
        self.var, self.database = var, database

    def manage(self, *words: str, code: int = 0) -> str:
        """Run a command there, which ends with ``code``; what it printed."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("LEDGER_", "DJANGO_"))
        }
        environment |= {"LEDGER_VAR_DIR": str(self.var), "LEDGER_MAKE_SECRET_KEY": "1"}
        if self.database:
            environment["LEDGER_DATABASE_URL"] = self.database
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=settings.ROOT, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    if connection.vendor == "sqlite":
        yield Place(tmp_path / "var")
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    given = connection.get_connection_params()
    where = urlencode({part: given[part] for part in ("host", "port", "user", "password") if given.get(part)})
    yield Place(tmp_path / "var", f"postgresql:///{name}?{where}")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_backup_comes_back_as_it_was(tmp_path: Path, place: Place) -> None:
    make_busy_ledger()
    call_command("backup_ledger", str(tmp_path / "backups"))
    [backup] = (tmp_path / "backups").iterdir()
    place.var.mkdir()
    (place.var / "uploads").write_bytes(b"no directory")  # its files cannot be kept
    assert "cannot be written" in place.manage("restore_backup", str(backup), code=2)
    (place.var / "uploads").unlink()
    assert "Restored, migrated and audited" in place.manage("restore_backup", str(backup))
    assert "All is well" in place.manage("audit_ledger", "--all")
    export_ledger(tmp_path / "ours.zip")
    place.manage("export_ledger", str(tmp_path / "theirs.zip"))
    assert (tmp_path / "ours.zip").read_bytes() == (tmp_path / "theirs.zip").read_bytes()
    refused = place.manage("restore_backup", str(backup), code=2)  # it is not empty any more
    assert "There are tables already" in refused


def test_backup_made_while_others_write_is_of_one_moment(tmp_path: Path, place: Place) -> None:
    item, begun, ended = make_item(make_round(make_dialogue())), Event(), Event()

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            make_file(item.round, content=f"%PDF-1.4 {number}".encode())
            make_entry(item, note="One more.")
            if number == 3:
                begun.set()

    def copy() -> Backup:
        try:
            assert begun.wait(60)
            return back_up(tmp_path / "backups")
        finally:
            ended.set()

    wrote, backup = at_once([write, copy])
    assert wrote is None
    assert "Restored, migrated and audited" in place.manage("restore_backup", str(backup.path))
    assert 3 <= backup.files <= Entry.objects.count()


def test_file_redacted_meanwhile_is_in_no_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make_file(make_round(make_dialogue()))
    copy, calls = database_copies.copy_to, []

    def copy_and_redact(directory: Path) -> Path:
        calls.append(directory)
        path = copy(directory)
        uploads.remove(file.file_sha256)
        return path

    monkeypatch.setattr(database_copies, "copy_to", copy_and_redact)
    backup = back_up(tmp_path)
    assert len(calls) == 2  # the first copy named a file that was gone at its end
    assert backup.files == 0
    assert not list(tmp_path.rglob(file.file_sha256))


@pytest.mark.sqlite_only
@pytest.mark.parametrize("broken", ["database", "file", "gone", "manifest", "name", "other database"])
def test_broken_backup_is_refused_before_anything_is_put_back(tmp_path: Path, broken: str) -> None:
    file = make_file(make_round(make_dialogue()))
    path = back_up(tmp_path / "backups").path
    manifest: dict[str, Any] = json.loads((path / backups.MANIFEST).read_text())
    says = "gone or changed"
    if broken == "gone":
        (path / "files" / file.file_sha256).unlink()
    elif broken in {"database", "file"}:
        bad = path / ("database.sqlite3" if broken == "database" else f"files/{file.file_sha256}")
        content = bytearray(bad.read_bytes())
        content[len(content) // 2] ^= 1
        bad.write_bytes(content)
    elif broken == "manifest":
        (path / backups.MANIFEST).write_text("{}")
        says = "is no backup that backup_ledger wrote"
    elif broken == "name":
        manifest["files"] = ["../../elsewhere"]
        says = "is no backup that backup_ledger wrote"
    else:
        manifest["database"]["vendor"] = "postgresql"
        says = "use export_ledger to move"
    if broken in {"name", "other database"}:
        (path / backups.MANIFEST).write_text(json.dumps(manifest))
    uploads.remove(file.file_sha256)
    with pytest.raises(BackupRefused, match=says):  # not that there are tables in this database
        restore_backup(path)
    assert uploads.state_of(file.file_sha256) is uploads.KeptFile.GONE


def test_keep_removes_the_oldest_whole_ones_after_a_new_one_stands(tmp_path: Path) -> None:
    for day in ("2026-01-01", "2026-01-02"):
        made = back_up(tmp_path).path
        made.rename(tmp_path / f"{day}T00-00-00Z")
    (tmp_path / "notes").mkdir()
    call_command("backup_ledger", str(tmp_path), keep=2)
    assert min(path.name for path in tmp_path.iterdir()) == "2026-01-02T00-00-00Z"
    assert len(list(tmp_path.iterdir())) == 3
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup_ledger", str(tmp_path / "2026-01-02T00-00-00Z" / backups.MANIFEST), keep=1)
    assert (tmp_path / "2026-01-02T00-00-00Z").is_dir()


def test_keep_leaves_a_backup_that_somebody_renamed_and_never_removes_the_newest(tmp_path: Path) -> None:
    back_up(tmp_path).path.rename(tmp_path / "before-upgrade")
    back_up(tmp_path).path.rename(tmp_path / "2026-01-01T00-00-00Z")
    call_command("backup_ledger", str(tmp_path), keep=1)
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert len(kept) == 2
    assert kept[1] == "before-upgrade"
    assert kept[0] > "2026-01-01T00-00-00Z"


def test_nobody_else_reads_a_backup_and_no_half_of_one_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make_file(make_round(make_dialogue()))
    assert back_up(tmp_path / "whole").path.stat().st_mode & 0o077 == 0
    uploads.path_of(file.file_sha256).write_bytes(b"other bytes")
    with pytest.raises(BackupRefused, match="audit_ledger says what names it"):
        back_up(tmp_path / "none")
    assert list((tmp_path / "none").iterdir()) == []

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        uploads.keep(b"what does not fit")
    assert [kept for kept in Path(settings.LEDGER_UPLOADS).rglob("*") if kept.is_file()] == [
        uploads.path_of(file.file_sha256)
    ]


def test_passwords_come_back_and_keys_stay_behind(tmp_path: Path, place: Place) -> None:
    user = make_editor(make_dialogue())
    user.set_password("a-password-of-an-officer")
    user.save()
    path = back_up(tmp_path / "backups").path
    assert min(each.name for each in path.iterdir()) == "backup.json"
    assert not [each for each in path.rglob("*") if "key" in each.name]
    place.manage("restore_backup", str(path))
    words = f"from ledger.models import User; u = User.objects.get(username={user.username!r})"
    told = place.manage("shell", "-c", f"{words}; print(u.password)")
    assert User.objects.get().password in told
    shutil.rmtree(path)
