"""A migrated, empty database, made once and copied for each worker and each run: migrating takes ten seconds.

It is kept in pytest's cache (SQLite) or on the server (PostgreSQL) by a digest of what migrating depends on. What
`post_migrate` puts there, such as the triggers, is put there anew in each copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = 300
"""After which migrating is given up, on a busy machine."""


def copy_migrated(keep: Path) -> None:
    """Let the test database of this process be a copy of a migrated one; ``keep`` is a directory for what is kept."""
    connection = connections["default"]
    name = f"migrated_{_digest()}"
    with _alone(keep / "migrated.lock"):
        if connection.vendor == "postgresql":
            _migrate_on_server(connection, name)
            connection.settings_dict["TEST"]["TEMPLATE"] = name
        else:
            kept = keep / f"{name}.sqlite3"
            if not kept.exists():
                _migrate_file(kept)
            shutil.copyfile(kept, connection.settings_dict["TEST"]["NAME"])


def _digest() -> str:
    """Digest the migrations, the modules that they import from, and the versions of what migrates."""
    sources = [*settings.ROOT.glob("ledger/migrations/*.py"), *settings.ROOT.glob("ledger/models/*.py")]
    found = hashlib.sha256(f"{sys.version} {django.VERSION}".encode())
    for source in [*sorted(sources), settings.ROOT / "requirements.txt"]:
        found.update(f"{source.name} {hashlib.sha256(source.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()[:16]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold a file lock against the other workers and runs."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _migrate_file(kept: Path) -> None:
    for old in kept.parent.glob("migrated_*"):
        old.unlink()
    making = kept.with_suffix(".making")
    _migrate(f"sqlite:///{making}")
    making.rename(kept)


def _migrate_on_server(connection: BaseDatabaseWrapper, name: str) -> None:
    """Make the database, under another name until it is whole, where the server has none."""
    with connection._nodb_cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("SELECT COUNT(*) FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone()[0]:
            return
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}_making"')
        cursor.execute(f'CREATE DATABASE "{name}_making"')
        _migrate(_address(f"{name}_making"))
        cursor.execute(f'ALTER DATABASE "{name}_making" RENAME TO "{name}"')


def _address(name: str) -> str:
    """Return the address of another database on the same server."""
    return urlsplit(os.environ["LEDGER_DATABASE_URL"])._replace(path=f"/{name}").geturl()


def _migrate(address: str) -> None:
    environment = os.environ | {"LEDGER_DATABASE_URL": address}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--settings=tests.settings"]
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True, timeout=SECONDS)
