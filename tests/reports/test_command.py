"""The `report` command: its exit codes, what it prints, what it writes."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ledger.management.commands import report
from ledger.management.commands.report import Command
from ledger.models import Item
from ledger.reports import kinds
from ledger.reports.parameter_form import ReportForm
from ledger.reports.writers import formats, is_text
from ledger.vocabulary import Status
from tests.makers import make_agency, make_dialogue, make_entry, make_item, make_round, make_topic

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("report", *arguments, stdout=out)
    return out.getvalue()


def make_told_topic() -> str:
    topic = make_topic("torture-prevention")
    make_item(topics=[topic])
    return topic.slug


def test_markdown_is_printed_unless_said_otherwise() -> None:
    assert run("topic", "--topic", make_told_topic()).startswith("# Status report: Torture prevention\n")


@pytest.mark.parametrize("form", [name for name, writer in formats().items() if is_text(writer)])
def test_every_text_is_printed(form: str) -> None:
    assert run("topic", "--topic", make_told_topic(), "--format", form)


BINARY = [name for name, writer in formats().items() if not is_text(writer)]


@pytest.mark.parametrize("form", BINARY)
def test_what_is_no_text_goes_into_a_file_or_a_pipe(
    form: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    topic, path = make_told_topic(), tmp_path / f"brief.{form}"
    with pytest.raises(CommandError, match="output: .* is no text to be shown here; expected a file"):
        run("topic", "--topic", topic, "--format", form)
    call_command(
        "report", "topic", "-o", str(path), topic=topic, known_at="2026-01-01T00:00", as_of="2026-01-01"
    )
    call_command("report", "topic", topic=topic, format=form, known_at="2026-01-01T00:00", as_of="2026-01-01")
    assert capfdbinary.readouterr().out == path.read_bytes()


def test_bytes_go_out_as_they_are(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    call_command("report", "topic", topic=make_told_topic(), format="csv")
    assert capfdbinary.readouterr().out.startswith(b"\xef\xbb\xbf")


def test_format_follows_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "brief.json"
    assert run("topic", "--topic", make_told_topic(), "-o", str(path)) == ""
    assert json.loads(path.read_bytes())["report"]["title"] == "Torture prevention"
    assert [file.name for file in tmp_path.iterdir()] == ["brief.json"]


def test_format_asked_for_goes_before_the_files_name(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    run("topic", "--topic", make_told_topic(), "--format", "md", "-o", str(path))
    assert path.read_text().startswith("# Status report")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["topc"],
            "round, topic, not “topc”; the nearest is “topic”.",
        ),
        (
            ["topic"],
            "topic: A report of this kind needs it: Its short name or its name, as torture-prevention",
        ),
        (["topic", "--topic", "torture-prevntion"], "the nearest is “torture-prevention”."),
        (["topic", "--topic", "torture-prevention", "--as-of", "20181231"], "the nearest is “2018-12-31”."),
        (
            ["topic", "--topic", "torture-prevention", "--format", "htm"],
            "format: Expected one of pdf, docx, csv, ",
        ),
        (["topic", "--topic", "torture-prevention", "-o", "brief.htm"], "the nearest is “brief.html”."),
        (["topic", "--topic", "torture-prevention", "-o", ""], "output: Expected a name that ends in one of"),
        (
            ["topic", "--topic", "torture-prevention", "-o", ".", "--format", "md"],
            "output: Expected a name that ends in one of",
        ),
        (["round", "--round", "USMX-99"], "round: Expected a dialogue’s code and the round’s number"),
        (["party", "--party", "Mexco"], "not “Mexco”; the nearest is “MEX”."),
        (["agency", "--agency", "SR"], "not “SR”; the nearest is “SRE”."),
        (
            ["dialogue", "--dialogue", "USM"],
            "dialogue: Expected one of USMX, not “USM”; the nearest is “USMX”.",
        ),
        (["changes", "--since", "2018-02"], "since: Expected a day that has come"),
        (["changes", "--since", "2018-01-01", "--as-of", "2018-01-01"], "the nearest is “2017-12-31”."),
        (["party", "--party", "MEX", "--round", "USMX-7"], "round: A report of this kind does not take it."),
        (["attention", "--audience", "public"], "the nearest is “internal”."),
        (["topic", "--topic", "torture-prevention", "--known-at", "2018-12-31"], "“2018-12-31T23:59:59”."),
        (["topic", "--topic", "torture-prevention", "--language", "fr"], "language: Expected one of en, es"),
        (
            ["topic", "--topic", "torture-prevention", "--audience", "everyone"],
            "audience: Expected one of internal",
        ),
    ],
)
def test_a_bad_parameter_exits_2_and_says_which(arguments: list[str], message: str) -> None:
    topic = make_topic("torture-prevention")
    make_item(make_round(make_dialogue("USMX"), number=7), topics=[topic])
    make_agency("SRE")
    with pytest.raises(CommandError) as refused:
        run(*arguments)
    assert refused.value.returncode == 2
    assert message in str(refused.value)


def test_all_bad_parameters_are_named_at_once() -> None:
    with pytest.raises(CommandError) as refused:
        run("topic", "--topic", "torture", "--as-of", "2018", "--round", "USMX-7", "--language", "fr")
    assert [line.partition(":")[0] for line in str(refused.value).splitlines()] == [
        "topic",
        "round",
        "as-of",
        "language",
    ]


def test_the_parameters_of_the_command_are_those_of_the_form() -> None:
    options = Command().create_parser("manage.py", "report")._option_string_actions
    assert {f"--{name.replace('_', '-')}" for name in ReportForm.base_fields} <= options.keys()
    helps = [options[f"--{name}"].help for name in ("as-of", "with-children", "audience")]
    assert helps == [
        "The day to report on, such as 31 Dec 2018; empty for today.",
        "With the topics under it",
        "Audience: internal, shared, public",
    ]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "brief.html"
    with pytest.raises(CommandError, match=r"brief\.html” cannot be written: No such file or directory\."):
        run("topic", "--topic", make_told_topic(), "-o", str(path))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_person_who_waits_at_a_terminal_is_told_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    topic, terminal, quick = make_told_topic(), Terminal(), Terminal()
    make_entry(Item.objects.get(), Status.STALLED)
    path = str(tmp_path / "brief.md")
    call_command("report", "topic", "-o", path, topic=topic, stderr=quick)
    monkeypatch.setattr(report, "PATIENCE", 0)
    call_command("report", "topic", "-o", path, topic=topic, stderr=terminal)
    call_command("report", "topic", "-o", path, topic=topic, stderr=(pipe := io.StringIO()))
    drawn = terminal.getvalue().split("\r\x1b[K")
    assert drawn == ["", f"[{' ' * 30}]   0% reading entries", "writing the file…", ""]
    assert (quick.getvalue(), pipe.getvalue()) == ("", "")


def test_writer_that_fails_leaves_no_half_written_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    topic, path = make_told_topic(), tmp_path / "brief.md"
    path.write_text("The one before.")

    def fail(_report: object, stream: io.BytesIO) -> None:
        stream.write(b"Half")
        raise RuntimeError("no font")

    monkeypatch.setattr(formats()["md"], "write", fail)
    with pytest.raises(RuntimeError, match="no font"):
        run("topic", "--topic", topic, "-o", str(path))
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"brief.md": "The one before."}


def test_help_is_one_line() -> None:
    assert "\n" not in Command.help
    assert kinds().keys() == {
        "agency",
        "attention",
        "changes",
        "dialogue",
        "matrix",
        "party",
        "round",
        "topic",
    }


def test_kinds_and_formats_need_no_database() -> None:
    code = "from ledger.reports.writers import formats; print(sorted(formats()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{sorted(formats())}\n"
