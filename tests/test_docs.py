"""What README.md says of the commands is what the commands are."""

import argparse
import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

import ledger.management.commands
from ledger.reports import kinds

ROOT = Path(__file__).parents[1]
FOLDER = Path(ledger.management.commands.__path__[0])
COMMANDS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "__init__")


def usages() -> dict[str, str]:
    """How README's table of commands says that each is called, by its name: "quickstart [--no-serve] …"."""
    table = (
        (ROOT / "README.md").read_text(encoding="utf-8").partition("\n## Commands\n")[2].partition("\n## ")[0]
    )
    return {usage.split()[0]: usage for usage in re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)}


def own_arguments(name: str) -> list[argparse.Action]:
    """The arguments that a command adds to those of the command of Django's that it is made from."""
    command = load_command_class("ledger", name)
    made_from = next(kind for kind in type(command).__mro__ if kind.__module__.startswith("django."))
    django = {action.dest for action in made_from().create_parser("manage.py", name)._actions}
    return [
        action for action in command.create_parser("manage.py", name)._actions if action.dest not in django
    ]


def test_readme_lists_every_command_and_no_other() -> None:
    assert sorted(usages()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_option_and_no_other(name: str) -> None:
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usages()[name]))
    options = [set(action.option_strings) for action in own_arguments(name) if action.option_strings]
    assert [sorted(option) for option in options if not option & named] == []
    assert named - set().union(*options) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_names_every_positional_argument(name: str) -> None:
    words = usages()[name].replace("[", " ").replace("]", " ").split()
    positional = [action for action in own_arguments(name) if not action.option_strings]
    assert [one.dest for one in positional if (one.metavar or one.dest.upper()) not in words] == []


def test_readme_names_every_kind_of_report() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in kinds() if f"`{kind}`" not in readme] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_is_one_line(name: str) -> None:
    lines = load_command_class("ledger", name).help.splitlines()
    assert len(lines) == 1


def test_the_map_names_every_module_of_the_write_api() -> None:
    write_api = {file.name for file in (ROOT / "ledger" / "recording").glob("*.py")} - {"__init__.py"}
    text = (ROOT / "ledger" / "README.md").read_text(encoding="utf-8")
    listed = text.partition("## The write API, file by file")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+\.py)`", listed)) == write_api


def test_the_map_names_every_room() -> None:
    folder = ROOT / "ledger"
    rooms = {one.name for one in folder.glob("*.py")} | {
        f"{one.parent.name}/" for one in folder.glob("*/__init__.py")
    }
    text = (folder / "README.md").read_text(encoding="utf-8").partition("\n## ")[0]
    named = {
        room.replace("management/commands/", "management/")
        for room in re.findall(r"`([\w/]+(?:\.py)?)`", text)
    }
    assert rooms - {"__init__.py"} - named == set()
