"""Reports opened by programs of other houses, where this machine has them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from ledger.reports.writers import formats
from tests.reports.kitchen_sink import make_report
from tests.reports.test_writers import expected_of, squeezed
from tests.support.reading_back import written


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not on this machine")


def missing_in(text: str, name: str) -> set[str]:
    """The words of the report that are not in the text that a program took from the file; addresses are no words."""
    plain = squeezed(text.replace("\u200b", "").replace("\u2060", ""))
    words = expected_of(formats()[name], make_report())
    return {word for word in words if squeezed(word) not in plain and not word.startswith("https:")}


@needs("pdftotext")
def test_pdftotext_reads_every_word_of_the_pdf(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(written(formats()["pdf"], make_report()))
    done = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True)
    assert missing_in(done.stdout, "pdf") == set()


@needs("soffice")
def test_libreoffice_reads_every_word_of_the_docx(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    file.write_bytes(written(formats()["docx"], make_report()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        tmp_path,
    ]
    subprocess.run([*command, file], capture_output=True, check=True, timeout=120)
    # A text has no feet of pages.
    foot = {make_report().colophon}
    assert missing_in((tmp_path / "report.txt").read_text("utf-8-sig"), "docx") == foot
