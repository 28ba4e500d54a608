"""Copy the whole database to a file by its own means, and put the copy into an empty one."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo


class CopyRefused(Exception):
    """A copy that is not made or not put back; the message says why, and what to do."""


def vendor() -> str:
    """Return which database this is: "sqlite" or "postgresql"."""
    return connection.vendor


def copy_to(directory: Path) -> Path:
    """Write the database as of one moment to a new file; writers go on meanwhile. Raises CopyRefused."""
    if connection.vendor == "sqlite":
        path = directory / "database.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])  # nothing of deleted rows is in it
        return path
    path = directory / "database.dump"
    _run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={path}")
    return path


def check_fits(made_on: str) -> None:
    """Go on only if this database is empty, and of the kind that the copy was made on. Raises CopyRefused."""
    if made_on != connection.vendor:
        says = _("This backup is of %(made_on)s, and the database is %(vendor)s: use export_ledger to move.")
        raise CopyRefused(says % {"made_on": made_on, "vendor": connection.vendor})
    if connection.introspection.table_names():
        raise CopyRefused(_("There are tables already: name an empty database in LEDGER_DATABASE_URL."))


def put_back(path: Path, made_on: str) -> None:
    """Put a copy into this database, which must be empty; all of it or nothing. Raises CopyRefused."""
    check_fits(made_on)
    if connection.vendor == "sqlite":
        connection.close()
        _put_file(path, Path(connection.settings_dict["NAME"]))
    else:
        connection.close()
        _run("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--single-transaction", words=[path])


def _put_file(path: Path, target: Path) -> None:
    """Copy a file beside its target, then give it its name; SQLite's log of an empty database goes."""
    for log in ("-wal", "-shm"):
        target.with_name(target.name + log).unlink(missing_ok=True)
    part = target.with_name(f".{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, part)
    part.chmod(0o600)
    part.replace(target)


def _run(program: str, *options: str, words: list[Path] | None = None) -> None:
    """Run one of PostgreSQL's programs on this database, connected as the ledger is.

    The password goes by the environment: everybody on a machine reads the words of a command.
    """
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    where = {name: value for name, value in connection.get_connection_params().items() if name in known}
    environment = os.environ | {"PGPASSWORD": str(where.pop("password", ""))}
    command = [program, *options, f"--dbname={make_conninfo(**where)}", *map(str, words or [])]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        says = _(
            "%(program)s is missing: install PostgreSQL's client programs, of the server's version or newer."
        )
        raise CopyRefused(says % {"program": program}) from None
    if done.returncode:
        raise CopyRefused(f"{program}: {done.stderr.strip()}")
