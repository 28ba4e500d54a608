"""Gets a command of manage.py running where the requirements are installed. Standard library only.

`quickstart` and `test` make `.venv` or mend it; every other command re-runs inside it when it is there. An environment
of one's own (a container, a server, a virtual environment with the requirements in it) is left alone.

`.venv/ledger-stamp.json` says what was installed: the Python version and the hash of each requirements file. Before
anything is installed it is replaced by one that says "unfinished", so that an interrupted run is seen and redone.
Whatever stands in the way is told in one line, with a way on, and ends the process with exit code 1.
"""

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = "requirements.txt"
TESTING = "tests/requirements.txt"
MAKERS = {"quickstart": (RUNTIME,), "test": (RUNTIME, TESTING)}

Stamp = dict[str, str]
STAMP_FILE = "ledger-stamp.json"
UNFINISHED: Stamp = {"state": "unfinished"}

# What pip says when no index answers. Its closing words ("no matching distribution") would then mislead.
NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|ProxyError|ProtocolError"
    r"|Network is unreachable|Temporary failure in name resolution|Name or service not known|Connection refused"
)
NOTHING_FOUND = re.compile(r"No matching distribution|Could not find a version")


def enter(command: str, *, root: Path = ROOT) -> None:
    """Return when this Python is the one to run `command`; else re-run in `.venv`, and do not return.

    Raises SystemExit(1), after one line on standard error, when there is no way to run it.
    """
    home = root / ".venv"
    files = MAKERS.get(command, ())
    inside = is_running_in(home)
    own = not (inside and read_stamp(home))
    if own and has_installed(root, files or (RUNTIME,), exactly=not is_virtual()):
        return
    if files:
        mend(root, files)
    elif is_there(home):
        look_at(root)
    elif has_installed(root, (RUNTIME,), exactly=False):
        return
    else:
        refuse("nothing is installed yet: run `python3 manage.py quickstart --no-serve` first.")
    if not inside:
        python = str(python_of(home))
        # The arguments of the interpreter itself (-W, -X) come along.
        os.execv(python, [python, *sys.orig_argv[1:]])


def look_at(root: Path) -> None:
    """Refuse a `.venv` that is half made; once inside it, say so when the requirements have changed since."""
    home = root / ".venv"
    found = read_stamp(home)
    if found == UNFINISHED:
        refuse(".venv is half made: run `python3 manage.py quickstart --no-serve`, which makes it anew.")
    changed = any(found[file] != digest(root / file) for file in (RUNTIME, TESTING) if file in found)
    if changed and is_running_in(home):
        say("the requirements have changed; `python3 manage.py quickstart --no-serve` installs them.")


def mend(root: Path, files: Sequence[str]) -> None:
    """Make `.venv`, or bring it to what `files` ask for; do nothing when its stamp says that it is so already."""
    home = root / ".venv"
    found, wanted = read_stamp(home), wanted_stamp(root, files)
    if is_there(home) and wanted.items() <= found.items():
        return
    try:
        if reason := why_made(home, found, wanted):
            found = {}
            make(home, reason)
        else:
            say(f"{why_mended(found, wanted)}: mending .venv")
        write_stamp(home, UNFINISHED)
        install(root, files)
        write_stamp(home, found | wanted)
    except KeyboardInterrupt:
        refuse("stopped before the end; run it again, and .venv is made anew.", code=130)
    except OSError as wrong:
        refuse(f".venv cannot be written: {wrong}.")


def why_made(home: Path, found: Stamp, wanted: Stamp) -> str:
    """Explain why `.venv` has to be made from nothing; empty when it need not be, or when this very Python
    runs in it.
    """
    version = f"Python {wanted['python']}"
    if is_running_in(home):
        return ""
    if not home.exists():
        return f"making .venv with {version}"
    if found == UNFINISHED or not is_sound(home):
        return f".venv is half made or broken: making it anew with {version}"
    if found.get("python", wanted["python"]) != wanted["python"]:
        return f".venv has Python {found['python']}: making it anew with {version}"
    return ""


def why_mended(found: Stamp, wanted: Stamp) -> str:
    changed = [file for file in wanted if file in found and found[file] != wanted[file]]
    if changed:
        return f"{' and '.join(changed)} changed"
    return "the tests' requirements are not installed yet" if found else "it is not known what .venv holds"


