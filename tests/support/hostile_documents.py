"""Small files that take a program minutes or gigabytes to read, by what they do."""

import io
import zipfile
import zlib
from collections.abc import Callable

WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="'
    'word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)


def word(body: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A Word file with that body."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as folder:
        folder.writestr("[Content_Types].xml", TYPES)
        folder.writestr("_rels/.rels", RELATIONS)
        folder.writestr("word/document.xml", f"<w:document {WORDS}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            folder.writestr(name, content)
    return stream.getvalue()


def pdf(content: bytes, kind: str = "/FlateDecode") -> bytes:
    """A PDF of one page with a packed stream."""
    packed = zlib.compress(content, 9)
    head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        head,
        f"<</Length {len(packed)}/Filter {kind}>>".encode() + b"stream\n" + packed + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + b"xref\n0 6\n0000000000 65535 f \n" + table + tail


CELL = (
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr>'
    "<w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
)
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "tags that never end": ("a.html", lambda: b"<a " * 20_000),
    "declarations that never end": ("a.html", lambda: b"<![" * 20),
    "nested without end": ("a.html", lambda: b"<div>" * 200_000),
    "a million attributes": ("a.html", lambda: b"<a " + b"b=c " * 1_000_000 + b">"),
    "a cell over ten million columns": ("a.docx", lambda: word(CELL)),
    "nine million empty paragraphs": ("a.docx", lambda: word("<w:p/>" * 9_000_000)),
    "paragraphs nested without end": ("a.docx", lambda: word("<w:p>" * 100_000 + "</w:p>" * 100_000)),
    "a bomb in a Word file": ("a.docx", lambda: word("<w:p/>", {"word/media/a.png": b"\0" * 300_000_000})),
    "a document that is a bomb": ("a.docx", lambda: word("<w:p/>" + " " * 300_000_000)),
    "entities that double": (
        "a.xhtml",
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(9)
            )
            + b"]><html>&a8;</html>"
        ),
    ),
    "a page that is a bomb": ("a.pdf", lambda: pdf(b" " * 200_000_000)),
    "a page of many words": ("a.pdf", lambda: pdf(b"BT /F1 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET")),
    "graphics states without end": ("a.pdf", lambda: pdf(b"q " * 5_000_000)),
    "braces without end": ("a.rtf", lambda: b"{\\rtf1" + b"{" * 1_000_000),
    "parts of a mail without end": (
        "a.eml",
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\n" + b"--a\n" * 500_000,
    ),
}
