#!/usr/bin/env python3
"""Check an archive of a Dialogue Ledger without the ledger: ``python3 verify_ledger.py ARCHIVE.zip``.

It needs Python 3.9 or later and nothing else. It reads every byte, and names what does not hold: members that are not
those of the manifest, entries whose hash is not that of what they hold or that do not follow the entry before them,
texts and files that are not those recorded, seals whose root is another. Exit code 0 where all holds, 1 where
something does not, 2 where the file is no archive.

``--since EARLIER.zip`` (or ``--root HEX`` of a seal kept elsewhere) tells whether history was only added to.
``--prove REF/N`` prints the proof that an entry is in the ledger, ``--proof FILE --root HEX`` checks one: an RFC 9162
inclusion proof of its item, and the item's hashes from the entry on.
``--note FILE`` checks the signed note of a seal, and that the archive holds what it sealed; ``--key LINE`` names the
public key that must have signed it, as it was kept elsewhere.

An extract, which holds a dialogue alone or what may leave for an audience, is checked as far as it goes: every entry in
it is what its hash is over, and its texts are those recorded. ``--since`` compares it with an earlier extract, and the
whole archive with an extract.
"""

from __future__ import annotations

import argparse
import base64
import bisect
import concurrent.futures
import concurrent.futures.process
import datetime
import hashlib
import io
import itertools
import json
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

FORMAT, EXTRACT, VERSION = "dialogue-ledger-archive", "dialogue-ledger-extract", 1
MANIFEST = "manifest.json"
SEAL_KEYS = "seal_keys.txt"
TAIL = 64
"""The archive ends with the SHA-256, in hexadecimal, of all bytes before."""
NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a text that says nothing any more."""
PIECE = 1 << 20
CHUNK = 1 << 18
"""How many bytes of lines are read at once."""
FEWEST_ENTRIES = 10_000
"""How many entries a process of its own is worth."""
MEMBER = re.compile(
    r"""(?x:
        # e.g. rows/entry.jsonl · schemas/entry.json · statements/12.txt · README.txt
        rows/\w+\.jsonl|schemas/\w+\.json|statements/[0-9]+\.txt|verify_ledger\.py|README\.txt
        |seal_keys\.txt
        # e.g. files/0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8
        |files/[0-9a-f]{64}|statements/[0-9a-f]{64}\.txt
    )"""
)
ENTRY_FORMS = {1}
SALT_BYTES = 32
"""A longer salt would take a text's first words into it, and the digest would be the same."""
EVIDENCE = (
    "uuid",
    "position",
    "type",
    "source_kind",
    "language",
    "published_on",
    "published_precision",
    "stance",
    "file_sha256",
    "file_size",
    "file_type",
)
"""What of evidence an entry's hash is over."""
UNREADABLE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
MISSHAPEN = (KeyError, TypeError, AttributeError, IndexError, ValueError)

NO_JSON, NOT_AS_WRITTEN = "it is no JSON", "no archive writes it so: a key stands twice, or out of order"
NOT_OF_SHAPE = "a row is not of the shape that its schema gives: {!r}"
read_json = json.JSONDecoder().decode
Row = dict[str, Any]
Line = tuple[int, bytes, Row]
Heads = dict[str, tuple[int, str]]
"""For each item's reference, the sequence and the hash of its last entry."""


class NoArchive(Exception):
    """A file that is no archive of a ledger, or too broken to be read as one."""


class Archive:
    """An opened archive, and what was found in it so far."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[str] = []
        self.gone: list[str] = []
        """Files that were gone or changed already when the archive was made."""
        self.heads: Heads = {}
        self.entries = 0
        self.read: dict[str, tuple[int, str, int]] = {}
        """Members that were read to their end: size, SHA-256, how many lines."""
        self.roots: set[str] = set()
        """The roots of all seals."""
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest: Row = json.loads(self.zip.read(MANIFEST))
            self.members: dict[str, Row] = {member["name"]: member for member in self.manifest["members"]}
            is_clear = len(self.members) == len(self.manifest["members"])
            made_by = self.manifest["format"], self.manifest["version"]
            self.is_extract = made_by[0] == EXTRACT
        except (*UNREADABLE, *MISSHAPEN) as fault:
            raise NoArchive(f"{path}: this cannot be read as an archive of a ledger: {fault}") from None
        if made_by not in {(FORMAT, VERSION), (EXTRACT, VERSION)}:
            raise NoArchive(f"{path}: this is no archive of version {VERSION} of a ledger")
        if not is_clear:
            self.fault(MANIFEST, "it names a member twice")

    def fault(self, where: object, what: str) -> None:
        """Note what does not hold, and where."""
        self.faults.append(f"{where}: {what}")

    def chunks(self, name: str) -> Iterator[tuple[int, list[bytes]]]:
        """Yield a member's lines, many at a time, with the number of the first; notes size and digest at its end.

        Raises KeyError where it is missing, and what ``UNREADABLE`` names.
        """
        digest, size, number = hashlib.sha256(), 0, 1
        with io.BufferedReader(self.zip.open(name), PIECE) as stream:  # type: ignore[type-var]  # it is raw enough
            while lines := stream.readlines(CHUNK):
                yield number, lines
                number += len(lines)
                if name not in self.read:
                    piece = b"".join(lines)
                    digest.update(piece)
                    size += len(piece)
        self.read.setdefault(name, (size, digest.hexdigest(), number - 1))

    def lines(self, kind: str, first: int = 1, last: int | None = None) -> Iterator[Line]:
        """Yield the rows of a kind: the line's number, its bytes, and the row; stops at the first that is none."""
        name = f"rows/{kind}.jsonl"
        try:
            for begin, chunk in self.chunks(name):
                if last is not None and begin > last:
                    return
                lines = chunk[max(first - begin, 0) : None if last is None else last - begin + 1]
                for number, (line, row, fault) in enumerate(rows_of(lines), max(begin, first)):
                    if fault:
                        self.fault(f"{name} line {number}", fault)
                        if fault == NO_JSON:
                            return
                    yield number, line, row
        except KeyError:
            self.fault(name, "it is missing")
        except UNREADABLE as fault:
            self.fault(name, f"it cannot be read: {fault}")


