"""Back up the database and the kept files to a directory while the ledger is written to, and put them back.

A backup is of one database and one version, and comes back with everything (sessions, drafts, passwords). An archive
(``exporting``) holds the ledger alone, and outlives both.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.archive import database_copies
from ledger.archive.seal_notes import are_public_lines, keep_public_lines, public_lines
from ledger.recording import uploads

MANIFEST = "backup.json"
FORMAT = 1
FILES = "files"
PART = ".part"
"""What ends the name of a backup that is not whole yet."""
MOST_TRIES = 3
_DIGEST = re.compile("[0-9a-f]{64}")
NAME = "%Y-%m-%dT%H-%M-%SZ"
_OURS = re.compile(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ")
"""How a backup is named, by its moment."""


class BackupRefused(Exception):
    """A backup that is not made, or not put back: the message names the file, and what to do."""


@dataclass(frozen=True)
class Backup:
    """A whole backup: its directory, and how many files it holds beside the database."""

    path: Path
    files: int


def back_up(directory: Path) -> Backup:
    """Write a backup of one moment below ``directory``, whole or not at all; nobody waits for it.

    The database is copied first: a file is kept before the row that names it, so every file that the copy names is
    there to be copied after it. Where a redaction removed a file meanwhile, the backup is made anew. Raises
    BackupRefused and OSError.
    """
    name = timezone.now().strftime(NAME)
    path, part = directory / name, directory / f"{name}{PART}"
    if path.exists():
        raise BackupRefused(_("%(path)s is there already: try again in a second.") % {"path": path})
    try:
        for _try in range(MOST_TRIES):
            shutil.rmtree(part, ignore_errors=True)
            part.mkdir(mode=0o700, parents=True)
            if _copied(part):
                break
        else:
            raise BackupRefused(_("Files are being redacted: try again when that has ended."))
        part.rename(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Backup(path, len(_read_manifest(path)["files"]))


def _copied(part: Path) -> bool:
    """Copy the database, then the files, and tell whether none was removed meanwhile."""
    before = set(_kept_names())
    try:
        database = database_copies.copy_to(part)
    except database_copies.CopyRefused as refused:
        raise BackupRefused(str(refused)) from None
    copied = []
    (part / FILES).mkdir()
    for sha256 in _kept_names():
        try:
            content = uploads.read(sha256)
        except uploads.NotAsKept as fault:
            if fault.state is uploads.KeptFile.GONE:
                continue
            raise BackupRefused(
                _("%(name)s was changed among the kept files: audit_ledger says what names it.")
                % {"name": sha256}
            ) from None
        _write(part / FILES / sha256, content)
        copied.append(sha256)
    manifest = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "database": {"vendor": database_copies.vendor(), "name": database.name, "sha256": _digest(database)},
        "files": copied,
        "seal_keys": public_lines(),
    }
    _write(part / MANIFEST, json.dumps(manifest, indent=1).encode() + b"\n")
    return before <= set(copied)


def restore_backup(path: Path) -> Backup:
    """Put a backup into an empty database and among the kept files, once every digest in it holds.

    The database then is as it was: migrate and audit it. Raises BackupRefused; nothing is put back then.
    """
    manifest = _read_manifest(path)
    database = path / manifest["database"]["name"]
    if not database.is_file() or _digest(database) != manifest["database"]["sha256"]:
        raise BackupRefused(_("%(path)s is gone or changed: take another backup.") % {"path": database})
    for sha256 in manifest["files"]:
        file = path / FILES / sha256
        if not file.is_file() or _digest(file) != sha256:
            raise BackupRefused(_("%(path)s is gone or changed: take another backup.") % {"path": file})
    try:
        database_copies.check_fits(manifest["database"]["vendor"])
        # The files first: once the database is there, a restore that was cut off could not be run again.
        for sha256 in manifest["files"]:
            uploads.keep((path / FILES / sha256).read_bytes())
        database_copies.put_back(database, manifest["database"]["vendor"])
    except database_copies.CopyRefused as refused:
        raise BackupRefused(str(refused)) from None
    keep_public_lines(manifest["seal_keys"])
    return Backup(path, len(manifest["files"]))


def whole_backups(directory: Path) -> list[Path]:
    """Return the whole backups below a directory, the oldest first; one that somebody renamed is theirs to keep."""
    return sorted(
        path.parent for path in directory.glob(f"*/{MANIFEST}") if _OURS.fullmatch(path.parent.name)
    )


def remove_oldest(directory: Path, *, keep: int) -> list[Path]:
    """Remove all backups below a directory but the newest ``keep``; returns those removed."""
    old = whole_backups(directory)[:-keep]
    for path in old:
        shutil.rmtree(path)
    return old


def _read_manifest(path: Path) -> dict[str, Any]:
    manifest_path = path / MANIFEST
    try:
        manifest: dict[str, Any] = json.loads(manifest_path.read_bytes())
        database = manifest["database"]
        is_ours = manifest["format"] == FORMAT and {"vendor", "name", "sha256"} <= database.keys()
        is_ours = is_ours and Path(database["name"]).name == database["name"]
        is_ours = is_ours and all(map(_DIGEST.fullmatch, manifest["files"]))
        is_ours = is_ours and are_public_lines(manifest["seal_keys"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        is_ours = False
    if not is_ours:
        raise BackupRefused(
            _("%(path)s is no backup that backup_ledger wrote: give the directory that holds %(name)s.")
            % {"path": path, "name": MANIFEST}
        )
    return manifest


def _kept_names() -> Iterator[str]:
    """Yield the digest of each kept file; a file under another name is the audit's to tell."""
    for file in uploads.kept_before(float("inf")):
        if file == uploads.path_of(file.name):
            yield file.name


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
