"""Evidence files: kept once each by their SHA-256, outside the database, removed only by a redaction.

Beside them lie, for a day, files that anybody can have made again: the reports that took long.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where a file of this digest is kept, whether or not it is there."""
    return Path(settings.LEDGER_UPLOADS) / sha256[:2] / sha256


def keep(content: bytes) -> str:
    """Keep a file; returns its SHA-256 in hexadecimal. The same content twice is kept once, whole or not at all."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(part).replace(path)
    return sha256


def remove(sha256: str) -> None:
    """Destroy a kept file; one that is not there is no error."""
    path_of(sha256).unlink(missing_ok=True)


def passing() -> Path:
    """The folder of files that are kept for a day."""
    return Path(settings.LEDGER_VAR) / "runs"


def forget_passing() -> None:
    """Remove them all: what was redacted may stand in any of them."""
    if passing().is_dir():
        for path in passing().iterdir():
            path.unlink(missing_ok=True)