def rows_of(lines: list[bytes]) -> Iterable[tuple[bytes, Row, str]]:
    """Return lines with their rows, and what is wrong with each.

    All are read at once, which takes half the time. Where that is not what was written, each is looked at by itself.
    """
    try:
        rows = read_json(f"[{b','.join(lines).decode()}]")
        if [line_of(row) for row in rows] == lines:
            return zip(lines, rows, itertools.repeat(""))
    except ValueError:
        pass
    return map(row_of, lines)


def row_of(line: bytes) -> tuple[bytes, Row, str]:
    """Return a line with its row, and what is wrong with it."""
    try:
        row = read_json(line.decode())
        return line, row, "" if line_of(row) == line else NOT_AS_WRITTEN
    except ValueError:
        return line, {}, NO_JSON


def encoder() -> Callable[[Any], str]:
    """Return what writes a row as an archive does. It is json's own, made once and not for each row."""
    make: Callable[..., Callable[[Any, int], Iterable[str]]] | None
    make = getattr(json.encoder, "c_make_encoder", None)
    try:
        write = make and make(None, None, json.encoder.encode_basestring, None, ":", ",", True, False, False)
        if write and "".join(write({"b": "ñ", "a": [1, None]}, 0)) == '{"a":[1,null],"b":"ñ"}':
            return lambda row: "".join(write(row, 0))
    except TypeError:  # a later Python's takes other arguments
        pass
    slow = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return slow.encode


write_json = encoder()


def line_of(row: Row) -> bytes:
    """Write a row as an archive does: its keys in order, without spaces."""
    return write_json(row).encode() + b"\n"


def verify(path: Path, processes: int = 1) -> Archive:
    """Return an archive with all that does not hold in it; each process checks a part of it. Raises NoArchive."""
    archive = Archive(path)
    check_whole(archive)
    try:
        if archive.is_extract:
            check_extract(archive)
        else:
            entries = check_entries(archive, processes)
            check_files(archive, entries)
            check_statements(archive)
            check_topic_texts(archive)
            check_sealed_rows(archive)
    except (*MISSHAPEN, *UNREADABLE) as fault:
        archive.fault("rows", NOT_OF_SHAPE.format(fault))
    check_members(archive)
    archive.faults = list(dict.fromkeys(archive.faults))
    return archive


def check_whole(archive: Archive) -> None:
    """Compare the last bytes of the file with the SHA-256 of all before: a changed byte between members shows here."""
    digest, before = hashlib.sha256(), b""
    with archive.path.open("rb") as stream:
        for piece in iter(lambda: stream.read(PIECE), b""):
            held = before + piece
            digest.update(held[:-TAIL])
            before = held[-TAIL:]
    if digest.hexdigest().encode() != before:
        archive.fault("file", "its last bytes are not the SHA-256 of those before: it was changed or cut off")


def check_members(archive: Archive) -> None:
    """Compare every member with its size and SHA-256 in the manifest, and rows with their count there."""
    there = archive.zip.namelist()
    for name in sorted(set(there) ^ {*archive.members, MANIFEST}):
        archive.fault(name, "it is missing" if name in archive.members else "the manifest does not name it")
    if len(there) != len(set(there)):
        archive.fault("file", "a member is there more than once")
    try:
        rows = dict(archive.manifest["rows"])
        for name, member in archive.members.items():
            if not MEMBER.fullmatch(name):
                archive.fault(repr(name), "no archive has a member of this name")
            if name in there:
                check_member(archive, name, member, rows)
        for kind in sorted(rows):
            archive.fault(f"rows/{kind}.jsonl", "the manifest counts its rows, and it is missing")
    except MISSHAPEN as fault:
        archive.fault("rows", NOT_OF_SHAPE.format(fault))


def check_member(archive: Archive, name: str, member: Row, rows: dict[str, int]) -> None:
    """Compare a member with what the manifest says of it; takes its kind out of the counts of rows."""
    try:
        size, digest, count = archive.read.get(name) or whole_of(archive, name)
    except UNREADABLE as fault:
        archive.fault(name, f"it cannot be read: {fault}")
        return
    if (size, digest) != (member.get("size"), member.get("sha256")):
        archive.fault(name, "it is not the member that the manifest names")
    if name.startswith("rows/") and rows.pop(name[len("rows/") : -len(".jsonl")], None) != count:
        archive.fault(name, f"it has {count} rows, and the manifest says otherwise")


def whole_of(archive: Archive, name: str) -> tuple[int, str, int]:
    """Return a member's size, its SHA-256, and how many lines it has."""
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.zip.open(name) as stream:
        for piece in iter(lambda: stream.read(PIECE), b""):
            digest.update(piece)
            size += len(piece)
            count += piece.count(b"\n")
    return size, digest.hexdigest(), count


