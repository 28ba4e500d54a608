"""The program that checks an archive without the ledger: whatever was changed is found and named."""

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.archive import export_ledger, verify_ledger
from ledger.archive.kinds import line_of
from ledger.models import Entry, Item
from tests.archive.ledgers import make_busy_ledger, rewritten, sha256_of
from tests.makers import make_entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of the busy ledger."""
    make_busy_ledger()
    path = tmp_path / "ledger.zip"
    export_ledger(path)
    return path


def run(*arguments: object) -> tuple[int, str, str]:
    """Run the program that lies in the archive as its receiver would, without the project; its code and output."""
    named = [str(argument) for argument in arguments]
    path = next(argument for argument in named if argument.endswith(".zip"))
    program = Path(path).with_name("verify_ledger.py")
    with zipfile.ZipFile(Path(path).with_name("ledger.zip")) as members:
        program.write_bytes(members.read("verify_ledger.py"))
    command = [sys.executable, "-I", "-S", program.name, *named]
    process = subprocess.run(command, cwd=program.parent, capture_output=True, text=True, timeout=60)
    return process.returncode, process.stdout, process.stderr


def test_program_of_the_archive_says_that_all_holds(archive: Path) -> None:
    verified = verify_ledger.verify(archive)
    root = verify_ledger.root_of(verified.heads)
    assert run(archive) == (
        0,
        f"All holds. Items: {len(verified.heads)}, entries: {verified.entries}, seals: 2.\nRoot: {root}\n",
        "",
    )
    assert run(archive, "--root", root)[0] == 0
    code, _told, fault = run(archive, "--root", "00" * 32)
    assert (code, fault) == (1, f"seals: none has the root {'00' * 32}\n")


def test_any_changed_byte_is_found(archive: Path, tmp_path: Path) -> None:
    content = archive.read_bytes()
    chosen = random.Random(9162)  # the same places every time
    places = {0, 30, len(content) - 1, len(content) - 70, *chosen.sample(range(len(content)), 40)}
    changed = tmp_path / "changed.zip"
    for place in sorted(places):
        changed.write_bytes(content[:place] + bytes([content[place] ^ 0x10]) + content[place + 1 :])
        try:
            faults = verify_ledger.verify(changed).faults
        except verify_ledger.NoArchive as fault:
            faults = [str(fault)]
        assert faults, place


def test_member_that_was_changed_is_named(archive: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(archive) as members:
        names = [name for name in members.namelist() if name != verify_ledger.MANIFEST]
    for name in names[:: max(1, len(names) // 12)]:
        changed = rewritten(archive, tmp_path / "changed.zip", name, lambda held: held + b" ", is_told=False)
        assert f"{name}: it is not the member that the manifest names" in verify_ledger.verify(changed).faults


def replacing(before: str, after: str) -> Callable[[bytes], bytes]:
    """Return what puts one text in the place of another, which must be there."""

    def change(content: bytes) -> bytes:
        assert before.encode() in content, before
        return content.replace(before.encode(), after.encode(), 1)

    return change


def without_line(part: str) -> Callable[[bytes], bytes]:
    """Return what drops the first line that holds a text."""

    def change(content: bytes) -> bytes:
        lines = content.splitlines(keepends=True)
        lines.remove(next(line for line in lines if part.encode() in line))
        return b"".join(lines)

    return change


def with_salt_longer(content: bytes) -> bytes:
    """Let the first text's salt take its first letter: the digest over both stays the same."""
    lines = content.splitlines(keepends=True)
    row = json.loads(lines[0])
    first, row["text"] = row["text"][0], row["text"][1:]
    row["salt"] += first.encode().hex()
    return line_of(row) + b"".join(lines[1:])


