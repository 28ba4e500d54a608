"""Write the whole ledger as an archive: a deterministic ZIP of JSON Lines, schemas, texts and files."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import models

from ledger.archive import verify_ledger
from ledger.archive.kinds import RowKind, kinds, line_of
from ledger.archive.schema import schema_of
from ledger.archive.seal_notes import public_lines
from ledger.models import Entry, Evidence, IssuedReport, SourceFile, Statement
from ledger.recording import one_moment, uploads

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP can name, of every member: the same ledger gives the same bytes."""

COUNTED = {"items": "item", "entries": "entry", "seals": "seal"}
"""The kinds of rows of which a command tells how many there are."""


@dataclass
class Exported:
    """What an archive holds: rows by kind, and files that rows name and that are not there any more."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        rows = self.rows
        told = {name: rows[kind] for name, kind in COUNTED.items() if kind in rows} | {"files": self.files}
        return ", ".join(f"{name}: {count}" for name, count in told.items())


class Members:
    """The members of an archive under way: each with its size and digest, for the manifest."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.written: list[dict[str, Any]] = []

    def add(self, name: str, pieces: Iterable[bytes], **more: object) -> None:
        """Write a member piece by piece."""
        digest, size = hashlib.sha256(), 0
        with self._open(name) as stream:
            for piece in pieces:
                stream.write(piece)
                digest.update(piece)
                size += len(piece)
        self.written.append({"name": name, "size": size, "sha256": digest.hexdigest(), **more})

    def finish(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, which names every other member."""
        text = json.dumps(manifest | {"members": self.written}, ensure_ascii=False, indent=1, sort_keys=True)
        with self._open(verify_ledger.MANIFEST) as stream:
            stream.write(text.encode() + b"\n")

    def _open(self, name: str) -> IO[bytes]:
        member = zipfile.ZipInfo(name, LONG_AGO)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o644 << 16
        member.create_system = 3
        return self.archive.open(member, "w", force_zip64=True)


def export_ledger(path: Path) -> Exported:
    """Write everything that the ledger holds at one moment to a new file, whole or not at all.

    Passwords, sessions, keys and secrets are not in it. Raises OSError where the file cannot be written.
    """
    return write_archive(path, _write)


def write_archive(path: Path, write: Callable[["Members"], Exported]) -> Exported:
    """Let ``write`` write the members of a new archive, of one moment of the ledger, whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        with (
            one_moment(),
            _for_owner(part) as stream,
            zipfile.ZipFile(stream, "w", compresslevel=6) as archive,
        ):
            archive.comment = b"0" * verify_ledger.TAIL
            exported = write(Members(archive))
        _end_with_digest(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return exported


def _for_owner(path: Path) -> IO[bytes]:
    """Open a new file that its owner alone reads: who has an archive reads everything."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")


def _write(members: Members) -> Exported:
    exported = Exported()
    for kind in kinds():
        _write_rows(members, kind, exported)
    for statement in Statement.objects.exclude(text="").order_by("pk").iterator(chunk_size=100):
        members.add(f"statements/{statement.pk}.txt", [statement.text.encode()])
    write_files(members, _files_named(), exported)
    if lines := public_lines():
        members.add(verify_ledger.SEAL_KEYS, ["".join(f"{line}\n" for line in lines).encode()])
    write_reader(members, README)
    members.finish(
        {
            "format": verify_ledger.FORMAT,
            "version": verify_ledger.VERSION,
            "rows": exported.rows,
            "files_missing": exported.missing,
        }
    )
    return exported


def _write_rows(members: Members, kind: RowKind, exported: Exported) -> None:
    write_rows(members, kind.name, kind.rows(), schema_of(kind), exported)


def write_rows(
    members: Members,
    name: str,
    rows: Iterable[Mapping[str, object]],
    schema: Mapping[str, Any],
    exported: Exported,
) -> None:
    """Write the rows of a kind, with the schema that says what they are."""
    exported.rows[name] = 0

    def lines() -> Iterator[bytes]:
        for row in rows:
            exported.rows[name] += 1
            yield line_of(row)

    members.add(f"rows/{name}.jsonl", lines())
    text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True)
    members.add(f"schemas/{name}.json", [text.encode() + b"\n"])


def write_files(members: Members, digests: Iterable[str], exported: Exported) -> None:
    """Write files of these digests, and name those that are gone or changed."""
    for sha256 in sorted(digests):
        if uploads.state_of(sha256) is uploads.KeptFile.WHOLE:
            members.add(f"files/{sha256}", _pieces(uploads.path_of(sha256)))
            exported.files += 1
        else:
            exported.missing.append(sha256)


def write_reader(members: Members, readme: str) -> None:
    """Write the program that checks an archive, and what says how to read it."""
    members.add("verify_ledger.py", [Path(verify_ledger.__file__).read_bytes()])
    members.add("README.txt", [readme.encode()])


def _files_named() -> set[str]:
    """Return the digests of all files that rows name; what a redaction took is gone from the machine."""
    redactions = Entry.objects.filter(redacts__isnull=False).values_list("redacts", "redacted_parts")
    redacted = {(entry, part) for entry, parts in redactions for part in parts}
    evidence = Evidence.objects.exclude(file_sha256="").order_by("pk")
    kept = {piece.file_sha256 for piece in evidence if (piece.entry_id, piece.part("file")) not in redacted}
    named: list[models.QuerySet[Any, str]] = [
        SourceFile.objects.filter(redacted_at=None).values_list("file_sha256", flat=True),
        IssuedReport.objects.values_list("sha256", flat=True),
    ]
    return kept | {sha256 for digests in named for sha256 in digests.order_by().distinct()}


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(verify_ledger.PIECE):
            yield piece


def _end_with_digest(path: Path) -> None:
    """Put the SHA-256 of all bytes before into the last ones, which the ZIP keeps as its comment."""
    digest, left = hashlib.sha256(), path.stat().st_size - verify_ledger.TAIL
    with path.open("r+b") as stream:
        while left:
            piece = stream.read(min(left, verify_ledger.PIECE))
            digest.update(piece)
            left -= len(piece)
        stream.seek(-verify_ledger.TAIL, 2)
        stream.write(digest.hexdigest().encode())


README = """\
An archive of a Dialogue Ledger: a register of what governments agreed in their human-rights dialogues.

manifest.json   every other member with its size and SHA-256, and how many rows of each kind there are
rows/           a file of JSON Lines for each kind of row; columns ending in _id name the "id" of another row
schemas/        a JSON Schema for each of them
statements/     the statements' texts, by the "id" of the row
files/          files of evidence, of rounds and of issued reports, by their SHA-256
seal_keys.txt   what checks the signatures of seals' notes (C2SP signed-note, Ed25519), where any was written
verify_ledger.py   checks all of it: python3 verify_ledger.py THIS.zip (Python 3.9 or later, nothing else)

The hash of an entry is the SHA-256 of the bytes under "hashed" in its line. "previous" is the hash of the entry before
it of the same item. Free text is hashed with a salt of its own: "digests" holds the SHA-256 of salt and text, which
stand in rows/entrytext.jsonl until a redaction destroys them. A seal is the root of an RFC 9162 Merkle tree over
[reference, sequence, hash] of the last entry of every item, in the order of the references. Its "tables" hold the same
of rows beside the entries, by kind: "rows" of them up to the key "last", but for the ranges "without", each leaf the
"columns" of a row as they are written in its line. A kind that is not named is as an earlier seal says.

The archive ends with the SHA-256, in hexadecimal, of all bytes before it. It holds no password, session or secret key.
"""
