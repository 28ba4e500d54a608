"""What a reader of a file of any format meets: its words, and all its bytes with nothing packed."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf

from ledger.presentation.shape import Report
from ledger.reports.writers import Writer


def written(writer: Writer, report: Report) -> bytes:
    """The file."""
    stream = io.BytesIO()
    writer.write(report, stream)
    return stream.getvalue()


def unpacked(content: bytes) -> bytes:
    """The file with ZIP members and PDF streams opened, and the words of a PDF as they are read."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            return b"\n".join([*map(str.encode, folder.namelist()), *map(folder.read, folder.namelist())])
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            streams = [
                one.read_bytes()
                for one in document.objects
                if isinstance(one, pikepdf.Stream) and _is_plain(one)
            ]
            others = [repr(one).encode() for one in document.objects]
        return b"\n".join([content, *streams, *others, _read_pdf(content).encode()])
    return content


def _is_plain(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image"


def words_of(writer: Writer, content: bytes) -> str:
    """The words that a reader meets, and the addresses that links lead to."""
    return READERS.get(writer.FORMAT, _read_text)(content)


def _read_text(content: bytes) -> str:
    return content.decode("utf-8-sig")


class _Words(HTMLParser):
    """The words of a page, and the addresses that its links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.words += [value or "" for name, value in attrs if name == "href"]


def _read_html(content: bytes) -> str:
    reader = _Words()
    reader.feed(content.decode())
    return "".join(reader.words)


def _read_json(content: bytes) -> str:
    return " ".join(_leaves(json.loads(content)))


def _leaves(value: Any) -> list[str]:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return [word for part in inner for word in _leaves(part)]
    return [str(value)]


def _read_csv(content: bytes) -> str:
    return " ".join(cell for row in csv.reader(io.StringIO(_read_text(content))) for cell in row)


def _read_md(content: bytes) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", content.decode().replace("\n>", "\n"))


def _read_pdf(content: bytes) -> str:
    """The words of all pages, and where links lead; a long word's places to break are no letters."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    links = [
        str(note.get_object()["/A"]["/URI"])
        for page in pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    return "\n".join([*(page.extract_text() for page in pages), *links]).replace("\u200b", "")


def _read_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    body = "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    links = [link.target_ref for link in document.part.rels.values() if link.is_external]
    frame = [paragraph.text for part in document.sections for paragraph in part.footer.paragraphs]
    return "\n".join([body, *links, *frame])


def _read_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    return " ".join(
        f"{cell.value} {cell.hyperlink.target if cell.hyperlink else ''}"
        for cell in cells
        if cell.value is not None
    )


# How a test reads a format back; a format without an entry is text.
READERS = {
    "csv": _read_csv,
    "docx": _read_docx,
    "html": _read_html,
    "json": _read_json,
    "md": _read_md,
    "pdf": _read_pdf,
    "xlsx": _read_xlsx,
}


def without_moment(content: bytes) -> bytes:
    """The bytes without the moment at which the report was asked for."""
    return re.sub(rb'"type": "day",\s*"value": "[^"]*T[^"]*",\s*"label": "[^"]*"', b"", content)
