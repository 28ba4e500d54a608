"""Programs of the machine that the tests need: found where they usually are, or installed from Debian's packages."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")
CLUSTER_SETTINGS = Path("/etc/postgresql-common/createcluster.d")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class Missing(Exception):
    """A program is not there and cannot be installed; the message says which, and what to do."""


def find_postgresql() -> Path | None:
    """Return the directory that holds initdb and pg_ctl: on PATH, or the newest of Debian's."""
    on_path = shutil.which("initdb")
    versions = sorted(
        DEBIAN_POSTGRESQL.glob("*/bin"), key=lambda place: float(place.parent.name), reverse=True
    )
    places = [Path(on_path).resolve().parent] if on_path else []
    whole = [
        place for place in places + versions if (place / "initdb").exists() and (place / "pg_ctl").exists()
    ]
    return whole[0] if whole else None


def find_chromium(named: str = "") -> Path | None:
    """Return the browser at the path `named`, else the first of the usual names on PATH."""
    found = named or next((path for path in map(shutil.which, CHROMIUM) if path), None)
    return Path(found) if found and Path(found).exists() else None


def need_postgresql() -> Path:
    """Find PostgreSQL's programs, installing them first where that may be done. Raises Missing."""
    found = find_postgresql()
    if found is None:
        if may_install():
            keep_from_making_a_cluster()
            install("postgresql")
            found = find_postgresql()
        if found is None:
            raise Missing(
                "PostgreSQL's server programs (initdb, pg_ctl) are missing, and the suite runs on PostgreSQL too: "
                "install them (Debian and Ubuntu: `apt-get install postgresql`) or put them on PATH."
            )
    return found


def need_chromium(named: str = "") -> Path:
    """Find Chromium, installing it first where that may be done. Raises Missing."""
    found = find_chromium(named)
    if found is None:
        if may_install():
            install("chromium")
            found = find_chromium()
        if found is None:
            raise Missing(
                "Chromium is missing, and the pages are tested in it: install it (Debian: `apt-get install chromium`) "
                "or name a Chrome or Chromium in LEDGER_TEST_CHROMIUM."
            )
    return found


def may_install() -> bool:
    """Return root on a Debian system installs packages; nobody else does, anywhere."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def keep_from_making_a_cluster() -> None:
    """Keep Debian's package from starting a server of its own when it is installed."""
    CLUSTER_SETTINGS.mkdir(parents=True, exist_ok=True)
    (CLUSTER_SETTINGS / "no-main-cluster.conf").write_text("create_main_cluster = false\n", encoding="ascii")


def install(package: str) -> None:
    """Install a package of Debian's, its progress shown. Raises Missing when apt-get fails."""
    print(f"test: installing {package} (apt-get)", flush=True)
    quietly = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    fetch = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    steps: Sequence[list[str]] = (["apt-get", "update", "--quiet"], fetch)
    for step in steps:
        if subprocess.run(step, env=quietly, stdin=subprocess.DEVNULL).returncode:
            raise Missing(
                f"`{' '.join(step)}` failed, for the reason it gives above; {package} is still missing."
            )
