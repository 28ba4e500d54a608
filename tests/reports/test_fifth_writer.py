"""One more format costs one file: the command and the list of formats find it by themselves."""

import importlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from ledger.reports import writers
from tests.makers import make_item, make_topic

WRITER = """
from ledger.presentation.shape import Report

FORMAT, LABEL, EXTENSION, CONTENT_TYPE, IS_TABULAR = "bare", "Bare", ".bare", "text/plain", False
ENTRIES_AT_ONCE, MOST_ENTRIES = 10, 100


def write(report: Report, stream) -> None:
    stream.write(report.title.encode())
"""


@pytest.fixture
def one_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A writer's module in the package for the length of a test."""
    (tmp_path / "bare_for_a_test.py").write_text(WRITER, encoding="utf-8")
    monkeypatch.setattr(writers, "__path__", [*writers.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    writers.formats.cache_clear()
    yield
    writers.formats.cache_clear()
    name = f"{writers.__name__}.bare_for_a_test"
    sys.modules.pop(name, None)
    vars(writers).pop("bare_for_a_test", None)


@pytest.mark.usefixtures("one_more")
@pytest.mark.django_db
def test_one_more_writer_is_found_by_name_and_by_a_files_ending(tmp_path: Path) -> None:
    topic, out, path = make_topic("torture-prevention"), io.StringIO(), tmp_path / "brief.bare"
    make_item(topics=[topic])
    call_command("report", "topic", topic=topic.slug, format="bare", stdout=out)
    call_command("report", "topic", "--topic", topic.slug, "-o", str(path))
    assert (out.getvalue(), path.read_text()) == ("Torture prevention", "Torture prevention")
