"""The command ``import_items``: what it writes, what it refuses, what it says."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ledger.importing.layouts import layout_named, layouts
from ledger.importing.mapping import read_mapping
from ledger.models import Item, User
from ledger.vocabulary import Status
from tests.makers import make_dialogue, make_editor, make_round, make_topic, make_user

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]

SAMPLES = Path(__file__).resolve().parents[2] / "fixtures" / "imports"
ROWS = "Ref,Kind,Action,Topic,Status,Date\nA,undertaken,Publish it.,Torture prevention,{status},2019-03-31\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    round = make_round(make_dialogue("USMX"), number=7)
    make_topic("torture-prevention")
    path = tmp_path / "tracker.csv"
    path.write_text(ROWS.format(status="in progress"), encoding="utf-8")
    (tmp_path / "map.toml").write_text(
        f'format = 1\n[fixed]\nround = "{round.dialogue.code}-{round.number}"\n'
    )
    return path


def said(capsys: pytest.CaptureFixture[str], *args: Any) -> str:
    call_command("import_items", *map(str, args))
    return capsys.readouterr().out


def refused(*args: Any) -> CommandError:
    with pytest.raises(CommandError) as error:
        call_command("import_items", *map(str, args))
    return error.value


def test_command_writes_once(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--map", file.with_name("map.toml"), "--dialogue", "USMX")
    assert said(capsys, file, *options, "--dry-run").startswith("To be opened: 1. Updates to be recorded: 1.")
    assert (Item.objects.count(), User.objects.filter(username="import").count()) == (0, 0)
    how = 'Encoding: utf-8. Separator: comma (,). Quotation mark: ". Heads: row 1.'
    written = said(capsys, file, *options).splitlines()
    item = Item.objects.get()
    batch = item.entries.earliest("sequence").batch
    assert written == [
        "Opened: 1. Updates recorded: 1. Rows that are there already: 0.",
        f"Batch {batch}: http://127.0.0.1:8000/batches/{batch}/ shows it, and undoes it.",
        how,
    ]
    again = ["Opened: 0. Updates recorded: 0. Rows that are there already: 1.", how]
    assert said(capsys, file, *options).splitlines() == again
    assert (item.status, item.outside_ref) == (Status.IN_PROGRESS, "A")


def test_bad_rows_are_listed_and_come_back_as_a_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(ROWS.format(status="green") + "B,asked,Ask it.,Torture prevention,,\n", encoding="utf-8")
    error = refused(file, "--map", file.with_name("map.toml"))
    assert error.returncode == 1
    assert f"{file}:2: Status: “green” is none of our words" in capsys.readouterr().err
    assert str(error).endswith("Nothing was written.")
    beside = file.with_name("tracker.bad-rows.csv")
    rows = beside.read_text("utf-8-sig").splitlines()
    assert rows[0] == "Ref,Kind,Action,Topic,Status,Date,What is wrong"
    assert [row.split(",")[0] for row in rows[1:]] == ["A", "B"]
    assert Item.objects.count() == 0
    mended = rows[1].replace("green", "in progress")
    beside.write_text(f"{rows[0]}\n{mended}\n", encoding="utf-8")
    assert said(capsys, beside, "--map", file.with_name("map.toml")).startswith("Opened: 1.")


def test_skip_bad_writes_the_rest_and_says_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = "B,undertaken,Ask it.,Torture prevention,,\n"
    file.write_text(ROWS.format(status="green") + good, encoding="utf-8")
    error = refused(file, "--map", file.with_name("map.toml"), "--skip-bad")
    assert "Nothing was written." not in str(error)
    assert capsys.readouterr().out.startswith("Opened: 1.")
    assert Item.objects.get().outside_ref == "B"


def test_questions_are_asked_and_nothing_is_guessed(file: Path) -> None:
    file.write_text("Action,Status,Date\nPublish it.,green,03/04/2019\n", encoding="utf-8")
    error = refused(file)
    assert error.returncode == 2
    for words in ("dates read both ways", "([fixed] round = …)", "([fixed] kind = …)", "“green” = …"):
        assert words in str(error)


def test_wrong_names_are_refused(file: Path, tmp_path: Path) -> None:
    make_dialogue("OTHER")
    assert "There are: OTHER, USMX." in str(refused(file))
    assert "There is no account nobody." in str(refused(file, "--dialogue", "USMX", "--as", "nobody"))
    outsider = make_editor(make_dialogue("THIRD"))
    says = str(refused(file, "--dialogue", "USMX", "--as", outsider.username))
    assert "Only editors of USMX import into it." in says
    assert refused(tmp_path / "gone.csv", "--dialogue", "USMX").returncode == 2
    assert refused(file, "--dialogue", "USMX", "--map", tmp_path / "gone.toml").returncode == 2


def test_account_of_a_person_is_not_taken_for_that_of_imports(file: Path) -> None:
    make_user(username="import")
    assert "say by --as who imports" in str(refused(file, "--map", file.with_name("map.toml")))
    assert Item.objects.count() == 0


def test_nul_and_script_are_a_fault_or_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = "C,undertaken,<script>alert(1)</script> =1+1,Torture prevention,,\n"
    file.write_text(ROWS.format(status="in progress").replace("Publish", "Pub\x00lish") + script, "utf-8")
    refused(file, "--map", file.with_name("map.toml"), "--skip-bad")
    assert f"{file}:2: Action: The cell holds a character that no text has" in capsys.readouterr().err
    assert Item.objects.get().summary_en == "<script>alert(1)</script> =1+1"


@pytest.mark.parametrize("name", layouts())
def test_layout_is_a_mapping(name: str) -> None:
    assert read_mapping(layout_named(name)).columns
