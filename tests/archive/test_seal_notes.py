"""Signed notes of seals: anybody can check them with the public half that an archive holds."""

import base64
import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.core.management import CommandError, call_command

from ledger.archive import ArchiveRefused, export_ledger, restore_ledger, seal_key, verify_ledger
from ledger.archive.seal_notes import SealKey
from ledger.models import Seal
from tests.archive.ledgers import empty_the_database, make_busy_ledger, rewritten
from tests.makers import make_item
from tests.support.threads import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> Path:
    """A directory of the machine's own, where the key is made."""
    settings.LEDGER_VAR = tmp_path / "var"
    return settings.LEDGER_VAR


def parts_of(note: Path) -> tuple[bytes, bytes, bytes]:
    """The text of a note, the id of the key that signed it, and the signature, as the format says."""
    text, _empty, signed = note.read_text(encoding="utf-8").rpartition("\n\n")
    dash, name, written = signed.rstrip("\n").split(" ")
    assert (dash, name) == ("—", "dialogue-ledger")
    signature = base64.b64decode(written)
    return f"{text}\n".encode(), signature[:4], signature[4:]


def keys_in(archive: Path) -> dict[bytes, Ed25519PublicKey]:
    """The public keys that an archive holds, by their ids."""
    found = {}
    with zipfile.ZipFile(archive) as members:
        for line in members.read("seal_keys.txt").decode().splitlines():
            name, key_id, written = line.split("+", 2)
            key = base64.b64decode(written)
            assert key[:1] == b"\x01"
            assert hashlib.sha256(f"{name}\n".encode() + key).hexdigest()[:8] == key_id
            found[bytes.fromhex(key_id)] = Ed25519PublicKey.from_public_bytes(key[1:])
    return found


def test_note_says_the_seal_and_the_archive_checks_its_signature(var: Path, tmp_path: Path, capsys) -> None:
    make_item()
    call_command("seal", note=tmp_path / "seal.txt")
    text, key_id, signature = parts_of(tmp_path / "seal.txt")
    seal = Seal.objects.get()
    assert text.decode().splitlines() == [
        "Seal of a Dialogue Ledger",
        f"known at {seal.known_at.isoformat()}",
        f"items {seal.items}",
        f"entries {seal.entries}",
        f"root {seal.root}",
    ]
    export_ledger(tmp_path / "ledger.zip")
    key = keys_in(tmp_path / "ledger.zip")[key_id]
    key.verify(signature, text)
    with pytest.raises(InvalidSignature):
        key.verify(signature, text.replace(b"items 1", b"items 2"))
    assert verify_ledger.main([str(tmp_path / "ledger.zip"), "--root", seal.root]) == 0
    assert (var / "seal_keys.txt").read_text() in capsys.readouterr().out