class Entries:
    """The entries of an archive or of a range of its lines, beside their texts and evidence, in the order of keys."""

    def __init__(self, archive: Archive, first: int = 1, last: int | None = None) -> None:
        self.archive, self.lines = archive, (first, last)
        self.seals = Seals(archive)
        self.last = 0
        """The key of the entry before."""
        self.entries = 0
        self.begun: dict[str, tuple[int, str, str]] = {}
        """The first entry here of each item: its sequence, the hash before it, where."""
        self.heads: Heads = {}
        """The last entry here of each item."""
        self.missing: dict[tuple[str, str], str] = {}
        """Texts that are gone, by entry's UUID and part, with where: only a redaction may have taken them."""
        self.redacted: set[tuple[str, str]] = set()
        self.files: list[tuple[tuple[str, str], str, str]] = []
        """Files that evidence names: entry's UUID and part, SHA-256, where."""

    def check(self) -> None:
        """Check every entry, its texts and evidence; what is across ranges is left to ``join``."""
        first, last = self.lines
        lines = self.archive.lines("entry", max(first - 1, 1), last)
        if first > 1 and (before := next(lines, None)):
            self.last = before[2]["id"]
        texts, evidence = (Beside(self.archive, kind, after=self.last) for kind in ("entrytext", "evidence"))
        for number, line, row in lines:
            key, form = row["id"], row["hashed"]
            where = Where(number, form)
            self.check_hash(where, hashed_bytes(line), row)
            self.check_chain(where, row)
            self.check_texts(where, row, texts.of(key))
            self.check_evidence(where, row, evidence.of(key))
            self.seals.take(row)
            self.entries += 1
        if last is None:
            texts.check_none_left()
            evidence.check_none_left()

    def check_chain(self, where: Where, row: Row) -> None:
        """Compare an entry with the one before it of its item, and of all."""
        form, item = row["hashed"], row["hashed"]["item"]
        if item in self.heads:
            self.check_follows(where, form["sequence"], form["previous"], self.heads[item])
        else:
            self.begun[item] = form["sequence"], form["previous"], str(where)
        self.heads[item] = form["sequence"], row["hash"]
        if row["id"] <= self.last:
            self.archive.fault(where, "its key does not come after that of the entry before")
        self.last = row["id"]
        if form["redacts"] is not None:
            self.redacted.update((form["redacts"], part) for part in form["redacted_parts"])

    def check_follows(self, where: object, sequence: int, previous: str, before: tuple[int, str]) -> None:
        """Compare an entry with the sequence and hash before it in its item."""
        if sequence != before[0] + 1:
            self.archive.fault(where, f"entry {before[0] + 1} is missing before it")
        elif previous != before[1]:
            self.archive.fault(where, "it does not follow the entry before it")

    def found(self) -> Row:
        """Return what a range holds, as plain values that one process can send to another."""
        return {
            "faults": self.archive.faults,
            "read": self.archive.read,
            "entries": self.entries,
            "begun": self.begun,
            "heads": self.heads,
            "missing": self.missing,
            "redacted": self.redacted,
            "files": self.files,
            "new": self.seals.new,
            "closed": [heads for _row, _correction, heads in self.seals.closed],
        }

    def join(self, found: Row) -> None:
        """Take over what a range holds, which comes after those that were taken over before."""
        self.archive.faults += found["faults"]
        self.archive.read |= found["read"]
        self.archive.entries += found["entries"]
        for item, (sequence, previous, where) in found["begun"].items():
            self.check_follows(where, sequence, previous, self.archive.heads.get(item, (0, "")))
        self.archive.heads.update(found["heads"])
        self.missing.update(found["missing"])
        self.redacted |= found["redacted"]
        self.files += found["files"]
        mine = [*self.seals.new, *(heads for _row, _correction, heads in self.seals.closed)]
        for heads, more in zip(mine, [*found["new"], *found["closed"]]):  # noqa: B905  # Python 3.9 knows no strict
            heads.update(more)

    def check_joined(self) -> None:
        """Check what only all entries together tell: texts that are gone, and seals."""
        for (key, part), where in self.missing.items():
            if (key, part) not in self.redacted:
                self.archive.fault(where, f"its {part} is gone without a redaction")
        self.seals.check()

    def check_hash(self, where: object, hashed: bytes, row: Row) -> None:
        """Compare an entry's hash with the bytes that it is over."""
        if row["version"] not in ENTRY_FORMS:
            says = f"its form {row['version']} is unknown: a later verify_ledger.py reads it"
            self.archive.fault(where, says)
        elif hashlib.sha256(hashed).hexdigest() != row["hash"]:
            self.archive.fault(where, "its hash is not that of what it holds")

    def check_texts(self, where: object, row: Row, texts: list[Row]) -> None:
        """Compare an entry's texts with their digests."""
        digests = dict(row["hashed"]["digests"])
        for text in texts:
            recorded = digests.pop(text["part"], None)
            if recorded is None:
                self.archive.fault(where, f"its {text['part']} was put in afterwards")
            elif digest_of(text["salt"], text["text"]) != recorded:
                self.archive.fault(where, f"its {text['part']} is not the text that was recorded")
        if digests:
            self.missing.update(((row["hashed"]["uuid"], part), str(where)) for part in digests)

    def check_evidence(self, where: object, row: Row, pieces: list[Row]) -> None:
        """Compare an entry's evidence with what was recorded of it."""
        recorded = row["hashed"]["evidence"]
        if not pieces and recorded == []:
            return
        if [{name: piece[name] for name in EVIDENCE} for piece in pieces] != recorded:
            self.archive.fault(where, "its evidence is not that recorded")
        for piece in pieces:
            if piece["file_sha256"]:
                part = f"evidence.{piece['position']}.file"
                self.files.append(((row["hashed"]["uuid"], part), piece["file_sha256"], str(where)))


class Where:
    """The place of an entry, put into words only where something does not hold."""

    __slots__ = ("form", "number")

    def __init__(self, number: int, form: Row) -> None:
        self.number, self.form = number, form

    def __str__(self) -> str:
        return f"rows/entry.jsonl line {self.number} ({self.form['item']} entry {self.form['sequence']})"


