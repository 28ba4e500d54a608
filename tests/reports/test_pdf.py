"""PDF, opened by another program: what it says of itself, and what it does with letters that no font has."""

import dataclasses
import io

import pikepdf
import pytest

from ledger.reports.writers import formats
from tests.reports.kitchen_sink import make_report
from tests.support.reading_back import words_of, written


def opened(title: str) -> tuple[pikepdf.Pdf, str]:
    """The kitchen sink under that title, and the words that a reader meets."""
    content = written(formats()["pdf"], dataclasses.replace(make_report(), title=title))
    return pikepdf.open(io.BytesIO(content)), words_of(formats()["pdf"], content)


@pytest.mark.parametrize("title", ["Prevención de la tortura", "منع التعذيب", "מניעת עינויים", "Long " * 60])
def test_document_says_that_it_is_accessible(title: str) -> None:
    document, _words = opened(title)
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert title.strip() in str(document.docinfo["/Title"])


def test_letters_that_no_font_has_cost_the_mark_and_not_the_report() -> None:
    document, words = opened("防止酷刑, or how to prevent torture")
    with document.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata
    assert "/StructTreeRoot" in document.Root
    assert "how to prevent torture" in words
    assert "防止酷刑" in str(document.docinfo["/Title"])
