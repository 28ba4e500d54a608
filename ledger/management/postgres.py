"""A PostgreSQL server of one's own for the length of a test run: socket only, durable in nothing, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

# initdb refuses to run as root; these are asked in turn to run it instead.
STAND_INS = ("postgres", "nobody")

# A socket's path has about a hundred characters, and the stand-in must get there: TMPDIR may be too long, or closed.
SHORT = Path("/tmp")  # noqa: S108

# What a crash would lose is thrown away anyhow.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Failed(Exception):
    """A PostgreSQL program failed; the message holds its last words."""


@contextmanager
def throwaway(programs: Path, *, under: Path = SHORT) -> Iterator[str]:
    """Start a server with the initdb and pg_ctl in `programs`, yield its database URL, and remove it at the end.

    It lives in a directory of its own made in `under`. Run as root, the server runs as another user. Raises Failed.
    """
    with tempfile.TemporaryDirectory(prefix="ledger-pg-", dir=under, ignore_cleanup_errors=True) as place:
        home = Path(place)
        become = stand_in(home)
        data = str(home / "data")
        locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
        run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync",
            f"--locale={locale}", become=become)  # fmt: skip
        listening = ("listen_addresses=", f"unix_socket_directories={home}")
        options = " ".join(f"-c {setting}" for setting in (*FAST, *listening))
        log = str(home / "server.log")
        try:
            run(programs / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start", become=become)
            yield f"postgresql://postgres@{quote(place, safe='')}/postgres"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop", become=become, must=False)
            shutil.rmtree(home, ignore_errors=True)


def stand_in(home: Path) -> dict[str, Any]:
    """Return the keywords for subprocess that make another user run it, who is given `home`; none when we are
    not root.
    """
    if os.geteuid() != 0:
        return {}
    for name in STAND_INS:
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(home, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise Failed(f"as root, PostgreSQL needs another user to run it: none of {', '.join(STAND_INS)} exists.")


def run(program: Path, *words: str, become: dict[str, Any], must: bool = True) -> None:
    """Run one of PostgreSQL's programs. Raises Failed when it fails and it must not."""
    # pg_ctl leaves the server its own output: a pipe would never close.
    with tempfile.TemporaryFile() as output:
        command = [str(program), *words]
        try:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", **become
            )
        except OSError as wrong:
            raise Failed(f"`{program}` cannot be run: {wrong.strerror}.") from None
        if done.returncode and must:
            output.seek(0)
            last = output.read().decode(errors="replace").strip().splitlines()[-3:]
            raise Failed(f"`{program.name}` failed: {' / '.join(last)}")