def make(home: Path, reason: str) -> None:
    """Make an empty virtual environment at `home`, clearing what is there, marked unfinished from the first moment."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        refuse(
            f"this Python ({sys.executable}) has no {' and no '.join(missing)} module: install it "
            "(Debian and Ubuntu: `apt-get install python3-venv`), then run this again."
        )
    if home.exists() and not home.is_dir():
        refuse(f"{home} is no directory: move it away, then run this again.")
    say(reason)
    write_stamp(home, UNFINISHED)
    clear(home)
    made = subprocess.run([sys.executable, "-m", "venv", str(home)], capture_output=True, text=True)
    if made.returncode:
        words = (made.stderr or made.stdout).strip().splitlines() or ["it said nothing"]
        refuse(f"`{sys.executable} -m venv {home}` failed: {words[-1]}")


def clear(home: Path) -> None:
    """Remove all that a directory holds but the stamp; what a link leads to stays."""
    for left in home.iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        elif left.name != STAMP_FILE:
            left.unlink()


def install(root: Path, files: Sequence[str]) -> None:
    """Install the pinned requirements of `files` into `.venv`; of what pip says, warnings and errors show."""
    say(f"installing {' and '.join(files)} (hashes are checked): a minute or two")
    options = ["--quiet", "--require-hashes", "--no-user", "--no-input", "--disable-pip-version-check"]
    listed = [word for file in files for word in ("-r", str(root / file))]
    command = [str(python_of(root / ".venv")), "-m", "pip", "install", *options, *listed]
    code, offline, held = run_pip(command)
    if code == 0:
        return
    if offline and all(NOTHING_FOUND.search(line) for line in held):
        refuse(
            "no package index answers: connect this machine to the network, or name an index or a directory of wheels "
            "it reaches in PIP_INDEX_URL or PIP_FIND_LINKS, then run this again."
        )
    sys.stderr.writelines(held)
    refuse("pip could not install the requirements, for the reason it gives above; then run this again.")


def run_pip(command: Sequence[str]) -> tuple[int, bool, list[str]]:
    """Run pip and show its progress; return its exit code, whether it met no network, and its errors, not shown yet."""
    offline = False
    held: list[str] = []
    # Warnings made errors for our own code would stop pip's.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, errors="replace", env=environment
    ) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if NO_NETWORK.search(line):
                offline = True
            elif held or line.startswith("ERROR:"):
                held.append(line)
            else:
                sys.stderr.write(line)
    return running.returncode, offline, held


def has_installed(root: Path, files: Sequence[str], *, exactly: bool) -> bool:
    """Tell whether this Python has what `files` pin: at the very versions, or `exactly=False`, at any."""
    for name, version in (pin for file in files for pin in pins(root / file)):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            return False
        if exactly and found != version:
            return False
    return True


def pins(file: Path) -> list[tuple[str, str]]:
    """Return the (name, version) pairs of a requirements file, without those bound to a platform by a marker."""
    return re.findall(r"^([\w.-]+)==([^\s;\\]+) *\\?$", file.read_text(encoding="utf-8"), re.MULTILINE)


def wanted_stamp(root: Path, files: Sequence[str]) -> Stamp:
    return {"python": "%d.%d" % sys.version_info[:2]} | {file: digest(root / file) for file in files}


def read_stamp(home: Path) -> Stamp:
    """Return what the stamp of `home` says; nothing when there is none, unfinished when it cannot be read."""
    try:
        stamp = json.loads((home / STAMP_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError):
        return UNFINISHED
    return stamp if isinstance(stamp, dict) else UNFINISHED


def write_stamp(home: Path, stamp: Stamp) -> None:
    home.mkdir(exist_ok=True)
    (home / STAMP_FILE).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def python_of(home: Path) -> Path:
    return home / "bin" / "python"


def is_there(home: Path) -> bool:
    # Without pyvenv.cfg its python is the system's, and re-running would never arrive.
    return python_of(home).exists() and (home / "pyvenv.cfg").exists()


def is_sound(home: Path) -> bool:
    """Tell whether the virtual environment at `home` runs, and has pip."""
    if not is_there(home):
        return False
    return subprocess.run([str(python_of(home)), "-c", "import pip"], capture_output=True).returncode == 0


def is_virtual() -> bool:
    return sys.prefix != sys.base_prefix


def is_running_in(home: Path) -> bool:
    return Path(sys.prefix).resolve() == home.resolve()


def say(line: str) -> None:
    print(f"manage.py: {line}", file=sys.stderr, flush=True)


def refuse(line: str, *, code: int = 1) -> NoReturn:
    say(line)
    raise SystemExit(code)
