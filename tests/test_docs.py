"""What the documentation says of commands, filters, words and pages is what they are."""

import argparse
import re
from pathlib import Path
from runpy import run_path

import pytest
from django.core.management import load_command_class

import ledger.management.commands
from ledger import models, vocabulary
from ledger.filters import ItemFilterSet
from ledger.filters.order import SORTS
from ledger.reports import kinds

ROOT = Path(__file__).parents[1]
FOLDER = Path(ledger.management.commands.__path__[0])
COMMANDS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem != "__init__")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def usages() -> dict[str, str]:
    """How the table of commands says that each is called, by its name: "quickstart [--no-serve] …"."""
    table = read("docs/commands.md").partition("\n## Commands\n")[2].partition("\n## ")[0]
    return {usage.split()[0]: usage for usage in re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)}


def own_arguments(name: str) -> list[argparse.Action]:
    """The arguments that a command adds to those of the command of Django's that it is made from."""
    command = load_command_class("ledger", name)
    made_from = next(kind for kind in type(command).__mro__ if kind.__module__.startswith("django."))
    django = {action.dest for action in made_from().create_parser("manage.py", name)._actions}
    return [
        action for action in command.create_parser("manage.py", name)._actions if action.dest not in django
    ]


def test_docs_lists_every_command_and_no_other() -> None:
    assert sorted(usages()) == COMMANDS


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_names_every_option_and_no_other(name: str) -> None:
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", usages()[name]))
    options = [set(action.option_strings) for action in own_arguments(name) if action.option_strings]
    assert [sorted(option) for option in options if not option & named] == []
    assert named - set().union(*options) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_names_every_positional_argument(name: str) -> None:
    words = usages()[name].replace("[", " ").replace("]", " ").split()
    positional = [action for action in own_arguments(name) if not action.option_strings]
    assert [one.dest for one in positional if (one.metavar or one.dest.upper()) not in words] == []


def test_docs_names_every_kind_of_report() -> None:
    commands = read("docs/commands.md")
    assert [kind for kind in kinds() if f"`{kind}`" not in commands] == []


def test_docs_list_every_filter_and_order_and_no_other() -> None:
    rows = re.findall(r"^\| (`.+?) \| (.+?) \|", read("docs/filters.md"), re.MULTILINE)
    names = {name for cell, _values in rows for name in re.findall(r"`(\w+)`", cell)}
    orders = next(values for cell, values in rows if cell == "`sort`")
    assert names == set(ItemFilterSet.base_filters)
    assert set(re.findall(r"`(\w+)`", orders)) == set(SORTS)


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


def test_the_glossary_names_words_and_models_that_exist() -> None:
    named = set(re.findall(r"`([A-Z]\w+)", read("docs/glossary.md")))
    known = {*dir(models), *dir(vocabulary), "ItemQuerySet"}
    assert named - known == set()


# --- Pages and pictures

PAGES = sorted(
    file.relative_to(ROOT).as_posix() for file in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
)
PICTURES = ROOT / "docs" / "guide" / "pictures"
MOST_BYTES = 150_000


@pytest.mark.parametrize("name", PAGES)
def test_links_of_a_page_lead_to_files(name: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", read(name))
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"CHANGELOG.md", "DECISIONS.md"}))
def test_files_that_a_page_names_exist(name: str) -> None:
    """The two that are left out tell of files as they were."""
    files = re.findall(r"`((?:ledger|config|docs|tests)/[\w./-]+)`", read(name))
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_every_page_of_the_guide_is_in_both_languages() -> None:
    pages = {
        language: {file.name for file in (ROOT / "docs" / "guide" / language).glob("*.md")}
        for language in ("en", "es")
    }
    assert pages["en"] == pages["es"]
    assert len(pages["en"]) == 13


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_picture_is_shown_by_the_guide_and_small(language: str) -> None:
    shown = {
        picture
        for file in (ROOT / "docs" / "guide" / language).glob("*.md")
        for picture in re.findall(r"\.\./pictures/(\w+/[\w-]+\.png)", file.read_text(encoding="utf-8"))
    }
    taken = {f"{language}/{file.name}": file.stat().st_size for file in (PICTURES / language).glob("*.png")}
    assert shown == set(taken)
    assert {name: size for name, size in taken.items() if size > MOST_BYTES} == {}


@pytest.mark.parametrize("language", ["en", "es"])
def test_labels_that_the_guide_names_are_on_the_pages(language: str) -> None:
    """Words in italics are those of a button, link or field, as the catalogue has them."""
    catalogue = read("ledger/locale/es/LC_MESSAGES/django.po")
    keyword = "msgid" if language == "en" else r"msgstr(?:\[\d\])?"
    found = re.findall(rf'^{keyword} ((?:".*"\n)+)', catalogue, re.MULTILINE)
    labels = {"".join(re.findall(r'"(.*)"', message)).lower() for message in found}
    labels |= {
        "csv",
        "excel",
        "word",
        "español",
        "english",
        "forgot your password?",
        "¿ha olvidado su contraseña?",
    }
    for file in (ROOT / "docs" / "guide" / language).glob("*.md"):
        italics = re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", file.read_text(encoding="utf-8"))
        assert (file.name, [words for words in italics if " ".join(words.split()).lower() not in labels]) == (
            file.name,
            [],
        )


# --- What runs by itself


def test_the_makefile_calls_what_the_continuous_integration_calls() -> None:
    targets = dict(re.findall(r"^(\w+):.*\n((?:\t.+\n)+)", read("Makefile"), re.MULTILINE))
    called = read(".ci/run").replace("    run ", "    .venv/bin/python -m ")
    steps = [
        line.strip()
        for name in ("environment", "checks", "types", "test")
        for line in targets[name].splitlines()
    ]
    assert len(steps) == 7
    assert [step for step in steps if not re.search(rf"^\s*{re.escape(step)}$", called, re.MULTILINE)] == []
    hooks = re.findall(r"entry: (.+)", read(".pre-commit-config.yaml"))
    assert sorted(hooks) == sorted(steps[1:-1])


PAGES_THAT_NAME_CODE = ("one-request.md", "first-change.md", "architecture.md", "testing.md", "glossary.md")


@pytest.mark.parametrize("name", PAGES_THAT_NAME_CODE)
def test_files_and_names_that_a_page_names_are_there(name: str) -> None:
    """Each path stands in the project, and each ``Class.method`` or ``function`` in the code of the project."""
    text = re.sub(r"```.*?```", "", (ROOT / "docs" / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    quoted = re.findall(r"`([^`\n]+)`", text)
    paths = [
        word for word in quoted if re.fullmatch(r"(?:ledger|tests|config|docs|seeds|fixtures)/[\w./-]+", word)
    ]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    code = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "ledger").rglob("*.py"))
    member, by_suffix = r"[A-Z]\w+\.(?!md\b)\w+", r"[A-Z]\w+(?:View|Form|Mixin|Transaction)"
    named = {word for word in quoted if re.fullmatch(f"{member}|{by_suffix}", word)} - {"FormView"}
    assert [word for word in sorted(named) if not _is_defined(word, code)] == []


def _is_defined(name: str, code: str) -> bool:
    owner, _dot, member = name.partition(".")
    is_there = re.search(rf"^class {owner}\b", code, re.MULTILINE) is not None
    return is_there and (
        not member or re.search(rf"^    (?:def )?{member}\b", code, re.MULTILINE) is not None
    )


def test_drawing_of_the_architecture_is_made_from_the_imports() -> None:
    made = run_path(str(ROOT / "docs" / "architecture.py"))
    assert made["DRAWING"].read_text(encoding="utf-8") == made["draw"]()