def check_entries(archive: Archive, processes: int) -> Entries:
    """Check all entries and the seals over them, in ranges of lines; returns what they hold together."""
    whole = Entries(archive)
    count = archive.manifest["rows"]["entry"]
    ranges = min(processes, count // FEWEST_ENTRIES) or 1
    firsts = [count * at // ranges + 1 for at in range(ranges)]
    lasts = [first - 1 for first in firsts[1:]]
    for found in founds(archive.path, list(zip(firsts, [*lasts, None]))):  # noqa: B905
        whole.join(found)
    whole.check_joined()
    return whole


def founds(path: Path, bounds: list[tuple[int, int | None]]) -> Iterator[Row]:
    """Return what ranges of lines hold, in their order; each by a process where the machine lets us have some."""
    if len(bounds) > 1:
        try:
            with concurrent.futures.ProcessPoolExecutor(len(bounds)) as pool:
                done = [pool.submit(found_in, path, *bound) for bound in bounds]
                yield from [future.result() for future in done]
                return
        except (ImportError, OSError, NotImplementedError, concurrent.futures.process.BrokenProcessPool):
            pass  # no semaphores, or no more processes: the same by this one
    yield from (found_in(path, *bound) for bound in [(1, None)])


def found_in(path: Path, first: int, last: int | None) -> Row:
    """Check the entries of a range of lines; returns what they hold."""
    archive = Archive(path)
    entries = Entries(archive, first, last)
    try:
        entries.check()
    except (*MISSHAPEN, *UNREADABLE) as fault:
        archive.fault("rows", NOT_OF_SHAPE.format(fault))
    return entries.found()


class Beside:
    """Rows that belong to entries, in the order of the entries' keys: each entry takes those that name it.

    Those of entries up to the key ``after`` are left out: another range has them.
    """

    def __init__(self, archive: Archive, kind: str, after: int = 0) -> None:
        self.archive, self.name = archive, f"rows/{kind}.jsonl"
        self.lines = archive.lines(kind, self.line_after(after) if after else 1)
        self.next = next(self.lines, None)

    def line_after(self, key: int) -> int:
        """Return the number of the first line of an entry after a key, or of one that cannot be read."""
        number = 1
        try:
            for begin, lines in self.archive.chunks(self.name):
                for number, line in enumerate(lines, begin):
                    if not line.startswith(b'{"entry_id":') or int(line[12 : line.index(b",")]) > key:
                        return number
                number += 1
        except (KeyError, ValueError, *UNREADABLE):  # it is told once the line is read
            pass
        return number

    def of(self, key: int) -> list[Row]:
        """Return the rows of an entry; those before it belong to none."""
        rows: list[Row] = []
        while self.next is not None and self.next[2]["entry_id"] <= key:
            number, _line, row = self.next
            if row["entry_id"] == key:
                rows.append(row)
            else:
                self.stray(number, row)
            self.next = next(self.lines, None)
        return rows

    def check_none_left(self) -> None:
        """Name a row that comes after those of the last entry."""
        if self.next is not None:
            self.stray(self.next[0], self.next[2])

    def stray(self, number: int, row: Row) -> None:
        """Name a row that belongs to no entry."""
        self.archive.fault(f"{self.name} line {number}", f"no entry {row['entry_id']} stands there")


def hashed_bytes(line: bytes, after: bytes = b',"id":') -> bytes:
    """Return the bytes of a line that the entry's hash is over: the object under "hashed", as it is written there.

    ``after`` is the next key of the line. Raises ValueError where a line names the object twice: what is read would not
    be what is hashed.
    """
    if line.count(b'"hashed":') != 1:
        raise ValueError("an entry holds one object that is hashed")
    begin = line.index(b'"hashed":') + len(b'"hashed":')
    return line[begin : line.rindex(after)]


def digest_of(salt: str, text: str) -> str:
    """Return SHA-256 over a salt and a text, in hexadecimal. Raises ValueError for a salt of another length."""
    first = bytes.fromhex(salt)
    if len(first) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return hashlib.sha256(first + text.encode()).hexdigest()


def files_wanted(archive: Archive, entries: Entries) -> list[tuple[str, str]]:
    """Return the SHA-256 of each file that a row names, with where, unless a redaction took it."""
    wanted = [(sha256, where) for place, sha256, where in entries.files if place not in entries.redacted]
    for number, _line, row in archive.lines("sourcefile"):
        if row["redacted_at"] is None:
            wanted.append((row["file_sha256"], f"rows/sourcefile.jsonl line {number}"))
    for number, _line, row in archive.lines("issuedreport"):
        wanted.append((row["sha256"], f"rows/issuedreport.jsonl line {number}"))
    return wanted


def check_files(archive: Archive, entries: Entries) -> None:
    """See that each file that a row names is there, and no other. A member is named by its SHA-256."""
    check_files_of(archive, files_wanted(archive, entries))


def check_files_of(archive: Archive, wanted: list[tuple[str, str]]) -> None:
    """See that each of these files is there, and no other."""
    known = set(archive.manifest["files_missing"])
    for sha256, where in wanted:
        if f"files/{sha256}" in archive.members:
            continue
        if sha256 in known:
            archive.gone.append(f"{where}: its file {sha256} was gone already when the archive was made")
        else:
            archive.fault(where, f"its file {sha256} is not in the archive")
    for name, member in archive.members.items():
        if name.startswith("files/") and name != f"files/{member['sha256']}":
            archive.fault(name, "it is not the file of its name")
    check_named(archive, "files/", {f"files/{sha256}" for sha256, _where in wanted})


def check_named(archive: Archive, folder: str, named: set[str]) -> None:
    """Name each member of a folder that no row names."""
    for name in sorted(archive.members):
        if name.startswith(folder) and name not in named:
            archive.fault(name, "no row names it")


def check_statements(archive: Archive) -> None:
    """Compare each statement's text with its digest, with its member, and with what passages quote of it."""
    texts: dict[int, str] = {}
    for number, _line, row in archive.lines("statement"):
        text, where = row["text"], f"rows/statement.jsonl line {number}"
        texts[row["id"]] = text
        if (text or row["sha256"]) and hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            archive.fault(where, "its text is not the one that was kept")
        name = f"statements/{row['id']}.txt"
        if text and archive.zip.read(name) != text.encode():
            archive.fault(name, "it is not the statement's text")
    check_named(archive, "statements/", {f"statements/{key}.txt" for key, text in texts.items() if text})
    for number, _line, row in archive.lines("passage"):
        if texts[row["statement_id"]][row["start"] : row["end"]] != row["quote"]:
            archive.fault(f"rows/passage.jsonl line {number}", "the statement does not say this there")


def check_topic_texts(archive: Archive) -> None:
    """Compare each office's text on a topic with its digest; what has no words any more was redacted."""
    words = {row["topic_text_id"]: row for _number, _line, row in archive.lines("topictextwords")}
    approved = {
        row["topic_text_id"]
        for _number, _line, row in archive.lines("topictextredaction")
        if row["approved_by_id"] is not None
    }
    for number, _line, row in archive.lines("topictext"):
        said, where = words.get(row["id"]), f"rows/topictext.jsonl line {number}"
        if said is not None and digest_of(said["salt"], said["text"]) != row["sha256"]:
            archive.fault(where, "its words are not those that were recorded")
        elif said is None and row["sha256"] != NOTHING and row["id"] not in approved:
            archive.fault(where, "its words are gone without a redaction")


def check_sealed_rows(archive: Archive) -> None:
    """Compare rows beside the chains with the newest seal that speaks of their kind: how many, and the root over them.

    A seal before version 0041 of the tables says nothing of them.
    """
    said: dict[str, tuple[int, Row]] = {}
    for number, _line, seal in archive.lines("seal"):
        tables = seal.get("tables", {})
        if said and "seal" not in tables:
            archive.fault(f"rows/seal.jsonl line {number}", "it says nothing of the seals before it")
        said.update((kind, (number, sealed)) for kind, sealed in tables.items())
    for kind, (number, sealed) in sorted(said.items()):
        if root_and_rows(archive, kind, sealed) != (sealed["root"], sealed["rows"]):
            archive.fault(
                f"rows/{kind}.jsonl", f"its rows are not those that the seal in line {number} holds"
            )


def root_and_rows(archive: Archive, kind: str, sealed: Row) -> tuple[str, int]:
    """Return the root over the rows of a kind that a seal names by their keys, and how many of them are there."""
    gaps, leaves = sealed["without"], []
    begins = [first for first, _last in gaps]
    for _number, _line, row in archive.lines(kind):
        key = row[sealed["key"]]
        gap = bisect.bisect_right(begins, key) - 1
        if key <= sealed["last"] and not (gap >= 0 and key <= gaps[gap][1]):
            written = write_json({name: row[name] for name in sealed["columns"]})
            leaves.append(hashlib.sha256(b"\x00" + written.encode()).digest())
    return root_over(leaves), len(leaves)


class Seals:
    """The seals of an archive, and the heads of items that each knew, gathered entry by entry."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.corrections = [row for _number, _line, row in archive.lines("clockcorrection")]
        rows = [(row["known_at"], number, row) for number, _line, row in archive.lines("seal")]
        archive.roots = {row["root"] for _moment, _number, row in rows}
        self.rows = sorted(row for row in rows if self.closing(row[2]) is None)
        self.moments = [moment for moment, _number, _row in self.rows]
        self.new: list[Heads] = [{} for _row in self.rows]
        """The heads that each seal knew and the seal before it did not."""
        self.closed: list[tuple[tuple[str, int, Row], Row, Heads]] = [
            (row, closing, {}) for row in rows if (closing := self.closing(row[2])) is not None
        ]
        """Seals whose stamp a clock correction closed as false: they knew what was recorded before it."""

    def closing(self, seal: Row) -> Row | None:
        """Return the correction that closed a seal's stamp, if one did."""
        for row in self.corrections:
            if seal["id"] <= row["last_seal"] and seal["known_at"] > row["corrected_at"]:
                return row
        return None

    def take(self, row: Row) -> None:
        """Let an entry be its item's head for the first seal that knew it; later seals take it over."""
        if not (self.new or self.closed):
            return
        form, key = row["hashed"], row["id"]
        stamp, head = form["recorded_at"], (form["sequence"], row["hash"])
        for (moment, _number, _seal), correction, heads in self.closed:
            if stamp <= moment and key <= correction["last_entry"]:
                heads[form["item"]] = head
        for correction in self.corrections:
            if key <= correction["last_entry"] and stamp > correction["corrected_at"]:
                stamp = correction["corrected_at"]
                break
        first = bisect.bisect_left(self.moments, stamp)
        if first < len(self.new):
            self.new[first][form["item"]] = head

    def check(self) -> None:
        """Compare each seal with the heads that it knew: the root over them, how many items and entries."""
        heads: Heads = {}
        for at, (_moment, number, seal) in enumerate(self.rows):
            for ref, head in self.new[at].items():
                heads[ref] = max(heads.get(ref, head), head)
            self.compare(number, seal, heads)
        for (_moment, number, seal), _correction, known in self.closed:
            self.compare(number, seal, known)

    def compare(self, number: int, seal: Row, heads: Heads) -> None:
        """Name a seal that is not over these heads."""
        entries = sum(sequence for sequence, _digest in heads.values())
        if (root_of(heads), len(heads), entries) != (seal["root"], seal["items"], seal["entries"]):
            self.archive.fault(f"rows/seal.jsonl line {number}", "the chains that it sealed are others now")


# --- Extracts


class ExtractEntries(Entries):
    """The entries of an extract, in the order of references and sequences, with gaps where others stayed behind."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.is_whole = archive.manifest["audience"] == "internal"
        """Whether the chains are without gaps, as in the extract of a dialogue for its own people."""
        self.items = {row["ref"] for _number, _line, row in archive.lines("item")}
        self.missing, self.redacted, self.files = {}, set(), []

    def check(self) -> None:
        """Check every entry, its texts, and what follows what."""
        self.texts = itertools.groupby(
            (row for _number, _line, row in self.archive.lines("entrytext")),
            lambda row: (row["item"], row["sequence"]),
        )
        self.next_texts = self.texts_after()
        for number, line, row in self.archive.lines("entry"):
            form = row["hashed"]
            where = f"rows/entry.jsonl line {number} ({form['item']} entry {form['sequence']})"
            self.check_place(where, line, row)
            self.check_texts(where, row, self.texts_of((form["item"], form["sequence"])))
            self.check_evidence(where, row, [])
            self.archive.entries += 1
        self.texts_of(None)
        for (key, part), where in self.missing.items() if self.is_whole else ():
            if (key, part) not in self.redacted:
                self.archive.fault(where, f"its {part} is gone without a redaction")
        if self.is_whole:
            for ref in sorted(self.items - self.archive.heads.keys()):
                self.archive.fault(ref, "it has no entry")

    def texts_after(self) -> tuple[tuple[str, int], list[Row]] | None:
        """Return the texts of the next entry that has some, with its place."""
        return next(((place, list(rows)) for place, rows in self.texts), None)

    def texts_of(self, place: tuple[str, int] | None) -> list[Row]:
        """Return the texts of an entry; those before it belong to none, as do those left where no place is given."""
        while self.next_texts and (place is None or self.next_texts[0] < place):
            item, sequence = self.next_texts[0]
            self.archive.fault("rows/entrytext.jsonl", f"no entry {sequence} of {item} stands there")
            self.next_texts = self.texts_after()
        if not self.next_texts or self.next_texts[0] != place:
            return []
        rows, self.next_texts = self.next_texts[1], self.texts_after()
        return rows

    def check_place(self, where: object, line: bytes, row: Row) -> None:
        """Compare an entry's hash with what it holds, and with the entry before it where that is here."""
        form = row["hashed"]
        self.check_hash(where, hashed_bytes(line, b',"version":'), row)
        if form["item"] not in self.items:
            self.archive.fault(where, "its item is not in the extract")
        if self.archive.heads and form["item"] < next(reversed(self.archive.heads)):
            self.archive.fault(where, "it is not in the order of references")
        sequence, digest = self.archive.heads.get(form["item"], (0, ""))
        if form["sequence"] <= sequence or (self.is_whole and form["sequence"] != sequence + 1):
            self.archive.fault(where, f"it does not come after entry {sequence}")
        elif form["sequence"] == sequence + 1 and form["previous"] != digest:
            self.archive.fault(where, "it does not follow the entry before it")
        self.archive.heads[form["item"]] = form["sequence"], row["hash"]
        if form["redacts"] is not None:
            self.redacted.update((form["redacts"], part) for part in form["redacted_parts"])

    def check_evidence(self, where: object, row: Row, _pieces: list[Row]) -> None:
        """Gather the files of evidence, which stands in what is hashed."""
        for piece in row["hashed"]["evidence"] if self.is_whole else ():
            if piece["file_sha256"]:
                part = f"evidence.{piece['position']}.file"
                self.files.append(((row["hashed"]["uuid"], part), piece["file_sha256"], str(where)))


def check_extract(archive: Archive) -> None:
    """Check what an extract holds: entries, their texts and files, statements and what is quoted of them."""
    entries = ExtractEntries(archive)
    entries.check()
    check_files_of(
        archive,
        [(sha256, where) for place, sha256, where in entries.files if place not in entries.redacted],
    )
    check_quotes(archive)
    for number, _line, row in archive.lines("topictext"):
        if row["text"] is not None and digest_of(row["salt"], row["text"]) != row["sha256"]:
            archive.fault(f"rows/topictext.jsonl line {number}", "its words are not those that were recorded")


def check_quotes(archive: Archive) -> None:
    """Compare each statement's text with its digest, and with what items quote of it."""
    texts: dict[str, str] = {}
    for _number, _line, row in archive.lines("statement"):
        if row["sha256"]:
            name = f"statements/{row['sha256']}.txt"
            content = archive.zip.read(name)
            texts[row["sha256"]] = content.decode()
            if hashlib.sha256(content).hexdigest() != row["sha256"]:
                archive.fault(name, "it is not the text that was kept")
    check_named(archive, "statements/", {f"statements/{sha256}.txt" for sha256 in texts})
    for number, _line, row in archive.lines("item"):
        for passage in row["passages"]:
            if texts[passage["statement"]][passage["start"] : passage["end"]] != passage["quote"]:
                archive.fault(f"rows/item.jsonl line {number}", "the statement does not say this there")


def check_since_extract(archive: Archive, earlier: Archive) -> int:
    """Compare with an archive where one of the two is an extract; returns how many earlier entries are not here.

    Of the same item and sequence both must have the same entry. The whole archive has every entry of an extract.
    """
    wanted = {place_of(row): row["hash"] for _number, _line, row in earlier.lines("entry")}
    for _number, _line, row in archive.lines("entry"):
        place = place_of(row)
        if wanted.pop(place, row["hash"]) != row["hash"]:
            archive.fault(
                place[0], f"entry {place[1]} is not the one of the earlier archive: history was changed"
            )
    for ref, sequence in () if archive.is_extract else sorted(wanted):
        archive.fault(ref, f"entry {sequence} of the earlier extract is not in it: history was changed")
    return len(wanted)


def place_of(row: Row) -> tuple[str, int]:
    """Return the item and the sequence of an entry."""
    return row["hashed"]["item"], row["hashed"]["sequence"]


def nature_of(archive: Archive) -> str:
    """Say what an extract is, and what its check does not show."""
    audience, dialogue = archive.manifest["audience"], archive.manifest["dialogue"]
    held = "all of it" if audience == "internal" else f"what may leave for: {audience}"
    return (
        f"This is an extract ({dialogue or 'all dialogues'}; {held}), and not the ledger: no seal proves it, and what"
        " was left out does not show. --since compares it with an earlier one."
    )


# --- RFC 9162, section 2.1


def leaf_of(ref: str, sequence: int, digest: str) -> bytes:
    """Return the leaf of an item: SHA-256 over 0x00 and its head as JSON (RFC 8785)."""
    leaf = json.dumps([ref, sequence, digest], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\x00" + leaf.encode()).digest()


def levels_of(heads: Heads) -> list[list[bytes]]:
    """Return the Merkle tree over the heads of all items in the order of their references, leaves first."""
    return levels_over([leaf_of(ref, *heads[ref]) for ref in sorted(heads)])


def levels_over(level: list[bytes]) -> list[list[bytes]]:
    """Return the Merkle tree over leaves, level by level."""
    levels = [level]
    while len(level) > 1:
        twos = range(0, len(level) - 1, 2)
        pairs = [hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in twos]
        level = pairs + level[len(pairs) * 2 :]
        levels.append(level)
    return levels


def root_of(heads: Heads) -> str:
    """Return the root, in hexadecimal; of no items it is SHA-256 of nothing."""
    return root_over([leaf_of(ref, *heads[ref]) for ref in sorted(heads)])


def root_over(leaves: list[bytes]) -> str:
    """Return the root over leaves, in hexadecimal; of none it is SHA-256 of nothing."""
    return levels_over(leaves)[-1][0].hex() if leaves else hashlib.sha256(b"").hexdigest()


def prove(archive: Archive, ref: str, sequence: int) -> Row:
    """Return the proof that an entry is in the ledger: the item's entries from it on, and the path to the root."""
    if archive.is_extract:
        raise NoArchive("An extract proves no entry of the ledger: ask for a proof from the whole archive")
    chain = [row["hashed"] for _number, _line, row in archive.lines("entry") if row["hashed"]["item"] == ref]
    chain = chain[sequence - 1 :]
    if not (sequence and chain):
        raise NoArchive(f"{ref} has no entry {sequence} here")
    at, path = sorted(archive.heads).index(ref), []
    for level in levels_of(archive.heads)[:-1]:
        beside = at ^ 1
        if beside < len(level):
            path.append(["left" if beside < at else "right", level[beside].hex()])
        at //= 2
    return {
        "format": "dialogue-ledger-proof",
        "version": VERSION,
        "item": ref,
        "entry": sequence,
        "hashed": chain,
        "path": path,
        "root": root_of(archive.heads),
    }


def fault_of_proof(proof: Row, root: str) -> str:
    """Tell what does not hold of a proof, for a root that was kept elsewhere; nothing where it holds."""
    digest, head = "", (0, "")
    for at, form in enumerate(proof["hashed"]):
        if form["item"] != proof["item"] or form["sequence"] != proof["entry"] + at:
            return f"its entries are not those of {proof['item']} from {proof['entry']} on"
        if at and form["previous"] != digest:
            return f"entry {form['sequence']} does not follow the one before it"
        written = json.dumps(form, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digest = hashlib.sha256(written.encode()).hexdigest()
        head = form["sequence"], digest
    node = leaf_of(proof["item"], *head)
    for side, beside in proof["path"]:
        other = bytes.fromhex(beside)
        node = hashlib.sha256(b"\x01" + (other + node if side == "left" else node + other)).digest()
    return "" if node.hex() == root else f"its path leads to another root: {node.hex()}"


def check_earlier(archive: Archive, earlier: Archive) -> str:
    """See that an earlier archive's history was only added to; returns what more to say where it was."""
    if not (archive.is_extract or earlier.is_extract):
        check_since(archive, earlier)
        return ""
    gone = check_since_extract(archive, earlier)
    return f"Entries of the earlier one that are not in this extract: {gone}." if gone else ""


def check_since(archive: Archive, earlier: Archive) -> None:
    """See that every item of an earlier archive is here with the same entries, and perhaps more of them."""
    wanted = dict(earlier.heads)
    for _number, _line, row in archive.lines("entry"):
        form = row["hashed"]
        if wanted.get(form["item"]) == (form["sequence"], row["hash"]):
            del wanted[form["item"]]
    for ref, (sequence, _digest) in sorted(wanted.items()):
        archive.fault(ref, f"entry {sequence} is not the one of the earlier archive: history was changed")


# --- RFC 8032, section 5.1: Ed25519, for verification alone (what it reads is public: its time may tell of it)

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
ROOT_OF_MINUS_1 = pow(2, (PRIME - 1) // 4, PRIME)
Point = tuple[int, int, int, int]
"""X, Y, Z and T with x = X/Z, y = Y/Z and xy = T/Z."""
NEUTRAL: Point = (0, 1, 1, 0)


def is_signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature of 64 bytes is that of a text, by a public key of 32 bytes."""
    key, first = point_of(public), point_of(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or first is None or len(signature) != 64 or scalar >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + text).digest()
    signed = plus(first, times(int.from_bytes(digest, "little") % ORDER, key))
    base = point_of((4 * pow(5, -1, PRIME) % PRIME).to_bytes(32, "little"))
    assert base is not None
    return is_same(times(scalar, base), signed)


def point_of(written: bytes) -> Point | None:
    """Return the point of the curve that 32 bytes write, if they write one in the only way that is allowed."""
    both = int.from_bytes(written, "little")
    y, sign = both & (1 << 255) - 1, both >> 255
    if len(written) != 32 or y >= PRIME:
        return None
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * ROOT_OF_MINUS_1 % PRIME
    if (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = PRIME - x if x & 1 != sign else x
    return x, y, 1, x * y % PRIME


def plus(first: Point, second: Point) -> Point:
    """Return the sum of two points."""
    a = (first[1] - first[0]) * (second[1] - second[0]) % PRIME
    b = (first[1] + first[0]) * (second[1] + second[0]) % PRIME
    c = 2 * first[3] * second[3] * CURVE % PRIME
    d = 2 * first[2] * second[2] % PRIME
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % PRIME, g * h % PRIME, f * g % PRIME, e * h % PRIME


def times(scalar: int, point: Point) -> Point:
    """Return a point added to itself as often as a number says."""
    total = NEUTRAL
    while scalar:
        if scalar & 1:
            total = plus(total, point)
        point = plus(point, point)
        scalar >>= 1
    return total


def is_same(first: Point, second: Point) -> bool:
    """Tell whether two points are the same, whatever their Z."""
    return not any((first[at] * second[2] - second[at] * first[2]) % PRIME for at in (0, 1))


# --- Seals kept elsewhere, as signed notes (C2SP signed-note)

KEY_NAME = "dialogue-ledger"
LARGEST_NOTE_BYTES = 1 << 20
OTHER_KEY = "not the one that --key names"
UNNAMED_KEY = (
    "which this archive does not name: the note is of another ledger, or the archive was made before that key, or one"
    " of the two is forged; --key with the key that you kept tells whether it signed"
)
NAMED_KEY = (
    "which the archive names. Who forges an archive can put a key into it: --key with the key that you kept elsewhere"
    " is the proof."
)
NOTE_TITLE = "Seal of a Dialogue Ledger"
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How rows write a moment; a note writes it as ISO 8601, to the second where it is a whole one."""
NOTE_LINES = ["known at", "items", "entries", "root"]


def key_of(line: str) -> tuple[bytes, bytes]:
    """Return the id and the 32 bytes of a public key written as ``name+id+key``. Raises ValueError."""
    name, key_id, written = line.strip().split("+", 2)
    key = base64.b64decode(written, validate=True)
    found = hashlib.sha256(f"{name}\n".encode() + key).digest()[:4]
    if (name, key_id, key[:1], len(key)) != (KEY_NAME, found.hex(), b"\x01", 33):
        raise ValueError(f"{line!r} is no public key of a ledger")
    return found, key[1:]


def keys_of(archive: Archive) -> dict[bytes, bytes]:
    """Return the public keys that an archive names, by their ids."""
    if SEAL_KEYS not in archive.members:
        return {}
    try:
        return dict(map(key_of, archive.zip.read(SEAL_KEYS).decode().splitlines()))
    except (*UNREADABLE, ValueError) as fault:
        archive.fault(SEAL_KEYS, f"it is no list of public keys: {fault}")
        return {}


def note_of(path: Path) -> tuple[str, Row, dict[bytes, bytes]]:
    """Return a note's text, what it says of its seal, and its signatures by the ids of their keys. Raises NoArchive."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_NOTE_BYTES).decode()
        text, _empty, lines = content.rpartition("\n\n")
        title, *rows = text.split("\n")
        told = {name: word for name, _space, word in (row.rpartition(" ") for row in rows)}
        known_at, items, entries, root = (told.pop(name) for name in NOTE_LINES)
        is_ours = title == NOTE_TITLE and not told and len(rows) == len(NOTE_LINES)
        utc = datetime.timezone.utc  # noqa: UP017  # Python 3.9 has no datetime.UTC
        moment = datetime.datetime.fromisoformat(known_at).astimezone(utc).strftime(MOMENT)
        seal = {"known_at": moment, "items": int(items[:18]), "entries": int(entries[:18]), "root": root}
        signatures = signatures_of(lines)
    except (KeyError, ValueError, OverflowError):
        is_ours, signatures = False, {}
    if not (is_ours and signatures):
        raise NoArchive(f"{path}: this cannot be read as the signed note of a ledger's seal")
    return f"{text}\n", seal, signatures


def signatures_of(lines: str) -> dict[bytes, bytes]:
    """Return the signatures of a ledger in a note's last lines, by the ids of their keys. Raises ValueError."""
    signed = [line.split(" ") for line in lines.splitlines()]
    ours = [base64.b64decode(last, validate=True) for _dash, name, last in signed if name == KEY_NAME]
    return {signature[:4]: signature[4:] for signature in ours}


def check_note(archive: Archive, path: Path, line: str | None) -> str:
    """Check a note's signature, and that the archive holds what it sealed; returns what to say where all holds.

    The key is the one that the reader kept, or else one that the archive names. Raises NoArchive.
    """
    text, said, signatures = note_of(path)
    named = keys_of(archive)
    try:
        keys = dict([key_of(line)]) if line else named
    except ValueError as fault:
        raise NoArchive(f"--key: {fault}") from None
    ids = ", ".join(key_id.hex() for key_id in signatures)
    known = [key_id for key_id in signatures if key_id in keys]
    if not known:
        archive.fault(str(path), f"another key signed it ({ids}), {OTHER_KEY if line else UNNAMED_KEY}")
    elif not all(is_signed(keys[key_id], text.encode(), signatures[key_id]) for key_id in known):
        archive.fault(
            str(path), "its signature is not that of its text: the text was changed, or it is forged"
        )
    check_sealed(archive, str(path), said)
    if not line:
        return f"{path}: key {ids} signed it, {NAMED_KEY}"
    rest = (
        ""
        if set(known) & set(named)
        else " The archive does not name that key: it was made before, or by others."
    )
    return f"{path}: the key that you named signed it, and the archive holds what it sealed.{rest}"


def check_sealed(archive: Archive, where: str, said: Row) -> None:
    """See that the archive has the seal that a note names."""
    seals = [row for _number, _line, row in archive.lines("seal") if row["root"] == said["root"]]
    if not seals:
        archive.fault(where, f"the archive has no seal with its root {said['root']}")
    elif not any(all(seal[name] == said[name] for name in said) for seal in seals):
        archive.fault(where, "the archive's seal with its root has another moment or other counts")


# --- The command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="Check an archive of a Dialogue Ledger without the ledger.")
    parser.add_argument("archive", nargs="?", type=Path, help="the archive (.zip)")
    parser.add_argument(
        "--since", metavar="EARLIER.zip", type=Path, help="an earlier archive: was history only added to?"
    )
    parser.add_argument("--root", metavar="HEX", help="the root of a seal that was kept elsewhere")
    parser.add_argument("--note", metavar="FILE", type=Path, help="check the signed note of a seal")
    parser.add_argument("--key", metavar="LINE", help="the public key that must have signed the note")
    parser.add_argument("--prove", metavar="REF/N", help="print the proof that an entry is in the ledger")
    parser.add_argument("--proof", metavar="FILE", type=Path, help="check a proof, for --root")
    options = parser.parse_args(arguments)
    if not options.archive and not options.proof:
        parser.error("name the archive")
    if options.proof and not options.root:
        parser.error("--proof needs --root, the root that was kept elsewhere")
    if options.key and not (options.note and options.archive):
        parser.error("--key needs the archive and --note")
    try:
        return tell_proof(options.proof, options.root) if options.proof else tell(options)
    except (NoArchive, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2


def compare(archive: Archive, options: argparse.Namespace) -> str:
    """Compare the archive with what was kept elsewhere; returns what more to say where all holds. Raises NoArchive."""
    told = ""
    if archive.is_extract and (options.root or options.note):
        raise NoArchive("An extract holds no seal: compare a root or a note with the whole archive")
    if options.since and not archive.faults:
        earlier = verify(options.since, os.cpu_count() or 1)
        for fault in earlier.faults:
            archive.fault(str(options.since), fault)
        told = check_earlier(archive, earlier)
    if options.root and options.root not in archive.roots | {root_of(archive.heads)}:
        archive.fault("seals", f"none has the root {options.root}")
    return check_note(archive, options.note, options.key) if options.note and not archive.faults else told


def tell(options: argparse.Namespace) -> int:
    """Verify the archive and print what was asked; returns the exit code."""
    archive = verify(options.archive, os.cpu_count() or 1)
    told = compare(archive, options)
    for fault in archive.faults + archive.gone:
        print(fault, file=sys.stderr)
    if archive.faults or archive.gone:
        return 1
    if options.prove:
        ref, _slash, number = options.prove.rpartition("/")
        proof = prove(archive, ref, int(number) if number.isdigit() else 0)
        print(json.dumps(proof, ensure_ascii=False, indent=1))
        return 0
    if archive.is_extract:
        print(f"All holds. Items: {archive.manifest['rows']['item']}, entries: {archive.entries}.")
        print(nature_of(archive))
    else:
        print(
            f"All holds. Items: {len(archive.heads)}, entries: {archive.entries}, seals: {len(archive.roots)}."
        )
        print(f"Root: {root_of(archive.heads)}")
    if told:
        print(told)
    return 0


def tell_proof(path: Path, root: str) -> int:
    """Check a proof and print whether it holds; returns the exit code."""
    try:
        fault = fault_of_proof(json.loads(path.read_text(encoding="utf-8")), root)
    except MISSHAPEN as wrong:
        raise NoArchive(f"{path}: this cannot be read as a proof: {wrong!r}") from None
    print(f"{path}: {fault or 'it holds'}", file=sys.stderr if fault else sys.stdout)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
