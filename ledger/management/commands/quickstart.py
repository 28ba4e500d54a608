"""`manage.py quickstart`: from a fresh clone to a ledger that is served, in one command that may be run again.

The virtual environment and the secret key are there by the time this runs: `config/bootstrap.py` makes the one, the
settings the other.
"""

import os
import secrets
import socket
import sys

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from ledger.models import Dialogue, Membership, User
from ledger.recording import triggers
from ledger.vocabulary import Role

HOST = "127.0.0.1"
PORT = 8000
TOPIC = "torture-prevention"
FIRST_ACCOUNT = "admin"
FIRST_ROLES = (Role.EDITOR, Role.RELEASER)


class Command(BaseCommand):
    """Makes what is not there yet, keeps what is, and says each step."""

    help = "Set up this machine's ledger, print one topic's report, and serve on 127.0.0.1:8000."
    # Before the first migration there is nothing in the database to check.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="Stop before serving.")
        parser.add_argument("--port", type=int, default=PORT, help="The port to serve on.")

    def handle(self, *, no_serve: bool, port: int, **options: object) -> None:
        if not no_serve:
            refuse_taken(port)
        self.say("Database", migrate())
        self.say("Fixtures and seeds", "loading what is not there yet")
        call_command("seed", stdout=self.stdout, stderr=self.stderr)
        password = make_first_account()
        account = sign_in(password) if password else "there is one already"
        try:
            self.say("Report", f"the topic {TOPIC}\n")
            call_command("report", "topic", topic=TOPIC, format="md", stdout=self.stdout, stderr=self.stderr)
            if not no_serve:
                refuse_taken(port)
        except BaseException:
            self.say("\nAccount", account)  # its password is kept nowhere
            raise
        self.end(port, account, no_serve=no_serve)

    def end(self, port: int, account: str, *, no_serve: bool) -> None:
        """Say where the ledger is and how to sign in, last of all; then serve."""
        address = f"http://{HOST}:{port}"
        if no_serve:
            self.say("\nAddress", f"{address}/ once `python3 manage.py quickstart` serves it")
        else:
            settings.LEDGER_SERVED_AT.write_text(f"{address}\n", encoding="utf-8")
            self.say("\nServing", f"{address}/ (stop with Ctrl-C)")
        self.say("Account", account)
        if not no_serve:
            serve(port)

    def say(self, step: str, what: str) -> None:
        self.stdout.write(f"{step}: {what}")
        self.stdout.flush()


def migrate() -> str:
    """Bring the database to the newest migration; return what was done, in a few words."""
    settings.LEDGER_VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan and not (missing := triggers.missing(connection)):
        return "up to date"
    call_command("migrate", verbosity=0, interactive=False)
    return f"{len(plan)} migrations applied" if plan else f"{len(missing)} triggers put back"


@transaction.atomic
def make_first_account() -> str | None:
    """Make an account that may do everything, if nobody can sign in yet; return its password, kept nowhere.

    The account in whose name the seeds were recorded has no password and does not count.
    """
    if User.objects.exclude(password="").exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists():
        return None
    password = secrets.token_urlsafe(15)
    user = User.objects.create_superuser(FIRST_ACCOUNT, password=password)
    for dialogue in Dialogue.objects.order_by("pk"):
        for role in FIRST_ROLES:  # each saved by itself: its change log tells of it
            Membership.objects.create(user=user, dialogue=dialogue, role=role)
    return password


def sign_in(password: str) -> str:
    return f"sign in as {FIRST_ACCOUNT} with the password {password}"


def refuse_taken(port: int) -> None:
    """Raise CommandError when something listens on the port already, or it may not be used."""
    wrong = why_unusable(port)
    if wrong:
        other = port + 1 if 1024 <= port < 65535 else PORT + 1
        way_on = f"choose another, such as `python3 manage.py quickstart --port {other}`"
        raise CommandError(f"Port {port} cannot be used ({wrong}): {way_on}.")


def why_unusable(port: int) -> str:
    """Return what keeps a server from listening on `port` of this machine; empty when nothing does."""
    if not 1 <= port <= 65535:
        return "ports go from 1 to 65535"
    with socket.socket() as trial:
        # As the server will: a port whose last connection has just closed is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as wrong:
            return wrong.strerror or str(wrong)
    return ""


def serve(port: int) -> None:
    """Become the server; never returns."""
    connections.close_all()
    sys.stdout.flush()
    server = [sys.executable, "-m", "gunicorn", "config.wsgi:application", "--chdir", str(settings.ROOT)]
    shape = ["--bind", f"{HOST}:{port}", "--worker-class", "gthread", "--workers", "1"]
    quiet = ["--log-level", "warning"]  # the address and the account stay the last lines
    os.execv(sys.executable, [*server, *shape, *quiet, "--threads", str(settings.LEDGER_THREADS)])
