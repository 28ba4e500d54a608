"""Whether a file is one of ours, where others made the file: saved by other programs, or meant to cost much."""

import dataclasses
import io
import time
import zipfile
import zlib
from collections.abc import Callable
from uuid import uuid4

import pikepdf
import pypdf
import pytest

from ledger.reports import marks
from ledger.reports.marks import PARTS, UNPACKED
from ledger.reports.writers import formats
from tests.reports.kitchen_sink import make_report
from tests.support.reading_back import written


def packed(*parts: bytes, by: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A packed document of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", by) as folder:
        for number, part in enumerate(parts):
            folder.writestr(str(number), part)
    return stream.getvalue()


def drawn(drawing: bytes, kind: bytes = b"") -> bytes:
    """As much of a PDF as its reader looks at: one packed stream."""
    return b"%PDF-1.7\n4 0 obj\n<<" + kind + b">>stream\n" + zlib.compress(drawing, 9) + b"\nendstream\n"


HOSTILE: dict[str, tuple[Callable[[], bytes], int]] = {
    # The file, and how many bytes of it may be looked at besides the file itself.
    "a bomb": (lambda: packed(b"\0" * 200_000_000), 2 * UNPACKED),
    "many bombs": (lambda: packed(*[b"a" * 15_000_000] * 8), 2 * UNPACKED),
    "a bomb that cannot be unpacked in part": (lambda: packed(b"\0" * 99_000_000, by=zipfile.ZIP_BZIP2), 0),
    "a tag without an end": (lambda: packed(b"<" + b"a" * 50_000_000), 2 * UNPACKED),
    "tags alone": (lambda: packed(b"<" * 50_000_000), 2 * UNPACKED),
    "identifiers, nearly": (lambda: packed(b"01234567-0123-0123-0123-" * 2_000_000), 2 * UNPACKED),
    "too many parts": (lambda: packed(*[b"a"] * (PARTS + 1)), 0),
    "a page of many words": (lambda: drawn(b"BT /F1 12 Tf " + b"(a) Tj " * 1_200_000 + b"ET"), 0),
    "properties without an end": (lambda: drawn(b"a" * 50_000_000, b"/Type/ObjStm"), UNPACKED),
    "many properties": (lambda: drawn(b"a" * 9_000_000, b"/Type/Metadata") * 20, UNPACKED),
    "streams alone": (lambda: b"%PDF" + b"/ObjStm stream\n" * 1_000_000, 0),
    "letters alone": (lambda: b"a" * 20_000_000, 0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_file_that_is_meant_to_cost_much_costs_little(name: str) -> None:
    make, more = HOSTILE[name]
    content = make()
    assert sum(map(len, marks.parts(content))) <= len(content) + more
    began = time.process_time()
    assert marks.marks(content) == []
    assert time.process_time() - began < 5, "seconds: it is a tenth of that, on a machine that has time"


def resaved_small(content: bytes) -> bytes:
    """Saved again with all objects packed together, the properties too, and the metadata left out."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.docinfo["/Subject"] = str(document.open_metadata()["dc:description"])
        del document.Root.Metadata
        document.save(stream, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def resaved_shorter(content: bytes) -> bytes:
    """Saved again without its last page."""
    stream = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(content))
    writer.remove_page(-1)
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize("resaved", [resaved_small, resaved_shorter])
def test_pdf_that_another_program_saved_still_tells_its_mark(resaved: Callable[[bytes], bytes]) -> None:
    mark = uuid4()
    report = dataclasses.replace(make_report(), colophon=f"Público. Emitido como {mark}.")
    content = written(formats()["pdf"], report)
    assert marks.marks(content) == [str(mark)]
    again = resaved(content)
    assert marks.marks(again) == [str(mark)]
    assert (str(mark).encode() in again) is (resaved is resaved_shorter), "the small one has packed it"


def test_no_more_identifiers_are_taken_than_a_report_may_have() -> None:
    listed = b" ".join(b"%08x-0123-0123-0123-0123456789ab" % number for number in range(10_000))
    assert len(marks.marks(listed)) == marks.MARKS
