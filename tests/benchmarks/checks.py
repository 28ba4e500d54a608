"""What a right answer holds: the benchmark counts no refusal, no empty page and no page of sign-in as an answer."""

import csv
import io
import re
import zipfile
from collections.abc import Callable

import pypdf

from tests.benchmarks.browser import Answer

REF = re.compile(rb"/items/(VOLUME-\d+-\d+)/")
ADMIN_KEY = re.compile(rb"/admin/ledger/item/(\d+)/change/")
Check = Callable[[Answer], str]
"""What is wrong with an answer, in words; empty where nothing is."""


def rows_of(content: bytes) -> int:
    """How many items a page names, in the workspace or in the admin."""
    return len(set(REF.findall(content))) or len(set(ADMIN_KEY.findall(content)))


def holds(*words: str, rows: int = 0) -> Check:
    """A page with these words and at least so many items."""

    def check(answer: Answer) -> str:
        missing = [word for word in words if word.encode() not in answer.content]
        if answer.status != 200:
            return f"answered {answer.status} {answer.location}: {answer.words()}"
        if missing:
            return f"lacks {missing}: {answer.words()}"
        found = rows_of(answer.content) if rows else 0
        return f"{found} items instead of {rows}" if found < rows else ""

    return check


def leads_to(pattern: str) -> Check:
    """A form that was taken: it leads on to another page."""

    def check(answer: Answer) -> str:
        if answer.status == 302 and re.search(pattern, answer.location):
            return ""
        return f"answered {answer.status} {answer.location}: {answer.words()}"

    return check


def is_csv(rows: int) -> Check:
    """CSV with a head and so many rows."""

    def check(answer: Answer) -> str:
        found = sum(1 for _row in csv.reader(io.StringIO(answer.content.decode()))) - 1
        return "" if found == rows else f"{found} rows instead of {rows}"

    return check


def is_workbook(rows: int) -> Check:
    """A workbook whose first sheet has at least so many rows."""

    def check(answer: Answer) -> str:
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            found = book.read("xl/worksheets/sheet1.xml").count(b"<row ") - 1
        return "" if found >= rows else f"{found} rows instead of {rows}"

    return check


def is_pdf(*words: str) -> Check:
    """A PDF whose first pages hold these words."""

    def check(answer: Answer) -> str:
        pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
        text = " ".join(page.extract_text() for page in pages[:5])
        missing = [word for word in words if word not in text]
        return f"lacks {missing}" if missing else ""

    return check
