"""Sign seals as notes, which are kept elsewhere: a text, a blank line and an Ed25519 signature (C2SP ``signed-note``).

The key is this machine's, in ``var/`` and nowhere else. Its public half, and those of keys before it, stand beside it
and in every archive, each as a line ``name+id+key``.
"""

import base64
import hashlib
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

from ledger.models import Seal

NAME = "dialogue-ledger"
ED25519 = b"\x01"
"""What the format calls this kind of signature."""
_PUBLIC_LINE = re.compile(r"dialogue-ledger\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}")


class KeyUnfit(Exception):
    """A file in place of the key that is none, or that others than its owner may read."""


@dataclass(frozen=True)
class SealKey:
    """The key that signs notes of seals."""

    private: Ed25519PrivateKey

    @property
    def public_line(self) -> str:
        """What checks its signatures, as a line: the name, the key's id and the key."""
        key = ED25519 + _raw(self.private.public_key())
        return f"{NAME}+{_id_of(key).hex()}+{base64.b64encode(key).decode()}"

    def note(self, seal: Seal) -> str:
        """Return a seal as a signed note."""
        text = (
            "Seal of a Dialogue Ledger\n"
            f"known at {seal.known_at.isoformat()}\nitems {seal.items}\nentries {seal.entries}\nroot {seal.root}\n"
        )
        signature = _id_of(ED25519 + _raw(self.private.public_key())) + self.private.sign(text.encode())
        return f"{text}\n— {NAME} {base64.b64encode(signature).decode()}\n"


def seal_key() -> SealKey:
    """Return this machine's key, made at the first time, with its public half kept beside it.

    Raises KeyUnfit, OSError.
    """
    path = Path(settings.LEDGER_VAR) / "seal_key"
    if not path.exists():
        _make(path)
    if path.stat().st_mode & 0o077:
        says = _("Others may read %(path)s, and sign with it: move it away, and a new key is made.")
        raise KeyUnfit(says % {"path": path})
    try:
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError):
        private = None
    if not isinstance(private, Ed25519PrivateKey):
        says = _("%(path)s is no Ed25519 key: move it away, and a new key is made.")
        raise KeyUnfit(says % {"path": path})
    key = SealKey(private)
    keep_public_lines([key.public_line])
    return key


def public_lines() -> list[str]:
    """Return the public halves of all keys, in alphabetical order."""
    path = _public_path()
    return path.read_text(encoding="ascii").splitlines() if path.exists() else []


def are_public_lines(lines: Iterable[str]) -> bool:
    """Tell whether each line is the public half of a key."""
    return all(_PUBLIC_LINE.fullmatch(line) for line in lines)


def keep_public_lines(lines: Iterable[str]) -> None:
    """Keep public halves beside those that are kept."""
    put_back(sorted({*public_lines(), *lines}))


def put_back(lines: list[str]) -> None:
    """Keep these public halves and no others; the file is whole at any moment."""
    if lines != public_lines():
        content = "".join(f"{line}\n" for line in lines).encode("ascii")
        _write(_public_path(), content, replace=True)


def _make(path: Path) -> None:
    """Write a new key, which its owner alone reads; where somebody else was quicker, theirs stays."""
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        _write(path, pem, replace=False)
    except FileExistsError:
        return


def _write(path: Path, content: bytes, *, replace: bool) -> None:
    """Write a file that is whole as soon as it has its name, and on disk; its owner alone reads it."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        if replace:
            part.replace(path)
        else:
            path.hardlink_to(part)
    finally:
        part.unlink(missing_ok=True)


def _public_path() -> Path:
    return Path(settings.LEDGER_VAR) / "seal_keys.txt"


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _id_of(key: bytes) -> bytes:
    """Return the first bytes of the digest of name and key, by which a reader finds the key of a signature."""
    return hashlib.sha256(f"{NAME}\n".encode() + key).digest()[:4]
