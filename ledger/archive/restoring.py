"""Put an archive into an empty ledger: the same references, hashes and seals, all of it or nothing."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import DatabaseError, OperationalError, connection
from django.utils.translation import gettext as _

from ledger.archive import verify_ledger
from ledger.archive.exporting import Exported
from ledger.archive.kinds import RowKind, kinds
from ledger.archive.seal_notes import are_public_lines, keep_public_lines, public_lines, put_back
from ledger.models.reference_stamps import ReferenceStamp
from ledger.recording import WritersUnderWay, audit, finish_rows, restore_rows, restoring, uploads

MOST_NAMED = 20
"""How many faults a refusal names."""


class ArchiveRefused(Exception):
    """An archive that is not restored: each fault names the member and line, or the table that is not empty."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults[:MOST_NAMED]))
        self.faults = faults


def restore_ledger(path: Path) -> Exported:
    """Restore an archive into this ledger, which must be migrated and empty. Returns what it held.

    It is verified first, and the ledger audited before anything of it stands. People keep their names and roles; their
    passwords are set anew. Raises ArchiveRefused; nothing is written then.
    """
    try:
        verified = verify_ledger.verify(path)
    except verify_ledger.NoArchive as fault:
        raise ArchiveRefused(str(fault)) from None
    with verified.zip as archive:
        if verified.faults:
            raise ArchiveRefused(*verified.faults)
        if verified.is_extract:
            raise ArchiveRefused(
                _(
                    "This is an extract, not the whole ledger: restore an archive that export_ledger wrote without"
                    " --dialogue and --audience."
                )
            )
        _check_kinds(verified.manifest["rows"])
        return _restore_whole(archive, verified.manifest)


def _restore_whole(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Exported:
    """Restore rows and files in one transaction; where it is refused, files that it kept are removed again."""
    kept: list[str] = []
    seal_keys = public_lines()
    try:
        with _alone():
            _check_empty()
            _restore(archive)
            restored = _restore_files(archive, manifest, kept)
            _check_whole(restored)
            _restore_seal_keys(archive)
    except BaseException:
        put_back(seal_keys)
        for sha256 in kept:
            uploads.remove(sha256)
        raise
    return restored


@contextmanager
def _alone() -> Iterator[None]:
    """Open the transaction of ``restoring``; raises ArchiveRefused where others write meanwhile."""
    says = _("Somebody else is writing to this ledger: restore once they have ended.")
    try:
        with restoring():
            yield
    except WritersUnderWay:
        raise ArchiveRefused(says) from None
    except OperationalError as fault:
        if "locked" not in str(fault):
            raise
        raise ArchiveRefused(says) from None


def _check_kinds(rows: dict[str, int]) -> None:
    """Refuse an archive of a ledger with other tables: it was made by an earlier or a later version."""
    ours = {kind.name for kind in kinds()}
    if ours != rows.keys():
        names = ", ".join(sorted(ours ^ rows.keys()))
        raise ArchiveRefused(
            _("The archive was made by another version of the ledger, which knew other tables: %(names)s.")
            % {"names": names}
        )


def _check_empty() -> None:
    try:
        filled = [kind.name for kind in kinds() if kind.model._base_manager.exists()]
    except DatabaseError:
        raise ArchiveRefused(
            _("The database is not migrated to this version: run `migrate` first.")
        ) from None
    if filled:
        raise ArchiveRefused(
            _("The ledger is not empty (%(names)s): restore into a new database, once migrated.")
            % {"names": ", ".join(filled)}
        )
    ReferenceStamp.objects.all().delete()


def _restore(archive: zipfile.ZipFile) -> None:
    later = []
    for kind in kinds():
        secret = {"password": make_password(None), "last_login": None} if kind.name == "user" else {}
        place = [0]
        try:
            later.append((kind, restore_rows(kind.model, _rows(archive, kind, place), secret)))
        except (DatabaseError, ValidationError, KeyError, TypeError, ValueError) as fault:
            says = " ".join(getattr(fault, "messages", str(fault).split("\n")[:1]))
            raise ArchiveRefused(f"rows/{kind.name}.jsonl line {place[0]}: {says}") from None
    for kind, rows in later:
        finish_rows(kind.model, rows)


def _check_whole(restored: Exported) -> None:
    """Refuse what the database or the audit would not accept; files that the archive says are missing may be."""
    try:
        connection.check_constraints()
    except DatabaseError as fault:
        raise ArchiveRefused(" ".join(str(fault).split("\n"))) from None
    faults = [
        str(finding)
        for finding in audit()
        if not (restored.missing and finding.what == uploads.KeptFile.GONE.value)
    ]
    if faults:
        raise ArchiveRefused(*faults)


def _rows(archive: zipfile.ZipFile, kind: RowKind, place: list[int]) -> Iterator[dict[str, Any]]:
    """Return the rows of a kind, noting in ``place`` which line is read."""
    with archive.open(f"rows/{kind.name}.jsonl") as stream:
        for place[0], line in enumerate(stream, start=1):
            yield json.loads(line)


def _restore_files(archive: zipfile.ZipFile, manifest: dict[str, Any], kept: list[str]) -> Exported:
    restored = Exported(rows=manifest["rows"], missing=manifest["files_missing"])
    for member in manifest["members"]:
        if member["name"].startswith("files/"):
            sha256 = member["sha256"]
            if uploads.state_of(sha256) is not uploads.KeptFile.WHOLE:
                kept.append(uploads.keep(archive.read(member["name"])))
            restored.files += 1
    return restored


def _restore_seal_keys(archive: zipfile.ZipFile) -> None:
    """Keep what checks the signatures of earlier seals' notes."""
    if verify_ledger.SEAL_KEYS not in archive.namelist():
        return
    lines = archive.read(verify_ledger.SEAL_KEYS).decode(errors="replace").splitlines()
    if not are_public_lines(lines):
        raise ArchiveRefused(f"{verify_ledger.SEAL_KEYS}: it is no list of public keys")
    keep_public_lines(lines)
