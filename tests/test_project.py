"""The house itself: floors that import-linter cannot word, migrations in step, and files fit for any machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import grimp
import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = re.compile(
    # registries' hosts, and places of somebody's own machine
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|(?<![\w.])/(?:work|root|home/\w+|Users)/"
)


def tracked_texts() -> dict[str, str]:
    """The project's own text files by path: what git tracks, or would."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    texts = {}
    for name in names:
        file = ROOT / name
        if file.is_file() and name != "tests/test_project.py":
            texts[name] = file.read_bytes().decode("utf-8", errors="replace")
    return texts


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("ledger", include_external_packages=True, cache_dir=None)


def imported_by(graph: grimp.ImportGraph, room: str) -> set[str]:
    """What the modules of `room` import from outside it."""
    inside = {module for module in graph.modules if module == room or module.startswith(f"{room}.")}
    return {found for module in inside for found in graph.find_modules_directly_imported_by(module)} - inside


def test_reading_knows_only_the_ground_and_no_django(imports: grimp.ImportGraph) -> None:
    found = imported_by(imports, "ledger.reading")
    assert {name for name in found if name.startswith("ledger")} <= {"ledger.vocabulary", "ledger.isolation"}
    assert "django" not in found


def test_report_writers_know_only_the_shape(imports: grimp.ImportGraph) -> None:
    found = imported_by(imports, "ledger.reports.writers")
    assert {name for name in found if name.startswith("ledger")} == {"ledger.presentation.shape"}


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name
        for name, text in tracked_texts().items()
        if name.startswith("ledger/") and re.search(r"environ\[|environ\.get|getenv", text)
    }
    assert readers == set()


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    found = {
        name: match.group() for name, text in tracked_texts().items() if (match := ELSEWHERE.search(text))
    }
    assert found == {}


def test_requirements_are_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "tests/requirements.txt", "tests/requirements-django61.txt"):
        blocks = re.split(r"^(?=[a-z])", (ROOT / name).read_text(), flags=re.MULTILINE)[1:]
        loose = [block.split()[0] for block in blocks if "==" not in block or "--hash=sha256:" not in block]
        assert (name, loose) == (name, [])


def test_requirements_files_agree() -> None:
    pins = [
        dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "tests/requirements.txt")
    ]
    differing = {name for name in pins[0].keys() & pins[1].keys() if pins[0][name] != pins[1][name]}
    assert differing == set()


def test_every_variable_of_the_settings_is_in_the_docs() -> None:
    settings = (ROOT / "config" / "settings.py").read_text()
    page = (ROOT / "docs" / "deployment.md").read_text()
    table = page.partition("\n## Variables\n")[2].partition("\n## ")[0]
    assert (
        set(re.findall(r"LEDGER_[A-Z_]+(?=\")", settings)) - set(re.findall(r"`(LEDGER_[A-Z_]+)`", table))
        == set()
    )


def test_supported_pythons_are_one_statement() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert project["project"]["requires-python"] == ">=3.11"
    assert "(3, 11)" in (ROOT / "manage.py").read_text()


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
