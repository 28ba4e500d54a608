"""Read a PDF with a text layer, by pypdf."""

import io
import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ledger.reading.formats.columns import PlacedWords, in_columns, line_pieces
from ledger.reading.unreadable import (
    BROKEN,
    ENCRYPTED,
    MAX_PDF_PAGES,
    MAX_TEXT_CHARACTERS,
    SCANNED,
    TOO_LONG,
    UNPACKED,
    Unreadable,
)

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_LIMITS: dict[str, Any] = {
    "array_based_stream_maximum_output_length": 8_000_000,
    "lzw_maximum_output_length": 8_000_000,
    "run_length_maximum_output_length": 8_000_000,
    "zlib_maximum_output_length": 8_000_000,
    "stream_parsing_work_maximum_count": 300_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 200_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""What a page of a statement needs at most; pypdf's own limits let a file of 3 KB take half a minute."""
_MAX_OPERATORS = 250_000
"""Operators of all pages and of the drawings within them, at most; a page has about a thousand."""
_MAX_OPERATORS_OF_PAGE_IN_COLUMNS = 20_000
"""Operators of a page that is looked through for columns, at most."""


def read_pdf(raw: bytes) -> str:
    """Return the text of a PDF's pages. Raises ``Unreadable``."""
    import pypdf

    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = _opened(pypdf.PdfReader(io.BytesIO(raw)))
            text = "\n\n".join(_pages(reader))
    except pypdf.errors.DependencyError as error:
        raise Unreadable(ENCRYPTED) from error
    except pypdf.errors.LimitReachedError as error:
        raise Unreadable(UNPACKED) from error
    except (Unreadable, MemoryError):
        raise
    except Exception as error:
        raise Unreadable(BROKEN) from error
    if not re.search(r"[^\W\d_]", text):
        raise Unreadable(SCANNED)
    return text


def _opened(reader: "PdfReader") -> "PdfReader":
    """Open a PDF that asks for no password. Raises Unreadable."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable(ENCRYPTED)
    return reader


def _pages(reader: "PdfReader") -> Iterator[str]:
    """Read the text of each page, column by column. Raises ``Unreadable`` as soon as there is too much of it."""
    length = operators = 0

    def count(*_operation: object) -> None:
        nonlocal operators
        operators += 1
        if operators > _MAX_OPERATORS:
            raise Unreadable(UNPACKED)

    for page in list(reader.pages)[:MAX_PDF_PAGES]:
        before = operators
        text = page.extract_text(visitor_operand_before=count)
        length += len(text)
        if length > MAX_TEXT_CHARACTERS:
            raise Unreadable(TOO_LONG, limit=MAX_TEXT_CHARACTERS // 1_000_000)
        may_have_columns = "\n" in text and operators - before < _MAX_OPERATORS_OF_PAGE_IN_COLUMNS
        yield _unwrapped(_in_columns(page, text) if may_have_columns else text)


def _unwrapped(page: str) -> str:
    """Drop the blanks at the ends of a page's lines, and the soft hyphens that break words there."""
    return re.sub("\u00ad *\\n *", "", "\n".join(line.strip() for line in page.splitlines()))


def _in_columns(page: "PageObject", text: str) -> str:
    """Order a page's text column by column where it was written across its columns."""
    try:
        columns = in_columns(line_pieces(_shown(page)))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  positions are a help: without them, words come in the order of the file
        return text
    in_order = "\n".join(columns or ())
    # Words without a known place, in a drawing within the page for example, must not get lost.
    return in_order if _letters(in_order) >= _letters(text) else text


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _shown(page: "PageObject") -> Iterator[PlacedWords]:
    """Find what a page shows, in the order of the file, with its place: by the parts of pypdf's mode for layouts."""
    from pypdf.generic import ContentStream

    layout: Any = import_module("pypdf._text_extraction._layout_mode._fixed_width_page")
    fonts, state = page._layout_mode_fonts(), layout.TextStateManager()  # noqa: SLF001
    rest = iter(ContentStream(page["/Contents"].get_object(), page.pdf, "bytes").operations)
    for operands, operator in rest:
        if operator in {b"BT", b"q"}:
            end = b"ET" if operator == b"BT" else b"Q"
            for shown in layout.recurse_to_target_op(rest, state, end, fonts)[1]:
                if not shown.rotated and shown.font.interpretable and shown.text:
                    y = -shown.ty if shown.flip_vertical else shown.ty
                    yield PlacedWords(shown.tx, shown.displaced_tx, y, shown.font_height or 1.0, shown.text)
        elif operator == b"Tf":
            layout.set_font_operation(state, fonts, operands)
        elif operator == b"cm":
            state.add_cm(*operands)
        else:
            state.set_state_param(operator, operands)
