"""Evidence files: kept once each by their SHA-256, outside the database, removed only by a redaction.

Beside them lie, for a day, files that anybody can have made again: the reports that took long.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Find where a file of this digest is kept, whether or not it is there."""
    return Path(settings.LEDGER_UPLOADS) / sha256[:2] / sha256


class KeptFile(Enum):
    """Whether a kept file is there, and holds what was kept: its name is the SHA-256 of that."""

    WHOLE = "its file is the one that was kept"
    GONE = "its file is gone"
    CHANGED = "its file is not the one that was kept"


class NotAsKept(OSError):
    """A kept file is not handed out: it is gone, or something else than the ledger put other bytes in its place."""

    def __init__(self, sha256: str, state: KeptFile) -> None:
        super().__init__(f"{sha256}: {state.value}")
        self.state = state


def state_of(sha256: str) -> KeptFile:
    """Tell whether the file of a digest is there and unchanged; reads it in pieces, whatever its size."""
    try:
        with path_of(sha256).open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return KeptFile.GONE
    return KeptFile.WHOLE if found == sha256 else KeptFile.CHANGED


def read(sha256: str) -> bytes:
    """Return the content of a kept file, which is the one that was kept. Raises NotAsKept where it is gone or
    changed.
    """
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise NotAsKept(sha256, KeptFile.GONE) from None
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotAsKept(sha256, KeptFile.CHANGED)
    return content


def keep(content: bytes) -> str:
    """Keep a file; returns its SHA-256 in hexadecimal. The same content twice is kept once, whole or not at all.

    Where other bytes have taken the place of the same content, the content is put back.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if state_of(sha256) is not KeptFile.WHOLE:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())  # the row that names it stands after a power cut, so its file does
            Path(part).replace(path)
        except BaseException:  # a full disk, a stopped process: nothing half is left
            Path(part).unlink(missing_ok=True)
            raise
        _to_disk(path.parent)
    return sha256


def remove(sha256: str) -> None:
    """Destroy a kept file for good, whatever becomes of the machine next; one that is not there is no error."""
    path = path_of(sha256)
    try:
        path.unlink()
    except FileNotFoundError:
        return
    _to_disk(path.parent)


def _to_disk(folder: Path) -> None:
    """Have the folder's own list of files written: without it, a removed file can come back after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kept_before(moment: float) -> Iterator[Path]:
    """Yield every file among the uploads that was last written before a moment (seconds since 1970), whatever
    its name.
    """
    root = Path(settings.LEDGER_UPLOADS)
    for path in sorted(root.rglob("*")) if root.is_dir() else ():
        try:
            if path.is_file() and path.stat().st_mtime < moment:
                yield path
        except FileNotFoundError:  # removed meanwhile
            continue


def passing() -> Path:
    """Return the folder of files that are kept for a day."""
    return Path(settings.LEDGER_VAR) / "runs"


def forget_passing() -> None:
    """Remove them all: what was redacted may stand in any of them."""
    if passing().is_dir():
        for path in passing().iterdir():
            path.unlink(missing_ok=True)
