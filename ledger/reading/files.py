"""Get the text out of a statement's file, told by its content first and by its name second.

Read are .txt, .html, .docx, .odt, .pdf, .rtf, .eml and .mht. A file that holds no text that can be read raises ``Unreadable`` with
a line that says why; nothing else is raised, however damaged or hostile the file is.
"""

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from ledger.reading.formats.html import read_html
from ledger.reading.formats.mail import is_mail, read_mail
from ledger.reading.formats.open_document import is_open_document, read_odt
from ledger.reading.formats.pdf import read_pdf
from ledger.reading.formats.plain_text import decoded, storable
from ledger.reading.formats.rtf import read_rtf
from ledger.reading.formats.word import read_docx
from ledger.reading.plain import kept_text
from ledger.reading.unreadable import (
    ATTACHED,
    BINARY,
    BROKEN,
    EMPTY,
    ENCRYPTED,
    FOLDER,
    MAX_FILE_BYTES,
    MAX_TEXT_CHARACTERS,
    MISSING,
    OLD_WORD,
    OPEN_DOCUMENT,
    SCANNED,
    TOO_LARGE,
    TOO_LONG,
    TRACKED,
    UNPACKED,
    UNREACHABLE,
    XML_FILE,
    Unreadable,
)
from ledger.vocabulary import TrackedChanges

__all__ = [
    "ATTACHED",
    "BINARY",
    "BROKEN",
    "EMPTY",
    "ENCRYPTED",
    "FOLDER",
    "MAX_FILE_BYTES",
    "MAX_TEXT_CHARACTERS",
    "MISSING",
    "OLD_WORD",
    "OPEN_DOCUMENT",
    "SCANNED",
    "TOO_LARGE",
    "TOO_LONG",
    "TRACKED",
    "UNPACKED",
    "UNREACHABLE",
    "XML_FILE",
    "Unreadable",
    "text_of",
    "text_of_file",
]


_WEB_PAGE = re.compile(
    rb"""
    # e.g. <!doctype html>
    # e.g. <?xml version="1.0"?> <html>
    \s*(?:<!doctype\ html|<html|<\?xml[^>]*>\s*(?:<!doctype\ html|<html))
    """,
    re.VERBOSE,
)


def text_of_file(path: Path, *, changes: TrackedChanges | None = None) -> str:
    """Return the kept text of a file. Raises ``Unreadable``."""
    return text_of(bytes_of_file(path), name=path.name, changes=changes)


def bytes_of_file(path: Path) -> bytes:
    """Return the bytes of a file that is not too large. Raises ``Unreadable``."""
    try:
        if path.is_dir():
            raise Unreadable(FOLDER)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1_000_000)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(MISSING) from error
    except (OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(UNREACHABLE) from error


def text_of(raw: bytes, *, name: str = "", changes: TrackedChanges | None = None) -> str:
    """Return the kept text of a file's bytes: decoded, BOM dropped, CRLF → LF. ``name`` helps to tell what it is.

    ``changes`` says how to read a document with tracked changes; without it such a document is ``Unreadable`` for
    ``TRACKED``. Raises ``Unreadable`` alone.
    """
    if len(raw) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1_000_000)
    if not raw.strip():
        raise Unreadable(EMPTY)
    try:
        text = kept_text(storable(_reader_of(raw, name.lower(), changes)(raw)))
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable(UNPACKED) from error
    except Exception as error:  # a parser fails in many ways on what is no such file
        raise Unreadable(BROKEN) from error
    if not re.search(r"[^\W\d_]", text):
        raise Unreadable(EMPTY)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise Unreadable(TOO_LONG, limit=MAX_TEXT_CHARACTERS // 1_000_000)
    return text


def _reader_of(raw: bytes, name: str, changes: TrackedChanges | None) -> Callable[[bytes], str]:
    head = raw[:1024]
    if b"%PDF-" in head:
        return read_pdf
    if raw.startswith(b"PK\x03\x04"):
        return partial(read_odt if is_open_document(raw) else read_docx, changes=changes)
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_WORD)
    if head.lstrip().startswith(b"{\\rtf"):
        return partial(read_rtf, changes=changes)
    if is_mail(raw, name):
        return read_mail
    if name.endswith((".htm", ".html", ".xhtml")) or _WEB_PAGE.match(
        head.lower().removeprefix(b"\xef\xbb\xbf")
    ):
        return read_html
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s", head):
        raise Unreadable(XML_FILE)
    return decoded
