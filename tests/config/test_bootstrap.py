"""The bootstrap, run as it is: real processes, a real pip and a real `.venv`, over one tiny package of our own."""

import base64
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from config import bootstrap

ROOT = Path(__file__).resolve().parents[2]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
BASE_PYTHON = Path(sys.base_prefix) / "bin" / f"python{VERSION}"
CLOSED_INDEX = "http://127.0.0.1:9/simple"

DRIVER = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
for name in sys.argv[2:]:
    sys.modules[name] = None  # as on a machine that lacks it
from pathlib import Path
from config import bootstrap
bootstrap.enter(sys.argv[1], root=Path.cwd())
print("ran in", sys.prefix)
"""


def make_wheel(place: Path, name: str, version: str) -> str:
    """Write a wheel with one empty module; return the requirement line that pins it with its hash."""
    info = f"{name}-{version}.dist-info"
    texts = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    marks = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()) for path, text in texts.items()
    }
    record = "".join(f"{path},sha256={mark.rstrip(b'=').decode()},\n" for path, mark in marks.items())
    texts[f"{info}/RECORD"] = record + f"{info}/RECORD,,\n"
    wheel = place / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in texts.items():
            archive.writestr(path, text)
    return f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


def make_project(place: Path) -> Path:
    """A directory with the two requirements files, one package each, and the wheels they name."""
    wheels = place / "wheels"
    wheels.mkdir(parents=True)
    (place / "tests").mkdir()
    (place / "driver.py").write_text(DRIVER)
    (place / bootstrap.RUNTIME).write_text(make_wheel(wheels, "ledger_probe", "1.0"))
    (place / bootstrap.TESTING).write_text(make_wheel(wheels, "ledger_probe_tests", "1.0"))
    return place


def environment(project: Path, **more: str) -> dict[str, str]:
    """An empty home, and pip kept to the project's own wheels."""
    home = project / "home"
    home.mkdir(exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "LEDGER_", "VIRTUAL_"))
    }
    wheels = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(project / "wheels")}
    return kept | {"HOME": str(home), "PIP_CONFIG_FILE": os.devnull} | (more or wheels)


def run(
    project: Path, command: str, *missing: str, python: Path = BASE_PYTHON, **variables: str
) -> subprocess.CompletedProcess[str]:
    words = [str(python), "driver.py", command, *missing]
    return subprocess.run(
        words, cwd=project, env=environment(project, **variables), capture_output=True, text=True, timeout=300
    )


def said(process: subprocess.CompletedProcess[str]) -> list[str]:
    return [
        line.removeprefix("manage.py: ")
        for line in process.stderr.splitlines()
        if line.startswith("manage.py: ")
    ]


def installed(project: Path) -> dict[str, str]:
    infos = (project / ".venv").glob("lib/*/site-packages/ledger_probe*.dist-info")
    pairs = (info.name.removesuffix(".dist-info").partition("-") for info in infos)
    return {name: version for name, _, version in pairs}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose quickstart has run once. Not to be changed: copy it."""
    project = make_project(tmp_path_factory.mktemp("bootstrap") / "made")
    process = run(project, "quickstart")
    assert process.returncode == 0, process.stderr
    assert said(process) == [
        f"making .venv with Python {VERSION}",
        "installing requirements.txt (hashes are checked): a minute or two",
    ]
    assert process.stdout.splitlines()[-1] == f"ran in {project / '.venv'}"
    return project


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "project", symlinks=True))


def test_quickstart_installs_what_runs_and_nothing_else(project: Path) -> None:
    assert installed(project) == {"ledger_probe": "1.0"}


LISTENER = """
import os, sys
with open(os.environ["HOME"] + "/heard", "a") as heard:
    print("pip" in sys.orig_argv, os.environ.get("PYTHONWARNINGS"), file=heard)
