"""The text of a statement's file: .txt, .html, .docx or .pdf, told by content first and by name second.

A file that holds no text that can be read raises ``Unreadable`` with one line that says why.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ledger.reading.plain import kept_text

LARGEST = 20_000_000
"""Bytes of a file, at most."""
LONGEST = 2_000_000
"""Characters of a text, at most."""
UNPACKED = 100_000_000
"""Bytes that a .docx may take when unpacked, at most."""
PAGES = 500


def _(message: str) -> str:
    """Mark a message for translation; the edge translates it."""
    return message


MISSING = _("there is no such file")
FOLDER = _("this is a folder")
UNREACHABLE = _("the file cannot be opened")
TOO_LARGE = _("the file is too large for a statement (%(limit)s MB at most)")
TOO_LONG = _("the text is too long for a statement (%(limit)s million characters at most)")
EMPTY = _("the file holds no text")
BINARY = _("this is not a text: .txt, .html, .docx and .pdf are read")
ENCRYPTED = _("the file is encrypted: save it without a password first")
OLD_WORD = _("this is an old Word file or an encrypted one: save it as .docx without a password first")
SCANNED = _("the PDF has no text layer (a scan?): run it through text recognition first")
BROKEN = _("the file is damaged")


class Unreadable(ValueError):
    """Why no text can be had from a file. ``message`` is translated at the edge, then filled from ``values``."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message % values)
        self.message, self.values = message, values


