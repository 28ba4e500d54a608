"""Lift the guards around migrations, install them after, and check on start that they stand."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.core import checks
from django.db import connections

from ledger.recording.triggers.installing import drop, install, missing
from ledger.recording.triggers.sql import guards_for

UNGUARDED = "ledger.E001"
"""The system check's name for guards that do not stand."""


def lift_before_migrating(*, using: str, plan: Sequence[object] = (), **_signal: object) -> None:
    """Drop the triggers before a migration: a table that is rebuilt must find none that names it."""
    if plan:
        drop(connections[using])


def install_after_migrating(*, using: str, **_signal: object) -> None:
    """Create the triggers again after a migration, and after a flush."""
    if missing(connections[using]):
        install(connections[using])


_is_left_out: ContextVar[bool] = ContextVar("check_is_left_out", default=False)


@contextmanager
def check_left_out() -> Iterator[None]:
    """Let the enclosed system checks pass where guards do not stand; for the command that puts them back."""
    token = _is_left_out.set(True)
    try:
        yield
    finally:
        _is_left_out.reset(token)


def check_that_they_stand(
    *, databases: Iterable[str] | None = None, **_check: object
) -> list[checks.CheckMessage]:
    """Check that every guard stands (a system check, ``check --database default``); one error for all that do not.

    It keeps no command from running but the check itself: ``migrate``, which mends it, leaves it out.
    """
    return [
        checks.Error(
            f"{len(names)} of {len(guards_for(connections[alias].vendor))} triggers do not stand on database '{alias}':"
            f" nothing can be recorded, and the ledger could be rewritten. The first is {names[0]}.",
            hint="Run manage.py migrate, which puts them back; audit_ledger names them all.",
            id=UNGUARDED,
        )
        for alias in (() if _is_left_out.get() else databases or ())
        if "ledger_entry" in connections[alias].introspection.table_names()
        and (names := missing(connections[alias]))
    ]
