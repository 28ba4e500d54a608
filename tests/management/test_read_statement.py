"""`read_statement`: a table or JSON, one clear line for a bad file."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from ledger.seeding.load import seed
from tests.makers import make_topic
from tests.support.statements import UK_BRAZIL
from tests.support.word_files import inserted, make_docx, p, r

TEXT = (
    "The United States and Mexico held the 8th round of the Human Rights Dialogue. "
    "Both sides discussed steps to prevent torture."
)


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    path = tmp_path / "statement.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def output_of(path: Path, **options: object) -> str:
    stream = io.StringIO()
    call_command("read_statement", str(path), stdout=stream, **options)
    return stream.getvalue()


@pytest.mark.django_db
def test_json_is_the_form_alone(statement: Path) -> None:
    form = json.loads(output_of(statement, format="json"))
    assert form["round"]["number"] == 8
    assert [(one["kind"], one["wording"]) for one in form["proposals"]] == [
        ("discussed", "steps to prevent torture")
    ]


@pytest.mark.django_db
def test_what_the_reader_is_unsure_of_is_shown_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text(TEXT + " Prisons were in the news.", encoding="utf-8")
    shown, everything = (
        json.loads(output_of(path, format="json", all=asked))["proposals"] for asked in (False, True)
    )
    assert [row["wording"] for row in shown] == ["steps to prevent torture"]
    assert [row["wording"] for row in everything] == ["steps to prevent torture", "Prisons"]
    assert everything[1]["confidence"] < 0.45
    assert "Prisons" not in output_of(path, format="text")
    assert "Prisons" in output_of(path, format="text", all=True)


@pytest.mark.django_db
def test_topics_come_from_the_fixtures_where_the_ledger_has_none(statement: Path) -> None:
    assert json.loads(output_of(statement, format="json"))["proposals"][0]["topic"] == "torture-prevention"


@pytest.mark.django_db
def test_topics_come_from_the_ledger_where_it_has_some(statement: Path) -> None:
    topic = make_topic("ill-treatment")
    topic.phrases.create(language="en", text="prevent torture")
    merged = make_topic("old-name", merged_into=topic)
    merged.phrases.create(language="en", text="steps to prevent torture")
    assert json.loads(output_of(statement, format="json"))["proposals"][0]["topic"] == "ill-treatment"


@pytest.mark.django_db
def test_earlier_item_is_shown(statement: Path) -> None:
    seed()
    assert "continues USMX-7-05?" in output_of(statement, format="text")


@pytest.mark.django_db
def test_text_is_a_table_without_colour_off_a_terminal(statement: Path) -> None:
    shown = output_of(statement, format="text")
    assert "Round     8" in shown
    assert "steps to prevent torture" in shown
    assert "\x1b[" not in shown


@pytest.mark.django_db
def test_colour_where_it_is_asked_for(statement: Path) -> None:
    assert "\x1b[" in output_of(statement, format="text", force_color=True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "options", "line"),
    [
        (b"", {}, "the file holds no text."),
        (
            bytes(range(256)) * 9,
            {},
            "this is not a text: .txt, .html, .docx, .odt, .pdf, .rtf and .eml are read.",
        ),
        (
            "Le due delegazioni hanno discusso della pena di morte e della libertà di stampa nel mondo.".encode(),
            {},
            "languages that are read",
        ),
        (UK_BRAZIL.encode(), {"language": "es"}, "the text seems to be in English, not in Spanish."),
    ],
)
def test_bad_file_is_one_line_and_exit_2(
    tmp_path: Path, raw: bytes, options: dict[str, str], line: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(raw)
    with pytest.raises(CommandError) as refused:
        output_of(path, **options)
    assert refused.value.returncode == 2
    assert line in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.django_db
def test_tracked_changes_ask_for_their_option(tmp_path: Path) -> None:
    path = tmp_path / "changed.docx"
    path.write_bytes(
        make_docx(p(r(f"{TEXT} Both sides agreed to publish "), inserted("an annual "), r("report.")))
    )
    with pytest.raises(CommandError) as refused:
        output_of(path)
    assert str(refused.value) == (
        f"{path}: the file has tracked changes: say whether to read it with them accepted, or as it was before them"
        " (--changes accepted, --changes original)."
    )
    assert refused.value.returncode == 2
    for changes, words in (("accepted", "publish an annual report"), ("original", "publish report")):
        form = json.loads(output_of(path, format="json", changes=changes))
        assert any(words in one["wording"] for one in form["proposals"])


def test_reader_of_the_output_that_has_enough_ends_it_without_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "statement.txt"
    path.write_text(TEXT + " Both sides discussed prisons, torture and migration." * 200, encoding="utf-8")
    command = f"{sys.executable} manage.py read_statement {path} --format json | head -c 1"
    environment = os.environ | {"LEDGER_VAR_DIR": str(tmp_path), "LEDGER_MAKE_SECRET_KEY": "1"}
    done = subprocess.run(
        command, shell=True, cwd=settings.ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("{", "")
