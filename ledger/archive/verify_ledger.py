#!/usr/bin/env python3
"""Check an archive of a Dialogue Ledger without the ledger: ``python3 verify_ledger.py ARCHIVE.zip``.

It needs Python 3.9 or later and nothing else. It reads every byte, and names what does not hold: members that are not
those of the manifest, entries whose hash is not that of what they hold or that do not follow the entry before them,
texts and files that are not those recorded, seals whose root is another. Exit code 0 where all holds, 1 where
something does not, 2 where the file is no archive.

``--since EARLIER.zip`` (or ``--root HEX`` of a seal kept elsewhere) tells whether history was only added to.
``--prove REF/N`` prints the proof that an entry is in the ledger, ``--proof FILE --root HEX`` checks one: an RFC 9162
inclusion proof of its item, and the item's hashes from the entry on.
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import io
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT, VERSION = "dialogue-ledger-archive", 1
MANIFEST = "manifest.json"
SEAL_KEYS = "seal_keys.txt"
TAIL = 64
"""The archive ends with the SHA-256, in hexadecimal, of all bytes before."""
NOTHING = hashlib.sha256(b"").hexdigest()
"""The digest of a text that says nothing any more."""
PIECE = 1 << 20
MEMBER = re.compile(
    r"""(?x:
        # e.g. rows/entry.jsonl · schemas/entry.json · statements/12.txt · README.txt
        rows/\w+\.jsonl|schemas/\w+\.json|statements/[0-9]+\.txt|verify_ledger\.py|README\.txt
        |seal_keys\.txt
        # e.g. files/0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8
        |files/[0-9a-f]{64}
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

read_json = json.JSONDecoder().decode
write_json = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode
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
        self.roots: set[str] = set()
        """The roots of all seals."""
        try:
            self.zip = zipfile.ZipFile(path)
            self.manifest: Row = json.loads(self.zip.read(MANIFEST))
            self.members: dict[str, Row] = {member["name"]: member for member in self.manifest["members"]}
            is_clear = len(self.members) == len(self.manifest["members"])
            made_by = self.manifest["format"], self.manifest["version"]
        except (*UNREADABLE, *MISSHAPEN) as fault:
            raise NoArchive(f"{path}: this cannot be read as an archive of a ledger: {fault}") from None
        if made_by != (FORMAT, VERSION):
            raise NoArchive(f"{path}: this is no archive of version {VERSION} of a ledger")
        if not is_clear:
            self.fault(MANIFEST, "it names a member twice")

    def fault(self, where: str, what: str) -> None:
        """Note what does not hold, and where."""
        self.faults.append(f"{where}: {what}")

    def lines(self, kind: str) -> Iterator[Line]:
        """Yield the rows of a kind: the line's number, its bytes, and the row; stops at the first that is none."""
        name = f"rows/{kind}.jsonl"
        try:
            with io.BufferedReader(self.zip.open(name), PIECE) as stream:  # type: ignore[type-var]  # it is raw enough
                for number, line in enumerate(stream, 1):
                    try:
                        row = read_json(line.decode())
                        is_as_written = write_json(row).encode() + b"\n" == line
                    except ValueError:
                        self.fault(f"{name} line {number}", "it is no JSON")
                        return
                    if not is_as_written:
                        self.fault(
                            f"{name} line {number}",
                            "no archive writes it so: a key stands twice, or out of order",
                        )
                    yield number, line, row
        except KeyError:
            self.fault(name, "it is missing")
        except UNREADABLE as fault:
            self.fault(name, f"it cannot be read: {fault}")


def verify(path: Path) -> Archive:
    """Return an archive with all that does not hold in it. Raises NoArchive."""
    archive = Archive(path)
    check_whole(archive)
    check_members(archive)
    try:
        check_counts(archive)
        entries = Entries(archive)
        entries.check()
        check_files(archive, entries)
        check_statements(archive)
        check_topic_texts(archive)
    except (*MISSHAPEN, *UNREADABLE) as fault:
        archive.fault("rows", f"a row is not of the shape that its schema gives: {fault!r}")
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
    """Compare every member with its size and SHA-256 in the manifest."""
    there = archive.zip.namelist()
    for name in sorted(set(there) ^ {*archive.members, MANIFEST}):
        archive.fault(name, "it is missing" if name in archive.members else "the manifest does not name it")
    if len(there) != len(set(there)):
        archive.fault("file", "a member is there more than once")
    for name, member in archive.members.items():
        if name not in there:
            continue
        digest, size = hashlib.sha256(), 0
        try:
            with archive.zip.open(name) as stream:
                for piece in iter(lambda: stream.read(PIECE), b""):
                    digest.update(piece)
                    size += len(piece)
        except UNREADABLE as fault:
            archive.fault(name, f"it cannot be read: {fault}")
            continue
        if (size, digest.hexdigest()) != (member.get("size"), member.get("sha256")):
            archive.fault(name, "it is not the member that the manifest names")


def check_counts(archive: Archive) -> None:
    """Compare how many rows of each kind there are with the manifest, and name members that no archive has."""
    rows = dict(archive.manifest["rows"])
    for name in sorted(archive.members):
        if not MEMBER.fullmatch(name):
            archive.fault(repr(name), "no archive has a member of this name")
        elif name.startswith("rows/") and name in archive.zip.namelist():
            with archive.zip.open(name) as stream:
                count = sum(piece.count(b"\n") for piece in iter(lambda: stream.read(PIECE), b""))
            if rows.pop(name[len("rows/") : -len(".jsonl")], None) != count:
                archive.fault(name, f"it has {count} rows, and the manifest says otherwise")
    for kind in sorted(rows):
        archive.fault(f"rows/{kind}.jsonl", "the manifest counts its rows, and it is missing")


class Entries:
    """The entries of an archive beside their texts and evidence, all in the order of the entries' keys."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.seals = Seals(archive)
        self.last = 0
        """The key of the entry before."""
        self.missing: dict[tuple[str, str], str] = {}
        """Texts that are gone, by entry's UUID and part, with where: only a redaction may have taken them."""
        self.redacted: set[tuple[str, str]] = set()
        self.files: list[tuple[tuple[str, str], str, str]] = []
        """Files that evidence names: entry's UUID and part, SHA-256, where."""

    def check(self) -> None:
        """Check every entry, its texts and evidence, and the seals over them."""
        texts, evidence = Beside(self.archive, "entrytext"), Beside(self.archive, "evidence")
        for number, line, row in self.archive.lines("entry"):
            form = row["hashed"]
            where = f"rows/entry.jsonl line {number} ({form['item']} entry {form['sequence']})"
            self.check_chain(where, line, row)
            self.check_texts(where, row, texts.of(row["id"]))
            self.check_evidence(where, row, evidence.of(row["id"]))
            self.seals.take(row)
            self.archive.entries += 1
        texts.check_none_left()
        evidence.check_none_left()
        for (key, part), where in self.missing.items():
            if (key, part) not in self.redacted:
                self.archive.fault(where, f"its {part} is gone without a redaction")
        self.seals.check()

    def check_chain(self, where: str, line: bytes, row: Row) -> None:
        """Compare an entry's hash with what it holds, and with the entry before it."""
        form = row["hashed"]
        if row["version"] not in ENTRY_FORMS:
            self.archive.fault(
                where, f"its form {row['version']} is unknown: a later verify_ledger.py reads it"
            )
        elif hashlib.sha256(hashed_bytes(line)).hexdigest() != row["hash"]:
            self.archive.fault(where, "its hash is not that of what it holds")
        sequence, digest = self.archive.heads.get(form["item"], (0, ""))
        if form["sequence"] != sequence + 1:
            self.archive.fault(where, f"entry {sequence + 1} is missing before it")
        elif form["previous"] != digest:
            self.archive.fault(where, "it does not follow the entry before it")
        self.archive.heads[form["item"]] = form["sequence"], row["hash"]
        if row["id"] <= self.last:
            self.archive.fault(where, "its key does not come after that of the entry before")
        self.last = row["id"]
        if form["redacts"] is not None:
            self.redacted.update((form["redacts"], part) for part in form["redacted_parts"])

    def check_texts(self, where: str, row: Row, texts: list[Row]) -> None:
        """Compare an entry's texts with their digests."""
        digests = dict(row["hashed"]["digests"])
        for text in texts:
            recorded = digests.pop(text["part"], None)
            if recorded is None:
                self.archive.fault(where, f"its {text['part']} was put in afterwards")
            elif digest_of(text["salt"], text["text"]) != recorded:
                self.archive.fault(where, f"its {text['part']} is not the text that was recorded")
        self.missing.update(((row["hashed"]["uuid"], part), where) for part in digests)

    def check_evidence(self, where: str, row: Row, pieces: list[Row]) -> None:
        """Compare an entry's evidence with what was recorded of it."""
        if [{name: piece[name] for name in EVIDENCE} for piece in pieces] != row["hashed"]["evidence"]:
            self.archive.fault(where, "its evidence is not that recorded")
        for piece in pieces:
            if piece["file_sha256"]:
                part = f"evidence.{piece['position']}.file"
                self.files.append(((row["hashed"]["uuid"], part), piece["file_sha256"], where))


class Beside:
    """Rows that belong to entries, in the order of the entries' keys: each entry takes those that name it."""

    def __init__(self, archive: Archive, kind: str) -> None:
        self.archive, self.name = archive, f"rows/{kind}.jsonl"
        self.lines = archive.lines(kind)
        self.next = next(self.lines, None)

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


def hashed_bytes(line: bytes) -> bytes:
    """Return the bytes of a line that the entry's hash is over: the object under "hashed", as it is written there.

    Raises ValueError where a line names it twice: what is read would not be what is hashed.
    """
    if line.count(b'"hashed":') != 1:
        raise ValueError("an entry holds one object that is hashed")
    begin = line.index(b'"hashed":') + len(b'"hashed":')
    return line[begin : line.rindex(b',"id":')]


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
    wanted = files_wanted(archive, entries)
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


# --- RFC 9162, section 2.1


def leaf_of(ref: str, sequence: int, digest: str) -> bytes:
    """Return the leaf of an item: SHA-256 over 0x00 and its head as JSON (RFC 8785)."""
    leaf = json.dumps([ref, sequence, digest], separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(b"\x00" + leaf.encode()).digest()


def levels_of(heads: Heads) -> list[list[bytes]]:
    """Return the Merkle tree over the heads of all items in the order of their references, leaves first."""
    level = [leaf_of(ref, *heads[ref]) for ref in sorted(heads)]
    levels = [level]
    while len(level) > 1:
        twos = range(0, len(level) - 1, 2)
        pairs = [hashlib.sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in twos]
        level = pairs + level[len(pairs) * 2 :]
        levels.append(level)
    return levels


def root_of(heads: Heads) -> str:
    """Return the root, in hexadecimal; of no items it is SHA-256 of nothing."""
    return levels_of(heads)[-1][0].hex() if heads else hashlib.sha256(b"").hexdigest()


def prove(archive: Archive, ref: str, sequence: int) -> Row:
    """Return the proof that an entry is in the ledger: the item's entries from it on, and the path to the root."""
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


def check_since(archive: Archive, earlier: Archive) -> None:
    """See that every item of an earlier archive is here with the same entries, and perhaps more of them."""
    wanted = dict(earlier.heads)
    for _number, _line, row in archive.lines("entry"):
        form = row["hashed"]
        if wanted.get(form["item"]) == (form["sequence"], row["hash"]):
            del wanted[form["item"]]
    for ref, (sequence, _digest) in sorted(wanted.items()):
        archive.fault(ref, f"entry {sequence} is not the one of the earlier archive: history was changed")


# --- The command


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(description="Check an archive of a Dialogue Ledger without the ledger.")
    parser.add_argument("archive", nargs="?", type=Path, help="the archive (.zip)")
    parser.add_argument(
        "--since", metavar="EARLIER.zip", type=Path, help="an earlier archive: was history only added to?"
    )
    parser.add_argument("--root", metavar="HEX", help="the root of a seal that was kept elsewhere")
    parser.add_argument("--prove", metavar="REF/N", help="print the proof that an entry is in the ledger")
    parser.add_argument("--proof", metavar="FILE", type=Path, help="check a proof, for --root")
    options = parser.parse_args(arguments)
    if not options.archive and not options.proof:
        parser.error("name the archive")
    if options.proof and not options.root:
        parser.error("--proof needs --root, the root that was kept elsewhere")
    try:
        return tell_proof(options.proof, options.root) if options.proof else tell(options)
    except (NoArchive, OSError) as fault:
        print(fault, file=sys.stderr)
        return 2


def tell(options: argparse.Namespace) -> int:
    """Verify the archive and print what was asked; returns the exit code."""
    archive = verify(options.archive)
    if options.since and not archive.faults:
        earlier = verify(options.since)
        for fault in earlier.faults:
            archive.fault(str(options.since), fault)
        check_since(archive, earlier)
    if options.root and options.root not in archive.roots | {root_of(archive.heads)}:
        archive.fault("seals", f"none has the root {options.root}")
    for fault in archive.faults + archive.gone:
        print(fault, file=sys.stderr)
    if archive.faults or archive.gone:
        return 1
    if options.prove:
        ref, _slash, number = options.prove.rpartition("/")
        proof = prove(archive, ref, int(number) if number.isdigit() else 0)
        print(json.dumps(proof, ensure_ascii=False, indent=1))
        return 0
    print(f"All holds. Items: {len(archive.heads)}, entries: {archive.entries}, seals: {len(archive.roots)}.")
    print(f"Root: {root_of(archive.heads)}")
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
