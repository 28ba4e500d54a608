"""Whether a file is a report of ours: unchanged, made from one, or neither.

An issued report is told by the SHA-256 of its file; one that was changed since, by the identifier in its closing line
or in its properties. The tables of CSV carry no such line: those are told unchanged, or not at all.
"""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from uuid import UUID

import pypdf
from django.db.models import QuerySet
from pypdf.errors import PyPdfError

from ledger.models import IssuedReport

LARGEST = 50_000_000
"""How many bytes of a file are looked at, packed or unpacked."""
PARTS = 2_000
PAGES = 20
"""How many parts of a packed document and pages of a PDF are looked at: every page carries the mark."""
MARK = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TAGS = re.compile(rb"<[^<>]*>")


class Verdict(StrEnum):
    """What a file is."""

    UNCHANGED = "unchanged"
    DERIVED = "derived"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What a file is, its SHA-256, and the reports that it is or was made from, the newest first."""

    verdict: Verdict
    sha256: str
    reports: tuple[IssuedReport, ...] = ()


def verify(content: bytes, reports: QuerySet[IssuedReport]) -> Verified:
    """Tell what a file is, among the reports that the asker may know of. Reads only; any bytes are good."""
    sha256 = hashlib.sha256(content).hexdigest()
    if same := tuple(reports.filter(sha256=sha256)):
        return Verified(verdict=Verdict.UNCHANGED, sha256=sha256, reports=same)
    if marked := tuple(reports.filter(uuid__in=_marks(content))):
        return Verified(verdict=Verdict.DERIVED, sha256=sha256, reports=marked)
    return Verified(verdict=Verdict.UNKNOWN, sha256=sha256)


def _marks(content: bytes) -> list[UUID]:
    """What may be identifiers of reports: a few, since a file that lists thousands is none of ours."""
    found: dict[bytes, None] = {}
    for part in _parts(content):
        found |= dict.fromkeys(MARK.findall(part.lower()))
    return [UUID(one.decode()) for one in list(found)[:500]]


def _parts(content: bytes) -> Iterator[bytes]:
    """The file's words, as far as they can be read: a file that is broken has none."""
    yield content[:LARGEST].replace(b"\\", b"")  # Markdown takes the meaning from a hyphen
    if content.startswith(b"PK"):
        yield from _members(content)
    elif content.startswith(b"%PDF"):
        yield from _pages(content)


def _members(content: bytes) -> Iterator[bytes]:
    """The parts of an office document; a mark may be cut into runs, so once more without the markup."""
    left = LARGEST
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            for member in folder.infolist()[:PARTS]:
                with folder.open(member) as stream:
                    part = stream.read(left)
                left -= len(part)
                yield part
                yield TAGS.sub(b"", part)
                if left <= 0:
                    return
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return


def _pages(content: bytes) -> Iterator[bytes]:
    try:
        for page in islice(pypdf.PdfReader(io.BytesIO(content)).pages, PAGES):
            yield re.sub(r"\s|\u200b", "", page.extract_text()).encode()
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError):
        return
