"""A PDF with a text layer, by pypdf."""

import io
import re
from typing import Any

from ledger.reading.unreadable import BROKEN, ENCRYPTED, PAGES, SCANNED, Unreadable


def read_pdf(raw: bytes) -> str:
    """The text of a PDF's pages. Raises ``Unreadable``."""
    import pypdf

    try:
        reader = _opened(pypdf.PdfReader(io.BytesIO(raw)))
        text = "\n\n".join(_unwrapped(page.extract_text()) for page in list(reader.pages)[:PAGES])
    except pypdf.errors.DependencyError as error:
        raise Unreadable(ENCRYPTED) from error
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(BROKEN) from error
    if not re.search(r"[^\W\d_]", text):
        raise Unreadable(SCANNED)
    return text


def _opened(reader: Any) -> Any:
    """The reader of a PDF that asks for no password. Raises Unreadable."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    return reader


def _unwrapped(page: str) -> str:
    """A page's text without the blanks at the ends of its lines, and without the soft hyphens that break words there."""
    return re.sub("\u00ad *\\n *", "", "\n".join(line.strip() for line in page.splitlines()))