def with_status_beside(content: bytes) -> bytes:
    """Let an entry say another status under its name once more, spelled so that no search finds it."""
    lines = content.splitlines(keepends=True)
    at = next(at for at, line in enumerate(lines) if b'"status":"stalled"' in line)
    form = json.loads(lines[at])["hashed"] | {"status": "implemented"}
    more = b',"h\\u0061shed":' + json.dumps(form, ensure_ascii=False).encode() + b"}\n"
    return b"".join([*lines[:at], lines[at].removesuffix(b"}\n") + more, *lines[at + 1 :]])


def with_key_again(content: bytes) -> bytes:
    """Give the second entry the first one's key: a redaction of that would cover both."""
    lines = content.splitlines(keepends=True)
    row = json.loads(lines[1]) | {"id": json.loads(lines[0])["id"]}
    return b"".join([lines[0], line_of(row), *lines[2:]])


def without_digest(content: bytes) -> bytes:
    """Change a statement's text and let it have no digest."""
    rows = [json.loads(line) for line in content.splitlines()]
    return b"".join(
        line_of(row | ({"text": "Never said.", "sha256": ""} if "7° punto" in row["text"] else {}))
        for row in rows
    )


TAMPERED = {
    "a status": ("entry", replacing('"status":"stalled"', '"status":"implemented"'), "its hash is not that"),
    "a hash": ("entry", replacing('"hash":"', '"hash":"00'), "its hash is not that of what it holds"),
    "an entry twice": ("entry", replacing('"hashed":{', '"hashed":{},"id":0,"hashed":{'), "not of the shape"),
    "an entry": ("entry", without_line('"sequence":4,'), "entry 4 is missing before it"),
    "a text": ("entrytext", replacing("Misheard.", "Overheard."), "its reason is not the text that was recorded"),
    "a text gone": ("entrytext", without_line("Misheard."), "its reason is gone without a redaction"),
    "a text more": ("entrytext", replacing('"part":"reason"', '"part":"quote"'), "its quote was put in afterwards"),
    "evidence": ("evidence", replacing('"type":"law"', '"type":"budget"'), "its evidence is not that recorded"),
    "a seal": ("seal", replacing('"items":', '"items":1'), "the chains that it sealed are others now"),
    "a statement": ("statement", replacing("7° punto", "8° punto"), "its text is not the one that was kept"),
    "a passage": ("passage", replacing("to prevent", "to permit"), "the statement does not say this there"),
    "a line to take": ("topictextwords", replacing("welcome", "deplore"), "its words are not those that were recorded"),
    "a line gone": ("topictextwords", without_line("welcome"), "its words are gone without a redaction"),
    "a file's name": ("sourcefile", replacing('"file_sha256":"', '"file_sha256":"00'), "is not in the archive"),
    "a salt": ("entrytext", with_salt_longer, "not of the shape"),
    "a status said twice": ("entry", with_status_beside, "a key stands twice"),
    "a key": ("entry", with_key_again, "its key does not come after that of the entry before"),
    "a text said twice": ("entrytext", replacing('"text":"Mis', '"text":"No.","text":"Mis'), "a key stands twice"),
    "a number": ("entry", replacing('"speaker_id":null', '"speaker_id":NaN'), "it is no JSON"),
    "a statement's digest": ("statement", without_digest, "its text is not the one that was kept"),
    "a role": ("historicalmembership", replacing('"role":"editor"', '"role":"releaser"'), "its rows are not those"),
    "a release gone": ("roundrelease", without_line("Agreed."), "its rows are not those that the seal in line 2 holds"),
    "a line of it": ("round", replacing("{", "{{"), ""),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_tampering_that_makes_the_manifest_anew_is_found(archive: Path, tmp_path: Path, what: str) -> None:
    """The manifest and the last bytes are made anew: what is left are the hashes of the ledger."""
    kind, change, told = TAMPERED[what]
    changed = rewritten(archive, tmp_path / "changed.zip", f"rows/{kind}.jsonl", change, is_told=True)
    found = [fault for fault in verify_ledger.verify(changed).faults if told in fault]
    if what == "a line of it":
        assert found == []  # rows that no chain holds are looked at when the archive is restored
        return
    assert found
    code, _told, says = run(changed)
    assert (code, says.splitlines()[0].startswith(("rows/", "rows:"))) == (1, True)


def test_archive_of_an_earlier_version_holds_as_before(archive: Path, tmp_path: Path) -> None:
    """Its seals said nothing of the rows beside the chains."""

    def without_tables(content: bytes) -> bytes:
        rows = [json.loads(line) for line in content.splitlines()]
        return b"".join(
            line_of({name: value for name, value in row.items() if name != "tables"}) for row in rows
        )

    earlier = rewritten(archive, tmp_path / "earlier.zip", "rows/seal.jsonl", without_tables, is_told=True)
    assert verify_ledger.verify(earlier).faults == []


def test_redaction_named_beside_the_hash_takes_no_other_text(archive: Path, tmp_path: Path) -> None:
    """What a redaction took is what its hash says, whatever the key beside it names."""
    redaction = Entry.objects.select_related("redacts").get(redacts__isnull=False)
    other = Entry.objects.exclude(pk=redaction.redacts_id).filter(texts__isnull=False).first()
    assert other is not None
    assert redaction.redacts is not None
    change = replacing(f'"redacts_id":{redaction.redacts_id}', f'"redacts_id":{other.pk}')
    rewritten(archive, tmp_path / "changed.zip", "rows/entry.jsonl", change, is_told=True)
    entries = verify_ledger.Entries(verify_ledger.Archive(tmp_path / "changed.zip"))
    entries.check()
    assert {uuid for uuid, _part in entries.redacted} == {str(redaction.redacts.uuid)}


@pytest.mark.parametrize("member", ["files/" + "0" * 64, "statements/999.txt"])
def test_member_that_no_row_names_is_found(archive: Path, tmp_path: Path, member: str) -> None:
    def more(manifest: bytes) -> bytes:
        read = json.loads(manifest)
        read["members"].append({"name": member, "size": 4, "sha256": sha256_of(b"Lie.")})
        return json.dumps(read).encode()

    with zipfile.ZipFile(archive, "a") as members:
        members.writestr(member, b"Lie.")
    changed = rewritten(archive, tmp_path / "changed.zip", verify_ledger.MANIFEST, more, is_told=False)
    faults = verify_ledger.verify(changed).faults
    assert faults
    assert all(fault.startswith(f"{member}: ") for fault in faults)


def test_rows_that_were_taken_out_are_counted(archive: Path, tmp_path: Path) -> None:
    changed = rewritten(
        archive, tmp_path / "changed.zip", "rows/membership.jsonl", without_line('"id"'), is_told=True
    )
    [fault] = verify_ledger.verify(changed).faults
    assert fault.startswith("rows/membership.jsonl: it has ")


def test_name_that_no_member_has_is_found(archive: Path, tmp_path: Path) -> None:
    def more(manifest: bytes) -> bytes:
        read = json.loads(manifest)
        read["members"].append({"name": "../evil", "size": 4, "sha256": sha256_of(b"Lie.")})
        return json.dumps(read).encode()

    with zipfile.ZipFile(archive, "a") as members:
        members.writestr("../evil", b"Lie.")
    changed = rewritten(archive, tmp_path / "changed.zip", verify_ledger.MANIFEST, more, is_told=False)
    assert verify_ledger.verify(changed).faults == ["'../evil': no archive has a member of this name"]


def test_manifest_that_names_a_member_twice_holds_nothing(archive: Path, tmp_path: Path) -> None:
    def twice(manifest: bytes) -> bytes:
        read = json.loads(manifest)
        file = next(member for member in read["members"] if member["name"].startswith("files/"))
        read["members"].insert(0, file | {"sha256": str(tmp_path / "victim")})
        return json.dumps(read).encode()

    changed = rewritten(archive, tmp_path / "changed.zip", verify_ledger.MANIFEST, twice, is_told=False)
    assert verify_ledger.verify(changed).faults == ["manifest.json: it names a member twice"]


def test_earlier_archive_that_does_not_hold_proves_nothing(archive: Path, tmp_path: Path) -> None:
    kind, change, _told = TAMPERED["a text"]
    changed = rewritten(archive, tmp_path / "changed.zip", f"rows/{kind}.jsonl", change, is_told=True)
    code, _told, fault = run(archive, "--since", changed)
    assert code == 1
    assert fault.startswith(f"{changed}: rows/entry.jsonl line ")


def test_later_archive_is_told_from_one_with_another_history(archive: Path, tmp_path: Path) -> None:
    make_entry(Item.objects.get(ref="FULL-7-01"))
    export_ledger(tmp_path / "later.zip")
    assert run(tmp_path / "later.zip", "--since", archive)[0] == 0
    code, _told, fault = run(archive, "--since", tmp_path / "later.zip")
    assert code == 1
    assert fault.startswith("FULL-7-01: entry ")


def test_proof_of_an_entry_holds_for_the_root_alone(archive: Path, tmp_path: Path) -> None:
    root = verify_ledger.root_of(verify_ledger.verify(archive).heads)
    for place in ("FULL-7-01/3", "FULL-7-02/1", "FULL-7-01.1/1"):
        code, proof, _fault = run(archive, "--prove", place)
        assert code == 0
        file = tmp_path / "proof.json"
        file.write_text(proof)
        assert verify_ledger.main(["--proof", str(file), "--root", root]) == 0
        assert verify_ledger.main(["--proof", str(file), "--root", "00" * 32]) == 1
        changed = json.loads(proof)
        changed["hashed"][0]["act"] = "note" if changed["hashed"][0]["act"] != "note" else "status"
        file.write_text(json.dumps(changed))
        assert verify_ledger.main(["--proof", str(file), "--root", root]) == 1
    assert run(archive, "--prove", "FULL-7-01/99")[0] == 2


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + b"\0" * 18])
def test_file_that_is_no_archive_is_said_to_be_none(archive: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.zip").write_bytes(content)
    code, told, fault = run(tmp_path / "other.zip")
    assert (code, told) == (2, "")
    assert "this cannot be read as an archive of a ledger" in fault
    assert len(fault.splitlines()) == 1


def test_ranges_of_lines_find_together_what_one_finds(archive: Path, tmp_path: Path, monkeypatch) -> None:
    """Two processes share the entries of a large archive: wherever the first stops, nothing is lost between them."""
    entries = verify_ledger.verify(archive).entries
    for what in (
        "a status",
        "an entry",
        "a text",
        "a text gone",
        "a text more",
        "evidence",
        "a key",
        "a seal",
    ):
        kind, change, _told = TAMPERED[what]
        changed = rewritten(archive, tmp_path / "changed.zip", f"rows/{kind}.jsonl", change, is_told=True)
        alone = _found_by_ranges(changed, [])
        assert alone[0], what
        for at in range(1, entries - 1):
            assert _found_by_ranges(changed, [at]) == alone, (what, at)
    monkeypatch.setattr(verify_ledger, "FEWEST_ENTRIES", 1)
    whole, shared = verify_ledger.verify(archive), verify_ledger.verify(archive, processes=3)
    assert (shared.faults, shared.heads, shared.entries) == (whole.faults, whole.heads, whole.entries)
    assert whole.faults == []


def _found_by_ranges(path: Path, lasts: list[int]) -> tuple[set[str], verify_ledger.Heads]:
    whole = verify_ledger.Entries(verify_ledger.Archive(path))
    for first, last in zip([1, *(last + 1 for last in lasts)], [*lasts, None], strict=True):
        whole.join(verify_ledger.found_in(path, first, last))
    whole.check_joined()
    return set(whole.archive.faults), whole.archive.heads
