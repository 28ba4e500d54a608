"""Files are told by their content: what is kept, and what is refused with which words."""

import io
import zipfile
from typing import Any

import pytest

from ledger.models import Entry
from ledger.recording import RuleViolation
from ledger.recording.file_types import DOCX, JPEG, ODT, PARTS, PDF, PNG, TEXT, XLSX, UnfitFile, media_type
from tests.makers import make_entry, make_evidence, make_item


def container(*names: str, **parts: str) -> bytes:
    """A ZIP file with empty parts of these names, and parts with a text."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name in names:
            written.writestr(name, "")
        for name, text in parts.items():
            written.writestr(name, text)
    return stream.getvalue()


WORD = container("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"%PDF-1.7\n...", PDF),
        (b"\x89PNG\r\n\x1a\n...", PNG),
        (b"\xff\xd8\xff\xe0...", JPEG),
        ("Artículo 1.\r\n\tÚnico.".encode(), TEXT),
        ("\ufeffWith a mark".encode(), TEXT),
        (b"Less < more, and <b>that</b> is no page", TEXT),
        (b"<!---->" * 10_000 + b"no page either", TEXT),
        (WORD, DOCX),
        (container("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (container("content.xml", mimetype=ODT), ODT),
    ],
    ids=[
        "pdf",
        "png",
        "jpeg",
        "text",
        "byte order mark",
        "angle brackets",
        "comments",
        "docx",
        "xlsx",
        "odt",
    ],
)
def test_media_type_follows_the_content(content: bytes, found: str) -> None:
    assert media_type(content) == found


UNKNOWN = "Kept are PDF, PNG, JPEG"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00\x03", UNKNOWN),
        (b"\xff\xfeU\x00T\x00", UNKNOWN),
        (b"text with a \x00", UNKNOWN),
        (b"PK\x03\x04 and then nothing", UNKNOWN),
        (container("a.exe"), UNKNOWN),
        (container("word/document.xml"), UNKNOWN),
        (container("content.xml", mimetype="application/vnd.oasis.opendocument.text-master"), UNKNOWN),
        (b"\n <!-- x -->\n<!DOCTYPE html><p>", "A web page is not kept"),
        (b"<svg onload='alert(1)'>", "A web page is not kept"),
        (b"<?xml version='1.0'?>", "A web page is not kept"),
        (
            container("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "This document holds macros",
        ),
        (container("Basic/Standard/Module1.xml", mimetype=ODT), "This document holds macros"),
    ],
)
def test_media_type_of_anything_else_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(UnfitFile) as unfit:
        media_type(content)
    assert str(unfit.value.message).startswith(says)


def test_file_beyond_the_limit_is_refused(settings: Any) -> None:
    settings.LEDGER_MAX_UPLOAD_MB = 1
    assert media_type(b"%PDF-" + b"x" * (2**20 - 5)) == PDF
    with pytest.raises(UnfitFile) as unfit:
        media_type(b"%PDF-" + b"x" * 2**20)
    assert unfit.value.message == (
        "The file has 1.0\xa0MB, and at most 1.0\xa0MB are kept: give a link, or a smaller file."
    )


@pytest.mark.both_databases
@pytest.mark.django_db
def test_write_api_takes_the_type_from_the_content() -> None:
    entry = make_entry(make_item(), evidence=(make_evidence(file=WORD, file_name="law.pdf"),))
    assert [one.file_type for one in entry.evidence.all()] == [DOCX]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_write_api_refuses_a_file_that_is_not_kept() -> None:
    item = make_item()
    with pytest.raises(RuleViolation) as broken:
        make_entry(item, evidence=(make_evidence(file=b"<html>"),))
    assert broken.value.fields == {
        "evidence": "A web page is not kept, since it can run programs: save it as PDF."
    }
    assert Entry.objects.filter(item=item).count() == 1


def test_list_of_parts_without_end_is_not_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for number in range(PARTS + 1):
            container.writestr(str(number), b"")
    with pytest.raises(UnfitFile):
        media_type(stream.getvalue())


def test_type_that_is_packed_so_that_it_asks_for_memory_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as container:
        container.writestr("mimetype", ODT)
    with pytest.raises(UnfitFile):
        media_type(stream.getvalue())