def text_of_file(path: Path) -> str:
    """The kept text of a file. Raises ``Unreadable``."""
    try:
        if path.is_dir():
            raise Unreadable(FOLDER)
        if path.stat().st_size > LARGEST:
            raise Unreadable(TOO_LARGE, limit=LARGEST // 1_000_000)
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(MISSING) from error
    except (OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(UNREACHABLE) from error
    return text_of(raw, name=path.name)


def text_of(raw: bytes, *, name: str = "") -> str:
    """The kept text of a file's bytes: decoded, BOM dropped, CRLF → LF. ``name`` helps to tell what it is.

    Raises ``Unreadable``.
    """
    if len(raw) > LARGEST:
        raise Unreadable(TOO_LARGE, limit=LARGEST // 1_000_000)
    if not raw.strip():
        raise Unreadable(EMPTY)
    text = kept_text(_reader_of(raw, name.lower())(raw))
    if not re.search(r"[^\W\d_]", text):
        raise Unreadable(EMPTY)
    if len(text) > LONGEST:
        raise Unreadable(TOO_LONG, limit=LONGEST // 1_000_000)
    return text


def _reader_of(raw: bytes, name: str) -> Callable[[bytes], str]:
    if b"%PDF-" in raw[:1024]:
        return _pdf
    if raw.startswith(b"PK\x03\x04"):
        return _docx
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(OLD_WORD)
    if name.endswith((".htm", ".html", ".xhtml")) or re.match(
        rb"\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)", raw[:512].lower()
    ):
        return _html
    return _decoded


# Plain text

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _decoded(raw: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or else Windows-1252."""
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
        (b"", "utf-8"),
        (b"", "cp1252"),
    ):
        if not raw.startswith(mark):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_CONTROL.findall(text[:100_000])) * 100 > len(text[:100_000]):
            break
        # A stray control character would not survive in a database or on a page.
        return _CONTROL.sub("", text)
    raise Unreadable(BINARY)


# HTML

_SILENT = frozenset(
    {
        "script",
        "style",
        "head",
        "nav",
        "header",
        "footer",
        "aside",
        "noscript",
        "template",
        "form",
        "button",
        "svg",
    }
)
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "blockquote",
        "br",
        "hr",
        "dd",
        "dt",
        "figcaption",
        "pre",
    }
)


_MAIN = frozenset({"main", "article"})
_LEAST = 400
"""Characters inside a page's ``main`` or ``article``, at least, for it to be the text."""


class _Line:
    """A line of a page: its words, those of them that are links, and whether it stands in the page's main part."""

    def __init__(self, text: str, *, is_main: bool) -> None:
        self.text, self.linked, self.is_main = text, 0, is_main

    def says(self) -> str:
        """The line's words with single spaces; none for an item of a menu, which is nothing but a link."""
        text = re.sub(r" +", " ", self.text).strip()
        is_menu = text.startswith("•") and self.linked >= len(text.strip("• "))
        return "" if is_menu or not text.strip("• ") else text


class _Paragraphs(HTMLParser):
    """Running text of a page: a line per block, bullets before list items."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = [_Line("", is_main=False)]
        self.silent = self.links = self.mains = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.mains += tag in _MAIN
        self.links += tag == "a"
        if tag in _SILENT:
            self.silent += 1
        elif tag in _BLOCKS:
            self.lines.append(_Line("• " if tag == "li" else "", is_main=self.mains > 0))
        elif tag == "td":
            self.lines[-1].text += " "

    def handle_endtag(self, tag: str) -> None:
        self.mains = max(0, self.mains - (tag in _MAIN))
        self.links = max(0, self.links - (tag == "a"))
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in _BLOCKS:
            self.lines.append(_Line("", is_main=self.mains > 0))

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        words = re.sub(r"[ \t\r\n]+", " ", data)
        self.lines[-1].text += words
        self.lines[-1].linked += len(words) if self.links else 0

    def said(self) -> list[str]:
        """The lines that say something: of the page's main part, where it has one that is long enough."""
        main = [line.says() for line in self.lines if line.is_main]
        lines = main if sum(map(len, main)) >= _LEAST else [line.says() for line in self.lines]
        return [line for line in lines if line]


_CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,20})", re.IGNORECASE)


def _html(raw: bytes) -> str:
    parser = _Paragraphs()
    parser.feed(_page(raw))
    parser.close()
    return "\n\n".join(parser.said())


def _page(raw: bytes) -> str:
    """The page decoded as it says itself, where that is so."""
    named = _CHARSET.search(raw[:2048])
    try:
        return raw.decode(named[1].decode() if named else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return _decoded(raw)


# DOCX


def _docx(raw: bytes) -> str:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            entries = packed.infolist()
        if not any(entry.filename == "word/document.xml" for entry in entries):
            raise Unreadable(BINARY)
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable(ENCRYPTED)
        if sum(entry.file_size for entry in entries) > UNPACKED:
            raise Unreadable(TOO_LARGE, limit=LARGEST // 1_000_000)
        document = docx.Document(io.BytesIO(raw))
        return "\n\n".join(_docx_lines(document.iter_inner_content()))
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable(BROKEN) from error


def _docx_lines(blocks: Any) -> Iterator[str]:
    """Paragraphs in their order, those of tables too; a bullet before those of a list."""
    for block in blocks:
        if hasattr(block, "rows"):
            for row in block.rows:
                yield from _numbered(
                    [line for cell in row.cells for line in _docx_lines(cell.iter_inner_content())]
                )
        elif block.text.strip():
            style = (block.style.name if block.style else "") or ""
            yield f"• {block.text.strip()}" if style.startswith("List") else block.text.strip()


def _numbered(row: list[str]) -> list[str]:
    """The lines of a table's row; a number alone in its first cell stands before the words of the second."""
    if len(row) > 1 and re.fullmatch(r"\d{1,3}\.?", row[0]):
        return [f"{row[0].rstrip('.')}. {row[1]}", *row[2:]]
    return row


# PDF


def _opened(reader: Any) -> Any:
    """The reader of a PDF that asks for no password. Raises Unreadable."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    return reader


def _pdf(raw: bytes) -> str:
    import pypdf

    try:
        reader = _opened(pypdf.PdfReader(io.BytesIO(raw)))
        text = "\n\n".join(_unwrapped(page.extract_text()) for page in list(reader.pages)[:PAGES])
    except pypdf.errors.DependencyError as error:
        raise Unreadable(ENCRYPTED) from error
    except Unreadable:
        raise
    except Exception as error:
        raise Unreadable(BROKEN) from error
    if not re.search(r"[^\W\d_]", text):
        raise Unreadable(SCANNED)
    return text


def _unwrapped(page: str) -> str:
    """A page's text without the blanks at the ends of its lines, and without the soft hyphens that break words there."""
    return re.sub("\u00ad *\\n *", "", "\n".join(line.strip() for line in page.splitlines()))
