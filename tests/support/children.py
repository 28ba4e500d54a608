"""Processes of their own on the test's database: commands as people type them, and writers that are killed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection


def manage(*command: str, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of ``manage.py`` on the test's database and folder, or on the database of another address."""
    return run("manage.py", *command, database=database)


def python(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script on the test's database and folder, with Django set up."""
    return run("-c", f"import django\ndjango.setup()\n{script}")


def run(*arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("LEDGER_")}
    variables |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LEDGER_VAR_DIR": str(settings.LEDGER_VAR),
        "LEDGER_SECRET_KEY": settings.SECRET_KEY,
        "LEDGER_DATABASE_URL": database or database_url(),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=settings.ROOT,
        env=variables,
        capture_output=True,
        text=True,
        timeout=120,
    )


def database_url(name: str = "") -> str:
    """The address of the test's database, or of another one on its server."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{there['NAME']}"
    return postgresql_url(there | ({"NAME": name} if name else {}))


def postgresql_url(there: Mapping[str, Any]) -> str:
    """The address that a connection's settings come from, with what stood behind its ``?``: a socket's folder."""
    host, port = quote(str(there["HOST"]), safe=""), f":{there['PORT']}" if there["PORT"] else ""
    user = quote(there["USER"]) + (f":{quote(there['PASSWORD'], safe='')}" if there["PASSWORD"] else "")
    given = {name: value for name, value in there["OPTIONS"].items() if isinstance(value, str)}
    return f"postgresql://{user}@{host}{port}/{there['NAME']}" + (f"?{urlencode(given)}" if given else "")
