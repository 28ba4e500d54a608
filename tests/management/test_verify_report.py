"""The `verify_report` command: what it says of a file, and its exit codes."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger.recording import file_of
from ledger.reports import kinds
from ledger.reports.issuing import issue
from ledger.reports.parameter_form import read_parameters
from ledger.reports.writers import formats
from ledger.vocabulary import Status
from tests.makers import make_editor, make_entry, make_item, make_topic

pytestmark = pytest.mark.django_db


def run(path: Path) -> tuple[int, list[str]]:
    """The exit code and the lines."""
    out = io.StringIO()
    try:
        call_command("verify_report", str(path), stdout=out)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.mark.parametrize("form", sorted(formats()))
def test_file_is_told_unchanged_or_made_from_one(form: str, tmp_path: Path) -> None:
    topic = make_topic("torture-prevention")
    item = make_item(topics=[topic])
    dialogue = item.round.dialogue
    report = issue(
        user=make_editor(dialogue),
        kind=kinds()["topic"],
        parameters=read_parameters(topic=topic.slug),
        writer=formats()[form],
        dialogues=[dialogue],
        recipient="The Embassy",
    )
    path = tmp_path / "brief"
    path.write_bytes(file_of(report).read_bytes())
    code, lines = run(path)
    assert (code, lines[0]) == (0, f"unchanged: SHA-256 {report.sha256}")
    assert lines[-2:] == [
        "  asked again as known then: the same file",
        "  asked for the same day as known now: the same answer",
    ]
    make_entry(item, Status.STALLED)
    assert run(path)[1][-1] == "  asked for the same day as known now: another answer"
    path.write_bytes(path.read_bytes() + b"\n")
    code, lines = run(path)
    assert (code, lines[0].partition(":")[0]) == (1, "unknown" if form == "csv" else "derived")


def test_other_files_are_none_of_ours(tmp_path: Path) -> None:
    for content in (b"", b"PK\x03\x04", b"%PDF-1.7", b"11111111-1111-1111-1111-111111111111"):
        path = tmp_path / "brief"
        path.write_bytes(content)
        code, lines = run(path)
        assert (code, len(lines), lines[0].partition(":")[0]) == (1, 1, "unknown")


def test_file_that_is_not_there_exits_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file") as refused:
        run(tmp_path / "nowhere")
    assert refused.value.returncode == 2