"""


def test_warnings_made_errors_for_our_code_do_not_reach_pip(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error::DeprecationWarning")
    (folder,) = (project / ".venv").glob("lib/*/site-packages")
    (folder / "sitecustomize.py").write_text(LISTENER)
    (project / bootstrap.RUNTIME).write_text(make_wheel(project / "wheels", "ledger_probe", "2.0"))
    assert run(project, "quickstart").returncode == 0
    heard = (project / "home" / "heard").read_text().splitlines()
    assert "True None" in heard
    assert "True error::DeprecationWarning" not in heard
    assert "False error::DeprecationWarning" in heard


def test_quickstart_again_does_nothing(project: Path) -> None:
    before = (project / ".venv" / bootstrap.STAMP_FILE).stat().st_mtime_ns
    process = run(project, "quickstart")
    assert (process.returncode, process.stderr) == (0, "")
    assert (project / ".venv" / bootstrap.STAMP_FILE).stat().st_mtime_ns == before


def test_test_completes_the_same_environment(project: Path) -> None:
    process = run(project, "test")
    assert said(process) == [
        "the tests' requirements are not installed yet: mending .venv",
        "installing requirements.txt and tests/requirements.txt (hashes are checked): a minute or two",
    ]
    assert installed(project) == {"ledger_probe": "1.0", "ledger_probe_tests": "1.0"}
    assert (run(project, "test").stderr, run(project, "quickstart").stderr) == ("", "")


def test_changed_requirements_are_installed(project: Path) -> None:
    (project / bootstrap.RUNTIME).write_text(make_wheel(project / "wheels", "ledger_probe", "2.0"))
    process = run(project, "quickstart")
    assert said(process)[0] == "requirements.txt changed: mending .venv"
    assert installed(project) == {"ledger_probe": "2.0"}


def test_changed_requirements_are_told_by_every_other_command(project: Path) -> None:
    (project / bootstrap.RUNTIME).write_text(make_wheel(project / "wheels", "ledger_probe", "2.0"))
    process = run(project, "migrate")
    assert said(process) == [
        "the requirements have changed; `python3 manage.py quickstart --no-serve` installs them."
    ]
    assert process.stdout == f"ran in {project / '.venv'}\n"


def test_every_other_command_reruns_inside(project: Path) -> None:
    process = run(project, "migrate")
    assert (process.returncode, process.stdout, process.stderr) == (0, f"ran in {project / '.venv'}\n", "")


def test_the_environments_own_python_works_as_it_is(project: Path) -> None:
    process = run(project, "migrate", python=project / ".venv" / "bin" / "python")
    assert (process.returncode, process.stdout, process.stderr) == (0, f"ran in {project / '.venv'}\n", "")


def test_interrupted_run_is_redone(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    stamp = project / ".venv" / bootstrap.STAMP_FILE
    first = subprocess.Popen(
        [str(BASE_PYTHON), "driver.py", "quickstart"],
        cwd=project,
        env=environment(project),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not stamp.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert json.loads(stamp.read_text()) == bootstrap.UNFINISHED

    other = run(project, "migrate")
    assert (other.returncode, other.stdout) == (1, "")
    assert run(project, "quickstart").returncode == 0
    assert installed(project) == {"ledger_probe": "1.0"}


def test_half_made_environment_is_refused_by_every_other_command(project: Path) -> None:
    bootstrap.write_stamp(project / ".venv", bootstrap.UNFINISHED)
    process = run(project, "migrate")
    assert process.returncode == 1
    assert process.stderr == (
        "manage.py: .venv is half made: run `python3 manage.py quickstart --no-serve`, which makes it anew.\n"
    )


def test_half_made_environment_is_made_anew(project: Path) -> None:
    bootstrap.write_stamp(project / ".venv", bootstrap.UNFINISHED)
    (project / ".venv" / "left-over").write_text("")
    process = run(project, "quickstart")
    assert said(process)[0] == f".venv is half made or broken: making it anew with Python {VERSION}"
    assert not (project / ".venv" / "left-over").exists()
    assert installed(project) == {"ledger_probe": "1.0"}


def test_environment_of_another_python_is_made_anew(project: Path) -> None:
    stamp = bootstrap.read_stamp(project / ".venv") | {"python": "3.10"}
    bootstrap.write_stamp(project / ".venv", stamp)
    process = run(project, "quickstart")
    assert said(process)[0] == f".venv has Python 3.10: making it anew with Python {VERSION}"
    assert bootstrap.read_stamp(project / ".venv")["python"] == VERSION


def test_nothing_installed_is_told_in_one_line(tmp_path: Path) -> None:
    process = run(make_project(tmp_path / "project"), "migrate")
    assert process.returncode == 1
    assert process.stderr == (
        "manage.py: nothing is installed yet: run `python3 manage.py quickstart --no-serve` first.\n"
    )


@pytest.mark.parametrize(
    ("lacking", "words"),
    [(["ensurepip"], "no ensurepip"), (["venv", "ensurepip"], "no venv and no ensurepip")],
)
def test_missing_venv_module_is_told_in_one_line(tmp_path: Path, lacking: list[str], words: str) -> None:
    project = make_project(tmp_path / "project")
    process = run(project, "quickstart", *lacking)
    assert process.returncode == 1
    assert len(process.stderr.splitlines()) == 1
    assert f"has {words} module: install it" in process.stderr
    assert "apt-get install python3-venv" in process.stderr
    assert not (project / ".venv").exists()


def test_no_network_is_told_in_one_line_and_the_next_run_goes_on(project: Path) -> None:
    (project / bootstrap.RUNTIME).write_text(make_wheel(project / "wheels", "ledger_probe", "2.0"))
    process = run(project, "quickstart", PIP_INDEX_URL=CLOSED_INDEX, PIP_RETRIES="1")
    assert process.returncode == 1
    assert said(process)[-1].startswith("no package index answers: connect this machine to the network")
    assert "Traceback" not in process.stderr
    assert "No matching distribution" not in process.stderr
    assert run(project, "quickstart").returncode == 0
    assert installed(project) == {"ledger_probe": "2.0"}


def test_wrong_hash_is_refused_with_pips_reason(project: Path) -> None:
    wrong = f"ledger_probe==1.0 --hash=sha256:{'0' * 64}\n"
    (project / bootstrap.TESTING).write_text(wrong.replace("ledger_probe", "ledger_probe_tests"))
    process = run(project, "test")
    assert process.returncode == 1
    assert "DO NOT MATCH THE HASHES" in process.stderr
    assert said(process)[-1].startswith("pip could not install the requirements")


def test_file_in_the_way_is_told_in_one_line(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    (project / ".venv").write_text("")
    process = run(project, "quickstart")
    assert process.returncode == 1
    assert said(process) == [f"{project / '.venv'} is no directory: move it away, then run this again."]


def test_environment_of_ones_own_is_left_alone(made: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(made / ".venv", tmp_path / "own", symlinks=True))
    project = make_project(tmp_path / "project")
    for command in ("quickstart", "migrate"):
        process = run(project, command, python=own / "bin" / "python")
        assert (process.returncode, process.stdout, process.stderr) == (0, f"ran in {own}\n", "")
    assert not (project / ".venv").exists()


def test_strangers_environment_does_not_keep_quickstart_from_making_ours(made: Path, tmp_path: Path) -> None:
    strange = Path(shutil.copytree(made / ".venv", tmp_path / "strange", symlinks=True))
    for file in strange.glob("lib/*/site-packages/ledger_probe*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    project = make_project(tmp_path / "project")
    process = run(project, "quickstart", python=strange / "bin" / "python")
    assert process.returncode == 0, process.stderr
    assert process.stdout.splitlines()[-1] == f"ran in {project / '.venv'}"
    assert list(strange.glob("lib/*/site-packages/ledger_probe*")) == []


def test_pins_are_names_and_versions_without_those_of_another_platform(tmp_path: Path) -> None:
    file = tmp_path / "requirements.txt"
    file.write_text(
        "# a comment\nargon2-cffi==25.1.0 \\\n    --hash=sha256:00\n    # via x\n"
        "tzdata==2026.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\npsycopg==3.3.9 \\\n"
    )
    assert bootstrap.pins(file) == [("argon2-cffi", "25.1.0"), ("psycopg", "3.3.9")]