def test_openssl_checks_the_signature(var: Path, tmp_path: Path) -> None:
    call_command("seal", note=tmp_path / "seal.txt")
    text, key_id, signature = parts_of(tmp_path / "seal.txt")
    export_ledger(tmp_path / "ledger.zip")
    pem = keys_in(tmp_path / "ledger.zip")[key_id].public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    for name, content in {"key": pem, "text": text, "signature": signature}.items():
        (tmp_path / name).write_bytes(content)
    asked = [
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key",
        "-rawin",
        "-in",
        "text",
        "-sigfile",
        "signature",
    ]
    process = subprocess.run(["openssl", *asked], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert process.returncode == 0, process.stderr


# RFC 8032, section 7.1: public key, text, signature
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
            "4a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize("vector", RFC_8032)
def test_signatures_of_the_rfc_hold_and_no_bit_of_them_may_differ(vector: tuple[str, str, str]) -> None:
    key, text, signature = map(bytes.fromhex, vector)
    assert verify_ledger.is_signed(key, text, signature)
    assert not verify_ledger.is_signed(key, text + b"\x00", signature)
    for place in range(0, 64, 7):
        changed = bytearray(signature)
        changed[place] ^= 4
        assert not verify_ledger.is_signed(key, text, bytes(changed))
    scalar = int.from_bytes(signature[32:], "little") + verify_ledger.ORDER
    assert not verify_ledger.is_signed(key, text, signature[:32] + scalar.to_bytes(32, "little"))
    assert not verify_ledger.is_signed(key, text, signature[:-1])
    assert not verify_ledger.is_signed(key[:-1], text, signature)


def test_note_is_checked_by_the_key_of_the_archive_or_one_kept(tmp_path: Path, capsys) -> None:
    make_item()
    note, archive = tmp_path / "seal.txt", tmp_path / "ledger.zip"
    call_command("seal", note=note)
    export_ledger(archive)
    mine = seal_key().public_line
    capsys.readouterr()

    def checked(*more: str) -> tuple[int, str]:
        code = verify_ledger.main([str(archive), "--note", str(note), *more])
        told = capsys.readouterr()
        return code, (told.err or told.out.splitlines()[-1]).strip()

    key_id = mine.split("+")[1]
    code, says = checked()
    assert (code, f"key {key_id} signed it, which the archive names" in says) == (0, True)
    assert checked("--key", mine) == (
        0,
        f"{note}: the key that you named signed it, and the archive holds what it sealed.",
    )
    other = SealKey(Ed25519PrivateKey.generate())
    says = f"{note}: another key signed it ({key_id}), not the one that --key names"
    assert checked("--key", other.public_line) == (1, says)
    assert checked("--key", "dialogue-ledger+00000000+AAAA")[0] == 2

    written = note.read_text(encoding="utf-8")
    note.write_text(written.replace("items 1", "items 2"), encoding="utf-8")
    code, says = checked()
    assert code == 1
    assert "its signature is not that of its text" in says
    assert "another moment or other counts" in says
    seal = Seal.objects.get()
    note.write_text(other.note(seal), encoding="utf-8")
    code, says = checked()
    assert (code, "which this archive does not name" in says) == (1, True)
    says = (
        f"{note}: the key that you named signed it, and the archive holds what it sealed."
        " The archive does not name that key: it was made before, or by others."
    )
    assert checked("--key", other.public_line) == (0, says)
    seal.known_at = seal.known_at.replace(microsecond=0)
    note.write_text(other.note(seal), encoding="utf-8")
    assert verify_ledger.note_of(note)[1]["known_at"].endswith(".000000Z")
    seal.root = "ab" * 32
    note.write_text(seal_key().note(seal), encoding="utf-8")
    assert checked() == (1, f"{note}: the archive has no seal with its root {'ab' * 32}")
    for broken in ("", "no note", written.replace("— dialogue-ledger ", "— another "), written.split("—")[0]):
        note.write_text(broken, encoding="utf-8")
        code, says = checked()
        assert (code, says) == (2, f"{note}: this cannot be read as the signed note of a ledger's seal")


def test_key_is_the_owners_alone_stays_and_is_in_no_archive(var: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        call_command("seal", note=tmp_path / name)
    assert (var / "seal_key").stat().st_mode & 0o777 == 0o600
    assert parts_of(tmp_path / "first")[1] == parts_of(tmp_path / "second")[1]
    export_ledger(tmp_path / "ledger.zip")
    secret = serialization.load_pem_private_key((var / "seal_key").read_bytes(), password=None)
    assert isinstance(secret, Ed25519PrivateKey)
    with zipfile.ZipFile(tmp_path / "ledger.zip") as members:
        held = b"".join(members.read(name) for name in members.namelist())
    for written in (secret.private_bytes_raw(), base64.b64encode(secret.private_bytes_raw()), b"PRIVATE KEY"):
        assert written not in held
    assert sorted(path.name for path in var.iterdir()) == ["seal_key", "seal_keys.txt"]


def test_public_half_of_an_earlier_key_stays(var: Path, tmp_path: Path) -> None:
    call_command("seal", note=tmp_path / "first")
    (var / "seal_key").unlink()
    call_command("seal", note=tmp_path / "second")
    export_ledger(tmp_path / "ledger.zip")
    for name in ("first", "second"):
        text, key_id, signature = parts_of(tmp_path / name)
        keys_in(tmp_path / "ledger.zip")[key_id].verify(signature, text)


def test_two_who_make_the_key_at_once_have_the_same(tmp_path: Path) -> None:
    lines = at_once([lambda: seal_key().public_line] * 4)
    assert set(lines) == {seal_key().public_line}


def test_public_halves_come_back_with_the_archive_which_is_the_same_again(settings, tmp_path: Path) -> None:
    make_busy_ledger()
    call_command("seal", note=tmp_path / "seal.txt")
    export_ledger(tmp_path / "ledger.zip")
    empty_the_database()
    settings.LEDGER_VAR = tmp_path / "another"
    settings.LEDGER_VAR.mkdir()
    restore_ledger(tmp_path / "ledger.zip")
    assert [path.name for path in settings.LEDGER_VAR.iterdir()] == ["seal_keys.txt"]
    export_ledger(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "ledger.zip").read_bytes()


def test_archive_whose_keys_are_none_restores_nothing(settings, tmp_path: Path) -> None:
    make_busy_ledger()
    call_command("seal", note=tmp_path / "seal.txt")
    export_ledger(tmp_path / "ledger.zip")
    changed = rewritten(
        tmp_path / "ledger.zip",
        tmp_path / "changed.zip",
        "seal_keys.txt",
        lambda _content: b"<script>\xff\n",
        is_told=True,
    )
    empty_the_database()
    settings.LEDGER_VAR = tmp_path / "another"
    with pytest.raises(ArchiveRefused, match=r"seal_keys\.txt: it is no list of public keys"):
        restore_ledger(changed)
    assert not Seal.objects.exists()
    assert not settings.LEDGER_VAR.exists()


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda key: key.chmod(0o640), "Others may read"),
        (lambda key: key.write_text("no key"), "is no Ed25519 key"),
    ],
)
def test_unfit_key_signs_nothing_and_seals_nothing(make, says: str, var: Path, tmp_path: Path) -> None:
    call_command("seal", note=tmp_path / "first")
    make(var / "seal_key")
    with pytest.raises(CommandError, match=says) as refused:
        call_command("seal", note=tmp_path / "second")
    assert refused.value.returncode == 2
    assert Seal.objects.count() == 1
    assert not (tmp_path / "second").exists()


@pytest.mark.parametrize("name", ["there", "nowhere/seal.txt", "there/seal.txt"])
def test_note_that_cannot_be_written_seals_nothing(name: str, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("an earlier note")
    with pytest.raises(CommandError) as refused:
        call_command("seal", note=tmp_path / name)
    assert refused.value.returncode == 2
    assert not Seal.objects.exists()
    assert (tmp_path / "there").read_text() == "an earlier note"
