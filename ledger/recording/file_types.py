"""Keep files as evidence: of a few types, told by their content and never by their name, up to a size."""

import io
import re
import zipfile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"

ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    TEXT: (".txt", ".md", ".csv"),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
}
"""The types that are kept, with the endings of their files' names; the first one is given where another stands."""

_BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
_OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACROS = re.compile(r"(^|/)(vbaProject\.bin$|Basic/|Scripts/)", re.IGNORECASE)
# Nothing is tried twice (the possessive marks): a file of many comments would otherwise keep a process busy for ever.
_MARKUP = re.compile(
    r"""
    # e.g. <!doctype html> · <!-- a note --><svg>
    \s*+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype|\?xml|html|head|body|script|svg|iframe)\b
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
PARTS = 10_000
"""How many parts an office document may have: its list of parts is read whole."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class UnfitFile(ValidationError):
    """A file that is not kept; its message says why, and what to do instead."""


def check_size(size: int) -> None:
    """Refuse an empty file and one larger than ``LEDGER_MAX_UPLOAD_MB`` (2**20 bytes each). Raises UnfitFile."""
    limit = settings.LEDGER_MAX_UPLOAD_MB * 2**20
    if not size:
        raise UnfitFile(_("The file is empty."))
    if size > limit:
        words = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        message = _("The file has %(size)s, and at most %(limit)s are kept: give a link, or a smaller file.")
        raise UnfitFile(message % words)


def media_type(content: bytes) -> str:
    """Return the type of a file, one of ``ENDINGS``, by its content. Raises UnfitFile where it is none of them.

    Web pages and other markup are refused though they are text: opened from a disk they can run programs.
    """
    check_size(len(content))
    for beginning, found in _BEGINNINGS.items():
        if content.startswith(beginning):
            return found
    return _office(content) if content.startswith(b"PK\x03\x04") else _text(content)


def _unknown() -> UnfitFile:
    return UnfitFile(
        _(
            "Kept are PDF, PNG, JPEG, Word, Excel and OpenDocument files and plain text in UTF-8: save it as PDF."
        )
    )


def _office(content: bytes) -> str:
    """Return the type of an office document by what its container holds. Only the list of parts is read, not
    the parts.
    """
    if content.count(b"PK\x01\x02") > PARTS:  # as many as the list has lines
        raise _unknown()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            names = container.namelist()
            found = _opendocument(container) if "mimetype" in names else _by_parts(names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError) as broken:
        raise _unknown() from broken
    if found is None:
        raise _unknown()
    if any(map(_MACROS.search, names)):
        raise UnfitFile(_("This document holds macros, which are programs: save it without them, or as PDF."))
    return found


def _by_parts(names: list[str]) -> str | None:
    if "[Content_Types].xml" not in names:
        return None
    return next((found for part, found in _OFFICE.items() if part in names), None)


def _opendocument(container: zipfile.ZipFile) -> str | None:
    if container.getinfo("mimetype").compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return None  # others ask for as much memory as they please
    with container.open("mimetype") as declared:
        return ODT if declared.read(len(ODT) + 1) == ODT.encode() else None


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise _unknown() from broken
    if _CONTROL.search(text):
        raise _unknown()
    if _MARKUP.match(text):
        raise UnfitFile(_("A web page is not kept, since it can run programs: save it as PDF."))
    return TEXT
