#!/usr/bin/env python3
"""The ledger's command line: `python3 manage.py COMMAND`. docs/commands.md lists the commands."""

import os
import secrets
import sys


def main():
    if sys.version_info < (3, 11):
        sys.exit("manage.py: this is Python %d.%d; the ledger needs 3.11 or later." % sys.version_info[:2])

    from config import bootstrap

    command = sys.argv[1] if len(sys.argv) > 1 else ""
    provide_key(command)
    bootstrap.enter(command)

    os.environ.setdefault(
        "DJANGO_SETTINGS_MODULE", "tests.settings" if command == "test" else "config.settings"
    )
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018  read the settings now: a wrong variable is one line, not a traceback
    except ImproperlyConfigured as wrong:
        sys.exit("manage.py: %s" % wrong)
    from django.db import Error

    if command == "migrate":
        # Where the key comes from a variable, nothing has made the directory for the database yet.
        try:
            settings.LEDGER_VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as wrong:
            sys.exit("manage.py: nothing can be kept in LEDGER_VAR_DIR: %s" % wrong)
    try:
        execute_from_command_line(sys.argv)
    except ValidationError as wrong:
        # The ledger's own word that nothing can be recorded now; any other deserves its traceback.
        if not getattr(wrong, "halts_the_ledger", False):
            raise
        sys.exit("manage.py: %s" % wrong)
    except (Error, OSError) as wrong:
        if says := why_not_now(wrong, command) or (isinstance(wrong, Error) and why_not(str(wrong))):
            sys.exit("manage.py: %s" % says)
        raise


def provide_key(command):
    """Give a command that runs before anything is set up the key that the settings ask for."""
    if command == "quickstart":
        # On a new machine the settings have to find a key before the command itself can run.
        os.environ.setdefault("LEDGER_MAKE_SECRET_KEY", "1")
    elif command == "read_statement":
        # It writes and signs nothing: it reads a file before anything is set up, too, with a key of this run alone.
        os.environ.setdefault("LEDGER_SECRET_KEY", secrets.token_urlsafe(50))


def why_not_now(wrong, command):
    """Why the command cannot do its work now, and what mends it; empty for an error of another kind."""
    from django.db import connection

    from ledger.presentation.database_faults import FaultKind, kind_of

    kind = kind_of(wrong)
    if command == "migrate" and (kind is FaultKind.LOCKED or "already exists" in str(wrong)):
        says = "another `migrate` seems to be at work here (%s): wait for its end, then run this again."
    elif kind is FaultKind.DISK_FULL:
        says = "the disk is full (%s): make room on it, then run this again."
    elif kind is FaultKind.READ_ONLY:
        says = (
            "the database or its disk is read-only (%s): see that LEDGER_DATABASE_URL names a server that takes "
            "changes, and that this account may write to LEDGER_VAR_DIR, then run this again."
        )
    elif kind is FaultKind.LOCKED:
        says = "somebody else is recording what this needs (%s): wait a little, then run this again."
    elif kind is FaultKind.AWAY and answers_anew(connection):
        says = "the connection to the database was lost (%s): see that it stays, then run this again."
    else:
        return ""
    return says % first_line(wrong)


def answers_anew(connection):
    """Whether a server that was lost amid a command answers again: the connection was cut, not the server away."""
    from django.db import Error

    if connection.vendor != "postgresql":
        return False
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        connection.close()
        connection.ensure_connection()
    except Error:
        return False
    return True


def why_not(wrong):
    """Why no command can work here: no server answers, or the ledger's tables are not there; empty where neither is so.

    The database's other errors deserve their traceback.
    """
    from django.db import Error, connection

    # By itself a connection says at once what is wrong; a pool waits, and says only that it waited.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        if "ledger_entry" in connection.introspection.table_names():
            return ""
    except Error as error:
        if connection.vendor == "postgresql":
            return (
                "PostgreSQL cannot be reached (%s): see that it runs, and that LEDGER_DATABASE_URL is right."
                % first_line(error)
            )
    return (
        "the ledger is not set up in this database (%s): run `python3 manage.py quickstart`, "
        "or `python3 manage.py migrate` on a server." % first_line(wrong)
    )


def first_line(error):
    return str(error).strip().split("\n", 1)[0]


if __name__ == "__main__":
    main()
